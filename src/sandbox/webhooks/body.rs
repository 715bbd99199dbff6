//! What is posted: Meta's envelope in ASCII, and the signature over exactly these bytes.
//!
//! Meta escapes what is not ASCII (`ä` is `\u00e4`) before it signs, so a receiver that writes the body anew before
//! it verifies is found out (Meta, Messenger webhooks).

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::sandbox::ids;
use crate::sandbox::world::models::Happening;

/// The header of the signature.
pub(super) const SIGNATURE: &str = "x-hub-signature-256";

/// The envelope around happenings of one object, neighbours of one asset in one entry.
pub(super) fn envelope(happenings: &[Happening]) -> Value {
    let alike = |a: &Happening, b: &Happening| (&a.asset, a.messaging) == (&b.asset, b.messaging);
    let entries: Vec<Value> = happenings.chunk_by(alike).map(entry).collect();
    json!({ "object": happenings.first().map(|first| first.object.name()), "entry": entries })
}

/// Messages are timed in milliseconds, changes in seconds.
fn entry(happenings: &[Happening]) -> Value {
    let (asset, at, messaging) = happenings.last().map_or(("", 0, false), |it| (&it.asset, it.at, it.messaging));
    let values = happenings.iter();
    if messaging {
        let items: Vec<_> = values.map(|it| it.value.clone()).collect();
        return json!({ "id": asset, "time": at * 1000, "messaging": items });
    }
    let changes: Vec<_> = values.map(|it| json!({ "value": it.value, "field": it.field })).collect();
    json!({ "id": asset, "time": at, "changes": changes })
}

/// JSON in ASCII.
pub(super) fn ascii(value: &Value) -> String {
    let mut text = String::new();
    for char in value.to_string().chars() {
        if char.is_ascii() {
            text.push(char);
            continue;
        }
        for unit in char.encode_utf16(&mut [0; 2]) {
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

/// The signature's line.
pub(super) fn signature(secret: &str, body: &str) -> String {
    format!("sha256={}", ids::hmac_hex(secret.as_bytes(), body.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_written_is_ascii_and_means_the_same(text in ".*") {
            let value = json!({ "text": text });
            let body = ascii(&value);
            prop_assert!(body.is_ascii());
            prop_assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), value);
        }
    }

    #[test]
    fn the_signature_is_over_the_escaped_bytes() {
        let body = ascii(&json!({ "text": "ä🦀" }));
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
                { "id": "1", "time": 7000, "messaging": [1, 1] },
                { "id": "2", "time": 7000, "messaging": [1] },
                { "id": "1", "time": 7, "changes": [{ "value": 1, "field": "messages" }] },
            ]})
        );
    }
}
