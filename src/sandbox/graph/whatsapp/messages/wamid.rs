//! Ids of messages: opaque, made from counters, and sealed, so that no list of all messages is needed to know them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::sandbox::ids;

/// Writes the id of the message with this number, to or from a phone number.
pub(in crate::sandbox::graph::whatsapp) fn write(inbound: bool, number: &str, serial: u32) -> String {
    let body = format!("{}{number}/{serial:08X}", if inbound { 'I' } else { 'O' });
    format!("wamid.{}", STANDARD.encode(format!("{body}/{}", seal(&body))))
}

/// Whether this is the id of a message that the phone number received.
pub(super) fn inbound(number: &str, id: &str) -> bool {
    let text = id.strip_prefix("wamid.").and_then(|id| STANDARD.decode(id).ok());
    let Some(text) = text.and_then(|text| String::from_utf8(text).ok()) else { return false };
    let Some((body, given)) = text.rsplit_once('/') else { return false };
    body.starts_with(&format!("I{number}/")) && ids::same(given, &seal(body))
}

fn seal(body: &str) -> String {
    ids::hmac_hex(b"wamid", body.as_bytes())[..12].to_owned()
}
