//! `debug_token` (Meta, its reference page): what a token is.
//!
//! A dead or garbled input token is no error of the call: the answer is 200 with `is_valid: false`. An entry of
//! `granular_scopes` without `target_ids` means all assets; a permission for which nothing was picked has no entry.

use serde_json::{Map, Value, json};

use super::{Answer, Context};
use crate::sandbox::access::{self, Holder};
use crate::sandbox::catalogue::{Reach, reach};
use crate::sandbox::error::GraphError;
use crate::sandbox::ids::Named;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Grant, Kind, Target, Token, targets};

/// Answers a call whose own token was found to be alive.
pub(crate) fn answer(context: &Context<'_>) -> Answer {
    let Some(input) = context.call.params.some("input_token") else {
        return Err(GraphError::parameter("The parameter input_token is required."));
    };
    let data = match context.world.home.key.read(input) {
        Some(Named::Remembered(serial)) if foreign(context, serial)? => {
            return Err(GraphError::parameter(
                "You must provide an app access token, or a user access token that is an owner or developer of the app",
            ));
        }
        Some(Named::Remembered(serial)) => held(context, serial, None)?,
        Some(Named::Page(serial, page)) => held(context, serial, Some(page))?,
        _ => match access::resolve(&context.world, input) {
            Ok(_) => app(context),
            Err(failure) => invalid(Map::new(), &failure),
        },
    };
    Ok(json!({ "data": data }))
}

fn foreign(context: &Context<'_>, serial: u32) -> Result<bool, GraphError> {
    let token: Option<Token> = context.world.get(&serial.to_string())?;
    Ok(token.is_some_and(|token| token.kind == Kind::Foreign))
}

fn app(context: &Context<'_>) -> Value {
    let app = &context.world.app;
    json!({ "app_id": app.id, "type": "APP", "application": app.name, "is_valid": true, "scopes": [] })
}

fn held(context: &Context<'_>, serial: u32, page: Option<String>) -> Answer {
    let holder = match access::find(&context.world, serial, page) {
        Ok(holder) => holder,
        Err(failure) => return Ok(invalid(Map::new(), &failure)),
    };
    let mut data = about(context, &holder);
    if let Err(failure) = access::alive(&context.world, &holder) {
        return Ok(invalid(data, &failure));
    }
    data.insert("is_valid".into(), json!(true));
    data.insert("scopes".into(), json!(holder.grant.scopes));
    data.insert("granular_scopes".into(), granular(context, &holder.grant)?);
    Ok(Value::Object(data))
}

fn about(context: &Context<'_>, holder: &Holder) -> Map<String, Value> {
    let (app, token) = (&context.world.app, &holder.token);
    let kind = match (&holder.page, token.kind) {
        (Some(_), _) => "PAGE",
        (None, Kind::System) => "SYSTEM_USER",
        (None, _) => "USER",
    };
    let mut data = Map::new();
    data.insert("app_id".into(), json!(app.id));
    data.insert("type".into(), json!(kind));
    data.insert("application".into(), json!(app.name));
    data.insert("data_access_expires_at".into(), json!(token.data_access));
    data.insert("expires_at".into(), json!(holder.expires()));
    // Recorded answers have it for tokens that were made to last, and not for those that a login gives.
    if token.long || token.kind == Kind::System {
        data.insert("issued_at".into(), json!(token.issued));
    }
    data.insert("user_id".into(), json!(token.person));
    if let Some(page) = &holder.page {
        data.insert("profile_id".into(), json!(page));
    }
    data
}

fn invalid(mut data: Map<String, Value>, failure: &GraphError) -> Value {
    let mut error = json!({ "code": failure.code(), "message": failure.message() });
    if let Some(subcode) = failure.subcode() {
        error["subcode"] = json!(subcode);
    }
    data.insert("error".into(), error);
    data.insert("is_valid".into(), json!(false));
    data.insert("scopes".into(), json!([]));
    Value::Object(data)
}

fn granular(context: &Context<'_>, grant: &Grant) -> Answer {
    let mut entries = Vec::new();
    for scope in &grant.scopes {
        match reach(scope) {
            Reach::Person => {}
            Reach::Everything => entries.push(json!({ "scope": scope })),
            Reach::Assets(sort) if grant.covers(sort) => entries.push(json!({ "scope": scope })),
            Reach::Assets(sort) => {
                let rows: Vec<Target> = context.world.list(&targets(&grant.id, sort), Slice::ALL)?;
                let ids: Vec<String> = rows.into_iter().map(|target| target.asset).collect();
                if !ids.is_empty() {
                    entries.push(json!({ "scope": scope, "target_ids": ids }));
                }
            }
        }
    }
    Ok(Value::Array(entries))
}
