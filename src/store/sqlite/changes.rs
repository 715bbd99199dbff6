//! Open changes as rows, and the transactions that begin, end and undo them.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use super::{connections, log};
use crate::domain::{Change, Connection, ConnectionRef, Status, Verb};
use crate::store::Action;

impl Record for Change {
    const TABLE: &'static str = "changes";
    const COLUMNS: &'static [&'static str] = &[
        "profile",
        "platform",
        "platform_user_id",
        "verb",
        "key_id",
        "sealed",
        "fields",
        "grant_id",
        "keep_permissions",
        "local_only",
        "begun_at",
    ];

    fn cells(&self) -> Vec<Value> {
        let [key_id, sealed] = rows::sealed(self.sealed.as_ref());
        vec![
            rows::text(&self.profile),
            rows::text(self.reference.platform.as_str()),
            rows::text(&self.reference.platform_user_id),
            rows::text(self.verb.as_str()),
            key_id,
            sealed,
            rows::json(&self.fields),
            rows::maybe(self.grant_id.as_deref()),
            Value::Integer(self.keep_permissions.into()),
            Value::Integer(self.local_only.into()),
            rows::time(self.begun_at),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            profile: cells.text()?,
            reference: ConnectionRef { platform: cells.word()?, platform_user_id: cells.text()? },
            verb: verb(&cells.text()?)?,
            sealed: cells.sealed()?,
            fields: cells.json()?,
            grant_id: cells.maybe_text()?,
            keep_permissions: cells.flag()?,
            local_only: cells.flag()?,
            begun_at: cells.time()?,
        })
    }
}

fn verb(text: &str) -> Result<Verb, DatabaseError> {
    [Verb::Connect, Verb::Revoke].into_iter().find(|verb| verb.as_str() == text).ok_or_else(rows::foreign)
}

/// Every open change of `profile`, oldest first.
pub(super) fn list(db: &Db, profile: &str) -> Result<Vec<Change>, DatabaseError> {
    rows::all(db, "WHERE profile = ?1 ORDER BY begun_at, rowid", [profile])
}

/// Writes down what is about to happen.
pub(super) fn begin(db: &Db, changes: &[Change], records: &[Connection]) -> Result<(), DatabaseError> {
    for change in changes {
        close(db, &change.profile, &change.reference)?;
        rows::write(db, change, Conflict::Fail)?;
    }
    records.iter().try_for_each(|record| match record.status {
        Status::Pending => connections::add_pending(db, record),
        _ => connections::replace(db, record),
    })
}

/// Ends changes.
pub(super) fn settle(db: &Db, records: &[Connection], actions: &[Action]) -> Result<(), DatabaseError> {
    for record in records {
        connections::replace(db, record)?;
        close(db, &record.profile, &record.reference())?;
    }
    log::append(db, actions)
}

/// Undoes one change.
pub(super) fn abandon(db: &Db, change: &Change, actions: &[Action]) -> Result<(), DatabaseError> {
    close(db, &change.profile, &change.reference)?;
    connections::remove_pending(db, &change.profile, &change.reference)?;
    log::append(db, actions)
}

/// Removes the open change of a connection, and the secret in it.
fn close(db: &Db, profile: &str, reference: &ConnectionRef) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM changes WHERE profile = ?1 AND platform = ?2 AND platform_user_id = ?3";
    db.prepare_cached(sql)?.execute(params![profile, reference.platform.as_str(), reference.platform_user_id])?;
    Ok(())
}
