//! Meta's errors to [`Trouble`]: by code and subcode, never by status or text.

use std::time::Duration;

use serde_json::Value;

use super::read;
use crate::domain::{Cause, GraphCode, Trouble, text};
use crate::http::{Response, TransportError};

/// Reads the error out of a JSON answer, if it is one.
pub(super) fn in_answer(answer: &Value, wait: Option<Duration>) -> Option<Trouble> {
    let error = answer.get("error").filter(|error| error.is_object())?;
    Some(from_error(error, wait))
}

/// Translates one `error` object.
pub(super) fn from_error(error: &Value, wait: Option<Duration>) -> Trouble {
    let code = GraphCode {
        code: error["code"].as_i64().unwrap_or(0),
        subcode: error["error_subcode"].as_i64().or_else(|| error["subcode"].as_i64()),
        kind: read::text(&error["type"]).map(|kind| text::shown(&kind)),
        message: text::shown(error["message"].as_str().unwrap_or_default()),
        fbtrace_id: read::text(&error["fbtrace_id"]).map(|trace| text::shown(&trace)),
    };
    let transient = error["is_transient"].as_bool().unwrap_or(false);
    let cause = cause(code.code, code.subcode, transient, wait);
    let details = read::text(&error["error_data"]["details"]).map(|details| text::shown(&details));
    let message = words(&cause, &code, details.as_deref());
    Trouble { cause, message, graph: Some(Box::new(code)) }
}

/// What a code means (Meta, "Handling errors", "Rate limits", and the references of the single edges).
fn cause(code: i64, subcode: Option<i64>, transient: bool, wait: Option<Duration>) -> Cause {
    match (code, subcode) {
        (100, Some(36_007..=36_009)) => Cause::BadCode,
        (190, Some(463)) => Cause::Expired,
        (190 | 102 | 452 | 459, _) => Cause::Revoked,
        (4 | 17 | 32 | 341 | 613 | 80_000..=80_099 | 130_429, _) => Cause::Wait(wait),
        // Too many guesses or tries with a number's PIN, a number on the move, a message too many to one person.
        (133_008 | 133_009 | 133_015 | 133_016 | 131_048 | 131_056, _) | (_, Some(2_388_093)) => Cause::Wait(wait),
        (131_016 | 133_004, _) => Cause::Passing,
        // The window for answers has closed, or the Page is restricted: no permission would help.
        (10, Some(2_018_278 | 2_534_022 | 1_893_063)) => Cause::Refused,
        (131_005, _) => Cause::MissingPermission,
        (33 | 803, _) | (100, Some(33)) => Cause::Gone,
        (3 | 10 | 200..=299, _) => Cause::MissingPermission,
        (101, _) => Cause::BadApp,
        (1 | 2, _) => Cause::Passing,
        _ if transient => Cause::Passing,
        _ => Cause::Refused,
    }
}

fn words(cause: &Cause, code: &GraphCode, details: Option<&str>) -> String {
    let mut said = code.message.clone();
    // WhatsApp's errors say there what is meant.
    if let Some(details) = details.filter(|details| !said.contains(details)) {
        said = if said.is_empty() { details.to_owned() } else { format!("{said}: {details}") };
    }
    let what = told(code.code, code.subcode).or_else(|| of_cause(cause, code));
    match (what, said.is_empty()) {
        (None, _) => format!("Meta refused: {said}"),
        (Some(what), true) => what.to_owned(),
        (Some(what), false) => format!("{what} (Meta: {said})"),
    }
}

/// What single codes mean, whatever their cause (Meta, "Cloud API error codes", Messenger's send errors; the subcodes of
/// 10 and 100 as others observed them).
fn told(code: i64, subcode: Option<i64>) -> Option<&'static str> {
    Some(match (code, subcode) {
        (10, Some(2_018_278 | 2_534_022)) => "the person last wrote more than 24 hours ago, so the window is closed",
        (10, Some(1_893_063)) => "Meta has restricted the Page for a while",
        (551, _) => "the person cannot be reached right now",
        (100, Some(2_018_001)) => "nobody with this id has written to the Page",
        (2200 | 2201, _) => "the callback address did not answer Meta's handshake as it should",
        (131_021, _) => "sender and recipient are the same number",
        (131_026, _) => "the message cannot be delivered to this number",
        (131_030, _) => "a test number may write only to the recipients that its dashboard lists",
        (131_031, _) => "Meta has locked or restricted the account",
        (131_042, _) => "the account has no working payment method",
        (131_045, _) => "the number is not registered",
        (131_047, _) => "the person last wrote more than 24 hours ago: only a template may be sent",
        (131_048, _) => "too many messages of this number were taken for spam",
        (131_049, _) => "Meta holds the message back so that the person does not get too many of its kind",
        (131_056, _) => "too many messages to one person in a short time",
        (130_429, _) => "too many messages in a short time",
        (133_000, _) => "an earlier deregistration of the number has not ended",
        (133_004, _) => "registration is unavailable for the moment",
        (133_005, _) => "that is not the number's PIN",
        (133_006, _) => "the number has to be verified with a code first",
        (133_008, _) => "the PIN was guessed too often",
        (133_009, _) => "the PIN was tried too quickly one after the other",
        (133_010, _) => "the number is not registered",
        (133_015, _) => "the number was deleted a moment ago; Meta wants five minutes",
        (133_016, _) => {
            "the number was registered or deregistered ten times within 72 hours, and is locked until they end"
        }
        (136_025, _) | (_, Some(136_025)) => "the code is wrong or too old",
        (_, Some(2_388_093)) => "too many codes were asked for",
        (200_000, _) => "no number can be added to the account",
        (200_008, _) => "the account has no number",
        _ => return None,
    })
}

/// What is left to say of a code that has no words of its own.
fn of_cause(cause: &Cause, code: &GraphCode) -> Option<&'static str> {
    Some(match (cause, code.code, code.subcode) {
        (Cause::Expired, ..) => "the token has expired",
        (Cause::Revoked, _, Some(458)) => "the person has removed the app, so its tokens are dead",
        (_, 190, Some(459)) | (_, 459, _) => {
            "Facebook wants the person to confirm their account before it lets the app act"
        }
        (Cause::Revoked, _, Some(460)) => "the person changed their password, or Facebook ended the session",
        (Cause::Revoked, _, Some(464)) => "the person's account is not confirmed",
        (Cause::Revoked, _, Some(467)) => "the session was ended, for example by logging out",
        (Cause::Revoked, _, Some(492)) => "the person behind the token has lost their role on the Page",
        (Cause::Revoked, _, Some(493)) => "the person has not used the app for 90 days",
        (Cause::Revoked, ..) => "the token is no longer valid",
        (Cause::Wait(_), ..) => "Meta asks to wait: too many calls",
        (Cause::Gone, ..) => "it does not exist, or this token may not see it",
        (Cause::MissingPermission, 3, _) => "the app lacks the capability, or the token is of the wrong kind",
        (Cause::MissingPermission, ..) => "a permission is missing",
        (Cause::BadApp, ..) => "Meta does not know the app",
        (Cause::BadCode, _, Some(36_007)) => "the login's code is too old",
        (Cause::BadCode, _, Some(36_009)) => "the login's code was used before",
        (Cause::BadCode, ..) => "the login's code does not fit the redirect address",
        (Cause::Passing, ..) => "Meta has a passing fault",
        _ => return None,
    })
}

/// Trouble of an answer that is not Meta's JSON. The body is not quoted: it can hold anything.
pub(super) fn garbled(response: &Response) -> Trouble {
    let kind = text::shown(response.headers.get("content-type").unwrap_or("no content type"));
    let message = format!("the answer is not Meta's (status {}, {kind})", response.status);
    Trouble::new(Cause::Garbled, message)
}

impl From<TransportError> for Trouble {
    fn from(error: TransportError) -> Self {
        Self::new(Cause::Unreachable, text::shown(&error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(code: i64, subcode: Option<i64>) -> Cause {
        from_error(&json!({"code": code, "error_subcode": subcode, "message": "m"}), None).cause
    }

    #[test]
    fn every_code_has_its_cause() {
        let table = [
            (190, Some(463), Cause::Expired),
            (190, Some(458), Cause::Revoked),
            (190, Some(460), Cause::Revoked),
            (190, Some(492), Cause::Revoked),
            (190, None, Cause::Revoked),
            (102, None, Cause::Revoked),
            (4, None, Cause::Wait(None)),
            (17, None, Cause::Wait(None)),
            (32, None, Cause::Wait(None)),
            (613, None, Cause::Wait(None)),
            (80001, None, Cause::Wait(None)),
            (100, Some(33), Cause::Gone),
            (803, None, Cause::Gone),
            (10, None, Cause::MissingPermission),
            (200, None, Cause::MissingPermission),
            (283, None, Cause::MissingPermission),
            (3, None, Cause::MissingPermission),
            (100, Some(36009), Cause::BadCode),
            (101, None, Cause::BadApp),
            (1, None, Cause::Passing),
            (2, None, Cause::Passing),
            (100, None, Cause::Refused),
            (368, None, Cause::Refused),
            (10, Some(2_018_278), Cause::Refused),
            (10, Some(2_534_022), Cause::Refused),
            (131_047, None, Cause::Refused),
            (131_056, None, Cause::Wait(None)),
            (133_004, None, Cause::Passing),
            (133_005, None, Cause::Refused),
            (133_016, None, Cause::Wait(None)),
        ];
        for (code, subcode, expected) in table {
            assert_eq!(of(code, subcode), expected, "{code}/{subcode:?}");
        }
    }

    /// What WhatsApp means stands beside the message.
    #[test]
    fn the_details_of_whatsapps_errors_are_told() {
        let error = json!({"code": 133_008, "message": "(#133008) Too Many two step PIN Guesses",
                           "error_data": {"messaging_product": "whatsapp", "details": "Wait for 3600 seconds"}});
        let message = from_error(&error, None).message;
        assert!(message.starts_with("the PIN was guessed too often (Meta: "), "{message}");
        assert!(message.ends_with(": Wait for 3600 seconds)"), "{message}");
    }

    #[test]
    fn every_registration_error_is_explained() {
        for code in [133_000, 133_004, 133_005, 133_006, 133_008, 133_009, 133_010, 133_015, 133_016] {
            assert!(told(code, None).is_some(), "{code}");
        }
    }

    #[test]
    fn the_numbers_that_support_asks_for_are_kept() {
        let error = json!({"message": "(#190) x\x1b[2J", "type": "OAuthException", "code": 190, "error_subcode": 460,
                           "fbtrace_id": "Abc"});
        let graph = from_error(&error, None).graph.unwrap();
        assert_eq!((graph.code, graph.subcode, graph.fbtrace_id.as_deref()), (190, Some(460), Some("Abc")));
        assert!(!graph.message.contains('\x1b'));
    }
}
