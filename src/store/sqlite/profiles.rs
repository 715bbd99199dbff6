//! Profiles as rows.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::log;
use super::rows::{self, Cells, Conflict, Record};
use crate::settings::Stored;
use crate::store::{Action, ProfileRecord, StoreError};

impl Record for ProfileRecord {
    const TABLE: &'static str = "profiles";
    const COLUMNS: &'static [&'static str] =
        &["name", "app_id", "origin", "registered", "settings", "key_id", "sealed"];

    fn cells(&self) -> Vec<Value> {
        let [key_id, sealed] = rows::sealed(self.sealed.as_ref());
        vec![
            rows::text(&self.name),
            rows::text(&self.stored.app_id),
            rows::text(&self.origin),
            Value::Integer(self.is_registered.into()),
            rows::json(&self.stored),
            key_id,
            sealed,
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        let (name, app_id, origin) = (cells.text()?, cells.text()?, cells.text()?);
        let (is_registered, stored) = (cells.flag()?, cells.json::<Stored>()?);
        Ok(Self { name, origin, is_registered, stored: Stored { app_id, ..stored }, sealed: cells.sealed()? })
    }
}

/// Every registered profile, by name.
pub(super) fn list(db: &Db) -> Result<Vec<ProfileRecord>, DatabaseError> {
    rows::all(db, "WHERE registered = 1 ORDER BY name", [])
}

/// The profile named `name`, registered or not.
pub(super) fn find(db: &Db, name: &str) -> Result<Option<ProfileRecord>, DatabaseError> {
    let found: Option<ProfileRecord> = rows::first(db, "WHERE name = ?1", [name])?;
    match found {
        Some(found) if found.name != name => Err(rows::corrupt::<ProfileRecord>("an index is broken")),
        found => Ok(found),
    }
}

/// The other profiles of the same app at the same place as `profile`, for which `tie` stands as long as none is written.
pub(super) fn siblings(db: &Db, profile: &str, tie: Option<ProfileRecord>) -> Result<Vec<String>, DatabaseError> {
    let Some(own) = tie.map_or_else(|| find(db, profile), |tie| Ok(Some(tie)))? else { return Ok(Vec::new()) };
    let all: Vec<ProfileRecord> = rows::all(db, "ORDER BY name", [])?;
    let same = |one: &ProfileRecord| (&one.stored.app_id, &one.origin) == (&own.stored.app_id, &own.origin);
    Ok(all.into_iter().filter(|one| one.name != profile && same(one)).map(|one| one.name).collect())
}

/// Whether a profile is tied to the app and the place of `record` already; an error if it is tied to others.
pub(super) fn is_bound(db: &Db, record: &ProfileRecord) -> Result<bool, DatabaseError> {
    Ok(find(db, &record.name)?.map_or(Ok(false), |there| agree(record, &there).map(|()| true))?)
}

/// Refuses an app or a place that is not the one of `there`, which the profile was tied to.
pub(super) fn agree(record: &ProfileRecord, there: &ProfileRecord) -> Result<(), StoreError> {
    if (&record.stored.app_id, &record.origin) == (&there.stored.app_id, &there.origin) {
        return Ok(());
    }
    let ProfileRecord { name, stored, origin, .. } = there;
    Err(StoreError::OtherOrigin { profile: name.clone(), app_id: stored.app_id.clone(), origin: origin.clone() })
}

/// Ties a profile to an app and a place, unless another process tied it to others meanwhile.
pub(super) fn bind(db: &Db, record: &ProfileRecord) -> Result<(), DatabaseError> {
    if !is_bound(db, record)? {
        rows::write(db, record, Conflict::Fail)?;
    }
    Ok(())
}

/// Writes a profile over the one of the same name, which stays with its app and its place.
pub(super) fn put(db: &Db, record: &ProfileRecord, actions: &[Action]) -> Result<(), DatabaseError> {
    is_bound(db, record)?;
    rows::write(db, record, Conflict::Replace("name"))?;
    log::append(db, actions)
}

/// Removes a profile with all that belongs to it.
pub(super) fn remove(db: &Db, name: &str, actions: &[Action]) -> Result<(), DatabaseError> {
    for table in ["changes", "connections", "grants", "notes"] {
        db.execute(&format!("DELETE FROM {table} WHERE profile = ?1"), [name])?;
    }
    db.execute("DELETE FROM profiles WHERE name = ?1", params![name])?;
    log::append(db, actions)
}
