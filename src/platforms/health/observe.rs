//! Asks Meta what the checks judge.

use super::{AccountState, Callback};
use crate::domain::{PageState, Secret, TokenInfo, Trouble, WabaId};
use crate::graph::WabaState;
use crate::platforms::Meta;

impl Meta {
    /// A token's kind, dates and permissions; a dead one is trouble.
    pub async fn token_info(&self, token: &Secret) -> Result<TokenInfo, Trouble> {
        self.graph.debug_token(token).await
    }

    /// What Pages show of themselves, each to its own token, many at once.
    pub async fn page_states(&self, pages: &[(&str, &Secret)]) -> Vec<Result<PageState, Trouble>> {
        self.graph.page_states(pages).await
    }

    /// Whether the Instagram account behind each Page lets apps see its messages.
    pub async fn inboxes(&self, pages: &[(&str, &Secret)]) -> Vec<Result<bool, Trouble>> {
        self.graph.inboxes(pages).await
    }

    /// What WhatsApp accounts show with all their numbers, each to its own token, many at once.
    pub async fn account_states(&self, accounts: &[(&WabaId, &Secret)]) -> Vec<Result<AccountState, Trouble>> {
        let states = self.graph.waba_states(accounts).await;
        let own = |state: &WabaState| state.subscription.as_ref().and_then(|one| one.callback.clone());
        let callbacks = self.ask_all(states.iter().flatten().filter_map(own)).await;
        let seen = |state: WabaState| AccountState {
            callback: own(&state).and_then(|url| {
                let (url, answer) = callbacks.iter().find(|(asked, _)| *asked == url)?.clone();
                Some(Callback { url, answer })
            }),
            subscribed: state.subscription.is_some(),
            numbers: state.numbers,
        };
        states.into_iter().map(|state| state.map(seen)).collect()
    }
}
