//! What the file knows about itself: its key for fingerprints, and the app and place each profile belongs to.

use rusqlite::Connection as Db;
use rusqlite::types::Value;

use super::fault::Fault;
use super::rows::{self, Cells, Meeting, Record};
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

    fn read(cells: &mut Cells<'_>) -> Result<Self, Fault> {
        Ok(Self { key: cells.text()?, value: cells.bytes()? })
    }
}

/// The app and the place a profile first talked to.
struct Home {
    profile: String,
    app_id: String,
    origin: String,
}

impl Record for Home {
    const TABLE: &'static str = "origins";
    const COLUMNS: &'static [&'static str] = &["profile", "app_id", "origin"];

    fn cells(&self) -> Vec<Value> {
        vec![rows::text(&self.profile), rows::text(&self.app_id), rows::text(&self.origin)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, Fault> {
        Ok(Self { profile: cells.text()?, app_id: cells.text()?, origin: cells.text()? })
    }
}

const FINGERPRINT_KEY: &str = "fingerprint_key";

/// Makes the key for fingerprints, once in the life of a file.
pub(super) fn make_key(db: &Db) -> Result<(), Fault> {
    let mut value = vec![0; 32];
    getrandom::fill(&mut value).map_err(|_| Fault::Rot("the system has no random bytes to make it with".to_owned()))?;
    rows::write(db, &Entry { key: FINGERPRINT_KEY.to_owned(), value }, Meeting::Never).map(|_| ())
}

/// The key for fingerprints.
pub(super) fn key(db: &Db) -> Result<Vec<u8>, Fault> {
    let found: Option<Entry> = rows::first(db, "WHERE key = ?1", [FINGERPRINT_KEY])?;
    found
        .filter(|entry| entry.key == FINGERPRINT_KEY)
        .map(|entry| entry.value)
        .ok_or_else(|| rows::rot::<Entry>("the key for fingerprints is missing"))
}

/// Whether `profile` belongs to this app and place: not yet if it belongs to none, and an error if to another.
pub(super) fn is_bound(db: &Db, profile: &str, app_id: &str, origin: &str) -> Result<bool, Fault> {
    let found: Option<Home> = rows::first(db, "WHERE profile = ?1", [profile])?;
    match found {
        None => Ok(false),
        Some(found) if found.profile != profile => Err(rows::rot::<Home>("an index is broken")),
        Some(found) if found.app_id == app_id && found.origin == origin => Ok(true),
        Some(Home { profile, app_id, origin }) => Err(StoreError::OtherOrigin { profile, app_id, origin }.into()),
    }
}

/// Ties `profile` to an app and a place, unless somebody tied it to others meanwhile.
pub(super) fn bind(db: &Db, profile: &str, app_id: &str, origin: &str) -> Result<(), Fault> {
    if !is_bound(db, profile, app_id, origin)? {
        let home = Home { profile: profile.to_owned(), app_id: app_id.to_owned(), origin: origin.to_owned() };
        rows::write(db, &home, Meeting::Never)?;
    }
    Ok(())
}
