//! Asks Meta what the checks judge.

use super::{AccountState, Callback};
use futures_util::future::join_all;

use crate::domain::{Cause, PageState, Secret, TokenInfo, Trouble, WabaId};
use crate::graph::WabaState;
use crate::platforms::Meta;

impl Meta {
    /// A token's kind, dates and permissions; a dead one is trouble.
    pub async fn token_info(&self, token: &Secret) -> Result<TokenInfo, Trouble> {
        self.graph.debug_token(token).await
    }

    /// What Pages show of themselves, each to its own token, many at once.
    pub async fn page_states(&self, pages: &[(&str, &Secret)]) -> Vec<Result<PageState, Trouble>> {
        let states = self.graph.page_states(pages).await;
        join_all(states.into_iter().zip(pages).map(|(state, (_, token))| self.examined(state, token))).await
    }

    /// What was seen, where a death that the code alone does not prove was looked into: Meta gives 190 without a subcode
    /// to a dead token and to a Page that the login no longer covers.
    async fn examined<T>(&self, seen: Result<T, Trouble>, token: &Secret) -> Result<T, Trouble> {
        let trouble = match seen {
            Err(trouble) if trouble.is_vague_death() => trouble,
            seen => return seen,
        };
        Err(match self.graph.debug_token(token).await {
            Ok(_) => Trouble { cause: Cause::MissingPermission, ..trouble },
            // The token's own answer says more; one that did not come says nothing.
            Err(why) if why.kills_token() => why,
            Err(_) => trouble,
        })
    }

    /// Whether the Instagram account behind each Page lets apps see its messages.
    pub async fn inboxes(&self, pages: &[(&str, &Secret)]) -> Vec<Result<bool, Trouble>> {
        self.graph.inboxes(pages).await
    }

    /// What WhatsApp accounts show with all their numbers, each to its own token, many at once.
    pub async fn account_states(&self, accounts: &[(&WabaId, &Secret)]) -> Vec<Result<AccountState, Trouble>> {
        let states = self.graph.waba_states(accounts).await;
        let states = join_all(states.into_iter().zip(accounts).map(|(state, (_, token))| self.examined(state, token)));
        let states = states.await;
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
