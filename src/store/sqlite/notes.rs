//! Notes as rows: one of a topic on a subject.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::ledger;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::{Note, SecretName, Topic};

impl Record for Note {
    const TABLE: &'static str = "notes";
    const COLUMNS: &'static [&'static str] = &["profile", "topic", "subject", "text", "secret_name"];

    fn cells(&self) -> Vec<Value> {
        vec![
            rows::text(&self.profile),
            rows::text(self.topic.as_str()),
            rows::text(&self.subject),
            rows::text(&self.text),
            rows::maybe(self.secret_name.as_ref().map(SecretName::as_str)),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            profile: cells.text()?,
            topic: topic(&cells.text()?)?,
            subject: cells.text()?,
            text: cells.text()?,
            secret_name: cells.maybe_text()?.map(SecretName::recorded),
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

/// Writes a note over the one on the same subject, whose secret nothing needs any more if it is another.
pub(super) fn put(db: &Db, note: &Note) -> Result<(), DatabaseError> {
    let before = find(db, &note.profile, note.topic, &note.subject)?;
    rows::write(db, note, Conflict::Replace("profile, topic, subject"))?;
    ledger::exchange(db, before.and_then(|note| note.secret_name), note.secret_name.as_ref())
}

/// Removes a note, whose secret nothing needs any more.
pub(super) fn remove(db: &Db, profile: &str, topic: Topic, subject: &str) -> Result<(), DatabaseError> {
    let before = find(db, profile, topic, subject)?;
    db.prepare_cached(&format!("DELETE FROM notes {BY_KEY}"))?.execute(params![profile, topic.as_str(), subject])?;
    ledger::exchange(db, before.and_then(|note| note.secret_name), None)
}
