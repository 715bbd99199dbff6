//! The phone number node (Meta, WhatsApp Business Phone Number reference).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{account, health};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::fields::Field;
use crate::sandbox::graph::{Answer, Context, bare, with_id};
use crate::sandbox::world::models::{AppSubscription, Number, Object, Waba, WabaSubscription, pair};

/// What the node shows when no fields are asked for.
pub(super) const USUAL: &[&str] = &[
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "last_onboarded_time",
    "webhook_configuration",
    "id",
];

/// Answers a call to the node.
pub(super) fn answer(context: &Context<'_>, number: &Number) -> Answer {
    let waba: Waba = context.world.get(&number.waba)?.unwrap_or_default();
    node(context, number, &waba, &context.fields(USUAL)?)
}

/// Writes the node.
pub(super) fn node(context: &Context<'_>, number: &Number, waba: &Waba, fields: &[Field]) -> Answer {
    let mut node = Map::new();
    for field in fields {
        if let Some(value) = value(context, number, waba, field)? {
            node.insert(field.key().to_owned(), value);
        }
    }
    Ok(with_id(node, &number.id))
}

fn value(context: &Context<'_>, number: &Number, waba: &Waba, field: &Field) -> Result<Option<Value>, GraphError> {
    Ok(Some(match field.name.as_str() {
        "id" => json!(number.id),
        "display_phone_number" => json!(number.display),
        "verified_name" => json!(number.verified_name),
        "status" => json!(status(number)),
        "code_verification_status" => json!(if number.verified { "VERIFIED" } else { "NOT_VERIFIED" }),
        "quality_rating" => json!(quality(number)),
        "name_status" => json!(number.name_status.as_deref().unwrap_or("APPROVED")),
        "account_mode" => json!(mode(number)),
        "platform_type" | "host_platform" => json!(if number.registered { "CLOUD_API" } else { "NOT_APPLICABLE" }),
        "throughput" => json!({ "level": if number.registered { "STANDARD" } else { "NOT_APPLICABLE" } }),
        "is_on_biz_app" => json!(number.on_biz_app),
        "is_pin_enabled" => json!(number.pin.is_some()),
        "is_official_business_account" => json!(false),
        "whatsapp_business_manager_messaging_limit" => json!(account::limit(waba)),
        "last_onboarded_time" => return Ok(time(number.onboarded)),
        "webhook_configuration" => return webhooks(context, number),
        "health_status" => health::of_number(context, number, waba),
        _ => return bare::value(field, "WhatsAppBusinessPhoneNumber"),
    }))
}

/// The state of the number in the words that client libraries copied from Meta's reference.
fn status(number: &Number) -> &str {
    match &number.condition {
        Some(condition) => condition,
        None if number.deleted > 0 => "DELETED",
        None if number.registered => "CONNECTED",
        None if !number.verified => "UNVERIFIED",
        None if number.onboarded > 0 => "DISCONNECTED",
        None => "PENDING",
    }
}

fn quality(number: &Number) -> &str {
    number.quality.as_deref().unwrap_or(if number.registered { "GREEN" } else { "UNKNOWN" })
}

/// `SANDBOX` is Meta's word for its test numbers.
pub(super) fn mode(number: &Number) -> &'static str {
    if number.test.is_some() { "SANDBOX" } else { "LIVE" }
}

fn time(seconds: i64) -> Option<Value> {
    let time = Timestamp::from_second(seconds).ok().filter(|_| seconds > 0)?;
    Some(json!(time.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string()))
}

/// Where the number's webhooks go; a level without an address has no key.
fn webhooks(context: &Context<'_>, number: &Number) -> Result<Option<Value>, GraphError> {
    let world = &context.world;
    let subscription: Option<WabaSubscription> = world.get(&pair(&number.waba, &world.app.id))?;
    let app: Option<AppSubscription> = world.get(&pair(&world.app.id, Object::WhatsappBusinessAccount.name()))?;
    let levels = [
        ("phone_number", number.override_uri.clone()),
        ("whatsapp_business_account", subscription.and_then(|subscription| subscription.override_uri)),
        ("application", app.map(|app| app.callback_url)),
    ];
    let set: Map<String, Value> =
        levels.into_iter().filter_map(|(level, uri)| Some((level.to_owned(), json!(uri?)))).collect();
    Ok((!set.is_empty()).then_some(Value::Object(set)))
}
