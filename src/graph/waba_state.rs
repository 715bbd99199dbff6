//! What a WhatsApp Business account shows of itself, in one read: the app's subscription and all its numbers.

use futures_util::StreamExt as _;
use futures_util::stream;
use serde::Deserialize;

use super::answer::{Answer, Object};
use super::call::Call;
use super::numbers::{self, WIDE};
use super::paging::{Page, wants_less};
use super::wabas::{self, ours};
use super::{Graph, is_unknown_field, scalars};
use crate::domain::{Cause, Number, Secret, Trouble, WabaId, WabaSubscription};

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
        answer: Result<Answer, Trouble>,
        waba: &WabaId,
        token: &Secret,
    ) -> Result<WabaState, Trouble> {
        match answer {
            Ok(answer) => {
                let otherwise = format!("Meta answered for another account than {waba}");
                let node: Node = answer.node(&otherwise)?;
                if node.id != waba.as_str() {
                    return Err(Trouble::new(Cause::Garbled, otherwise));
                }
                self.waba_state(node.subscribed_apps, node.phone_numbers, waba, token).await
            }
            // An edge that cannot be expanded, or with too much in it, can still be read by itself.
            Err(trouble) if is_unknown_field(&trouble) || wants_less(&trouble) => {
                self.waba_state(None, None, waba, token).await
            }
            Err(trouble) => Err(trouble),
        }
    }

    /// An edge without items is left out of an expanded answer, as is one that was not expanded: before an account is
    /// called unsubscribed or empty, the edge itself is asked.
    async fn waba_state(
        &self,
        apps: Option<Object<Page<wabas::Row>>>,
        numbers: Option<Object<Page<numbers::Row>>>,
        waba: &WabaId,
        token: &Secret,
    ) -> Result<WabaState, Trouble> {
        let apps = apps.map(|Object(edge)| edge.whole()).transpose()?.unwrap_or_default();
        let subscription = match ours(apps, &self.app.id) {
            Some(present) => Some(present),
            None => self.waba_subscription(waba, token).await?,
        };
        let numbers = match numbers {
            Some(Object(first)) => {
                let more = Call::get(format!("{waba}/phone_numbers")).param("fields", WIDE).token(token);
                numbers::whole(self.paginate_from(first, more).await?)?
            }
            None => self.numbers(waba, token).await?,
        };
        Ok(WabaState { subscription, numbers })
    }
}

fn listed() -> String {
    format!("phone_numbers.limit({}){{{WIDE}}}", super::paging::PAGE_SIZE)
}

#[derive(Deserialize)]
struct Node {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    subscribed_apps: Option<Object<Page<wabas::Row>>>,
    phone_numbers: Option<Object<Page<numbers::Row>>>,
}
