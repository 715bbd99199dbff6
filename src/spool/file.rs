//! Opens the file: its owner's alone, with the settings that keep what was acknowledged.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection as Db, ErrorCode, OpenFlags, TransactionBehavior};

use super::SpoolError;
use crate::files::{self, Folder};

/// How long another process may write.
const PATIENCE: Duration = Duration::from_secs(10);

/// "snsp": tells our files from other programs' databases.
const APPLICATION_ID: i64 = 0x736E_7370;
const VERSION: i64 = 1;

/// What stops a piece of work, before it is known which file it happened to.
#[derive(Debug)]
pub(super) enum Trouble {
    Sql(rusqlite::Error),
    Told(SpoolError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Trouble {
    pub(super) fn about(self, path: &Path) -> SpoolError {
        match self {
            Self::Told(error) => error,
            Self::Sql(error) => unavailable(path, words(&error)),
        }
    }
}

fn words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "the disk is full".to_owned(),
        Some(ErrorCode::SystemIoFailure) => {
            "the system cannot read or write it (disk full, size limit or a failing disk)".to_owned()
        }
        Some(ErrorCode::DatabaseBusy) => "another snorq kept it busy for too long".to_owned(),
        Some(ErrorCode::ReadOnly) => "it or its folder is read-only".to_owned(),
        _ => error.to_string(),
    }
}

fn unavailable(path: &Path, reason: impl Into<String>) -> SpoolError {
    SpoolError::Unavailable { path: path.display().to_string(), reason: reason.into() }
}

/// Opens the file, making it if there is none.
pub(super) fn open(path: &Path) -> Result<Db, SpoolError> {
    let refused = |error: files::FileError| unavailable(&error.path, error.reason);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Err(unavailable(path, "it is not a file"));
    };
    let folder = Folder::create(folder).map_err(refused)?;
    if !files::check(path).map_err(refused)? {
        // SQLite gives its side files the rights of this one. Another process may be making it as well.
        let made = folder.create_file(name);
        if made.is_err() {
            files::check(path).map_err(refused)?;
        }
    }
    connect(path).map_err(|error| Trouble::from(error).about(path)).and_then(|db| prepared(db, path))
}

#[expect(clippy::disallowed_methods, reason = "this is the room that opens spools")]
fn connect(path: &Path) -> rusqlite::Result<Db> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Db::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

fn prepared(mut db: Db, path: &Path) -> Result<Db, SpoolError> {
    let told = |error: rusqlite::Error| Trouble::from(error).about(path);
    let program: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(told)?;
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(told)?;
    if program != 0 && (program != APPLICATION_ID || version != VERSION) {
        return Err(unavailable(path, "it is of a newer snorq, or the database of another program"));
    }
    fill(&mut db).map_err(told)?;
    let full: i64 = db.query_row("PRAGMA synchronous", [], |row| row.get(0)).map_err(told)?;
    if full < 2 {
        return Err(unavailable(path, "it does not take synchronous=FULL"));
    }
    Ok(db)
}

/// The settings, and the tables where there are none yet: whoever comes second finds them.
fn fill(db: &mut Db) -> rusqlite::Result<()> {
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.pragma_update(None, "synchronous", "FULL")?;
    // On macOS a plain fsync leaves the data in the drive's memory.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    // What is erased is overwritten: it was what people wrote.
    db.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
    let making = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = making.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version == 0 {
        making.execute_batch(include_str!("schema.sql"))?;
        making.pragma_update(None, "application_id", APPLICATION_ID)?;
        making.pragma_update(None, "user_version", VERSION)?;
    }
    making.commit()
}
