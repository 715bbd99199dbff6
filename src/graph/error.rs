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
    let message = words(&cause, &code);
    Trouble { cause, message, graph: Some(Box::new(code)) }
}

/// What a code means (Meta, "Handling errors", "Rate limits", and the references of the single edges).
fn cause(code: i64, subcode: Option<i64>, transient: bool, wait: Option<Duration>) -> Cause {
    match (code, subcode) {
        (100, Some(36_007..=36_009)) => Cause::BadCode,
        (190, Some(463)) => Cause::Expired,
        (190 | 102 | 452 | 459, _) => Cause::Revoked,
        (4 | 17 | 32 | 341 | 613 | 80_000..=80_099 | 130_429, _) => Cause::Wait(wait),
        (33 | 803, _) | (100, Some(33)) => Cause::Gone,
        (3 | 10 | 200..=299, _) => Cause::MissingPermission,
        (101, _) => Cause::BadApp,
        (1 | 2, _) => Cause::Passing,
        _ if transient => Cause::Passing,
        _ => Cause::Refused,
    }
}

fn words(cause: &Cause, code: &GraphCode) -> String {
    let what = match (cause, code.code, code.subcode) {
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
        _ => return format!("Meta refused: {}", code.message),
    };
    if code.message.is_empty() { what.to_owned() } else { format!("{what} (Meta: {})", code.message) }
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
        ];
        for (code, subcode, expected) in table {
            assert_eq!(of(code, subcode), expected, "{code}/{subcode:?}");
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
