//! `POST /{phone}/smb_app_data` (Meta, onboarding WhatsApp Business app users): the data of a coexistence number.
//!
//! It is asked for once for each kind, within 24 hours of onboarding; afterwards the customer must leave and begin
//! again. The codes 2593107 and 2593108 are those that public clients handle.

use serde_json::{Value, json};

use super::{errors, messages, product, required};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::{Answer, Context};
use crate::sandbox::ids;
use crate::sandbox::webhooks;
use crate::sandbox::world::models::{Customer, Number, Object};

/// How long after onboarding the data can be asked for, in seconds.
const WINDOW: i64 = 24 * 3600;
/// What can be asked for.
const KINDS: &[&str] = &["smb_app_state_sync", "history"];

/// Answers a call.
pub(super) fn answer(context: &mut Context<'_>, mut number: Number) -> Answer {
    product(context)?;
    let kind = context.call.params.some("sync_type").ok_or_else(|| required("sync_type"))?;
    let Some(kind) = KINDS.iter().find(|known| **known == kind) else {
        let known = KINDS.join(", ");
        return Err(GraphError::parameter(format_args!(
            "Param sync_type must be one of {{{known}}} - got \"{kind}\"."
        )));
    };
    if !number.on_biz_app {
        let details = "The phone number is not used in the WhatsApp Business app.";
        return Err(errors::refused(100, 400, "Invalid parameter", details));
    }
    if context.world.now >= number.onboarded + WINDOW {
        let details = "The data can be synchronised within 24 hours of onboarding only.";
        return Err(errors::refused(2_593_108, 400, "Sync request outside of the onboarding window", details));
    }
    if number.synced.iter().any(|done| done == kind) {
        let details = "The data can be synchronised once only.";
        return Err(errors::refused(2_593_107, 400, "Sync request limit exceeded", details));
    }
    number.synced.push((*kind).to_owned());
    context.world.put(&number)?;
    let value = told(context, &number, kind)?;
    webhooks::happen(&mut context.world, Object::WhatsappBusinessAccount, &number.waba, kind, false, value)?;
    let request = ids::hmac_hex(b"sync", format!("{}/{kind}", number.id).as_bytes()).to_uppercase();
    Ok(json!({ "messaging_product": "whatsapp", "request_id": request[..20] }))
}

/// The webhook's value: the customers as contacts of the Business app, or an empty history that is complete.
fn told(context: &Context<'_>, number: &Number, kind: &str) -> Result<Value, GraphError> {
    let mut value = json!({ "messaging_product": "whatsapp", "metadata": messages::metadata(number) });
    if kind == "history" {
        let whole = json!({ "phase": 0, "chunk_order": 1, "progress": 100 });
        value["history"] = json!([{ "metadata": whole, "threads": [] }]);
        return Ok(value);
    }
    let at = context.world.now.to_string();
    let contact = |customer: Customer| {
        let contact = json!({ "full_name": customer.name, "phone_number": customer.phone });
        json!({ "type": "contact", "contact": contact, "action": "add", "metadata": { "timestamp": at } })
    };
    value["state_sync"] =
        context.world.list::<Customer>("", crate::sandbox::world::Slice::ALL)?.into_iter().map(contact).collect();
    Ok(value)
}
