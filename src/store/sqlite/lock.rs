//! The lock under which changes are made: a file beside the database that the system unlocks when its holder dies.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::error::unavailable;
use super::file;
use super::open::PATIENCE;
use crate::store::{Lock, StoreError};

/// Takes the lock, calling `waiting` once if somebody else has it.
pub(super) async fn take(path: PathBuf, waiting: &(dyn Fn() + Sync)) -> Result<Lock, StoreError> {
    let file = file::lock_file(&path)?;
    if attempt(&path, &file)? {
        return Ok(Lock { file });
    }
    waiting();
    wait(path, file).await
}

/// Waits on a thread of its own: it may take minutes, and neither the runtime nor its end must wait with it. If
/// nobody wants the lock any more by the time it is ours, the answer is dropped there and the lock with it.
async fn wait(path: PathBuf, file: File) -> Result<Lock, StoreError> {
    let (answer, answered) = oneshot::channel();
    let place = path.clone();
    let work = move || {
        let taken = file.lock().map(|()| Lock { file });
        let _ = answer.send(taken.map_err(|error| unavailable(&path, error.to_string())));
    };
    let thread = std::thread::Builder::new().name("lock".to_owned()).spawn(work);
    thread.map_err(|error| unavailable(&place, error.to_string()))?;
    answered.await.unwrap_or_else(|_| Err(unavailable(&place, "waiting for its lock ended early")))
}

/// Takes the lock for the moment in which a database is made; others hold it that long only if something is wrong.
pub(super) fn within_patience(path: &Path) -> Result<Lock, StoreError> {
    let file = file::lock_file(path)?;
    let begun = Instant::now();
    while !attempt(path, &file)? {
        if begun.elapsed() > PATIENCE {
            return Err(unavailable(path, "it is gone while another snorq still works with it; try again later"));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(Lock { file })
}

fn attempt(path: &Path, file: &File) -> Result<bool, StoreError> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(unavailable(path, format!("it cannot be locked: {error}"))),
    }
}
