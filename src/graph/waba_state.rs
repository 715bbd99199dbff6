//! What a WhatsApp Business account shows of itself, in one read: the app's subscription and all its numbers.

use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::Value;

use super::call::Call;
use super::numbers::{WIDE, number};
use super::wabas::ours;
use super::{Graph, is_unknown_field};
use crate::domain::{Number, Secret, Trouble, WabaId, WabaSubscription};

/// Accounts whose answers are completed at the same time.
const AT_ONCE: usize = 4;

/// An account as a token of its sees it.
#[derive(Debug, Clone)]
pub struct WabaState {
    /// The app's subscription, if there is one.
    pub subscription: Option<WabaSubscription>,
    /// Its numbers.
    pub numbers: Vec<Number>,
}

impl Graph {
    /// Reads many accounts, each with its own token, which proves at the same time that the tokens live.
    pub async fn waba_states(&self, accounts: &[(&WabaId, &Secret)]) -> Vec<Result<WabaState, Trouble>> {
        // Field expansion reads both edges and the node in one call (Meta, field expansion).
        let fields = format!("id,message_template_namespace,subscribed_apps,{}", listed());
        let read =
            |(waba, token): &(&WabaId, &Secret)| Call::get(waba.as_str()).param("fields", fields.as_str()).token(token);
        let answers = self.batch(accounts.iter().map(read).collect()).await;
        let states =
            answers.into_iter().zip(accounts).map(|(answer, (waba, token))| self.completed(answer, waba, token));
        stream::iter(states.collect::<Vec<_>>()).buffered(AT_ONCE).collect().await
    }

    async fn completed(
        &self,
        answer: Result<Value, Trouble>,
        waba: &WabaId,
        token: &Secret,
    ) -> Result<WabaState, Trouble> {
        match answer {
            Ok(node) => self.waba_state(node, waba, token).await,
            // An edge that cannot be expanded can still be read by itself.
            Err(trouble) if is_unknown_field(&trouble) => self.waba_state(Value::Null, waba, token).await,
            Err(trouble) => Err(trouble),
        }
    }

    /// An edge without items is left out of an expanded answer, as is one that was not expanded: before an account is
    /// called unsubscribed or empty, the edge itself is asked.
    async fn waba_state(&self, mut node: Value, waba: &WabaId, token: &Secret) -> Result<WabaState, Trouble> {
        let expanded = node.get("subscribed_apps").map(|edge| ours(edge, &self.app.id)).transpose()?;
        let subscription = match expanded.flatten() {
            Some(present) => Some(present),
            None => self.waba_subscription(waba, token).await?,
        };
        let numbers = match node.get_mut("phone_numbers").map(Value::take) {
            Some(first) => {
                let more = Call::get(format!("{waba}/phone_numbers")).param("fields", WIDE).token(token);
                self.paginate_from(first, more).await?.whole()?.iter().filter_map(number).collect()
            }
            None => self.numbers(waba, token).await?,
        };
        Ok(WabaState { subscription, numbers })
    }
}

fn listed() -> String {
    format!("phone_numbers.limit({}){{{WIDE}}}", super::paging::PAGE_SIZE)
}
