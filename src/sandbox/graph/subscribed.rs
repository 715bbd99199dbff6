//! `/{page}/subscribed_apps` (Meta, reference of the Page's edge): all three verbs.
//!
//! A list of fields is taken whole or not at all, and replaces the earlier one. Only the Page's own token will do,
//! but for the app's token, which may take the app's own subscription away.

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::{Answer, Context, lacking};
use crate::http::Method;
use crate::sandbox::access::{Caller, Holder};
use crate::sandbox::catalogue::{FIELDS, permission};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Page, Subscription, pair};

/// The tasks of which one is needed.
const TASKS: &[&str] = &[
    "MODERATE",
    "CREATE_CONTENT",
    "MANAGE",
    "PROFILE_PLUS_MODERATE",
    "PROFILE_PLUS_CREATE_CONTENT",
    "PROFILE_PLUS_MANAGE",
    "PROFILE_PLUS_FULL_CONTROL",
];

/// Answers a call.
pub(crate) fn answer(context: &Context<'_>, caller: &Caller, page: &Page) -> Answer {
    let holder = match caller {
        Caller::App if context.call.method == Method::Delete => return unsubscribe(context, page),
        Caller::Holder(holder) => holder,
        Caller::App => return Err(of_page_only()),
    };
    may(context, holder, page)?;
    match context.call.method {
        Method::Get => list(context, page),
        Method::Post => subscribe(context, holder, page),
        Method::Delete => unsubscribe(context, page),
        _ => Err(context.unsupported(&page.id)),
    }
}

/// The edge as a field of the Page (Meta, field expansion): one without items is left out.
pub(crate) fn expanded(
    context: &Context<'_>,
    holder: &Holder,
    page: &Page,
    field: &Field,
) -> Result<Option<Value>, GraphError> {
    may(context, holder, page)?;
    let mut edge = list(context, page)?;
    for app in edge["data"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        if let Some(below) = &field.below {
            app.retain(|key, _| key == "id" || below.iter().any(|field| field.name == *key));
        }
    }
    Ok(edge["data"].as_array().is_some_and(|apps| !apps.is_empty()).then_some(edge))
}

fn of_page_only() -> GraphError {
    GraphError::new(210, "(#210) A page access token is required to request this resource.")
}

fn may(context: &Context<'_>, holder: &Holder, page: &Page) -> Result<(), GraphError> {
    match holder.page.as_deref() {
        None => return Err(of_page_only()),
        Some(own) if own != page.id => return Err(context.absent(&page.id)),
        Some(_) => {}
    }
    for scope in ["pages_manage_metadata", "pages_show_list"] {
        if !holder.may(scope) {
            return Err(lacking(&format!("Requires {scope} permission to manage the object")));
        }
    }
    let role = holder.role(&context.world, &page.id)?.unwrap_or_default();
    if role.tasks.iter().any(|task| TASKS.contains(&task.as_str())) {
        return Ok(());
    }
    Err(lacking("User does not have sufficient administrative permission for this action on this page."))
}

fn list(context: &Context<'_>, page: &Page) -> Answer {
    let mut apps: Vec<Subscription> = context.world.list(&page.id, Slice::ALL)?;
    apps.sort_by_key(|app| app.app != context.world.app.id);
    let data: Vec<Value> = apps
        .iter()
        .map(|app| {
            json!({
                "category": "Business",
                "link": format!("https://www.facebook.com/games/?app_id={}", app.app),
                "name": app.name,
                "id": app.app,
                "subscribed_fields": app.fields,
            })
        })
        .collect();
    Ok(json!({ "data": data }))
}

fn subscribe(context: &Context<'_>, holder: &Holder, page: &Page) -> Answer {
    let Some(fields) = context.call.params.list("subscribed_fields").filter(|fields| !fields.is_empty()) else {
        return Err(GraphError::parameter("The parameter subscribed_fields is required."));
    };
    for (index, field) in fields.iter().enumerate() {
        if !FIELDS.contains(&field.as_str()) {
            let known = FIELDS.join(", ");
            return Err(GraphError::parameter(format_args!(
                "Param subscribed_fields[{index}] must be one of {{{known}}} - got \"{field}\"."
            )));
        }
    }
    let missing: Vec<String> =
        fields.iter().filter(|field| !holder.may(permission(field))).map(|f| sentence(f)).collect();
    if !missing.is_empty() {
        return Err(lacking(&missing.join("\n")));
    }
    let app = &context.world.app;
    let mut kept = Vec::new();
    for field in fields {
        if !kept.contains(&field) {
            kept.push(field);
        }
    }
    context.world.put(&Subscription {
        page: page.id.clone(),
        app: app.id.clone(),
        name: app.name.clone(),
        fields: kept,
    })?;
    Ok(json!({ "success": true }))
}

fn sentence(field: &str) -> String {
    format!("To subscribe to the {field} field, one of these permissions is needed: {}.", permission(field))
}

fn unsubscribe(context: &Context<'_>, page: &Page) -> Answer {
    context.world.remove::<Subscription>(&pair(&page.id, &context.world.app.id))?;
    let mut answer = Map::new();
    answer.insert("success".into(), json!(true));
    answer.insert("messaging_success".into(), json!(true));
    Ok(Value::Object(answer))
}
