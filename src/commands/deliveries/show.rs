//! `snorq deliveries show ID`

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::list;
use crate::commands::listen::{Body, EventLine, EventView, Names};
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::text;
use crate::error::Failure;
use crate::spool::{Passing, Whole};
use crate::terminal::{Cell, Screen, Table, View};

/// Show one delivery: what it tells, its header lines and body, and how it stands with each target
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Its id, or how that begins
    #[arg(value_name = "ID")]
    id: String,
    /// Write the body alone, byte for byte
    #[arg(long)]
    body: bool,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let spool = super::spool(cx).await?;
    let whole = super::find(spool.as_ref(), &args.id)?;
    if args.body {
        let body = whole.body.ok_or_else(|| Failure::not_found("its body has had its time and is erased"))?;
        return Ok(cx.terminal.stream(&mut |screen| screen.out.write_all(&body))?);
    }
    let names = Names::of(cx).await?;
    let line = |one: &crate::spool::Found| EventLine {
        whose: names.whose(&one.event),
        id: one.id.clone(),
        received: one.received,
        event: one.event.clone(),
        repeat: one.repeat,
    };
    let lines = whole.events.iter().map(line).collect();
    Ok(cx.terminal.emit(&Delivery { whole, lines })?)
}

struct Delivery {
    whole: Whole,
    lines: Vec<EventLine>,
}

/// One delivery.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeliveryDocument {
    id: String,
    received_at: Timestamp,
    headers: Vec<(String, String)>,
    /// The body as text; null once it is erased.
    body: Option<String>,
    /// The body's bytes in base64; null once it is erased.
    body_base64: Option<String>,
    events: Vec<EventView>,
    targets: Vec<PassingView>,
}

/// How a delivery stands with one target.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "passing")]
struct PassingView {
    url: String,
    #[schemars(extend("enum" = ["waiting", "delivered", "failed"]))]
    state: &'static str,
    attempts: u32,
    /// The status of the last answer.
    status: Option<u16>,
    /// What went wrong last.
    reason: Option<String>,
    /// When it is tried next.
    due_at: Option<Timestamp>,
}

impl From<&Passing> for PassingView {
    fn from(one: &Passing) -> Self {
        let Passing { url, state, attempts, status, words, due } = one.clone();
        Self { url, state: state.as_str(), attempts, status, reason: words, due_at: due }
    }
}

impl View for Delivery {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{}, received {}\n", self.whole.id, list::shown(self.whole.received))?;
        for line in &self.lines {
            writeln!(
                screen.out,
                "{}  {}  {}  {}",
                line.whose,
                text::shown(&line.event.field),
                line.who(),
                line.what()
            )?;
        }
        writeln!(screen.out)?;
        for (name, value) in &self.whole.headers {
            writeln!(screen.out, "{}: {}", text::shown(name), text::shown(value))?;
        }
        writeln!(screen.out)?;
        match &self.whole.body {
            Some(body) => Body(body.clone()).human(screen)?,
            None => writeln!(screen.out, "    the body has had its time and is erased")?,
        }
        if self.whole.passing.is_empty() {
            return Ok(());
        }
        writeln!(screen.out)?;
        let mut table = Table::new(&["TARGET", "STATE", "ATTEMPTS", "WHAT"]).wrapping(&["WHAT"]);
        for one in &self.whole.passing {
            let words = one.words.clone().unwrap_or_default();
            let next = one.due.map(|due| format!("next at {}", list::shown(due)));
            let what =
                [words, next.unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            let cells = [
                text::shown(&one.url),
                one.state.as_str().to_owned(),
                one.attempts.to_string(),
                text::shown(&what.join("; ")),
            ];
            table.row(cells.map(Cell::from));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let Whole { id, received, headers, body, passing, .. } = &self.whole;
        document(&DeliveryDocument {
            id: id.clone(),
            received_at: *received,
            headers: headers.clone(),
            body: body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned()),
            body_base64: body.as_ref().map(|body| STANDARD.encode(body)),
            events: self.lines.iter().map(EventView::new).collect(),
            targets: passing.iter().map(PassingView::from).collect(),
        })
    }
}
