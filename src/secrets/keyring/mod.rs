//! The system keyring (Keychain, Credential Manager, or whatever speaks the Secret Service protocol) as the keeper of
//! one folder's key.
//!
//! All processes ask it one at a time, since stores are known to answer wrongly when asked twice at once. What a call
//! that ran out of time did is unknown, and of no matter: the next one looks again.

mod entry;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use self::entry::{Entry, KEYS};
use super::VaultError;
use super::file::{KeyBytes, KeyProvider};
use super::worker::Limits;
use crate::domain::Secret;
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

impl Keyring {
    /// Names the lock under which it is asked; nothing is asked of the system before the first call.
    pub(super) fn new(lock: PathBuf, attended: bool) -> Self {
        Self { lock, limits: if attended { ATTENDED } else { UNATTENDED } }
    }
}

impl KeyProvider for Keyring {
    fn limits(&self) -> Limits {
        self.limits
    }

    fn queue(&self) -> Result<files::Lock, VaultError> {
        Ok(files::lock(&self.lock)?)
    }

    fn queue_if_any(&self) -> Result<Option<files::Lock>, VaultError> {
        if self.lock.exists() { self.queue().map(Some) } else { Ok(None) }
    }

    fn read(&self, name: &str) -> Result<Option<KeyBytes>, VaultError> {
        match Entry::new(KEYS, name)?.get() {
            Ok(text) => parse(&text).map(Some).ok_or_else(|| lost(name, "it holds no key")),
            // Not a mere "there is none": that is believed only of a store that can be used.
            Err(VaultError::Missing) => entry::prove_usable().map(|()| None),
            Err(VaultError::Damaged(what)) => Err(lost(name, &what)),
            Err(error) => Err(error),
        }
    }

    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), VaultError> {
        // Base64, since one of the stores (KDE Wallet) takes text only.
        Entry::new(KEYS, name)?.put(&Secret::new(STANDARD.encode(key.as_slice())))
    }

    fn prove(&self) -> Result<(), VaultError> {
        entry::prove_usable()
    }

    fn describe(&self) -> String {
        "system keyring".to_owned()
    }
}

fn parse(text: &Secret) -> Option<KeyBytes> {
    let bytes = Zeroizing::new(STANDARD.decode(text.expose()).ok()?);
    <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new)
}

fn lost(name: &str, what: &str) -> VaultError {
    VaultError::KeyLost(format!("the keyring's entry {name}: {what}"))
}
