//! The bar for reliability and security: 156 requirements, each with the tests that prove it, or what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use crate::bench::source_tests;

const TABLE: &str = include_str!("table.md");
/// How many requirements each chapter of the bar has: listener, tokens, vault, database, across stores, remote,
/// terminal, scripts, webhook receiver, supply chain, sandbox.
const CHAPTERS: [(&str, u32); 11] = [
    ("L", 26),
    ("T", 19),
    ("V", 16),
    ("D", 15),
    ("X", 11),
    ("R", 17),
    ("U", 7),
    ("C", 9),
    ("W", 17),
    ("S", 11),
    ("B", 8),
];

/// A row of the table.
struct Requirement {
    id: &'static str,
    /// `P0` blocks every release, `P1` blocks 1.0, `P2` is wanted.
    priority: &'static str,
    what: &'static str,
    /// Tests by path, and steps of CI as `ci: name`.
    proofs: Vec<&'static str>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its tests prove it, with its figure.
    Met,
    /// Proven otherwise than the bar asks, for this reason.
    Argued(&'static str),
    /// This is missing.
    Not(&'static str),
}

fn requirements() -> Vec<Requirement> {
    let lines = TABLE.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    lines.map(requirement).collect()
}

fn requirement(line: &'static str) -> Requirement {
    let cells: Vec<&str> = line.trim_end().trim_end_matches('|').split('|').map(str::trim).collect();
    let [id, priority, what, proofs, gap] = cells[..] else { panic!("five cells, please: {line}") };
    let state = match gap.split_once(": ") {
        _ if gap.is_empty() => State::Met,
        Some(("argued", reason)) => State::Argued(reason),
        Some(("not", reason)) => State::Not(reason),
        _ => panic!("'argued: ' or 'not: ', please: {line}"),
    };
    let proofs = proofs.split(", ").filter(|proof| !proof.is_empty()).collect();
    Requirement { id, priority, what, proofs, state }
}

#[test]
fn every_requirement_has_its_row() {
    let listed: Vec<&str> = requirements().iter().map(|one| one.id).collect();
    let all = CHAPTERS.iter().flat_map(|(chapter, count)| (1..=*count).map(move |n| format!("{chapter}-{n:02}")));
    let all: Vec<String> = all.collect();
    assert_eq!((listed.len(), all.len()), (156, 156));
    assert_eq!(listed, all);
}

#[test]
fn every_row_is_sound() {
    for one in requirements() {
        assert!(["P0", "P1", "P2"].contains(&one.priority), "{}: {}", one.id, one.priority);
        assert!((2..=12).contains(&one.what.split_whitespace().count()), "{}: {}", one.id, one.what);
        assert!(matches!(one.state, State::Not(_)) || !one.proofs.is_empty(), "{} has no proof", one.id);
    }
}

#[test]
fn every_proof_that_is_named_exists() {
    let (tests, steps) = (source_tests(), steps());
    let is_there = |proof: &str| match proof.strip_prefix("ci: ") {
        // A package carries no CI of its own.
        Some(step) => steps.as_ref().is_none_or(|steps| steps.contains(step)),
        None => tests.contains(proof),
    };
    let rows = requirements();
    let named = rows.iter().flat_map(|one| one.proofs.iter().map(|proof| (one.id, *proof)));
    let missing: Vec<_> = named.filter(|(_, proof)| !is_there(proof)).collect();
    assert!(missing.is_empty(), "proofs that are not there: {missing:#?}");
}

/// The names of CI's steps.
fn steps() -> Option<BTreeSet<String>> {
    let run = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).ok()?;
    let said = run.lines().filter_map(|line| line.strip_prefix("say \"")?.strip_suffix('"'));
    Some(said.map(str::to_owned).collect())
}

#[test]
fn the_table_printed() {
    let mut text = String::new();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for one in requirements() {
        let (column, word) = match one.state {
            State::Met => (0, "met".to_owned()),
            State::Argued(reason) => (1, format!("argued: {reason}")),
            State::Not(reason) => (2, format!("NOT MET: {reason}")),
        };
        counts.entry(one.priority).or_default()[column] += 1;
        let Requirement { id, priority, what, proofs, .. } = one;
        writeln!(text, "{id} {priority} {what}\n     {word}").unwrap();
        for proof in proofs {
            writeln!(text, "     {proof}").unwrap();
        }
    }
    for (priority, [met, argued, not]) in counts {
        writeln!(text, "{priority}: {} requirements: {met} met, {argued} argued, {not} not met", met + argued + not)
            .unwrap();
    }
    // The harness would keep what a test that passes prints.
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}
