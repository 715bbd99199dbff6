//! WhatsApp in Graph: accounts (WABAs), their numbers, and what numbers do (Meta, WhatsApp Business Platform).
//!
//! An account and its numbers are seen by a person or system user with `whatsapp_business_management` or
//! `whatsapp_business_messaging` whose grant reaches the account; to everybody else they do not exist. The id of the
//! portfolio that owns an account is another id, and does not answer in its place.

mod account;
mod codes;
mod errors;
mod health;
mod inbound;
mod messages;
mod number;
mod numbers;
mod register;
mod settings;
mod subscribed;
mod sync;
mod templates;

pub(crate) use account::{assigned, of_business};
pub(crate) use inbound::receive;

use serde_json::{Value, json};

use super::{Context, Stop};
use crate::http::Method;
use crate::sandbox::access::{Caller, Holder};
use crate::sandbox::clients;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Number, Sort, Target, Waba, WabaShare, pair};

const MANAGEMENT: &str = "whatsapp_business_management";
const MESSAGING: &str = "whatsapp_business_messaging";

/// Answers a call to an account or to something below it.
pub(crate) fn waba(context: &Context<'_>, caller: &Caller, waba: &Waba, rest: &[&str]) -> Result<Value, Stop> {
    let holder = may(context, caller, &waba.id, &waba.id, MANAGEMENT)?;
    Ok(match (context.call.method, rest) {
        (Method::Get, []) => account::answer(context, holder, waba)?,
        (Method::Get, ["phone_numbers"]) => numbers::answer(context, waba)?,
        (Method::Get, ["message_templates"]) => templates::answer(context, waba)?,
        (Method::Get, ["subscribed_apps"]) => subscribed::list(context, waba, &context.fields(subscribed::USUAL)?)?,
        (Method::Post, ["subscribed_apps"]) => subscribed::subscribe(context, waba)?,
        (Method::Delete, ["subscribed_apps"]) => subscribed::unsubscribe(context, waba)?,
        _ => return Err(context.no_edge("WhatsAppBusinessAccount", &waba.id, rest).into()),
    })
}

/// Answers a call to a number or to something below it.
pub(crate) fn number(context: &mut Context<'_>, caller: &Caller, number: Number, rest: &[&str]) -> Result<Value, Stop> {
    let needed = match rest {
        ["register" | "deregister" | "messages"] => MESSAGING,
        _ => MANAGEMENT,
    };
    may(context, caller, &number.waba, &number.id, needed)?;
    Ok(match (context.call.method, rest) {
        (Method::Get, []) => number::answer(context, &number)?,
        (Method::Post, []) => settings::change(context, number)?,
        (Method::Post, ["register"]) => register::register(context, number)?,
        (Method::Post, ["deregister"]) => register::deregister(context, number)?,
        (Method::Post, ["request_code"]) => codes::request(context, number)?,
        (Method::Post, ["verify_code"]) => codes::verify(context, number)?,
        (Method::Post, ["smb_app_data"]) => sync::answer(context, number)?,
        (Method::Post, ["messages"]) => messages::answer(context, &number)?,
        _ => return Err(context.no_edge("WhatsAppBusinessPhoneNumber", &number.id, rest).into()),
    })
}

/// Finds out whether the caller may do something that needs this permission with the account `waba`, or with its
/// number `id`.
fn may<'c>(
    context: &Context<'_>,
    caller: &'c Caller,
    waba: &str,
    id: &str,
    needed: &str,
) -> Result<&'c Holder, GraphError> {
    let Some(holder) = caller.holder().filter(|holder| holder.page.is_none()) else { return Err(context.absent(id)) };
    let sees = holder.may(MANAGEMENT) || holder.may(MESSAGING);
    if !sees || !reaches(&context.world, holder, waba)? {
        return Err(context.absent(id));
    }
    match needed {
        _ if holder.may(needed) => Ok(holder),
        MESSAGING => {
            Err(errors::refused(131_005, 403, "Access denied", "Permission is either not granted or has been removed."))
        }
        _ => Err(context.absent(id)),
    }
}

/// Whether a grant names the account, or covers all of them and the holder has a place in its owner's or a partner's
/// portfolio.
fn reaches(world: &World<'_>, holder: &Holder, waba: &str) -> Result<bool, GraphError> {
    if world.has::<Target>(&pair(&holder.grant.id, waba))? {
        return Ok(true);
    }
    if !holder.grant.covers(Sort::Waba) {
        return Ok(false);
    }
    let Some(waba) = world.get::<Waba>(waba)? else { return Ok(false) };
    for business in clients::portfolios(world, holder)? {
        if business == waba.business || world.has::<WabaShare>(&pair(&business, &waba.id))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every call that acts on a number says which product it means.
fn product(context: &Context<'_>) -> Result<(), GraphError> {
    match context.call.params.some("messaging_product") {
        Some(product) if product.eq_ignore_ascii_case("whatsapp") => Ok(()),
        Some(product) => Err(GraphError::parameter(format_args!(
            "Param messaging_product must be one of {{WHATSAPP}} - got \"{product}\"."
        ))),
        None => Err(required("messaging_product")),
    }
}

fn required(name: &str) -> GraphError {
    GraphError::parameter(format_args!("The parameter {name} is required."))
}

/// A PIN is six digits, and text: a number would lose its zeros.
fn pin(text: &str) -> Result<String, GraphError> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    Err(GraphError::parameter("Param pin must be exactly 6 digits."))
}

fn success() -> Value {
    json!({ "success": true })
}
