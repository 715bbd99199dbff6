//! One secret as it lies on disk: head, nonce, and the text under XChaCha20-Poly1305.
//!
//! Head and name are authenticated with it, so a file under another's name or from another folder is noticed. An older
//! file put back in its place cannot mislead: a name is used for one secret only, ever, so the older file can only
//! hold the same one.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::VaultError;
use super::header::{HEAD, Head, KeyBytes};
use crate::domain::{Secret, SecretName};

const NONCE: usize = 24;

/// Seals and opens the secrets of one folder.
pub(super) struct Sealer {
    head: Head,
    key: KeyBytes,
}

impl Sealer {
    /// Draws the key for sealing from the folder's key.
    pub(super) fn new(head: Head, master: &KeyBytes) -> Self {
        Self { head, key: head.draw(master, b"snorq vault 1: sealed secrets") }
    }

    /// The bytes to write for a secret.
    pub(super) fn seal(&self, name: &SecretName, secret: &Secret) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|error| VaultError::Unavailable(format!("no random bytes: {error}")))?;
        let payload = Payload { msg: secret.expose().as_bytes(), aad: &self.bound(name) };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| VaultError::TooLong(secret.expose().len()))?;
        Ok([self.head.bytes().as_slice(), &nonce, &sealed].concat())
    }

    /// The secret in these bytes, if they are what was written under this name.
    pub(super) fn open(&self, name: &SecretName, bytes: &[u8]) -> Result<Secret, VaultError> {
        let (head, rest) = bytes.split_first_chunk::<HEAD>().ok_or_else(|| damaged(name, "was cut"))?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or_else(|| damaged(name, "was cut"))?;
        if *head != self.head.bytes() {
            return Err(damaged(name, "does not belong to this folder"));
        }
        let payload = Payload { msg: sealed, aad: &self.bound(name) };
        let opened = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        let text = String::from_utf8(opened.map_err(|_| damaged(name, "was cut, changed or swapped"))?);
        text.map(Secret::new).map_err(|error| {
            drop(Zeroizing::new(error.into_bytes()));
            damaged(name, "holds no text")
        })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.key).into())
    }

    /// What is authenticated beside the secret. The head has one length, so the two parts cannot run into each other.
    fn bound(&self, name: &SecretName) -> Vec<u8> {
        [self.head.bytes().as_slice(), name.as_str().as_bytes()].concat()
    }
}

fn damaged(name: &SecretName, what: &str) -> VaultError {
    VaultError::Damaged(format!("the file of entry {name} {what}"))
}
