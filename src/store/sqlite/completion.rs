//! A look at the file for completions: it makes nothing, changes nothing and waits for nobody.

use std::path::Path;
use std::time::Duration;

use rusqlite::params;

use super::error::DatabaseError;
use super::rows;
use super::{file, migrate, open};
use crate::domain::{Connection, ConnectionRef};
use crate::store::StoreError;

/// How long a person at a prompt may be kept waiting by another process.
const PATIENCE: Duration = Duration::from_millis(100);

/// The refs of `profile` in the file at `path`, oldest first.
pub(in crate::store) fn refs(path: &Path, profile: &str) -> Result<Vec<ConnectionRef>, StoreError> {
    let path = file::resolve(path)?;
    if !file::inspect(&path)? {
        return Ok(Vec::new());
    }
    look(&path, profile).map_err(|error| error.about(&path))
}

fn look(path: &Path, profile: &str) -> Result<Vec<ConnectionRef>, DatabaseError> {
    let db = open::unchanged(path)?;
    db.busy_timeout(PATIENCE)?;
    db.pragma_update(None, "query_only", true)?;
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
