//! `/{app}/permissions` (Meta, Application reference): which permissions are open to everybody.
//!
//! In development mode none is; that is how a program can tell the mode, for which Meta has no field.

use serde_json::{Value, json};

use super::{Answer, Context};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::failure::Failure;

/// Answers a call.
pub(crate) fn answer(context: &Context<'_>, caller: &Caller) -> Answer {
    let app = &context.world.app;
    if context.call.method != Method::Get {
        return Err(context.unsupported(&app.id));
    }
    if !matches!(caller, Caller::App) {
        return Err(Failure::new(15, "(#15) This method must be called with an app access_token."));
    }
    let status = if app.live { "live" } else { "unapproved" };
    let wanted = context.call.params.some("status").is_none_or(|wanted| wanted == status);
    let rows = SCOPES.iter().filter(|_| wanted).map(|scope| json!({ "permission": scope, "status": status }));
    Ok(json!({ "data": rows.collect::<Vec<Value>>() }))
}
