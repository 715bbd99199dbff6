//! The contract over a real file, and what the file promises of itself.

use super::super::open;
use super::{filled, listed, place, raw, records, run};
use crate::domain::{Connection, Platform, Sealed};
use crate::store::contract::{action, ground, record, sealed, story};
use crate::store::sqlite::Sqlite;
use crate::store::{ConnectionStore as _, Filter};

#[test]
fn the_whole_contract() {
    let (_folder, path) = place();
    run(async { story(&Sqlite::open(&path).await.unwrap()).await });
}

#[test]
fn d01_the_library_is_without_the_log_reset_bug() {
    let version = rusqlite::version_number();
    assert!(version >= 3_051_003 && version != 3_052_000, "{version}");
}

#[test]
fn d02_acknowledged_work_is_synced_to_a_log() {
    let (_folder, path) = place();
    run(filled(&path, 1));
    let db = open::plain(&path).unwrap();
    open::settings(&db).unwrap();
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    let journal: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!((journal.as_str(), number("synchronous"), number("foreign_keys")), ("wal", 2, 1));
    assert_eq!((number("trusted_schema"), number("cell_size_check"), number("busy_timeout")), (0, 1, 10_000));
}

#[test]
fn what_was_written_is_there_after_opening_again() {
    let (_folder, path) = place();
    run(async {
        let records = filled(&path, 300).await;
        assert_eq!(listed(&path).await.unwrap(), records);
    });
}

#[test]
fn d15_ten_million_letters_come_back() {
    let (_folder, path) = place();
    let big =
        Connection { error_message: Some("☕x\0".repeat(2_000_000).into()), ..record("p", Platform::Facebook, "1") };
    run(async {
        let store = Sqlite::open(&path).await.unwrap();
        ground(&store, &["p"]).await;
        store.settle(std::slice::from_ref(&big), &[]).await.unwrap();
        assert!(store.get("p", &big.reference()).await.unwrap() == Some(big));
    });
}

#[test]
fn every_file_has_a_name_of_its_own() {
    let name = || {
        let (_folder, path) = place();
        run(async {
            let store = Sqlite::open(&path).await.unwrap();
            store.log(&[]).await.unwrap();
            let name = store.keys().await.unwrap().database;
            assert_eq!(Sqlite::open(&path).await.unwrap().keys().await.unwrap().database, name);
            name
        })
    };
    assert_ne!(name(), name());
}

#[test]
fn the_log_cannot_be_changed_even_from_outside() {
    let (_folder, path) = place();
    run(async { Sqlite::open(&path).await.unwrap().log(&[action("p", "connect")]).await.unwrap() });
    let db = raw(&path);
    for sql in [
        "UPDATE actions SET actor = 'eve'",
        "DELETE FROM actions",
        "INSERT OR REPLACE INTO actions SELECT seq, at, profile, 'eve', verb, reference, outcome, detail, 0 FROM actions",
    ] {
        let refused = db.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("only ever appended"), "{sql}: {refused}");
    }
}

/// D-14: a secret has one kind of column, where it lies sealed beside the name of its key.
#[test]
fn d14_no_column_can_hold_a_secret_as_it_is() {
    let (_folder, path) = place();
    run(filled(&path, 1));
    let db = raw(&path);
    let sql = "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let mut statement = db.prepare(sql).unwrap();
    let columns: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(columns.len() > 60, "{columns:?}");
    let suspects = ["access_token", "refresh_token", "app_secret", "password", "pin", "value"];
    let found: Vec<_> =
        columns.iter().filter(|column| suspects.contains(&column.rsplit('.').next().unwrap())).collect();
    assert_eq!(found, ["meta.value"], "which holds the file's name");
    let of = |name: &str| columns.iter().filter(|column| column.ends_with(name)).count();
    assert_eq!((of(".sealed"), of(".key_id")), (5, 5));
    let strict =
        "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
    assert_eq!(db.query_row(strict, [], |row| row.get::<_, i64>(0)).unwrap(), 0, "D-15: every table is strict");
}

/// What a row held is gone from the file with it, sealed as it was.
#[test]
fn what_is_removed_is_not_left_behind_in_the_file() {
    let (_folder, path) = place();
    let marked = Sealed { bytes: b"MARKMARKMARKMARK".repeat(4), ..sealed("") };
    let is_there = || std::fs::read(&path).unwrap().windows(16).any(|part| part == b"MARKMARKMARKMARK");
    run(async {
        let store = Sqlite::open(&path).await.unwrap();
        ground(&store, &["p"]).await;
        let page = Connection { sealed: Some(marked), ..record("p", Platform::Facebook, "1") };
        store.settle(std::slice::from_ref(&page), &[]).await.unwrap();
        drop(store);
        assert!(is_there());
        let store = Sqlite::open(&path).await.unwrap();
        store.settle(&[Connection { sealed: None, ..page }], &[]).await.unwrap();
    });
    assert!(!is_there());
}

/// Work goes on while a list is being read, and a visitor who leaves early or is dropped leaves nothing behind.
#[test]
fn a_long_visit_can_be_left_at_any_point() {
    let (_folder, path) = place();
    run(async {
        filled(&path, 2000).await;
        let store = Sqlite::open(&path).await.unwrap();
        for stop in [1, 127, 128, 129, 1999] {
            let mut seen = 0;
            let mut count = |_| {
                seen += 1;
                seen < stop
            };
            store.visit(&Filter::default(), &mut count).await.unwrap();
            assert_eq!(seen, stop);
        }
        let mut none = |_| true;
        drop(store.visit(&Filter::default(), &mut none));
        assert_eq!(store.list(&Filter::default()).await.unwrap(), records(2000));
    });
}
