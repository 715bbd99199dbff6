//! A connection: one Page, Instagram account or WhatsApp number that is linked, as one record.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ConnectionRef, Grant, Hint, Names, Owner, Platform, Sealed};

/// One record. The names follow the columns of the product's `platform_connections` table; where the product keeps
/// the token, this keeps it sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Our own id of the record, random and stable over reconnects.
    pub id: String,
    /// The profile that made it; it is never used with another one.
    pub profile: String,
    /// Platform.
    pub platform: Platform,
    /// The platform's id: a Page id, an Instagram account id or a phone number id.
    pub platform_user_id: String,
    /// The handle or number, where the platform has one.
    pub platform_username: Option<String>,
    /// The name people see.
    pub platform_display_name: Option<String>,
    /// The token; `None` once it was forgotten. An Instagram account has one of its own, which is its Page's as well.
    pub sealed: Option<Sealed>,
    /// What kind of token that is.
    pub token_kind: TokenKind,
    /// When the token ends; `None` if it has no date.
    pub token_expires_at: Option<Timestamp>,
    /// When the app loses access to the person's data unless they come back.
    pub data_access_expires_at: Option<Timestamp>,
    /// The permissions the token carries.
    pub scopes: Vec<String>,
    /// State.
    pub status: Status,
    /// Why the state is what it is, if it is not well.
    pub error_message: Option<Reason>,
    /// The Page below an Instagram account.
    pub parent: Option<ConnectionRef>,
    /// The webhook fields that were read back from the platform.
    pub webhook_fields: Vec<String>,
    /// The login that brought it.
    pub grant_id: Option<String>,
    /// WhatsApp Business account of a number.
    pub waba_id: Option<String>,
    /// Business portfolio of a number.
    pub business_id: Option<String>,
    /// Belongs to the product: last exchange of messages.
    pub last_sync_at: Option<Timestamp>,
    /// When `verify` last found it well.
    pub last_verified_at: Option<Timestamp>,
    /// When it was first recorded.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

#[cfg(test)]
impl Connection {
    /// A record with nothing special about it, for tests.
    pub(crate) fn sample(profile: &str, platform: Platform, id: &str, at: Timestamp) -> Self {
        Self {
            id: format!("{profile}-{platform}-{id}"),
            profile: profile.to_owned(),
            platform,
            platform_user_id: id.to_owned(),
            platform_username: None,
            platform_display_name: Some(format!("Page {id}")),
            sealed: None,
            token_kind: TokenKind::Page,
            token_expires_at: None,
            data_access_expires_at: Timestamp::from_second(at.as_second() + 7_776_000).ok(),
            scopes: vec!["pages_messaging".to_owned(), "pages_show_list".to_owned()],
            status: Status::Active,
            error_message: None,
            parent: None,
            webhook_fields: vec!["messages".to_owned()],
            grant_id: None,
            waba_id: None,
            business_id: None,
            last_sync_at: None,
            last_verified_at: None,
            created_at: at,
            updated_at: at,
        }
    }
}

impl Connection {
    /// The record of what `grant` brought, as it begins, with the kind and the end of the grant's own token.
    pub fn pending(id: String, reference: ConnectionRef, grant: &Grant, created_at: Timestamp) -> Self {
        let record = Self {
            id,
            profile: grant.profile.clone(),
            platform: reference.platform,
            platform_user_id: reference.platform_user_id,
            platform_username: None,
            platform_display_name: None,
            sealed: None,
            token_kind: grant.token_kind,
            token_expires_at: grant.token_expires_at,
            data_access_expires_at: None,
            scopes: Vec::new(),
            status: Status::Pending,
            error_message: None,
            parent: None,
            webhook_fields: Vec::new(),
            grant_id: None,
            waba_id: None,
            business_id: None,
            last_sync_at: None,
            last_verified_at: None,
            created_at,
            updated_at: created_at,
        };
        record.of_grant(grant)
    }

    /// The record as a later grant makes it; its token stays.
    #[must_use]
    pub fn of_grant(self, grant: &Grant) -> Self {
        Self {
            grant_id: Some(grant.id.clone()),
            scopes: grant.scopes.iter().cloned().collect(),
            data_access_expires_at: grant.data_access_expires_at,
            ..self
        }
    }

    /// How the command line and JSON name it.
    pub fn reference(&self) -> ConnectionRef {
        ConnectionRef::new(self.platform, self.platform_user_id.clone())
    }

    /// What its token is sealed for.
    pub fn owner(&self) -> Owner<'_> {
        Owner::Connection { profile: &self.profile, platform: self.platform, id: &self.platform_user_id }
    }

    /// What is subscribed at Meta for it: an Instagram account is reached through its Page, a number through its account.
    pub fn subscription_target(&self) -> SubscriptionTarget<'_> {
        match (&self.parent, self.platform) {
            (Some(page), Platform::Instagram) => SubscriptionTarget::Page(&page.platform_user_id),
            (_, Platform::Whatsapp) => SubscriptionTarget::Account(self.waba_id.as_deref().unwrap_or_default()),
            _ => SubscriptionTarget::Page(&self.platform_user_id),
        }
    }

    /// Whether it was begun and never proven. A number that waits for something says for what.
    pub fn is_half_connected(&self) -> bool {
        self.status == Status::Pending && self.error_message.is_none()
    }

    /// Whether it is a WhatsApp Business account that waits for its first number.
    pub fn awaits_number(&self) -> bool {
        self.platform == Platform::Whatsapp && self.platform_user_id.starts_with(Self::AWAITING_NUMBER)
    }

    /// How the record of such an account is named, before the account's id: no number's id has letters, so nobody takes
    /// it for one.
    pub const AWAITING_NUMBER: &'static str = "waba-";

    /// What it may be called by whoever types.
    pub fn names(&self) -> Names<'_> {
        let part = |part: &'_ Option<String>| part.clone().map(Cow::Owned);
        Names {
            ids: vec![self.reference().to_string(), self.platform_user_id.clone()],
            names: vec![Some(self.title()), part(&self.platform_display_name), part(&self.platform_username)],
        }
    }

    /// The name to show: an Instagram account's `@handle`; otherwise display name, else handle, else id.
    pub fn title(&self) -> Cow<'_, str> {
        match (self.platform, &self.platform_username, &self.platform_display_name) {
            (Platform::Instagram, Some(handle), _) => Cow::Owned(format!("@{handle}")),
            (_, _, Some(name)) | (_, Some(name), None) => Cow::Borrowed(name),
            (_, None, None) => Cow::Borrowed(&self.platform_user_id),
        }
    }
}

/// What a connection's webhooks come from; one subscription serves every connection on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubscriptionTarget<'a> {
    /// A Page, by its id.
    Page(&'a str),
    /// A WhatsApp Business account, by its id.
    Account(&'a str),
}

/// Why a connection is not well, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// One sentence for a person.
    pub message: String,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Hint>,
}

impl<M: Into<String>> From<M> for Reason {
    fn from(message: M) -> Self {
        Self { message: message.into(), hint: None }
    }
}

impl Reason {
    /// The reason with what to do about it.
    #[must_use]
    pub fn hint(self, hint: impl Into<Hint>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl<'a> SubscriptionTarget<'a> {
    /// Its id.
    pub fn id(self) -> &'a str {
        match self {
            Self::Page(id) | Self::Account(id) => id,
        }
    }

    /// Its id, if it is a Page.
    pub fn page(self) -> Option<&'a str> {
        match self {
            Self::Page(id) => Some(id),
            Self::Account(_) => None,
        }
    }
}

/// State of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "status")]
pub enum Status {
    /// Begun and not proven: the next `connect` finishes or undoes it.
    Pending,
    /// Token stored, subscription read back.
    Active,
    /// The token died.
    Expired,
    /// Something else is wrong; `error_message` says what.
    Error,
    /// Revoked; kept as history.
    Disconnected,
}

impl Status {
    /// Every state, in the order of a connection's life.
    pub const ALL: [Self; 5] = [Self::Pending, Self::Active, Self::Expired, Self::Error, Self::Disconnected];

    /// The spelling of the product's table and of JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Active => "ACTIVE",
            Self::Expired => "EXPIRED",
            Self::Error => "ERROR",
            Self::Disconnected => "DISCONNECTED",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The word is no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a status; one of PENDING, ACTIVE, EXPIRED, ERROR, DISCONNECTED")]
pub struct ParseStatusError(String);

impl FromStr for Status {
    type Err = ParseStatusError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| ParseStatusError(text.to_owned()))
    }
}

/// Who a token speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "token-kind")]
pub enum TokenKind {
    /// A person.
    User,
    /// A Page, on behalf of the person or system user that was asked.
    Page,
    /// A system user of a business, including the one that a Login for Business configuration makes.
    SystemUser,
    /// The app itself.
    App,
    /// A kind that this version does not know.
    Unknown,
}

impl TokenKind {
    /// The spelling in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Page => "page",
            Self::SystemUser => "system_user",
            Self::App => "app",
            Self::Unknown => "unknown",
        }
    }

    /// Reads a recorded spelling; what is not known stays `Unknown`.
    pub fn recorded(text: &str) -> Self {
        [Self::User, Self::Page, Self::SystemUser, Self::App]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .unwrap_or(Self::Unknown)
    }
}
