//! `/{app}/subscriptions` (Meta, application subscriptions): the app's own layer of webhooks, with the app token only.
//!
//! A new address is asked first whether it knows the verify token. Without an object, `DELETE` drops everything, which
//! Meta documents by leaving both parameters optional.

use serde_json::{Value, json};

use super::{Answer, Context, Stop};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::catalogue::object_fields;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{AppSubscription, Object, pair};

/// Answers a call.
pub(crate) fn answer(context: &Context<'_>, caller: &Caller) -> Result<Value, Stop> {
    if !matches!(caller, Caller::App) {
        // Meta's words for a token of the wrong kind.
        return Err(GraphError::new(15, "(#15) This method must be called with an app access_token.").into());
    }
    match context.call.method {
        Method::Get => Ok(list(context)?),
        Method::Post => subscribe(context),
        Method::Delete => Ok(unsubscribe(context)?),
        _ => Err(context.unsupported(&context.world.app.id).into()),
    }
}

fn list(context: &Context<'_>) -> Answer {
    let all: Vec<AppSubscription> = context.world.list(&context.world.app.id, Slice::ALL)?;
    let row = |one: &AppSubscription| {
        let field = |(name, version): &(String, String)| json!({ "name": name, "version": version });
        let fields: Vec<Value> = one.fields.iter().map(field).collect();
        let mut row = json!({ "object": one.object.name(), "callback_url": one.callback_url, "active": true });
        if one.include_values {
            row["include_values"] = json!(true);
        }
        row["fields"] = json!(fields);
        row
    };
    Ok(json!({ "data": all.iter().map(row).collect::<Vec<_>>() }))
}

fn subscribe(context: &Context<'_>) -> Result<Value, Stop> {
    let params = &context.call.params;
    let object = object(context)?.ok_or_else(|| GraphError::parameter("The parameter object is required."))?;
    let app = &context.world.app.id;
    let before: Option<AppSubscription> = context.world.get(&pair(app, object.name()))?;
    let mut after = before.unwrap_or(AppSubscription { app: app.clone(), object, ..AppSubscription::default() });
    if let Some(fields) = params.list("fields") {
        let version = context.call.version.to_string();
        known(object, &fields)?;
        after.fields = fields.into_iter().map(|field| (field, version.clone())).collect();
    }
    if let Some(wish) = params.some("include_values") {
        after.include_values = wish == "true" || wish == "1";
    }
    match params.some("callback_url") {
        Some(url) => {
            context.handshake("callback_url", url, params.get("verify_token").unwrap_or(""))?;
            url.clone_into(&mut after.callback_url);
        }
        None if after.callback_url.is_empty() => {
            return Err(GraphError::parameter("The parameter callback_url is required.").into());
        }
        None => {}
    }
    context.world.put(&after)?;
    Ok(json!({ "success": true }))
}

fn unsubscribe(context: &Context<'_>) -> Answer {
    let app = &context.world.app.id;
    let fields = context.call.params.list("fields");
    match (object(context)?, fields) {
        (None, _) => context.world.remove_all::<AppSubscription>(app)?,
        (Some(object), None) => {
            context.world.remove::<AppSubscription>(&pair(app, object.name()))?;
        }
        (Some(object), Some(fields)) => {
            known(object, &fields)?;
            if let Some(mut one) = context.world.get::<AppSubscription>(&pair(app, object.name()))? {
                one.fields.retain(|(name, _)| !fields.contains(name));
                context.world.put(&one)?;
            }
        }
    }
    Ok(json!({ "success": true }))
}

fn object(context: &Context<'_>) -> Result<Option<Object>, GraphError> {
    let Some(name) = context.call.params.some("object") else { return Ok(None) };
    let names = Object::ALL.map(Object::name).join(", ");
    let unknown = || GraphError::parameter(format_args!("Param object must be one of {{{names}}} - got \"{name}\"."));
    Object::named(name).map(Some).ok_or_else(unknown)
}

/// Refuses the whole list for one unknown name.
fn known(object: Object, fields: &[String]) -> Result<(), GraphError> {
    let names = object_fields(object);
    match fields.iter().enumerate().find(|(_, field)| !names.contains(&field.as_str())) {
        None => Ok(()),
        Some((index, field)) => Err(GraphError::parameter(format_args!(
            "Param fields[{index}] must be one of {{{}}} - got \"{field}\".",
            names.join(", ")
        ))),
    }
}
