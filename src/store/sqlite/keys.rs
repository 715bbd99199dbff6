//! What is known of the keys that open the sealed secrets, and sealing all of them under another one.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::meta;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::{Change, Connection, Grant, KeeperKind, KeyId, KeyRecord, Note, Owner, Sealed};
use crate::store::{Keys, ProfileRecord, Reseal};

impl Record for KeyRecord {
    const TABLE: &'static str = "keys";
    const COLUMNS: &'static [&'static str] = &["id", "keeper", "wrapped", "current"];

    fn cells(&self) -> Vec<Value> {
        vec![
            Value::Blob(self.id.0.to_vec()),
            rows::text(self.keeper.as_str()),
            Value::Blob(self.wrapped.clone()),
            Value::Integer(self.is_current.into()),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            id: KeyId(cells.bytes()?.try_into().map_err(|_| rows::foreign())?),
            keeper: keeper(&cells.text()?)?,
            wrapped: cells.bytes()?,
            is_current: cells.flag()?,
        })
    }
}

fn keeper(text: &str) -> Result<KeeperKind, DatabaseError> {
    KeeperKind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(rows::foreign)
}

/// The tables with sealed secrets.
const OWNERS: [&str; 5] = ["profiles", "connections", "changes", "grants", "notes"];

/// The keys, and which of them something is sealed under.
pub(super) fn all(db: &Db) -> Result<Keys, DatabaseError> {
    let records: Vec<KeyRecord> = rows::all(db, "ORDER BY rowid", [])?;
    let mut used = Vec::new();
    for record in &records {
        if is_used(db, record.id)? {
            used.push(record.id);
        }
    }
    Ok(Keys { database: meta::id(db)?, records, used })
}

fn is_used(db: &Db, id: KeyId) -> Result<bool, DatabaseError> {
    let any = OWNERS.map(|table| format!("EXISTS (SELECT 1 FROM {table} WHERE key_id = ?1)")).join(" OR ");
    Ok(db.prepare_cached(&format!("SELECT {any}"))?.query_row([id.0], |row| row.get(0))?)
}

/// Writes down a key; if it is to be the current one, no other is.
pub(super) fn put(db: &Db, record: &KeyRecord) -> Result<(), DatabaseError> {
    if record.is_current {
        let current: Vec<KeyRecord> = rows::all(db, "WHERE current = 1", [])?;
        for one in current.into_iter().filter(|one| one.is_of_sandbox() == record.is_of_sandbox()) {
            rows::write(db, &KeyRecord { is_current: false, ..one }, Conflict::Replace("id"))?;
        }
    }
    rows::write(db, record, Conflict::Replace("id")).map(|_| ())
}

/// Removes what is known of a key. One that something is sealed under is refused.
pub(super) fn forget(db: &Db, id: KeyId) -> Result<(), DatabaseError> {
    db.prepare_cached("DELETE FROM keys WHERE id = ?1")?.execute(params![id.0])?;
    Ok(())
}

/// Seals secrets anew, and makes the key that they are sealed under the current one.
pub(super) fn reseal(db: &Db, record: &KeyRecord, reseal: &Reseal) -> Result<(), DatabaseError> {
    put(db, &KeyRecord { is_current: true, ..record.clone() })?;
    all_of::<ProfileRecord>(db, reseal)?;
    all_of::<Connection>(db, reseal)?;
    all_of::<Change>(db, reseal)?;
    all_of::<Grant>(db, reseal)?;
    all_of::<Note>(db, reseal)
}

fn all_of<R: Sealing>(db: &Db, reseal: &Reseal) -> Result<(), DatabaseError> {
    for mut one in rows::all::<R>(db, "WHERE sealed IS NOT NULL", [])? {
        let (owner, sealed) = one.sealed();
        if let Some(anew) = sealed.and_then(|sealed| reseal(&owner, sealed)) {
            one.seal(anew);
            rows::write(db, &one, Conflict::Replace(R::KEY))?;
        }
    }
    Ok(())
}

/// A row that can own a secret.
trait Sealing: Record {
    /// The columns that it is found by.
    const KEY: &'static str;

    fn sealed(&self) -> (Owner<'_>, Option<&Sealed>);

    fn seal(&mut self, sealed: Sealed);
}

macro_rules! sealing {
    ($($row:ty, $key:literal;)*) => {$(
        impl Sealing for $row {
            const KEY: &'static str = $key;

            fn sealed(&self) -> (Owner<'_>, Option<&Sealed>) {
                (self.owner(), self.sealed.as_ref())
            }

            fn seal(&mut self, sealed: Sealed) {
                self.sealed = Some(sealed);
            }
        }
    )*};
}

sealing! {
    ProfileRecord, "name";
    Connection, "profile, platform, platform_user_id";
    Change, "profile, platform, platform_user_id";
    Grant, "profile, user_id";
    Note, "profile, topic, subject";
}
