//! The cards of the page: the calls, and a form for each control.

use maud::{Markup, html};

use super::lists::List;
use crate::sandbox::faults::{FAULTS, Fault, FaultKind};
use crate::sandbox::metrics::Record;
use crate::sandbox::{SEEDS, Sandbox, SandboxError, held};

/// The longest choice of people; with more, an id is typed in.
const PEOPLE: usize = 50;

pub(super) fn card(id: &str, title: &str, inside: &Markup) -> Markup {
    html! { section id=(id) { h2 { (title) } (inside) } }
}

pub(super) fn table(id: &str, heads: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        .wide tabindex="0" {
            table id=(id) {
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody { @for row in rows { tr { @for cell in row { td { (cell) } } } } }
            }
        }
    }
}

/// The calls so far; the script adds those that come.
pub(super) fn calls(sandbox: &Sandbox) -> Markup {
    let mut rows: Vec<_> = held(&sandbox.metrics).recent(0).cloned().collect();
    rows.reverse();
    let last = rows.first().map_or(0, |call| call.number);
    let rows: Vec<_> = rows.iter().map(Record::cells).collect();
    let inside = html! {
        p.soft { "The last 200 that this process answered; ids and queries are left out." }
        #live data-last=(last) { (table("calls-table", &["Time", "Call", "Status", "Took", "Fault", "Trace"], &rows)) }
    };
    card("calls-card", "Calls", &inside)
}

/// A form of the page that does one thing.
fn form(action: &str, show: List, inside: &Markup) -> Markup {
    html! {
        form method="post" action="/sandbox/do" {
            input type="hidden" name="action" value=(action);
            input type="hidden" name="show" value=(show.name());
            (inside)
        }
    }
}

fn button(name: &str, value: &str, label: &str) -> Markup {
    html! { button name=(name) value=(value) { (label) } }
}

fn field(name: &str, label: &str, hint: &str) -> Markup {
    html! { label { (label) input name=(name) placeholder=(hint) autocomplete="off"; } }
}

pub(super) fn faults(sandbox: &Sandbox, show: List) -> Result<Markup, SandboxError> {
    let set = sandbox.faults()?;
    let inside = html! {
        @for (number, fault) in &set { (form("mend", show, &html! { (told(fault)) (button("number", &number.to_string(), "End")) })) }
        @if set.len() > 1 { (form("mend", show, &button("number", "all", "End all"))) }
        (form("fault", show, &new_fault()))
    };
    Ok(card("faults", "Faults", &inside))
}

/// A fault that is set.
fn told(fault: &Fault) -> Markup {
    html! {
        p {
            b { (fault.action.to_string()) } " "
            span.soft {
                @if fault.matching.is_empty() { "every request" } @else { (fault.matching) }
                ", "
                @if fault.times == Fault::ALWAYS { "always" } @else { (fault.times) " times" }
                @if fault.skip > 0 { ", after " (fault.skip) }
            }
        }
    }
}

fn new_fault() -> Markup {
    let params =
        |kind: &FaultKind| kind.params.iter().fold(String::new(), |all, (name, value)| format!("{all} {name}={value}"));
    html! {
        .fields {
            label {
                "What goes wrong"
                select name="kind" { @for kind in FAULTS { option value=(kind.name) { (kind.name) (params(kind)) } } }
            }
            (field("params", "Parameters", "seconds=5"))
            (field("matching", "Only requests with", "GET /me/accounts"))
            (field("times", "Times", "always"))
            (field("skip", "After so many", "0"))
            button.strong { "Set the fault" }
        }
    }
}

pub(super) fn clock(sandbox: &Sandbox, show: List) -> Result<Markup, SandboxError> {
    let (now, ahead) = sandbox.clock()?;
    let steps = [("1", "1 hour"), ("24", "1 day"), ("1464", "61 days"), ("2184", "91 days"), ("reset", "Reset")];
    let inside = html! {
        p {
            (now.strftime("%Y-%m-%d %H:%M UTC")) " "
            span.soft {
                @if ahead == 0 { "the machine's time" }
                @else { (ahead / 86_400) " days and " (ahead % 86_400 / 3600) " hours ahead" }
            }
        }
        (form("clock", show, &html! { .buttons { @for (value, label) in steps { (button("ahead", value, label)) } } }))
    };
    Ok(card("clock", "Clock", &inside))
}

pub(super) fn people(sandbox: &Sandbox, show: List) -> Result<Markup, SandboxError> {
    let people = sandbox.people()?;
    let whats = [
        ("new-password", "New password"),
        ("log-out", "Log out"),
        ("checkpoint", "Checkpoint"),
        ("remove-app", "Remove app"),
        ("lose-role", "Lose role on Page"),
    ];
    let inside = html! {
        .fields {
            @if people.len() > PEOPLE { (field("person", "Who", "id")) }
            @else { label { "Who" select name="person" { @for (id, name) in &people { option value=(id) { (name) } } } } }
            (field("page", "Page of a lost role", "1001"))
        }
        .buttons { @for (value, label) in whats { (button("what", value, label)) } }
    };
    Ok(card("people", "What happens to people", &form("person", show, &inside)))
}

pub(super) fn app(sandbox: &Sandbox, show: List) -> Result<Markup, SandboxError> {
    let settings = sandbox.settings()?;
    let on = |key: &str| settings[key].as_bool().unwrap_or(false);
    let switches = [
        (settings["mode"] == "live", ("development", "To development mode"), ("live", "To live mode")),
        (on("require_proof"), ("proof-off", "Require no proof"), ("proof-on", "Require app secret proof")),
        (on("enforce_limits"), ("limits-off", "Enforce no limits"), ("limits-on", "Enforce limits")),
    ];
    let inside = html! {
        .buttons {
            @for (is_on, off, on) in switches {
                @let (value, label) = if is_on { off } else { on };
                (button("to", value, label))
            }
        }
    };
    Ok(card("app", "App", &form("set", show, &inside)))
}

pub(super) fn seeds(show: List) -> Markup {
    let choice = html! {
        .fields {
            label {
                "World"
                select name="name" { @for seed in SEEDS { option value=(seed.name) { (seed.name) ": " (seed.about) } } }
            }
            button.danger { "Begin anew" }
        }
    };
    let inside = html! {
        p.soft { "Everything in this world goes, faults and limits too." }
        (form("seed", show, &choice))
    };
    card("seed-card", "Seeds", &inside)
}
