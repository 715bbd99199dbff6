//! What `connect` shows at its end.

use std::collections::BTreeMap;
use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::reason::{hint, why};
use super::select::Selection;
use crate::commands::hint::{Hints, Rendered};
use crate::commands::view::{self as shared, ConnectionView, FailedView, document};
use crate::domain::{Asset, InstagramLink, Platform, Status, Unusable, text};
use crate::flows::connect::{ChosenPage, ConnectOutcome};
use crate::terminal::{Cell, Role, Screen, Table, View};

/// The end of a `connect`, or what it would be.
pub(super) struct ConnectView<'a> {
    pub(super) report: &'a ConnectOutcome,
    pub(super) skipped: &'a [Skipped],
    /// Pages that a dry run would connect.
    pub(super) planned: Option<&'a [ChosenPage]>,
    pub(super) hints: Hints,
}

/// Something that was not connected, and why.
#[derive(Debug, Clone)]
pub(super) struct Skipped {
    platform: Platform,
    id: Option<String>,
    name: String,
    reason: Unusable,
}

impl Skipped {
    /// Something that was not connected.
    pub(super) fn new(platform: Platform, id: Option<String>, name: String, reason: Unusable) -> Self {
        Self { platform, id, name, reason }
    }
}

/// Everything that a selection leaves out, the Instagram side of chosen Pages included.
pub(super) fn skipped(selection: &Selection, instagram: bool) -> Vec<Skipped> {
    let page = |page: &Asset, reason| Skipped {
        platform: Platform::Facebook,
        id: Some(page.id.clone()),
        name: page.name.clone(),
        reason,
    };
    let mut all: Vec<_> = selection.unusable.iter().map(|(one, why)| page(one, *why)).collect();
    all.extend(selection.left.iter().map(|one| page(one, Unusable::NotSelected)));
    if instagram {
        all.extend(selection.chosen.iter().filter_map(without_instagram));
    }
    all
}

fn without_instagram(page: &Asset) -> Option<Skipped> {
    let (id, username, reason) = match &page.instagram {
        InstagramLink::Linked { .. } => return None,
        InstagramLink::None => (None, None, Unusable::NoInstagram),
        InstagramLink::NotGranted { id, username } => (id.clone(), username.clone(), Unusable::InstagramNotGranted),
        InstagramLink::NotProfessional { id, username } => {
            (id.clone(), username.clone(), Unusable::InstagramNotProfessional)
        }
    };
    Some(Skipped { platform: Platform::Instagram, id, name: username.unwrap_or_else(|| page.name.clone()), reason })
}

impl<'a> View for ConnectView<'a> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["STATUS", "NAME", "REF", "NOTE"]).cutting(&["NAME"]).wrapping(&["NOTE"]);
        for one in &self.report.connections {
            let status = match one.status {
                Status::Active => Cell::mark(Role::Good, "connected"),
                other => Cell::mark(shared::role(other), &shared::word(other)),
            };
            let below = one.parent.as_ref().map(|parent| format!("stands on {parent}"));
            let note = self
                .hints
                .reason(one)
                .map(|reason| reason.to_string())
                .or(below)
                .or_else(|| one.platform_username.clone().filter(|_| one.platform == Platform::Whatsapp))
                .unwrap_or_default();
            let note = text::shown(&note);
            table.row([status, name(shared::name(one)), Cell::from(one.reference().to_string()), note_cell(note)]);
        }
        for ChosenPage { page, fields, .. } in self.planned.unwrap_or_default() {
            let status = Cell::of(Role::Warning, "+ would connect");
            let note = format!("subscribe to {}", fields.join(","));
            let reference = format!("facebook:{}", page.id);
            table.row([status, name(text::shown(&page.name)), Cell::from(reference), note_cell(note)]);
        }
        for (reference, title, failure) in &self.report.failed {
            let status = Cell::mark(Role::Bad, "failed");
            let shown = name(text::shown(title));
            table.row([status, shown, Cell::from(reference.to_string()), note_cell(failure.to_string())]);
        }
        // On a screen thousands of one kind would bury the rest; a pipe gets them all.
        let most = if screen.width.is_some() { SHOWN_OF_A_KIND } else { usize::MAX };
        let mut met: BTreeMap<Unusable, usize> = BTreeMap::new();
        for one in self.skipped {
            let count = met.entry(one.reason).or_default();
            *count += 1;
            if *count > most {
                continue;
            }
            let id = one.id.as_ref().map(|id| format!("{}:{id}", one.platform.prefix())).unwrap_or_default();
            let status = Cell::of(Role::Dim, "- skipped");
            table.row([status, name(text::shown(&one.name)), Cell::from(id), note_cell(why(one.reason).to_owned())]);
        }
        table.write(screen)?;
        for (reason, total) in met.into_iter().filter(|(_, total)| *total > most) {
            writeln!(screen.out, "- and {} more: {}", total - most, why(reason))?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let planned = |one: &'a ChosenPage| PlannedPage {
            platform: Platform::Facebook,
            id: &one.page.id,
            name: &one.page.name,
            webhook_fields: &one.fields,
        };
        let dry_run = |pages: &'a [ChosenPage]| DryRun { dry_run: true, planned: pages.iter().map(planned).collect() };
        document(&ConnectDocument {
            connections: self.report.connections.iter().map(|one| shared::connection(&self.hints, one)).collect(),
            skipped: self.skipped.iter().map(|one| skipped_view(&self.hints, one)).collect(),
            failed: shared::all_failed(&self.hints, &self.report.failed),
            dry_run: self.planned.map(dry_run),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ConnectDocument<'a> {
    connections: Vec<ConnectionView<'a>>,
    skipped: Vec<SkippedView<'a>>,
    failed: Vec<FailedView<'a>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    dry_run: Option<DryRun<'a>>,
}

/// What only a dry run tells.
#[derive(Serialize, JsonSchema)]
struct DryRun<'a> {
    #[schemars(extend("const" = true))]
    dry_run: bool,
    planned: Vec<PlannedPage<'a>>,
}

/// A Page that would be connected.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "planned-page")]
struct PlannedPage<'a> {
    platform: Platform,
    id: &'a str,
    name: &'a str,
    webhook_fields: &'a [String],
}

/// Something that was not connected, and why.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "skipped")]
struct SkippedView<'a> {
    platform: Platform,
    id: Option<&'a str>,
    name: &'a str,
    reason: Unusable,
    hint: Option<Rendered>,
}

fn skipped_view<'a>(hints: &Hints, one: &'a Skipped) -> SkippedView<'a> {
    let Skipped { platform, id, name, reason } = one;
    let hint = Some(hints.line(&hint(*reason)));
    SkippedView { platform: *platform, id: id.as_deref(), name, reason: *reason, hint }
}

/// Skipped entries of one reason that a screen shows.
const SHOWN_OF_A_KIND: usize = 20;

fn name(shown: String) -> Cell {
    Cell::from(shown)
}

fn note_cell(note: String) -> Cell {
    Cell::from(note)
}
