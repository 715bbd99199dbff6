//! Exit codes, and what the rounds of a watch show.

use std::sync::Arc;

use serde_json::Value;

use super::watch::Watch;
use super::*;
use crate::domain::{ConnectionRef, Platform};
use crate::settings::{Env, Paths};
use crate::terminal::scripted::Scripted;

#[test]
fn what_could_not_be_checked_has_its_own_exit_code() {
    assert_eq!(why(&[Cause::Unreachable, Cause::Garbled]), Some(Kind::Unreachable));
    assert_eq!(why(&[Cause::Wait(None)]), Some(Kind::RateLimited));
    assert_eq!(why(&[Cause::Unreachable, Cause::Wait(None)]), None);
    assert_eq!(why(&[Cause::Refused]), None);
}

fn finding(code: Code, id: &str, message: &str) -> Finding {
    Finding::new(code, message).of(ConnectionRef::new(Platform::Facebook, id))
}

fn dead(id: &str) -> Finding {
    finding(Code::TokenDead, id, "it is dead")
}

/// A terminal, and what is common to commands.
fn desk() -> (Arc<Scripted>, Context) {
    let terminal = Arc::new(Scripted::default());
    let env = Env::of([("SNORQ_HOME".to_owned(), "/nonexistent".to_owned())]);
    let paths = Paths::find(&env).unwrap();
    (terminal.clone(), Context::new(env, paths, None, terminal.clone(), terminal, false, false))
}

/// What each of these rounds makes a watch write: `new` or `gone`, code and id.
fn changes(rounds: &[&[Finding]]) -> Vec<Vec<String>> {
    let (terminal, cx) = desk();
    let mut watch = Watch::new(&cx, true);
    let mut seen = 0;
    let mut show = |found: &&[Finding]| {
        let outcome = VerifyOutcome { checked: 5, healthy: 5 - found.len(), ..VerifyOutcome::default() };
        assert!(watch.round(Ok((outcome, found.to_vec()))).unwrap());
        let written = terminal.record().written;
        let new = written[seen..].lines().map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            format!("{} {} {}", word(&line["change"]), word(&line["code"]), word(&line["ref"]))
        });
        let new = new.collect();
        seen = written.len();
        new
    };
    rounds.iter().map(&mut show).collect()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("app").trim_start_matches("facebook:")
}

#[test]
fn later_rounds_show_what_came_and_what_went() {
    let seen = changes(&[&[dead("1")], &[dead("1")], &[dead("2")], &[], &[]]);
    let expected: [&[&str]; 5] =
        [&["new token_dead 1"], &[], &["gone token_dead 1", "new token_dead 2"], &["gone token_dead 2"], &[]];
    assert_eq!(seen, expected);
}

#[test]
fn what_nobody_could_see_has_not_gone() {
    let unknown = finding(Code::Unknown, "1", "it took too long");
    let seen = changes(&[&[dead("1"), dead("2")], &[unknown], &[dead("1")], &[]]);
    let expected: [&[&str]; 4] = [
        &["new token_dead 1", "new token_dead 2"],
        &["gone token_dead 2", "new unknown 1"],
        &["gone unknown 1"],
        &["gone token_dead 1"],
    ];
    assert_eq!(seen, expected);
}

#[test]
fn other_words_for_the_same_are_new_and_nothing_went() {
    let expiring = |days: i32| finding(Code::TokenExpiring, "1", &format!("in {days} days"));
    assert_eq!(changes(&[&[expiring(3)], &[expiring(2)]])[1], ["new token_expiring 1"]);
}

#[test]
fn people_read_the_time_and_what_no_longer_is() {
    let (terminal, cx) = desk();
    let mut watch = Watch::new(&cx, false);
    for found in [vec![dead("1")], vec![dead("1")], vec![]] {
        watch
            .round(Ok((VerifyOutcome { checked: 5, healthy: 5 - found.len(), ..VerifyOutcome::default() }, found)))
            .unwrap();
    }
    let record = terminal.record();
    let lines: Vec<_> = record.written.lines().filter(|line| !line.starts_with("WHEN")).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].ends_with("✗ token_dead  facebook:1  it is dead"), "{lines:?}");
    assert!(lines[1].ends_with("✓ token_dead  facebook:1  no longer: it is dead"), "{lines:?}");
    assert_eq!(record.said, ["5 connections checked, 1 not well", "5 connections checked, all well"]);
}

#[test]
fn a_round_that_fails_is_told_once_and_ends_nothing() {
    let (terminal, cx) = desk();
    let mut watch = Watch::new(&cx, false);
    let away = || Err(Failure::new(Kind::Unreachable, "Meta is away"));
    for _ in 0..2 {
        assert!(watch.round(away()).unwrap());
    }
    assert!(
        watch.round(Ok((VerifyOutcome { checked: 1, healthy: 1, ..VerifyOutcome::default() }, Vec::new()))).unwrap()
    );
    assert!(watch.round(away()).unwrap());
    let said = terminal.record().said;
    assert_eq!(said, ["error: Meta is away", "1 connection checked, and well", "error: Meta is away"]);
    let broken = Failure::new(Kind::SecretStore, "locked");
    assert_eq!(watch.round(Err(broken.clone())).unwrap_err(), broken);
}
