//! The system keyring: Keychain, Credential Manager, or whatever speaks the Secret Service protocol.
//!
//! Calls of all processes go one at a time, since stores are known to answer wrongly when asked twice at once. What a
//! call that ran out of time did is unknown until the entry is looked at again.

mod entry;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;

use self::entry::{Entry, SECRETS};
use super::worker::{self, Limits};
use super::{Vault, VaultError, disk};
use crate::domain::{Secret, SecretName};

/// Nobody is there to unlock it, so an answer is quick or never comes.
const UNATTENDED: Limits = Limits { turn: Duration::from_secs(10), call: Duration::from_secs(3) };

/// A person may have to find and type a password, and others may wait behind that.
const ATTENDED: Limits = Limits { turn: Duration::from_mins(1), call: Duration::from_mins(1) };

/// The vault in the system keyring.
pub(super) struct Keyring {
    lock: PathBuf,
    limits: Limits,
}

impl Keyring {
    /// Names the lock under which calls go one at a time; nothing is asked of the system before the first call.
    pub(super) fn new(lock: PathBuf, attended: bool) -> Self {
        Self { lock, limits: if attended { ATTENDED } else { UNATTENDED } }
    }

    async fn run<Done: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<Done, VaultError> + Send + 'static,
    ) -> Result<Done, VaultError> {
        let path = self.lock.clone();
        worker::run(self.limits, move || disk::lock(&path), move |_| job()).await
    }
}

#[async_trait]
impl Vault for Keyring {
    async fn put(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        entry::fits(secret)?;
        let (name, secret) = (name.clone(), secret.clone());
        self.run(move || Entry::new(SECRETS, &name)?.put(&secret)).await
    }

    async fn get(&self, name: &SecretName) -> Result<Secret, VaultError> {
        let name = name.clone();
        self.run(move || Entry::new(SECRETS, &name)?.get().map_err(entry::believe_missing)).await
    }

    async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        let name = name.clone();
        self.run(move || Entry::new(SECRETS, &name)?.delete()).await
    }

    async fn probe(&self) -> Result<(), VaultError> {
        self.run(entry::prove_usable).await
    }

    fn describe(&self) -> String {
        "system keyring".to_owned()
    }
}
