//! Sending a text on each platform.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Graph;
use super::answer::Object;
use super::call::Call;
use super::scalars;
use crate::domain::{Accepted, Cause, Platform, Secret, Text, Trouble};

impl Graph {
    /// Sends a text. Sent once: a repeated one would arrive twice.
    pub async fn send(&self, text: &Text<'_>, token: &Secret) -> Result<Accepted, Trouble> {
        let body = if text.platform == Platform::Whatsapp { whatsapp(text) } else { messenger(text) };
        let call = Call::post(format!("{}/messages", text.from)).json(&body).once();
        let answer: Receipt = self.call(call.token(token)).await?.node(WITHOUT_ID)?;
        let accepted = accepted(answer);
        if accepted.message_id.is_none() {
            return Err(Trouble::new(Cause::Garbled, WITHOUT_ID));
        }
        Ok(accepted)
    }
}

/// The explicit Page stands in the path: with `me` the wrong token would speak for the wrong Page.
fn messenger(text: &Text<'_>) -> Value {
    let mut body = json!({"recipient": {"id": text.to}, "message": {"text": text.text}});
    if text.platform == Platform::Facebook {
        body["messaging_type"] = json!("RESPONSE");
    }
    body
}

/// A business-scoped user id goes into `recipient`: in `to` it is said to be dropped silently.
fn whatsapp(text: &Text<'_>) -> Value {
    let mut body = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "type": "text",
                          "text": {"body": text.text}});
    let key = if is_scoped(text.to) { "recipient" } else { "to" };
    body[key] = json!(text.to);
    body
}

/// `US.13491208655302741918`: country, dot, letters and digits (Meta, business-scoped user ids).
fn is_scoped(to: &str) -> bool {
    to.split_once('.').is_some_and(|(country, _)| country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()))
}

const WITHOUT_ID: &str = "Meta answered the message without an id";

#[derive(Deserialize)]
struct Receipt {
    #[serde(default, deserialize_with = "scalars::text")]
    message_id: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    recipient_id: Option<String>,
    /// One of Meta's Instagram samples has a bare id.
    #[serde(default, deserialize_with = "scalars::text")]
    id: Option<String>,
    #[serde(default)]
    messages: Vec<Object<Message>>,
    #[serde(default)]
    contacts: Vec<Object<Contact>>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default, deserialize_with = "scalars::text")]
    id: Option<String>,
}

#[derive(Deserialize)]
struct Contact {
    #[serde(default, deserialize_with = "scalars::text")]
    wa_id: Option<String>,
}

fn accepted(receipt: Receipt) -> Accepted {
    let message = receipt.messages.into_iter().next().and_then(|Object(message)| message.id);
    let contact = receipt.contacts.into_iter().next().and_then(|Object(contact)| contact.wa_id);
    Accepted { message_id: receipt.message_id.or(message).or(receipt.id), recipient: receipt.recipient_id.or(contact) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(platform: Platform, to: &str) -> Text<'_> {
        Text { platform, from: "1", to, text: "hi" }
    }

    #[test]
    fn a_scoped_id_is_a_recipient_and_a_number_is_a_to() {
        assert_eq!(whatsapp(&text(Platform::Whatsapp, "US.13491208"))["recipient"], "US.13491208");
        let number = whatsapp(&text(Platform::Whatsapp, "16505551234"));
        assert_eq!((&number["to"], number.get("recipient")), (&json!("16505551234"), None));
        assert_eq!(messenger(&text(Platform::Facebook, "7"))["messaging_type"], "RESPONSE");
        assert_eq!(messenger(&text(Platform::Instagram, "7")).get("messaging_type"), None);
    }

    #[test]
    fn each_platform_names_its_message_in_its_own_way() {
        let whatsapp = json!({"contacts": [{"input": "1", "wa_id": "2"}], "messages": [{"id": "wamid.x"}]});
        let ids = |answer: Value| {
            let Accepted { message_id, recipient } = accepted(serde_json::from_value(answer).unwrap());
            (message_id.unwrap(), recipient)
        };
        assert_eq!(ids(whatsapp), ("wamid.x".into(), Some("2".into())));
        assert_eq!(ids(json!({"recipient_id": "7", "message_id": "m_1"})), ("m_1".into(), Some("7".into())));
        assert_eq!(ids(json!({"id": "m_2"})), ("m_2".into(), None));
    }
}
