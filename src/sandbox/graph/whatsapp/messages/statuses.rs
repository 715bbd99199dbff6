//! What becomes of a message, told by webhooks of the field `messages` with `statuses`.

use serde_json::{Value, json};

use super::content::Content;
use super::metadata;
use super::recipient::Recipient;
use crate::sandbox::failure::Failure;
use crate::sandbox::graph::Context;
use crate::sandbox::ids;
use crate::sandbox::webhooks;
use crate::sandbox::world::things::{Chat, Number, Object, Waba};

/// How long a customer's message allows free answers, in seconds.
const WINDOW: i64 = 24 * 3600;

/// Why a message failed: code, title and details.
type Trouble = (i64, &'static str, &'static str);

/// Posts the statuses of a message.
pub(super) fn tell(
    context: &mut Context<'_>,
    number: &Number,
    recipient: &Recipient,
    content: &Content,
    chat: &Chat,
    id: &str,
) -> Result<(), Failure> {
    if recipient.dropped {
        return Ok(());
    }
    let words: &[&str] = match trouble(context, number, recipient, content, chat)? {
        Some(trouble) => {
            let mut status = status(context, recipient, content, id, "failed");
            status["errors"] = json!([error(trouble)]);
            return post(context, number, status);
        }
        None if recipient.customer.as_ref().is_some_and(|customer| customer.reads) => &["sent", "delivered", "read"],
        None => &["sent", "delivered"],
    };
    for word in words {
        let mut status = status(context, recipient, content, id, word);
        if *word != "read" {
            price(&mut status, number, recipient, content);
        }
        post(context, number, status)?;
    }
    Ok(())
}

/// What is found out after the call was answered.
fn trouble(
    context: &Context<'_>,
    number: &Number,
    recipient: &Recipient,
    content: &Content,
    chat: &Chat,
) -> Result<Option<Trouble>, Failure> {
    let world = &context.world;
    let business = world.every::<Number>()?.iter().any(|one| one.registered && one.digits() == recipient.wa_id);
    let unknown = recipient.by_user_id && recipient.customer.is_none();
    if business || unknown || recipient.customer.as_ref().is_some_and(|customer| customer.gone) {
        return Ok(Some((131_026, "Message undeliverable", "Message undeliverable.")));
    }
    let open = chat.heard > 0 && world.now < chat.heard + WINDOW;
    if content.template.is_none() && !open {
        let details = "Message failed to send because more than 24 hours have passed since the customer last replied \
                       to this number.";
        return Ok(Some((131_047, "Re-engagement message", details)));
    }
    let waba: Waba = world.get(&number.waba)?.unwrap_or_default();
    if content.template.is_some() && waba.unpaid {
        let details = "Message failed to send because there were one or more errors related to your payment method.";
        return Ok(Some((131_042, "Business eligibility payment issue", details)));
    }
    Ok(None)
}

fn error((code, title, details): Trouble) -> Value {
    json!({ "code": code, "title": title, "message": title, "error_data": { "details": details } })
}

/// A customer who hides the phone number is named by the BSUID alone.
fn status(context: &Context<'_>, recipient: &Recipient, content: &Content, id: &str, word: &str) -> Value {
    let mut status = json!({ "id": id, "status": word, "timestamp": context.world.now.to_string() });
    let hidden = recipient.customer.as_ref().is_some_and(|customer| customer.username.is_some());
    if !hidden && !(recipient.by_user_id && recipient.customer.is_none()) {
        status["recipient_id"] = json!(recipient.wa_id);
    }
    if let Some(customer) = &recipient.customer {
        status["recipient_user_id"] = json!(customer.user_id);
    }
    if let Some(data) = &content.callback_data {
        status["biz_opaque_callback_data"] = json!(data);
    }
    status
}

fn price(status: &mut Value, number: &Number, recipient: &Recipient, content: &Content) {
    let category = content.template.map_or("service".to_owned(), |template| template.category.to_ascii_lowercase());
    let id = ids::hmac_hex(b"conversation", format!("{}/{}/{category}", number.id, recipient.wa_id).as_bytes());
    status["conversation"] = json!({ "id": id[..32], "origin": { "type": category } });
    status["pricing"] = json!({ "billable": content.template.is_some(), "pricing_model": "PMP", "category": category });
}

fn post(context: &mut Context<'_>, number: &Number, status: Value) -> Result<(), Failure> {
    let value = json!({ "messaging_product": "whatsapp", "metadata": metadata(number), "statuses": [status] });
    webhooks::happen(&mut context.world, Object::WhatsappBusinessAccount, &number.waba, "messages", false, value)
}
