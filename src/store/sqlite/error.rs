//! What can go wrong below the store, before it is known which file it happened to.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::store::StoreError;

/// Anything that stops a piece of work; the store adds the path and turns it into a [`StoreError`].
#[derive(Debug)]
pub(super) enum DatabaseError {
    /// SQLite said no.
    Sql(rusqlite::Error),
    /// What was read cannot have been written by us.
    Corrupt(String),
    /// Already said in full.
    Store(StoreError),
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for DatabaseError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl DatabaseError {
    /// Whether another process was in the way and asking again may help.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// Whether the file could not be opened the way it was asked for: what a read-only file or folder answers.
    pub(super) fn is_access_denied(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Sql(error) => error.sqlite_error_code(),
            _ => None,
        }
    }

    /// Says it about `path`.
    pub(super) fn about(self, path: &Path) -> StoreError {
        match self {
            Self::Store(error) => error,
            Self::Corrupt(reason) => StoreError::Damaged { path: shown(path), reason },
            Self::Sql(error) => match error.sqlite_error_code().and_then(words) {
                Some(reason) => StoreError::Unavailable { path: shown(path), reason: reason.to_owned() },
                None if refused_by_reference(&error) => unavailable(path, GONE),
                None if refused_by_rule(&error) => unavailable(path, format!("it refuses a record: {error}")),
                // Our statements fit our schema, so a file that does not understand them is not as we left it.
                None => StoreError::Damaged { path: shown(path), reason: error.to_string() },
            },
        }
    }
}

/// The errors that say something about the machine rather than about the file, in words.
fn words(code: ErrorCode) -> Option<&'static str> {
    Some(match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            "another snorq kept it busy for too long; try again when that one is done"
        }
        ErrorCode::DiskFull => "the disk is full",
        ErrorCode::SystemIoFailure => "the system cannot read or write it (disk full, size limit or a failing disk)",
        ErrorCode::ReadOnly => "it or its folder is read-only",
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied => "it cannot be opened; check the rights of its folder",
        ErrorCode::OutOfMemory => "the system has no memory left",
        ErrorCode::FileLockingProtocolFailed | ErrorCode::NoLargeFileSupport => "its file system cannot lock files",
        ErrorCode::TooBig => "a value is too big for it",
        _ => return None,
    })
}

/// Every record belongs to a profile, every secret to a key.
const GONE: &str = "another snorq removed the profile or changed the data key meanwhile; run the command again";

fn refused_by_reference(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

fn refused_by_rule(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// The file or folder cannot be used, for `reason`.
pub(super) fn unavailable(path: &Path, reason: impl Into<String>) -> StoreError {
    StoreError::Unavailable { path: shown(path), reason: reason.into() }
}

/// A path as text for a message.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
