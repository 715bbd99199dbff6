//! What the verbs mean on each platform.
//!
//! [`Meta`] speaks the field's language (grant, Page, subscription, trouble) and hides the API. Facebook, Instagram and
//! WhatsApp are one family of API, so they are one object; tests replace the transport below it.

mod app_snapshot;
mod callback;
pub mod dashboard;
mod fields;
pub mod health;
mod known_fields;
mod login;
mod meta;
mod page_discovery;
mod pages;
mod scopes;
mod webhooks;
mod whatsapp;

pub use app_snapshot::AppSnapshot;
pub use callback::CallbackAnswer;
pub use fields::{DEFAULT_FIELDS, check as check_fields, instagram_name};
pub use login::{Login, Wish};
pub use meta::Meta;
pub use pages::{Subscribe, Subscribed, dialog};
pub use scopes::{FACEBOOK_SCOPES, Need, WHATSAPP_SCOPES, unmet};
pub use webhooks::{OVERRIDE_FIELDS, inbox_fields};

use crate::domain::{Meaning, Trouble};

/// What a number that somebody copied from the platform's answer means: a code, with its subcode if there is one, or else
/// a subcode alone.
pub fn explain(number: i64, subcode: Option<i64>) -> Option<&'static Meaning> {
    crate::graph::codes::explain(number, subcode)
}

/// What a message of the platform's means, where it tells things apart that share a code.
pub fn said(message: &str) -> Option<&'static Meaning> {
    crate::graph::codes::said(message)
}

/// What a code means besides, where the platform's message says so.
pub fn told_apart(code: i64) -> impl Iterator<Item = &'static Meaning> {
    crate::graph::codes::told_apart(code)
}

/// A change that was not read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproven {
    /// What the platform answered in its place.
    pub trouble: Trouble,
    /// Whether the platform took the change all the same: then it has to be taken back.
    pub taken: bool,
}

impl Unproven {
    pub(crate) fn refused(trouble: Trouble) -> Self {
        // A lost answer may have been a yes.
        Self { taken: trouble.passes(), trouble }
    }

    pub(crate) fn taken(trouble: Trouble) -> Self {
        Self { taken: true, trouble }
    }
}
