//! Whether a callback answers at all, asked from this machine as Meta's handshake would ask.

use url::Url;

use super::Meta;
use crate::domain::{Cause, Secret, Trouble};
use crate::http::{Method, Request, TransportError};

/// What the handshake asks for, so that an echo can be told from any other answer.
const CHALLENGE: &str = "1158201444";

/// What came back from a callback that was asked with a verify token that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallbackAnswer {
    /// Meta delivers to no such address: it is no https address.
    NotHttps,
    /// No answer came.
    Silent(TransportError),
    /// An answer with this status.
    Status {
        /// The HTTP status.
        status: u16,
        /// Whether the body is the challenge and nothing else.
        echoed: bool,
    },
}

impl CallbackAnswer {
    /// Why nothing can be delivered there, if so. Any answer but a server error means that a server is there; whether the
    /// verify token is right, only Meta's own handshake tells.
    pub fn trouble(&self) -> Option<Trouble> {
        let why = match self {
            Self::NotHttps => "it is no https address".to_owned(),
            Self::Silent(error) => return Some(error.clone().into()),
            Self::Status { status, .. } if *status >= 500 => format!("it answered with status {status}"),
            Self::Status { .. } => return None,
        };
        Some(Trouble::new(Cause::Unreachable, why))
    }
}

impl Meta {
    /// Asks `callback` with a verify token that is none, so that nothing can be confirmed by it. A sound one refuses with
    /// 403 (Meta, webhooks getting started).
    pub(super) async fn ask_callback(&self, callback: &str) -> CallbackAnswer {
        self.verify_callback(callback, &Secret::new("snorq-asks-whether-a-server-is-there")).await
    }

    /// Asks `callback` as Meta does before it subscribes: a sound one answers 200 with the challenge alone.
    pub async fn verify_callback(&self, callback: &str, verify_token: &Secret) -> CallbackAnswer {
        let Some(mut url) = self.callback(callback) else { return CallbackAnswer::NotHttps };
        url.query_pairs_mut()
            .append_pair("hub.mode", "subscribe")
            .append_pair("hub.challenge", CHALLENGE)
            .append_pair("hub.verify_token", verify_token.expose());
        match self.transport.send(Request::new(Method::Get, url)).await {
            Ok(response) => {
                CallbackAnswer::Status { status: response.status, echoed: response.body == CHALLENGE.as_bytes() }
            }
            Err(error) => CallbackAnswer::Silent(error),
        }
    }

    /// Meta delivers over https only; a Graph on this machine delivers to this machine as well.
    fn callback(&self, text: &str) -> Option<Url> {
        let url = Url::parse(text).ok().filter(|url| url.host().is_some());
        let local = self.graph.endpoint().graph.scheme() == "http";
        url.filter(|url| url.scheme() == "https" || local && url.scheme() == "http")
    }
}
