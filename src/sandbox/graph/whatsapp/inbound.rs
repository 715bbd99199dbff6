//! A customer writes to a number: the service window opens, and the app's server is told.

use serde_json::{Value, json};

use super::messages;
use crate::sandbox::error::GraphError;
use crate::sandbox::webhooks;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Chat, Customer, Number, Object, Waba, pair};

/// Lets a customer write a text; gives the message's id.
///
/// A user with a username is named by the BSUID; the phone number is then left out or empty, as public logs of
/// real messages disagree (Meta, business-scoped user ids).
pub(crate) fn receive(
    world: &mut World<'_>,
    number: &Number,
    customer: &Customer,
    text: &str,
) -> Result<String, GraphError> {
    let known: Option<Chat> = world.get(&pair(&number.id, &customer.phone))?;
    let due = known.map_or(0, |chat| chat.due);
    let heard = world.now;
    world.put(&Chat { number: number.id.clone(), customer: customer.phone.clone(), heard, due })?;
    let id = messages::wamid(true, &number.id, world.serial()?);
    let mut value = json!({ "messaging_product": "whatsapp", "metadata": messages::metadata(number) });
    let news = json!({ "contacts": [contact(customer)], "messages": [message(customer, &id, heard, text)] });
    // What another responder answers comes one level deeper (Meta, webhook reference standby).
    let routed = world.get::<Waba>(&number.waba)?.is_some_and(|waba| waba.routed);
    let field = if routed { "standby" } else { "messages" };
    match (value.as_object_mut(), news) {
        (Some(value), Value::Object(news)) if !routed => value.extend(news),
        (_, news) => value["standby"] = news,
    }
    webhooks::happen(world, Object::WhatsappBusinessAccount, &number.waba, field, false, value)?;
    Ok(id)
}

pub(super) fn contact(customer: &Customer) -> Value {
    let mut contact = json!({ "profile": { "name": customer.name }, "user_id": customer.user_id });
    if let Some(username) = &customer.username {
        contact["profile"]["username"] = json!(username);
    }
    phone(&mut contact, "wa_id", customer);
    contact
}

fn message(customer: &Customer, id: &str, at: i64, text: &str) -> Value {
    let mut message = json!({
        "from_user_id": customer.user_id,
        "id": id,
        "timestamp": at.to_string(),
        "type": "text",
        "text": { "body": text },
    });
    phone(&mut message, "from", customer);
    message
}

fn phone(object: &mut Value, key: &str, customer: &Customer) {
    match (&customer.username, customer.blank) {
        (None, _) => object[key] = json!(customer.phone),
        (Some(_), true) => object[key] = json!(""),
        (Some(_), false) => {}
    }
}
