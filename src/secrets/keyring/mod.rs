//! The system keyring (Keychain, Credential Manager, or whatever speaks the Secret Service protocol) as the keeper of
//! data keys, an entry each.
//!
//! All processes ask it one at a time, since stores are known to answer wrongly when asked twice at once. What a call
//! that ran out of time did is unknown, and of no matter: the next one looks again.

mod entry;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod worker;

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;

use self::entry::{Entry, KEYS};
use self::worker::Limits;
use super::{DataKey, Keeper, VaultError, check_kind};
use crate::domain::{DatabaseId, KeeperKind, KeyId, KeyRecord};
use crate::files;

/// Nobody is there to unlock it, so an answer is quick or never comes.
const UNATTENDED: Limits = Limits { queue: Duration::from_secs(10), call: Duration::from_secs(3) };

/// A person may have to find and type a password, and others may wait behind that.
const ATTENDED: Limits = Limits { queue: Duration::from_mins(1), call: Duration::from_mins(1) };

/// The system keyring.
pub(super) struct Keyring {
    lock: PathBuf,
    limits: Limits,
}

#[async_trait]
impl Keeper for Keyring {
    fn kind(&self) -> KeeperKind {
        KeeperKind::Keyring
    }

    fn describe(&self) -> String {
        "system keyring".to_owned()
    }

    async fn begin(&self, _: DatabaseId, _: bool) -> Result<(KeyRecord, DataKey), VaultError> {
        let key = DataKey::fresh()?;
        Ok((key.record(KeeperKind::Keyring, Vec::new()), key))
    }

    async fn keep(&self, key: &DataKey) -> Result<(), VaultError> {
        let key = key.clone();
        self.ask(move || Entry::new(KEYS, &name(key.id()))?.put(&key.text())).await
    }

    async fn fetch(&self, _: DatabaseId, record: &KeyRecord) -> Result<DataKey, VaultError> {
        check_kind(KeeperKind::Keyring, record)?;
        let id = record.id;
        self.ask(move || read(id)).await
    }

    async fn forget(&self, id: KeyId) -> Result<(), VaultError> {
        let delete = move || match Entry::new(KEYS, &name(id))?.delete() {
            // Believed only of a store that can be used, as in `read`.
            Err(VaultError::Missing) => entry::prove_usable(),
            done => done,
        };
        self.ask(delete).await
    }

    async fn look(&self, _: DatabaseId, record: Option<&KeyRecord>) -> Result<(), VaultError> {
        record.map_or(Ok(()), |record| check_kind(KeeperKind::Keyring, record))?;
        let (lock, id) = (self.lock.clone(), record.map(|record| record.id));
        // If no process has asked yet there is nothing to wait for, and nothing is made to wait by.
        let queue = move || if lock.exists() { Ok(Some(files::lock(&lock)?)) } else { Ok(None) };
        let ask = move |_: &_| id.map_or_else(entry::prove_usable, |id| read(id).map(drop));
        worker::run(self.limits, queue, ask).await
    }
}

impl Keyring {
    /// Names the lock under which it is asked; nothing is asked of the system before the first call.
    pub(super) fn new(lock: PathBuf, attended: bool) -> Self {
        Self { lock, limits: if attended { ATTENDED } else { UNATTENDED } }
    }

    async fn ask<Done: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<Done, VaultError> + Send + 'static,
    ) -> Result<Done, VaultError> {
        let lock = self.lock.clone();
        worker::run(self.limits, move || Ok(files::lock(&lock)?), move |_| work()).await
    }
}

/// The entry that holds a key.
fn name(id: KeyId) -> String {
    format!("data-key-{id}")
}

fn read(id: KeyId) -> Result<DataKey, VaultError> {
    match Entry::new(KEYS, &name(id))?.get() {
        Ok(text) => match DataKey::parse(text.expose().as_bytes()) {
            Some(key) if key.id() == id => Ok(key),
            Some(_) => Err(lost(id, "it holds another key")),
            None => Err(lost(id, "it holds no key")),
        },
        // Not a mere "there is none": that is believed only of a store that can be used.
        Err(VaultError::Missing) => entry::prove_usable().and_then(|()| Err(lost(id, "there is none any more"))),
        Err(VaultError::Damaged(what)) => Err(lost(id, &what)),
        Err(error) => Err(error),
    }
}

fn lost(id: KeyId, what: &str) -> VaultError {
    VaultError::KeyLost(format!("the keyring's entry {}: {what}", name(id)))
}
