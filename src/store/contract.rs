//! The story that every store must pass, whatever it is made of, and the records it is told with.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Action, ConnectionStore, Filter, LedgerState, NewSecret, Outcome, StoreError};
use crate::domain::{
    Change, Connection, ConnectionRef, Fingerprint, Grant, Note, Person, Platform, Secret, SecretName, Status, Targets,
    TokenKind, Topic, Verb,
};

/// A moment, `seconds` after the one at which all stories begin.
pub(crate) fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

/// A record with nothing special about it.
pub(crate) fn record(profile: &str, platform: Platform, id: &str) -> Connection {
    Connection::sample(profile, platform, id, moment(0))
}

/// A connect of `record` under way, with a fresh secret.
pub(crate) fn connect(record: &Connection, name: &SecretName) -> Change {
    Change {
        profile: record.profile.clone(),
        reference: record.reference(),
        verb: Verb::Connect,
        secret_name: Some(name.clone()),
        fields: vec!["messages".to_owned(), "messaging_postbacks".to_owned()],
        grant_id: None,
        keep_permissions: false,
        local_only: false,
        begun_at: moment(1),
    }
}

/// A secret that is about to be stored.
pub(crate) fn secret(profile: &str, name: &SecretName) -> NewSecret {
    NewSecret { name: name.clone(), profile: profile.to_owned(), purpose: "page token" }
}

/// A login of `person`.
pub(crate) fn grant(profile: &str, id: &str, person: &str) -> Grant {
    Grant {
        id: id.to_owned(),
        profile: profile.to_owned(),
        person: Person { id: person.to_owned(), name: Some("Zoë \u{202E}".to_owned()) },
        token_kind: TokenKind::User,
        secret_name: None,
        scopes: BTreeSet::from(["pages_messaging".to_owned()]),
        declined: BTreeSet::from(["email".to_owned()]),
        targets: Targets::new(vec![("pages_messaging".into(), vec![]), ("pages_show_list".into(), vec!["1".into()])]),
        token_expires_at: Some(moment(5_184_000)),
        data_access_expires_at: None,
    }
}

/// An entry of the log.
pub(crate) fn action(profile: &str, verb: &str) -> Action {
    Action {
        at: moment(2),
        profile: profile.to_owned(),
        actor: "ada".to_owned(),
        verb: verb.to_owned(),
        reference: Some(ConnectionRef::new(Platform::Facebook, "1001")),
        outcome: Outcome::Done,
        detail: None,
    }
}

/// The whole story, told to an empty store.
pub(crate) async fn story(store: &dyn ConnectionStore) {
    a_profile_stays_where_it_began(store).await;
    a_connect_is_written_down_and_ended(store).await;
    a_reconnect_keeps_the_record_and_drops_the_old_secret(store).await;
    a_shared_secret_lives_as_long_as_anything_names_it(store).await;
    an_undone_connect_leaves_nothing(store).await;
    a_change_takes_the_place_of_an_older_one(store).await;
    strange_values_come_back_as_they_went(store).await;
    lists_are_ordered_and_filtered(store).await;
    a_grant_replaces_that_of_the_same_person(store).await;
    a_note_replaces_that_on_the_same_subject(store).await;
    the_ledger_follows_a_secret(store).await;
    the_log_tells_the_newest_in_order(store).await;
    a_removed_profile_leaves_its_log(store).await;
}

async fn state_of(store: &dyn ConnectionStore, name: &SecretName) -> Option<LedgerState> {
    store.ledger(name).await.unwrap().map(|ledger| ledger.state)
}

/// Connects `record` with a fresh secret and gives back the record as it was settled.
async fn connected(store: &dyn ConnectionStore, record: &Connection) -> (Connection, SecretName) {
    let name = SecretName::fresh();
    let pending = Connection { status: Status::Pending, ..record.clone() };
    store.begin(&[secret(&record.profile, &name)], &[connect(record, &name)], &[pending]).await.unwrap();
    let done = Connection { secret_name: Some(name.clone()), ..record.clone() };
    store.settle(std::slice::from_ref(&done), &[]).await.unwrap();
    (done, name)
}

async fn a_profile_stays_where_it_began(store: &dyn ConnectionStore) {
    assert_eq!(store.fingerprint_key().await.unwrap().len(), 32);
    assert_eq!(store.fingerprint_key().await.unwrap(), store.fingerprint_key().await.unwrap());
    for _ in 0..2 {
        store.bind("bound", "app", "https://graph.facebook.com").await.unwrap();
    }
    for (app, place) in [("other", "https://graph.facebook.com"), ("app", "http://localhost:1")] {
        let refused = store.bind("bound", app, place).await.unwrap_err();
        assert!(matches!(&refused, StoreError::OtherOrigin { app_id, .. } if app_id == "app"), "{refused}");
    }
}

async fn a_connect_is_written_down_and_ended(store: &dyn ConnectionStore) {
    let (page, name) = (record("first", Platform::Facebook, "1001"), SecretName::fresh());
    let pending = Connection { status: Status::Pending, ..page.clone() };
    store.begin(&[secret("first", &name)], &[connect(&page, &name)], std::slice::from_ref(&pending)).await.unwrap();
    assert_eq!(store.open_changes("first").await.unwrap(), [connect(&page, &name)]);
    assert_eq!(store.get("first", &page.reference()).await.unwrap(), Some(pending));
    assert_eq!(state_of(store, &name).await, Some(LedgerState::Planned));

    let done = Connection { secret_name: Some(name.clone()), updated_at: moment(3), ..page };
    store.settle(std::slice::from_ref(&done), &[action("first", "connect")]).await.unwrap();
    assert_eq!(store.open_changes("first").await.unwrap(), []);
    assert_eq!(store.get("first", &done.reference()).await.unwrap(), Some(done.clone()));
    assert_eq!(state_of(store, &name).await, Some(LedgerState::InUse));
    assert_eq!(store.history(Some("first"), 9).await.unwrap(), [action("first", "connect")]);
    assert_eq!(store.get("second", &done.reference()).await.unwrap(), None);
}

async fn a_reconnect_keeps_the_record_and_drops_the_old_secret(store: &dyn ConnectionStore) {
    let (first, old) = connected(store, &record("again", Platform::Facebook, "1")).await;
    let name = SecretName::fresh();
    let fresh = Connection { id: "other".into(), created_at: moment(9), status: Status::Pending, ..first.clone() };
    store.begin(&[secret("again", &name)], &[connect(&fresh, &name)], std::slice::from_ref(&fresh)).await.unwrap();
    assert_eq!(store.get("again", &first.reference()).await.unwrap(), Some(first.clone()), "the old one still works");

    let done = Connection { secret_name: Some(name.clone()), status: Status::Active, ..fresh };
    store.settle(&[done], &[]).await.unwrap();
    let now = store.get("again", &first.reference()).await.unwrap().unwrap();
    assert_eq!((now.id, now.created_at, now.secret_name), (first.id, first.created_at, Some(name.clone())));
    assert_eq!((state_of(store, &old).await, state_of(store, &name).await), DOOMED_AND_KEPT);
}

const DOOMED_AND_KEPT: (Option<LedgerState>, Option<LedgerState>) =
    (Some(LedgerState::PendingDelete), Some(LedgerState::InUse));

async fn a_shared_secret_lives_as_long_as_anything_names_it(store: &dyn ConnectionStore) {
    let (page, name) = connected(store, &record("shared", Platform::Facebook, "1")).await;
    let above = Connection {
        secret_name: Some(name.clone()),
        parent: Some(page.reference()),
        ..record("shared", Platform::Instagram, "17841400000000001")
    };
    store.settle(std::slice::from_ref(&above), &[]).await.unwrap();
    let gone = |record: &Connection| Connection { secret_name: None, status: Status::Disconnected, ..record.clone() };
    store.settle(&[gone(&page)], &[]).await.unwrap();
    assert_eq!(state_of(store, &name).await, Some(LedgerState::InUse));
    store.settle(&[gone(&above)], &[]).await.unwrap();
    assert_eq!(state_of(store, &name).await, Some(LedgerState::PendingDelete));
}

async fn an_undone_connect_leaves_nothing(store: &dyn ConnectionStore) {
    let (page, name) = (record("undone", Platform::Facebook, "1"), SecretName::fresh());
    let pending = Connection { status: Status::Pending, ..page.clone() };
    store.begin(&[secret("undone", &name)], &[connect(&page, &name)], &[pending]).await.unwrap();
    store.abandon(&connect(&page, &name), &[action("undone", "recover")]).await.unwrap();
    assert_eq!(store.get("undone", &page.reference()).await.unwrap(), None);
    assert_eq!(store.open_changes("undone").await.unwrap(), []);
    assert_eq!(state_of(store, &name).await, Some(LedgerState::PendingDelete));
    assert_eq!(store.history(Some("undone"), 9).await.unwrap().len(), 1);

    let (kept, old) = connected(store, &page).await;
    let next = SecretName::fresh();
    store.begin(&[secret("undone", &next)], &[connect(&page, &next)], &[]).await.unwrap();
    store.abandon(&connect(&page, &next), &[]).await.unwrap();
    assert_eq!(store.get("undone", &page.reference()).await.unwrap(), Some(kept), "what worked still works");
    assert_eq!((state_of(store, &next).await, state_of(store, &old).await), DOOMED_AND_KEPT);
}

async fn a_change_takes_the_place_of_an_older_one(store: &dyn ConnectionStore) {
    let (page, old, new) = (record("twice", Platform::Facebook, "1"), SecretName::fresh(), SecretName::fresh());
    store.begin(&[secret("twice", &old)], &[connect(&page, &old)], &[]).await.unwrap();
    let other = record("twice", Platform::Facebook, "0");
    let revoke = Change {
        verb: Verb::Revoke,
        secret_name: None,
        fields: vec![],
        grant_id: Some("g".into()),
        keep_permissions: true,
        local_only: true,
        begun_at: moment(0),
        ..connect(&other, &old)
    };
    store.begin(&[secret("twice", &new)], &[connect(&page, &new), revoke.clone()], &[]).await.unwrap();
    assert_eq!(store.open_changes("twice").await.unwrap(), [revoke, connect(&page, &new)], "oldest first");
    let states = (state_of(store, &old).await, state_of(store, &new).await);
    assert_eq!(states, (Some(LedgerState::PendingDelete), Some(LedgerState::Planned)));
}

/// Values that have broken other programs: ids beyond 2^53, a NUL, quotes, SQL, directions, joined emoji, no text.
async fn strange_values_come_back_as_they_went(store: &dyn ConnectionStore) {
    let names = [
        "a\0b",
        "'; DROP TABLE connections; --",
        "\"quoted\" `back` [box] %s {} \\",
        "👩‍👩‍👧‍👦 ☕ 東京 مقهى \u{202E}x\u{FEFF}",
        "",
        "line\r\nline\u{2028}\u{1b}[2J",
    ];
    for (index, name) in names.into_iter().enumerate() {
        let id = format!("92233720368547758{index:02}");
        let strange = Connection {
            platform_username: Some(name.to_owned()),
            platform_display_name: Some(name.repeat(1000)),
            error_message: Some(name.into()),
            scopes: vec![name.to_owned(), String::new()],
            webhook_fields: vec![],
            parent: Some(ConnectionRef::new(Platform::Facebook, format!("1:{id}{name}"))),
            grant_id: Some(name.to_owned()),
            waba_id: Some(id.clone()),
            business_id: Some(id.clone()),
            token_kind: TokenKind::SystemUser,
            token_expires_at: Some(moment(-1_000_000_000_000 / 1000)),
            last_sync_at: Some(Timestamp::from_millisecond(1_790_000_000_123).unwrap()),
            last_verified_at: Some(moment(1)),
            status: Status::ALL[index % 5],
            ..record("strange ' \0 ☕", Platform::ALL[index % 4], &id)
        };
        store.settle(std::slice::from_ref(&strange), &[]).await.unwrap();
        assert_eq!(store.get(&strange.profile, &strange.reference()).await.unwrap(), Some(strange));
    }
}

async fn lists_are_ordered_and_filtered(store: &dyn ConnectionStore) {
    let make = |id: &str, platform, status, second| Connection {
        status,
        created_at: moment(second),
        ..record("lists", platform, id)
    };
    let all = [
        make("3", Platform::Facebook, Status::Active, 30),
        make("1", Platform::Instagram, Status::Active, 10),
        make("2", Platform::Facebook, Status::Expired, 20),
    ];
    store.settle(&all, &[]).await.unwrap();
    let ids = async |platforms: &[Platform], statuses: &[Status]| {
        let profile = Some("lists".to_owned());
        let filter = Filter { profile, platforms: platforms.to_vec(), statuses: statuses.to_vec() };
        let found = store.list(&filter).await.unwrap();
        found.into_iter().map(|record| record.platform_user_id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[], &[]).await, ["1", "2", "3"]);
    assert_eq!(ids(&[Platform::Facebook], &[]).await, ["2", "3"]);
    assert_eq!(ids(&[Platform::Facebook, Platform::Instagram], &[Status::Active]).await, ["1", "3"]);
    assert_eq!(ids(&[], &[Status::Error]).await, [""; 0]);

    let everything = store.list(&Filter::default()).await.unwrap();
    let mut visited = Vec::new();
    let keep_all = &mut |record| {
        visited.push(record);
        true
    };
    store.visit(&Filter::default(), keep_all).await.unwrap();
    assert_eq!(visited, everything);
    let mut seen = 0;
    let stop_at_two = &mut |_| {
        seen += 1;
        seen < 2
    };
    store.visit(&Filter::default(), stop_at_two).await.unwrap();
    assert_eq!(seen, 2);
}

async fn a_grant_replaces_that_of_the_same_person(store: &dyn ConnectionStore) {
    let names = [SecretName::fresh(), SecretName::fresh()];
    store.begin(&names.clone().map(|name| secret("people", &name)), &[], &[]).await.unwrap();
    let [first, second] = names.clone().map(|name| Grant { secret_name: Some(name), ..grant("people", "g1", "p1") });
    store.put_grant(&first).await.unwrap();
    assert_eq!(store.grants("people").await.unwrap(), [first]);
    store.put_grant(&grant("people", "g2", "p2")).await.unwrap();
    store.put_grant(&second).await.unwrap();
    assert_eq!(store.grants("people").await.unwrap(), [second, grant("people", "g2", "p2")]);
    assert_eq!((state_of(store, &names[0]).await, state_of(store, &names[1]).await), DOOMED_AND_KEPT);
    store.remove_grant("elsewhere", "g1").await.unwrap();
    store.remove_grant("people", "g1").await.unwrap();
    assert_eq!(store.grants("people").await.unwrap(), [grant("people", "g2", "p2")]);
    assert_eq!(state_of(store, &names[1]).await, Some(LedgerState::PendingDelete));
}

async fn a_note_replaces_that_on_the_same_subject(store: &dyn ConnectionStore) {
    let [one, two] = [SecretName::fresh(), SecretName::fresh()];
    store.begin(&[secret("n", &one), secret("n", &two)], &[], &[]).await.unwrap();
    let note = |name: &SecretName, text: &str| Note {
        profile: "n".into(),
        topic: Topic::Registration,
        subject: "1".into(),
        text: text.into(),
        secret_name: Some(name.clone()),
    };
    assert_eq!(store.note("n", Topic::Registration, "1").await.unwrap(), None);
    store.put_note(&note(&one, "a")).await.unwrap();
    store.put_note(&note(&one, "b")).await.unwrap();
    assert_eq!(store.ledger(&one).await.unwrap().unwrap().state, LedgerState::InUse);
    store.put_note(&note(&two, "c")).await.unwrap();
    assert_eq!(store.note("n", Topic::Registration, "1").await.unwrap(), Some(note(&two, "c")));
    assert_eq!(store.note("n", Topic::Callback, "1").await.unwrap(), None);
    assert_eq!(store.note("m", Topic::Registration, "1").await.unwrap(), None);
    assert_eq!(store.ledger(&one).await.unwrap().unwrap().state, LedgerState::PendingDelete);
    store.remove_note("n", Topic::Registration, "1").await.unwrap();
    store.remove_note("n", Topic::Registration, "1").await.unwrap();
    assert_eq!(store.ledger(&two).await.unwrap().unwrap().state, LedgerState::PendingDelete);
    assert_eq!(store.note("n", Topic::Registration, "1").await.unwrap(), None);
}

async fn the_ledger_follows_a_secret(store: &dyn ConnectionStore) {
    let name = SecretName::fresh();
    let mark = Secret::new("token").fingerprint(b"key");
    store.begin(&[secret("ledger", &name)], &[], &[]).await.unwrap();
    store.stored(&[(name.clone(), mark.clone())]).await.unwrap();
    store.mark(std::slice::from_ref(&name), LedgerState::InUse).await.unwrap();
    let row = store.ledger(&name).await.unwrap().unwrap();
    assert_eq!((row.name, row.profile.as_str(), row.purpose.as_str()), (name.clone(), "ledger", "page token"));
    assert_eq!((row.state, row.fingerprint), (LedgerState::InUse, Some(Fingerprint::recorded(mark.as_str()))));
    assert_eq!(store.ledger_in("ledger", LedgerState::InUse).await.unwrap().len(), 1);
    assert!(store.ledger_in("ledger", LedgerState::PendingDelete).await.unwrap().is_empty());
    store.forget(std::slice::from_ref(&name)).await.unwrap();
    assert!(store.ledger(&name).await.unwrap().is_none());
}

async fn the_log_tells_the_newest_in_order(store: &dyn ConnectionStore) {
    let before = store.history(None, usize::MAX).await.unwrap().len();
    store.log(&["one", "two", "three"].map(|verb| action("log", verb))).await.unwrap();
    store.log(&[Action { reference: None, detail: Some("\0".into()), ..action("other", "four") }]).await.unwrap();
    let verbs = async |profile: Option<&str>, limit| {
        let found = store.history(profile, limit).await.unwrap();
        found.into_iter().map(|action| action.verb).collect::<Vec<_>>()
    };
    assert_eq!(verbs(None, 3).await, ["two", "three", "four"]);
    assert_eq!(verbs(Some("log"), 2).await, ["two", "three"]);
    assert_eq!(verbs(None, usize::MAX).await.len(), before + 4);
}

async fn a_removed_profile_leaves_its_log(store: &dyn ConnectionStore) {
    store.bind("gone", "app", "place").await.unwrap();
    let (page, name) = connected(store, &record("gone", Platform::Facebook, "1")).await;
    store.put_grant(&grant("gone", "gone-g", "p")).await.unwrap();
    store.begin(&[], &[Change { secret_name: None, ..connect(&page, &name) }], &[]).await.unwrap();
    store.log(&[action("gone", "app remove")]).await.unwrap();
    store.remove_profile("gone").await.unwrap();
    assert_eq!(store.get("gone", &page.reference()).await.unwrap(), None);
    assert_eq!((store.open_changes("gone").await.unwrap(), store.grants("gone").await.unwrap()), (vec![], vec![]));
    assert_eq!(state_of(store, &name).await, Some(LedgerState::PendingDelete));
    assert_eq!(store.history(Some("gone"), 9).await.unwrap().len(), 1);
    store.bind("gone", "another app", "another place").await.unwrap();
    assert!(store.get("again", &ConnectionRef::new(Platform::Facebook, "1")).await.unwrap().is_some());
}
