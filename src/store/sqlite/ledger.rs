//! The ledger: every secret name there is, from before the vault is written until the secret is proven gone.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection as Db, params};

use super::error::DatabaseError;
use super::rows::{self, Cells, Conflict, Record};
use crate::domain::{Fingerprint, SecretName};
use crate::store::{Ledger, LedgerState, NewSecret};

/// A row of the ledger; the time is for a person who reads the file.
#[derive(Clone)]
struct Entry {
    ledger: Ledger,
    created_at: Timestamp,
}

impl Record for Entry {
    const TABLE: &'static str = "secrets";
    const COLUMNS: &'static [&'static str] = &["name", "profile", "purpose", "state", "fingerprint", "created_at"];

    fn cells(&self) -> Vec<Value> {
        vec![
            rows::text(self.ledger.name.as_str()),
            rows::text(&self.ledger.profile),
            rows::text(&self.ledger.purpose),
            rows::text(word(self.ledger.state)),
            rows::maybe(self.ledger.fingerprint.as_ref().map(Fingerprint::as_str)),
            rows::time(self.created_at),
        ]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
        let ledger = Ledger {
            name: SecretName::recorded(cells.text()?),
            profile: cells.text()?,
            purpose: cells.text()?,
            state: state(&cells.text()?)?,
            fingerprint: cells.maybe_text()?.map(Fingerprint::recorded),
        };
        Ok(Self { ledger, created_at: cells.time()? })
    }
}

const STATES: [LedgerState; 3] = [LedgerState::Planned, LedgerState::InUse, LedgerState::PendingDelete];

fn word(state: LedgerState) -> &'static str {
    match state {
        LedgerState::Planned => "planned",
        LedgerState::InUse => "kept",
        LedgerState::PendingDelete => "doomed",
    }
}

fn state(text: &str) -> Result<LedgerState, DatabaseError> {
    STATES.into_iter().find(|state| word(*state) == text).ok_or_else(rows::foreign)
}

/// Writes down names before the vault is written. A name that is there stays as it is.
pub(super) fn plan(db: &Db, secrets: &[NewSecret]) -> Result<(), DatabaseError> {
    let created_at = if secrets.is_empty() { Timestamp::UNIX_EPOCH } else { now(db)? };
    for secret in secrets {
        let ledger = Ledger {
            name: secret.name.clone(),
            profile: secret.profile.clone(),
            purpose: secret.purpose.to_owned(),
            state: LedgerState::Planned,
            fingerprint: None,
        };
        rows::write(db, &Entry { ledger, created_at }, Conflict::Ignore)?;
    }
    Ok(())
}

/// The time by SQLite's clock, for people only; nothing is decided by it.
fn now(db: &Db) -> Result<Timestamp, DatabaseError> {
    let ms: i64 = db.query_row("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)", [], |row| row.get(0))?;
    Timestamp::from_millisecond(ms).map_err(|_| rows::foreign())
}

fn entry(db: &Db, name: &SecretName) -> Result<Option<Entry>, DatabaseError> {
    rows::first(db, "WHERE name = ?1", [name.as_str()])
}

/// What is known of `name`.
pub(super) fn find(db: &Db, name: &SecretName) -> Result<Option<Ledger>, DatabaseError> {
    Ok(entry(db, name)?.map(|entry| entry.ledger))
}

/// The rows of `profile` in `state`, in the order in which they came.
pub(super) fn list(db: &Db, profile: &str, state: LedgerState) -> Result<Vec<Ledger>, DatabaseError> {
    let found: Vec<Entry> =
        rows::all(db, "WHERE profile = ?1 AND state = ?2 ORDER BY rowid", params![profile, word(state)])?;
    Ok(found.into_iter().map(|entry| entry.ledger).collect())
}

/// Moves `name` to `state`.
pub(super) fn mark(db: &Db, name: &SecretName, state: LedgerState) -> Result<(), DatabaseError> {
    alter(db, name, |ledger| ledger.state = state)
}

/// Marks `name` as used.
pub(super) fn mark_in_use(db: &Db, name: &SecretName) -> Result<(), DatabaseError> {
    mark(db, name, LedgerState::InUse)
}

/// Marks the name that a row has now as in use, and the one that it had as pending deletion unless another row has it.
pub(super) fn exchange(db: &Db, before: Option<SecretName>, now: Option<&SecretName>) -> Result<(), DatabaseError> {
    now.map_or(Ok(()), |name| mark_in_use(db, name))?;
    before.map_or(Ok(()), |name| schedule_delete_unless_used(db, &name))
}

/// Records the mark of a secret that was stored and read back.
pub(super) fn stored(db: &Db, name: &SecretName, fingerprint: &Fingerprint) -> Result<(), DatabaseError> {
    alter(db, name, |ledger| ledger.fingerprint = Some(fingerprint.clone()))
}

fn alter(db: &Db, name: &SecretName, change: impl FnOnce(&mut Ledger)) -> Result<(), DatabaseError> {
    if let Some(mut entry) = entry(db, name)? {
        change(&mut entry.ledger);
        rows::write(db, &entry, Conflict::Replace("name"))?;
    }
    Ok(())
}

/// Marks `name` to be deleted from the vault, unless something still names it: the token of a Page is also the one
/// of the Instagram account above it.
pub(super) fn schedule_delete_unless_used(db: &Db, name: &SecretName) -> Result<(), DatabaseError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM connections WHERE secret_name = ?1)
                   OR EXISTS (SELECT 1 FROM changes WHERE secret_name = ?1)
                   OR EXISTS (SELECT 1 FROM grants WHERE secret_name = ?1)
                   OR EXISTS (SELECT 1 FROM notes WHERE secret_name = ?1)";
    let named: bool = db.prepare_cached(sql)?.query_row([name.as_str()], |row| row.get(0))?;
    if named { Ok(()) } else { mark(db, name, LedgerState::PendingDelete) }
}

/// Marks everything of `profile` to be deleted from the vault.
pub(super) fn schedule_delete_all(db: &Db, profile: &str) -> Result<(), DatabaseError> {
    let found: Vec<Entry> = rows::all(db, "WHERE profile = ?1", [profile])?;
    found.iter().try_for_each(|entry| mark(db, &entry.ledger.name, LedgerState::PendingDelete))
}

/// Removes a name whose secret is proven gone. A name that a row still uses is refused.
pub(super) fn forget(db: &Db, name: &SecretName) -> Result<(), DatabaseError> {
    db.prepare_cached("DELETE FROM secrets WHERE name = ?1")?.execute([name.as_str()])?;
    Ok(())
}
