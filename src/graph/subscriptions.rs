//! Which webhooks a Page sends to the app (`/{page}/subscribed_apps`).

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Graph;
use super::apps::made_as_app;
use super::call::Call;
use super::scalars;
use crate::domain::{Secret, Trouble};

/// The app's subscription of one Page.
pub(super) type Subscription = BTreeSet<String>;

impl Graph {
    /// Subscribes each Page to its fields. All or nothing for each Page: one field that is unknown or not permitted
    /// makes Meta refuse them all.
    pub async fn subscribe(&self, wishes: &[(&str, &Secret, &[String])]) -> Vec<Result<(), Trouble>> {
        let call = |(page, token, fields): &(&str, &Secret, &[String])| {
            Call::post(edge(page)).param("subscribed_fields", fields.join(",")).token(token)
        };
        let answers = self.batch(wishes.iter().map(call).collect()).await;
        answers.into_iter().map(|answer| answer?.done()).collect()
    }

    /// The fields that each Page sends to this app; empty if none.
    pub async fn subscriptions(&self, pages: &[(&str, &Secret)]) -> Vec<Result<Subscription, Trouble>> {
        let calls = pages.iter().map(|(page, token)| Call::get(edge(page)).token(token)).collect();
        let lists = self.lists(calls).await.into_iter();
        lists.map(|apps| Ok(ours(apps?, &self.app.id))).collect()
    }

    /// Ends the app's subscription of a Page, as `token` (the Page's) or, without one, as the app, which may do that
    /// for its own subscription.
    pub async fn unsubscribe(&self, page: &str, token: Option<&Secret>) -> Result<(), Trouble> {
        let call = Call::delete(edge(page));
        let answer = match token {
            Some(token) => self.call(call.token(token)).await,
            None => self.call(call.token(&self.app.token())).await.map_err(made_as_app),
        };
        answer?.done()
    }
}

fn edge(page: &str) -> String {
    format!("{page}/subscribed_apps")
}

/// An app that a Page sends webhooks to.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    #[serde(default, deserialize_with = "scalars::texts")]
    subscribed_fields: Vec<String>,
}

/// The edge lists every app of the Page.
pub(super) fn ours(apps: Vec<Row>, app_id: &str) -> Subscription {
    let own = apps.into_iter().filter(|app| app.id == app_id);
    own.flat_map(|app| app.subscribed_fields).collect()
}

/// The fields that Meta named in a refusal, each with the permissions that it would need.
///
/// The code (200) says only that a permission is missing; which field lacks which stands in the message alone, one
/// sentence a field: "To subscribe to the messages field, one of these permissions is needed: `pages_messaging`."
fn without_permission(trouble: &Trouble) -> Vec<(String, String)> {
    let Some(graph) = trouble.graph.as_ref().filter(|graph| matches!(graph.code, Some(100 | 200))) else {
        return Vec::new();
    };
    let sentences = graph.message.split("To subscribe to the ").skip(1);
    let pair = |sentence: &str| {
        let (field, rest) = sentence.split_once(" field")?;
        let needed = rest.split_once("needed: ").map_or("", |(_, needed)| needed);
        Some((field.trim().to_owned(), needed.trim().trim_end_matches('.').to_owned()))
    };
    sentences.filter_map(pair).collect()
}

/// The field that Meta named as one that it does not have, with those that it has: "Param `subscribed_fields[2]` must be
/// one of {feed, mention} - got `"messaging_seen"`".
fn unknown(trouble: &Trouble) -> Option<(String, String)> {
    let graph = trouble.graph.as_ref().filter(|graph| graph.code == Some(100))?;
    let (_, rest) = graph.message.split_once("must be one of {")?;
    let (known, rest) = rest.split_once('}')?;
    let (_, field) = rest.split_once("got \"")?;
    Some((field.split('"').next()?.to_owned(), known.to_owned()))
}

/// Why Meta refused a list of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusedFields {
    /// Fields that need a permission each.
    Unpermitted(Vec<(String, String)>),
    /// A field that this version does not have, and those that it has.
    Unknown(String, String),
    /// It was not for a field.
    Other,
}

impl RefusedFields {
    /// What a refusal says of fields.
    pub fn of(trouble: &Trouble) -> Self {
        match (unknown(trouble), without_permission(trouble)) {
            (Some((field, known)), _) => Self::Unknown(field, known),
            (None, unpermitted) if unpermitted.is_empty() => Self::Other,
            (None, unpermitted) => Self::Unpermitted(unpermitted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::error;
    use crate::graph::paging::Page;
    use crate::graph::redact::Redactor;
    use serde_json::json;

    #[test]
    fn only_our_own_app_counts() {
        let answer = json!({"data": [{"id": "7", "subscribed_fields": ["feed"]},
                                     {"id": "9", "subscribed_fields": ["messages"]}]});
        let listed = || serde_json::from_value::<Page<Row>>(answer.clone()).unwrap().whole().unwrap();
        assert_eq!(ours(listed(), "9"), BTreeSet::from(["messages".to_owned()]));
        assert_eq!(ours(listed(), "8"), BTreeSet::new());
        let without_id = json!({"data": [{"subscribed_fields": ["messages"]}]});
        assert!(serde_json::from_value::<Page<Row>>(without_id).unwrap().whole().is_err());
    }

    #[test]
    fn a_refusal_names_each_field_and_its_permission() {
        let message = "(#200) To subscribe to the messages field, one of these permissions is needed: \
                       pages_messaging. To subscribe to the feed field, one of these permissions is needed: \
                       pages_manage_metadata.";
        let trouble = error::from_error(&json!({"code": 200, "message": message}), None, &Redactor::default());
        let expected = [("messages", "pages_messaging"), ("feed", "pages_manage_metadata")];
        let expected = expected.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
        assert_eq!(RefusedFields::of(&trouble), RefusedFields::Unpermitted(expected));
        let message = "(#100) Param subscribed_fields[2] must be one of {feed, mention} - got \"messaging_seen\"";
        let trouble = error::from_error(&json!({"code": 100, "message": message}), None, &Redactor::default());
        assert_eq!(
            RefusedFields::of(&trouble),
            RefusedFields::Unknown("messaging_seen".into(), "feed, mention".into())
        );
        let trouble = error::from_error(&json!({"code": 200, "message": "no"}), None, &Redactor::default());
        assert_eq!(RefusedFields::of(&trouble), RefusedFields::Other);
    }
}
