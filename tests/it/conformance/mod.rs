//! The table of what the sandbox imitates, held to the tests that it names and to what the help says is left out.

use std::collections::BTreeSet;
use std::io::Write as _;

use snorq::sandbox::NOT_IMITATED;

use crate::bench::{Bench, source_tests};

const TABLE: &str = include_str!("table.md");
/// How many quirks section 12 lists.
const QUIRKS: u32 = 44;

/// A row of the table.
struct Row {
    section: &'static str,
    what: &'static str,
    proof: Proof,
}

/// Why a row is to be believed.
enum Proof {
    /// A test, by its path.
    Test(&'static str),
    /// It is left out, and this line of the help says so.
    Not(&'static str),
    /// Nothing can be imitated.
    Client,
}

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let cells: Vec<&str> = line.trim_end_matches('|').split(" | ").map(str::trim).collect();
    let [section, what, _document, proof] = cells[..] else { panic!("four cells, please: {line}") };
    let proof = match proof.split_once(": ") {
        Some(("not", reason)) => Proof::Not(reason),
        Some(("client", _)) => Proof::Client,
        _ => Proof::Test(proof),
    };
    Row { section, what, proof }
}

#[test]
fn every_test_that_the_table_names_exists() {
    let tests = source_tests();
    let missing: Vec<&str> = rows()
        .iter()
        .filter_map(|row| match row.proof {
            Proof::Test(test) if !tests.contains(test) => Some(test),
            _ => None,
        })
        .collect();
    assert!(missing.is_empty(), "the table names tests that are not there: {missing:#?}");
}

#[test]
fn every_quirk_has_a_row() {
    let sections: BTreeSet<&str> = rows().iter().map(|row| row.section).collect();
    let missing: Vec<u32> = (1..=QUIRKS).filter(|n| !sections.contains(format!("12.{n}").as_str())).collect();
    assert!(missing.is_empty(), "quirks without a row: {missing:?}");
    let chapters: BTreeSet<&str> = sections.iter().filter_map(|section| section.split('.').next()).collect();
    assert_eq!(chapters.len(), 13, "each chapter has rows: {chapters:?}");
}

#[test]
fn what_is_left_out_is_told_by_table_help_and_man_page_alike() {
    let told: BTreeSet<&str> = NOT_IMITATED.iter().copied().collect();
    let left: BTreeSet<&str> = rows()
        .iter()
        .filter_map(|row| match row.proof {
            Proof::Not(reason) => Some(reason),
            _ => None,
        })
        .collect();
    assert_eq!(left, told, "the table and NOT_IMITATED");
    let help = words(&Bench::new().run(&["sandbox", "--help"]).expect(0).stdout);
    let man = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/man/snorq-sandbox.1"));
    let man = words(&man.replace("\\-", "-").replace("\\*(Aq", "'"));
    for line in told {
        assert!(help.contains(&words(line)), "the help does not say: {line}");
        assert!(man.contains(&words(line)), "the man page does not say: {line}");
    }
}

/// The same with every gap one blank.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_table_in_figures() {
    let rows = rows();
    let left = rows.iter().filter(|row| matches!(row.proof, Proof::Not(_))).count();
    let figures = format!("conformance: {} rows: {} imitated, {left} not\n", rows.len(), rows.len() - left);
    std::io::stderr().write_all(figures.as_bytes()).unwrap();
    let twice: BTreeSet<(&str, &str)> = rows.iter().map(|row| (row.section, row.what)).collect();
    assert_eq!(twice.len(), rows.len(), "no row is there twice");
    assert!(rows.len() > 150);
}
