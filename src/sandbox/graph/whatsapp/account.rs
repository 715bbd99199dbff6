//! The account node and the lists of accounts (Meta, WhatsApp Business Account reference).

use serde_json::{Map, Value, json};

use super::{MANAGEMENT, health, numbers, reaches, subscribed};
use crate::sandbox::access::Holder;
use crate::sandbox::clients;
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::edge::{self, Ask};
use crate::sandbox::graph::fields::Field;
use crate::sandbox::graph::{Answer, Context, bare, with_id};
use crate::sandbox::ids;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Business, Waba, WabaShare};

/// What the node shows when no fields are asked for.
const USUAL: &[&str] = &["id", "name", "currency", "timezone_id", "message_template_namespace"];

/// Answers a call to the node.
pub(super) fn answer(context: &Context<'_>, holder: &Holder, waba: &Waba) -> Answer {
    node(context, holder, waba, &context.fields(USUAL)?)
}

fn node(context: &Context<'_>, holder: &Holder, waba: &Waba, fields: &[Field]) -> Answer {
    let mut node = Map::new();
    for field in fields {
        if let Some(value) = value(context, holder, waba, field)? {
            node.insert(field.key().to_owned(), value);
        }
    }
    Ok(with_id(node, &waba.id))
}

fn value(context: &Context<'_>, holder: &Holder, waba: &Waba, field: &Field) -> Result<Option<Value>, GraphError> {
    Ok(Some(match field.name.as_str() {
        "id" => json!(waba.id),
        "name" => json!(waba.name),
        "currency" => json!(waba.currency),
        "timezone_id" => json!(waba.timezone),
        "message_template_namespace" => json!(namespace(&waba.id)),
        "country" => json!(waba.country),
        "status" => json!(if waba.locked { "DISABLED" } else { "ACTIVE" }),
        "account_review_status" => json!(waba.review),
        "business_verification_status" => json!(waba.verification),
        "whatsapp_business_manager_messaging_limit" => json!(limit(waba)),
        "ownership_type" => json!(ownership(context, holder, waba)?),
        "owner_business_info" => owner(context, waba, &[])?,
        "on_behalf_of_business_info" => owner(context, waba, &[("status", "APPROVED"), ("type", "SELF")])?,
        "primary_funding_id" if waba.unpaid => return Ok(None),
        "primary_funding_id" => json!(format!("8{}", waba.id)),
        "health_status" => health::of_waba(context, waba),
        "phone_numbers" => {
            let ask = Ask::of_field(field, format!("{}/phone_numbers", waba.id));
            Value::Object(numbers::list(context, waba, &ask)?)
        }
        "subscribed_apps" => {
            let usual: Vec<Field> = subscribed::USUAL.iter().map(|name| Field::named(name)).collect();
            subscribed::list(context, waba, field.below.as_deref().unwrap_or(&usual))?
        }
        _ => return bare::value(field, "WhatsAppBusinessAccount"),
    }))
}

/// How many people the portfolio may write to first within a day; it grows with verification.
pub(super) fn limit(waba: &Waba) -> &'static str {
    if waba.verification == "verified" { "TIER_2K" } else { "TIER_250" }
}

fn ownership(context: &Context<'_>, holder: &Holder, waba: &Waba) -> Result<&'static str, GraphError> {
    let own = clients::portfolios(&context.world, holder)?.contains(&waba.business);
    Ok(if own { "SELF" } else { "CLIENT_OWNED" })
}

fn owner(context: &Context<'_>, waba: &Waba, more: &[(&str, &str)]) -> Answer {
    let business: Business = context.world.get(&waba.business)?.unwrap_or_default();
    let mut info = json!({ "name": business.name, "id": waba.business });
    for (name, value) in more {
        info[*name] = json!(value);
    }
    Ok(info)
}

/// Looks like Meta's: a UUID with underscores.
fn namespace(waba: &str) -> String {
    let hex = ids::hmac_hex(b"namespace", waba.as_bytes());
    format!("{}_{}_{}_{}_{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}

/// `/{business}/owned_whatsapp_business_accounts` and `/{business}/client_whatsapp_business_accounts`, for somebody
/// with a place in the portfolio. What the grant leaves out is missing from the list.
pub(crate) fn of_business(context: &Context<'_>, holder: &Holder, business: &Business, edge: &str) -> Answer {
    let ask = Ask::of_call(context, format!("{}/{edge}", business.id))?;
    if edge.starts_with("owned") {
        let cut = edge::cut::<Waba>(context, &business.id, &ask)?;
        let data = rows(context, holder, &ask, cut.rows.iter().cloned())?;
        return Ok(Value::Object(edge::write(context, &ask, &cut, data)));
    }
    let cut = edge::cut::<WabaShare>(context, &business.id, &ask)?;
    let mut wabas = Vec::new();
    for share in &cut.rows {
        wabas.extend(context.world.get::<Waba>(&share.waba)?);
    }
    let data = rows(context, holder, &ask, wabas.into_iter())?;
    Ok(Value::Object(edge::write(context, &ask, &cut, data)))
}

/// `/{user}/assigned_whatsapp_business_accounts`: everything that the user works with through a portfolio.
pub(crate) fn assigned(context: &Context<'_>, holder: &Holder, user: &str) -> Answer {
    let ask = Ask::of_call(context, format!("{user}/assigned_whatsapp_business_accounts"))?;
    let mut wabas: Vec<Waba> = Vec::new();
    for business in clients::portfolios(&context.world, holder)? {
        wabas.extend(context.world.list::<Waba>(&business, Slice::ALL)?);
        for share in context.world.list::<WabaShare>(&business, Slice::ALL)? {
            wabas.extend(context.world.get::<Waba>(&share.waba)?);
        }
    }
    let place = |waba: &Waba| waba.id.parse().unwrap_or(0);
    wabas.sort_by_key(place);
    wabas.dedup_by_key(|waba| place(waba));
    let cut = edge::cut_of(wabas, &ask, place)?;
    let data = rows(context, holder, &ask, cut.rows.iter().cloned())?;
    Ok(Value::Object(edge::write(context, &ask, &cut, data)))
}

fn rows(
    context: &Context<'_>,
    holder: &Holder,
    ask: &Ask,
    wabas: impl Iterator<Item = Waba>,
) -> Result<Vec<Value>, GraphError> {
    let usual: Vec<Field> = USUAL.iter().map(|name| Field::named(name)).collect();
    let mut data = Vec::new();
    for waba in wabas {
        if holder.may(MANAGEMENT) && reaches(&context.world, holder, &waba.id)? {
            data.push(node(context, holder, &waba, ask.fields.as_ref().unwrap_or(&usual))?);
        }
    }
    Ok(data)
}
