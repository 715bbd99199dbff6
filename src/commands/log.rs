//! `snorq log`

use std::io;

use jiff::Unit;
use serde_json::{Value, json};

use super::view;
use crate::context::Context;
use crate::domain::text;
use crate::error::Failure;
use crate::store::Action;
use crate::terminal::{Screen, Table, View};

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
        cx.records().await?.history(Some(&cx.profile().await?.name), args.limit).await?
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
            let when =
                if screen.width.is_some() { action.at.round(Unit::Second).unwrap_or(action.at) } else { action.at };
            let about = [action.reference.as_ref().map(ToString::to_string), action.detail.as_deref().map(text::shown)];
            table.row([
                when.to_string(),
                text::shown(&action.actor),
                action.verb.clone(),
                action.outcome.clone(),
                about.into_iter().flatten().collect::<Vec<_>>().join(": "),
            ]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let actions: Vec<_> = self.0.iter().map(document).collect();
        json!({"actions": actions})
    }
}

fn document(action: &Action) -> Value {
    json!({
        "at": view::time(Some(action.at)),
        "profile": action.profile,
        "actor": action.actor,
        "verb": action.verb,
        "ref": action.reference.as_ref().map(ToString::to_string),
        "outcome": action.outcome,
        "detail": action.detail,
    })
}
