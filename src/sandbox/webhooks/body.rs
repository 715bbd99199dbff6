//! What is posted: Meta's envelope in ASCII, and the signature over exactly these bytes.
//!
//! Meta escapes what is not ASCII (`ä` is `\u00e4`) before it signs, so a receiver that writes the body anew before
//! it verifies is found out (Meta, Messenger webhooks).

use serde_json::{Value, json};

use crate::sandbox::ids;
use crate::sandbox::times;
use crate::sandbox::world::models::Happening;

/// The header of the signature.
pub(super) const SIGNATURE: &str = "x-hub-signature-256";
/// The header of the older one, which comes beside it as long as receivers still look for it.
pub(super) const OLDER: &str = "x-hub-signature";

/// The envelope around happenings of one object, neighbours of one asset in one entry.
pub(super) fn envelope(happenings: &[Happening]) -> Value {
    let alike = |a: &Happening, b: &Happening| (&a.asset, a.messaging) == (&b.asset, b.messaging);
    let entries: Vec<Value> = happenings.chunk_by(alike).map(entry).collect();
    json!({ "object": happenings.first().map(|first| first.object.name()), "entry": entries })
}

/// Messages are timed in milliseconds, changes in seconds, and what concerns a WhatsApp number not at all.
fn entry(happenings: &[Happening]) -> Value {
    let Some(last) = happenings.last() else { return Value::Null };
    let values = happenings.iter();
    if last.messaging {
        let items: Vec<_> = values.map(|it| it.value.clone()).collect();
        return json!({ "id": last.asset, "time": times::told(last.at, last.serial), "messaging": items });
    }
    let changes: Vec<_> = values.map(|it| json!({ "value": it.value, "field": it.field })).collect();
    if last.value["metadata"].is_object() {
        return json!({ "id": last.asset, "changes": changes });
    }
    json!({ "id": last.asset, "time": last.at, "changes": changes })
}

/// The signature's line.
pub(super) fn signature(secret: &str, body: &str) -> String {
    format!("sha256={}", ids::hmac_hex(secret.as_bytes(), body.as_bytes()))
}

/// The older signature's line.
pub(super) fn older(secret: &str, body: &str) -> String {
    format!("sha1={}", ids::hmac_sha1_hex(secret.as_bytes(), body.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::escaped::escaped;

    #[test]
    fn the_signature_is_over_the_escaped_bytes() {
        let body = escaped(&json!({ "text": "ä🦀" }));
        assert_eq!(body, r#"{"text":"\u00e4\ud83e\udd80"}"#);
        // openssl dgst -sha256 -hmac secret
        let wanted = ids::hmac_hex(b"secret", br#"{"text":"\u00e4\ud83e\udd80"}"#);
        assert_eq!(signature("secret", &body), format!("sha256={wanted}"));
        assert_ne!(signature("secret", &body), signature("secret", r#"{"text":"ä🦀"}"#));
    }

    #[test]
    fn neighbours_of_one_asset_share_an_entry() {
        let one = |asset: &str, messaging| Happening {
            asset: asset.to_owned(),
            field: "messages".to_owned(),
            at: 7,
            messaging,
            value: json!(1),
            ..Happening::default()
        };
        let body = envelope(&[one("1", true), one("1", true), one("2", true), one("1", false)]);
        assert_eq!(
            body,
            json!({ "object": "page", "entry": [
                { "id": "1", "time": 7600, "messaging": [1, 1] },
                { "id": "2", "time": 7600, "messaging": [1] },
                { "id": "1", "time": 7, "changes": [{ "value": 1, "field": "messages" }] },
            ]})
        );
    }
}
