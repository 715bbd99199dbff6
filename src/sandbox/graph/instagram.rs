//! The Instagram account node (Meta, IG User reference).
//!
//! Read by itself it needs `instagram_basic` and a grant that names it; a personal account cannot be read at all.

use serde_json::{Map, json};

use super::fields::Field;
use super::{Answer, Context, bare, messages, with_id};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::{Instagram, Page, Sort};

/// Answers a call to an Instagram account.
pub(crate) fn answer(context: &mut Context<'_>, caller: &Caller, account: &Instagram, rest: &[&str]) -> Answer {
    let Some(holder) = caller.holder() else { return Err(context.absent(&account.id)) };
    if !holder.may("instagram_basic") {
        return Err(GraphError::new(10, "(#10) Application does not have permission for this action").status(403));
    }
    let granted = holder.includes(&context.world, &account.id, Sort::Instagram)?;
    if !account.professional || !granted || !through(context, holder.page.as_deref(), account)? {
        return Err(context.absent(&account.id));
    }
    match (context.call.method, rest) {
        (Method::Post, ["messages"]) => {
            let page = holder.page.as_deref().ok_or_else(messages::capability)?;
            let page: Page = context.world.get(page)?.unwrap_or_default();
            messages::send(context, caller, &page, Some(&account.id))
        }
        (Method::Get, ["conversations"]) => Err(messages::capability()),
        (Method::Get, []) => node(account, &context.fields(&["id"])?),
        _ => Err(context.no_edge("IGUser", &account.id, rest)),
    }
}

/// A Page's token reaches the Page's own account only.
fn through(context: &Context<'_>, page: Option<&str>, account: &Instagram) -> Result<bool, GraphError> {
    let Some(page) = page else { return Ok(true) };
    let page: Page = context.world.get(page)?.unwrap_or_default();
    Ok([page.instagram, page.connected].into_iter().flatten().any(|id| id == account.id))
}

/// Writes an account.
pub(crate) fn node(account: &Instagram, fields: &[Field]) -> Answer {
    let mut node = Map::new();
    for field in fields {
        let value = match field.name.as_str() {
            "id" => Some(json!(account.id)),
            "username" => Some(json!(account.username)),
            "name" => Some(json!(account.name)),
            "profile_picture_url" => Some(json!(format!("https://scontent.invalid/{}.jpg", account.id))),
            _ => bare::value(field, "IGUser")?,
        };
        node.extend(value.map(|value| (field.key().to_owned(), value)));
    }
    Ok(with_id(node, &account.id))
}
