//! The names of the profile's connections, for events that tell ids.

use std::collections::HashMap;

use crate::commands::view;
use crate::context::Context;
use crate::domain::{ConnectionRef, Event, text};
use crate::error::Failure;
use crate::store::Filter;

/// Names by ref, and by WhatsApp account where an event names no number.
#[derive(Debug, Default)]
pub(in crate::commands) struct Names {
    connections: HashMap<ConnectionRef, String>,
    accounts: HashMap<String, String>,
}

impl Names {
    /// Of everything that the profile has connected.
    pub(in crate::commands) async fn of(cx: &Context) -> Result<Self, Failure> {
        let mut names = Self::default();
        let filter = Filter::of(&cx.profile().await?.name);
        let mut each = |one: crate::domain::Connection| {
            if let Some(account) = &one.waba_id {
                names.accounts.insert(account.clone(), format!("account of {}", view::name(&one)));
            }
            names.connections.insert(one.reference(), view::name(&one));
            true
        };
        cx.store().await?.visit(&filter, &mut each).await?;
        Ok(names)
    }

    /// Whether it is one of these.
    pub(in crate::commands) fn knows(&self, reference: &ConnectionRef) -> bool {
        self.connections.contains_key(reference)
    }

    /// Whose event it is, safe to show.
    pub(in crate::commands) fn whose(&self, event: &Event) -> String {
        let connection = event.reference.as_ref().and_then(|reference| self.connections.get(reference));
        let known = connection.or_else(|| self.accounts.get(&event.asset)).cloned();
        known.unwrap_or_else(|| match (&event.reference, event.asset.as_str()) {
            (Some(reference), _) => text::shown(&reference.to_string()),
            (None, "") => text::shown(&event.object),
            (None, asset) => text::shown(asset),
        })
    }
}
