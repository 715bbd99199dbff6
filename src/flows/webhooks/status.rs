//! Both layers side by side: what the app subscribes to, and what each Page or account sends to it.

use std::collections::BTreeSet;

use crate::domain::{AppSubscription, Connection, ConnectionRef, WebhookObject, text};
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::verify::{SubscriptionState, inspect_all};
use crate::platforms::instagram_name;

/// What one connection sends, and what of it is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionCoverage {
    /// Which.
    pub reference: ConnectionRef,
    /// Its name.
    pub name: String,
    /// Under which object Meta delivers it.
    pub object: WebhookObject,
    /// What it sends; why it is not known.
    pub sent: Result<SubscriptionState, String>,
    /// Fields that were wished and that the app does not subscribe to.
    pub missing_at_app: Vec<String>,
    /// Fields that were wished and that the Page does not send; `*` where nothing is sent at all.
    pub missing_here: Vec<String>,
}

impl ConnectionCoverage {
    /// Whether everything that was wished arrives.
    pub fn is_whole(&self) -> bool {
        self.sent.is_ok() && self.missing_at_app.is_empty() && self.missing_here.is_empty()
    }
}

/// Told each connection as it comes, so that memory does not grow with their number.
type Tell<'a> = &'a mut (dyn FnMut(ConnectionCoverage) -> Result<(), Failure> + Send);

/// Reads the layer of every connection and puts it beside the app's.
pub async fn coverage(tools: &Tools<'_>, app: &[AppSubscription], tell: Tell<'_>) -> Result<(), Failure> {
    let mut each = |connection: &Connection, sent| mine(app, connection, sent).map_or(Ok(()), &mut *tell);
    inspect_all(tools, &mut each).await
}

fn mine(
    app: &[AppSubscription],
    connection: &Connection,
    sent: Result<SubscriptionState, String>,
) -> Option<ConnectionCoverage> {
    let object = WebhookObject::of(connection.platform)?;
    let at_app = app.iter().find(|one| one.object == object.as_str() && one.active).map(|one| &one.fields);
    let wished = wished(connection, object);
    let has = |field: &String| at_app.is_some_and(|fields| fields.contains(field));
    let missing_here = sent.as_ref().map_or_else(|_| Vec::new(), |sent| lacking(connection, object, sent));
    Some(ConnectionCoverage {
        reference: connection.reference(),
        name: text::shown(&connection.title()),
        object,
        // An account with a callback of its own has its webhooks sent there; the fields are the app's all the same.
        missing_at_app: wished.iter().filter(|field| !has(field)).cloned().collect(),
        missing_here,
        sent,
    })
}

/// The fields that a connection wants, in the names of its object.
fn wished(connection: &Connection, object: WebhookObject) -> BTreeSet<String> {
    let fields = connection.webhook_fields.iter();
    match object {
        WebhookObject::Page => fields.cloned().collect(),
        WebhookObject::Instagram if connection.webhook_fields.is_empty() => least(),
        WebhookObject::Instagram => fields.filter_map(|field| instagram_name(field)).map(str::to_owned).collect(),
        // The account has no list of its own: the app's holds (Meta, WABA subscribed_apps).
        WebhookObject::WhatsappBusinessAccount => least(),
    }
}

fn least() -> BTreeSet<String> {
    BTreeSet::from(["messages".to_owned()])
}

/// What the Page or account does not send. An Instagram account sends everything as soon as its Page is subscribed to
/// anything (Meta, Instagram webhooks).
fn lacking(connection: &Connection, object: WebhookObject, sent: &SubscriptionState) -> Vec<String> {
    match (object, sent.subscribed) {
        (_, false) => vec!["*".to_owned()],
        (WebhookObject::Page, true) => {
            connection.webhook_fields.iter().filter(|field| !sent.fields.contains(*field)).cloned().collect()
        }
        (_, true) => Vec::new(),
    }
}
