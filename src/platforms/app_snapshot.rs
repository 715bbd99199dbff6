//! What Meta lets the app itself read of its settings, all asked at once.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use futures_util::join;

use super::Facebook;
use super::health::AppFacts;
use crate::domain::Trouble;
use crate::graph::{AppSubscription, CallbackAnswer};

/// The app as it stands; each part may fail for itself.
#[derive(Debug)]
pub struct AppSnapshot {
    /// App id.
    pub id: String,
    /// Every permission that the app's use cases offer, with whether it is open to everybody.
    pub permissions: Result<BTreeMap<String, bool>, Trouble>,
    /// The login configurations; `Ok(None)` if Meta does not tell them.
    pub configurations: Result<Option<BTreeSet<String>>, Trouble>,
    /// The webhook subscriptions.
    pub subscriptions: Result<Vec<AppSubscription>, Trouble>,
    /// Each callback of theirs, asked by ourselves.
    pub callbacks: Vec<(String, CallbackAnswer)>,
    /// The version that was asked for.
    pub version: String,
    /// The version that answered.
    pub served: Option<String>,
}

impl AppSnapshot {
    /// The facts that the checks of the connections judge. The callbacks are left out: a survey says more of them.
    pub fn facts(&self) -> AppFacts {
        let live = |all: &BTreeMap<String, bool>| {
            all.iter().filter(|(_, live)| **live).map(|(name, _)| name.clone()).collect()
        };
        AppFacts {
            id: self.id.clone(),
            subscriptions: self.subscriptions.clone().unwrap_or_default(),
            callbacks: Vec::new(),
            live: self.permissions.as_ref().map(live).map_err(Clone::clone),
            version: self.version.clone(),
            served: self.served.clone(),
        }
    }
}

impl Facebook {
    /// Reads all of it as the app.
    pub async fn app_snapshot(&self) -> AppSnapshot {
        let webhooks = async {
            let subscriptions = self.graph.app_subscriptions().await;
            let found = subscriptions.iter().flatten();
            let urls: BTreeSet<_> = found.filter_map(|one| one.callback_url.clone()).collect();
            let asked = urls.into_iter().map(|url| async {
                let answer = self.graph.ask_callback(&url).await;
                (url, answer)
            });
            (subscriptions, join_all(asked).await)
        };
        let (permissions, configurations, (subscriptions, callbacks)) =
            join!(self.graph.app_permissions(None), self.graph.login_configurations(), webhooks);
        AppSnapshot {
            id: self.graph.app_id().to_owned(),
            permissions,
            configurations,
            subscriptions,
            callbacks,
            version: self.graph.endpoint().version.clone(),
            served: self.graph.served_version(),
        }
    }
}
