//! Damaged files: every answer is right or says so.

use std::fs;
use std::path::Path;

use super::super::rows;
use super::places::private;
use super::{filled, place, run};
use crate::domain::{Connection, ConnectionRef, KeyRecord, Platform};
use crate::store::contract::{action, grant, ground};
use crate::store::sqlite::Sqlite;
use crate::store::{ConnectionStore as _, Filter, StoreError};

/// A small generator, so that every run tries the same damage.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }
}

/// What is asked of each damaged file, all at once, so that answers can be compared.
#[derive(Debug, PartialEq)]
struct Answers {
    listed: Vec<Connection>,
    found: Option<Connection>,
    missing: Option<Connection>,
    grants: usize,
    log: usize,
    keys: Vec<KeyRecord>,
    bound: bool,
}

/// Asks each question by itself; an error ends only that one.
async fn ask(path: &Path) -> Result<[Result<Answers, StoreError>; 7], StoreError> {
    let nothing =
        || Answers { listed: vec![], found: None, missing: None, grants: 0, log: 0, keys: vec![], bound: false };
    let page = |id: &str| ConnectionRef::new(Platform::Facebook, id);
    let store = Sqlite::open(path).await?;
    Ok([
        store.list(&Filter::default()).await.map(|listed| Answers { listed, ..nothing() }),
        store.keys().await.map(|keys| Answers { keys: keys.records, ..nothing() }),
        store.bind("many", "app", "place").await.map(|()| Answers { bound: true, ..nothing() }),
        store.get("many", &page("7")).await.map(|found| Answers { found, ..nothing() }),
        store.get("many", &page("absent")).await.map(|missing| Answers { missing, ..nothing() }),
        store.grants("many").await.map(|found| Answers { grants: found.len(), ..nothing() }),
        store.history(None, 99).await.map(|found| Answers { log: found.len(), ..nothing() }),
    ])
}

/// A whole file as bytes.
fn whole(path: &Path) -> Vec<u8> {
    run(async {
        filled(path, 60).await;
        let store = Sqlite::open(path).await.unwrap();
        ground(&store, &["many"]).await;
        store.put_grant(&grant("many", "g", "p")).await.unwrap();
        store.log(&[action("many", "connect")]).await.unwrap();
    });
    fs::read(path).unwrap()
}

/// Puts `bytes` where a database was and asks; true if the damage was noticed anywhere.
fn right_or_damaged(path: &Path, bytes: &[u8], truth: &[Answers; 7], case: &str) -> bool {
    for suffix in ["-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(super::super::file::beside(path, suffix));
    }
    fs::write(path, bytes).unwrap();
    private(path);
    let answers = match run(ask(path)) {
        Ok(answers) => answers,
        Err(error) => return honest(&error, bytes, case),
    };
    let mut noticed = false;
    for (answer, truth) in answers.iter().zip(truth) {
        match answer {
            Ok(answer) => assert_eq!(answer, truth, "{case}"),
            Err(error) => noticed |= honest(error, bytes, case),
        }
    }
    noticed
}

/// A flipped version number cannot be told from a newer file, nor a flipped "may be written" from a read-only one.
fn honest(error: &StoreError, bytes: &[u8], case: &str) -> bool {
    match error {
        StoreError::Damaged { .. } => {}
        StoreError::Newer { .. } => assert_ne!(bytes[60..64], [0, 0, 0, 1], "{case}: {error:?}"),
        StoreError::Unavailable { .. } => assert_ne!(bytes[18..20], [2, 2], "{case}: {error:?}"),
        other => panic!("{case}: {other:?}"),
    }
    true
}

fn truth(path: &Path) -> [Answers; 7] {
    run(ask(path)).unwrap().map(Result::unwrap)
}

/// Tries `cases` of damage and gives back how many were noticed.
fn damaged(cases: u32) -> u32 {
    let (_folder, path) = place();
    let good = whole(&path);
    let truth = truth(&path);
    let mut dice = Dice(42);
    let mut noticed = 0;
    for case in 0..cases {
        let mut bytes = good.clone();
        let flips = if case % 3 == 0 { 1 } else { 1 + dice.below(64) };
        for _ in 0..flips {
            let at = dice.below(bytes.len());
            bytes[at] ^= u8::try_from(1 + dice.below(255)).unwrap();
        }
        noticed += u32::from(right_or_damaged(&path, &bytes, &truth, &format!("case {case}, {flips} flips")));
    }
    noticed
}

#[test]
fn d08_random_damage_is_noticed_or_harmless() {
    let noticed = damaged(400);
    assert!(noticed > 200, "{noticed}: the damage must be real");
}

#[test]
fn d08_cut_files_are_noticed() {
    let (_folder, path) = place();
    let good = whole(&path);
    let truth = truth(&path);
    let lengths = (0..good.len()).step_by(1711).chain([1, 15, 16, 99, 100, 511, 4095, 4096, good.len() - 1]);
    for length in lengths {
        assert!(right_or_damaged(&path, &good[..length], &truth, &format!("cut at {length}")));
    }
}

#[test]
fn d08_what_is_no_database_is_left_where_it_is() {
    let (_folder, path) = place();
    for text in ["", "Dear diary", &"SQLite format 3\0".repeat(300)] {
        fs::write(&path, text).unwrap();
        private(&path);
        let refused = run(ask(&path)).unwrap_err();
        assert!(matches!(refused, StoreError::Damaged { .. }), "{refused:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

/// What SQLite itself cannot see: a letter of a name, a row moved to another id.
#[test]
fn d08_a_letter_changed_by_somebody_else_is_noticed() {
    for sql in [
        "UPDATE connections SET platform_display_name = 'Pagf 7' WHERE platform_user_id = '7'",
        "UPDATE connections SET platform_user_id = '6000' WHERE platform_user_id = '7'",
        "UPDATE connections SET status = 'EXPIRED' WHERE platform_user_id = '7'",
        "UPDATE connections SET key_id = NULL, sealed = NULL, token_kind = 'user' WHERE platform_user_id = '7'",
    ] {
        let (_folder, path) = place();
        whole(&path);
        super::raw(&path).execute_batch(sql).unwrap();
        let answers = run(ask(&path)).unwrap();
        assert!(matches!(answers[0], Err(StoreError::Damaged { .. })), "{sql}: {:?}", answers[0]);
    }
}

/// A damaged file is not written to.
#[test]
fn d08_damage_is_never_made_worse() {
    let (_folder, path) = place();
    let mut bytes = whole(&path);
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 64].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let refused = run(async { Sqlite::open(&path).await.unwrap().log(&[action("p", "x")]).await.unwrap_err() });
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused:?}");
    assert!(fs::read(&path).unwrap() == bytes, "it was written to");
}

/// Changes the table behind the back of the index that lists follow, which leaves every row as good as it was.
fn behind_the_index(path: &Path, change: impl FnOnce(&rusqlite::Connection)) {
    let name = "name = 'connections_by_age'";
    let hide = format!(
        "PRAGMA writable_schema = ON;
         CREATE TABLE hidden AS SELECT * FROM sqlite_schema WHERE {name};
         DELETE FROM sqlite_schema WHERE {name};"
    );
    super::raw(path).execute_batch(&hide).unwrap();
    change(&super::raw(path));
    let show = "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM hidden; DROP TABLE hidden;";
    super::raw(path).execute_batch(show).unwrap();
}

#[test]
fn d08_a_row_that_the_index_does_not_know_is_missed() {
    let (_folder, path) = place();
    run(filled(&path, 20));
    let extra = crate::store::contract::record("many", Platform::Facebook, "extra");
    behind_the_index(&path, |db| assert!(rows::write(db, &extra, rows::Conflict::Fail).unwrap()));
    let refused = run(super::listed(&path)).unwrap_err().to_string();
    assert!(refused.contains("rows are missing"), "{refused}");
}

#[test]
fn d08_rows_in_each_others_place_are_noticed() {
    let (_folder, path) = place();
    run(filled(&path, 20));
    let swap = "UPDATE connections SET rowid = -1 WHERE rowid = 5;
                UPDATE connections SET rowid = 5 WHERE rowid = 9;
                UPDATE connections SET rowid = 9 WHERE rowid = -1;";
    behind_the_index(&path, |db| db.execute_batch(swap).unwrap());
    let refused = run(super::listed(&path)).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
}

/// One page of the index takes the place of its neighbour: as many rows as before, each as good as it was.
#[test]
fn d08_rows_met_twice_are_noticed() {
    let (_folder, path) = place();
    run(filled(&path, 600));
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'connections_by_age'";
    let root: u32 = super::raw(&path).query_row(root, [], |row| row.get(0)).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let root = usize::try_from(root).unwrap();
    let page = &mut bytes[(root - 1) * 4096..root * 4096];
    assert_eq!(page[0], 2, "an inner page of an index");
    // Behind the head of twelve bytes: where each cell begins; a cell begins with the number of its page.
    let [first, second] = [12, 14].map(|at| usize::from(u16::from_be_bytes([page[at], page[at + 1]])));
    page.copy_within(first..first + 4, second);
    fs::write(&path, bytes).unwrap();
    let refused = run(super::listed(&path)).unwrap_err().to_string();
    assert!(refused.contains("order"), "{refused}");
}
