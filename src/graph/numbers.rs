//! Phone numbers of a WhatsApp Business account: listed, read, verified, registered.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::call::Call;
use super::paging::Rows;
use super::scalars::{self, Flag};
use super::{Graph, is_unknown_field};
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
        whole(rows)
    }

    /// Numbers by id, many at once.
    pub async fn numbers_by_id(&self, ids: &[PhoneId], token: &Secret) -> Vec<Result<Number, Trouble>> {
        let read = |id: &PhoneId| Call::get(id.as_str()).param("fields", WIDE).token(token);
        let answers = self.batch(ids.iter().map(read).collect()).await.into_iter().zip(ids);
        let garbled = |id| Trouble::new(Cause::Garbled, format!("Meta answered for another number than {id}"));
        answers
            .map(|(answer, id)| {
                let row: Row = answer?.node(&garbled(id).message)?;
                Some(number(row)).filter(|number| number.id == *id).ok_or_else(|| garbled(id))
            })
            .collect()
    }

    /// Registers a number with its six digits: those it has, or new ones if it has none. Sent once, whatever happens:
    /// Meta allows ten requests in 72 hours and then locks the number.
    pub async fn register(&self, phone: &PhoneId, pin: &Secret, token: &Secret) -> Result<(), Trouble> {
        let body = json!({"messaging_product": "whatsapp", "pin": pin.expose()});
        let call = Call::post(format!("{phone}/register")).json(&body).conceal([pin.clone()]).once();
        self.call(call.token(token)).await?.done()
    }

    /// Takes a number off the platform. Counted like a registration, so sent once.
    pub async fn deregister(&self, phone: &PhoneId, token: &Secret) -> Result<(), Trouble> {
        self.call(Call::post(format!("{phone}/deregister")).once().token(token)).await?.done()
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
        self.call(call.token(token)).await?.done()
    }

    /// Proves with the code that the number is its owner's. Sent once: wrong codes are counted.
    pub async fn verify_code(&self, phone: &PhoneId, code: &Secret, token: &Secret) -> Result<(), Trouble> {
        let call = Call::post(format!("{phone}/verify_code")).once().hidden("code", code);
        self.call(call.token(token)).await?.done()
    }
}

/// A number as Meta tells it.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    #[serde(deserialize_with = "scalars::id")]
    id: String,
    #[serde(default, deserialize_with = "scalars::text")]
    display_phone_number: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    verified_name: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    code_verification_status: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    quality_rating: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    name_status: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    platform_type: Option<String>,
    #[serde(default, deserialize_with = "scalars::text")]
    status: Option<String>,
    is_on_biz_app: Option<Flag>,
    #[serde(default, deserialize_with = "scalars::moment")]
    last_onboarded_time: Option<Timestamp>,
}

/// All numbers of a list, each once.
pub(super) fn whole(rows: Rows<Row>) -> Result<Vec<Number>, Trouble> {
    let mut numbers: Vec<Number> = Vec::new();
    for number in rows.whole()?.into_iter().map(number) {
        if !numbers.iter().any(|known| known.id == number.id) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

fn number(row: Row) -> Number {
    Number {
        id: PhoneId::new(row.id),
        display: row.display_phone_number,
        name: row.verified_name,
        verification: verification(row.code_verification_status.as_deref()),
        quality: row.quality_rating,
        name_status: row.name_status,
        platform: row.platform_type,
        state: row.status,
        coexists: row.is_on_biz_app == Some(Flag(true)),
        onboarded_at: row.last_onboarded_time,
    }
}

/// Two vocabularies are in use (Meta, phone number reference and `OpenAPI` description).
fn verification(word: Option<&str>) -> Verification {
    match word {
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
        let read = |row| serde_json::from_value::<Row>(row).map(number);
        let number = read(full).unwrap();
        assert_eq!((number.id.as_str(), number.title()), ("106", "+1 631-555-1111"));
        assert!(number.works() && number.coexists);
        assert_eq!(number.sync_deadline().unwrap().to_string(), "2026-11-24T10:00:00Z");
        let bare = read(json!({"id": "7", "display_phone_number": ""})).unwrap();
        assert_eq!((bare.title(), bare.verification), ("7", Verification::Unknown));
        assert!(!bare.works());
        assert!(read(json!({})).is_err());
    }
}
