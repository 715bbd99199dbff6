//! The data key of a database.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{VaultError, random};
use crate::domain::{KeeperKind, KeyId, KeyRecord, Secret};

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const WITH_PLUS: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const WITH_DASH: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// 32 random bytes, wiped when dropped. Whatever is done with them is done with a key that is drawn from them for it.
#[derive(Clone)]
pub struct DataKey(pub(super) Zeroizing<[u8; 32]>);

impl DataKey {
    /// A new one.
    pub(super) fn fresh() -> Result<Self, VaultError> {
        Ok(Self(Zeroizing::new(random()?)))
    }

    /// Its name, which tells nothing of it.
    pub fn id(&self) -> KeyId {
        let mut id = [0; 16];
        id.copy_from_slice(&self.draw(b"snorq data key: name", b"")[..16]);
        KeyId(id)
    }

    /// What a database is to know of it.
    pub(super) fn record(&self, keeper: KeeperKind, wrapped: Vec<u8>) -> KeyRecord {
        KeyRecord { id: self.id(), keeper, wrapped, is_current: false }
    }

    /// A key for one purpose, which leads neither to this one nor to another.
    pub(super) fn draw(&self, purpose: &[u8], of: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("HMAC takes a key of any length");
        mac.update(purpose);
        mac.update(of);
        Zeroizing::new(mac.finalize().into_bytes().into())
    }

    /// In base64, since one of the keyrings (KDE Wallet) takes text only.
    pub(super) fn text(&self) -> Secret {
        Secret::new(STANDARD.encode(self.0.as_slice()))
    }

    /// 32 bytes in hex, or in base64 of either alphabet.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let text = text.trim_ascii();
        let decoded = match text.len() {
            64 => unhex(text)?,
            _ => Zeroizing::new(WITH_PLUS.decode(text).or_else(|_| WITH_DASH.decode(text)).ok()?),
        };
        Self::of_bytes(&decoded)
    }

    /// The key that these are; nothing but zeros is none.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes = <[u8; 32]>::try_from(bytes).ok().map(Zeroizing::new)?;
        bytes.iter().any(|byte| *byte != 0).then_some(Self(bytes))
    }
}

fn unhex(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.chunks_exact(2).map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?));
    pairs.collect::<Option<Vec<u8>>>().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hexed(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }

    #[test]
    fn a_key_is_read_in_every_usual_spelling() {
        let raw: Vec<u8> = (200..232).collect();
        let spellings = [
            hexed(&raw),
            format!("{}\r\n", hexed(&raw).to_uppercase()),
            STANDARD.encode(&raw),
            format!(" {}\n", STANDARD.encode(&raw).trim_end_matches('=')),
            WITH_DASH.encode(&raw),
        ];
        for spelling in spellings {
            assert_eq!(DataKey::parse(spelling.as_bytes()).map(|key| key.0.to_vec()), Some(raw.clone()));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for odd in [&b""[..], b"short", &[7; 31], &[7; 33], &[b'g'; 64], &[b'0'; 64], &[b'='; 44], &[b'A'; 43]] {
            assert!(DataKey::parse(odd).is_none(), "{odd:?}");
        }
        assert!(
            DataKey::of_bytes(&[0; 32]).is_none()
                && DataKey::of_bytes(&[9; 31]).is_none()
                && DataKey::of_bytes(&[9; 32]).is_some()
        );
    }

    #[test]
    fn a_key_is_known_by_its_name_and_draws_other_keys() {
        let (one, other) = (DataKey::fresh().unwrap(), DataKey::fresh().unwrap());
        assert_eq!(one.id(), DataKey::parse(one.text().expose().as_bytes()).unwrap().id());
        assert_ne!(one.id(), other.id());
        assert_ne!(one.draw(b"a", b"1"), one.draw(b"a", b"2"));
    }
}
