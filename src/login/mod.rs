//! Sending the admin to the platform's dialog and waiting for the return.
//!
//! A [`LoginMethod`] binds its listener first, because the port is part of the redirect address; only then is the dialog's
//! address known and the browser opened. Nothing here knows Meta's parameters beyond those of OAuth itself, and
//! nothing here prints: what the admin should read goes through [`LoginUi`].

mod callback;
mod handler;
mod listener;
mod loopback;
mod opener;
mod page;
mod pasted;
mod request;
mod request_head;
mod server;
mod signup;
mod state;
mod tls;

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use url::Url;

pub use loopback::Loopback;
pub use opener::{Browser, NoBrowser, Opener};
pub use pasted::Pasted;
pub use signup::{SignupEvent, SignupSetup};
pub use state::State;
pub use tls::certificate;

use crate::domain::Secret;
use crate::http::{BindError, LoopbackPort};

/// A method of getting the admin's consent.
#[async_trait]
pub trait LoginMethod: Send + Sync {
    /// Binds what must be bound and tells the redirect address.
    async fn open(&self) -> Result<Box<dyn PendingLogin>, LoginError>;
}

/// A login whose redirect address is fixed and whose dialog has not been opened yet.
#[async_trait]
pub trait PendingLogin: Send {
    /// The redirect address, for the dialog and, byte for byte, for the exchange.
    fn redirect(&self) -> &str;

    /// Opens `dialog` (which carries `state` and the redirect address) and waits for the code.
    async fn consent(self: Box<Self>, dialog: &Url, state: &State) -> Result<Secret, LoginError>;
}

/// Tells the admin what happens; implemented by the command that logs in.
pub trait LoginUi: Send + Sync {
    /// The dialog's address, before it is opened. It carries no secret but the login's own state.
    fn address(&self, dialog: &Url);
    /// The browser could not be opened, or none is to be: the admin opens the address by hand.
    fn by_hand(&self, reason: Option<&str>);
    /// What was pasted is not the answer, or not all of it: `what` says which.
    fn pasted(&self, what: &str);
    /// Nothing came for a while; `hints` say what usually causes silence.
    fn silence(&self, hints: &[&str]);
}

/// How the loopback listens.
#[derive(Debug, Clone)]
pub struct ListenOptions {
    /// A fixed port; `None` takes a free one. Taken is an error before the browser opens.
    pub port: Option<u16>,
    /// Serve `https://localhost:PORT`.
    pub tls: Option<Tls>,
    /// How long to wait for the admin.
    pub timeout: Duration,
}

/// The certificate for `https://localhost`.
#[derive(Debug, Clone)]
pub enum Tls {
    /// One made on the spot and kept in this folder, so that it has to be trusted once only.
    Made {
        /// The folder for certificate and key, private to the user.
        folder: PathBuf,
    },
    /// One that the admin brings, in PEM.
    Brought {
        /// Certificate chain.
        certificate: PathBuf,
        /// Private key.
        key: PathBuf,
    },
}

/// Whether the login could listen on `port`, or on a free one: binds it and lets it go. Answers the port. Must be called
/// within a runtime.
pub fn can_listen(port: Option<u16>) -> Result<u16, LoginError> {
    Ok(LoopbackPort::take(port)?.number)
}

/// Why no code came.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// The wanted port is taken.
    #[error("port {0} is in use by another program")]
    PortTaken(u16),
    /// No listener could be bound at all.
    #[error("cannot listen on this machine's loopback: {0}")]
    CannotListen(String),
    /// The pages are served over a socket in a private folder, and none could be made.
    #[error("cannot make a private folder for temporary files: {0}")]
    NoTemporaryFolder(String),
    /// Certificate or key cannot be used.
    #[error("cannot serve https: {0}")]
    BadCertificate(String),
    /// The dialog came back with a refusal. Meta sends the same answer when the person agreed and the app may not
    /// grant what was asked for, so the words must allow for both.
    #[error("the login was declined, or the app may not grant these permissions")]
    Declined {
        /// `error_reason` or `error`, made safe to show.
        reason: Option<String>,
        /// `error_description`, made safe to show.
        description: Option<String>,
    },
    /// A signup was left before its end.
    #[error("the signup was left before its end")]
    SignupLeft {
        /// The screen at which it was left, as Meta names it, made safe to show.
        screen: Option<String>,
        /// What Meta said of an error, made safe to show.
        reason: Option<String>,
    },
    /// A signup ended well, and its page got no code.
    #[error("the signup was finished, but Meta handed over no code")]
    NoCode,
    /// No answer came in time.
    #[error("nobody came back from the login within {}", words(*.0))]
    TimedOut(Duration),
    /// What was pasted is not the address the browser ended on.
    #[error("that is not the address the browser ended on: {0}")]
    NotACallback(String),
    /// Automatic consent did not get through the sandbox's pages.
    #[error("the sandbox's login pages could not be walked: {0}")]
    AutoConsent(String),
    /// Nothing to read from (standard input ended).
    #[error("nothing was pasted")]
    NothingPasted,
}

impl From<BindError> for LoginError {
    fn from(error: BindError) -> Self {
        match error {
            BindError::PortTaken(port) => Self::PortTaken(port),
            BindError::CannotListen(error) => Self::cannot_listen(error),
        }
    }
}

impl LoginError {
    #[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
    fn cannot_listen(error: std::io::Error) -> Self {
        Self::CannotListen(error.to_string())
    }
}

/// A time span in words, as people set it: `5m`, `90s`.
fn words(time: Duration) -> String {
    match time.as_secs() {
        s if s >= 60 && s % 60 == 0 => format!("{}m", s / 60),
        s => format!("{s}s"),
    }
}
