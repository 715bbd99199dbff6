//! Meta's errors to [`Trouble`]: by code and subcode, never by status or text.

use std::time::Duration;

use serde_json::Value;

use super::codes::{Meaning, meaning};
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
    // An error without a code must not be taken for WhatsApp's code 0, which means a dead token.
    let known = error["code"].as_i64().and_then(|number| meaning(number, code.subcode));
    let cause = cause(known, transient, wait);
    let details = read::text(&error["error_data"]["details"]).map(|details| text::shown(&details));
    let message = words(known, &code.message, details.as_deref());
    Trouble { cause, message, graph: Some(Box::new(code)) }
}

/// The kind of trouble that the table of codes names; only where it names none does Meta's own word `is_transient` count.
fn cause(known: Option<&Meaning>, transient: bool, wait: Option<Duration>) -> Cause {
    match known.map(|row| &row.cause) {
        Some(Cause::Wait(_)) => Cause::Wait(wait),
        // Rows that say no more than "refused" leave room for Meta to say that it passes.
        Some(Cause::Refused) | None if transient => Cause::Passing,
        Some(cause) => cause.clone(),
        None => Cause::Refused,
    }
}

/// WhatsApp's errors say in their details what is meant, and how long to wait.
fn words(known: Option<&Meaning>, message: &str, details: Option<&str>) -> String {
    let said = match details.filter(|details| !message.contains(details)) {
        Some(details) if message.is_empty() => details.to_owned(),
        Some(details) => format!("{message}: {details}"),
        None => message.to_owned(),
    };
    match (known, said.is_empty()) {
        (None, _) => format!("Meta refused: {said}"),
        (Some(row), true) => row.words.to_owned(),
        (Some(row), false) => format!("{} (Meta: {said})", row.words),
    }
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
            (131_047, None, Cause::Refused),
            (133_016, None, Cause::Refused),
            (987_654, None, Cause::Refused),
        ];
        for (code, subcode, expected) in table {
            assert_eq!(of(code, subcode), expected, "{code}/{subcode:?}");
        }
    }

    #[test]
    fn an_error_without_a_code_kills_no_token() {
        assert_eq!(from_error(&json!({"message": "m"}), None).cause, Cause::Refused);
        assert_eq!(of(0, None), Cause::Revoked);
    }

    #[test]
    fn the_details_of_whatsapps_errors_are_told() {
        let error = json!({"code": 133_008, "message": "(#133008) Too Many two step PIN Guesses",
                           "error_data": {"messaging_product": "whatsapp", "details": "Wait for 3600 seconds"}});
        let message = from_error(&error, None).message;
        assert!(
            message.ends_with("(Meta: (#133008) Too Many two step PIN Guesses: Wait for 3600 seconds)"),
            "{message}"
        );
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
