//! The wire, in both directions: requests that we send and requests that we answer.
//!
//! [`Transport`] is the seam below every API client: one method, so that a test replaces the edge and never the
//! client. [`Handler`] is the other side of it: the sandbox, and later the webhook receiver, are plain functions from
//! request to response, and [`host`] puts them on a socket.

pub mod host;
mod live;
mod loopback_port;
mod message;

pub use live::{Live, Roots};
pub(crate) use live::{install_provider, is_public};
pub use loopback_port::BindError;
pub(crate) use loopback_port::LoopbackPort;
pub use message::{Headers, Method, Request, Response};

use async_trait::async_trait;

/// Sends one request and brings back one response, whatever its status.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends `request`. An answer with an error status is an answer, not an error.
    async fn send(&self, request: Request) -> Result<Response, TransportError>;
}

/// Answers one request.
#[async_trait]
pub trait Handler: Send + Sync {
    /// Answers `request`; a handler never fails, it answers with an error status.
    async fn answer(&self, request: Request) -> Reply;
}

/// What a handler does with a request. All but the first imitate a network or a server that breaks.
#[derive(Clone)]
pub enum Reply {
    /// It answers.
    Answer(Response),
    /// It sends the body again and again until so many bytes are out, and never holds them all.
    Repeated(Response, u64),
    /// It ends the connection without an answer.
    Cut {
        /// With a reset in place of an orderly end.
        reset: bool,
    },
}

impl Reply {
    /// The answer, if there is one.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Self::Answer(response) | Self::Repeated(response, _) => Some(response),
            Self::Cut { .. } => None,
        }
    }

    /// The answer, if there is one, for callers without sockets.
    pub fn into_response(self) -> Option<Response> {
        match self {
            Self::Answer(response) | Self::Repeated(response, _) => Some(response),
            Self::Cut { .. } => None,
        }
    }

    /// Changes the answer, if there is one.
    #[must_use]
    pub fn map(self, change: impl FnOnce(Response) -> Response) -> Self {
        match self {
            Self::Answer(response) => Self::Answer(change(response)),
            Self::Repeated(response, bytes) => Self::Repeated(change(response), bytes),
            Self::Cut { reset } => Self::Cut { reset },
        }
    }
}

impl From<Response> for Reply {
    fn from(response: Response) -> Self {
        Self::Answer(response)
    }
}

/// Why no answer came back. No variant carries an address: addresses can carry secrets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection could be made (name, route, refusal, proxy).
    #[error("no connection to {host}: {reason}")]
    Connect {
        /// Host and port that were tried.
        host: String,
        /// The system's words.
        reason: String,
    },
    /// The other side's certificate is not one that this machine trusts, or no TLS came about at all.
    #[error("no trusted TLS connection to {host}: {reason}")]
    Tls {
        /// Host and port that were tried.
        host: String,
        /// What was wrong.
        reason: String,
    },
    /// The other side took too long.
    #[error("{host} did not answer in time")]
    Timeout {
        /// Host and port that were asked.
        host: String,
    },
    /// The time that the command may take is over, so nothing more is asked.
    #[error("{host} was given the time of --timeout, and it is over")]
    OutOfTime {
        /// Host that was or would have been asked.
        host: String,
    },
    /// The connection broke before the answer was whole; the request may or may not have had its effect.
    #[error("the answer of {host} broke off: {reason}")]
    Broken {
        /// Host and port that were asked.
        host: String,
        /// The system's words.
        reason: String,
    },
    /// The answer is larger than anything the platform sends.
    #[error("the answer of {host} is larger than {limit} bytes")]
    TooLarge {
        /// Host and port that were asked.
        host: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// This machine cannot make TLS connections (no trusted roots).
    #[error("no TLS on this machine: {reason}")]
    NoTls {
        /// The system's words.
        reason: String,
    },
}
