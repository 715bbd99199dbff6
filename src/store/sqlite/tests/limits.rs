//! A disk that fills up at every possible moment.

use std::fs;

use super::super::error::DatabaseError;
use super::child::{said, shell};
use super::{filled, listed, place, raw, run};
use crate::store::StoreError;

/// D-06: writes of a child fail at a file size that grows from run to run. What was acknowledged is there, what was
/// there before is there, and the file is whole.
#[test]
fn d06_a_write_may_fail_at_any_size() {
    let (_folder, path) = place();
    let before = run(filled(&path, 40));
    let good = fs::read(&path).unwrap();
    let (mut failed, mut succeeded) = (0, 0);
    for blocks in (1..3200).step_by(47) {
        fs::write(&path, &good).unwrap();
        let answer = said(&mut shell(&format!("trap '' XFSZ; ulimit -f {blocks}"), "grow", &path));
        let kept = answer.lines().filter(|line| line.starts_with("kept")).count();
        let ended = answer.lines().last().unwrap();
        assert!(ended == "done" || ended.contains("Unavailable"), "{blocks}: {answer}");
        *if ended == "done" { &mut succeeded } else { &mut failed } += 1;
        let there = run(listed(&path)).unwrap();
        assert_eq!(there[..before.len()], before, "{blocks}");
        assert!(there.len() >= before.len() + kept, "{blocks}: {kept} were acknowledged, {} are there", there.len());
        let sound: String = raw(&path).query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok", "{blocks}");
    }
    assert!(failed > 5 && succeeded > 5, "{failed} failed, {succeeded} succeeded");
}

/// The same while the file is being made.
#[test]
fn d06_a_file_that_could_not_be_made_can_be_made_later() {
    for blocks in (0..160).step_by(8) {
        let (_folder, path) = place();
        let answer = said(&mut shell(&format!("trap '' XFSZ; ulimit -f {blocks}"), "make", &path));
        assert!(answer == "done" || answer.contains("Unavailable"), "{blocks}: {answer}");
        assert_eq!(run(listed(&path)).unwrap(), [], "{blocks}");
    }
}

/// SQLite's own "full", by a limit of its own.
#[test]
fn d06_a_full_disk_is_called_by_its_name() {
    let (_folder, path) = place();
    run(filled(&path, 1));
    let db = raw(&path);
    db.execute_batch("PRAGMA max_page_count = 1; BEGIN IMMEDIATE").unwrap();
    let blob = "INSERT INTO meta VALUES ('big', zeroblob(100000), 0)";
    let error = DatabaseError::from(db.execute(blob, []).unwrap_err());
    let error = error.about(&path);
    assert!(matches!(&error, StoreError::Unavailable { reason, .. } if reason.contains("disk is full")), "{error:?}");
}
