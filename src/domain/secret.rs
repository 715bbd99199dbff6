//! Secrets, the names under which a vault keeps them, and the mark by which a swapped one is noticed.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// A token, an app secret or a PIN. It cannot be printed or serialised, and is wiped when dropped.
///
/// [`Secret::expose`] is the only way to the text; a test lists the files that may call it.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes ownership of a secret text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself, for the one place that must send, store or (when asked) print it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text begins with `prefix`: what kind of token it is, not which one.
    pub fn starts_with(&self, prefix: &str) -> bool {
        self.0.starts_with(prefix)
    }

    /// What is left behind `begin`, if it begins with that.
    pub fn without(&self, begin: &str) -> Option<Self> {
        self.0.strip_prefix(begin).map(|rest| Self::new(rest.trim()))
    }

    /// The text without what people copy along with a token: quotes, angle brackets, the name of the header.
    #[must_use]
    pub fn bare(&self) -> Self {
        let mut text = self.0.trim();
        loop {
            let before = text;
            text = PAIRS.into_iter().fold(text, |text, (open, close)| {
                text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)).unwrap_or(text).trim()
            });
            for name in ["authorization:", "bearer "] {
                let named = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
                text = if named { text[name.len()..].trim() } else { text };
            }
            if text == before {
                return Self::new(text);
            }
        }
    }

    /// Whether it could be a token: characters that stand in a header as they are, which is all that Meta uses.
    pub fn is_token(&self) -> bool {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/|".contains(&byte);
        !self.0.is_empty() && self.0.trim_end_matches('=').bytes().all(letter)
    }

    /// Whether it is just that many digits: a PIN or a code.
    pub fn is_digits(&self, count: usize) -> bool {
        self.0.len() == count && self.0.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it is letters and digits, so many bytes of them.
    pub fn is_alphanumeric(&self, length: std::ops::RangeInclusive<usize>) -> bool {
        length.contains(&self.0.len()) && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keyed mark of this secret; it says nothing about the text to anybody without the key.
    pub fn fingerprint(&self, key: &[u8]) -> Fingerprint {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        mac.update(self.0.as_bytes());
        Fingerprint(URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..16]))
    }
}

/// What a token is put between in documents, shells and mails.
const PAIRS: [(char, char); 7] = [('"', '"'), ('\'', '\''), ('`', '`'), ('<', '>'), ('“', '”'), ('‘', '’'), ('«', '»')];

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

/// The name under which a vault keeps one secret: 128 random bits, so that two never meet and nothing can be read
/// from it. A name is used for one secret only, ever; a new token gets a new name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretName(String);

impl SecretName {
    /// Makes a fresh name from the operating system's randomness.
    pub fn fresh() -> Self {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a name that was recorded before.
    pub fn recorded(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A keyed mark of a secret, kept beside its name so that a wrong, truncated or swapped value is noticed on use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Reads a mark that was recorded before.
    pub fn recorded(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The mark as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_text() {
        assert_eq!(format!("{:?} {:#?}", Secret::new("EAAhidden"), Secret::new("EAAhidden")), "Secret(…) Secret(…)");
    }

    /// Whether a type has a trait, asked of the compiler: what is its own is found before what every type has.
    macro_rules! has {
        ($type:ty: $($bound:tt)+) => {{
            #[allow(dead_code, reason = "it is there for the types that lack the trait")]
            trait Lacks {
                const HAS: bool = false;
            }
            struct Asked<T>(std::marker::PhantomData<T>);
            impl<T> Lacks for Asked<T> {}
            #[allow(dead_code, reason = "it is there for the types that have the trait")]
            impl<T: $($bound)+> Asked<T> {
                const HAS: bool = true;
            }
            <Asked<$type>>::HAS
        }};
    }

    #[test]
    fn t06_nothing_prints_or_hands_on_a_secret_unasked() {
        macro_rules! all {
            ($type:ty) => {
                [
                    has!($type: fmt::Display),
                    has!($type: Serialize),
                    has!($type: std::ops::Deref),
                    has!($type: AsRef<str>),
                    has!($type: std::borrow::Borrow<str>),
                    has!($type: Into<String>),
                    has!($type: Into<Vec<u8>>),
                ]
            };
        }
        assert_eq!(all!(String), [true; 7]);
        assert_eq!(all!(Secret), [false; 7]);
    }

    #[test]
    fn what_is_copied_along_with_a_token_is_taken_off() {
        for typed in [
            "EAA|x-1",
            " \"EAA|x-1\"\r",
            "<EAA|x-1>",
            "Bearer EAA|x-1",
            "'bearer  <EAA|x-1>'",
            "“Authorization: Bearer EAA|x-1”",
        ] {
            let bare = Secret::new(typed).bare();
            assert_eq!((bare.expose(), bare.is_token()), ("EAA|x-1", true), "{typed}");
        }
        for typed in ["", "\"", "EAA x", "{\"access_token\":\"EAA\"}", "access_token=EAA", "EAÄ", "E\0A\0"] {
            assert!(!Secret::new(typed).bare().is_token(), "{typed}");
        }
    }

    #[test]
    fn names_do_not_repeat() {
        let names: std::collections::HashSet<_> = (0..100_000).map(|_| SecretName::fresh()).collect();
        assert_eq!(names.len(), 100_000);
        // Nothing that a store could take for a border: letters, digits, '-' and '_'.
        assert!(names.iter().all(|name| name.0.len() == 22 && !name.0.contains(['.', '@', ':', '/', '+', '='])));
    }

    #[test]
    fn a_fingerprint_depends_on_key_and_text() {
        let one = Secret::new("a").fingerprint(b"k");
        assert_eq!(one, Secret::new("a").fingerprint(b"k"));
        assert_ne!(one, Secret::new("b").fingerprint(b"k"));
        assert_ne!(one, Secret::new("a").fingerprint(b"l"));
    }
}
