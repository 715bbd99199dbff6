//! `POST /{phone}/messages` (Meta, Cloud API messages): sending, and marking as read.
//!
//! A 200 with an id is no delivery: what goes wrong with the recipient, the service window or the payment comes later
//! as a status webhook.

mod message;
mod recipient;
mod statuses;
mod wamid;

pub(super) use wamid::write as wamid;

use serde_json::{Value, json};

use super::{errors, product, required, success};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::{Answer, Context};
use crate::sandbox::world::models::{Chat, Number, Waba, pair};
use message::Message;
use recipient::Recipient;
use statuses::Sent;

/// Seconds between two messages of a number to one person, in the long run.
const STEP: i64 = 6;
/// Messages that may go out at once before that.
const BURST: i64 = 45;

/// Answers a call.
pub(super) fn answer(context: &mut Context<'_>, number: &Number) -> Answer {
    product(context)?;
    if context.call.params.some("status").is_some() {
        return read(context, number);
    }
    let recipient = recipient::read(context)?;
    let message = message::read(&context.call.params, &recipient)?;
    allowed(context, number, &recipient)?;
    let mut chat = chat(context, number, &recipient)?;
    pace(&mut chat, context.world.now)?;
    context.world.put(&chat)?;
    let id = wamid::write(false, &number.id, context.world.serial()?);
    let sent = Sent { number, recipient: &recipient, message: &message, chat: &chat, id: &id };
    statuses::tell(context, &sent)?;
    Ok(accepted(&recipient, &message, &id))
}

fn accepted(recipient: &Recipient, message: &Message, id: &str) -> Value {
    let mut accepted = json!({ "id": id });
    if message.template.is_some() {
        accepted["message_status"] = json!("accepted");
    }
    json!({ "messaging_product": "whatsapp", "contacts": [recipient.contact()], "messages": [accepted] })
}

/// What is refused at once.
fn allowed(context: &Context<'_>, number: &Number, recipient: &Recipient) -> Result<(), GraphError> {
    let waba: Waba = context.world.get(&number.waba)?.unwrap_or_default();
    if waba.locked {
        let details = "The WhatsApp Business Account is restricted or disabled for a breach of policy.";
        return Err(errors::refused(131_031, 403, "Business account locked", details));
    }
    if !number.registered && number.onboarded > 0 {
        let details = "The message cannot be sent because of a phone number registration error.";
        return Err(errors::refused(131_045, 500, "Incorrect certificate", details));
    }
    if !number.registered {
        return Err(errors::unregistered());
    }
    if recipient.wa_id == number.digits() {
        let details = "Recipient and sender are the same phone number.";
        return Err(errors::refused(131_021, 400, "Recipient cannot be sender", details));
    }
    if number.test.as_ref().is_some_and(|listed| !listed.contains(&recipient.wa_id)) {
        let details = "Recipient phone number not in allowed list: add it to the recipients of the test number.";
        return Err(errors::refused(131_030, 400, "Recipient phone number not in allowed list", details));
    }
    Ok(())
}

fn chat(context: &Context<'_>, number: &Number, recipient: &Recipient) -> Result<Chat, GraphError> {
    let known: Option<Chat> = context.world.get(&pair(&number.id, &recipient.wa_id))?;
    Ok(known.unwrap_or_else(|| Chat {
        number: number.id.clone(),
        customer: recipient.wa_id.clone(),
        ..Chat::default()
    }))
}

/// One message in six seconds to one person, with a store of 45.
fn pace(chat: &mut Chat, now: i64) -> Result<(), GraphError> {
    let due = chat.due.max(now);
    if due - now >= BURST * STEP {
        let details = "Too many messages from this phone number to the same recipient in a short time.";
        return Err(errors::refused(131_056, 400, "(Business Account, Consumer Account) pair rate limit hit", details));
    }
    chat.due = due + STEP;
    Ok(())
}

/// Marks a customer's message as read.
fn read(context: &Context<'_>, number: &Number) -> Answer {
    let params = &context.call.params;
    if params.some("status") != Some("read") {
        return Err(GraphError::parameter("Param status must be one of {READ}"));
    }
    let message = params.some("message_id").ok_or_else(|| required("message_id"))?;
    if wamid::inbound(&number.id, message) {
        return Ok(success());
    }
    Err(errors::refused(131_009, 400, "Parameter value is not valid", "message_id is not one of a received message."))
}

/// How webhooks name a number: digits and id.
pub(super) fn metadata(number: &Number) -> Value {
    json!({ "display_phone_number": number.digits(), "phone_number_id": number.id })
}
