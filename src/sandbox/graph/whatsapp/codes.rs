//! `POST /{phone}/request_code` and `/verify_code` (Meta, verifying numbers).
//!
//! No text message is sent: the code is on the log, in `sandbox status`, and in [`codes`](crate::sandbox::Sandbox::codes).
//! Meta's sample client compares `error_subcode` with 136025, its error table lists 136025 as a code; both get it.

use super::{required, success};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::{Answer, Context};
use crate::sandbox::ids;
use crate::sandbox::world::models::{Number, Otp};

/// How long a code lives, in seconds.
const LIFE: i64 = 10 * 60;
/// Codes that may be asked for within an hour.
const REQUESTS: usize = 3;

/// Sends a code.
pub(super) fn request(context: &mut Context<'_>, mut number: Number) -> Answer {
    let method = context.call.params.some("code_method").ok_or_else(|| required("code_method"))?;
    if !["SMS", "VOICE"].contains(&method) {
        let message = format!("Param code_method must be one of {{SMS, VOICE}} - got \"{method}\".");
        return Err(GraphError::parameter(message));
    }
    context.call.params.some("language").ok_or_else(|| required("language"))?;
    let now = context.world.now;
    if number.verified {
        return Err(request_error("The phone number is already verified."));
    }
    number.requests.retain(|at| now < at + 3600);
    if number.requests.len() >= REQUESTS {
        let message = "You have requested too many codes. Try again later.";
        return Err(request_error(message).sub(2_388_093));
    }
    number.requests.push(now);
    let text = six_digits(&number.id, context.world.serial()?);
    tracing::info!(number = number.display, code = text, "the sandbox sends a WhatsApp verification code");
    number.code = Some(Otp { text, expires: now + LIFE });
    context.world.put(&number)?;
    Ok(success())
}

fn request_error(message: &str) -> GraphError {
    GraphError::new(136_024, "(#136024) Request code error")
        .with("error_user_title", "Cannot request a code")
        .with("error_user_msg", message)
}

/// Takes a code.
pub(super) fn verify(context: &Context<'_>, mut number: Number) -> Answer {
    let given = context.call.params.some("code").ok_or_else(|| required("code"))?;
    // People copy the code with the dash that the text message has.
    let given: String = given.chars().filter(char::is_ascii_digit).collect();
    let now = context.world.now;
    if !number.code.as_ref().is_some_and(|code| code.expires > now && ids::same(&code.text, &given)) {
        let message = "The code is wrong or too old. Request a new one.";
        return Err(GraphError::new(136_025, "(#136025) Verify code error")
            .sub(136_025)
            .with("error_user_title", "The code cannot be verified")
            .with("error_user_msg", message));
    }
    number.verified = true;
    number.code = None;
    number.requests.clear();
    context.world.put(&number)?;
    Ok(serde_json::json!({ "success": true, "id": number.id }))
}

fn six_digits(number: &str, serial: u32) -> String {
    let hex = ids::hmac_hex(b"otp", format!("{number}/{serial}").as_bytes());
    let number = u32::from_str_radix(&hex[..7], 16).unwrap_or_default();
    format!("{:06}", number % 1_000_000)
}
