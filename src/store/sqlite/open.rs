//! Opening a database file so that nothing in it or around it can surprise us.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection as Db, OpenFlags};

use super::error::{DatabaseError, unavailable};
use super::handle::{Handle, retry_while_busy};
use super::{file, migrate};
use crate::store::StoreError;

/// How long to wait for another process before giving up.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database at `path`, taking it to the newest schema as needed. One that is not there is made by the first
/// write.
pub(super) fn open(path: &Path, steps: &'static [&'static str]) -> Result<Handle, StoreError> {
    let path = file::resolve(path)?;
    if file::inspect(&path)? { existing(&path, steps) } else { Handle::missing(path, steps) }
}

/// Opens a file that is there.
pub(super) fn existing(path: &Path, steps: &'static [&'static str]) -> Result<Handle, StoreError> {
    let db = writable(path, steps)
        .or_else(|error| if error.is_access_denied() { read_only(path, steps, error) } else { Err(error) });
    let db = db.map_err(|error| error.about(path))?;
    Ok(Handle::new(db, path.to_owned(), steps))
}

/// An empty database of the newest schema that is never on the disk and takes nothing in.
pub(super) fn in_memory(steps: &[&str]) -> Result<Db, DatabaseError> {
    let db = Db::open_in_memory()?;
    migrate::fill(&db, steps)?;
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

/// Opens the database at `path` for reading and looks all of it through; `None` if there is none. Makes nothing, takes
/// nothing forward, and leaves a log that a killed process left as it is. Answers its version as well.
pub(super) fn examine(path: &Path, steps: &'static [&'static str]) -> Result<Option<(Handle, i64)>, StoreError> {
    let path = file::resolve(path)?;
    if !file::inspect(&path)? {
        return Ok(None);
    }
    let found = readable(&path, steps).map_err(|error| error.about(&path))?;
    let mut handle = Handle::new(found.0, path, steps);
    handle.read_checked(|_| Ok(()))?;
    Ok(Some((handle, found.1)))
}

fn readable(path: &Path, steps: &[&str]) -> Result<(Db, i64), DatabaseError> {
    let open = || {
        let db = unchanged(path)?;
        let found = retry_while_busy(|| migrate::version(&db, path, steps))?;
        Ok((db, found))
    };
    let read_only = |error: DatabaseError| {
        let db = if error.is_access_denied() { read_only(path, steps, error)? } else { return Err(error) };
        let found = migrate::version(&db, path, steps)?;
        Ok((db, found))
    };
    let (db, found) = open().or_else(read_only)?;
    db.pragma_update(None, "query_only", true)?;
    Ok((db, found))
}

/// Opens so that a log that a killed process left stays as it is, and none is left behind.
pub(super) fn unchanged(path: &Path) -> Result<Db, DatabaseError> {
    let db = plain(path)?;
    let unfolded = has_content(&file::beside(path, "-wal"));
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, unfolded || db.is_readonly("main")?)?;
    Ok(db)
}

/// Opens for writing, or a file that cannot be written for reading.
fn writable(path: &Path, steps: &[&str]) -> Result<Db, DatabaseError> {
    let db = plain(path)?;
    let unfolded = has_content(&file::beside(path, "-wal"));
    let is_read_only = db.is_readonly("main")?;
    if is_read_only && !unfolded {
        return read_only(path, steps, unavailable(path, "it is read-only").into());
    }
    // Closing the last connection folds the log into the file. A file that a newer snorq left must stay as it is.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, unfolded)?;
    let found = retry_while_busy(|| migrate::version(&db, path, steps))?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    settings(&db)?;
    if is_read_only {
        newest(path, found, steps)?;
    } else {
        migrate::migrate(&db, path, steps)?;
    }
    Ok(db)
}

/// An older file that cannot be written cannot be taken forward either.
fn newest(path: &Path, found: i64, steps: &[&str]) -> Result<(), DatabaseError> {
    if found == migrate::count(steps) {
        return Ok(());
    }
    Err(unavailable(path, "it is of an older snorq and must be taken forward, but it or its folder is read-only")
        .into())
}

/// Opens without following links and without settings that read the file.
#[expect(clippy::disallowed_methods, reason = "this is the room that opens databases")]
pub(super) fn plain(path: &Path) -> Result<Db, DatabaseError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    guarded(Db::open_with_flags(path, flags)?)
}

fn guarded(db: Db) -> Result<Db, DatabaseError> {
    db.busy_timeout(PATIENCE)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.set_prepared_statement_cache_capacity(48);
    Ok(db)
}

/// The settings that need a file of our own schema; the one that keeps acknowledged work is read back.
pub(super) fn settings(db: &Db) -> Result<(), DatabaseError> {
    db.pragma_update(None, "foreign_keys", true)?;
    // What a row held is not left behind in the file.
    db.pragma_update(None, "secure_delete", true)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    // On macOS a plain fsync leaves the data in the drive's memory; elsewhere these two do nothing.
    db.pragma_update(None, "fullfsync", true)?;
    db.pragma_update(None, "checkpoint_fullfsync", true)?;
    db.pragma_update(None, "synchronous", "FULL")?;
    let full: i64 = db.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
    if full < 2 {
        return Err(DatabaseError::Corrupt("it does not take synchronous=FULL".to_owned()));
    }
    Ok(())
}

/// Opens a file for reading that cannot be written, or whose folder cannot; `why` says what is in the way. If a log
/// beside it holds newer rows, only a writer could bring them in.
fn read_only(path: &Path, steps: &[&str], why: DatabaseError) -> Result<Db, DatabaseError> {
    for side in ["-wal", "-journal"] {
        if has_content(&file::beside(path, side)) {
            let reason = format!("it has unfinished work in '{side}', and its folder cannot be written");
            return Err(unavailable(path, reason).into());
        }
    }
    let db = unchanging(path).map_err(|_| why)?;
    newest(path, migrate::version(&db, path, steps)?, steps)?;
    settings(&db)?;
    Ok(db)
}

/// Opens a file that nobody can change, without any file beside it. Only a URI can say so; every character of the
/// path that could mean something in one is escaped.
#[expect(clippy::disallowed_methods, reason = "this is the room that opens databases")]
fn unchanging(path: &Path) -> Result<Db, DatabaseError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let escaped: String = path.as_os_str().as_encoded_bytes().iter().map(|byte| escape(*byte)).collect();
    guarded(Db::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?)
}

fn escape(byte: u8) -> String {
    match byte {
        b'/' | b'-' | b'_' | b'.' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

fn has_content(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.len() > 0)
}
