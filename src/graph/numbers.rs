//! Phone numbers of a WhatsApp Business account: listed, read, verified, registered.

use serde_json::{Value, json};

use super::call::Call;
use super::{Graph, is_unknown_field, read};
use crate::domain::{Cause, CodeMethod, Number, PhoneId, Secret, Trouble, Verification, WabaId};

/// What is read of a number.
pub(super) const WIDE: &str = "id,display_phone_number,verified_name,code_verification_status,quality_rating,name_status,\
                    platform_type,status,is_on_biz_app,last_onboarded_time";
/// Asked for where Meta refuses a field of the wide list: fields come and go with versions.
pub(super) const NARROW: &str = "id,display_phone_number,verified_name,code_verification_status,quality_rating,platform_type,\
                      status,last_onboarded_time";

impl Graph {
    /// All numbers of an account.
    pub async fn numbers(&self, waba: &WabaId, token: &Secret) -> Result<Vec<Number>, Trouble> {
        let list = |fields| Call::get(format!("{waba}/phone_numbers")).param("fields", fields).token(token);
        let rows = match self.paginate(list(WIDE)).await {
            Err(trouble) if is_unknown_field(&trouble) => self.paginate(list(NARROW)).await?,
            rows => rows?,
        };
        Ok(rows.whole()?.iter().filter_map(number).collect())
    }

    /// Numbers by id, many at once.
    pub async fn numbers_by_id(&self, ids: &[PhoneId], token: &Secret) -> Vec<Result<Number, Trouble>> {
        let read = |id: &PhoneId| Call::get(id.as_str()).param("fields", WIDE).token(token);
        let answers = self.batch(ids.iter().map(read).collect()).await.into_iter().zip(ids);
        let garbled = |id| Trouble::new(Cause::Garbled, format!("Meta answered for another number than {id}"));
        answers
            .map(|(answer, id)| number(&answer?).filter(|number| number.id == *id).ok_or_else(|| garbled(id)))
            .collect()
    }

    /// Registers a number with its six digits: those it has, or new ones if it has none. Sent once, whatever happens:
    /// Meta allows ten requests in 72 hours and then locks the number.
    pub async fn register(&self, phone: &PhoneId, pin: &Secret, token: &Secret) -> Result<(), Trouble> {
        let body = json!({"messaging_product": "whatsapp", "pin": pin.expose()});
        let call = Call::post(format!("{phone}/register")).json(&body).conceal([pin.clone()]).once();
        read::done(&self.call(call.token(token)).await?)
    }

    /// Takes a number off the platform. Counted like a registration, so sent once.
    pub async fn deregister(&self, phone: &PhoneId, token: &Secret) -> Result<(), Trouble> {
        read::done(&self.call(Call::post(format!("{phone}/deregister")).once().token(token)).await?)
    }

    /// Sends the owner of a number a code. Sent once: the owner would get two.
    pub async fn request_code(
        &self,
        phone: &PhoneId,
        method: CodeMethod,
        language: &str,
        token: &Secret,
    ) -> Result<(), Trouble> {
        let method = match method {
            CodeMethod::Sms => "SMS",
            CodeMethod::Voice => "VOICE",
        };
        let call = Call::post(format!("{phone}/request_code")).once();
        let call = call.param("code_method", method).param("language", language);
        read::done(&self.call(call.token(token)).await?)
    }

    /// Proves with the code that the number is its owner's. Sent once: wrong codes are counted.
    pub async fn verify_code(&self, phone: &PhoneId, code: &Secret, token: &Secret) -> Result<(), Trouble> {
        let call = Call::post(format!("{phone}/verify_code")).once().hidden("code", code);
        read::done(&self.call(call.token(token)).await?)
    }
}

pub(super) fn number(row: &Value) -> Option<Number> {
    Some(Number {
        id: PhoneId::new(read::id(&row["id"])?),
        display: read::text(&row["display_phone_number"]),
        name: read::text(&row["verified_name"]),
        verification: verification(&row["code_verification_status"]),
        quality: read::text(&row["quality_rating"]),
        name_status: read::text(&row["name_status"]),
        platform: read::text(&row["platform_type"]),
        state: read::text(&row["status"]),
        coexists: row["is_on_biz_app"].as_bool().unwrap_or(false),
        onboarded_at: read::moment(&row["last_onboarded_time"]),
    })
}

/// Two vocabularies are in use (Meta, phone number reference and `OpenAPI` description).
fn verification(word: &Value) -> Verification {
    match word.as_str() {
        Some("VERIFIED") => Verification::Verified,
        Some("NOT_VERIFIED" | "UNVERIFIED") => Verification::NotVerified,
        Some("EXPIRED") => Verification::Expired,
        _ => Verification::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_and_without_its_optional_parts() {
        let full = json!({"id": 106, "display_phone_number": "+1 631-555-1111", "code_verification_status": "VERIFIED",
                          "status": "CONNECTED", "is_on_biz_app": true,
                          "last_onboarded_time": "2026-11-23T10:00:00+0000"});
        let number = number(&full).unwrap();
        assert_eq!((number.id.as_str(), number.title()), ("106", "+1 631-555-1111"));
        assert!(number.works() && number.coexists);
        assert_eq!(number.sync_deadline().unwrap().to_string(), "2026-11-24T10:00:00Z");
        let bare = super::number(&json!({"id": "7", "display_phone_number": ""})).unwrap();
        assert_eq!((bare.title(), bare.verification), ("7", Verification::Unknown));
        assert!(!bare.works());
        assert_eq!(super::number(&json!({})), None);
    }
}
