//! `/{waba}/subscribed_apps` (Meta, WABA subscribed apps): the app on the account, and an own address for its webhooks.
//!
//! An own address is taken only after a plain subscription, and the next plain subscription takes it away (public
//! reports; Meta's guide says the second). The address is asked first. The app stands under `whatsapp_business_api_data`, unlike a Page's.

use serde_json::{Map, Value, json};

use super::{required, success};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::fields::Field;
use crate::sandbox::graph::{Answer, Context, Stop};
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Waba, WabaSubscription, pair};

/// What is shown of an app when no fields are asked for.
pub(super) const USUAL: &[&str] = &["link", "name", "id"];

/// What an own address is refused with before a plain subscription.
const BEFORE: &str = "Before override the current callback uri, your app must be subscribed to receive messages for \
                      WhatsApp Business Account";

/// Lists the apps on the account.
pub(super) fn list(context: &Context<'_>, waba: &Waba, fields: &[Field]) -> Answer {
    let app = &context.world.app;
    let mut data = Vec::new();
    for subscription in context.world.list::<WabaSubscription>(&waba.id, Slice::ALL)? {
        let mut about = Map::new();
        for field in fields {
            let value = match field.name.as_str() {
                "id" => json!(subscription.app),
                "name" => json!(app.name),
                "link" => json!(format!("https://www.facebook.com/games/?app_id={}", subscription.app)),
                _ => return Err(GraphError::field(&field.name, "Application")),
            };
            about.insert(field.key().to_owned(), value);
        }
        let mut row = json!({ "whatsapp_business_api_data": about });
        if let Some(uri) = subscription.override_uri {
            row["override_callback_uri"] = json!(uri);
        }
        data.push(row);
    }
    Ok(json!({ "data": Value::Array(data) }))
}

/// Puts the app on the account.
pub(super) fn subscribe(context: &Context<'_>, waba: &Waba) -> Result<Value, Stop> {
    let app = &context.world.app.id;
    let own = wanted(context)?;
    if let Some((uri, verify_token)) = own {
        if !context.world.has::<WabaSubscription>(&pair(&waba.id, app))? {
            return Err(GraphError::parameter(BEFORE).into());
        }
        context.handshake("override_callback_uri", uri, verify_token)?;
    }
    let override_uri = own.map(|(uri, _)| uri.to_owned());
    context.world.put(&WabaSubscription { waba: waba.id.clone(), app: app.clone(), override_uri })?;
    Ok(success())
}

/// The own address that was asked for, and the verify token that comes with it.
fn wanted<'c>(context: &'c Context<'_>) -> Result<Option<(&'c str, &'c str)>, GraphError> {
    let params = &context.call.params;
    match (params.some("override_callback_uri"), params.some("verify_token")) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(required("override_callback_uri")),
        (Some(_), None) => Err(required("verify_token")),
        (Some(uri), Some(verify_token)) => Ok(Some((uri, verify_token))),
    }
}

/// Takes the app off the account.
pub(super) fn unsubscribe(context: &Context<'_>, waba: &Waba) -> Answer {
    context.world.remove::<WabaSubscription>(&pair(&waba.id, &context.world.app.id))?;
    Ok(success())
}
