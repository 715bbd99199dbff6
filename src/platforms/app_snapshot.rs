//! What Meta lets the app itself read of its settings, all asked at once.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use futures_util::join;

use super::{CallbackAnswer, Meta};
use crate::domain::{AppSubscription, Trouble};

/// The app as Meta shows it; each part may fail for itself.
#[derive(Debug)]
pub struct AppSnapshot {
    /// App id.
    pub id: String,
    /// Every permission that the app's use cases offer, with whether it is open to everybody.
    pub permissions: Result<BTreeMap<String, bool>, Trouble>,
    /// The webhook subscriptions.
    pub subscriptions: Result<Vec<AppSubscription>, Trouble>,
    /// Each callback of theirs, asked by ourselves.
    pub callbacks: Vec<(String, CallbackAnswer)>,
    /// The version that was asked for.
    pub version: String,
    /// The version that answered, if Meta named it.
    pub served: Option<String>,
}

impl Meta {
    /// Reads all of it as the app.
    pub async fn app_snapshot(&self) -> AppSnapshot {
        let webhooks = async {
            let subscriptions = self.graph.app_subscriptions().await;
            let callbacks = self.ask_all(subscriptions.iter().flatten().filter_map(|one| one.callback_url.clone()));
            let callbacks = callbacks.await;
            (subscriptions, callbacks)
        };
        let (permissions, (subscriptions, callbacks)) = join!(self.graph.app_permissions(), webhooks);
        AppSnapshot {
            id: self.graph.app_id().to_owned(),
            permissions,
            subscriptions,
            callbacks,
            version: self.graph.endpoint().version.clone(),
            served: self.graph.served_version(),
        }
    }

    /// The app's login configurations; `None` if Meta does not tell them.
    pub async fn login_configurations(&self) -> Result<Option<BTreeSet<String>>, Trouble> {
        self.graph.login_configurations().await
    }

    /// Asks each callback once, however many share it.
    pub(super) async fn ask_all(&self, urls: impl Iterator<Item = String>) -> Vec<(String, CallbackAnswer)> {
        let urls: BTreeSet<String> = urls.collect();
        join_all(urls.into_iter().map(|url| async {
            let answer = self.ask_callback(&url).await;
            (url, answer)
        }))
        .await
    }
}
