//! WhatsApp's Embedded Signup in a popup: one page on this machine that loads Meta's script and hands back what came of
//! it.
//!
//! The page is served for the flow's state and takes one answer with it, sent by the page itself. What the
//! event says is a hint only: the ids are believed when the token names them.

mod answer;
mod page;

pub(super) use answer::read;
pub(super) use page::response;

use url::Url;

use crate::domain::Secret;

/// Where the page is, and where its answer goes.
pub(super) const PATH: &str = "/signup";

/// What the page is made for.
#[derive(Debug, Clone)]
pub struct SignupSetup {
    /// Id of the app that customers sign up with.
    pub app_id: String,
    /// Its configuration of Embedded Signup.
    pub config_id: String,
    /// Graph version that the script asks for, as in `v25.0`.
    pub version: String,
    /// Meta's script.
    pub sdk: Url,
    /// Where messages come from in the sandbox; Meta's come from facebook.com and the hosts below it.
    pub origin: Option<String>,
}

/// A signup that ended well.
#[derive(Debug)]
pub struct Signup {
    /// The code, which lives thirty seconds.
    pub code: Secret,
    /// What the event told, if it came.
    pub event: SignupEvent,
}

/// What an event told. Nothing of it is proven.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignupEvent {
    /// WhatsApp Business account that the signup ended with.
    pub waba_id: Option<String>,
    /// Phone number that the signup ended with; none if it was left out.
    pub phone_number_id: Option<String>,
}
