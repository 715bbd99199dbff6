//! `health_status` (Meta, messaging health status): who stands in the way of sending.
//!
//! Field names are Meta's; the three words and the numbers of the errors are what public projects show.

use serde_json::{Value, json};

use crate::sandbox::graph::Context;
use crate::sandbox::world::models::{Number, Waba};

/// What is wrong with one entity: word, code, what it is and what to do.
type Trouble = Option<(&'static str, i64, &'static str, &'static str)>;

/// The health of an account.
pub(super) fn of_waba(context: &Context<'_>, waba: &Waba) -> Value {
    whole(&above(context, waba))
}

/// The health of a number, which is that of everything above it as well.
pub(super) fn of_number(context: &Context<'_>, number: &Number, waba: &Waba) -> Value {
    let mut entities = vec![entity("PHONE_NUMBER", &number.id, number_trouble(number))];
    entities.extend(above(context, waba));
    whole(&entities)
}

fn above(context: &Context<'_>, waba: &Waba) -> Vec<Value> {
    vec![
        entity("WABA", &waba.id, waba_trouble(waba)),
        entity("BUSINESS", &waba.business, business_trouble(waba)),
        entity("APP", &context.world.app.id, None),
    ]
}

fn whole(entities: &[Value]) -> Value {
    let word = |word: &str| entities.iter().any(|entity| entity["can_send_message"] == word);
    let worst = ["BLOCKED", "LIMITED"].into_iter().find(|one| word(one)).unwrap_or("AVAILABLE");
    json!({ "can_send_message": worst, "entities": entities })
}

fn entity(kind: &str, id: &str, trouble: Trouble) -> Value {
    let Some((word, code, description, solution)) = trouble else {
        return json!({ "entity_type": kind, "id": id, "can_send_message": "AVAILABLE" });
    };
    let error = json!({ "error_code": code, "error_description": description, "possible_solution": solution });
    json!({ "entity_type": kind, "id": id, "can_send_message": word, "errors": [error] })
}

fn number_trouble(number: &Number) -> Trouble {
    if !number.registered {
        let solution = "Register the phone number with the register endpoint.";
        return Some(("BLOCKED", 141_000, "The phone number is not registered on Cloud API.", solution));
    }
    if number.name_status.as_deref() == Some("PENDING_REVIEW") {
        let solution = "Wait until the display name is approved.";
        return Some(("LIMITED", 141_001, "The display name of the phone number is not approved yet.", solution));
    }
    number.condition.as_ref().map(|_| {
        let solution = "Look at the phone number in WhatsApp Manager.";
        ("LIMITED", 141_002, "The quality of the phone number is low.", solution)
    })
}

fn waba_trouble(waba: &Waba) -> Trouble {
    if waba.locked {
        let solution = "Look at the account in WhatsApp Manager and ask for a review.";
        return Some(("BLOCKED", 141_003, "The WhatsApp Business Account is locked.", solution));
    }
    waba.unpaid.then_some((
        "LIMITED",
        141_006,
        "There is an error with the payment method. Business initiated conversations are blocked.",
        "Add a valid payment method to the WhatsApp Business Account.",
    ))
}

fn business_trouble(waba: &Waba) -> Trouble {
    (waba.verification != "verified").then_some((
        "LIMITED",
        141_010,
        "The business has not been verified, so it can start few conversations a day.",
        "Verify the business in the Security Center.",
    ))
}
