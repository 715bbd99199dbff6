//! Answers and webhooks of the real Meta, as others recorded them, compared with the sandbox's.
//!
//! `tests/recorded` says what was seen (grade R: with headers, L: pasted in an issue, F: test data, D: documentation) and
//! where. Compared are status, headers, keys and types; of errors also code, subcode, type and words. Whatever differs
//! stands in a table with its reason, and a row of a table that differs no more is refused as well.

mod arrange;
mod compare;
mod differences;
mod webhooks;

use serde::Deserialize;
use serde_json::Value;

use crate::http::Response;
use differences::{DIFFERENCES, NOT_ASKED};

const ANSWERS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/answers.jsonl"));

/// What was recorded.
#[derive(Debug, Deserialize)]
struct Recorded {
    name: String,
    status: u16,
    #[serde(default)]
    headers: Value,
    body: Value,
    source: String,
}

fn corpus() -> Vec<Recorded> {
    ANSWERS.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// How an answer differs from the recorded one.
fn differs(recorded: &Recorded, ours: &Response) -> Vec<String> {
    let mut all = Vec::new();
    if recorded.status != ours.status {
        all.push(format!("status {} is {}", recorded.status, ours.status));
    }
    all.extend(compare::headers(&recorded.headers, ours));
    let body = serde_json::from_slice(&ours.body).unwrap_or(Value::Null);
    if !recorded.body.is_null() {
        all.extend(compare::bodies(&recorded.body, &body));
    }
    all
}

#[tokio::test]
async fn every_recorded_answer_is_ours_or_differs_for_a_reason() {
    let mut wrong = Vec::new();
    for recorded in corpus() {
        let Some(ours) = arrange::ask(&recorded.name).await else {
            if !NOT_ASKED.iter().any(|(name, _)| *name == recorded.name) {
                wrong.push(format!("{}: nothing asks for it ({})", recorded.name, recorded.source));
            }
            continue;
        };
        let known = DIFFERENCES.iter().filter(|(name, ..)| *name == recorded.name);
        let mut known: Vec<&str> = known.map(|(_, difference, _)| *difference).collect();
        for difference in differs(&recorded, &ours) {
            match known.iter().position(|known| *known == difference) {
                Some(at) => drop(known.remove(at)),
                None => wrong.push(format!("{}: {difference} ({})", recorded.name, recorded.source)),
            }
        }
        wrong.extend(known.iter().map(|known| format!("{}: differs no more: {known}", recorded.name)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_tables_name_what_was_recorded() {
    let corpus = corpus();
    assert_eq!(corpus.len(), 102);
    let known = |name: &str| corpus.iter().any(|recorded| recorded.name == name);
    let unknown = DIFFERENCES.iter().map(|(name, ..)| name).chain(NOT_ASKED.iter().map(|(name, _)| name));
    let unknown: Vec<_> = unknown.filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(corpus.iter().all(|recorded| !recorded.source.is_empty()));
}
