//! Graph's errors by code: the words and statuses that they usually have, and the headers of those that are limits
//! (Meta, Graph API error handling and rate limiting; WhatsApp Cloud API error codes).

use serde_json::{Value, json};

use crate::sandbox::error::GraphError;

/// Code, status and words of the errors that have words of their own here.
const KNOWN: &[(i64, u16, &str)] = &[
    (1, 500, "An unknown error occurred"),
    (2, 500, "An unexpected error has occurred. Please retry your request later."),
    (4, 403, "(#4) Application request limit reached"),
    (10, 403, "(#10) Application does not have permission for this action"),
    (17, 400, "(#17) User request limit reached"),
    (32, 400, "(#32) Page request limit reached"),
    (190, 400, "Error validating access token: The session is invalid."),
    (200, 403, "(#200) Permissions error"),
    (341, 400, "(#341) Application limit reached"),
    (368, 400, "(#368) The action attempted has been deemed abusive or is otherwise disallowed"),
    (613, 400, "(#613) Calls to this api have exceeded the rate limit."),
    (130_429, 429, "(#130429) Rate limit hit"),
    (131_000, 500, "(#131000) Generic error"),
    (131_016, 500, "(#131016) Service unavailable"),
    (131_056, 400, "(#131056) (Business Account, Consumer Account) pair rate limit hit"),
    (131_057, 500, "(#131057) Account in maintenance mode"),
    (133_004, 503, "(#133004) Server Temporarily Unavailable"),
    (133_016, 400, "(#133016) Account register deregister rate limit exceeded"),
];

/// What `error_data` says of WhatsApp's errors.
const DETAILS: &[(i64, &str)] = &[
    (130_429, "Cloud API message throughput has been reached."),
    (131_000, "An unknown error occurred"),
    (131_016, "A service is temporarily unavailable."),
    (131_056, "Too many messages from this phone number to the same recipient in a short time."),
    (131_057, "Business account is in maintenance mode."),
    (133_004, "Server is temporarily unavailable."),
    (133_016, "Registration or deregistration failed because there were too many attempts for this phone number."),
];

/// The limits of Business Use Cases: code and `type` of the usage header.
const BUSINESS: &[(i64, &str)] = &[
    (80_000, "ads_insights"),
    (80_001, "pages"),
    (80_002, "instagram"),
    (80_003, "custom_audience"),
    (80_004, "ads_management"),
    (80_005, "leadgen"),
    (80_006, "messenger"),
    (80_007, "whatsapp"),
    (80_008, "whatsapp"),
];

/// The limits of the platform, which count the app's or the user's calls.
const PLATFORM: &[i64] = &[4, 17, 32, 341, 613];
/// The limits that no usage header tells of.
const SILENT: &[i64] = &[130_429, 131_056, 133_016];

/// Whether a code says that a limit is reached.
pub(super) fn is_limit(code: i64) -> bool {
    PLATFORM.contains(&code) || SILENT.contains(&code) || business(code).is_some()
}

fn business(code: i64) -> Option<&'static str> {
    BUSINESS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// The usual words.
pub(super) fn words(code: i64) -> String {
    if let Some((.., words)) = KNOWN.iter().find(|(known, ..)| *known == code) {
        return (*words).to_owned();
    }
    match business(code) {
        Some(_) => format!(
            "(#{code}) There have been too many calls to this account. Wait a bit and try again. For more info, please \
             refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."
        ),
        None => format!("(#{code}) An error on request of the sandbox's user"),
    }
}

/// The usual status.
pub(super) fn status(code: i64) -> u16 {
    KNOWN.iter().find(|(known, ..)| *known == code).map_or(400, |(_, status, _)| *status)
}

/// An error with these words and this status. WhatsApp's have `error_data` as well.
pub(super) fn error(code: i64, words: String, status: u16) -> GraphError {
    let failure = GraphError::new(code, words).status(status);
    match DETAILS.iter().find(|(known, _)| *known == code) {
        Some((_, details)) => {
            failure.with("error_data", json!({ "messaging_product": "whatsapp", "details": details }))
        }
        None => failure,
    }
}

/// The error of a limit.
pub(crate) fn limit(code: i64) -> GraphError {
    error(code, words(code), status(code)).with("is_transient", true)
}

/// Name and value of the usage header that comes with a limit. The time is in minutes, and only Business Use Cases
/// tell it.
pub(crate) fn usage(code: i64, asset: &str, share: u64, minutes: u64) -> Option<(&'static str, Value)> {
    let (cpu, time) = (share / 3, share / 2);
    if PLATFORM.contains(&code) {
        return Some(("x-app-usage", json!({ "call_count": share, "total_cputime": cpu, "total_time": time })));
    }
    let row = json!({
        "type": business(code)?,
        "call_count": share,
        "total_cputime": cpu,
        "total_time": time,
        "estimated_time_to_regain_access": minutes,
    });
    let mut usage = json!({});
    usage[asset] = json!([row]);
    Some(("x-business-use-case-usage", usage))
}
