//! A data key under a passphrase: wrapped in the database, by a key that Argon2id makes of the passphrase.

use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{DataKey, Keeper, VaultError, aside, check_kind, random};
use crate::domain::{DatabaseId, KeeperKind, KeyId, KeyRecord, Secret};

/// The fewest characters of a passphrase: whoever has the file can try as many as they like.
const SHORTEST: usize = 8;

const FORMAT: u8 = 1;
/// Format, three numbers, salt.
const HEAD: usize = 1 + 12 + 16;
const NONCE: usize = 24;

/// Who knows the passphrase.
pub(super) struct Passphrase(pub(super) Secret);

#[async_trait]
impl Keeper for Passphrase {
    fn kind(&self) -> KeeperKind {
        KeeperKind::Passphrase
    }

    fn describe(&self) -> String {
        "passphrase".to_owned()
    }

    async fn begin(&self, database: DatabaseId, _: bool) -> Result<(KeyRecord, DataKey), VaultError> {
        let key = DataKey::fresh()?;
        Ok((self.adopt(database, &key).await?, key))
    }

    async fn adopt(&self, database: DatabaseId, key: &DataKey) -> Result<KeyRecord, VaultError> {
        check(&self.0)?;
        let (own, passphrase) = (key.clone(), self.0.clone());
        let wrapped = aside(move || wrap(&own, &passphrase, &database.0, Cost::STRONG)).await?;
        Ok(key.record(KeeperKind::Passphrase, wrapped))
    }

    /// The database keeps it, wrapped.
    async fn keep(&self, _: &DataKey) -> Result<(), VaultError> {
        Ok(())
    }

    async fn fetch(&self, database: DatabaseId, record: &KeyRecord) -> Result<DataKey, VaultError> {
        check_kind(KeeperKind::Passphrase, record)?;
        let (record, passphrase) = (record.clone(), self.0.clone());
        aside(move || {
            let key = unwrap(&record.wrapped, &passphrase, &database.0)?;
            if key.id() == record.id { Ok(key) } else { Err(damaged()) }
        })
        .await
    }

    async fn forget(&self, _: KeyId) -> Result<(), VaultError> {
        Ok(())
    }

    async fn look(&self, database: DatabaseId, record: Option<&KeyRecord>) -> Result<(), VaultError> {
        match record {
            Some(record) => self.fetch(database, record).await.map(drop),
            None => check(&self.0),
        }
    }
}

/// The place of a key that is on its way to another machine.
const ON_THE_WAY: &[u8] = b"a data key on its way";

/// `key` under a passphrase, for the way to another machine.
pub async fn lock_up(key: DataKey, passphrase: Secret) -> Result<String, VaultError> {
    check(&passphrase)?;
    let wrapped = aside(move || wrap(&key, &passphrase, ON_THE_WAY, Cost::STRONG)).await?;
    Ok(STANDARD.encode(wrapped))
}

/// The key that was locked up so.
pub async fn take_out(text: &str, passphrase: Secret) -> Result<DataKey, VaultError> {
    let wrapped =
        STANDARD.decode(text.trim()).map_err(|_| VaultError::Damaged("that is no exported key".to_owned()))?;
    aside(move || unwrap(&wrapped, &passphrase, ON_THE_WAY)).await
}

/// Refuses a passphrase that protects nothing.
pub(super) fn check(passphrase: &Secret) -> Result<(), VaultError> {
    if passphrase.expose().trim().chars().count() < SHORTEST {
        let words = format!("a passphrase of fewer than {SHORTEST} characters protects nothing");
        return Err(VaultError::WrongKey(words));
    }
    Ok(())
}

/// What it costs to try a passphrase.
#[derive(Clone, Copy)]
struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// The second choice of RFC 9106, which a small machine can pay for.
    const STRONG: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// More than this is no choice of ours, and would only eat the memory of the machine.
    fn is_payable(self) -> bool {
        self.memory_kib <= 1024 * 1024 && (1..=16).contains(&self.passes) && (1..=16).contains(&self.lanes)
    }
}

/// Wraps `key` for `place`: it unwraps nowhere else.
fn wrap(key: &DataKey, passphrase: &Secret, place: &[u8], cost: Cost) -> Result<Vec<u8>, VaultError> {
    let salt: [u8; 16] = random()?;
    let numbers = [cost.memory_kib, cost.passes, cost.lanes].map(u32::to_le_bytes).concat();
    let head = [[FORMAT].as_slice(), &numbers, &salt].concat();
    let nonce: [u8; NONCE] = random()?;
    let payload = Payload { msg: key.0.as_slice(), aad: &bound(&head, place) };
    let wrapped = cipher(passphrase, &salt, cost)?.encrypt(&XNonce::from(nonce), payload).map_err(|_| damaged())?;
    Ok([head.as_slice(), &nonce, &wrapped].concat())
}

fn unwrap(wrapped: &[u8], passphrase: &Secret, place: &[u8]) -> Result<DataKey, VaultError> {
    let (head, rest) = wrapped.split_first_chunk::<HEAD>().ok_or_else(damaged)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or_else(damaged)?;
    let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let cost = Cost { memory_kib: number(1), passes: number(5), lanes: number(9) };
    if head[0] != FORMAT || !cost.is_payable() {
        return Err(damaged());
    }
    let payload = Payload { msg: sealed, aad: &bound(head, place) };
    let opened = cipher(passphrase, &head[13..], cost)?.decrypt(&XNonce::from(*nonce), payload);
    let opened =
        Zeroizing::new(opened.map_err(|_| VaultError::WrongKey("it was made with another passphrase".into()))?);
    DataKey::of_bytes(&opened).ok_or_else(damaged)
}

/// Salt and cost are authenticated with the key.
fn bound(head: &[u8], place: &[u8]) -> Vec<u8> {
    [b"snorq wrapped key".as_slice(), head, place].concat()
}

fn cipher(passphrase: &Secret, salt: &[u8], cost: Cost) -> Result<XChaCha20Poly1305, VaultError> {
    Ok(XChaCha20Poly1305::new((&*stretch(passphrase, salt, cost)?).into()))
}

fn stretch(passphrase: &Secret, salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let failed = |error| VaultError::Unavailable(format!("the key cannot be made: {error}"));
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(failed)?;
    let mut key = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.expose().as_bytes(), salt, key.as_mut_slice()).map_err(failed)?;
    Ok(key)
}

fn damaged() -> VaultError {
    VaultError::Damaged("its wrapped key was cut or changed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

    #[test]
    fn argon2id_gives_what_other_programs_give() {
        // printf 'correct horse' | argon2 0123456789abcdef -id -k 64 -t 3 -p 1 -l 32 -r
        let cost = Cost { memory_kib: 64, passes: 3, lanes: 1 };
        let key = stretch(&Secret::new("correct horse"), b"0123456789abcdef", cost).unwrap();
        let hexed: String = key.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        assert_eq!(hexed, "5de797640c71ce5e1dbe17ed17ba7d249adbc20db030460e84bd4c325101844e");
    }

    #[test]
    fn a_wrapped_key_opens_with_its_passphrase_at_its_place_as_it_was_written() {
        let (key, passphrase) = (DataKey::fresh().unwrap(), Secret::new("correct horse"));
        let wrapped = wrap(&key, &passphrase, b"here", CHEAP).unwrap();
        assert_eq!(unwrap(&wrapped, &passphrase, b"here").unwrap().id(), key.id());
        assert!(matches!(unwrap(&wrapped, &Secret::new("correct house"), b"here"), Err(VaultError::WrongKey(_))));
        assert!(unwrap(&wrapped, &passphrase, b"there").is_err());
        for at in 0..wrapped.len() {
            let mut changed = wrapped.clone();
            changed[at] ^= 0x80;
            assert!(unwrap(&changed, &passphrase, b"here").is_err(), "byte {at}");
            assert!(unwrap(&wrapped[..at], &passphrase, b"here").is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_passphrase_that_protects_nothing_is_refused() {
        for short in ["", "abc", "1234567", "        "] {
            assert!(matches!(check(&Secret::new(short)), Err(VaultError::WrongKey(_))), "{short}");
        }
        assert_eq!(check(&Secret::new("12345678")), Ok(()));
    }
}
