//! One open database and the two ways to use it: a reading and a writing transaction.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection as Db, Transaction, TransactionBehavior};

use super::fault::Fault;
use super::open::PATIENCE;
use crate::store::StoreError;

/// An open database.
pub(super) struct Handle {
    db: Db,
    path: PathBuf,
    /// Whether the structure was looked through since it was opened.
    sound: bool,
}

impl Handle {
    /// Takes over an opened database.
    pub(super) fn new(db: Db, path: PathBuf) -> Self {
        Self { db, path, sound: false }
    }

    /// The file, by its full name.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads in one transaction. Each row proves itself, but nothing proves that a row is *missing*: whoever answers
    /// from absence asks [`Handle::read_sound`].
    pub(super) fn read<T>(&self, work: impl FnOnce(&Db) -> Result<T, Fault>) -> Result<T, StoreError> {
        begin_read(&self.db).and_then(|tx| work(&tx)).map_err(|fault| fault.about(&self.path))
    }

    /// Reads in one transaction from a file whose structure is known to be sound, so that what is not found is not
    /// there.
    pub(super) fn read_sound<T>(&mut self, work: impl FnOnce(&Db) -> Result<T, Fault>) -> Result<T, StoreError> {
        self.look_through()?;
        self.read(work)
    }

    /// Writes in one transaction that owns the file from its beginning: one that starts by reading would fail as
    /// soon as somebody else wrote in between. A damaged file is not written to.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        self.look_through()?;
        let done = begin_write(&self.db).and_then(|tx| {
            let done = work(&tx)?;
            tx.commit()?;
            Ok(done)
        });
        done.map_err(|fault| fault.about(&self.path))
    }

    /// SQLite's own check of pages, indices and rules; once in a process, because it reads the whole file.
    fn look_through(&mut self) -> Result<(), StoreError> {
        if !self.sound {
            patiently(|| integrity(&self.db)).map_err(|fault| fault.about(&self.path))?;
            self.sound = true;
        }
        Ok(())
    }
}

fn integrity(db: &Db) -> Result<(), Fault> {
    let found: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Fault::Rot(found)) }
}

/// Starts a writing transaction.
pub(super) fn begin_write(db: &Db) -> Result<Transaction<'_>, Fault> {
    patiently(|| Ok(Transaction::new_unchecked(db, TransactionBehavior::Immediate)?))
}

/// Starts a reading transaction and fixes what it sees.
fn begin_read(db: &Db) -> Result<Transaction<'_>, Fault> {
    patiently(|| {
        let tx = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
        tx.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(tx)
    })
}

/// Tries again while others are in the way. SQLite waits by itself in most cases; in some (a log being recovered, a
/// last connection closing) it answers "busy" at once.
pub(super) fn patiently<T>(mut attempt: impl FnMut() -> Result<T, Fault>) -> Result<T, Fault> {
    let begun = Instant::now();
    loop {
        match attempt() {
            Err(fault) if fault.is_busy() && begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            done => return done,
        }
    }
}
