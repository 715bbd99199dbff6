//! WhatsApp Business accounts: their nodes, the ways from a token to them, and the app's subscription of one.

use serde::Deserialize;

use super::answer::{Answer, Named, Object};
use super::call::Call;
use super::oauth::token_of;
use super::scalars::{self, Id};
use super::{Graph, is_unknown_field};
use crate::domain::{Business, BusinessId, Cause, Secret, Trouble, WabaId, WabaSubscription};

/// What is read of an account. `message_template_namespace` exists on no other kind of node, so a portfolio's id in the
/// place of an account's is refused (100) instead of answered.
const NODE: &str = "id,name,message_template_namespace,owner_business_info";

/// An account as Graph tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WabaNode {
    /// Id.
    pub id: WabaId,
    /// Name.
    pub name: Option<String>,
    /// The portfolio that owns it.
    pub business: Option<BusinessId>,
}

/// What a business has to do with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WabaRole {
    /// It owns the account.
    Owned,
    /// It works on the account for a client.
    Client,
}

impl Graph {
    /// Reads accounts by id, many at once. An id of something else is an error that says so.
    pub async fn wabas(&self, ids: &[WabaId], token: &Secret) -> Vec<Result<WabaNode, Trouble>> {
        let calls = ids.iter().map(|id| Call::get(id.as_str()).param("fields", NODE).token(token)).collect();
        let answers = self.batch(calls).await.into_iter().zip(ids);
        answers.map(|(answer, id)| node(&answer.map_err(|trouble| of_another_kind(trouble, id))?, id)).collect()
    }

    /// The client's portfolio behind a business token; `None` for any other token.
    pub async fn client_business(&self, token: &Secret) -> Result<Option<BusinessId>, Trouble> {
        let call = Call::get("me").param("fields", "client_business_id").token(token);
        match self.call(call).await {
            Ok(answer) => {
                let Client { client_business_id } = answer.node("Meta did not say whose business that is")?;
                Ok(client_business_id.map(|Id(id)| BusinessId::new(id)))
            }
            Err(trouble) if is_unknown_field(&trouble) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// The accounts that a business owns or works on.
    pub async fn business_wabas(
        &self,
        business: &BusinessId,
        role: WabaRole,
        token: &Secret,
    ) -> Result<Vec<WabaId>, Trouble> {
        let edge = match role {
            WabaRole::Owned => "owned_whatsapp_business_accounts",
            WabaRole::Client => "client_whatsapp_business_accounts",
        };
        self.waba_ids(format!("{business}/{edge}"), token).await
    }

    /// The accounts that were assigned to a system user.
    pub async fn assigned_wabas(&self, user: &str, token: &Secret) -> Result<Vec<WabaId>, Trouble> {
        self.waba_ids(format!("{user}/assigned_whatsapp_business_accounts"), token).await
    }

    async fn waba_ids(&self, path: String, token: &Secret) -> Result<Vec<WabaId>, Trouble> {
        let rows = self.paginate(Call::get(path).param("fields", "id").token(token)).await?.whole()?;
        Ok(rows.into_iter().map(|Named { id, .. }| WabaId::new(id)).collect())
    }

    /// The app's subscription of an account; `None` if there is none. The edge lists every app, each below
    /// `whatsapp_business_api_data`.
    pub async fn waba_subscription(&self, waba: &WabaId, token: &Secret) -> Result<Option<WabaSubscription>, Trouble> {
        self.waba_subscriptions(&[(waba, token)]).await.remove(0)
    }

    /// Many accounts at once, each with its own token.
    pub async fn waba_subscriptions(
        &self,
        wabas: &[(&WabaId, &Secret)],
    ) -> Vec<Result<Option<WabaSubscription>, Trouble>> {
        let calls = wabas.iter().map(|(waba, token)| Call::get(edge(waba)).token(token)).collect();
        let lists = self.lists(calls).await.into_iter();
        lists.map(|apps| Ok(ours(apps?, &self.app.id))).collect()
    }

    /// Subscribes the app that the token belongs to. This takes a callback of the account's own away.
    pub async fn subscribe_waba(&self, waba: &WabaId, token: &Secret) -> Result<(), Trouble> {
        self.call(Call::post(edge(waba)).token(token)).await?.done()
    }

    /// Sends the account's webhooks to `url`; the app must be subscribed already. Meta calls that address at once and
    /// expects `verify` to be known there.
    pub async fn override_callback(
        &self,
        waba: &WabaId,
        token: &Secret,
        url: &str,
        verify: &Secret,
    ) -> Result<(), Trouble> {
        let call = Call::post(edge(waba)).param("override_callback_uri", url).hidden("verify_token", verify);
        self.call(call.token(token)).await?.done()
    }

    /// Ends the app's subscription, a callback of the account's own included.
    pub async fn unsubscribe_waba(&self, waba: &WabaId, token: &Secret) -> Result<(), Trouble> {
        self.call(Call::delete(edge(waba)).token(token)).await?.done()
    }

    /// The businesses that connected to the app by a hosted signup, asked as the app.
    pub async fn client_businesses(&self) -> Result<Vec<Business>, Trouble> {
        let path = format!("{}/connected_client_businesses", self.app.id);
        let rows = self.paginate(Call::get(path).param("fields", "id,name").token(&self.app.token())).await?.whole()?;
        Ok(rows.into_iter().map(|Named { id, name }| Business { id, name }).collect())
    }

    /// The business token that a client's signup made, fetched and not made anew, with a system token of our own.
    pub async fn business_token(&self, business: &BusinessId, system: &Secret) -> Result<Secret, Trouble> {
        let call = Call::post(format!("{business}/system_user_access_tokens")).param("fetch_only", "true");
        let answer = self.call(call.token(system)).await?;
        token_of(&answer, "Meta answered without the business token")
    }
}

fn edge(waba: &WabaId) -> String {
    format!("{waba}/subscribed_apps")
}

fn node(answer: &Answer, asked: &WabaId) -> Result<WabaNode, Trouble> {
    let otherwise = format!("Meta answered for another account than {asked}");
    let Node { id, name, owner_business_info } = answer.node(&otherwise)?;
    if id != asked.as_str() {
        return Err(Trouble::new(Cause::Garbled, otherwise));
    }
    let business = owner_business_info.and_then(|Object(owner)| owner.id).map(|Id(id)| BusinessId::new(id));
    Ok(WabaNode { id: WabaId::new(id), name, business })
}

#[derive(Deserialize)]
struct Node {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    #[serde(default, deserialize_with = "scalars::text")]
    name: Option<String>,
    owner_business_info: Option<Object<Owner>>,
}

#[derive(Deserialize)]
struct Owner {
    id: Option<Id>,
}

#[derive(Deserialize)]
struct Client {
    client_business_id: Option<Id>,
}

/// An app that an account sends webhooks to.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    whatsapp_business_api_data: Object<Named>,
    #[serde(default, deserialize_with = "scalars::text")]
    override_callback_uri: Option<String>,
}

/// A field that the node does not have (100 without a subcode): the id is that of something else.
fn of_another_kind(mut trouble: Trouble, id: &WabaId) -> Trouble {
    let said = trouble.graph.as_ref().filter(|_| is_unknown_field(&trouble)).map(|graph| graph.message.clone());
    if let Some(said) = said {
        trouble.message = format!(
            "{id} is not a WhatsApp Business account; it may be the business portfolio's id or a number's (Meta: {said})"
        );
    }
    trouble
}

pub(super) fn ours(apps: Vec<Row>, app_id: &str) -> Option<WabaSubscription> {
    let own = apps.into_iter().find(|app| app.whatsapp_business_api_data.0.id == app_id);
    own.map(|own| WabaSubscription { callback: own.override_callback_uri })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::paging::Page;
    use serde_json::{Value, json};

    #[test]
    fn the_app_stands_one_level_deeper_than_on_a_page() {
        let answer = json!({"data": [
            {"whatsapp_business_api_data": {"id": "7"}, "override_callback_uri": "https://theirs.example"},
            {"whatsapp_business_api_data": {"id": 9}, "override_callback_uri": "https://ours.example"}]});
        let ours = |answer: &Value, app_id| {
            let page = serde_json::from_value::<Page<Row>>(answer.clone()).map_err(drop)?;
            page.whole().map(|apps| ours(apps, app_id)).map_err(drop)
        };
        let callback = ours(&answer, "9").unwrap().unwrap().callback;
        assert_eq!(callback.as_deref(), Some("https://ours.example"));
        assert_eq!(ours(&answer, "8"), Ok(None));
        assert_eq!(ours(&json!({"data": [{"id": "9"}]}), "9"), Err(()), "which app that is, is not said");
        assert!(ours(&json!({}), "9").is_err());
    }
}
