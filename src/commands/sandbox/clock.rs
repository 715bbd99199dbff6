//! `snorq sandbox clock`

use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::failed;
use crate::commands::times;
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::error::Failure;
use crate::terminal::{Screen, View};

/// The farthest that the clock is pushed at once: ten years.
const FARTHEST: Duration = Duration::from_hours(3650 * 24);

/// Show the clock of the sandbox's world, or push it forward
///
/// Tokens expire by this clock, and limits fade.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Push it forward by this time, such as 90s, 5m, 2h or 61d
    #[arg(long, value_name = "TIME", value_parser = ahead)]
    ahead: Option<Duration>,
    /// Set it to the machine's time first
    #[arg(long)]
    reset: bool,
}

fn ahead(text: &str) -> Result<Duration, String> {
    let span = times::span(text)?;
    if span <= FARTHEST { Ok(span) } else { Err("the clock is pushed by 3650d at most".to_owned()) }
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    if args.reset {
        sandbox.reset_clock().map_err(|error| failed(&error))?;
    }
    if let Some(time) = args.ahead {
        sandbox.push_clock(time).map_err(|error| failed(&error))?;
    }
    let (now, ahead) = sandbox.clock().map_err(|error| failed(&error))?;
    Ok(cx.terminal.emit(&Clock { now, ahead })?)
}

struct Clock {
    now: Timestamp,
    ahead: i64,
}

impl View for Clock {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let (days, hours, rest) = (self.ahead / 86_400, self.ahead % 86_400 / 3600, self.ahead % 3600);
        let ahead = match self.ahead {
            0 => "the machine's time".to_owned(),
            _ => format!("{days} days, {hours} hours and {} minutes ahead of the machine", rest / 60),
        };
        writeln!(screen.out, "{}   {ahead}", self.now.strftime("%Y-%m-%d %H:%M:%S UTC"))
    }

    fn json(&self) -> Value {
        let now = self.now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        document(&ClockDocument { clock: ClockView { now, ahead_seconds: self.ahead } })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ClockDocument {
    clock: ClockView,
}

/// The world's clock, and how far it is ahead of the machine's.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "clock")]
struct ClockView {
    #[schemars(with = "Timestamp")]
    now: String,
    ahead_seconds: i64,
}
