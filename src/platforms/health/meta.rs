//! The examiner of Facebook Pages and the Instagram accounts behind them.

use std::collections::BTreeSet;

use async_trait::async_trait;

use super::super::Facebook;
use super::{AppFacts, Examiner, PageState, TokenInfo};
use crate::domain::{Cause, Secret, Trouble};

#[async_trait]
impl Examiner for Facebook {
    async fn app(&self) -> Result<AppFacts, Trouble> {
        let subscriptions = self.graph.app_subscriptions().await?;
        let urls: BTreeSet<_> = subscriptions.iter().filter_map(|one| one.callback_url.clone()).collect();
        let mut callbacks = Vec::new();
        for url in urls {
            let answer = self.graph.probe_callback(&url).await;
            callbacks.push((url, answer));
        }
        Ok(AppFacts {
            id: self.graph.app_id().to_owned(),
            subscriptions,
            callbacks,
            live: self.graph.live_permissions().await,
            version: self.graph.endpoint().version.clone(),
            served: self.graph.served_version(),
        })
    }

    async fn token_info(&self, token: &Secret) -> Result<TokenInfo, Trouble> {
        let inspection = self.graph.inspect(token).await?;
        if !inspection.valid {
            let dead = || Trouble::new(Cause::Revoked, "Meta says that this token is not valid");
            return Err(inspection.trouble.unwrap_or_else(dead));
        }
        Ok(TokenInfo {
            kind: inspection.kind,
            scopes: inspection.scopes.into_iter().collect(),
            targets: inspection.targets,
            expires_at: inspection.expires_at,
            data_access_expires_at: inspection.data_access_expires_at,
        })
    }

    async fn look(&self, assets: &[(&str, &Secret)]) -> Vec<Result<PageState, Trouble>> {
        let states = self.graph.page_states(assets).await;
        let seen = |state: crate::graph::PageState| PageState {
            fields: state.fields.into_iter().collect(),
            instagram: state.instagram,
        };
        states.into_iter().map(|state| state.map(seen)).collect()
    }
}
