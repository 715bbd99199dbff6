//! One entry of the system keyring, and what the many answers of the stores mean.

use std::collections::HashMap;

use keyring_core::Error;
use zeroize::Zeroizing;

use super::super::{DataKey, VaultError};
use crate::domain::Secret;

/// The service under which keys are kept.
pub(super) const KEYS: &str = "snorq";

/// The service for values of no worth, so that one left behind is never taken for a key.
const PROBES: &str = "snorq-probe";

/// One entry; it need not exist.
pub(super) struct Entry(keyring_core::Entry);

impl Entry {
    /// Connects to the store (once in a process) and names the entry.
    pub(super) fn new(service: &str, name: &str) -> Result<Self, VaultError> {
        if let Err(error) = keyring::Entry::store_status() {
            return Err(VaultError::Unavailable(error.to_string()));
        }
        // Windows would otherwise carry the entry to every machine of the domain.
        let local = HashMap::from([("persistence", "Local")]);
        let modifiers = if cfg!(windows) { local } else { HashMap::new() };
        keyring_core::Entry::new_with_modifiers(service, name, &modifiers).map(Self).map_err(|e| meaning(&e))
    }

    /// Writes, reads back and compares.
    pub(super) fn put(&self, text: &Secret) -> Result<(), VaultError> {
        self.0.set_secret(text.expose().as_bytes()).map_err(|error| meaning(&error))?;
        match self.get() {
            Ok(kept) if kept == *text => Ok(()),
            Ok(_) | Err(VaultError::Missing) => {
                Err(VaultError::Damaged("an entry reads differently from what was written".to_owned()))
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the entry. A store whose collection is closed or gone may find nothing and say no more than that, so
    /// [`VaultError::Missing`] is to be believed only of a store that is [proven](prove_usable) at that moment.
    pub(super) fn get(&self) -> Result<Secret, VaultError> {
        let stored = self.0.get_secret().map_err(|error| meaning(&error))?;
        String::from_utf8(stored).map(Secret::new).map_err(|error| {
            drop(Zeroizing::new(error.into_bytes()));
            VaultError::Damaged("an entry holds what was never written".to_owned())
        })
    }

    /// Deletes the entry and proves that it is gone.
    pub(super) fn delete(&self) -> Result<(), VaultError> {
        self.0.delete_credential().map_err(|error| meaning(&error))?;
        match self.0.get_secret().map(Zeroizing::new) {
            Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(meaning(&error)),
            Ok(_) => Err(VaultError::Damaged("an entry is still there after it was deleted".to_owned())),
        }
    }
}

/// Stores, reads and deletes a value of no worth.
pub(super) fn prove_usable() -> Result<(), VaultError> {
    let worthless = DataKey::fresh()?;
    let entry = Entry::new(PROBES, &worthless.id().to_string())?;
    match entry.put(&worthless.text()).and_then(|()| entry.delete()) {
        // It was there a moment ago, so this is no answer to anybody's question.
        Err(VaultError::Missing) => Err(VaultError::Damaged("an entry vanished".to_owned())),
        other => other,
    }
}

/// The table of answers. Texts of the stores are passed on, but none that may quote what is kept.
fn meaning(error: &Error) -> VaultError {
    match error {
        Error::NoEntry => VaultError::Missing,
        Error::NoStorageAccess(cause) if has_no_collection(&cause.to_string()) => {
            VaultError::Unavailable("there is a keyring service, but no keyring in it yet".to_owned())
        }
        Error::NoStorageAccess(cause) => VaultError::Locked(cause.to_string()),
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
}
