//! What the page that opened a signup is told of it: the `WA_EMBEDDED_SIGNUP` messages (Meta, Embedded Signup,
//! session logging).
//!
//! Of the names of the screens only `PHONE_NUMBER_SETUP` is published; the others are the sandbox's own.

use serde_json::{Value, json};

use super::settle::Signed;

/// The name of the screen whose form has this step.
pub(super) fn screen(step: &str) -> Option<&'static str> {
    Some(match step {
        "business" => "BUSINESS_ACCOUNT_SELECTION",
        "account" => "WHATSAPP_ACCOUNT_SELECTION",
        "number" => "PHONE_NUMBER_SETUP",
        "review" => "PERMISSIONS_REVIEW",
        _ => return None,
    })
}

/// It went well. A coexistence number's id is missing at times, so it may be left out.
pub(super) fn finished(signed: &Signed, phoneless: bool) -> Value {
    let event = match (&signed.number, signed.coexistence) {
        (None, _) => "FINISH_ONLY_WABA",
        (Some(_), true) => "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING",
        (Some(_), false) => "FINISH",
    };
    let mut data = json!({
        "waba_id": signed.waba,
        "business_id": signed.business,
        "page_ids": [],
        "instagram_account_ids": [],
        "ad_account_ids": [],
        "catalog_ids": [],
        "dataset_ids": [],
        "waba_ids": [signed.waba],
    });
    if let Some(number) = signed.number.as_ref().filter(|_| !phoneless) {
        data["phone_number_id"] = json!(number);
    }
    message(event, &data)
}

/// It was given up on a screen.
pub(super) fn abandoned(screen: &str) -> Value {
    message("CANCEL", &json!({ "current_step": screen }))
}

/// The person reported an error on a screen.
pub(super) fn reported(screen: &str, now: i64) -> Value {
    message(
        "CANCEL",
        &json!({
            "error_message": format!("Something went wrong on the screen {screen}."),
            "error_code": "524126",
            "session_id": format!("f{now:x}"),
            "timestamp": now.to_string(),
        }),
    )
}

fn message(event: &str, data: &Value) -> Value {
    json!({ "type": "WA_EMBEDDED_SIGNUP", "event": event, "data": data, "version": "3" })
}
