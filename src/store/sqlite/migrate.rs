//! From no file to the newest schema: numbered steps, each once, whoever else starts at the same time.
//!
//! A new file is made complete under another name and then moved into place, so a file that exists is never half
//! made and an empty one is damage. An older file is taken forward in place, after a backup.

use std::fs;
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection as Db, Transaction};

use super::error::{DatabaseError, unavailable};
use super::handle::begin_write;
use super::{file, lock, open};
use crate::store::StoreError;

/// The steps; the version of a file is the number of steps it has taken.
pub(super) const STEPS: &[&str] = &[include_str!("migrations/0001_store.sql")];

/// "snrq": tells our files from other programs' databases.
const APPLICATION_ID: i64 = 0x736E_7271;
/// "snor": the files of before the first release.
const EARLY: i64 = 0x736E_6F72;

/// Reads which program and which version made the file, without looking at its schema or rows, and refuses what is
/// not ours or too new.
pub(super) fn version(db: &Db, path: &Path, steps: &[&str]) -> Result<i64, DatabaseError> {
    let program: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if program == EARLY {
        return Err(StoreError::EarlyLayout { path: path.display().to_string() }.into());
    }
    if program != APPLICATION_ID || found < 1 {
        return Err(DatabaseError::Corrupt("it is empty or the database of another program".to_owned()));
    }
    let known = count(steps);
    if found > known {
        return Err(StoreError::Newer { path: path.display().to_string(), found, known }.into());
    }
    Ok(found)
}

/// The version of a file that has taken all `steps`.
pub(super) fn count(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

/// Makes the database at `path` unless somebody else is faster.
pub(super) fn create(path: &Path, steps: &[&str]) -> Result<(), StoreError> {
    let _alone = lock::within_patience(path)?;
    if file::inspect(path)? {
        return Ok(());
    }
    let draft = file::beside(path, ".new");
    clear(&draft)?;
    file::make(&draft)?;
    write(&draft, steps).map_err(|error| error.about(path))?;
    fs::rename(&draft, path).map_err(|error| unavailable(path, error.to_string()))?;
    file::sync_folder(path)
}

/// Takes away what a killed run left half made; nobody else can have it open, we hold the lock.
fn clear(draft: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        match fs::remove_file(file::beside(draft, suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(unavailable(draft, error.to_string()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn write(draft: &Path, steps: &[&str]) -> Result<(), DatabaseError> {
    let db = open::plain(draft)?;
    open::settings(&db)?;
    fill(&db, steps)?;
    choose_journal(&db, draft)?;
    db.close().map_err(|(_, error)| error.into())
}

/// Takes an empty database to the newest schema.
pub(super) fn fill(db: &Db, steps: &[&str]) -> Result<(), DatabaseError> {
    let work = begin_write(db)?;
    work.pragma_update(None, "application_id", APPLICATION_ID)?;
    for (index, step) in steps.iter().enumerate() {
        take(&work, index, step)?;
    }
    super::meta::name(&work)?;
    Ok(work.commit()?)
}

fn take(work: &Transaction<'_>, index: usize, step: &str) -> Result<(), DatabaseError> {
    work.execute_batch(step)?;
    work.pragma_update(None, "user_version", i64::try_from(index + 1).unwrap_or(i64::MAX))?;
    Ok(())
}

/// Write-ahead logging, once for the life of the file; on file systems that several machines share it is unsafe
/// (its index is shared memory), and the rollback journal stays.
fn choose_journal(db: &Db, path: &Path) -> Result<(), DatabaseError> {
    let mode = if file::shared_elsewhere(path).is_some() { "DELETE" } else { "WAL" };
    db.pragma_update_and_check(None, "journal_mode", mode, |row| row.get::<_, String>(0))?;
    Ok(())
}

/// Takes the steps that an older file lacks, each in its own transaction that looks at the version again.
pub(super) fn migrate(db: &Db, path: &Path, steps: &[&str]) -> Result<(), DatabaseError> {
    while version(db, path, steps)? < count(steps) {
        let work = begin_write(db)?;
        let taken = version(&work, path, steps)?;
        let index = usize::try_from(taken).unwrap_or(usize::MAX);
        if let Some(step) = steps.get(index) {
            backup(path, index + 1)?;
            take(&work, index, step)?;
            work.commit()?;
        }
    }
    Ok(())
}

/// Copies the file as it is before step `next`. The caller's write transaction keeps everybody else from changing it
/// meanwhile; reading goes through a connection of its own, which that transaction does not hinder.
fn backup(path: &Path, next: usize) -> Result<(), DatabaseError> {
    let copy = file::beside(path, &format!(".before-v{next}"));
    clear(&copy)?;
    file::make(&copy)?;
    copy_into(path, &copy).map_err(|error| DatabaseError::Store(error.about(&copy)))
}

fn copy_into(path: &Path, copy: &Path) -> Result<(), DatabaseError> {
    let from = open::plain(path)?;
    let mut to = open::plain(copy)?;
    Backup::new(&from, &mut to)?.run_to_completion(1000, std::time::Duration::ZERO, None)?;
    Ok(())
}
