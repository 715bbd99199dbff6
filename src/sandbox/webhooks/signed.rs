//! The deauthorise and data-deletion callbacks: signed requests about a person who removed the app (Meta, data deletion
//! callback, and public reports of the deauthorise one).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use url::form_urlencoded::Serializer;

use super::retry;
use crate::sandbox::error::GraphError;
use crate::sandbox::ids;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Delivery, Stage};

/// What the callbacks are called in lists.
const DEAUTHORIZE: &str = "deauthorize callback";
pub(super) const DATA_DELETION: &str = "data deletion callback";

/// Tells the app's server that a person removed the app, where addresses are set for it.
pub(crate) fn removed(world: &mut World<'_>, person: &str) -> Result<(), GraphError> {
    let addresses = [(DEAUTHORIZE, world.app.deauthorize.clone()), (DATA_DELETION, world.app.data_deletion.clone())];
    for (about, url) in addresses {
        let Some(url) = url else { continue };
        let (serial, now) = (world.serial()?, world.now);
        world.put(&Delivery {
            serial,
            person: Some(person.to_owned()),
            about: about.to_owned(),
            url,
            stage: Stage::Waiting,
            since: now,
            due: now,
            ..Delivery::default()
        })?;
    }
    Ok(())
}

/// The form that is posted. Deletion requests say when they expire.
pub(super) fn form(secret: &str, delivery: &Delivery, person: &str, now: i64) -> String {
    let mut payload = json!({ "algorithm": "HMAC-SHA256", "issued_at": now, "user_id": person });
    if delivery.about == DATA_DELETION {
        payload["expires"] = json!(now + 3600);
    }
    Serializer::new(String::new()).append_pair("signed_request", &request(secret, &payload.to_string())).finish()
}

/// Signature and payload, each in base64url without padding; signed is the payload as it is encoded.
fn request(secret: &str, payload: &str) -> String {
    let payload = URL_SAFE_NO_PAD.encode(payload);
    format!("{}.{payload}", URL_SAFE_NO_PAD.encode(ids::hmac(secret.as_bytes(), payload.as_bytes())))
}

/// What is wrong with an answer that came with status 200: deletion must name a page and a code.
pub(super) fn complaint(delivery: &Delivery, body: &[u8]) -> Option<String> {
    if delivery.about != DATA_DELETION {
        return None;
    }
    let answer: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let whole = answer["url"].is_string() && answer["confirmation_code"].is_string();
    (!whole).then(|| "the answer is no JSON with url and confirmation_code".to_owned())
}

/// When a signed request is tried again: Meta documents nothing, so it is treated like a generic webhook.
pub(super) const PATIENCE: i64 = retry::GENERIC;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::ids;

    #[test]
    fn signed_is_the_encoded_payload() {
        let text = request("secret", r#"{"algorithm":"HMAC-SHA256"}"#);
        let (signature, payload) = text.split_once('.').unwrap();
        assert_eq!(URL_SAFE_NO_PAD.decode(payload).unwrap(), br#"{"algorithm":"HMAC-SHA256"}"#);
        let bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let hex = bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        assert_eq!(hex, ids::hmac_hex(b"secret", payload.as_bytes()));
    }
}
