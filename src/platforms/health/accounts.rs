//! The examiner of WhatsApp Business accounts and their numbers.

use std::collections::BTreeSet;

use async_trait::async_trait;
use futures_util::future::join_all;

use super::super::Whatsapp;
use super::{AccountState, Callback, NumberExaminer};
use crate::domain::{Secret, Trouble, WabaId};
use crate::graph::WabaState;

#[async_trait]
impl NumberExaminer for Whatsapp {
    async fn look(&self, accounts: &[(&WabaId, &Secret)]) -> Vec<Result<AccountState, Trouble>> {
        let states = self.graph.waba_states(accounts).await;
        let own = |state: &WabaState| state.subscription.as_ref().and_then(|one| one.callback.clone());
        let urls: BTreeSet<_> = states.iter().flatten().filter_map(own).collect();
        // Many accounts may share one address: each is asked once.
        let asked = urls.into_iter().map(|url| async move {
            let answer = self.graph.probe_callback(&url).await;
            Callback { url, answer }
        });
        let callbacks = join_all(asked).await;
        let seen = |state: WabaState| AccountState {
            callback: own(&state).and_then(|url| callbacks.iter().find(|one| one.url == url).cloned()),
            subscribed: state.subscription.is_some(),
            numbers: state.numbers,
        };
        states.into_iter().map(|state| state.map(seen)).collect()
    }
}
