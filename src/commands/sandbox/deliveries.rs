//! `snorq sandbox deliveries`

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::error::{Failure, Kind};
use crate::sandbox::{DeliveryReport, SandboxError};
use crate::terminal::{Screen, Table, View};

/// Show what the app's server was told, or why it was not told; tell it again
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Deliver this one again
    #[arg(long, value_name = "NUMBER", conflicts_with = "failed")]
    redeliver: Option<u32>,
    /// Deliver everything again that was given up
    #[arg(long)]
    failed: bool,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    if let Some(number) = args.redeliver
        && !sandbox.redeliver(number).map_err(|error| failed(&error))?
    {
        return Err(Failure::not_found(format!("there is no delivery {number} that goes to somebody"))
            .hint(Hint::new("see them", Step::Sandbox(SandboxStep::Deliveries))));
    }
    if args.failed {
        let count = sandbox.redeliver_failed().map_err(|error| failed(&error))?;
        cx.terminal.info(&format!("to be delivered again: {count}"));
    }
    if args.failed || args.redeliver.is_some() {
        sandbox.deliver_due().await.map_err(|error| failed(&error))?;
    }
    let numbers: Vec<_> = args.redeliver.into_iter().collect();
    let reports = if numbers.is_empty() { sandbox.deliveries() } else { sandbox.settled(&numbers).await };
    Ok(cx.terminal.emit(&Deliveries(reports.map_err(|error| failed(&error))?))?)
}

fn failed(error: &SandboxError) -> Failure {
    Failure::new(Kind::Database, error.to_string())
}

/// Deliveries as they are shown.
pub(super) struct Deliveries(pub(super) Vec<DeliveryReport>);

impl View for Deliveries {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut table = Table::new(&["NUMBER", "ABOUT", "STATE", "TO", "OUTCOME"]);
        for one in &self.0 {
            let url = one.url.clone().unwrap_or_else(|| "nobody".to_owned());
            table.row([one.number.to_string(), one.about.clone(), one.stage.to_owned(), url, outcome(one)]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&DeliveriesDocument { deliveries: self.0.iter().map(DeliveryView::new).collect() })
    }
}

fn outcome(one: &DeliveryReport) -> String {
    if let Some(reason) = &one.reason {
        return reason.clone();
    }
    let Some((_, status, words)) = one.attempts.last() else { return "not tried yet".to_owned() };
    let said = match status {
        Some(status) if words.is_empty() => status.to_string(),
        Some(status) => format!("{status}, {words}"),
        None => words.clone(),
    };
    let again = one.due.map(|due| format!(", again at {}", time(due))).unwrap_or_default();
    format!("{said}{again}")
}

#[derive(Serialize, JsonSchema)]
pub(super) struct DeliveriesDocument<'a> {
    deliveries: Vec<DeliveryView<'a>>,
}

/// What the app's server was told, and what came of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "delivery")]
struct DeliveryView<'a> {
    number: u32,
    about: &'a str,
    #[schemars(with = "Timestamp")]
    at: String,
    #[schemars(extend("enum" = ["waiting", "delivered", "failed", "untold"]))]
    state: &'static str,
    url: Option<&'a str>,
    reason: Option<&'a str>,
    #[schemars(with = "Option<Timestamp>")]
    due: Option<String>,
    attempts: Vec<AttemptView<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "attempt")]
struct AttemptView<'a> {
    #[schemars(with = "Timestamp")]
    at: String,
    status: Option<u16>,
    reason: Option<&'a str>,
}

impl<'a> DeliveryView<'a> {
    fn new(one: &'a DeliveryReport) -> Self {
        let attempt = |(at, status, words): &'a (i64, Option<u16>, String)| AttemptView {
            at: time(*at),
            status: *status,
            reason: Some(words.as_str()).filter(|words| !words.is_empty()),
        };
        Self {
            number: one.number,
            about: &one.about,
            at: time(one.at),
            state: one.stage,
            url: one.url.as_deref(),
            reason: one.reason.as_deref(),
            due: one.due.map(time),
            attempts: one.attempts.iter().map(attempt).collect(),
        }
    }
}

fn time(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().to_string()
}
