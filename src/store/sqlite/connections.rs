//! Connection records as rows, and the ways to find them.

use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::{Connection, ConnectionRef, TokenKind};
use crate::store::{Filter, Health};

impl Record for Connection {
    const TABLE: &'static str = "connections";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "profile",
        "platform",
        "platform_user_id",
        "platform_username",
        "platform_display_name",
        "key_id",
        "sealed",
        "token_kind",
        "token_expires_at",
        "data_access_expires_at",
        "scopes",
        "status",
        "last_sync_at",
        "error_message",
        "parent",
        "webhook_fields",
        "grant_id",
        "waba_id",
        "business_id",
        "created_at",
        "updated_at",
        "last_verified_at",
    ];

    fn cells(&self) -> Vec<Value> {
        let [key_id, sealed] = rows::sealed(self.sealed.as_ref());
        vec![
            rows::text(&self.id),
            rows::text(&self.profile),
            rows::text(self.platform.as_str()),
            rows::text(&self.platform_user_id),
            rows::maybe(self.platform_username.as_deref()),
            rows::maybe(self.platform_display_name.as_deref()),
            key_id,
            sealed,
            rows::text(self.token_kind.as_str()),
            rows::maybe_time(self.token_expires_at),
            rows::maybe_time(self.data_access_expires_at),
            rows::json(&self.scopes),
            rows::text(self.status.as_str()),
            rows::maybe_time(self.last_sync_at),
            self.error_message.as_ref().map_or(Value::Null, rows::json),
            self.parent.as_ref().map_or(Value::Null, |parent| rows::text(parent.to_string())),
            rows::json(&self.webhook_fields),
            rows::maybe(self.grant_id.as_deref()),
            rows::maybe(self.waba_id.as_deref()),
            rows::maybe(self.business_id.as_deref()),
            rows::time(self.created_at),
            rows::time(self.updated_at),
            rows::maybe_time(self.last_verified_at),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        Ok(Self {
            id: cells.text()?,
            profile: cells.text()?,
            platform: cells.word()?,
            platform_user_id: cells.text()?,
            platform_username: cells.maybe_text()?,
            platform_display_name: cells.maybe_text()?,
            sealed: cells.sealed()?,
            token_kind: TokenKind::recorded(&cells.text()?),
            token_expires_at: cells.maybe_time()?,
            data_access_expires_at: cells.maybe_time()?,
            scopes: cells.json()?,
            status: cells.word()?,
            last_sync_at: cells.maybe_time()?,
            error_message: cells.maybe_json()?,
            parent: cells.maybe_word()?,
            webhook_fields: cells.json()?,
            grant_id: cells.maybe_text()?,
            waba_id: cells.maybe_text()?,
            business_id: cells.maybe_text()?,
            created_at: cells.time()?,
            updated_at: cells.time()?,
            last_verified_at: cells.maybe_time()?,
        })
    }
}

/// Hands every record that `filter` lets through to `take`, oldest first, until that says to stop.
///
/// All rows are walked, whatever the filter: a walk over all of them can prove that none is missing or met twice,
/// which no index can prove of itself, and costs less than SQLite's own check of the file.
pub(super) fn scan(db: &Db, filter: &Filter, mut take: impl FnMut(Connection) -> bool) -> Result<(), DatabaseError> {
    let mut met = 0_i64;
    let mut last = None;
    let mut stopped = false;
    rows::each::<Connection>(db, "INDEXED BY connections_by_age ORDER BY created_at, id", [], |record| {
        let here = (record.created_at, record.id.clone());
        if last.as_ref().is_some_and(|last| *last >= here) {
            return Err(rows::corrupt::<Connection>("the order of the rows is broken"));
        }
        met += 1;
        last = Some(here);
        stopped = lets_through(filter, &record) && !take(record);
        Ok(!stopped)
    })?;
    if stopped { Ok(()) } else { nothing_missing(db, met) }
}

fn nothing_missing(db: &Db, met: i64) -> Result<(), DatabaseError> {
    let there: i64 =
        db.prepare_cached("SELECT count(*) FROM connections NOT INDEXED")?.query_row([], |row| row.get(0))?;
    if there == met { Ok(()) } else { Err(rows::corrupt::<Connection>("rows are missing")) }
}

fn lets_through(filter: &Filter, record: &Connection) -> bool {
    filter.profile.as_ref().is_none_or(|profile| *profile == record.profile)
        && (filter.platforms.is_empty() || filter.platforms.contains(&record.platform))
        && (filter.statuses.is_empty() || filter.statuses.contains(&record.status))
}

const BY_KEY: &str = "WHERE profile = ?1 AND platform = ?2 AND platform_user_id = ?3";
const KEY: &str = "profile, platform, platform_user_id";

/// The record named `reference` in `profile`.
pub(super) fn find(db: &Db, profile: &str, reference: &ConnectionRef) -> Result<Option<Connection>, DatabaseError> {
    rows::first(db, BY_KEY, params![profile, reference.platform.as_str(), reference.platform_user_id])
}

/// Writes a record that is about to come to be, unless there is one.
pub(super) fn add_pending(db: &Db, record: &Connection) -> Result<(), DatabaseError> {
    rows::write(db, record, Conflict::Ignore).map(|_| ())
}

/// Writes a record, keeping the id and the birth of the present one.
pub(super) fn replace(db: &Db, record: &Connection) -> Result<(), DatabaseError> {
    let mut record = record.clone();
    if let Some(present) = find(db, &record.profile, &record.reference())? {
        record.id = present.id;
        record.created_at = present.created_at;
    }
    rows::write(db, &record, Conflict::Replace(KEY)).map(|_| ())
}

/// Writes down what a check found, unless the record is another one by now.
pub(super) fn note_health(db: &Db, found: &Health) -> Result<(), DatabaseError> {
    let read = &found.record;
    let present = find(db, &read.profile, &read.reference())?;
    let Some(present) = present.filter(|present| present.updated_at == read.updated_at) else { return Ok(()) };
    let changed = present.status != found.status || present.error_message != found.error_message;
    let record = Connection {
        status: found.status,
        error_message: found.error_message.clone(),
        last_verified_at: found.verified_at.or(present.last_verified_at),
        updated_at: if changed { found.at } else { present.updated_at },
        ..present
    };
    rows::write(db, &record, Conflict::Replace(KEY)).map(|_| ())
}

/// Removes the record if it never became more than `PENDING`.
pub(super) fn remove_pending(db: &Db, profile: &str, reference: &ConnectionRef) -> Result<(), DatabaseError> {
    let sql = format!("DELETE FROM connections {BY_KEY} AND status = 'PENDING'");
    let mut statement = db.prepare_cached(&sql)?;
    statement.execute(params![profile, reference.platform.as_str(), reference.platform_user_id])?;
    Ok(())
}
