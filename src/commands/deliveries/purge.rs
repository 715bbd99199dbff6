//! `snorq deliveries purge`

use std::io;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::times;
use crate::commands::view::document;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::prompts::Confirm;
use crate::terminal::{Screen, View};

/// Erase what every target has, or with --undelivered everything
///
/// Meta has no copy. What waits for a target, or was given up, stays unless --undelivered is given. What came is
/// remembered by its mark alone, so that it is known when it comes again.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only what is older than this: 12h, 3d
    #[arg(long, value_name = "TIME", value_parser = times::span)]
    older_than: Option<Duration>,
    /// Also what waits for a target or was given up
    #[arg(long)]
    undelivered: bool,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let Some(spool) = super::spool(cx).await? else { return Ok(cx.terminal.emit(&PurgeDocument { purged: 0 })?) };
    let usage = spool.usage()?;
    let lost = if args.undelivered { usage.waiting + usage.failed } else { 0 };
    let question = match lost {
        0 => "Erase what was received? Meta has no copy.".to_owned(),
        lost => format!("Erase what was received, with {lost} that no target has? Meta has no copy."),
    };
    if !cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Err(Failure::new(Kind::Interrupted, "nothing was erased"));
    }
    let now = cx.clock.now();
    let before = now.checked_sub(args.older_than.unwrap_or_default()).unwrap_or(now);
    // What came in this very millisecond is meant, too.
    let before = before.checked_add(Duration::from_millis(u64::from(args.older_than.is_none()))).unwrap_or(before);
    let purged = spool.purge(before, args.undelivered).await?;
    Ok(cx.terminal.emit(&PurgeDocument { purged })?)
}

/// How many deliveries are gone.
#[derive(Serialize, JsonSchema)]
pub(super) struct PurgeDocument {
    purged: u64,
}

impl View for PurgeDocument {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{} erased", self.purged)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
