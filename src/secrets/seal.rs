//! One secret as it lies in a row: a nonce, and the text under XChaCha20-Poly1305.
//!
//! The database, the key's name and the owner are authenticated with it, so that a value in another row, of another
//! database, or whose owner was changed is told.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{DataKey, VaultError, random};
use crate::domain::{DatabaseId, KeyId, Owner, Sealed, Secret};

const NONCE: usize = 24;

/// Longer than any token; what is longer is a mistake of the caller.
const LONGEST: usize = 64 * 1024;

/// Seals and opens the secrets of one database under one key.
pub struct Sealer {
    database: DatabaseId,
    key: KeyId,
    cipher: XChaCha20Poly1305,
}

impl Sealer {
    /// Draws what seals in `database` from its data key.
    pub fn new(database: DatabaseId, key: &DataKey) -> Self {
        let drawn = key.draw(b"snorq data key: sealed secrets", &database.0);
        Self { database, key: key.id(), cipher: XChaCha20Poly1305::new((&*drawn).into()) }
    }

    /// The name of its key.
    pub fn key(&self) -> KeyId {
        self.key
    }

    /// Seals `secret` for the row that is to own it.
    pub fn seal(&self, owner: &Owner<'_>, secret: &Secret) -> Result<Sealed, VaultError> {
        let text = secret.expose().as_bytes();
        if text.len() > LONGEST {
            return Err(VaultError::TooLong(text.len()));
        }
        let nonce: [u8; NONCE] = random()?;
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &self.bound(owner) });
        let sealed = sealed.map_err(|_| VaultError::TooLong(text.len()))?;
        Ok(Sealed { key: self.key, bytes: [nonce.as_slice(), &sealed].concat() })
    }

    /// The secret, if it is what was sealed for `owner` here.
    pub fn open(&self, owner: &Owner<'_>, sealed: &Sealed) -> Result<Secret, VaultError> {
        if sealed.key != self.key {
            return Err(VaultError::WrongKey("it was sealed under another key".to_owned()));
        }
        let (nonce, text) = sealed.bytes.split_first_chunk::<NONCE>().ok_or_else(changed)?;
        let opened = self.cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: &self.bound(owner) });
        let text = String::from_utf8(opened.map_err(|_| changed())?);
        text.map(Secret::new).map_err(|error| {
            drop(Zeroizing::new(error.into_bytes()));
            changed()
        })
    }

    fn bound(&self, owner: &Owner<'_>) -> Vec<u8> {
        [b"snorq sealed 1".as_slice(), &self.database.0, &self.key.0, &owner.identity()].concat()
    }
}

fn changed() -> VaultError {
    VaultError::Damaged("a secret was cut, changed or put where it does not belong".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Platform;

    const HERE: DatabaseId = DatabaseId([1; 16]);

    fn of<'a>(profile: &'a str, id: &'a str) -> Owner<'a> {
        Owner::Connection { profile, platform: Platform::Facebook, id }
    }

    #[test]
    fn a_secret_opens_as_its_owners_and_as_nothing_else() {
        let key = DataKey::fresh().unwrap();
        let (opener, secret) = (Sealer::new(HERE, &key), Secret::new("EAAtoken ☕"));
        let sealed = opener.seal(&of("acme", "1"), &secret).unwrap();
        assert_eq!(opener.open(&of("acme", "1"), &sealed), Ok(secret.clone()));
        assert_ne!(opener.seal(&of("acme", "1"), &secret).unwrap(), sealed, "no two are alike");
        for other in [of("acme", "2"), of("other", "1"), Owner::Grant { profile: "acme", person: "1" }] {
            assert!(matches!(opener.open(&other, &sealed), Err(VaultError::Damaged(_))), "{other:?}");
        }
        let elsewhere = Sealer::new(DatabaseId([2; 16]), &key);
        assert!(matches!(elsewhere.open(&of("acme", "1"), &sealed), Err(VaultError::Damaged(_))));
        let another = Sealer::new(HERE, &DataKey::fresh().unwrap());
        assert!(matches!(another.open(&of("acme", "1"), &sealed), Err(VaultError::WrongKey(_))));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_told() {
        let opener = Sealer::new(HERE, &DataKey::fresh().unwrap());
        let sealed = opener.seal(&of("acme", "1"), &Secret::new("123456")).unwrap();
        for bit in 0..sealed.bytes.len() * 8 {
            let mut changed = sealed.clone();
            changed.bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(opener.open(&of("acme", "1"), &changed), Err(VaultError::Damaged(_))), "bit {bit}");
        }
        for length in 0..sealed.bytes.len() {
            let cut = Sealed { bytes: sealed.bytes[..length].to_vec(), ..sealed.clone() };
            assert!(matches!(opener.open(&of("acme", "1"), &cut), Err(VaultError::Damaged(_))), "cut at {length}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_secret_is_refused() {
        let opener = Sealer::new(HERE, &DataKey::fresh().unwrap());
        for length in [0, 1, 1280, 2560, 8192, LONGEST] {
            let secret = Secret::new("x".repeat(length));
            let sealed = opener.seal(&of("acme", "1"), &secret).unwrap();
            assert_eq!(opener.open(&of("acme", "1"), &sealed), Ok(secret));
        }
        let refused = opener.seal(&of("acme", "1"), &Secret::new("x".repeat(LONGEST + 1)));
        assert_eq!(refused, Err(VaultError::TooLong(LONGEST + 1)));
    }
}
