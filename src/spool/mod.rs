//! What Meta delivered, kept until every target has it: one SQLite file for each profile, beside the records.
//!
//! | promise | how |
//! |---|---|
//! | what is acknowledged is on the disk | one thread writes; it takes what waits, commits once (`synchronous=FULL`), then answers |
//! | nothing is kept and forgotten | the row is the queue: what waits for a target is a row in state `waiting` |
//! | nothing that was not delivered is dropped without a word | only what every target has is erased; a full spool takes nothing more |
//! | one conversation keeps its order | `line` holds what waits of it; the first goes, the others wait |
//!
//! A disk that is lost is a spool that is lost.

mod file;
mod keep;
mod look;
mod prune;
mod queue;
#[cfg(test)]
mod tests;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::Connection as Db;

pub use keep::Arrival;
pub use look::{Filter, Found, Passing, State, Usage, Whole};
pub use prune::Limits;
pub use queue::{Attempt, Outcome, Ready, TargetNumber};

use writer::Writer;

/// Why the spool could not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpoolError {
    /// The file or its folder.
    #[error("{path} cannot be used: {reason}")]
    Unavailable {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// It holds as much as it may, and all of it waits for a target.
    #[error("the spool is full: {bytes} bytes wait for their targets")]
    Full {
        /// How much it holds.
        bytes: u64,
    },
    /// More is coming than the disk takes.
    #[error("the disk does not keep up")]
    Busy,
}

/// The spool of one profile.
pub struct Spool {
    path: PathBuf,
    writer: Writer,
    reader: Mutex<Db>,
    limits: Limits,
}

impl Spool {
    /// Opens the spool at `path`, making it if there is none.
    pub fn open(path: &Path, limits: Limits) -> Result<Arc<Self>, SpoolError> {
        let writing = file::open(path)?;
        let reader = Mutex::new(file::open(path)?);
        let writer = Writer::start(path.to_owned(), writing, limits)?;
        Ok(Arc::new(Self { path: path.to_owned(), writer, reader, limits }))
    }

    /// Opens the spool at `path` if there is one.
    pub fn existing(path: &Path, limits: Limits) -> Result<Option<Arc<Self>>, SpoolError> {
        if path.exists() { Self::open(path, limits).map(Some) } else { Ok(None) }
    }

    /// How much it holds, and for how long.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Writes in the next commit; what comes back has been committed.
    async fn write<T: Send + 'static>(
        &self,
        weight: usize,
        work: impl FnOnce(&Db, &mut writer::Books) -> Result<T, file::Trouble> + Send + 'static,
    ) -> Result<T, SpoolError> {
        self.writer.write(weight, work).await
    }

    fn read<T>(&self, work: impl FnOnce(&Db) -> rusqlite::Result<T>) -> Result<T, SpoolError> {
        let db: MutexGuard<'_, Db> = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        work(&db).map_err(|error| file::Trouble::from(error).about(&self.path))
    }
}

fn millis(time: Timestamp) -> i64 {
    time.as_millisecond()
}

fn time(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}

fn millis_of(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
