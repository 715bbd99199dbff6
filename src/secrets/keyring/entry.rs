//! One entry of the system keyring, and what the many answers of the stores mean.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use keyring_core::Error;
use zeroize::Zeroizing;

use super::VaultError;
use crate::domain::{Secret, SecretName};

/// The service under which secrets are kept.
pub(super) const SECRETS: &str = "snorq";

/// The service for values of no worth, so that one left behind is never taken for a secret.
const PROBES: &str = "snorq-probe";

/// Longest value in bytes, as stored. The Credential Manager takes 2,560; the others have no limit worth a name.
const LONGEST: usize = if cfg!(windows) { 2_500 } else { 64 * 1024 };

/// One entry; it need not exist.
pub(super) struct Entry(keyring_core::Entry);

impl Entry {
    /// Connects to the store (once in a process) and names the entry.
    pub(super) fn new(service: &str, name: &SecretName) -> Result<Self, VaultError> {
        if let Err(error) = keyring::Entry::store_status() {
            return Err(VaultError::Unavailable(error.to_string()));
        }
        // Windows would otherwise carry the entry to every machine of the domain.
        let local = HashMap::from([("persistence", "Local")]);
        let modifiers = if cfg!(windows) { local } else { HashMap::new() };
        keyring_core::Entry::new_with_modifiers(service, name.as_str(), &modifiers).map(Self).map_err(|e| meaning(&e))
    }

    /// Writes, reads back and compares.
    pub(super) fn put(&self, secret: &Secret) -> Result<(), VaultError> {
        self.0.set_secret(encoded(secret).as_bytes()).map_err(|error| match error {
            Error::TooLong(..) => VaultError::TooLong(secret.expose().len()),
            error => meaning(&error),
        })?;
        match self.get() {
            Ok(kept) if kept == *secret => Ok(()),
            Ok(_) | Err(VaultError::Missing) => {
                Err(VaultError::Damaged("an entry reads differently from what was written".to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the entry. [`VaultError::Missing`] is what the store says; see [`believe_missing`].
    pub(super) fn get(&self) -> Result<Secret, VaultError> {
        let stored = Zeroizing::new(self.0.get_secret().map_err(|error| meaning(&error))?);
        let odd = || VaultError::Damaged("an entry holds what was never written".to_owned());
        let text = STANDARD.decode(&*stored).map_err(|_| odd())?;
        String::from_utf8(text).map(Secret::new).map_err(|error| {
            drop(Zeroizing::new(error.into_bytes()));
            odd()
        })
    }

    /// Deletes the entry and proves that it is gone.
    pub(super) fn delete(&self) -> Result<(), VaultError> {
        let there = match self.0.delete_credential() {
            Ok(()) => true,
            Err(Error::NoEntry) => false,
            Err(error) => return Err(meaning(&error)),
        };
        match self.0.get_secret().map(Zeroizing::new) {
            // A store that just deleted something can be believed.
            Err(Error::NoEntry) if there => Ok(()),
            Err(Error::NoEntry) => prove_usable(),
            Err(error) => Err(meaning(&error)),
            Ok(_) => Err(VaultError::Damaged("an entry is still there after it was deleted".to_owned())),
        }
    }
}

/// Whether the store can take a secret of this length; to be asked before anything else is done.
pub(super) fn fits(secret: &Secret) -> Result<(), VaultError> {
    if encoded_length(secret) > LONGEST { Err(VaultError::TooLong(secret.expose().len())) } else { Ok(()) }
}

/// Stores, reads and deletes a value of no worth.
pub(super) fn prove_usable() -> Result<(), VaultError> {
    let entry = Entry::new(PROBES, &SecretName::fresh())?;
    entry.put(&Secret::new(SecretName::fresh().as_str()))?;
    entry.delete()
}

/// A store whose collection is closed or gone may find nothing and say no more than that. "Missing" leads to a new
/// login, so it is believed only of a store that can be written to at that moment.
pub(super) fn believe_missing(error: VaultError) -> VaultError {
    match error {
        VaultError::Missing => prove_usable().err().unwrap_or(VaultError::Missing),
        other => other,
    }
}

/// Base64, since one of the stores (KDE Wallet) takes text only.
fn encoded(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(STANDARD.encode(secret.expose()))
}

fn encoded_length(secret: &Secret) -> usize {
    secret.expose().len().div_ceil(3) * 4
}

/// The table of answers. Texts of the stores are passed on, but none that may quote what is kept.
fn meaning(error: &Error) -> VaultError {
    match error {
        Error::NoEntry => VaultError::Missing,
        Error::NoStorageAccess(cause) if has_no_collection(&cause.to_string()) => {
            VaultError::Unavailable("there is a keyring service, but no keyring in it yet".to_owned())
        }
        Error::NoStorageAccess(cause) => VaultError::Locked(cause.to_string()),
        Error::TooLong(_, limit) => VaultError::TooLong(usize::try_from(*limit).unwrap_or(usize::MAX)),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => VaultError::Damaged("an entry cannot be read".to_owned()),
        Error::BadStoreFormat(what) => VaultError::Damaged(what.clone()),
        Error::Ambiguous(entries) => VaultError::Damaged(format!("{} entries have one name", entries.len())),
        error => VaultError::Unavailable(error.to_string()),
    }
}

/// The store says both "locked" and "nothing to unlock" with one variant; only the words differ. Should they change,
/// the answer becomes "locked", which is no worse than not telling.
fn has_no_collection(cause: &str) -> bool {
    cause.contains("result not returned")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str) -> Box<dyn std::error::Error + Send + Sync> {
        text.into()
    }

    #[test]
    fn every_answer_of_a_store_has_one_meaning() {
        let unavailable = |text: &str| VaultError::Unavailable(text.to_owned());
        let damaged = |text: &str| VaultError::Damaged(text.to_owned());
        let table = [
            (Error::NoEntry, VaultError::Missing),
            (Error::NoStorageAccess(cause("prompt dismissed")), VaultError::Locked("prompt dismissed".to_owned())),
            (
                Error::NoStorageAccess(cause("SS error: result not returned from SS API")),
                unavailable("there is a keyring service, but no keyring in it yet"),
            ),
            (Error::PlatformFailure(cause("no bus")), unavailable("Platform failure: no bus")),
            (Error::TooLong("secret".to_owned(), 2560), VaultError::TooLong(2560)),
            (Error::BadEncoding(b"EAAsecret".to_vec()), damaged("an entry cannot be read")),
            (Error::BadDataFormat(b"EAAsecret".to_vec(), cause("x")), damaged("an entry cannot be read")),
            (Error::BadStoreFormat("odd".to_owned()), damaged("odd")),
            (Error::Ambiguous(Vec::new()), damaged("0 entries have one name")),
            (Error::NotSupportedByStore("x".to_owned()), unavailable("Unsupported: x")),
        ];
        for (answer, expected) in table {
            assert_eq!(meaning(&answer), expected, "{answer:?}");
        }
    }

    #[test]
    fn the_length_is_known_before_anything_is_encoded() {
        for length in [0, 1, 2, 3, 4, 1279, 1280, 1281] {
            let secret = Secret::new("x".repeat(length));
            assert_eq!(encoded(&secret).len(), encoded_length(&secret));
        }
        assert!(fits(&Secret::new("x".repeat(1_875))).is_ok());
        assert_eq!(fits(&Secret::new("x".repeat(64 * 1024))), Err(VaultError::TooLong(64 * 1024)));
    }
}
