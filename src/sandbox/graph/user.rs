//! The User node and what hangs below it (Meta, User reference).
//!
//! A person's token sees that person only; the app's token sees nothing of a person but the permissions.

use serde_json::{Map, Value, json};

use super::edge::Ask;
use super::fields::Field;
use super::{Answer, Context, accounts, bare, permissions, whatsapp, with_id};
use crate::http::Method;
use crate::sandbox::access::{Caller, Holder};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::Person;

/// Answers a call to a person.
pub(crate) fn answer(context: &mut Context<'_>, caller: &Caller, person: &Person, rest: &[&str]) -> Answer {
    if let ["permissions", rest @ ..] = rest {
        return permissions::answer(context, caller, person, rest);
    }
    let own = caller.holder().filter(|holder| holder.page.is_none() && holder.token.person == person.id);
    let Some(holder) = own else { return Err(context.absent(&person.id)) };
    lapsed(context, holder)?;
    if context.call.method != Method::Get {
        return Err(context.unsupported(&person.id));
    }
    let path = |edge: &str| format!("{}/{edge}", person.id);
    match rest {
        [] => node(context, holder, person, &context.fields(&["name", "id"])?),
        ["accounts"] => accounts::pages(context, holder, &Ask::of_call(context, path("accounts"))?).map(Value::Object),
        ["businesses"] => {
            accounts::businesses(context, holder, &Ask::of_call(context, path("businesses"))?).map(Value::Object)
        }
        ["assigned_whatsapp_business_accounts"] => whatsapp::assigned(context, holder, &person.id),
        _ => Err(context.no_edge("User", &person.id, rest)),
    }
}

/// After 90 days without a login the person's data is not read any more though the token is valid (Meta, data access
/// expiry). Public reports know 190/493 for it; of Page tokens nothing is known, and they go on.
fn lapsed(context: &Context<'_>, holder: &Holder) -> Result<(), GraphError> {
    let end = holder.token.data_access;
    if end == 0 || end > context.world.now {
        return Ok(());
    }
    Err(GraphError::dead(493, "The user has not engaged the app in longer than 90 days."))
}

fn node(context: &Context<'_>, holder: &Holder, person: &Person, fields: &[Field]) -> Answer {
    let mut node = Map::new();
    for field in fields {
        if field.arg("as").is_some() {
            // Meta, field expansion: aliases work on every node but this one.
            return Err(GraphError::parameter("Field aliases are not supported on node type (User)"));
        }
        if let Some(value) = value(context, holder, person, field)? {
            node.insert(field.key().to_owned(), value);
        }
    }
    Ok(with_id(node, &person.id))
}

fn value(context: &Context<'_>, holder: &Holder, person: &Person, field: &Field) -> Result<Option<Value>, GraphError> {
    let ask = || Ask::of_field(field, format!("{}/{}", person.id, field.name));
    let mut words = person.name.split(' ');
    Ok(match field.name.as_str() {
        "id" => Some(json!(person.id)),
        "name" => Some(json!(person.name)),
        "first_name" => words.next().map(|word| json!(word)),
        "last_name" => words.next_back().map(|word| json!(word)),
        "email" => holder.may("email").then(|| json!(person.email)),
        "client_business_id" => match &person.client_business {
            Some(business) => Some(json!(business)),
            None => return Err(GraphError::field(&field.name, "User")),
        },
        "accounts" => listed(accounts::pages(context, holder, &ask())?),
        "businesses" => listed(accounts::businesses(context, holder, &ask())?),
        "permissions" => listed(permissions::list(&holder.grant, &context.call.params)),
        _ => bare::value(field, "User")?,
    })
}

/// A list without a row and without a further page is left out of an expanded answer.
fn listed(list: Map<String, Value>) -> Option<Value> {
    let empty = list["data"].as_array().is_none_or(Vec::is_empty) && !list.contains_key("paging");
    (!empty).then_some(Value::Object(list))
}
