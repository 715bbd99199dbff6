//! What is promised of the spool.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::domain::Event;

fn now() -> Timestamp {
    Timestamp::from_second(1_795_000_000).unwrap()
}

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

/// A message of `person` with the id `key`.
fn message(person: &str, key: &str) -> Event {
    let [asset, field, kind] = ["1001", "messages", "text"].map(str::to_owned);
    let (from, text) = (Some(person.to_owned()), Some(format!("text of {key}")));
    Event { asset, field, kind, incoming: true, from, text, key: key.to_owned(), ..Event::default() }
}

fn arrival(events: Vec<Event>, targets: &[TargetNumber]) -> Arrival {
    let headers = vec![("x-hub-signature-256".to_owned(), "sha256=00".to_owned())];
    let body = events.iter().flat_map(|event| event.key.bytes()).collect();
    Arrival { received: now(), headers, body, events, targets: targets.to_vec() }
}

fn open(folder: &Path) -> Arc<Spool> {
    Spool::open(&folder.join("spool").join("acme.db"), Limits::default()).unwrap()
}

fn ids(ready: &[Ready]) -> Vec<String> {
    ready.iter().map(|one| String::from_utf8(one.body.clone()).unwrap()).collect()
}

async fn settle(spool: &Spool, target: TargetNumber, number: i64, outcome: Outcome) {
    let attempt = Attempt { number, at: now(), status: Some(200), words: None, outcome };
    spool.settle(target, attempt).await.unwrap();
}

#[tokio::test]
async fn what_was_kept_is_there_for_the_next_process_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let bytes: Vec<u8> = (0..=255).collect();
    let kept = {
        let spool = open(folder.path());
        spool.keep(Arrival { body: bytes.clone(), ..arrival(vec![message("7", "m1")], &[]) }).await.unwrap()
    };
    let spool = open(folder.path());
    let whole = spool.whole(&kept.id).unwrap().unwrap();
    assert_eq!((whole.body, whole.headers.len(), whole.received), (Some(bytes), 1, now()));
    assert_eq!(whole.events[0].event, message("7", "m1"));
    assert_eq!(spool.whole(&kept.id[..30]).unwrap().unwrap().id, kept.id);
    assert!(spool.whole("0").unwrap().is_some() && spool.whole("x").unwrap().is_none());
}

#[tokio::test]
async fn w15_the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    spool.keep(arrival(vec![message("7", "m1")], &[])).await.unwrap();
    for file in std::fs::read_dir(folder.path().join("spool")).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn w06_what_came_before_is_marked_for_each_event_and_kept_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    let both = || arrival(vec![message("7", "m1"), message("7", "m2")], &[]);
    assert_eq!(spool.keep(arrival(vec![message("7", "m1")], &[])).await.unwrap().repeats, [false]);
    assert_eq!(spool.keep(both()).await.unwrap().repeats, [true, false]);
    drop(spool);
    let spool = open(folder.path());
    assert_eq!(spool.keep(both()).await.unwrap().repeats, [true, true]);
    let read = Event { kind: "read".to_owned(), ..message("7", "m1") };
    assert_eq!(spool.keep(arrival(vec![read], &[])).await.unwrap().repeats, [false], "another kind is another thing");
    // Eight days later Meta may still repeat; ten days later nothing does.
    spool.prune(later(8 * 24 * 3600)).await.unwrap();
    assert_eq!(spool.keep(both()).await.unwrap().repeats, [true, true]);
    spool.prune(later(10 * 24 * 3600)).await.unwrap();
    assert_eq!(spool.keep(both()).await.unwrap().repeats, [false, false]);
}

#[tokio::test]
async fn of_each_conversation_the_first_goes_and_others_go_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    let target = spool.target("https://a.example/").await.unwrap();
    for (person, key) in [("7", "a1"), ("7", "a2"), ("8", "b1"), ("7", "a3")] {
        spool.keep(arrival(vec![message(person, key)], &[target])).await.unwrap();
    }
    spool.keep(arrival(vec![message("8", "b2"), message("9", "c1")], &[target])).await.unwrap();
    let ready = |spool: &Spool| spool.ready(target, now(), 10, &[], false).unwrap();
    let first = ready(&spool);
    assert_eq!(ids(&first), ["a1", "b1"]);
    assert_eq!(ids(&spool.ready(target, now(), 10, &[first[0].number], false).unwrap()), ["b1"]);
    settle(&spool, target, first[0].number, Outcome::Delivered).await;
    assert_eq!(ids(&ready(&spool)), ["a2", "b1"]);
    settle(&spool, target, first[1].number, Outcome::Again { due: later(9), refused: true, stands_aside: false }).await;
    assert_eq!(ids(&ready(&spool)), ["a2"], "its own conversation waits with it");
    settle(&spool, target, first[1].number, Outcome::Again { due: later(9), refused: true, stands_aside: true }).await;
    assert_eq!(ids(&ready(&spool)), ["a2", "b2c1"]);
    assert_eq!(ids(&spool.ready(target, now(), 1, &[], true).unwrap()), ["a2"]);
    assert_eq!(spool.waiting(target).unwrap().count, 4);
}

#[tokio::test]
async fn a_dead_letter_stays_and_lets_the_others_by() {
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    let target = spool.target("https://a.example/").await.unwrap();
    for key in ["a1", "a2"] {
        spool.keep(arrival(vec![message("7", key)], &[target])).await.unwrap();
    }
    let first = spool.ready(target, now(), 10, &[], false).unwrap();
    settle(&spool, target, first[0].number, Outcome::Failed).await;
    let second = spool.ready(target, now(), 10, &[], false).unwrap();
    assert_eq!(ids(&second), ["a2"]);
    settle(&spool, target, second[0].number, Outcome::Delivered).await;
    spool.prune(later(30 * 24 * 3600)).await.unwrap();
    assert_eq!(spool.failed().unwrap(), [first[0].id.clone()]);
    assert!(spool.whole(&first[0].id).unwrap().unwrap().body.is_some());
    assert!(spool.whole(&second[0].id).unwrap().is_none(), "what every target has is gone");
    settle(&spool, target, first[0].number, Outcome::Delivered).await;
    assert!(spool.failed().unwrap().is_empty());
}

#[tokio::test]
async fn w15_after_its_time_nothing_of_a_message_is_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    spool.keep(arrival(vec![message("7", "canary-7431")], &[])).await.unwrap();
    let hits = || {
        let files = std::fs::read_dir(folder.path().join("spool")).unwrap();
        files
            .filter(|file| {
                let bytes = std::fs::read(file.as_ref().unwrap().path()).unwrap();
                bytes.windows(19).any(|part| part == b"text of canary-7431")
            })
            .count()
    };
    assert!(hits() > 0);
    spool.prune(later(71 * 3600)).await.unwrap();
    assert!(hits() > 0);
    spool.prune(later(73 * 3600)).await.unwrap();
    drop(spool);
    assert_eq!(hits(), 0);
}

#[tokio::test]
async fn w08_a_full_spool_takes_nothing_more_and_recovers_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { bytes: 10_000, age: Duration::from_hours(1) };
    let spool = Spool::open(&folder.path().join("spool").join("acme.db"), limits).unwrap();
    let target = spool.target("https://a.example/").await.unwrap();
    let mut taken = 0;
    let refused = loop {
        match spool.keep(arrival(vec![message("7", &format!("m{taken:03}"))], &[target])).await {
            Ok(_) => taken += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, SpoolError::Full { .. }) && taken == 9, "{taken} {refused}");
    assert_eq!(spool.usage().unwrap().waiting, 9);
    let first = spool.ready(target, now(), 1, &[], false).unwrap();
    settle(&spool, target, first[0].number, Outcome::Delivered).await;
    assert!(spool.keep(arrival(vec![message("7", "next")], &[target])).await.is_ok());
    assert!(spool.keep(arrival(vec![message("7", "more")], &[target])).await.is_err());
}

#[tokio::test]
async fn many_at_once_share_commits_and_each_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let spool = open(folder.path());
    let all = (0..500).map(|n| spool.keep(arrival(vec![message(&n.to_string(), &format!("m{n}"))], &[])));
    let kept = futures_util::future::join_all(all).await;
    let names: std::collections::BTreeSet<_> = kept.into_iter().map(|one| one.unwrap().id).collect();
    assert_eq!((names.len(), spool.usage().unwrap().kept), (500, 500));
    let filter = Filter { kind: Some("text".to_owned()), limit: 3, ..Filter::default() };
    let keys: Vec<_> = spool.find(&filter).unwrap().into_iter().map(|one| one.event.key).collect();
    assert_eq!(keys, ["m497", "m498", "m499"]);
    assert_eq!(spool.purge(later(1), false).await.unwrap(), 500);
    assert_eq!(spool.usage().unwrap(), Usage::default());
}
