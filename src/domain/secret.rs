//! Secrets, how they lie sealed in the rows that own them, and what is known of the keys that open them.

use std::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::Platform;

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

/// Names a database, so that nothing that was sealed in one opens in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatabaseId(pub [u8; 16]);

/// Names a data key. It is drawn from the key, so that a key proves by it that it is the one that is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId(pub [u8; 16]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// A secret as it lies in the row that owns it: only the data key opens it, and only as that row's.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The key that opens it.
    pub key: KeyId,
    /// Nonce and sealed text.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// What a sealed secret belongs to. It is authenticated with the secret, which opens as nothing else: neither in another
/// row nor after what is named here was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'a> {
    /// A profile, whose app secret serves one app at one place.
    Profile {
        /// Its name.
        name: &'a str,
        /// Its app.
        app_id: &'a str,
        /// The place that it talks to.
        origin: &'a str,
    },
    /// A login.
    Grant {
        /// The profile.
        profile: &'a str,
        /// Whose login it is.
        person: &'a str,
    },
    /// A connection, whether its token is in use or only on its way in a change.
    Connection {
        /// The profile.
        profile: &'a str,
        /// The platform.
        platform: Platform,
        /// The platform's id.
        id: &'a str,
    },
    /// A note.
    Note {
        /// The profile.
        profile: &'a str,
        /// What it is about.
        topic: &'a str,
        /// The id of what it is about.
        subject: &'a str,
        /// The address that the secret is shown to.
        shown_to: &'a str,
    },
}

impl Owner<'_> {
    /// All of it as bytes, in which no two owners are alike: each part is preceded by its length.
    pub fn identity(&self) -> Vec<u8> {
        let parts = match self {
            Self::Profile { name, app_id, origin } => ["app secret", name, app_id, origin, ""],
            Self::Grant { profile, person } => ["login", profile, person, "", ""],
            Self::Connection { profile, platform, id } => ["token", profile, platform.as_str(), id, ""],
            Self::Note { profile, topic, subject, shown_to } => ["note", profile, topic, subject, shown_to],
        };
        let framed = |part: &str| [&(part.len() as u64).to_le_bytes(), part.as_bytes()].concat();
        parts.into_iter().flat_map(framed).collect()
    }
}

/// Who keeps the data key of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeeperKind {
    /// The system keyring.
    Keyring,
    /// A file of the user's.
    KeyFile,
    /// A file in the sandbox's own folder, for what belongs to the sandbox.
    Sandbox,
    /// The database itself, wrapped under a passphrase.
    Passphrase,
}

impl KeeperKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Keyring, Self::KeyFile, Self::Sandbox, Self::Passphrase];

    /// The spelling in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::KeyFile => "key file",
            Self::Sandbox => "sandbox",
            Self::Passphrase => "passphrase",
        }
    }
}

/// What a database knows of one of its keys: everything but the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRecord {
    /// Its name.
    pub id: KeyId,
    /// Who keeps it.
    pub keeper: KeeperKind,
    /// The key under a passphrase, with what turns that into a key of its own; empty with the other keepers.
    pub wrapped: Vec<u8>,
    /// Whether it is the one under which secrets are sealed now: those of the sandbox, or those that belong to Meta.
    pub is_current: bool,
}

impl KeyRecord {
    /// Whether it opens what belongs to the sandbox, and nothing that belongs to Meta.
    pub fn is_of_sandbox(&self) -> bool {
        self.keeper == KeeperKind::Sandbox
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[test]
    fn debug_never_shows_the_text() {
        assert_eq!(format!("{:?} {:#?}", Secret::new("EAAhidden"), Secret::new("EAAhidden")), "Secret(…) Secret(…)");
        assert_eq!(format!("{:?}", Sealed { key: KeyId([7; 16]), bytes: vec![1, 2, 3] }), "Sealed(…)");
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
    fn no_two_owners_are_alike() {
        let of = |profile, id| Owner::Connection { profile, platform: Platform::Facebook, id }.identity();
        assert_ne!(of("a", "bc"), of("ab", "c"));
        assert_ne!(of("a", "1"), Owner::Connection { profile: "a", platform: Platform::Instagram, id: "1" }.identity());
        assert_ne!(Owner::Grant { profile: "a", person: "b" }.identity(), of("a", "b"));
    }
}
