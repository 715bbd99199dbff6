//! What is set up for the app itself: its webhook subscriptions and the permissions that work for everybody.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::Graph;
use super::apps::made_as_app;
use super::call::Call;
use super::paging::Rows;
use super::scalars::{self, Flag, Id};
use crate::domain::{AppSubscription, Secret, Trouble};

impl Graph {
    /// The app's webhook subscriptions. An empty list is a real one.
    pub async fn app_subscriptions(&self) -> Result<Vec<AppSubscription>, Trouble> {
        let call = Call::get(format!("{}/subscriptions", self.app.id)).token(&self.app.token());
        let first = self.call(call.clone()).await.map_err(made_as_app)?.page()?;
        let rows: Rows<Row> = self.paginate_from(first, call).await.map_err(made_as_app)?;
        Ok(rows.whole().map_err(made_as_app)?.into_iter().map(subscription).collect())
    }

    /// Sets callback and fields of an object. Meta asks the callback first, and answers 2200 or 2201 if it does not agree.
    pub async fn subscribe_app(&self, wish: &AppSubscription, verify_token: &Secret) -> Result<(), Trouble> {
        let fields: Vec<_> = wish.fields.iter().map(String::as_str).collect();
        let call = Call::post(format!("{}/subscriptions", self.app.id)).param("object", &wish.object);
        let call = wish.callback_url.iter().fold(call, |call, url| call.param("callback_url", url));
        // Without it Meta tells of a change, but not what it is (Meta, application subscriptions).
        let call = call.param("fields", fields.join(",")).param("include_values", "true");
        let call = call.hidden("verify_token", verify_token).token(&self.app.token());
        self.call(call).await.map_err(made_as_app)?.done()
    }

    /// Ends the subscription of an object. It is always named: without a name Meta would end all of them.
    pub async fn unsubscribe_app(&self, object: &str) -> Result<(), Trouble> {
        let call = Call::delete(format!("{}/subscriptions", self.app.id)).param("object", object);
        self.call(call.token(&self.app.token())).await.map_err(made_as_app)?.done()
    }

    /// The permissions that the app's use cases offer, each with whether it is open to everybody; none is while the app is
    /// in development mode.
    pub async fn app_permissions(&self) -> Result<BTreeMap<String, bool>, Trouble> {
        let call = Call::get(format!("{}/permissions", self.app.id)).token(&self.app.token());
        let rows: Vec<AppPermission> = self.paginate(call).await.and_then(Rows::whole).map_err(made_as_app)?;
        Ok(rows.into_iter().map(|row| (row.permission, row.status == "live")).collect())
    }

    /// The app's login configurations (Meta, application node: `config_ids`); `None` if Meta does not tell.
    pub async fn login_configurations(&self) -> Result<Option<BTreeSet<String>>, Trouble> {
        let call = Call::get(&self.app.id).param("fields", "config_ids").token(&self.app.token());
        let answer = self.call(call).await.map_err(made_as_app)?;
        let Configurations { config_ids } = answer.node("Meta answered without the app's login configurations")?;
        Ok(config_ids.map(|ids| ids.into_iter().map(|Id(id)| id).collect()))
    }
}

#[derive(Deserialize)]
struct Row {
    #[serde(deserialize_with = "scalars::word")]
    object: String,
    #[serde(default, deserialize_with = "scalars::text")]
    callback_url: Option<String>,
    active: Option<Flag>,
    #[serde(default)]
    fields: Vec<Field>,
}

/// Fields come as objects with a version; a plain name has been seen.
#[derive(Deserialize)]
#[serde(untagged)]
enum Field {
    Versioned { name: String },
    Plain(String),
}

#[derive(Deserialize)]
struct AppPermission {
    #[serde(deserialize_with = "scalars::word")]
    permission: String,
    #[serde(deserialize_with = "scalars::word")]
    status: String,
}

#[derive(Deserialize)]
struct Configurations {
    config_ids: Option<Vec<Id>>,
}

fn subscription(row: Row) -> AppSubscription {
    let name = |field| match field {
        Field::Versioned { name } | Field::Plain(name) => name,
    };
    AppSubscription {
        object: row.object,
        callback_url: row.callback_url,
        active: row.active.is_none_or(|Flag(active)| active),
        fields: row.fields.into_iter().map(name).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_come_with_or_without_a_version() {
        let row =
            json!({"object": "page", "active": false, "fields": [{"name": "messages", "version": "v26.0"}, "feed"]});
        let found = subscription(serde_json::from_value(row).unwrap());
        assert_eq!((found.active, found.fields.len(), found.callback_url), (false, 2, None));
    }
}
