//! Grants as rows: one of each person in a profile.

use rusqlite::Connection as Db;
use rusqlite::types::Value;

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::{Grant, Person, TokenKind};

impl Record for Grant {
    const TABLE: &'static str = "grants";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "profile",
        "user_id",
        "user_name",
        "token_kind",
        "key_id",
        "sealed",
        "scopes",
        "declined",
        "targets",
        "token_expires_at",
        "data_access_expires_at",
    ];

    fn cells(&self) -> Vec<Value> {
        let [key_id, sealed] = rows::sealed(self.sealed.as_ref());
        vec![
            rows::text(&self.id),
            rows::text(&self.profile),
            rows::text(&self.person.id),
            rows::maybe(self.person.name.as_deref()),
            rows::text(self.token_kind.as_str()),
            key_id,
            sealed,
            rows::json(&self.scopes),
            rows::json(&self.declined),
            rows::json(&self.targets),
            rows::maybe_time(self.token_expires_at),
            rows::maybe_time(self.data_access_expires_at),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            id: cells.text()?,
            profile: cells.text()?,
            person: Person { id: cells.text()?, name: cells.maybe_text()? },
            token_kind: TokenKind::recorded(&cells.text()?),
            sealed: cells.sealed()?,
            scopes: cells.json()?,
            declined: cells.json()?,
            targets: cells.json()?,
            token_expires_at: cells.maybe_time()?,
            data_access_expires_at: cells.maybe_time()?,
        })
    }
}

/// Every grant of `profile`, in the order in which the people first came.
pub(super) fn list(db: &Db, profile: &str) -> Result<Vec<Grant>, DatabaseError> {
    rows::all(db, "WHERE profile = ?1 ORDER BY rowid", [profile])
}

/// Writes a grant over the one of the same person.
pub(super) fn put(db: &Db, grant: &Grant) -> Result<(), DatabaseError> {
    rows::write(db, grant, Conflict::Replace("profile, user_id")).map(|_| ())
}

/// Removes a grant.
pub(super) fn remove(db: &Db, profile: &str, id: &str) -> Result<(), DatabaseError> {
    db.prepare_cached("DELETE FROM grants WHERE profile = ?1 AND id = ?2")?.execute([profile, id])?;
    Ok(())
}
