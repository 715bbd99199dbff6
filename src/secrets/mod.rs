//! Secrets are sealed here, each for the row that owns it, and opened again. They lie in the database; what opens all of
//! them is one data key, and what differs is who keeps that: the system keyring, a file, or a passphrase. There is no
//! other way, and none is ever chosen in place of another.
//!
//! The keyring holds the one key and not the secrets, because keyrings do not bear thousands of entries: some refuse
//! them, others become slower with each.

mod key;
mod key_file;
mod keyring;
#[cfg(test)]
pub(crate) mod memory;
mod nobody;
mod passphrase;
mod seal;
#[cfg(test)]
#[cfg(unix)]
mod test_support;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::PathBuf;

use async_trait::async_trait;

pub use self::key::DataKey;
pub use self::passphrase::{lock_up, take_out};
pub use self::seal::Sealer;
use crate::domain::{DatabaseId, KeeperKind, KeyId, KeyRecord, Secret};
use crate::files::{FileError, Refusal};

/// Keeps data keys by their names. Every call is bounded in time.
#[async_trait]
pub trait Keeper: Send + Sync {
    /// Which of them it is.
    fn kind(&self) -> KeeperKind;

    /// What and where it is, for a person: `system keyring`, `key file /home/…`.
    fn describe(&self) -> String;

    /// A key for `database`, with what the database is to know of it; it is to be [kept](Keeper::keep). A key that was
    /// given for this is taken unless it is to be a `fresh` one.
    async fn begin(&self, database: DatabaseId, fresh: bool) -> Result<(KeyRecord, DataKey), VaultError>;

    /// What `database` is to know of `key`, if this keeps it.
    async fn adopt(&self, _database: DatabaseId, key: &DataKey) -> Result<KeyRecord, VaultError> {
        Ok(key.record(self.kind(), Vec::new()))
    }

    /// Keeps `key` and reads it back.
    async fn keep(&self, key: &DataKey) -> Result<(), VaultError>;

    /// The key that `record` names. None is ever made here: another would open nothing.
    async fn fetch(&self, database: DatabaseId, record: &KeyRecord) -> Result<DataKey, VaultError>;

    /// Keeps a key no longer. One that is not there is no error.
    async fn forget(&self, key: KeyId) -> Result<(), VaultError>;

    /// Tells whether the key that `record` names is there, or whether one could be kept if there is none yet. Makes and
    /// changes nothing; a keyring is asked to store, read and delete a value of no worth, because it says the same of an
    /// entry that is missing and of one that is out of reach.
    async fn look(&self, database: DatabaseId, record: Option<&KeyRecord>) -> Result<(), VaultError>;
}

/// Why a secret could not be sealed or opened. The nine are different answers: only [`VaultError::Missing`] may lead to a
/// new login.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Nothing is kept there.
    #[error("the secret store has no such entry")]
    Missing,
    /// There is a keyring, but it is locked and nobody unlocked it.
    #[error("the secret store is locked: {0}")]
    Locked(String),
    /// There is no keyring to talk to.
    #[error("no secret store can be reached: {0}")]
    Unavailable(String),
    /// The keyring did not answer in time; whether the call had its effect is not known.
    #[error("the secret store did not answer within {0} seconds")]
    Timeout(u64),
    /// The value is too long for a secret.
    #[error("the secret is longer than the secret store takes ({0} bytes)")]
    TooLong(usize),
    /// The key that was given is another one.
    #[error("the key does not open the secret store: {0}")]
    WrongKey(String),
    /// The keyring no longer holds the key that opens what is kept, and a new one would not open it.
    #[error("the key of the secret store is lost: {0}")]
    KeyLost(String),
    /// What is kept was cut, changed or swapped.
    #[error("the secret store is damaged: {0}")]
    Damaged(String),
    /// A file of the key is open to others, a link, or owned by somebody else.
    #[error("the secret store is not safe to use: {0}")]
    Unsafe(String),
}

impl VaultError {
    /// Whether one secret is lost, and the others may well be there.
    pub fn is_of_one_secret(&self) -> bool {
        matches!(self, Self::Missing | Self::Damaged(_) | Self::TooLong(_))
    }
}

impl From<FileError> for VaultError {
    fn from(error: FileError) -> Self {
        match error.kind {
            Refusal::Unsafe => Self::Unsafe(error.to_string()),
            Refusal::Unavailable => Self::Unavailable(error.to_string()),
            Refusal::TooLong => Self::WrongKey(error.to_string()),
        }
    }
}

/// Who is to keep the data key.
#[derive(Debug, Clone)]
pub enum Choice {
    /// The system keyring.
    Keyring {
        /// File for the lock under which the keyring is asked by one process at a time.
        lock: PathBuf,
        /// Whether a person may be asked to unlock it: then calls may take a minute instead of three seconds.
        attended: bool,
    },
    /// A file with keys of 32 random bytes, raw or in base64 or hex.
    KeyFile(PathBuf),
    /// A file in the sandbox's own folder, which is made if there is none.
    Sandbox(PathBuf),
    /// The database itself, under a passphrase.
    Passphrase(Secret),
    /// Nobody: for what needs no secret.
    Nobody,
}

/// The chosen keeper. Cheap: nothing is asked of the system before the first call.
pub fn open(choice: Choice) -> Box<dyn Keeper> {
    match choice {
        Choice::Keyring { lock, attended } => Box::new(keyring::Keyring::new(lock, attended)),
        Choice::KeyFile(path) => Box::new(key_file::KeyFile { path, kind: KeeperKind::KeyFile }),
        Choice::Sandbox(path) => Box::new(key_file::KeyFile { path, kind: KeeperKind::Sandbox }),
        Choice::Passphrase(passphrase) => Box::new(passphrase::Passphrase(passphrase)),
        Choice::Nobody => Box::new(nobody::Nobody),
    }
}

/// Refuses a record that another kind of keeper keeps the key of.
fn check_kind(own: KeeperKind, record: &KeyRecord) -> Result<(), VaultError> {
    if record.keeper == own {
        return Ok(());
    }
    Err(VaultError::WrongKey(
        match record.keeper {
            KeeperKind::Keyring => "its key is in the system keyring",
            KeeperKind::KeyFile => "its key is in a key file",
            KeeperKind::Sandbox => "it is the sandbox's",
            KeeperKind::Passphrase => "its key is opened by a passphrase",
        }
        .to_owned(),
    ))
}

fn random<const LENGTH: usize>() -> Result<[u8; LENGTH], VaultError> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| VaultError::Unavailable(format!("no random bytes: {error}")))?;
    Ok(bytes)
}

/// Runs what takes its time (a disk, a passphrase made into a key) away from the runtime's own threads.
async fn aside<Done: Send + 'static>(
    work: impl FnOnce() -> Result<Done, VaultError> + Send + 'static,
) -> Result<Done, VaultError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(VaultError::Unavailable("its own code failed".to_owned())))
}
