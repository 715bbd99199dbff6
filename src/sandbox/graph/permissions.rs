//! `/{user}/permissions` (Meta, User permissions reference): what was granted, and taking it back.
//!
//! Taking everything back removes the app: all tokens of that person die with 190/458, Page tokens made from them
//! too. Subscriptions of Pages stay, as at Meta.

use serde_json::{Map, Value, json};

use super::{Answer, Context};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::call::Params;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::error::GraphError;
use crate::sandbox::grants;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Grant, Person};

/// Answers a call to a person's permissions.
pub(crate) fn answer(context: &mut Context<'_>, caller: &Caller, person: &Person, rest: &[&str]) -> Answer {
    let params = &context.call.params;
    let grants: Vec<Grant> = context.world.list(&person.id, Slice::ALL)?;
    let mut grants: Vec<Grant> = grants.into_iter().filter(|grant| !grant.removed).collect();
    let own = match caller {
        Caller::App => grants.iter().min_by_key(|grant| grant.id.len()),
        Caller::Holder(holder) if holder.page.is_none() && holder.token.person == person.id => Some(&holder.grant),
        Caller::Holder(_) => None,
    };
    let own = own.ok_or_else(|| context.absent(&person.id))?;
    match (context.call.method, rest) {
        (Method::Get, []) => Ok(Value::Object(list(own, params))),
        (Method::Delete, []) if params.some("permission").is_none() => remove_app(context, person),
        (Method::Delete, []) => remove(context, &mut grants, params.some("permission").unwrap_or("")),
        (Method::Delete, [permission]) => remove(context, &mut grants, permission),
        _ => Err(context.no_edge("User", &person.id, &["permissions"])),
    }
}

/// Writes what a grant grants and declines, through the filters `permission` and `status`.
pub(crate) fn list(grant: &Grant, params: &Params) -> Map<String, Value> {
    let granted = grant.scopes.iter().map(|scope| (scope, "granted"));
    let declined = grant.declined.iter().map(|scope| (scope, "declined"));
    let passes = |name: &str, value: &str| params.some(name).is_none_or(|wanted| wanted == value);
    let data = granted
        .chain(declined)
        .filter(|(scope, status)| passes("permission", scope) && passes("status", status))
        .map(|(scope, status)| json!({ "permission": scope, "status": status }))
        .collect();
    Map::from_iter([("data".to_owned(), Value::Array(data))])
}

fn remove_app(context: &mut Context<'_>, person: &Person) -> Answer {
    grants::remove_app(&mut context.world, &person.id)?;
    Ok(json!({ "success": true }))
}

fn remove(context: &Context<'_>, grants: &mut [Grant], permission: &str) -> Answer {
    if !SCOPES.contains(&permission) {
        return Err(GraphError::parameter(format_args!("Invalid permission: {permission}")));
    }
    for grant in grants {
        if let Some(at) = grant.scopes.iter().position(|scope| scope == permission) {
            let scope = grant.scopes.remove(at);
            grant.declined.push(scope);
            context.world.put(grant)?;
        }
    }
    Ok(json!({ "success": true }))
}
