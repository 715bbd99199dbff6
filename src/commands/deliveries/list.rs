//! `snorq deliveries list`

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::listen::{EventLine, EventView, Names};
use crate::commands::times;
use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::spool::{Filter, State, Usage};
use crate::terminal::{Cell, Screen, Table, View};

/// List what was received, the newest last
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Of these connections: refs, ids or names
    #[arg(value_name = "REF")]
    references: Vec<String>,
    /// Of this kind (text, image, echo, read …) or this field (messages, feed …)
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Whose delivery stands so with some target
    #[arg(long, value_name = "STATE", value_parser = state)]
    state: Option<State>,
    /// Received within this time: 90s, 5m, 1h, 2d
    #[arg(long, value_name = "TIME", value_parser = times::span)]
    within: Option<Duration>,
    /// The newest so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

fn state(text: &str) -> Result<State, String> {
    let names = State::ALL.map(State::as_str).join(", ");
    State::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| format!("it is one of {names}"))
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let mut references = Vec::new();
    for typed in &args.references {
        references.push(cx.find(typed).await?.reference());
    }
    let since = args.within.and_then(|time| cx.clock.now().checked_sub(time).ok());
    let Args { kind, state, limit, .. } = args;
    let filter = Filter { references, kind, state, since, limit, ..Filter::default() };
    let spool = super::spool(cx).await?;
    let (found, usage) = match &spool {
        Some(spool) => (spool.find(&filter)?, spool.usage()?),
        None => (Vec::new(), Usage::default()),
    };
    let names = Names::of(cx).await?;
    let line = |one: crate::spool::Found| EventLine {
        whose: names.whose(&one.event),
        id: one.id,
        received: one.received,
        event: one.event,
        repeat: one.repeat,
    };
    let lines: Vec<_> = found.into_iter().map(line).collect();
    cx.terminal.emit(&Deliveries { lines, usage })?;
    let Usage { kept, bytes, waiting, failed } = usage;
    cx.terminal.info(&format!("{kept} kept ({} KiB), {waiting} waiting, {failed} given up", bytes.div_ceil(1024)));
    Ok(())
}

struct Deliveries {
    lines: Vec<EventLine>,
    usage: Usage,
}

/// What was received.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeliveriesDocument {
    /// Deliveries whose bodies are kept.
    kept: u64,
    /// What they weigh.
    bytes: u64,
    /// Those that wait for a target.
    waiting: u64,
    /// Those that a target was given up for.
    failed: u64,
    deliveries: Vec<EventView>,
}

impl View for Deliveries {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["WHEN", "CONNECTION", "WHO", "WHAT", "ID"]).cutting(&["WHAT", "WHO"]);
        for line in &self.lines {
            let when = shown(line.received);
            let what = if line.repeat { format!("{} (again)", line.what()) } else { line.what() };
            table.row([
                Cell::from(when),
                line.whose.clone().into(),
                line.who().into(),
                what.into(),
                line.id.clone().into(),
            ]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let Usage { kept, bytes, waiting, failed } = self.usage;
        let deliveries = self.lines.iter().map(EventView::new).collect();
        document(&DeliveriesDocument { kept, bytes, waiting, failed, deliveries })
    }
}

/// A time as a person's clock shows it.
pub(super) fn shown(time: Timestamp) -> String {
    time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}
