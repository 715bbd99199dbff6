//! One database and the two ways to use it: a reading and a writing transaction.
//!
//! Only writing makes a database. Until then an empty one in memory stands for it, so a command that only reads leaves
//! nothing behind, whatever it asks.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection as Db, Transaction, TransactionBehavior};

use super::error::DatabaseError;
use super::open::PATIENCE;
use super::{file, migrate, open, profiles};
use crate::store::{ProfileRecord, StoreError};

/// A database, whether it is there already or not.
pub(super) struct Handle {
    db: Db,
    path: PathBuf,
    /// The steps that take it to the newest schema.
    steps: &'static [&'static str],
    /// Whether `db` is the empty one in memory.
    missing: bool,
    /// Whether the structure was looked through since it was opened.
    sound: bool,
    /// What the next writing transaction ties to an app and a place.
    ties: Vec<ProfileRecord>,
}

impl Handle {
    /// Takes over an opened database.
    pub(super) fn new(db: Db, path: PathBuf, steps: &'static [&'static str]) -> Self {
        Self { db, path, steps, missing: false, sound: false, ties: Vec::new() }
    }

    /// The one that `path` will be once something is written.
    pub(super) fn missing(path: PathBuf, steps: &'static [&'static str]) -> Result<Self, StoreError> {
        let db = open::in_memory(steps).map_err(|error| error.about(&path))?;
        Ok(Self { missing: true, ..Self::new(db, path, steps) })
    }

    /// Whether there is no file yet.
    pub(super) fn is_missing(&mut self) -> Result<bool, StoreError> {
        // Another process may have made it meanwhile.
        if self.missing && file::inspect(&self.path)? {
            self.take_up()?;
        }
        Ok(self.missing)
    }

    /// Makes the file if there is none, and its folder.
    pub(super) fn make(&mut self) -> Result<(), StoreError> {
        if self.is_missing()? {
            self.path = file::make_home(&self.path)?;
            migrate::create(&self.path, self.steps)?;
            self.take_up()?;
        }
        Ok(())
    }

    fn take_up(&mut self) -> Result<(), StoreError> {
        let there = open::existing(&self.path, self.steps)?;
        *self = Self { ties: std::mem::take(&mut self.ties), ..there };
        Ok(())
    }

    /// Ties a profile to an app and a place, together with whatever is written next.
    pub(super) fn bind(&mut self, profile: ProfileRecord) -> Result<(), StoreError> {
        if !self.is_bound(&profile)? {
            self.ties.push(profile);
        }
        Ok(())
    }

    /// The other profiles of the app and place that `profile` is tied to, or will be by the next write.
    pub(super) fn siblings(&mut self, profile: &str) -> Result<Vec<String>, StoreError> {
        let tie = self.ties.iter().find(|tie| tie.name == profile).cloned();
        self.read_checked(|db| profiles::siblings(db, profile, tie))
    }

    /// Whether the profile is tied to this app and place, or will be by the next write; an error if it is to others.
    pub(super) fn is_bound(&mut self, profile: &ProfileRecord) -> Result<bool, StoreError> {
        if let Some(tie) = self.ties.iter().find(|tie| tie.name == profile.name) {
            return profiles::agree(profile, tie).map(|()| true);
        }
        let look = |db: &Db| profiles::is_bound(db, profile);
        Ok(self.read(look)? || self.read_checked(look)?)
    }

    /// The file, by its full name.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads in one transaction. Each row proves itself, but nothing proves that a row is *missing*: whoever answers
    /// from absence asks [`Handle::read_checked`].
    pub(super) fn read<T>(&mut self, work: impl FnOnce(&Db) -> Result<T, DatabaseError>) -> Result<T, StoreError> {
        self.is_missing()?;
        begin_read(&self.db).and_then(|tx| work(&tx)).map_err(|error| error.about(&self.path))
    }

    /// Reads in one transaction from a file whose structure is known to be sound, so that what is not found is not
    /// there.
    pub(super) fn read_checked<T>(
        &mut self,
        work: impl FnOnce(&Db) -> Result<T, DatabaseError>,
    ) -> Result<T, StoreError> {
        self.is_missing()?;
        self.check_integrity()?;
        self.read(work)
    }

    /// Writes in one transaction that owns the file from its beginning: one that starts by reading would fail as
    /// soon as somebody else wrote in between. A damaged file is not written to.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, StoreError> {
        self.make()?;
        self.check_integrity()?;
        let done = begin_write(&self.db).and_then(|tx| {
            self.ties.iter().try_for_each(|profile| profiles::bind(&tx, profile))?;
            let done = work(&tx)?;
            tx.commit()?;
            Ok(done)
        });
        let done = done.map_err(|error| error.about(&self.path))?;
        self.ties.clear();
        Ok(done)
    }

    /// SQLite's own check of pages, indices and rules; once in a process, because it reads the whole file.
    fn check_integrity(&mut self) -> Result<(), StoreError> {
        if !self.sound {
            retry_while_busy(|| integrity(&self.db)).map_err(|error| error.about(&self.path))?;
            self.sound = true;
        }
        Ok(())
    }
}

fn integrity(db: &Db) -> Result<(), DatabaseError> {
    let found: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(DatabaseError::Corrupt(found)) }
}

/// Starts a writing transaction.
pub(super) fn begin_write(db: &Db) -> Result<Transaction<'_>, DatabaseError> {
    retry_while_busy(|| Ok(Transaction::new_unchecked(db, TransactionBehavior::Immediate)?))
}

/// Starts a reading transaction and fixes what it sees.
fn begin_read(db: &Db) -> Result<Transaction<'_>, DatabaseError> {
    retry_while_busy(|| {
        let tx = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
        tx.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(tx)
    })
}

/// Tries again while others are in the way. SQLite waits by itself in most cases; in some (a log being recovered, a
/// last connection closing) it answers "busy" at once.
pub(super) fn retry_while_busy<T>(mut attempt: impl FnMut() -> Result<T, DatabaseError>) -> Result<T, DatabaseError> {
    let begun = Instant::now();
    loop {
        match attempt() {
            Err(error) if error.is_busy() && begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}
