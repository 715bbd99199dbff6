//! Meta's errors to [`Trouble`]: by code and subcode, never by status or text.

use std::time::Duration;

use serde_json::{Value, json};

use super::codes::meaning;
use super::read;
use super::redact::Redactor;
use crate::domain::{Cause, GraphCode, Meaning, Trouble, text};
use crate::http::{Response, TransportError};

/// Reads the error out of a JSON answer, if it is one.
pub(super) fn in_answer(answer: &Value, wait: Option<Duration>, redactor: &Redactor) -> Option<Trouble> {
    match answer.get("error") {
        None | Some(Value::Null) => flat(answer).map(|error| from_error(&error, wait, redactor)),
        Some(error @ Value::Object(_)) => Some(from_error(error, wait, redactor)),
        // OAuth's own form, which a gateway in front of the API may speak.
        Some(other) => {
            let said = [other, &answer["error_description"]].map(|part| part.as_str().unwrap_or_default()).join(" ");
            let message = format!("the answer is an error, but not in Meta's form: {}", redactor.clean(said.trim()));
            Some(Trouble::new(Cause::Garbled, message))
        }
    }
}

/// An error without an envelope, as the login's endpoints and old batches have sent it.
fn flat(answer: &Value) -> Option<Value> {
    let part = |long: &str, short: &str| answer.get(long).or_else(|| answer.get(short)).cloned();
    let message = part("error_message", "error_msg")?;
    // What the login's endpoints call `code` is the HTTP status.
    let code = answer.get("error_code").cloned();
    let subcode = answer.get("error_subcode").cloned();
    Some(json!({"message": message, "type": answer.get("error_type"), "code": code, "error_subcode": subcode}))
}

/// Translates one `error` object. Here Meta's words become text of ours, so here they are cleaned.
pub(super) fn from_error(error: &Value, wait: Option<Duration>, redactor: &Redactor) -> Trouble {
    let code = GraphCode {
        code: read::integer(&error["code"]),
        subcode: read::integer(&error["error_subcode"]).or_else(|| read::integer(&error["subcode"])),
        kind: read::text(&error["type"]).and_then(|kind| redactor.word(&kind)),
        message: redactor.clean(error["message"].as_str().unwrap_or_default()),
        error_user_title: read::text(&error["error_user_title"]).map(|said| redactor.clean(&said)),
        error_user_msg: read::text(&error["error_user_msg"]).map(|said| redactor.clean(&said)),
        fbtrace_id: read::text(&error["fbtrace_id"]).and_then(|trace| redactor.trace(&trace)),
    };
    let transient = error["is_transient"].as_bool();
    let known = meaning(&code);
    let cause = match cause(known, transient, wait) {
        // Meta tells the person what to change, and says that it does not pass by itself.
        Cause::Passing if transient == Some(false) && code.error_user_msg.is_some() => Cause::Refused,
        cause => cause,
    };
    let details = read::text(&error["error_data"]["details"]).map(|said| redactor.clean(&said));
    let more = [&details, &code.error_user_title, &code.error_user_msg];
    let said_by_row = known.filter(|row| row.cause != Cause::Passing || cause == Cause::Passing);
    let message = words(said_by_row, &code.message, more.into_iter().flatten());
    Trouble { cause, message, graph: Some(Box::new(code)) }
}

/// The kind of trouble that the table of codes names; only where it names none does Meta's own word `is_transient` count.
fn cause(known: Option<&Meaning>, transient: Option<bool>, wait: Option<Duration>) -> Cause {
    match known.map(|row| &row.cause) {
        Some(Cause::Wait(_)) => Cause::Wait(wait),
        // Rows that say no more than "refused" leave room for Meta to say that it passes.
        Some(Cause::Refused) | None if transient == Some(true) => Cause::Passing,
        Some(cause) => cause.clone(),
        None => Cause::Refused,
    }
}

/// Besides the message, WhatsApp's errors say in their details what is meant, and how long to wait; what is for people
/// to read stands in `error_user_title` and `error_user_msg` (Meta, handling errors).
fn words<'a>(known: Option<&Meaning>, message: &str, more: impl Iterator<Item = &'a String>) -> String {
    let said = more.fold(message.to_owned(), |said, part| match said.as_str() {
        "" => part.clone(),
        before if before.contains(part) => said,
        before => format!("{before}: {part}"),
    });
    match (known, said.is_empty()) {
        (None, true) => "Meta refused, and did not say why".to_owned(),
        (None, false) => format!("Meta refused: {said}"),
        (Some(row), true) => row.words.to_owned(),
        (Some(row), false) => format!("{} (Meta: {said})", row.words),
    }
}

/// Trouble of an answer that is not Meta's JSON. The body is not quoted: it can hold anything.
pub(super) fn not_json(response: &Response, redactor: &Redactor) -> Trouble {
    let kind = redactor.clean(response.headers.get("content-type").unwrap_or("no content type"));
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

    fn from(error: &Value) -> Trouble {
        from_error(error, None, &Redactor::default())
    }

    fn of(code: i64, subcode: Option<i64>) -> Cause {
        from(&json!({"code": code, "error_subcode": subcode, "message": "m"})).cause
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
            (131_047, None, Cause::Refused),
            (133_016, None, Cause::Refused),
            (987_654, None, Cause::Refused),
        ];
        for (code, subcode, expected) in table {
            assert_eq!(of(code, subcode), expected, "{code}/{subcode:?}");
        }
    }

    /// Meta gives these codes to more than one thing; only the message tells which (each is a recorded answer).
    #[test]
    fn one_code_for_several_things_is_told_apart_by_what_meta_says() {
        let table = [
            (1, "Error validating client secret.", Cause::BadApp),
            (100, "(#100) The App_id in the input_token did not match the Viewing App", Cause::WrongToken),
            (
                100,
                "(#100) Object does not exist, cannot be loaded due to missing permission or reviewable feature",
                Cause::MissingPermission,
            ),
            (
                100,
                "Unsupported get request. Object with ID '2' does not exist, cannot be loaded due to missing permissions",
                Cause::Gone,
            ),
            (100, "API calls from the server require an appsecret_proof argument", Cause::BadApp),
            (100, "This authorization code has been used.", Cause::BadCode),
            (
                190,
                "Any of the pages_show_list permission(s) must be granted before impersonating a user's page.",
                Cause::MissingPermission,
            ),
            (190, "(#190) Application Secret required for this endpoint", Cause::BadApp),
            (190, "Invalid OAuth access token - Cannot parse access token", Cause::WrongToken),
            (190, "Error validating access token: Session has expired on Monday", Cause::Expired),
            (190, "La sesión ha caducado", Cause::Revoked),
        ];
        for (code, message, expected) in table {
            assert_eq!(from(&json!({"code": code, "message": message})).cause, expected, "{message}");
        }
        let flat = json!({"error_type": "OAuthException", "code": 400,
                          "error_message": "Error validating verification code. Please make sure"});
        assert_eq!(in_answer(&flat, None, &Redactor::default()).unwrap().cause, Cause::BadCode);
    }

    #[test]
    fn an_error_without_a_code_kills_no_token() {
        let trouble = from(&json!({"message": "m"}));
        assert_eq!((trouble.cause, trouble.graph.unwrap().code), (Cause::Refused, None));
        assert_eq!(of(0, None), Cause::Revoked);
    }

    #[test]
    fn every_envelope_that_was_ever_recorded_is_an_error() {
        let dead = json!({"code": "190", "error_subcode": "463", "message": "m"});
        let cases = [
            (json!({"error": dead}), Cause::Expired, Some(190)),
            (json!({"error_code": 190, "error_subcode": 463, "error_msg": "m"}), Cause::Expired, Some(190)),
            (json!({"error_type": "OAuthException", "code": 400, "error_message": "m"}), Cause::Refused, None),
            (json!({"error": "temporarily_unavailable", "error_description": "try later"}), Cause::Garbled, None),
            (json!({"error": true}), Cause::Garbled, None),
            (json!({"error": []}), Cause::Garbled, None),
        ];
        for (answer, cause, code) in cases {
            let trouble = in_answer(&answer, None, &Redactor::default()).unwrap();
            assert_eq!((trouble.cause, trouble.graph.and_then(|graph| graph.code)), (cause, code), "{answer}");
        }
        for answer in [json!({}), json!([]), json!(true), json!({"error": null, "id": "1"}), json!({"code": 200})] {
            assert_eq!(in_answer(&answer, None, &Redactor::default()), None, "{answer}");
        }
    }

    #[test]
    fn what_meta_says_to_people_is_told() {
        let error = json!({"code": 100, "error_subcode": 2_388_001, "message": "Invalid parameter",
                           "error_user_title": "Cannot Create Certificate", "error_user_msg": "Edit your display name."});
        let Trouble { message, graph, .. } = from(&error);
        assert!(
            message.ends_with("Invalid parameter: Cannot Create Certificate: Edit your display name.)"),
            "{message}"
        );
        let graph = serde_json::to_value(graph).unwrap();
        assert_eq!(
            (&graph["error_user_title"], &graph["error_user_msg"]),
            (&json!("Cannot Create Certificate"), &json!("Edit your display name."))
        );
    }

    #[test]
    fn the_details_of_whatsapps_errors_are_told() {
        let error = json!({"code": 133_008, "message": "(#133008) Too Many two step PIN Guesses",
                           "error_data": {"messaging_product": "whatsapp", "details": "Wait for 3600 seconds"}});
        let message = from(&error).message;
        assert!(
            message.ends_with("(Meta: (#133008) Too Many two step PIN Guesses: Wait for 3600 seconds)"),
            "{message}"
        );
    }

    #[test]
    fn the_numbers_that_support_asks_for_are_kept() {
        let error = json!({"message": "(#190) x\x1b[2J", "type": "OAuthException", "code": 190, "error_subcode": 460,
                           "fbtrace_id": "Abc"});
        let graph = from(&error).graph.unwrap();
        assert_eq!((graph.code, graph.subcode, graph.fbtrace_id.as_deref()), (Some(190), Some(460), Some("Abc")));
        assert!(!graph.message.contains('\x1b'));
    }
}
