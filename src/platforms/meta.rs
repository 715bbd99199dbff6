//! Meta as a platform: one app's client, and what the verbs mean there.
//!
//! Pages with the Instagram accounts behind them, WhatsApp accounts with their numbers, and the app itself each have a
//! file that adds its verbs to [`Meta`]. Another family of API would be another type beside it.

use std::sync::Arc;

use crate::clock::Clock;
use crate::domain::{Accepted, Cause, Secret, Text, Trouble};
use crate::graph::{App, Endpoint, Graph};
use crate::http::Transport;

/// One app at Meta.
pub struct Meta {
    pub(super) graph: Graph,
    /// What asks callbacks, which are not Meta's.
    pub(super) transport: Arc<dyn Transport>,
}

impl Meta {
    /// `app` at `endpoint`.
    pub fn new(transport: Arc<dyn Transport>, clock: Arc<dyn Clock>, endpoint: Endpoint, app: App) -> Self {
        Self { graph: Graph::new(transport.clone(), clock, endpoint, app), transport }
    }

    /// Checks the app's id and secret; answers the app's name.
    pub async fn check_app(&self) -> Result<Option<String>, Trouble> {
        Ok(self.graph.app_node().await?.name)
    }

    /// Takes a person's permissions back, which ends every token of their grant, and proves it.
    pub async fn revoke_permissions(&self, person: &str) -> Result<bool, Trouble> {
        match self.graph.revoke_permissions(person).await {
            // Nothing is left to take back: the person was faster.
            Err(trouble) if trouble.kills_token() || trouble.cause == Cause::Gone => Ok(true),
            Err(trouble) => Err(trouble),
            Ok(()) => Ok(!self.graph.still_granted(person).await?),
        }
    }

    /// Sends a text on any platform, with the token of what sends.
    pub async fn send(&self, text: &Text<'_>, token: &Secret) -> Result<Accepted, Trouble> {
        self.graph.send(text, token).await
    }
}
