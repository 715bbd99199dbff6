//! From what there is, a key file, a passphrase or an entry in the keyring, to the 32 bytes of the folder's key.

use std::path::Path;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::header::{Head, Kdf, KeyBytes};
use super::{Key, VaultError, hex};
use crate::files;
use crate::secrets::worker::Limits;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// What opens the folder.
pub(super) enum Source {
    /// The user says what.
    Given(Key),
    /// It is kept elsewhere.
    Provider(Arc<dyn KeyProvider>),
}

/// Keeps keys of folders by name. It is asked on the worker thread only, by one process at a time.
pub(in crate::secrets) trait KeyProvider: Send + Sync {
    /// How long it may take to get a turn, and what is done then.
    fn limits(&self) -> Limits;

    /// Waits until no other process asks it; that lasts until the lock is dropped.
    fn queue(&self) -> Result<files::Lock, VaultError>;

    /// The same, unless no process has asked yet: then there is nothing to wait for, and nothing is made to wait by.
    fn queue_if_any(&self) -> Result<Option<files::Lock>, VaultError>;

    /// Reads a key; `None` only if there is surely none.
    fn read(&self, name: &str) -> Result<Option<KeyBytes>, VaultError>;

    /// Keeps a key and reads it back.
    fn write(&self, name: &str, key: &KeyBytes) -> Result<(), VaultError>;

    /// Proves that it can be used, without any key.
    fn prove(&self) -> Result<(), VaultError>;

    /// What it is, for a person.
    fn describe(&self) -> String;
}

/// The key for a folder that exists. None is ever made here: a new key would not open it.
pub(super) fn master(source: &Source, head: &Head) -> Result<KeyBytes, VaultError> {
    match (source, head.kdf) {
        (Source::Given(Key::KeyFile { path, .. }), Kdf::Raw) => {
            let missing = || VaultError::WrongKey(format!("there is no key file {}", path.display()));
            read(path)?.ok_or_else(missing)
        }
        (Source::Given(Key::Passphrase(text)), Kdf::Argon2id { .. }) => stretch(text.expose(), head),
        (Source::Provider(provider), Kdf::Provider) => {
            let name = provider_entry(head);
            provider
                .read(&name)?
                .ok_or_else(|| VaultError::KeyLost(format!("the keyring has no entry {name} any more")))
        }
        (_, made) => Err(wrong(match made {
            Kdf::Raw => "it was made with a key file",
            Kdf::Argon2id { .. } => "it was made with a passphrase",
            Kdf::Provider => "its key is in a keyring",
        })),
    }
}

/// The key for a folder that is being made, under its lock; makes the key if that is wished.
pub(super) fn first_master(source: &Source, head: &Head) -> Result<KeyBytes, VaultError> {
    match source {
        Source::Given(Key::KeyFile { path, create: true }) => match read(path)? {
            Some(found) => Ok(found),
            None => make(path),
        },
        Source::Given(Key::Passphrase(text)) if text.is_empty() => Err(wrong("an empty passphrase protects nothing")),
        Source::Given(_) => master(source, head),
        Source::Provider(provider) => {
            let name = provider_entry(head);
            // There is one if a process was killed right behind this.
            if let Some(found) = provider.read(&name)? {
                return Ok(found);
            }
            let fresh = fresh()?;
            provider.write(&name, &fresh)?;
            Ok(fresh)
        }
    }
}

/// Whether what is to open a folder that is not there yet can be used; none is made.
pub(super) fn look(source: &Source) -> Result<(), VaultError> {
    match source {
        Source::Given(Key::KeyFile { path, create }) => match read(path)? {
            None if !create => Err(VaultError::WrongKey(format!("there is no key file {}", path.display()))),
            _ => Ok(()),
        },
        Source::Given(Key::Passphrase(text)) if text.is_empty() => Err(wrong("an empty passphrase protects nothing")),
        Source::Given(Key::Passphrase(_)) => Ok(()),
        Source::Provider(provider) => provider.prove(),
    }
}

/// The name under which the key of a folder is held: the folder's salt, which no two share.
pub(super) fn provider_entry(head: &Head) -> String {
    format!("data-key-{}", hex(&head.salt))
}

fn fresh() -> Result<KeyBytes, VaultError> {
    let mut fresh: KeyBytes = Zeroizing::new([0; 32]);
    getrandom::fill(fresh.as_mut_slice())
        .map_err(|error| VaultError::Unavailable(format!("no random bytes: {error}")))?;
    Ok(fresh)
}

/// Two processes may come here for two folders with one key file: they take turns, and who is second takes what the
/// first one made. What a killed one left unfinished opens nothing and goes.
fn make(path: &Path) -> Result<KeyBytes, VaultError> {
    let fresh = fresh()?;
    let (folder, name) = files::Folder::around(path, true)?;
    let _lock = folder.lock(&format!("{name}.lock"))?;
    for left in folder.names()?.iter().filter(|left| left.starts_with(&files::unfinished(&name))) {
        folder.remove(left)?;
    }
    if folder.write_new(&name, fresh.as_slice())? {
        return Ok(fresh);
    }
    read(path)?.ok_or_else(|| wrong("the key file vanished"))
}

fn read(path: &Path) -> Result<Option<KeyBytes>, VaultError> {
    // A folder that is not there holds no file either.
    if path.parent().is_some_and(|parent| parent != Path::new("") && !parent.exists()) {
        return Ok(None);
    }
    let (folder, name) = files::Folder::around(path, false)?;
    let Some(bytes) = folder.read(&name)? else { return Ok(None) };
    let odd = || wrong(&format!("{} does not hold 32 bytes, plain or in base64 or hex", path.display()));
    parse(&bytes).map(Some).ok_or_else(odd)
}

/// 32 bytes as they are, in hex, or in base64 of either alphabet, with or without a line end.
fn parse(bytes: &[u8]) -> Option<KeyBytes> {
    let plain = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).ok().map(Zeroizing::new);
    if bytes.len() == 32 {
        return plain(bytes);
    }
    let text = bytes.trim_ascii();
    if text.len() == 64 {
        return plain(&unhex(text)?);
    }
    let decoded = STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text));
    plain(&Zeroizing::new(decoded.ok()?))
}

fn unhex(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.chunks_exact(2).map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?));
    pairs.collect::<Option<Vec<u8>>>().map(Zeroizing::new)
}

fn stretch(passphrase: &str, head: &Head) -> Result<KeyBytes, VaultError> {
    let Kdf::Argon2id { memory_kib, passes, lanes } = head.kdf else { return Err(wrong("it takes no passphrase")) };
    let failed = |error| VaultError::Unavailable(format!("the key cannot be made: {error}"));
    let params = Params::new(memory_kib, passes, lanes, Some(32)).map_err(failed)?;
    let mut key: KeyBytes = Zeroizing::new([0; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passphrase.as_bytes(), &head.salt, key.as_mut_slice()).map_err(failed)?;
    Ok(key)
}

fn wrong(what: &str) -> VaultError {
    VaultError::WrongKey(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_in_every_usual_spelling() {
        let raw: Vec<u8> = (200..232).collect();
        let hexed = super::super::hex(&raw);
        let spellings = [
            raw.clone(),
            hexed.clone().into_bytes(),
            format!("{}\r\n", hexed.to_uppercase()).into_bytes(),
            STANDARD.encode(&raw).into_bytes(),
            format!(" {}\n", STANDARD.encode(&raw).trim_end_matches('=')).into_bytes(),
            URL_SAFE.encode(&raw).into_bytes(),
        ];
        for spelling in spellings {
            assert_eq!(parse(&spelling).map(|key| key.to_vec()), Some(raw.clone()));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for odd in [&b""[..], b"short", &[7; 31], &[7; 33], &[b'g'; 64], &[b'='; 44]] {
            assert!(parse(odd).is_none(), "{odd:?}");
        }
    }

    #[test]
    fn argon2id_gives_what_other_programs_give() {
        // printf 'correct horse' | argon2 0123456789abcdef -id -k 64 -t 3 -p 1 -l 32 -r
        let head = Head { kdf: Kdf::Argon2id { memory_kib: 64, passes: 3, lanes: 1 }, salt: *b"0123456789abcdef" };
        let key = stretch("correct horse", &head).unwrap();
        assert_eq!(
            super::super::hex(key.as_slice()),
            "5de797640c71ce5e1dbe17ed17ba7d249adbc20db030460e84bd4c325101844e"
        );
    }
}
