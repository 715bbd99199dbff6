//! Files of newer, older and half-made versions.

use super::super::{migrate, open};
use super::{bytes, filled, listed, made, place, raw, run};
use crate::store::StoreError;

pub(super) const NEXT: &str = "CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY) STRICT;";

/// Every step, and one that comes later.
pub(super) fn with(later: &'static str) -> &'static [&'static str] {
    migrate::STEPS.iter().copied().chain([later]).collect::<Vec<_>>().leak()
}

pub(super) const NOW: i64 = 1;

#[test]
fn d09_a_newer_file_is_refused_and_stays_as_it_is() {
    let (_folder, path) = place();
    run(filled(&path, 50));
    raw(&path).execute_batch("PRAGMA user_version = 99; CREATE TABLE news (x); ").unwrap();
    let before = bytes(&path);
    let refused = run(listed(&path)).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 99, known: NOW, .. }), "{refused:?}");
    assert!(bytes(&path) == before, "it was changed");
}

/// The same with a log that the newer one, killed, did not fold in.
#[test]
fn d09_an_unfolded_log_of_a_newer_file_stays_too() {
    let (_folder, path) = place();
    run(filled(&path, 5));
    let newer = raw(&path);
    newer.execute_batch("PRAGMA user_version = 2; CREATE TABLE news (x);").unwrap();
    let (_elsewhere, copy) = place();
    for suffix in ["", "-wal"] {
        let [from, to] = [&path, &copy].map(|path| super::super::file::beside(path, suffix));
        std::fs::copy(&from, &to).unwrap();
    }
    let before = bytes(&copy);
    let refused = run(listed(&copy)).unwrap_err();
    assert!(matches!(refused, StoreError::Newer { found: 2, .. }), "{refused:?}");
    let after = bytes(&copy);
    assert!(before.iter().all(|file| after.contains(file)));
}

#[test]
fn d10_an_older_file_is_backed_up_and_taken_forward() {
    let (_folder, path) = place();
    let records = run(filled(&path, 20));
    let copy = super::super::file::beside(&path, ".before-v2");
    std::fs::write(&copy, "what a killed run left").unwrap();
    drop(open::open(&path, with(NEXT)).unwrap());
    let version = |path| raw(path).query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((version(&path), version(&copy)), (NOW + 1, NOW));
    assert_eq!(run(listed(&copy)).unwrap(), records, "the backup is a whole file");
    let later: i64 = raw(&path).query_row("SELECT count(*) FROM later", [], |row| row.get(0)).unwrap();
    assert_eq!(later, 0);
}

/// A file with the layout of before the first release is told from damage, and left as it is.
#[test]
fn a_file_from_before_the_first_release_is_refused_with_the_reason() {
    let (_folder, path) = place();
    run(filled(&path, 5));
    raw(&path).execute_batch("PRAGMA application_id = 0x736E6F72; PRAGMA user_version = 2;").unwrap();
    let before = bytes(&path);
    let refused = run(listed(&path)).unwrap_err();
    assert!(matches!(refused, StoreError::EarlyLayout { .. }), "{refused:?}");
    assert!(bytes(&path) == before, "it was changed");
}

/// If two took the step, the second would fail on the table that is there.
#[test]
fn d10_eight_at_once_take_a_step_once() {
    let (_folder, path) = place();
    run(filled(&path, 20));
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || open::open(&path, with(NEXT)).map(|_| ()))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap().unwrap();
    }
    let rows: i64 = raw(&path).query_row("SELECT count(*) FROM connections", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 20);
}

#[test]
fn a_step_that_fails_changes_nothing() {
    let (_folder, path) = place();
    let records = run(filled(&path, 3));
    let steps = with("CREATE TABLE half (x TEXT) STRICT; CREATE TABLE connections (y);");
    open::open(&path, steps).map(|_| ()).unwrap_err();
    assert_eq!(run(listed(&path)).unwrap(), records);
}

#[test]
fn a_draft_that_a_killed_run_left_is_no_obstacle() {
    let (_folder, path) = place();
    for suffix in ["", "-journal", "-wal"] {
        let draft = super::super::file::beside(&path, &format!(".new{suffix}"));
        std::fs::write(draft, "half made").unwrap();
    }
    run(made(&path)).unwrap();
    assert_eq!(run(listed(&path)).unwrap(), []);
    assert!(!super::super::file::beside(&path, ".new").exists());
}

#[test]
fn another_programs_database_is_left_alone() {
    let (_folder, path) = place();
    raw(&path).execute_batch("CREATE TABLE theirs (x)").unwrap();
    super::places::private(&path);
    let before = bytes(&path);
    let refused = run(listed(&path)).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused:?}");
    assert!(bytes(&path) == before, "it was changed");
}
