//! A plan as a diff, and how it was applied.

use std::io;

use serde_json::{Value, json};

use super::file::PlanFile;
use crate::commands::hint::Hints;
use crate::commands::view;
use crate::domain::{Connection, text};
use crate::flows::plan::{ApplyOutcome, Step};
use crate::flows::webhooks::Difference;
use crate::terminal::{Cell, Palette, Role, Screen, Table, View};

/// The changes that `apply` would make.
pub(super) struct Planned<'a> {
    pub(super) steps: &'a [Step],
    pub(super) waiting: &'a [&'a Connection],
    pub(super) hints: Hints,
}

/// The changes and what became of them.
pub(super) struct Ended<'a> {
    pub(super) steps: &'a [Step],
    pub(super) applied: &'a ApplyOutcome,
    pub(super) hints: Hints,
}

/// The file of what stands.
pub(super) struct Exported {
    /// As it is written.
    pub(super) text: String,
    /// As a document.
    pub(super) document: Value,
}

impl Exported {
    /// Writes `file` as TOML; as a document it is JSON.
    pub(super) fn new(file: &PlanFile) -> Option<Self> {
        Some(Self { text: toml::to_string_pretty(file).ok()?, document: serde_json::to_value(file).ok()? })
    }
}

impl View for Exported {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        write!(screen.out, "{}", self.text)
    }

    fn json(&self) -> Value {
        self.document.clone()
    }
}

impl View for Planned<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        if self.steps.is_empty() {
            return writeln!(screen.out, "nothing to do: everything is as the file says");
        }
        for step in self.steps {
            lines(step).iter().try_for_each(|line| writeln!(screen.out, "{}", coloured(line, screen.palette)))?;
        }
        writeln!(screen.out, "{}", total(self.steps))
    }

    fn json(&self) -> Value {
        json!({"changes": documents(self.steps), "waiting": waiting(&self.hints, self.waiting.iter().copied())})
    }
}

impl View for Ended<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        Planned { steps: self.steps, waiting: &[], hints: Hints::default() }.human(screen)?;
        if self.applied.failures().next().is_none() {
            return Ok(());
        }
        let mut table = Table::new(&["STATUS", "NAME", "REF", "WHY"]).cutting(&["NAME"]).wrapping(&["WHY"]);
        for (reference, name, failure) in &self.applied.failed {
            table.row(view::failed_row(reference, name, failure));
        }
        for (object, failure) in &self.applied.unset {
            table.row([
                Cell::mark(Role::Bad, "failed"),
                "the app".into(),
                object.as_str().into(),
                failure.to_string().into(),
            ]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let ApplyOutcome { connected, redirected, webhooks, disconnected, failed, unset } = self.applied;
        let failed = failed.iter().map(|(reference, name, error)| view::failed(&self.hints, reference, name, error));
        let unset = unset
            .iter()
            .map(|(object, error)| json!({"object": object.as_str(), "error": view::error(&self.hints, error)}));
        json!({
            "changes": documents(self.steps),
            "connected": connected.iter().map(Connection::reference).collect::<Vec<_>>(),
            "redirected": redirected.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "webhooks": webhooks.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "webhooks_failed": unset.collect::<Vec<_>>(),
            "disconnected": disconnected,
            "waiting": waiting(&self.hints, connected.iter().filter(|one| view::waits(one))),
            "failed": failed.collect::<Vec<_>>(),
        })
    }
}

fn waiting<'a>(hints: &Hints, all: impl Iterator<Item = &'a Connection>) -> Vec<Value> {
    all.map(|one| json!({"ref": one.reference(), "reason": hints.reason(one)})).collect()
}

/// A step as lines: the first says to what, those below it say what.
fn lines(step: &Step) -> Vec<String> {
    let named =
        |name: &Option<String>| name.as_deref().map(|name| format!(" {}", text::shown(name))).unwrap_or_default();
    match step {
        Step::Connect { reference, name, again: true, .. } => {
            vec![format!("~ {reference}{}: connect again", named(name))]
        }
        Step::Connect { reference, name, fields, .. } => {
            let first = format!("+ {reference}{}", named(name));
            std::iter::once(first).chain(below('+', "fields ", &fields.join(", "))).collect()
        }
        Step::Fields { page, name, added, removed } => {
            let first = format!("~ {page}{}", named(name));
            let changed = below('+', "fields ", &added.join(", ")).chain(below('-', "fields ", &removed.join(", ")));
            std::iter::once(first).chain(changed).collect()
        }
        Step::Callback { account, from, to } => {
            let url = |url: &Option<String>| url.as_deref().map(text::shown).unwrap_or_default();
            let changed = below('-', "callback_url ", &url(from)).chain(below('+', "callback_url ", &url(to)));
            std::iter::once(format!("~ waba {account}")).chain(changed).collect()
        }
        Step::Webhook { wish, object, difference } => {
            let url = |url: &Option<String>| url.as_deref().map(text::shown).unwrap_or_default();
            let to = if *difference == Difference::default() { String::new() } else { url(&wish.callback_url) };
            let address =
                below('-', "callback_url ", &url(&difference.replaced)).chain(below('+', "callback_url ", &to));
            let fields = below('+', "fields ", &difference.added.join(", ")).chain(below(
                '-',
                "fields ",
                &difference.dropped.join(", "),
            ));
            std::iter::once(format!("~ webhook {object}")).chain(address).chain(fields).collect()
        }
        Step::Disconnect { reference, name } => vec![format!("- {reference} {}", text::shown(name))],
    }
}

fn below(sign: char, what: &str, value: &str) -> impl Iterator<Item = String> + use<> {
    (!value.is_empty()).then(|| format!("    {sign} {what}{value}")).into_iter()
}

fn coloured(line: &str, palette: Palette) -> String {
    let role = match line.trim_start().chars().next() {
        Some('+') => Role::Good,
        Some('-') => Role::Bad,
        _ => Role::Warning,
    };
    palette.paint(role, line).to_string()
}

fn total(steps: &[Step]) -> String {
    let count = |which: fn(&Step) -> bool| steps.iter().filter(|step| which(step)).count();
    let new = count(|step| matches!(step, Step::Connect { again: false, .. }));
    let gone = count(|step| matches!(step, Step::Disconnect { .. }));
    format!("{new} to connect, {} to change, {gone} to disconnect", steps.len() - new - gone)
}

/// The changes as documents, each with every key.
pub(super) fn documents(steps: &[Step]) -> Vec<Value> {
    steps.iter().map(document).collect()
}

fn document(step: &Step) -> Value {
    let blank = |action: &str| json!({"action": action, "ref": null, "waba_id": null, "object": null, "name": null, "fields": null, "callback": null});
    match step {
        Step::Connect { reference, name, again, fields } => {
            let mut one = blank(if *again { "reconnect" } else { "connect" });
            (one["ref"], one["name"]) = (json!(reference), json!(name));
            if !fields.is_empty() {
                one["fields"] = json!({"added": fields, "removed": []});
            }
            one
        }
        Step::Fields { page, name, added, removed } => {
            let mut one = blank("fields");
            (one["ref"], one["name"]) = (json!(page), json!(name));
            one["fields"] = json!({"added": added, "removed": removed});
            one
        }
        Step::Callback { account, from, to } => {
            let mut one = blank("callback");
            one["waba_id"] = json!(account.as_str());
            one["callback"] = json!({"from": from, "to": to});
            one
        }
        Step::Webhook { wish, object, difference } => {
            let mut one = blank("webhook");
            one["object"] = json!(object.as_str());
            one["callback"] = json!({"from": difference.replaced, "to": wish.callback_url});
            one["fields"] = json!({"added": difference.added, "removed": difference.dropped});
            one
        }
        Step::Disconnect { reference, name } => {
            let mut one = blank("disconnect");
            (one["ref"], one["name"]) = (json!(reference), json!(name));
            one
        }
    }
}
