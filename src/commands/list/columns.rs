//! The columns of a connection: named as in its document, one value each, for tables, CSV and sorting.

use clap::ValueEnum;
use jiff::Timestamp;

use crate::commands::hint::Hints;
use crate::domain::Connection;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum Column {
    Ref,
    Id,
    Profile,
    Platform,
    PlatformUserId,
    PlatformUsername,
    PlatformDisplayName,
    Status,
    ErrorMessage,
    Parent,
    WebhookFields,
    #[value(name = "token.kind")]
    TokenKind,
    #[value(name = "token.expires_at")]
    TokenExpiresAt,
    #[value(name = "token.data_access_expires_at")]
    DataAccessExpiresAt,
    #[value(name = "token.scopes")]
    Scopes,
    CreatedAt,
    UpdatedAt,
    LastVerifiedAt,
    WabaId,
    BusinessId,
}

/// What a connection has in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Absent,
    Text(String),
    Time(Timestamp),
}

impl From<Option<Timestamp>> for Value {
    fn from(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Absent, Self::Time)
    }
}

impl Value {
    fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Absent, Self::text)
    }

    fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The text of a cell: nothing is an empty one.
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) => text,
            Self::Time(at) => at.to_string(),
        }
    }
}

impl Column {
    /// Its name, which is the one in the document.
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether a screen that is too narrow may cut it: not where half a value is worth nothing.
    pub(super) fn may_be_cut(self) -> bool {
        use Column as C;
        matches!(self, C::PlatformUsername | C::PlatformDisplayName | C::ErrorMessage | C::WebhookFields | C::Scopes)
    }

    /// What `one` has there. Lists have blanks between their words.
    pub(super) fn of(self, hints: &Hints, one: &Connection) -> Value {
        match self {
            Self::Ref => Value::Text(one.reference().to_string()),
            Self::Id => Value::text(&one.id),
            Self::Profile => Value::text(&one.profile),
            Self::Platform => Value::text(one.platform.as_str()),
            Self::PlatformUserId => Value::text(&one.platform_user_id),
            Self::PlatformUsername => Value::maybe(one.platform_username.as_deref()),
            Self::PlatformDisplayName => Value::maybe(one.platform_display_name.as_deref()),
            Self::Status => Value::text(one.status.as_str()),
            Self::ErrorMessage => hints.reason(one).map_or(Value::Absent, |reason| Value::Text(reason.to_string())),
            Self::Parent => one.parent.as_ref().map_or(Value::Absent, |parent| Value::Text(parent.to_string())),
            Self::WebhookFields => Value::Text(one.webhook_fields.join(" ")),
            Self::TokenKind => Value::text(one.token_kind.as_str()),
            Self::TokenExpiresAt => one.token_expires_at.into(),
            Self::DataAccessExpiresAt => one.data_access_expires_at.into(),
            Self::Scopes => Value::Text(one.scopes.join(" ")),
            Self::CreatedAt => Value::Time(one.created_at),
            Self::UpdatedAt => Value::Time(one.updated_at),
            Self::LastVerifiedAt => one.last_verified_at.into(),
            Self::WabaId => Value::maybe(one.waba_id.as_deref()),
            Self::BusinessId => Value::maybe(one.business_id.as_deref()),
        }
    }
}
