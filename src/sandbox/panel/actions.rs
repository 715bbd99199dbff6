//! What the buttons do: the same controls as on the command line.

use std::time::Duration;

use crate::sandbox::call::Params;
use crate::sandbox::faults::{Action, Fault};
use crate::sandbox::{AccountEvent, Sandbox, SandboxError, Setting};

/// What is wrong with a form, in words for the person who sent it.
pub(super) type Wrong = String;

/// Does it.
pub(super) fn done(sandbox: &Sandbox, form: &Params) -> Result<(), Wrong> {
    let words = |error: SandboxError| error.to_string();
    match form.get("action") {
        Some("clock") => clock(sandbox, form.get("ahead").unwrap_or("")),
        Some("set") => sandbox.configure(setting(form.get("to").unwrap_or(""))?).map_err(words),
        Some("person") => person(sandbox, form),
        Some("fault") => sandbox.set_fault(fault(form)?).map(drop).map_err(words),
        Some("mend") => match form.get("number").and_then(|number| number.parse().ok()) {
            Some(number) => sandbox.remove_fault(number).map(drop).map_err(words),
            None => sandbox.remove_faults().map(drop).map_err(words),
        },
        Some("seed") => sandbox.seed(form.get("name").unwrap_or("")).map_err(words),
        _ => Err("there is no such button".to_owned()),
    }
}

fn clock(sandbox: &Sandbox, ahead: &str) -> Result<(), Wrong> {
    let done = match ahead.parse() {
        Ok(hours @ 1..=100_000) => sandbox.push_clock(Duration::from_hours(hours)),
        _ if ahead == "reset" => sandbox.reset_clock(),
        _ => return Err("the clock is pushed by whole hours".to_owned()),
    };
    done.map_err(|error| error.to_string())
}

fn setting(to: &str) -> Result<Setting, Wrong> {
    Ok(match to {
        "live" => Setting::Live(true),
        "development" => Setting::Live(false),
        "proof-on" => Setting::RequireProof(true),
        "proof-off" => Setting::RequireProof(false),
        "limits-on" => Setting::EnforceLimits(true),
        "limits-off" => Setting::EnforceLimits(false),
        _ => return Err("there is no such setting".to_owned()),
    })
}

fn person(sandbox: &Sandbox, form: &Params) -> Result<(), Wrong> {
    let event = match form.get("what") {
        Some("new-password") => AccountEvent::NewPassword,
        Some("log-out") => AccountEvent::LogOut,
        Some("checkpoint") => AccountEvent::Checkpoint,
        Some("remove-app") => AccountEvent::RemoveApp,
        Some("lose-role") => AccountEvent::LoseRole(form.get("page").unwrap_or("").trim().to_owned()),
        _ => return Err("nothing of that kind happens to people".to_owned()),
    };
    match sandbox.apply_event(form.get("person").unwrap_or("").trim(), &event) {
        Ok(true) => Ok(()),
        Ok(false) if matches!(event, AccountEvent::LoseRole(_)) => {
            Err("this person has no role on that Page".to_owned())
        }
        Ok(false) => Err("there is no such person".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn fault(form: &Params) -> Result<Fault, Wrong> {
    let told: Vec<_> = form.get("params").unwrap_or("").split_whitespace().collect();
    let action = Action::read(form.get("kind").unwrap_or(""), &told).map_err(|bad| bad.to_string())?;
    let number = |name: &str, otherwise: u32| match form.some(name) {
        None => Ok(otherwise),
        Some(text) => text.trim().parse().map_err(|_| format!("'{name}' is a number")),
    };
    Ok(Fault {
        matching: form.get("matching").unwrap_or("").trim().to_owned(),
        skip: number("skip", 0)?,
        times: number("times", Fault::ALWAYS)?.max(1),
        action,
    })
}
