//! The head of an encrypted folder: how its key is made, and the mark by which a wrong key is told from damage.
//!
//! The file `vault` holds the head (magic, format, way of the key, salt), a check value keyed with the key, and a sum
//! over both. The head also begins every sealed file. The sum finds damage without a key; the check value then says
//! whether the key is the right one.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::VaultError;

/// Length of the head in bytes.
pub(super) const HEAD: usize = 38;

const MAGIC: [u8; 8] = *b"snorqvlt";
const FORMAT: u8 = 1;
const MARK: usize = 32;

/// 32 bytes of key that are wiped when dropped.
pub(in crate::secrets) type KeyBytes = Zeroizing<[u8; 32]>;

/// How the key is made from what the user has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kdf {
    /// The key file is the key.
    Raw,
    /// Argon2id over a passphrase.
    Argon2id { memory_kib: u32, passes: u32, lanes: u32 },
    /// The key is in the system keyring; the salt tells under which name.
    Provider,
}

impl Kdf {
    /// What new folders with a passphrase use: the second choice of RFC 9106, which a small machine can pay for.
    pub(super) const STRONG: Self = Self::Argon2id { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// More than this is no choice of ours, and would only eat the memory of the machine.
    fn is_payable(self) -> bool {
        match self {
            Self::Raw | Self::Provider => true,
            Self::Argon2id { memory_kib, passes, lanes } => {
                memory_kib <= 1024 * 1024 && (1..=16).contains(&passes) && (1..=16).contains(&lanes)
            }
        }
    }
}

/// The head, in the form it has on disk and in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kdf: Kdf,
    pub(super) salt: [u8; 16],
}

impl Head {
    /// A new head with fresh salt.
    pub(super) fn fresh(kdf: Kdf) -> Result<Self, VaultError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| VaultError::Unavailable(format!("no random bytes: {error}")))?;
        Ok(Self { kdf, salt })
    }

    /// The bytes of the head.
    pub(super) fn bytes(&self) -> [u8; HEAD] {
        let (way, numbers) = match self.kdf {
            Kdf::Raw => (0, [0; 3]),
            Kdf::Argon2id { memory_kib, passes, lanes } => (1, [memory_kib, passes, lanes]),
            Kdf::Provider => (2, [0; 3]),
        };
        let mut bytes = [0; HEAD];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8] = FORMAT;
        bytes[9] = way;
        for (place, number) in bytes[10..22].chunks_exact_mut(4).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        bytes[22..].copy_from_slice(&self.salt);
        bytes
    }

    /// The other way round; the sum was found right before.
    fn parse(bytes: &[u8; HEAD]) -> Result<Self, VaultError> {
        if bytes[..8] != MAGIC {
            return Err(damaged("is not the head of an encrypted folder"));
        }
        if bytes[8] != FORMAT {
            return Err(VaultError::Unavailable(format!("its format {} is of another version of snorq", bytes[8])));
        }
        let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let kdf = match bytes[9] {
            0 => Kdf::Raw,
            1 => Kdf::Argon2id { memory_kib: number(10), passes: number(14), lanes: number(18) },
            2 => Kdf::Provider,
            _ => return Err(damaged("names an unknown way to make the key")),
        };
        let mut salt = [0; 16];
        salt.copy_from_slice(&bytes[22..]);
        if kdf.is_payable() { Ok(Self { kdf, salt }) } else { Err(damaged("asks for more memory than it may")) }
    }

    /// One of the two keys that are drawn from `master`, neither of which leads to the other.
    pub(super) fn draw(&self, master: &KeyBytes, purpose: &[u8]) -> KeyBytes {
        let mut mac = Hmac::<Sha256>::new_from_slice(master.as_slice()).expect("HMAC takes a key of any length");
        mac.update(purpose);
        mac.update(&self.bytes());
        Zeroizing::new(mac.finalize().into_bytes().into())
    }

    fn check_value(&self, master: &KeyBytes) -> KeyBytes {
        self.draw(master, b"snorq vault 1: check value")
    }
}

/// The file `vault`: the head with check value.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct VaultFile {
    pub(super) head: Head,
    check: [u8; MARK],
}

impl VaultFile {
    /// For a new folder.
    pub(super) fn new(head: Head, master: &KeyBytes) -> Self {
        Self { head, check: *head.check_value(master) }
    }

    /// Its bytes on disk.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.head.bytes().to_vec();
        bytes.extend_from_slice(&self.check);
        let sum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }

    /// Reads it; whatever was cut or changed is noticed here, without a key.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, VaultError> {
        let sealed = bytes.split_last_chunk::<MARK>().filter(|(front, _)| front.len() == HEAD + MARK);
        let (front, sum) = sealed.ok_or_else(|| damaged("has the wrong length"))?;
        if Sha256::digest(front).as_slice() != sum {
            return Err(damaged("was changed"));
        }
        let (head, check) = front.split_first_chunk::<HEAD>().ok_or_else(|| damaged("has the wrong length"))?;
        let check = check.try_into().map_err(|_| damaged("has the wrong length"))?;
        Ok(Self { head: Head::parse(head)?, check })
    }

    /// Whether this is the key that the folder was made with.
    pub(super) fn prove(&self, master: &KeyBytes) -> Result<(), VaultError> {
        if bool::from(self.head.check_value(master).ct_eq(&self.check)) {
            return Ok(());
        }
        Err(match self.head.kdf {
            Kdf::Provider => VaultError::KeyLost("the keyring holds another key in its place".to_owned()),
            _ => VaultError::WrongKey("it was made with another key file or passphrase".to_owned()),
        })
    }
}

fn damaged(what: &str) -> VaultError {
    VaultError::Damaged(format!("its file `vault` {what}"))
}
