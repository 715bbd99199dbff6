//! Asks Meta what the checks judge.

use futures_util::StreamExt as _;
use futures_util::stream;

use super::{AccountState, Callback};
use crate::domain::{Cause, PageState, Secret, TokenInfo, Trouble, WabaId};
use crate::graph::WabaState;
use crate::platforms::Meta;

/// Tokens that are looked into at the same time.
const AT_ONCE: usize = 4;

impl Meta {
    /// A token's kind, dates and permissions; a dead one is trouble.
    pub async fn token_info(&self, token: &Secret) -> Result<TokenInfo, Trouble> {
        self.graph.debug_token(token).await
    }

    /// What Pages show of themselves, each to its own token, many at once.
    pub async fn page_states(&self, pages: &[(&str, &Secret)]) -> Vec<Result<PageState, Trouble>> {
        let states = self.graph.page_states(pages).await;
        self.examined(states, pages.iter().map(|(_, token)| *token)).await
    }

    /// What was seen, where a death that the code alone does not prove was looked into: Meta gives 190 without a subcode
    /// to a dead token and to a Page that the login no longer covers.
    async fn examined<'a, T>(
        &self,
        seen: Vec<Result<T, Trouble>>,
        tokens: impl Iterator<Item = &'a Secret>,
    ) -> Vec<Result<T, Trouble>> {
        let examined = seen.into_iter().zip(tokens).map(async |(seen, token)| match seen {
            Err(trouble) if trouble.is_vague_death() => Err(self.cause_of_death(trouble, token).await),
            seen => seen,
        });
        stream::iter(examined.collect::<Vec<_>>()).buffered(AT_ONCE).collect().await
    }

    async fn cause_of_death(&self, trouble: Trouble, token: &Secret) -> Trouble {
        match self.graph.debug_token(token).await {
            Ok(_) => {
                let said = trouble.graph.as_ref().map(|graph| graph.message.as_str()).unwrap_or_default();
                let message =
                    format!("the token lives, and a permission or the role on this one is missing (Meta: {said})");
                Trouble { cause: Cause::MissingPermission, message, ..trouble }
            }
            // The token's own answer says more; one that did not come says nothing.
            Err(why) if why.kills_token() && why.graph.is_some() => why,
            Err(_) => trouble,
        }
    }

    /// Whether the Instagram account behind each Page lets apps see its messages.
    pub async fn inboxes(&self, pages: &[(&str, &Secret)]) -> Vec<Result<bool, Trouble>> {
        self.graph.inboxes(pages).await
    }

    /// What WhatsApp accounts show with all their numbers, each to its own token, many at once.
    pub async fn account_states(&self, accounts: &[(&WabaId, &Secret)]) -> Vec<Result<AccountState, Trouble>> {
        let states = self.graph.waba_states(accounts).await;
        let states = self.examined(states, accounts.iter().map(|(_, token)| *token)).await;
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
