//! `snorq log`

use std::io;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{times, view::document};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{ConnectionRef, text};
use crate::error::Failure;
use crate::store::Action;
use crate::terminal::{Screen, Table, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<LogDocument>("log", &["log"], "who did what and when")];

/// Show who did what and when
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How many entries to show, the newest last
    #[arg(short = 'n', long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Of every profile, not only the chosen one
    #[arg(long)]
    all_profiles: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let actions = if args.all_profiles {
        cx.store().await?.history(None, args.limit).await?
    } else {
        cx.store().await?.history(Some(&cx.profile().await?.name), args.limit).await?
    };
    if actions.is_empty() {
        cx.terminal.info("nothing was done yet");
    }
    Ok(cx.terminal.emit(&History(actions))?)
}

struct History(Vec<Action>);

impl View for History {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["WHEN", "WHO", "WHAT", "OUTCOME", "ABOUT"]).cutting(&["WHO"]).wrapping(&["ABOUT"]);
        for action in &self.0 {
            // Seconds are enough to read; programs get all of it.
            let when = if screen.width.is_some() { times::second(action.at) } else { action.at };
            let about = [action.reference.as_ref().map(ToString::to_string), action.detail.as_deref().map(text::shown)];
            table.row([
                when.to_string(),
                text::shown(&action.actor),
                action.verb.clone(),
                action.outcome.as_str().to_owned(),
                about.into_iter().flatten().collect::<Vec<_>>().join(": "),
            ]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&LogDocument { actions: self.0.iter().map(ActionView::new).collect() })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct LogDocument<'a> {
    actions: Vec<ActionView<'a>>,
}

/// One thing that was done, or that failed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "action")]
struct ActionView<'a> {
    at: Timestamp,
    profile: &'a str,
    actor: &'a str,
    verb: &'a str,
    #[serde(rename = "ref")]
    reference: Option<&'a ConnectionRef>,
    outcome: &'a str,
    detail: Option<&'a str>,
}

impl<'a> ActionView<'a> {
    fn new(action: &'a Action) -> Self {
        Self {
            at: action.at,
            profile: &action.profile,
            actor: &action.actor,
            verb: &action.verb,
            reference: action.reference.as_ref(),
            outcome: action.outcome.as_str(),
            detail: action.detail.as_deref(),
        }
    }
}
