//! Profiles, connection records, grants, notes, open changes and the log of what admins did.
//!
//! A secret lies sealed in the row that it belongs to, so that it comes, changes and goes with it in one transaction; the
//! store can neither seal nor open. A secret under a key that is not known here is refused. Every change to the outside
//! world is written down as a [`Change`] first and removed in the transaction that ends it.

mod address;
#[cfg(test)]
pub(crate) mod contract;
mod model;
mod sqlite;

use async_trait::async_trait;

pub use model::{Action, Filter, Health, Keys, Lock, Outcome, ProfileRecord, Reseal};

use crate::domain::{Change, Connection, ConnectionRef, Grant, KeyId, KeyRecord, Note, Topic};
use crate::files::{FileError, Refusal};

/// Why the store could not do it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The address is not one we know.
    #[error("'{address}' is no database address: {reason}")]
    BadAddress {
        /// What was given, without a password.
        address: String,
        /// What is wrong with it.
        reason: String,
        /// The form that may be meant.
        meant: String,
    },
    /// The file was made by a newer snorq.
    #[error("{path} was made by a newer snorq (schema {found}, this one knows {known})")]
    Newer {
        /// The file.
        path: String,
        /// Its schema.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// The file has the layout of before the first release.
    #[error("{path} was made by a snorq from before the first release, whose files are no longer read")]
    EarlyLayout {
        /// The file.
        path: String,
    },
    /// The file is not a sound database.
    #[error("{path} is damaged: {reason}")]
    Damaged {
        /// The file.
        path: String,
        /// What SQLite says.
        reason: String,
    },
    /// The file or its folder is open to others, a link, or owned by somebody else.
    #[error("{path} is not safe to use: {reason}")]
    Unsafe {
        /// The file or folder.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The file or folder cannot be read or written (missing rights, disk full, read-only).
    #[error("{path} cannot be used: {reason}")]
    Unavailable {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The profile's records come from another app or another place.
    #[error("the records of profile '{profile}' belong to app {app_id} at {origin}")]
    OtherOrigin {
        /// The profile.
        profile: String,
        /// The app whose records are there.
        app_id: String,
        /// The place they come from.
        origin: String,
    },
}

impl From<FileError> for StoreError {
    fn from(FileError { kind, path, reason }: FileError) -> Self {
        let path = path.display().to_string();
        match kind {
            Refusal::Unsafe => Self::Unsafe { path, reason },
            Refusal::Unavailable | Refusal::TooLong => Self::Unavailable { path, reason },
        }
    }
}

/// Where connections are kept. All methods are safe to call from several processes at once; each is one transaction.
#[async_trait]
pub trait ConnectionStore: Send + Sync {
    /// Where the store is going to be, if there is none yet. Only `lock` and what writes make it; reading finds it empty.
    async fn missing(&self) -> Result<Option<String>, StoreError>;

    /// Takes the lock under which changes are made, waiting for another process that holds it; `waiting` is called
    /// once if there is one. Reading needs no lock. The system frees the lock of a killed process, so whoever holds
    /// it knows that every open change was left by a process that died.
    async fn lock(&self, waiting: &(dyn Fn() + Sync)) -> Result<Lock, StoreError>;

    /// Ties `profile` to the app and place it first talked to; afterwards any other is refused with
    /// [`StoreError::OtherOrigin`]. This is what keeps a stored token from travelling to another host. The tie is
    /// recorded in the transaction of whatever is written next, so that no record is without one and reading writes none.
    async fn bind(&self, profile: &str, app_id: &str, origin: &str) -> Result<(), StoreError>;

    /// Whether `profile` is tied to this app and place yet. One that is tied to another is refused as by `bind`.
    async fn is_bound(&self, profile: &str, app_id: &str, origin: &str) -> Result<bool, StoreError>;

    /// The other profiles that are tied to the same app and place as `profile` is, or is going to be.
    async fn siblings(&self, profile: &str) -> Result<Vec<String>, StoreError>;

    /// Every registered profile, by name.
    async fn profiles(&self) -> Result<Vec<ProfileRecord>, StoreError>;

    /// The profile named `name`, registered or only met.
    async fn profile(&self, name: &str) -> Result<Option<ProfileRecord>, StoreError>;

    /// Writes a profile in place of the one of the same name and appends to the log. It stays with its app and its place:
    /// others are refused as by `bind`.
    async fn put_profile(&self, record: &ProfileRecord, log: &[Action]) -> Result<(), StoreError>;

    /// Removes a profile with everything that belongs to it but its log, and appends to that.
    async fn remove_profile(&self, name: &str, log: &[Action]) -> Result<(), StoreError>;

    /// Every connection that `filter` lets through, oldest first, in one list.
    async fn list(&self, filter: &Filter) -> Result<Vec<Connection>, StoreError>;

    /// The same one by one, without holding them all; stops when `each` says so by returning false.
    async fn visit(&self, filter: &Filter, each: &mut (dyn FnMut(Connection) -> bool + Send))
    -> Result<(), StoreError>;

    /// The connection named `reference` in `profile`.
    async fn get(&self, profile: &str, reference: &ConnectionRef) -> Result<Option<Connection>, StoreError>;

    /// Writes down, in one transaction, that changes are about to be made: open changes with the secrets that they bring,
    /// and records as they are meanwhile. A `PENDING` record is for a connection that is new: one that exists, whatever
    /// its state, stays as it is. Any other takes the place of the present one, as in `settle`. An open change of the same
    /// connection is replaced.
    async fn begin(&self, changes: &[Change], records: &[Connection]) -> Result<(), StoreError>;

    /// Ends changes in one transaction: writes the records with their secrets (inserted or replaced by profile, platform
    /// and id, keeping `id` and `created_at` of the present row), removes their open changes and appends to the log.
    async fn settle(&self, records: &[Connection], log: &[Action]) -> Result<(), StoreError>;

    /// Undoes a change in one transaction: removes the open change, and the record if it is `PENDING`.
    async fn abandon(&self, change: &Change, log: &[Action]) -> Result<(), StoreError>;

    /// Writes down what a check found. Needs no lock: a record that has changed since it was read stays as it is.
    async fn note_health(&self, found: &[Health]) -> Result<(), StoreError>;

    /// Every open change of `profile`, oldest first.
    async fn open_changes(&self, profile: &str) -> Result<Vec<Change>, StoreError>;

    /// Every grant of `profile`.
    async fn grants(&self, profile: &str) -> Result<Vec<Grant>, StoreError>;

    /// Records a grant in place of the one of the same profile and person.
    async fn put_grant(&self, grant: &Grant) -> Result<(), StoreError>;

    /// Removes a grant.
    async fn remove_grant(&self, profile: &str, grant_id: &str) -> Result<(), StoreError>;

    /// The note of `profile` on `subject`.
    async fn note(&self, profile: &str, topic: Topic, subject: &str) -> Result<Option<Note>, StoreError>;

    /// Writes a note in place of the one on the same subject.
    async fn put_note(&self, note: &Note) -> Result<(), StoreError>;

    /// Removes a note.
    async fn remove_note(&self, profile: &str, topic: Topic, subject: &str) -> Result<(), StoreError>;

    /// Appends to the log.
    async fn log(&self, actions: &[Action]) -> Result<(), StoreError>;

    /// The newest `limit` entries of the log (of all profiles, or one), oldest first.
    async fn history(&self, profile: Option<&str>, limit: usize) -> Result<Vec<Action>, StoreError>;

    /// What is known of the keys that open the sealed secrets.
    async fn keys(&self) -> Result<Keys, StoreError>;

    /// Writes down what is known of a key. If it is the current one, no other is any longer.
    async fn put_key(&self, record: &KeyRecord) -> Result<(), StoreError>;

    /// Removes what is known of a key. One that something is sealed under is refused.
    async fn forget_key(&self, id: KeyId) -> Result<(), StoreError>;

    /// Seals secrets anew as `reseal` says, and makes the key of `record` the current one, in one transaction.
    async fn reseal(&self, record: &KeyRecord, reseal: Box<Reseal>) -> Result<(), StoreError>;
}

/// What is found where the records are to be, without making or changing anything.
pub struct Examined {
    /// The file, by its full name.
    pub path: String,
    /// Its schema.
    pub schema: i64,
    /// The newest schema known here; an older file is taken forward by the next command that opens it.
    pub newest: i64,
    /// The records, for reading only; none of an older schema.
    pub records: Option<Box<dyn ConnectionStore>>,
}

/// Looks at the store at `address` as it is: nothing is made, migrated or written. `None` if there is none yet.
pub async fn examine(address: &str) -> Result<Option<Examined>, StoreError> {
    sqlite::Sqlite::examine(address::file(address)?).await
}

/// The refs of `profile` in the store at `address`, for completions: nothing is made or changed, and nobody waited for.
pub fn completion_refs(address: &str, profile: &str) -> Result<Vec<ConnectionRef>, StoreError> {
    sqlite::completion::refs(address::file(address)?, profile)
}

/// The registered profiles in the store at `address`, for completions and hints: nothing is made or changed, and nobody
/// waited for.
pub fn profiles_at_hand(address: &str) -> Result<Vec<ProfileRecord>, StoreError> {
    sqlite::completion::registered(address::file(address)?)
}

/// Opens the store at `address` (`sqlite:PATH`), migrating it as needed. The first write makes one that is not there.
pub async fn open(address: &str) -> Result<Box<dyn ConnectionStore>, StoreError> {
    Ok(Box::new(sqlite::Sqlite::open(address::file(address)?).await?))
}
