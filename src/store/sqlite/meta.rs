//! What the file knows about itself: its key for fingerprints, and the app and place each profile belongs to.

use rusqlite::Connection as Db;
use rusqlite::types::Value;

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::store::StoreError;

/// A value under a name.
struct Entry {
    key: String,
    value: Vec<u8>,
}

impl Record for Entry {
    const TABLE: &'static str = "meta";
    const COLUMNS: &'static [&'static str] = &["key", "value"];

    fn cells(&self) -> Vec<Value> {
        vec![rows::text(&self.key), Value::Blob(self.value.clone())]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self { key: cells.text()?, value: cells.bytes()? })
    }
}

/// The app and the place a profile first talked to.
pub(super) struct Home {
    pub(super) profile: String,
    pub(super) app_id: String,
    pub(super) origin: String,
}

impl Home {
    /// Refuses an app or a place that is not the one of `earlier`, which the profile was tied to.
    pub(super) fn agrees_with(&self, earlier: &Self) -> Result<(), StoreError> {
        if (&self.app_id, &self.origin) == (&earlier.app_id, &earlier.origin) {
            return Ok(());
        }
        let Self { profile, app_id, origin } = earlier;
        Err(StoreError::OtherOrigin { profile: profile.clone(), app_id: app_id.clone(), origin: origin.clone() })
    }
}

impl Record for Home {
    const TABLE: &'static str = "origins";
    const COLUMNS: &'static [&'static str] = &["profile", "app_id", "origin"];

    fn cells(&self) -> Vec<Value> {
        vec![rows::text(&self.profile), rows::text(&self.app_id), rows::text(&self.origin)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self { profile: cells.text()?, app_id: cells.text()?, origin: cells.text()? })
    }
}

const FINGERPRINT_KEY: &str = "fingerprint_key";

/// Makes the key for fingerprints, once in the life of a file.
pub(super) fn make_key(db: &Db) -> Result<(), DatabaseError> {
    let mut value = vec![0; 32];
    getrandom::fill(&mut value)
        .map_err(|_| DatabaseError::Corrupt("the system has no random bytes to make it with".to_owned()))?;
    rows::write(db, &Entry { key: FINGERPRINT_KEY.to_owned(), value }, Conflict::Fail).map(|_| ())
}

/// The key for fingerprints.
pub(super) fn key(db: &Db) -> Result<Vec<u8>, DatabaseError> {
    let found: Option<Entry> = rows::first(db, "WHERE key = ?1", [FINGERPRINT_KEY])?;
    found
        .filter(|entry| entry.key == FINGERPRINT_KEY)
        .map(|entry| entry.value)
        .ok_or_else(|| rows::corrupt::<Entry>("the key for fingerprints is missing"))
}

/// Whether the profile is tied to this app and place already; an error if it is tied to others.
pub(super) fn is_bound(db: &Db, home: &Home) -> Result<bool, DatabaseError> {
    let found: Option<Home> = rows::first(db, "WHERE profile = ?1", [&home.profile])?;
    match found {
        None => Ok(false),
        Some(found) if found.profile != home.profile => Err(rows::corrupt::<Home>("an index is broken")),
        Some(found) => Ok(home.agrees_with(&found).map(|()| true)?),
    }
}

/// Ties a profile to an app and a place, unless another process tied it to others meanwhile.
pub(super) fn bind(db: &Db, home: &Home) -> Result<(), DatabaseError> {
    if !is_bound(db, home)? {
        rows::write(db, home, Conflict::Fail)?;
    }
    Ok(())
}
