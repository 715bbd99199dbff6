//! What is set up for the app itself: its webhook subscriptions and the permissions that work for everybody.

use std::collections::BTreeSet;

use serde_json::Value;

use super::apps::made_as_app;
use super::call::Call;
use super::{Graph, read};
use crate::domain::Trouble;

/// The app's subscription of one kind of object (Meta, `/{app}/subscriptions`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSubscription {
    /// `page`, `instagram`, `whatsapp_business_account`.
    pub object: String,
    /// Where Meta delivers.
    pub callback_url: Option<String>,
    /// Meta switches a subscription off whose callback keeps failing.
    pub active: bool,
    /// Fields.
    pub fields: BTreeSet<String>,
}

impl Graph {
    /// The app's webhook subscriptions. An empty list is a real one.
    pub async fn app_subscriptions(&self) -> Result<Vec<AppSubscription>, Trouble> {
        let call = Call::get(format!("{}/subscriptions", self.app.id)).token(&self.app.token());
        let answer = self.call(call).await.map_err(made_as_app)?;
        Ok(answer["data"].as_array().into_iter().flatten().filter_map(subscription).collect())
    }

    /// The permissions that Meta has opened to everybody for this app; none while the app is in development mode.
    pub async fn live_permissions(&self) -> Result<BTreeSet<String>, Trouble> {
        let call = Call::get(format!("{}/permissions", self.app.id)).param("status", "live");
        let rows = self.rows(call.token(&self.app.token())).await.map_err(made_as_app)?.rows;
        let live = rows.iter().filter(|row| row["status"].as_str().is_none_or(|status| status == "live"));
        Ok(live.filter_map(|row| read::text(&row["permission"])).collect())
    }
}

fn subscription(row: &Value) -> Option<AppSubscription> {
    let fields = row["fields"].as_array().into_iter().flatten();
    // Fields come as objects with a version; a plain name has been seen.
    let name = |field: &Value| read::text(&field["name"]).or_else(|| read::text(field));
    Some(AppSubscription {
        object: read::text(&row["object"])?,
        callback_url: read::text(&row["callback_url"]),
        active: row["active"].as_bool().unwrap_or(true),
        fields: fields.filter_map(name).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_come_with_or_without_a_version() {
        let row =
            json!({"object": "page", "active": false, "fields": [{"name": "messages", "version": "v26.0"}, "feed"]});
        let found = subscription(&row).unwrap();
        assert_eq!((found.active, found.fields.len(), found.callback_url), (false, 2, None));
    }
}
