//! Meta's Graph API, one noun a file.
//!
//! What the client promises: every call carries its token in a header and the proof of that very token; no redirect is
//! followed and no paging link either; only reads and writes that may be repeated are repeated; usage is watched and
//! kept below Meta's limits; every answer is decoded tolerantly (ids as text or number, `"true"` as true, unknown keys
//! ignored) and every error becomes a [`Trouble`] by its code, never by its text or status.

mod answer;
mod app_edges;
mod apps;
mod appsecret_proof;
mod batch;
mod call;
mod client;
pub mod codes;
mod encoding;
mod error;
mod instagram;
mod messages;
mod numbers;
mod oauth;
mod page_state;
mod pages;
mod paging;
mod rate_limit;
mod read;
mod redact;
mod scalars;
mod subscriptions;
#[cfg(test)]
mod tests;
mod tokens;
mod waba_state;
mod wabas;

pub use client::{Endpoint, Graph};
pub use oauth::{Consent, dialog, hosted_link};
pub use pages::{PageList, PageNode, PageRole};
pub use subscriptions::RefusedFields;
pub use tokens::Permission;
pub use waba_state::WabaState;
pub use wabas::{WabaNode, WabaRole};

use crate::domain::{Secret, Trouble};

/// The app that calls, with its secret.
#[derive(Debug, Clone)]
pub struct App {
    /// App id.
    pub id: String,
    /// App secret.
    pub secret: Secret,
}

impl App {
    /// The app access token in its literal form, `ID|SECRET` (Meta, access token guide: app tokens).
    pub fn token(&self) -> Secret {
        Secret::new(format!("{}|{}", self.id, self.secret.expose()))
    }
}

/// Whether Meta says that a node has no such field: 100 without a subcode.
fn is_unknown_field(trouble: &Trouble) -> bool {
    trouble.graph.as_ref().is_some_and(|graph| graph.code == Some(100) && graph.subcode.is_none())
}
