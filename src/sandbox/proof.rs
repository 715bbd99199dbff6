//! `appsecret_proof` (Meta, secure Graph API calls): verified whenever it is sent, plain or time-stamped.
//!
//! It refuses a wrong one, and a missing one when the app requires it. A call with the app's own token needs none, and
//! one that is sent with it is not looked at: Meta says nothing of it, and widely used clients (messaging-api-messenger)
//! send the proof of another token there.

use super::access::Caller;
use super::call::Call;
use super::error::GraphError;
use super::ids::{hmac_hex, same};
use super::world::World;

/// How old a time-stamped proof may be, in seconds.
const FRESH: i64 = 300;

/// Checks the proof of a call.
pub(crate) fn check(world: &World<'_>, call: &Call, caller: &Caller) -> Result<(), GraphError> {
    if caller.holder().is_none() {
        return Ok(());
    }
    let token = call.token.as_deref().unwrap_or("");
    let Some(proof) = call.params.some("appsecret_proof") else {
        if world.app.require_proof {
            return Err(missing());
        }
        return Ok(());
    };
    let secret = world.app_secret();
    let right = match call.params.some("appsecret_time") {
        None => hmac_hex(secret.as_bytes(), token.as_bytes()),
        Some(time) if fresh(time, world.now) => hmac_hex(secret.as_bytes(), format!("{token}|{time}").as_bytes()),
        Some(_) => String::new(),
    };
    if same(proof, &right) { Ok(()) } else { Err(refusal("Invalid appsecret_proof provided in the API argument")) }
}

fn fresh(time: &str, now: i64) -> bool {
    time.parse::<i64>().is_ok_and(|time| time.saturating_sub(now).saturating_abs() <= FRESH)
}

/// The refusal of a call that needs a proof and has none.
pub(crate) fn missing() -> GraphError {
    refusal("API calls from the server require an appsecret_proof argument")
}

fn refusal(message: &str) -> GraphError {
    GraphError::new(100, message).kind("GraphMethodException")
}
