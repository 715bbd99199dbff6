//! Batch requests (Meta, batch requests): up to 50 calls in one, each with its own token if it brings one.
//!
//! It refuses more than 50, a batch without a token of its own, and for now operations that depend on each other.

use serde_json::Value;

use crate::http::Method;
use crate::sandbox::call::{Call, Params};
use crate::sandbox::failure::Failure;

/// The most operations.
const MOST: usize = 50;

/// Whether a call is a batch.
pub(crate) fn wanted(call: &Call) -> bool {
    call.method == Method::Post && call.params.get("batch").is_some()
}

/// Reads the operations; each is a call or the reason why it is none.
pub(crate) fn operations(call: &Call) -> Result<Vec<Result<Call, Failure>>, Failure> {
    if call.token.is_none() {
        return Err(Failure::new(104, "An access token is required to request this resource."));
    }
    let text = call.params.get("batch").unwrap_or("");
    let Ok(Value::Array(list)) = serde_json::from_str(text) else {
        return Err(Failure::parameter("Param batch must be a JSON array"));
    };
    if list.len() > MOST {
        return Err(Failure::new(100, format!("Too many requests in batch message. Maximum batch size is {MOST}")));
    }
    Ok(list.iter().map(|operation| read(call, operation)).collect())
}

fn read(outer: &Call, operation: &Value) -> Result<Call, Failure> {
    let text = |name: &str| operation[name].as_str().unwrap_or("");
    if operation.to_string().contains("{result=") {
        tracing::warn!("the sandbox does not imitate operations that depend on each other");
        return Err(Failure::parameter("Dependencies between operations are not imitated"));
    }
    if text("method").is_empty() || operation["relative_url"].is_null() {
        return Err(Failure::parameter("Each batch operation needs method and relative_url"));
    }
    let (path, query) = text("relative_url").split_once('?').unwrap_or((text("relative_url"), ""));
    let params = Params::form(&format!("{query}&{}", text("body")));
    let bearer = outer.token.clone();
    let own = params.some("access_token").is_some();
    let mut call = Call::new(Method::named(text("method")), outer.base.clone(), path, params, bearer)?;
    if !call.versioned {
        call.version = outer.version;
    }
    // The outer proof was made for the outer token, so it goes with that token only.
    if !own {
        call.params.inherit(&outer.params, &["appsecret_proof", "appsecret_time"]);
    }
    Ok(call)
}
