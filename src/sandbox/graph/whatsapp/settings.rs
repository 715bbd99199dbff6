//! `POST /{phone}` (Meta, two-step verification and webhook overrides): the PIN, or an own address for webhooks.

use serde_json::Value;

use super::{pin, required, success};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::{Context, Stop};
use crate::sandbox::world::models::Number;

/// Answers a call.
pub(super) fn change(context: &Context<'_>, mut number: Number) -> Result<Value, Stop> {
    let params = &context.call.params;
    match (params.some("pin"), params.some("webhook_configuration")) {
        (None, None) => return Err(required("pin").into()),
        (new, webhooks) => {
            if let Some(new) = new {
                number.pin = Some(pin(new)?);
                number.guesses.clear();
            }
            if let Some(webhooks) = webhooks {
                number.override_uri = address(context, webhooks)?;
            }
        }
    }
    context.world.put(&number)?;
    Ok(success())
}

/// Reads the address and asks it. An empty one takes it away.
fn address(context: &Context<'_>, text: &str) -> Result<Option<String>, Stop> {
    let webhooks: Value = serde_json::from_str(text)
        .map_err(|_| GraphError::parameter("Param webhook_configuration must be a JSON object"))?;
    let uri = webhooks["override_callback_uri"]
        .as_str()
        .ok_or_else(|| required("webhook_configuration[override_callback_uri]"))?;
    if uri.is_empty() {
        return Ok(None);
    }
    let verify_token =
        webhooks["verify_token"].as_str().ok_or_else(|| required("webhook_configuration[verify_token]"))?;
    context.handshake("override_callback_uri", uri, verify_token)?;
    Ok(Some(uri.to_owned()))
}
