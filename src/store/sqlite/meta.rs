//! What the file knows about itself: its name.

use rusqlite::Connection as Db;
use rusqlite::types::Value;

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::DatabaseId;

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

const ID: &str = "database_id";

/// Gives the file its name, once in its life.
pub(super) fn name(db: &Db) -> Result<(), DatabaseError> {
    let mut value = vec![0; 16];
    getrandom::fill(&mut value)
        .map_err(|_| DatabaseError::Corrupt("the system has no random bytes to name it with".to_owned()))?;
    rows::write(db, &Entry { key: ID.to_owned(), value }, Conflict::Fail).map(|_| ())
}

/// The file's name.
pub(super) fn id(db: &Db) -> Result<DatabaseId, DatabaseError> {
    let found: Option<Entry> = rows::first(db, "WHERE key = ?1", [ID])?;
    let value = found.filter(|entry| entry.key == ID).and_then(|entry| entry.value.try_into().ok());
    value.map(DatabaseId).ok_or_else(|| rows::corrupt::<Entry>("its own name is missing"))
}
