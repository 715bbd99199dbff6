//! Tokens, codes and trace ids: opaque to look at, made from counters, the same for the same seed.
//!
//! A token carries its number and a signature, so a garbage one is told from a dead one without a look at the world,
//! and a Page token is computed from its parent and never stored. None can be mistaken for one of Meta's: they begin
//! with `SNORQSANDBOX`, and nothing of the sandbox ever begins with `EAA`.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::world::things::Kind;

/// What every token of the sandbox begins with.
pub const TOKEN_PREFIX: &str = "SNORQSANDBOX";

/// The sandbox is no place for secrets: its key is public, and seals only against typing mistakes.
const KEY: &[u8] = b"snorq sandbox";

/// HMAC-SHA256.
pub(crate) fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any size");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA256 in lower-case hex.
pub(crate) fn hmac_hex(key: &[u8], message: &[u8]) -> String {
    use std::fmt::Write as _;
    hmac(key, message).iter().fold(String::new(), |mut text, byte| {
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

/// Writes a remembered token.
pub(crate) fn token(kind: Kind, serial: u32) -> String {
    let letter = match kind {
        Kind::User => 'U',
        Kind::System => 'S',
        Kind::Foreign => 'F',
    };
    seal(letter, &format!("{serial:08X}"))
}

/// Writes the token of a Page for the holder of the token `parent`.
pub(crate) fn page_token(parent: u32, page: &str) -> String {
    seal('P', &format!("{parent:08X}{page}"))
}

/// Writes the app's opaque token, without the app id before it.
pub(crate) fn app_token() -> String {
    seal('A', "")
}

/// Writes the login code with this number.
pub(crate) fn code(serial: u32) -> String {
    format!("SNORQCODE{}", seal('C', &format!("{serial:08X}")).trim_start_matches(TOKEN_PREFIX))
}

/// Reads a token; `None` for what the sandbox never wrote, Meta's real tokens above all.
pub(crate) fn read(token: &str) -> Option<Named> {
    let rest = token.strip_prefix(TOKEN_PREFIX)?;
    let letter = rest.chars().next()?;
    let (body, _) = rest.get(1..)?.split_at_checked(rest.len().checked_sub(41)?)?;
    if !same(&seal(letter, body), token) {
        return None;
    }
    match letter {
        'A' => Some(Named::App),
        'P' => Some(Named::Page(serial(body.get(..8)?)?, body.get(8..)?.to_owned())),
        _ => Some(Named::Remembered(serial(body)?)),
    }
}

fn serial(body: &str) -> Option<u32> {
    u32::from_str_radix(body, 16).ok()
}

fn seal(letter: char, body: &str) -> String {
    let seal = hmac_hex(KEY, format!("{letter}{body}").as_bytes()).to_uppercase();
    format!("{TOKEN_PREFIX}{letter}{body}{}", &seal[..40])
}

/// The trace id of the call with this number.
pub(crate) fn trace(call: u64) -> String {
    format!("A{}", &hmac_hex(KEY, &call.to_be_bytes())[..21])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_read_back_and_forged_ones_do_not() {
        assert_eq!(read(&token(Kind::User, 7)), Some(Named::Remembered(7)));
        assert_eq!(read(&page_token(7, "1001")), Some(Named::Page(7, "1001".into())));
        assert_eq!(read(&app_token()), Some(Named::App));
        assert_eq!(read(&token(Kind::User, 7).replace('U', "S")), None);
        for garbage in ["", "EAAB1234", TOKEN_PREFIX, "SNORQSANDBOXU", "SNORQSANDBOXÜüüüüüüüüüüüüüüüüüüüüüüüüüüüüü"]
        {
            assert_eq!(read(garbage), None, "{garbage}");
        }
    }
}
