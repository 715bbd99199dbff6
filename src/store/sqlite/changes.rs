//! Open changes as rows, and the transactions that begin, end and undo them.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use super::{connections, ledger, log};
use crate::domain::{Change, Connection, ConnectionRef, SecretName, Status, Verb};
use crate::store::{Action, NewSecret};

impl Record for Change {
    const TABLE: &'static str = "changes";
    const COLUMNS: &'static [&'static str] = &[
        "profile",
        "platform",
        "platform_user_id",
        "verb",
        "secret_name",
        "fields",
        "grant_id",
        "keep_permissions",
        "local_only",
        "begun_at",
    ];

    fn cells(&self) -> Vec<Value> {
        vec![
            rows::text(&self.profile),
            rows::text(self.reference.platform.as_str()),
            rows::text(&self.reference.platform_user_id),
            rows::text(self.verb.as_str()),
            rows::maybe(self.secret_name.as_ref().map(SecretName::as_str)),
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
            secret_name: cells.maybe_text()?.map(SecretName::recorded),
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

/// Writes down what is about to happen. Names come first: rows may only point at names that the ledger has.
pub(super) fn begin(
    db: &Db,
    secrets: &[NewSecret],
    changes: &[Change],
    records: &[Connection],
) -> Result<(), DatabaseError> {
    ledger::plan(db, secrets)?;
    // Names that only a replaced change or record had will never be used.
    let mut replaced = Vec::new();
    for change in changes {
        replaced.extend(close(db, &change.profile, &change.reference)?);
        rows::write(db, change, Conflict::Fail)?;
    }
    for record in records {
        match record.status {
            Status::Pending => connections::add_pending(db, record)?,
            _ => replaced.extend(connections::replace(db, record)?),
        }
    }
    replaced.iter().try_for_each(|name| ledger::schedule_delete_unless_used(db, name))
}

/// Ends changes: all records first, because one may take over the secret that another one leaves.
pub(super) fn settle(db: &Db, records: &[Connection], actions: &[Action]) -> Result<(), DatabaseError> {
    let mut left = Vec::new();
    for record in records {
        left.extend(connections::replace(db, record)?);
        left.extend(close(db, &record.profile, &record.reference())?);
    }
    left.iter().try_for_each(|name| ledger::schedule_delete_unless_used(db, name))?;
    log::append(db, actions)
}

/// Undoes one change.
pub(super) fn abandon(db: &Db, change: &Change, actions: &[Action]) -> Result<(), DatabaseError> {
    let open = close(db, &change.profile, &change.reference)?;
    connections::remove_pending(db, &change.profile, &change.reference)?;
    for name in open.iter().chain(&change.secret_name) {
        ledger::schedule_delete_unless_used(db, name)?;
    }
    log::append(db, actions)
}

/// Removes the open change of a connection; gives back the secret name that it planned.
fn close(db: &Db, profile: &str, reference: &ConnectionRef) -> Result<Option<SecretName>, DatabaseError> {
    const BY_KEY: &str = "WHERE profile = ?1 AND platform = ?2 AND platform_user_id = ?3";
    let key = params![profile, reference.platform.as_str(), reference.platform_user_id];
    let open: Option<Change> = rows::first(db, BY_KEY, key)?;
    db.prepare_cached(&format!("DELETE FROM changes {BY_KEY}"))?.execute(key)?;
    Ok(open.and_then(|change| change.secret_name))
}
