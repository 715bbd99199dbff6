//! The Page node (Meta, Page reference).
//!
//! `access_token` is written only for someone with a role whose grant names the Page; `tasks` is no field of the node,
//! only of `/me/accounts`. A Page that the caller may not see answers like one that does not exist.

use serde_json::{Map, Value, json};

use super::fields::Field;
use super::{Answer, Context, bare, instagram, messages, subscribed, with_id};
use crate::http::Method;
use crate::sandbox::access::{Caller, Holder};
use crate::sandbox::error::GraphError;
use crate::sandbox::ids;
use crate::sandbox::world::models::{Business, Instagram, Member, Page, Role, Sort, Subscription, pair};

/// Answers a call to a Page or to something below it.
pub(crate) fn answer(context: &mut Context<'_>, caller: &Caller, page: &Page, rest: &[&str]) -> Answer {
    if let ["subscribed_apps"] = rest {
        return subscribed::answer(context, caller, page);
    }
    match (context.call.method, rest) {
        (Method::Post, ["messages"]) => return messages::send(context, caller, page, None),
        (Method::Get, ["conversations"]) => return messages::conversations(context, caller, page),
        _ => {}
    }
    let Some(holder) = caller.holder() else { return Err(context.absent(&page.id)) };
    if !visible(context, holder, page)? {
        return Err(context.absent(&page.id));
    }
    match (context.call.method, rest) {
        (Method::Get, []) => node(context, holder, page, None, &context.fields(&["name", "id"])?),
        (Method::Get, ["instagram_accounts"]) => accounts(context, holder, page),
        _ => Err(context.no_edge("Page", &page.id, rest)),
    }
}

/// Whether the holder sees the Page: as itself, by a granted role, or through a portfolio.
fn visible(context: &Context<'_>, holder: &Holder, page: &Page) -> Result<bool, GraphError> {
    if let Some(own) = &holder.page {
        return Ok(*own == page.id);
    }
    if holder.includes(&context.world, &page.id, Sort::Page)? && holder.role(&context.world, &page.id)?.is_some() {
        return Ok(true);
    }
    let Some(business) = &page.business else { return Ok(false) };
    Ok(holder.may("business_management") && context.world.has::<Member>(&pair(&holder.roles, business))?)
}

/// The accounts behind a Page, by either link.
fn accounts(context: &Context<'_>, holder: &Holder, page: &Page) -> Answer {
    if !holder.may("instagram_basic") {
        return Err(GraphError::new(10, "(#10) Application does not have permission for this action").status(403));
    }
    let mut ids: Vec<&String> = [&page.instagram, &page.connected].into_iter().flatten().collect();
    ids.dedup();
    let fields = context.fields(&["id"])?;
    let mut data = Vec::new();
    for id in ids {
        let account: Instagram = context.world.get(id)?.unwrap_or_default();
        data.push(instagram::node(&account, &fields)?);
    }
    Ok(json!({ "data": data }))
}

/// Writes a Page. `role` is there in the list of `/me/accounts` only.
pub(crate) fn node(
    context: &Context<'_>,
    holder: &Holder,
    page: &Page,
    role: Option<&Role>,
    fields: &[Field],
) -> Answer {
    let mut node = Map::new();
    for field in fields {
        if let Some(value) = value(context, holder, page, role, field)? {
            node.insert(field.key().to_owned(), value);
        }
    }
    Ok(with_id(node, &page.id))
}

fn value(
    context: &Context<'_>,
    holder: &Holder,
    page: &Page,
    role: Option<&Role>,
    field: &Field,
) -> Result<Option<Value>, GraphError> {
    let world = &context.world;
    Ok(match (field.name.as_str(), role) {
        ("id", _) => Some(json!(page.id)),
        ("name", _) => Some(json!(page.name)),
        ("category", _) => Some(json!(page.category)),
        ("category_list", _) => Some(json!([{ "id": category(&page.category), "name": page.category }])),
        ("link", _) => Some(json!(format!("https://www.facebook.com/{}", page.id))),
        ("tasks", Some(role)) => Some(json!(role.tasks)),
        ("access_token", _) if holder.page.is_none() && !IMPERSONATING.iter().any(|scope| holder.may(scope)) => {
            return Err(GraphError::new(190, impersonating()));
        }
        ("access_token", _) => holder.page_token(world, &page.id)?.map(Value::String),
        ("instagram_business_account", _) => linked(context, page.instagram.as_deref(), field)?,
        ("connected_instagram_account", _) => linked(context, page.connected.as_deref(), field)?,
        ("has_transitioned_to_new_page_experience", _) => Some(json!(page.transitioned)),
        ("is_published", _) => Some(json!(true)),
        ("is_webhooks_subscribed", _) => Some(json!(world.has::<Subscription>(&pair(&page.id, &world.app.id))?)),
        ("has_whatsapp_number" | "has_whatsapp_business_number", _) => Some(json!(false)),
        ("whatsapp_number", _) => None,
        ("messaging_feature_status", _) => {
            Some(json!({ "hop_v2": false, "ig_multi_app": false, "msgr_multi_app": false }))
        }
        ("subscribed_apps", _) => subscribed::expanded(context, holder, page, field)?,
        ("business", _) => business(context, holder, page, field)?,
        _ => bare::value(field, "Page")?,
    })
}

/// What a person's token needs one of to be given a Page's.
const IMPERSONATING: &[&str] = &[
    "pages_read_engagement",
    "pages_manage_metadata",
    "pages_read_user_content",
    "pages_manage_ads",
    "pages_show_list",
    "pages_messaging",
];

fn impersonating() -> String {
    let (last, others) = IMPERSONATING.split_last().unwrap_or((&"", &[]));
    format!(
        "Any of the {} or {last} permission(s) must be granted before impersonating a user's page.",
        others.join(", ")
    )
}

/// Meta numbers its categories.
fn category(name: &str) -> String {
    let hex = ids::hmac_hex(b"category", name.as_bytes());
    format!("{:016}", u64::from_str_radix(&hex[..12], 16).unwrap_or_default())
}

/// The account behind a Page. The Page's side shows id and handle even where the account itself cannot be read
/// (Meta's own sample reads `instagram_business_account{username}` this way).
fn linked(context: &Context<'_>, account: Option<&str>, field: &Field) -> Result<Option<Value>, GraphError> {
    let Some(account) = account else { return Ok(None) };
    let account: Instagram = context.world.get(account)?.unwrap_or_default();
    let usual = [Field::named("id")];
    instagram::node(&account, field.below.as_deref().unwrap_or(&usual)).map(Some)
}

/// The portfolio needs `business_management`; without it the field is absent.
fn business(context: &Context<'_>, holder: &Holder, page: &Page, field: &Field) -> Result<Option<Value>, GraphError> {
    let Some(id) = page.business.as_deref().filter(|_| holder.may("business_management")) else { return Ok(None) };
    let business: Business = context.world.get(id)?.unwrap_or_default();
    let usual = [Field::named("id"), Field::named("name")];
    business_node(&business, field.below.as_deref().unwrap_or(&usual)).map(Some)
}

/// Writes a portfolio.
pub(crate) fn business_node(business: &Business, fields: &[Field]) -> Answer {
    let mut node = Map::new();
    for field in fields {
        let value = match field.name.as_str() {
            "id" => Some(json!(business.id)),
            "name" => Some(json!(business.name)),
            "verification_status" => Some(json!("verified")),
            _ => bare::value(field, "Business")?,
        };
        node.extend(value.map(|value| (field.key().to_owned(), value)));
    }
    Ok(with_id(node, &business.id))
}
