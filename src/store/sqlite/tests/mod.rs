//! What the file must withstand: other processes, damage, odd rights, a full disk.

mod basics;
mod child;
mod damage;
mod limits;
mod migration;
mod places;
mod processes;
mod versions;

use std::path::{Path, PathBuf};

use rusqlite::Connection as Db;
use tempfile::TempDir;

use super::Sqlite;
use crate::domain::{Connection, Platform};
use crate::store::contract::{moment, record};
use crate::store::{ConnectionStore as _, Filter, StoreError};

/// A folder of one's own and a database path in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("snorq.db");
    (folder, path)
}

/// Runs a test's story the way the program does: on one thread.
fn run<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(story)
}

/// The database as an outsider sees it.
#[expect(clippy::disallowed_methods, reason = "the tests look into the file from outside")]
fn raw(path: &Path) -> Db {
    Db::open(path).unwrap()
}

/// `count` records, of which no two were made at the same time.
fn records(count: u32) -> Vec<Connection> {
    let make = |index: u32| Connection {
        created_at: moment(index.into()),
        ..record("many", Platform::Facebook, &index.to_string())
    };
    (0..count).map(make).collect()
}

/// A closed file with those records.
async fn filled(path: &Path, count: u32) -> Vec<Connection> {
    let records = records(count);
    let store = Sqlite::open(path).await.unwrap();
    store.bind("many", "app", "place").await.unwrap();
    store.settle(&records, &[]).await.unwrap();
    records
}

/// Makes an empty file, as the first change does.
async fn made(path: &Path) -> Result<(), StoreError> {
    Sqlite::open(path).await?.lock(&|| {}).await.map(drop)
}

/// Every record in the file.
async fn listed(path: &Path) -> Result<Vec<Connection>, StoreError> {
    Sqlite::open(path).await?.list(&Filter::default()).await
}

/// Every file in the folder of `path` with its bytes.
fn bytes(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), std::fs::read(file).unwrap())).collect()
}
