//! A look at the file for completions and hints: it makes nothing, changes nothing and waits for nobody.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows;
use super::{file, migrate, open, profiles};
use crate::domain::{Connection, ConnectionRef};
use crate::store::{ProfileRecord, StoreError};

/// How long a person at a prompt may be kept waiting by another process.
const PATIENCE: Duration = Duration::from_millis(100);

/// The refs of `profile` in the file at `path`, oldest first.
pub(in crate::store) fn refs(path: &Path, profile: &str) -> Result<Vec<ConnectionRef>, StoreError> {
    glance(path, |db| {
        let mut refs = Vec::new();
        rows::each::<Connection>(db, "WHERE profile = ?1 ORDER BY created_at, id", params![profile], |record| {
            refs.push(record.reference());
            Ok(true)
        })?;
        Ok(refs)
    })
}

/// The registered profiles in the file at `path`, by name.
pub(in crate::store) fn registered(path: &Path) -> Result<Vec<ProfileRecord>, StoreError> {
    glance(path, profiles::list)
}

/// What `work` finds in the file at `path`; nothing if there is none, or if it must be taken forward first.
fn glance<T>(path: &Path, work: impl FnOnce(&Db) -> Result<Vec<T>, DatabaseError>) -> Result<Vec<T>, StoreError> {
    let path = file::resolve(path)?;
    if !file::inspect(&path)? {
        return Ok(Vec::new());
    }
    let look = || {
        let db = open::unchanged(&path)?;
        db.busy_timeout(PATIENCE)?;
        db.pragma_update(None, "query_only", true)?;
        if migrate::version(&db, &path, migrate::STEPS)? == migrate::count(migrate::STEPS) {
            work(&db)
        } else {
            Ok(Vec::new())
        }
    };
    look().map_err(|error: DatabaseError| error.about(&path))
}
