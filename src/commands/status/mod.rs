//! `snorq status`

mod summary;

use std::io;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use self::summary::{End, Summary};
use super::hint::{Hints, Rendered, note};
use super::times;
use super::view::document;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Connection, Hint};
use crate::error::Failure;
use crate::settings::Profile;
use crate::store::Filter;
use crate::terminal::{KeyValueTable, Screen, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] =
    &[Document::of::<StatusDocument>("status", &["status"], "a profile at a glance")];

/// Show how a profile stands, and the one thing to do next
///
/// Counts its connections by state and platform, names what ends first, and says when verify last looked. Meta is not
/// asked: what is shown is what earlier commands found. Without any command, snorq shows this once there is a profile.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Args {}

const EXAMPLES: &str = "\
Examples:
  snorq status
  snorq --profile acme status --json";

pub(crate) async fn run(cx: &Context) -> Result<(), Failure> {
    let profile = cx.profile().await?;
    let store = cx.store().await?;
    let now = cx.clock.now();
    let mut summary = Summary::default();
    let mut add = |one: Connection| {
        summary.add(&one);
        true
    };
    store.visit(&Filter::of(&profile.name), &mut add).await?;
    summary.open_changes = store.open_changes(&profile.name).await?.len();
    let step = summary.next(now);
    let next = step.clone().map(|step| Hints::of(cx).line(&Hint::from(step)));
    cx.terminal.emit(&StatusPage { profile, summary: &summary, now, next: next.as_ref() })?;
    if let Some(step) = step {
        note(cx, Hint::new("next", step));
    }
    Ok(())
}

struct StatusPage<'a> {
    profile: &'a Profile,
    summary: &'a Summary,
    now: Timestamp,
    next: Option<&'a Rendered>,
}

impl View for StatusPage<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let Summary { counts, platforms, soonest_end, last_verified_at, open_changes, .. } = self.summary;
        // A person reads how long it is; a program, when.
        let time = |at: Timestamp| {
            if screen.width.is_some() { times::relative(self.now, at) } else { times::second(at).to_string() }
        };
        let end = |end: &End| format!("{}, {}", end.reference, time(end.at));
        let mut table = KeyValueTable::default();
        table.add("profile", self.name());
        table.add("connections", counts.to_string());
        table.add("platforms", platforms.to_string());
        table.add("ends first", soonest_end.as_ref().map_or_else(|| "nothing has an end date".to_owned(), end));
        table.add("last verified", last_verified_at.map_or_else(|| "never".to_owned(), time));
        table.add("open changes", open_changes.to_string());
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&StatusDocument { profile: &self.profile.name, summary: self.summary, next: self.next })
    }
}

impl StatusPage<'_> {
    fn name(&self) -> String {
        let Profile { name, stored, .. } = self.profile;
        if self.profile.is_sandbox() { name.clone() } else { format!("{name}, app {}", stored.app_id) }
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct StatusDocument<'a> {
    profile: &'a str,
    #[serde(flatten)]
    summary: &'a Summary,
    /// The one command to run next; nothing if all is well.
    next: Option<&'a Rendered>,
}
