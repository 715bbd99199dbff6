//! Trouble: the short list of what a platform can answer instead of yes.

use std::fmt;
use std::time::Duration;

/// What went wrong remotely, in our words, with the platform's own particulars kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Trouble {
    /// What kind of answer it is; everything branches on this.
    pub cause: Cause,
    /// One sentence for a person, without secrets and already made safe to show.
    pub message: String,
    /// Meta's own error, if it was one.
    pub graph: Option<Box<GraphCode>>,
}

/// The kinds of trouble, each with its own remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The token ended by date.
    Expired,
    /// The token was killed: password changed, app removed, role lost, logged out.
    Revoked,
    /// The token is none, or one of another app or kind.
    WrongToken,
    /// A permission is missing or was never granted.
    MissingPermission,
    /// The platform asks to wait, for so long if it said.
    Wait(Option<Duration>),
    /// A passing fault on the platform's side.
    Passing,
    /// The object does not exist or may not be seen: Meta does not tell which.
    Gone,
    /// The login's code was used, too old or for another address.
    BadCode,
    /// The app's own id or secret is wrong.
    BadApp,
    /// A webhook field was asked for by name that there is not.
    UnknownField,
    /// The request was refused for another reason; asking again does not help.
    Refused,
    /// Nobody answered.
    Unreachable,
    /// Something answered that is not Meta's API.
    Garbled,
}

impl Cause {
    /// The stable word for JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::WrongToken => "wrong_token",
            Self::MissingPermission => "missing_permission",
            Self::Wait(_) => "wait",
            Self::Passing => "passing",
            Self::Gone => "gone",
            Self::BadCode => "bad_code",
            Self::BadApp => "bad_app",
            Self::UnknownField => "unknown_field",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Garbled => "garbled",
        }
    }
}

impl Trouble {
    /// Trouble that did not come as an error of Meta's.
    pub fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self { cause, message: message.into(), graph: None }
    }

    /// Whether the token it came from is of no use any more, for good.
    pub fn kills_token(&self) -> bool {
        matches!(self.cause, Cause::Expired | Cause::Revoked | Cause::WrongToken)
    }

    /// Whether the token is taken for dead by a code that Meta also gives for other things: 190 without a subcode.
    pub fn is_vague_death(&self) -> bool {
        let bare = |graph: &GraphCode| graph.code == Some(190) && graph.subcode.is_none();
        self.kills_token() && self.graph.as_deref().is_some_and(bare)
    }

    /// Whether the same request may well succeed later.
    pub fn passes(&self) -> bool {
        matches!(self.cause, Cause::Wait(_) | Cause::Passing | Cause::Unreachable | Cause::Garbled)
    }
}

/// Meta's error as it came: the numbers that support asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(rename = "graph")]
pub struct GraphCode {
    /// `error.code`; some errors have none.
    pub code: Option<i64>,
    /// `error.error_subcode`.
    pub subcode: Option<i64>,
    /// `error.type`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// `error.message`, made safe to show.
    pub message: String,
    /// `error.error_user_title`: what Meta says to people, in their language.
    pub error_user_title: Option<String>,
    /// `error.error_user_msg`.
    pub error_user_msg: Option<String>,
    /// `error.fbtrace_id`; it is of use for a short time only.
    pub fbtrace_id: Option<String>,
}

impl fmt::Display for GraphCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "code {code}")?,
            None => f.write_str("no code")?,
        }
        if let Some(subcode) = self.subcode {
            write!(f, "/{subcode}")?;
        }
        if let Some(trace) = &self.fbtrace_id {
            write!(f, ", trace {trace}")?;
        }
        Ok(())
    }
}
