//! Notes as rows: one of a topic on a subject.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::{Note, Topic};

impl Record for Note {
    const TABLE: &'static str = "notes";
    const COLUMNS: &'static [&'static str] = &["profile", "topic", "subject", "text", "key_id", "sealed"];

    fn cells(&self) -> Vec<Value> {
        let [key_id, sealed] = rows::sealed(self.sealed.as_ref());
        vec![
            rows::text(&self.profile),
            rows::text(self.topic.as_str()),
            rows::text(&self.subject),
            rows::text(&self.text),
            key_id,
            sealed,
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            profile: cells.text()?,
            topic: topic(&cells.text()?)?,
            subject: cells.text()?,
            text: cells.text()?,
            sealed: cells.sealed()?,
        })
    }
}

fn topic(text: &str) -> Result<Topic, DatabaseError> {
    Topic::ALL.into_iter().find(|topic| topic.as_str() == text).ok_or_else(rows::foreign)
}

const BY_KEY: &str = "WHERE profile = ?1 AND topic = ?2 AND subject = ?3";

/// The note on `subject`.
pub(super) fn find(db: &Db, profile: &str, topic: Topic, subject: &str) -> Result<Option<Note>, DatabaseError> {
    rows::first(db, BY_KEY, params![profile, topic.as_str(), subject])
}

/// Writes a note over the one on the same subject.
pub(super) fn put(db: &Db, note: &Note) -> Result<(), DatabaseError> {
    rows::write(db, note, Conflict::Replace("profile, topic, subject")).map(|_| ())
}

/// Removes a note.
pub(super) fn remove(db: &Db, profile: &str, topic: Topic, subject: &str) -> Result<(), DatabaseError> {
    db.prepare_cached(&format!("DELETE FROM notes {BY_KEY}"))?.execute(params![profile, topic.as_str(), subject])?;
    Ok(())
}
