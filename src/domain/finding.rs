//! Findings: what a check found wrong, under words that scripts may rely on.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Cause, ConnectionRef, Hint};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "level")]
pub enum Level {
    /// It works today; somebody should act.
    Warning,
    /// It does not work.
    Error,
}

/// What was found, in the order of the layers: a connection works only if each layer below does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "code")]
pub enum Code {
    /// Nothing is connected, so nothing was checked.
    NothingConnected,
    /// A run was cut off and left a change half done.
    Unfinished,
    /// The connection was asked for by name and is disconnected.
    NotConnected,
    /// The token is not in the secret store.
    SecretMissing,
    /// What the secret store has is not what was stored.
    SecretDamaged,
    /// Meta no longer takes the token.
    TokenDead,
    /// The token ends within the time asked about.
    TokenExpiring,
    /// The app loses access to the person's data within that time.
    DataAccessExpiring,
    /// A permission is missing, or does not hold for this asset.
    ScopeMissing,
    /// Meta shows no such Page, account or number to this token.
    AssetGone,
    /// The app is not live.
    AppNotLive,
    /// The app has no webhook subscription for this kind of object, or lacks fields.
    AppNotSubscribed,
    /// The callback does not answer.
    CallbackUnreachable,
    /// The Page does not send webhooks to the app.
    PageNotSubscribed,
    /// It sends fewer than were subscribed.
    FieldsDrifted,
    /// The WhatsApp Business account does not send webhooks to the app.
    WabaNotSubscribed,
    /// The account's webhooks no longer go to the callback of its own that was set.
    OverrideLost,
    /// The account waits for its first number.
    NumberPending,
    /// The number is not registered, so it neither receives nor sends.
    NumberNotRegistered,
    /// Meta limits or bars the number, or warns of it.
    NumberFlagged,
    /// Another Instagram account is linked to the Page now.
    InstagramMoved,
    /// No Instagram account is linked to the Page any more.
    InstagramUnlinked,
    /// Meta answered with another version than was asked for.
    VersionServedDiffers,
    /// The version ends within the time asked about.
    VersionEnding,
    /// It could not be checked.
    Unknown,
}

impl Code {
    /// The stable word for JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NothingConnected => "nothing_connected",
            Self::Unfinished => "unfinished",
            Self::NotConnected => "not_connected",
            Self::SecretMissing => "secret_missing",
            Self::SecretDamaged => "secret_damaged",
            Self::TokenDead => "token_dead",
            Self::TokenExpiring => "token_expiring",
            Self::DataAccessExpiring => "data_access_expiring",
            Self::ScopeMissing => "scope_missing",
            Self::AssetGone => "asset_gone",
            Self::AppNotLive => "app_not_live",
            Self::AppNotSubscribed => "app_not_subscribed",
            Self::CallbackUnreachable => "callback_unreachable",
            Self::PageNotSubscribed => "page_not_subscribed",
            Self::FieldsDrifted => "fields_drifted",
            Self::WabaNotSubscribed => "waba_not_subscribed",
            Self::OverrideLost => "override_lost",
            Self::NumberPending => "number_pending",
            Self::NumberNotRegistered => "number_not_registered",
            Self::NumberFlagged => "number_flagged",
            Self::InstagramMoved => "instagram_moved",
            Self::InstagramUnlinked => "instagram_unlinked",
            Self::VersionServedDiffers => "version_served_differs",
            Self::VersionEnding => "version_ending",
            Self::Unknown => "unknown",
        }
    }

    /// How bad it usually is.
    pub fn level(self) -> Level {
        match self {
            Self::TokenExpiring
            | Self::DataAccessExpiring
            | Self::CallbackUnreachable
            | Self::NumberFlagged
            | Self::VersionServedDiffers
            | Self::VersionEnding
            | Self::Unknown => Level::Warning,
            _ => Level::Error,
        }
    }

    /// Whether it can be mended without a login.
    pub fn can_be_mended(self) -> bool {
        matches!(
            self,
            Self::Unfinished
                | Self::PageNotSubscribed
                | Self::FieldsDrifted
                | Self::WabaNotSubscribed
                | Self::OverrideLost
        )
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// Of which connection; `None` for the app's own.
    pub reference: Option<ConnectionRef>,
    /// One sentence for a person, without secrets and safe to show.
    pub message: String,
    /// What to do, best first.
    pub hints: Vec<Hint>,
    /// For [`Code::Unknown`]: why it could not be checked.
    pub cause: Option<Cause>,
}

impl Finding {
    /// A finding about the app, without a hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, level: code.level(), reference: None, message: message.into(), hints: Vec::new(), cause: None }
    }

    /// The same, about a connection.
    #[must_use]
    pub fn of(mut self, reference: ConnectionRef) -> Self {
        self.reference = Some(reference);
        self
    }

    /// The same, for what is worse than its code usually is: nothing works.
    #[must_use]
    pub fn grave(mut self) -> Self {
        self.level = Level::Error;
        self
    }

    /// The finding with a hint more.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
