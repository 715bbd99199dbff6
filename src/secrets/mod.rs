//! The vault: where secrets are kept. Either way they are sealed, each in a file of an encrypted folder; what differs is
//! who keeps the folder's key, the system keyring or the user. There is no plain-text vault, and none is ever chosen in
//! place of another.
//!
//! The keyring holds the one key and not the secrets, because keyrings do not bear thousands of entries: some refuse
//! them, others become slower with each.

#[cfg(test)]
pub(crate) mod contract;
mod file;
mod keyring;
#[cfg(test)]
pub(crate) mod memory;
#[cfg(test)]
#[cfg(unix)]
mod test_support;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;

use crate::domain::{Secret, SecretName};
use crate::files::{FileError, Refusal};

/// Keeps secrets by name. Every call is bounded in time, and of all processes one at a time writes.
#[async_trait]
pub trait Vault: Send + Sync {
    /// Stores `secret` and reads it back; an error means that it is not to be relied on.
    async fn put(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError>;

    /// Reads a secret.
    async fn get(&self, name: &SecretName) -> Result<Secret, VaultError>;

    /// Deletes a secret and proves that it is gone. Deleting what is not there is no error.
    async fn delete(&self, name: &SecretName) -> Result<(), VaultError>;

    /// Proves that the vault can be used: its key is there, and a value of no worth can be stored, read and deleted.
    async fn probe(&self) -> Result<(), VaultError>;

    /// Tells whether what is kept could be read now, without making or changing anything: its key is there and opens it.
    /// A keyring that keeps nothing yet is asked to store, read and delete a value of no worth, because it says the same
    /// of an entry that is missing and of one that is out of reach.
    async fn look(&self) -> Result<(), VaultError>;

    /// What and where it is, for a person: `system keyring`, `encrypted folder /home/…`.
    fn describe(&self) -> String;
}

/// Why the vault could not do it. The nine are different answers: only [`VaultError::Missing`] may lead to a new login.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Nothing is kept under that name.
    #[error("the secret store has no such entry")]
    Missing,
    /// There is a vault, but it is locked and nobody unlocked it.
    #[error("the secret store is locked: {0}")]
    Locked(String),
    /// There is no vault to talk to.
    #[error("no secret store can be reached: {0}")]
    Unavailable(String),
    /// The vault did not answer in time; whether the call had its effect is not known.
    #[error("the secret store did not answer within {0} seconds")]
    Timeout(u64),
    /// The value is too long for this vault.
    #[error("the secret is longer than the secret store takes ({0} bytes)")]
    TooLong(usize),
    /// The key does not open the vault.
    #[error("the key does not open the secret store: {0}")]
    WrongKey(String),
    /// The keyring no longer holds the key that opens what is kept, and a new one would not open it.
    #[error("the key of the secret store is lost: {0}")]
    KeyLost(String),
    /// What is kept was cut, changed or swapped.
    #[error("the secret store is damaged: {0}")]
    Damaged(String),
    /// Files of the vault are open to others, links, or owned by somebody else.
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
            Refusal::TooLong => Self::Damaged(error.to_string()),
        }
    }
}

/// Which vault to open.
#[derive(Debug, Clone)]
pub enum Choice {
    /// The system keyring: it holds the key of a folder with the sealed secrets.
    Keyring {
        /// File for the lock under which the keyring is asked by one process at a time.
        lock: PathBuf,
        /// The folder, which must not be that of another choice.
        folder: PathBuf,
        /// Whether a person may be asked to unlock it: then calls may take a minute instead of three seconds.
        attended: bool,
    },
    /// The encrypted folder.
    File {
        /// The folder.
        folder: PathBuf,
        /// What opens it.
        key: Key,
    },
}

/// What opens the encrypted folder.
#[derive(Debug, Clone)]
pub enum Key {
    /// A file with 32 random bytes, raw or in base64 or hex; made on first use if `create`.
    KeyFile {
        /// The file.
        path: PathBuf,
        /// Make it if there is none.
        create: bool,
    },
    /// A passphrase.
    Passphrase(Secret),
}

/// Opens the chosen vault. Cheap: nothing is asked of the system before the first call.
pub fn open(choice: Choice) -> Box<dyn Vault> {
    match choice {
        Choice::Keyring { lock, folder, attended } => {
            Box::new(file::Folder::with_provider(folder, Arc::new(keyring::Keyring::new(lock, attended))))
        }
        Choice::File { folder, key } => Box::new(file::Folder::open(folder, key)),
    }
}
