//! What becomes of a message, told by webhooks of the field `messages` with `statuses`.

use serde_json::{Value, json};

use super::message::Message;
use super::metadata;
use super::recipient::Recipient;
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::Context;
use crate::sandbox::graph::whatsapp::inbound;
use crate::sandbox::ids;
use crate::sandbox::version::Version;
use crate::sandbox::webhooks;
use crate::sandbox::world::models::{AppSubscription, Chat, Number, Object, Waba, pair};

/// How long a customer's message allows free answers, in seconds.
const WINDOW: i64 = 24 * 3600;

/// The first version whose webhooks price each message.
const PER_MESSAGE: &str = "v24.0";

/// Why a message failed: code, title and details.
type Trouble = (i64, &'static str, &'static str);

/// A message that was accepted.
pub(super) struct Sent<'a> {
    /// The number that it is from.
    pub(super) number: &'a Number,
    /// Who it is for.
    pub(super) recipient: &'a Recipient,
    /// What it says.
    pub(super) message: &'a Message,
    /// What went before.
    pub(super) chat: &'a Chat,
    /// Its id.
    pub(super) id: &'a str,
}

/// Posts the statuses of a message.
pub(super) fn tell(context: &mut Context<'_>, sent: &Sent<'_>) -> Result<(), GraphError> {
    if sent.recipient.dropped {
        return Ok(());
    }
    if let Some(trouble) = sent.trouble(context)? {
        let mut status = sent.status(context, "failed");
        status["errors"] = json!([error(trouble)]);
        return sent.post(context, &status);
    }
    let reads = sent.recipient.customer.as_ref().is_some_and(|customer| customer.reads);
    for word in ["sent", "delivered"] {
        let mut status = sent.status(context, word);
        sent.price(context, &mut status)?;
        sent.post(context, &status)?;
    }
    if reads { sent.post(context, &sent.status(context, "read")) } else { Ok(()) }
}

impl Sent<'_> {
    /// What is found out after the call was answered.
    fn trouble(&self, context: &Context<'_>) -> Result<Option<Trouble>, GraphError> {
        let (world, template) = (&context.world, self.message.template);
        if self.unreachable(context)? {
            return Ok(Some((131_026, "Message undeliverable", "Message undeliverable.")));
        }
        let open = self.chat.heard > 0 && world.now < self.chat.heard + WINDOW;
        if template.is_none() && !open {
            let details = "Message failed to send because more than 24 hours have passed since the customer last \
                           replied to this number.";
            return Ok(Some((131_047, "Re-engagement message", details)));
        }
        let waba: Waba = world.get(&self.number.waba)?.unwrap_or_default();
        if template.is_some() && waba.unpaid {
            let details = "Message failed to send because there were one or more errors related to your payment \
                           method.";
            return Ok(Some((131_042, "Business eligibility payment issue", details)));
        }
        Ok(None)
    }

    /// No person, a person without WhatsApp, or another business on Cloud API.
    fn unreachable(&self, context: &Context<'_>) -> Result<bool, GraphError> {
        match &self.recipient.customer {
            Some(customer) => Ok(customer.gone),
            None if self.recipient.by_user_id => Ok(true),
            None => {
                let numbers: Vec<Number> = context.world.all()?;
                Ok(numbers.iter().any(|one| one.registered && one.digits() == self.recipient.wa_id))
            }
        }
    }

    /// A customer who hides the phone number is named by the BSUID alone.
    fn status(&self, context: &Context<'_>, word: &str) -> Value {
        let mut status = json!({ "id": self.id, "status": word, "timestamp": context.world.now.to_string() });
        if self.recipient.shown() {
            status["recipient_id"] = json!(self.recipient.wa_id);
        }
        if let Some(customer) = &self.recipient.customer {
            status["recipient_user_id"] = json!(customer.user_id);
        }
        if let Some(data) = &self.message.callback_data {
            status["biz_opaque_callback_data"] = json!(data);
        }
        status
    }

    /// Messages have prices of their own since v24.0, whose webhooks name no conversation any more.
    fn price(&self, context: &Context<'_>, status: &mut Value) -> Result<(), GraphError> {
        let template = self.message.template;
        let category = template.map_or("service".to_owned(), |template| template.category.to_ascii_lowercase());
        let kind = if template.is_some() { "regular" } else { "free_customer_service" };
        let billable = template.is_some();
        if told_before(context, PER_MESSAGE)? {
            let key = format!("{}/{}/{category}", self.number.id, self.recipient.wa_id);
            let id = ids::hmac_hex(b"conversation", key.as_bytes());
            status["conversation"] = json!({ "id": id[..32], "origin": { "type": category } });
            if status["status"] == "sent" {
                let end = self.chat.heard.max(context.world.now - WINDOW) + WINDOW;
                status["conversation"]["expiration_timestamp"] = json!(end.to_string());
            }
        }
        status["pricing"] = json!({ "billable": billable, "pricing_model": "PMP", "category": category, "type": kind });
        Ok(())
    }

    /// Meta's older description has no contacts here; since users have ids of their own they are there, and a client
    /// that is widely used (pywa) reads the person from them.
    fn post(&self, context: &mut Context<'_>, status: &Value) -> Result<(), GraphError> {
        let contact = match &self.recipient.customer {
            Some(customer) => inbound::contact(customer),
            None => json!({ "wa_id": self.recipient.wa_id }),
        };
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": metadata(self.number),
            "contacts": [contact],
            "statuses": [status],
        });
        let (object, waba) = (Object::WhatsappBusinessAccount, &self.number.waba);
        webhooks::happen(&mut context.world, object, waba, "messages", false, value)
    }
}

/// Whether the app's subscription of messages is of an older version than this.
fn told_before(context: &Context<'_>, version: &str) -> Result<bool, GraphError> {
    let key = pair(&context.world.app.id, Object::WhatsappBusinessAccount.name());
    let subscription: Option<AppSubscription> = context.world.get(&key)?;
    let fields = subscription.map(|subscription| subscription.fields).unwrap_or_default();
    let told = fields.iter().find(|(name, _)| name == "messages").and_then(|(_, told)| Version::read(told)?.ok());
    Ok(told.zip(Version::read(version).and_then(Result::ok)).is_some_and(|(told, version)| told < version))
}

fn error((code, title, details): Trouble) -> Value {
    let href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";
    json!({ "code": code, "title": title, "message": title, "error_data": { "details": details }, "href": href })
}
