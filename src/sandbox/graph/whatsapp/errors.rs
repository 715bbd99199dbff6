//! The errors of WhatsApp: code and words as Meta's table of Cloud API errors has them, what happened in `error_data`.

use serde_json::json;

use crate::sandbox::error::GraphError;

/// A refusal with `error_data`, as calls to a number give it.
pub(super) fn refused(code: i64, status: u16, words: &str, details: &str) -> GraphError {
    GraphError::new(code, format!("(#{code}) {words}"))
        .status(status)
        .with("error_data", json!({ "messaging_product": "whatsapp", "details": details }))
}

/// A coexistence number lives in the Business app and cannot leave it by API; the words are those of the published
/// description of `deregister`.
pub(super) fn in_business_app() -> GraphError {
    let details =
        "This operation is not available for phone numbers of SMB businesses that use the WhatsApp Business app.";
    refused(100, 400, "Invalid parameter", details)
}

/// A number that is not registered.
pub(super) fn unregistered() -> GraphError {
    let details = "Account does not exist in Cloud API, please use /register API to create an account first";
    refused(133_010, 400, "The account is not registered", details)
}
