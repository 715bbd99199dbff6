//! Whether Meta has signed a body (Meta, webhooks, validating payloads): `sha256=` and the HMAC of the raw bytes with the
//! app's secret. Meta escapes before it signs, so the bytes are never written anew before this.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq as _};

use crate::domain::Secret;

/// The header of the signature. The older one, with SHA-1, is not looked at.
pub const SIGNATURE: &str = "x-hub-signature-256";

/// What stands in front of the digits.
const METHOD: &str = "sha256=";

/// The line that signs `body`.
pub fn signature(secret: &Secret, body: &[u8]) -> String {
    mac(secret, body).iter().fold(METHOD.to_owned(), |mut line, byte| {
        // Writing to a string cannot fail.
        let _ = write!(line, "{byte:02x}");
        line
    })
}

/// The verify token of the app whose secret this is: made from the secret, so that every machine that has the one has the
/// other, and nothing more is kept. It tells nothing of the secret.
pub fn verify_token(secret: &Secret) -> Secret {
    Secret::new(&signature(secret, b"snorq webhook verify token")[METHOD.len()..][..40])
}

/// Which of `secrets` has signed `body`, if there is exactly one line and it is whole. Each failure takes as long as
/// the others.
pub fn signed_by<'a>(secrets: &[Secret], lines: impl IntoIterator<Item = &'a str>, body: &[u8]) -> Option<usize> {
    let mut lines = lines.into_iter();
    let (line, more) = (lines.next(), lines.next());
    let given = line.and_then(digits).filter(|_| more.is_none());
    let (mut whole, compared) = (Choice::from(u8::from(given.is_some())), given.unwrap_or([0; 32]));
    let mut found = None;
    for (place, secret) in secrets.iter().enumerate() {
        let right = mac(secret, body).ct_eq(&compared) & whole;
        if bool::from(right) {
            (found, whole) = (Some(place), Choice::from(0));
        }
    }
    found
}

fn mac(secret: &Secret, body: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).expect("HMAC takes a key of any length");
    mac.update(body);
    mac.finalize().into_bytes().into()
}

/// The bytes of a line that has the method and 64 hexadecimal digits in lower case, and nothing else.
fn digits(line: &str) -> Option<[u8; 32]> {
    let hex = line.strip_prefix(METHOD)?.as_bytes();
    let mut bytes = [0; 32];
    if hex.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(line: &str, body: &[u8]) -> Option<usize> {
        signed_by(&[Secret::new("old"), Secret::new("secret")], [line], body)
    }

    #[test]
    fn w01_the_raw_bytes_are_signed_with_any_of_the_secrets() {
        // printf %s '{"text":"\u00e4"}' | openssl dgst -sha256 -hmac secret
        let body = br#"{"text":"\u00e4"}"#;
        let line = signature(&Secret::new("secret"), body);
        assert_eq!(line, "sha256=934256dac49141d9ab4a8342ce253e83a309496fa278bcd80270dae9f2aba975");
        assert_eq!(check(&line, body), Some(1));
        assert_eq!(check(&signature(&Secret::new("old"), body), body), Some(0));
        assert_eq!(check(&signature(&Secret::new("another"), body), body), None);
        assert_eq!(check(&line, "{\"text\":\"ä\"}".as_bytes()), None, "what was written anew is another body");
    }

    #[test]
    fn w01_exactly_one_whole_line_counts() {
        let secrets = [Secret::new("secret")];
        let line = signature(&secrets[0], b"{}");
        for lines in [vec![], vec![line.as_str(), line.as_str()], vec![&line[..70]], vec![&line[7..]]] {
            assert_eq!(signed_by(&secrets, lines.iter().copied(), b"{}"), None, "{lines:?}");
        }
        for wrong in
            [line.to_uppercase(), format!("{line}0"), format!(" {line}"), line.replace("256", "1"), String::new()]
        {
            assert_eq!(signed_by(&secrets, [wrong.as_str()], b"{}"), None, "{wrong}");
        }
        assert_eq!(signed_by(&[], [line.as_str()], b"{}"), None);
    }

    proptest! {
        #[test]
        fn w01_no_changed_body_and_no_changed_line_is_taken(body in prop::collection::vec(any::<u8>(), 1..200), at in any::<prop::sample::Index>(), bit in 0..8_u8, line_too in any::<bool>()) {
            let line = signature(&Secret::new("secret"), &body);
            prop_assert_eq!(check(&line, &body), Some(1));
            let (mut changed, mut bytes) = (body.clone(), line.clone().into_bytes());
            if line_too {
                let place = at.index(bytes.len());
                bytes[place] ^= 1 << (bit % 7);
            } else {
                let place = at.index(changed.len());
                changed[place] ^= 1 << bit;
            }
            prop_assert_eq!(check(&String::from_utf8_lossy(&bytes), &changed), None);
        }
    }
}
