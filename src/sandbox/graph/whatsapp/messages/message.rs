//! What a message says, as far as Meta looks at it before it takes it.

use serde_json::Value;

use super::super::errors;
use super::super::templates::{self, Template};
use super::recipient::Recipient;
use crate::sandbox::call::Params;
use crate::sandbox::error::GraphError;

/// The kinds of messages.
const KINDS: &[&str] = &[
    "text",
    "template",
    "reaction",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "interactive",
];
/// The longest text.
const LONGEST: usize = 4096;

/// A message that was found in order.
#[derive(Debug)]
pub(super) struct Message {
    /// The template, for which no service window is needed.
    pub(super) template: Option<&'static Template>,
    /// What every status of this message repeats.
    pub(super) callback_data: Option<String>,
}

/// Reads the message. Without `type` it is a text.
pub(super) fn read(params: &Params, recipient: &Recipient) -> Result<Message, GraphError> {
    let kind = params.some("type").unwrap_or("text").to_ascii_lowercase();
    if !KINDS.contains(&kind.as_str()) {
        let known = KINDS.join(", ");
        return Err(GraphError::parameter(format_args!("Param type must be one of {{{known}}} - got \"{kind}\".")));
    }
    if params.some(&kind).is_none() {
        return Err(missing(&kind));
    }
    let value = params.value(&kind).ok_or_else(|| invalid(&format!("{kind} must be a JSON object.")))?;
    let template = if kind == "template" { Some(templates::find(&value)?) } else { None };
    check(&kind, &value)?;
    if recipient.by_user_id && template.is_some_and(|template| template.category == "AUTHENTICATION") {
        let details = "Authentication templates need a phone number; a business-scoped user id is none.";
        return Err(errors::refused(131_062, 400, "Business-scoped user id is not supported", details));
    }
    Ok(Message { template, callback_data: params.some("biz_opaque_callback_data").map(str::to_owned) })
}

fn check(kind: &str, value: &Value) -> Result<(), GraphError> {
    let need = |name: &str| match &value[name] {
        Value::Null => Err(missing(&format!("{kind}.{name}"))),
        Value::String(text) if text.is_empty() => Err(missing(&format!("{kind}.{name}"))),
        found => Ok(found.clone()),
    };
    match kind {
        "text" => body(need("body")?.as_str()),
        "reaction" => need("message_id").map(drop),
        "location" => need("latitude").and_then(|_| need("longitude")).map(drop),
        "interactive" => need("type").and_then(|_| need("action")).map(drop),
        "contacts" => match value[0]["name"]["formatted_name"].as_str() {
            Some(_) => Ok(()),
            None => Err(missing("contacts[0].name.formatted_name")),
        },
        "image" | "video" | "audio" | "document" | "sticker" => media(kind, value),
        _ => Ok(()),
    }
}

fn body(text: Option<&str>) -> Result<(), GraphError> {
    match text {
        None => Err(invalid("text.body must be a text.")),
        Some(text) if text.chars().count() > LONGEST => {
            Err(GraphError::parameter(format_args!("Param text['body'] must be at most {LONGEST} characters long.")))
        }
        Some(_) => Ok(()),
    }
}

/// Uploads are not imitated, so there is no id that would be known.
fn media(kind: &str, value: &Value) -> Result<(), GraphError> {
    match (value["link"].as_str(), value["id"].is_null()) {
        (Some(link), _) if link.starts_with("https://") || link.starts_with("http://") => Ok(()),
        (Some(_), _) => Err(invalid(&format!("{kind}.link is not a web address."))),
        (None, true) => Err(missing(&format!("{kind}.id or {kind}.link"))),
        (None, false) => Err(invalid(&format!("{kind}.id is not a valid media id.")).unimplemented()),
    }
}

fn missing(name: &str) -> GraphError {
    errors::refused(131_008, 400, "Required parameter is missing", &format!("{name} is missing."))
}

fn invalid(details: &str) -> GraphError {
    errors::refused(131_009, 400, "Parameter value is not valid", details)
}
