//! A look at the file for completions: it makes nothing, changes nothing and waits for nobody.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection as Db, OpenFlags, params};

use super::fault::Fault;
use super::rows;
use super::{file, migrate};
use crate::domain::{Connection, ConnectionRef};
use crate::store::StoreError;

/// How long a person at a prompt may be kept waiting by another process.
const PATIENCE: Duration = Duration::from_millis(100);

/// The refs of `profile` in the file at `path`, oldest first.
pub(in crate::store) fn refs(path: &Path, profile: &str) -> Result<Vec<ConnectionRef>, StoreError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let path = file::resolve(path)?;
    look(&path, profile).map_err(|fault| fault.about(&path))
}

#[expect(clippy::disallowed_methods, reason = "this is the room that opens databases")]
fn look(path: &Path, profile: &str) -> Result<Vec<ConnectionRef>, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Db::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    if migrate::version(&db, path, migrate::STEPS)? != migrate::count(migrate::STEPS) {
        return Ok(Vec::new());
    }
    let mut refs = Vec::new();
    rows::each::<Connection>(&db, "WHERE profile = ?1 ORDER BY created_at, id", params![profile], |record| {
        refs.push(record.reference());
        Ok(true)
    })?;
    Ok(refs)
}
