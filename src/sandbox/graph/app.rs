//! The app's own node (Meta, Application reference): what proves that id and secret belong together.

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::{Context, Stop, app_lists, app_subscriptions, clients, with_id};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::App;

/// Answers a call to the app.
pub(crate) fn answer(context: &Context<'_>, caller: &Caller, rest: &[&str]) -> Result<Value, Stop> {
    let app = &context.world.app;
    match (context.call.method, rest) {
        (_, ["subscriptions"]) => return app_subscriptions::answer(context, caller),
        (Method::Get, ["roles"]) => return Ok(app_lists::roles(context, caller)?),
        (Method::Get, ["permissions"]) => return Ok(app_lists::permissions(context, caller)?),
        (_, ["connected_client_businesses"]) => return Ok(clients::connected(context, caller)?),
        _ => {}
    }
    if context.call.method != Method::Get || !rest.is_empty() {
        return Err(context.no_edge("Application", &app.id, rest).into());
    }
    let mut node = Map::new();
    for field in context.fields(&["category", "link", "name", "id"])? {
        if let Some(value) = value(app, caller, &field)? {
            node.insert(field.key().to_owned(), value);
        }
    }
    Ok(with_id(node, &app.id))
}

/// Settings are for the app itself; others see its name.
fn value(app: &App, caller: &Caller, field: &Field) -> Result<Option<Value>, GraphError> {
    let own = matches!(caller, Caller::App);
    let configs = || app.configs.iter().map(|config| config.id.as_str()).collect::<Vec<_>>();
    Ok(match field.name.as_str() {
        "id" => Some(json!(app.id)),
        "name" => Some(json!(app.name)),
        "link" => Some(json!(format!("https://www.facebook.com/games/?app_id={}", app.id))),
        "category" => Some(json!("Business")),
        "app_type" => own.then(|| json!(0)),
        "app_domains" => own.then(|| json!(["localhost"])),
        "config_ids" => own.then(|| json!(configs())),
        "has_messenger_product" => own.then(|| json!(true)),
        "privacy_policy_url" => own.then(|| json!("https://example.invalid/privacy")),
        // The name of the company, which the app's dashboard may leave empty.
        "company" => own.then(|| json!("SNORQ Sandbox Ltd")),
        _ => return Err(GraphError::field(&field.name, "Application")),
    })
}
