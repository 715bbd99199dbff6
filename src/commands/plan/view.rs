//! A plan as a diff, and how it was applied.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::file::PlanFile;
use crate::commands::hint::{Hints, Rendered};
use crate::commands::view::{self, FailedView, FailureView, document};
use crate::domain::{Connection, ConnectionRef, WebhookObject, text};
use crate::error::Failure;
use crate::flows::plan::{ApplyOutcome, Step};
use crate::flows::webhooks::Difference;
use crate::terminal::{Cell, Palette, Role, Screen, Table, View};

/// The changes that `apply` would make.
pub(super) struct Planned<'a> {
    pub(super) steps: &'a [Step],
    pub(super) waiting: &'a [&'a Connection],
    /// What no stored login reaches.
    pub(super) unreached: &'a [(ConnectionRef, String, Failure)],
    pub(super) hints: Hints,
}

/// The changes and what became of them.
pub(super) struct ApplyView<'a> {
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
        document(&PlanDocument {
            changes: changes(self.steps),
            waiting: waiting(&self.hints, self.waiting.iter().copied()),
            unreached: view::all_failed(&self.hints, self.unreached),
        })
    }
}

impl View for ApplyView<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        Planned { steps: self.steps, waiting: &[], unreached: &[], hints: Hints::default() }.human(screen)?;
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
        let unset = unset
            .iter()
            .map(|(object, failure)| UnsetWebhook { object: *object, error: view::error(&self.hints, failure) });
        document(&ApplyDocument {
            changes: changes(self.steps),
            connected: connected.iter().map(Connection::reference).collect(),
            redirected: redirected.iter().map(ToString::to_string).collect(),
            webhooks: webhooks.iter().map(ToString::to_string).collect(),
            webhooks_failed: unset.collect(),
            disconnected,
            waiting: waiting(&self.hints, connected.iter().filter(|one| view::waits(one))),
            failed: view::all_failed(&self.hints, failed),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct PlanDocument<'a> {
    changes: Vec<ChangeView<'a>>,
    waiting: Vec<WaitingView>,
    /// What no stored login reaches, so that apply needs a login or a token for it.
    unreached: Vec<FailedView<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ApplyDocument<'a> {
    changes: Vec<ChangeView<'a>>,
    connected: Vec<ConnectionRef>,
    /// WhatsApp accounts whose callback was changed.
    redirected: Vec<String>,
    /// Objects of which the app's own webhooks were changed.
    webhooks: Vec<String>,
    webhooks_failed: Vec<UnsetWebhook<'a>>,
    disconnected: &'a [ConnectionRef],
    waiting: Vec<WaitingView>,
    failed: Vec<FailedView<'a>>,
}

/// An object of which the app's own webhooks could not be changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "unset-webhook")]
struct UnsetWebhook<'a> {
    object: WebhookObject,
    error: FailureView<'a>,
}

/// A wished number that is recorded and waits for something that needs a person.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "waiting")]
struct WaitingView {
    #[serde(rename = "ref")]
    reference: ConnectionRef,
    reason: Option<Rendered>,
}

fn waiting<'a>(hints: &Hints, all: impl Iterator<Item = &'a Connection>) -> Vec<WaitingView> {
    all.map(|one| WaitingView { reference: one.reference(), reason: hints.reason(one) }).collect()
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

/// One change of a plan; which keys are null follows from the action.
#[derive(Default, Serialize, JsonSchema)]
#[schemars(rename = "planned-change")]
pub(super) struct ChangeView<'a> {
    #[schemars(extend("enum" = ["connect", "reconnect", "fields", "callback", "webhook", "disconnect"]))]
    action: &'static str,
    #[serde(rename = "ref")]
    reference: Option<&'a ConnectionRef>,
    waba_id: Option<&'a str>,
    object: Option<WebhookObject>,
    name: Option<&'a str>,
    fields: Option<FieldsChange<'a>>,
    callback: Option<CallbackChange<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "fields-change")]
struct FieldsChange<'a> {
    added: &'a [String],
    removed: &'a [String],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "callback-change")]
struct CallbackChange<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
}

/// The changes, each with every key.
pub(super) fn changes(steps: &[Step]) -> Vec<ChangeView<'_>> {
    steps.iter().map(ChangeView::new).collect()
}

impl<'a> ChangeView<'a> {
    fn new(step: &'a Step) -> Self {
        match step {
            Step::Connect { reference, name, again, fields } => Self {
                action: if *again { "reconnect" } else { "connect" },
                reference: Some(reference),
                name: name.as_deref(),
                fields: (!fields.is_empty()).then_some(FieldsChange { added: fields, removed: &[] }),
                ..Self::default()
            },
            Step::Fields { page, name, added, removed } => Self {
                action: "fields",
                reference: Some(page),
                name: name.as_deref(),
                fields: Some(FieldsChange { added, removed }),
                ..Self::default()
            },
            Step::Callback { account, from, to } => Self {
                action: "callback",
                waba_id: Some(account.as_str()),
                callback: Some(CallbackChange { from: from.as_deref(), to: to.as_deref() }),
                ..Self::default()
            },
            Step::Webhook { wish, object, difference } => Self {
                action: "webhook",
                object: Some(*object),
                callback: Some(CallbackChange {
                    from: difference.replaced.as_deref(),
                    to: wish.callback_url.as_deref(),
                }),
                fields: Some(FieldsChange { added: &difference.added, removed: &difference.dropped }),
                ..Self::default()
            },
            Step::Disconnect { reference, name } => {
                Self { action: "disconnect", reference: Some(reference), name: Some(name), ..Self::default() }
            }
        }
    }
}
