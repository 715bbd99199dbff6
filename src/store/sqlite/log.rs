//! The log of what admins did. The schema's triggers keep it from being changed; there is only a way in and a way
//! to read.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::store::Action;

impl Record for Action {
    const TABLE: &'static str = "actions";
    const COLUMNS: &'static [&'static str] = &["at", "profile", "actor", "verb", "reference", "outcome", "detail"];

    fn cells(&self) -> Vec<Value> {
        vec![
            rows::time(self.at),
            rows::text(&self.profile),
            rows::text(&self.actor),
            rows::text(&self.verb),
            self.reference.as_ref().map_or(Value::Null, |reference| rows::text(reference.to_string())),
            rows::text(self.outcome.as_str()),
            rows::maybe(self.detail.as_deref()),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            at: cells.time()?,
            profile: cells.text()?,
            actor: cells.text()?,
            verb: cells.text()?,
            reference: cells.maybe_word()?,
            outcome: cells.word()?,
            detail: cells.maybe_text()?,
        })
    }
}

/// Appends to the log.
pub(super) fn append(db: &Db, actions: &[Action]) -> Result<(), DatabaseError> {
    actions.iter().try_for_each(|action| rows::write(db, action, Conflict::Fail).map(|_| ()))
}

/// The newest `limit` entries (of all profiles, or one), oldest first.
pub(super) fn history(db: &Db, profile: Option<&str>, limit: usize) -> Result<Vec<Action>, DatabaseError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut found = match profile {
        Some(profile) => rows::all(db, "WHERE profile = ?1 ORDER BY seq DESC LIMIT ?2", params![profile, limit])?,
        None => rows::all(db, "ORDER BY seq DESC LIMIT ?1", [limit])?,
    };
    found.reverse();
    Ok(found)
}
