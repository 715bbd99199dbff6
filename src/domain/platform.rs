//! The platforms and how a connection is named: `facebook:1234`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Connection;

/// A messaging platform, spelled as in the product's `platform_connections` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "platform")]
pub enum Platform {
    /// Facebook Pages, that is Messenger.
    Facebook,
    /// Instagram professional accounts behind a Page.
    Instagram,
    /// WhatsApp Business phone numbers.
    Whatsapp,
    /// Known to the product's table; `snorq` does not connect it yet.
    Tiktok,
}

impl Platform {
    /// Every platform, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Facebook, Self::Instagram, Self::Whatsapp, Self::Tiktok];

    /// The spelling of the product's table and of JSON: `FACEBOOK`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facebook => "FACEBOOK",
            Self::Instagram => "INSTAGRAM",
            Self::Whatsapp => "WHATSAPP",
            Self::Tiktok => "TIKTOK",
        }
    }

    /// The spelling in refs and on the command line: `facebook`.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Facebook => "facebook",
            Self::Instagram => "instagram",
            Self::Whatsapp => "whatsapp",
            Self::Tiktok => "tiktok",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Platform {
    type Err = ParseRefError;

    /// Takes both spellings, in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|platform| platform.prefix().eq_ignore_ascii_case(text))
            .ok_or_else(|| ParseRefError(text.to_owned()))
    }
}

/// The name of a connection on the command line and in JSON: platform and the platform's own id.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectionRef {
    /// Where it lives.
    pub platform: Platform,
    /// The platform's id: a Page id, an Instagram account id or a phone number id.
    pub platform_user_id: String,
}

/// What was given is not `platform:id`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a platform or a ref of the form platform:id")]
pub struct ParseRefError(String);

impl ConnectionRef {
    /// Names the connection of `platform_user_id` on `platform`.
    pub fn new(platform: Platform, platform_user_id: impl Into<String>) -> Self {
        Self { platform, platform_user_id: platform_user_id.into() }
    }
}

impl ConnectionRef {
    /// Whether its id is one that a platform could have given: digits, which alone may become part of an address. An
    /// account that waits for its number has those behind a word.
    pub fn is_sound(&self) -> bool {
        let id = self.platform_user_id.strip_prefix(Connection::AWAITING_NUMBER).unwrap_or(&self.platform_user_id);
        !id.is_empty() && id.len() <= 32 && id.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl fmt::Display for ConnectionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.platform.prefix(), self.platform_user_id)
    }
}

impl Serialize for ConnectionRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ConnectionRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for ConnectionRef {
    fn schema_name() -> Cow<'static, str> {
        "ref".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[a-z]+:.+$"})
    }
}

impl FromStr for ConnectionRef {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (platform, id) = text.split_once(':').ok_or_else(|| ParseRefError(text.to_owned()))?;
        if id.is_empty() {
            return Err(ParseRefError(text.to_owned()));
        }
        Ok(Self::new(platform.parse()?, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ref_reads_back_what_it_prints() {
        let given = ConnectionRef::new(Platform::Instagram, "17841400000000001");
        assert_eq!(given.to_string().parse(), Ok(given));
    }

    #[test]
    fn what_is_no_ref_is_refused() {
        for text in ["", "1001", "facebook:", "myspace:1", ":1"] {
            assert!(text.parse::<ConnectionRef>().is_err(), "{text}");
        }
    }
}
