//! Tokens, codes and trace ids: opaque to look at, made from counters, the same for the same seed and [`Key`].
//!
//! A token carries its number and a signature, so a garbage one is told from a dead one without a look at the world,
//! and a Page token is computed from its parent and never stored. None can be mistaken for one of Meta's: they begin
//! with `SNORQSANDBOX`, and nothing of the sandbox ever begins with `EAA`.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::world::models::Kind;

/// What every token of the sandbox begins with.
pub const TOKEN_PREFIX: &str = "SNORQSANDBOX";

/// What a home's credentials are made from: random for a home on disk, known for a world in memory.
///
/// Seeds count tokens and codes; the key makes words of the numbers that no other home has, so a page that knows the
/// seeds knows no token.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Key(String);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// HMAC-SHA256.
pub(crate) fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any size");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA256 in lower-case hex.
pub(crate) fn hmac_hex(key: &[u8], message: &[u8]) -> String {
    hex(&hmac(key, message))
}

/// HMAC-SHA1 in lower-case hex.
pub(crate) fn hmac_sha1_hex(key: &[u8], message: &[u8]) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    hex(ring::hmac::sign(&key, message).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether two texts are the same, in a time that does not depend on where they differ.
pub(crate) fn same(one: &str, two: &str) -> bool {
    one.as_bytes().ct_eq(two.as_bytes()).into()
}

/// What a token says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// The token with this number.
    Remembered(u32),
    /// A Page token that was made from the token with this number.
    Page(u32, String),
    /// The app's opaque token.
    App,
}

impl Key {
    /// A key that no other home has.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The key of worlds in memory, which nothing serves but the program that made them: equal seeds give equal bytes.
    pub(crate) fn known() -> Self {
        Self("snorq sandbox".to_owned())
    }

    /// The app's secret, in the form of Meta's.
    pub(crate) fn app_secret(&self) -> String {
        self.derived("app secret")
    }

    /// What opens the control page.
    pub(crate) fn control(&self) -> String {
        self.derived("control page")
    }

    fn derived(&self, purpose: &str) -> String {
        let mut text = hmac_hex(self.0.as_bytes(), purpose.as_bytes());
        text.truncate(32);
        text
    }

    /// Writes a remembered token.
    pub(crate) fn token(&self, kind: Kind, serial: u32) -> String {
        let letter = match kind {
            Kind::User => 'U',
            Kind::System => 'S',
            Kind::Foreign => 'F',
        };
        self.seal(letter, &format!("{serial:08X}"))
    }

    /// Writes the token of a Page for the holder of the token `parent`.
    pub(crate) fn page_token(&self, parent: u32, page: &str) -> String {
        self.seal('P', &format!("{parent:08X}{page}"))
    }

    /// Writes the app's opaque token, without the app id before it.
    pub(crate) fn app_token(&self) -> String {
        self.seal('A', "")
    }

    /// Writes the login code with this number.
    pub(crate) fn code(&self, serial: u32) -> String {
        format!("SNORQCODE{}", self.seal('C', &format!("{serial:08X}")).trim_start_matches(TOKEN_PREFIX))
    }

    /// Reads a token; `None` for what this home never wrote, Meta's real tokens above all.
    pub(crate) fn read(&self, token: &str) -> Option<Named> {
        let rest = token.strip_prefix(TOKEN_PREFIX)?;
        let letter = rest.chars().next()?;
        let (body, _) = rest.get(1..)?.split_at_checked(rest.len().checked_sub(41)?)?;
        if !same(&self.seal(letter, body), token) {
            return None;
        }
        match letter {
            'A' => Some(Named::App),
            'P' => Some(Named::Page(serial(body.get(..8)?)?, body.get(8..)?.to_owned())),
            _ => Some(Named::Remembered(serial(body)?)),
        }
    }

    fn seal(&self, letter: char, body: &str) -> String {
        let seal = hmac_hex(self.0.as_bytes(), format!("{letter}{body}").as_bytes()).to_uppercase();
        format!("{TOKEN_PREFIX}{letter}{body}{}", &seal[..40])
    }
}

fn serial(body: &str) -> Option<u32> {
    u32::from_str_radix(body, 16).ok()
}

/// The id of the call with this number: `fbtrace_id` of an error, `x-fb-request-id` of every answer.
pub(crate) fn trace(call: u64) -> String {
    format!("A{}", URL_SAFE_NO_PAD.encode(&hmac(b"snorq sandbox", &call.to_be_bytes())[..16]))
}

/// The shorter one of `x-fb-trace-id`.
pub(crate) fn short_trace(call: u64) -> String {
    STANDARD_NO_PAD.encode(&hmac(b"snorq sandbox", &call.to_be_bytes())[16..24])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_read_back_and_forged_ones_do_not() {
        let key = Key::known();
        assert_eq!(key.read(&key.token(Kind::User, 7)), Some(Named::Remembered(7)));
        assert_eq!(key.read(&key.page_token(7, "1001")), Some(Named::Page(7, "1001".into())));
        assert_eq!(key.read(&key.app_token()), Some(Named::App));
        assert_eq!(key.read(&key.token(Kind::User, 7).replace('U', "S")), None);
        for garbage in ["", "EAAB1234", TOKEN_PREFIX, "SNORQSANDBOXU", "SNORQSANDBOXÜüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"]
        {
            assert_eq!(key.read(garbage), None, "{garbage}");
        }
    }

    #[test]
    fn one_homes_words_mean_nothing_in_another() {
        let (one, two) = (Key::random().unwrap(), Key::random().unwrap());
        assert_eq!(two.read(&one.token(Kind::User, 7)), None);
        let words = |key: &Key| [key.app_secret(), key.control(), key.code(7), key.app_token(), key.page_token(7, "1")];
        assert!(words(&one).iter().zip(words(&two)).all(|(one, two)| *one != two));
        assert_eq!(format!("{one:?}"), "Key", "it is never shown");
    }
}
