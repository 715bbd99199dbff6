//! `POST /{phone}/register` and `/deregister` (Meta, registering numbers): the PIN, and the lock on too many tries.
//!
//! Every try that gets as far as the number counts towards ten in 72 hours, refused ones too; the eleventh is
//! 133016. Meta names no figures for wrong PINs; here the third wrong one within a minute is 133009 and after five
//! the number waits an hour with 133008.

use super::{errors, pin, product, required, success};
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::{Answer, Context};
use crate::sandbox::world::models::Number;

/// How long a try counts, in seconds.
const LOCK: i64 = 72 * 3600;
/// Tries within that time.
const TRIES: usize = 10;
/// Wrong PINs before the number waits.
const GUESSES: usize = 5;
/// How long it waits then, in seconds.
const WAIT: i64 = 3600;
/// Within so many seconds a third wrong PIN is too fast.
const HASTE: i64 = 60;
/// How long a deletion takes, in seconds.
const DELETION: i64 = 5 * 60;

/// Registers a number for Cloud API.
pub(super) fn register(context: &Context<'_>, mut number: Number) -> Answer {
    product(context)?;
    let given = pin(context.call.params.some("pin").ok_or_else(|| required("pin"))?)?;
    let now = context.world.now;
    begin(context, &mut number)?;
    if number.deleted > 0 && now < number.deleted + DELETION {
        let details = "The phone number was deleted recently, and its deletion is not completed. Wait 5 minutes.";
        return refuse(context, &number, errors::refused(133_015, 400, "Phone number was recently deleted", details));
    }
    if !number.verified {
        let details = "The phone number must be verified before it can be registered.";
        return refuse(context, &number, errors::refused(133_006, 400, "Phone number needs to be verified", details));
    }
    if let Err(failure) = guess(&mut number, &given, now) {
        return refuse(context, &number, failure);
    }
    number.registered = true;
    number.pin = Some(given);
    number.onboarded = now;
    number.deleted = 0;
    context.world.put(&number)?;
    Ok(success())
}

/// Takes a number out of Cloud API. Two-step verification stays on.
pub(super) fn deregister(context: &Context<'_>, mut number: Number) -> Answer {
    begin(context, &mut number)?;
    if !number.registered {
        return refuse(context, &number, errors::unregistered());
    }
    number.registered = false;
    context.world.put(&number)?;
    Ok(success())
}

/// Counts a try.
fn begin(context: &Context<'_>, number: &mut Number) -> Result<(), GraphError> {
    if number.on_biz_app {
        return Err(errors::in_business_app());
    }
    let now = context.world.now;
    number.attempts.retain(|at| now < at + LOCK);
    if number.attempts.len() >= TRIES {
        let details =
            "There were too many registration or deregistration attempts for this phone number within 72 hours.";
        return Err(errors::refused(133_016, 400, "Account register deregister rate limit exceeded", details));
    }
    number.attempts.push(now);
    Ok(())
}

/// A refusal that counts.
fn refuse(context: &Context<'_>, number: &Number, failure: GraphError) -> Answer {
    context.world.put(number)?;
    Err(failure.lasting())
}

/// Compares the PIN, if there is one already.
fn guess(number: &mut Number, given: &str, now: i64) -> Result<(), GraphError> {
    let Some(pin) = &number.pin else { return Ok(()) };
    number.guesses.retain(|at| now < at + WAIT);
    if number.guesses.len() >= GUESSES {
        let wait = number.guesses.last().map_or(0, |last| last + WAIT - now);
        let details = format!("Too many two-step verification PIN guesses. Wait {wait} seconds before the next one.");
        return Err(errors::refused(133_008, 400, "Too many two-step verification PIN guesses", &details));
    }
    if number.guesses.iter().filter(|at| now < *at + HASTE).count() >= 2 {
        let details = "The two-step verification PIN was entered too quickly. Wait a minute before the next one.";
        return Err(errors::refused(133_009, 400, "Two-step verification PIN guessed too fast", details));
    }
    if pin != given {
        number.guesses.push(now);
        let details = "The two-step verification PIN is not the one that was set for this phone number.";
        return Err(errors::refused(133_005, 400, "Two-step verification PIN mismatch", details));
    }
    number.guesses.clear();
    Ok(())
}
