//! `snorq prove`

use std::io;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::mpsc;
use url::Url;

use super::hint::Hints;
use super::listen::{Place, Station, https};
use super::progress::ProgressReporter;
use super::schema::Document;
use super::verify::show::{FindingView, row};
use super::view::{document, name};
use crate::context::Context;
use crate::domain::{Connection, ConnectionRef, Finding};
use crate::error::{Failure, Kind};
use crate::flows::{Tools, prove};
use crate::sandbox::{Event, Guest, Happened};
use crate::spool::{Limits, Spool};
use crate::terminal::{Cell, Role, Screen, Table, View};
use crate::webhook;

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<ProveDocument>(
    "prove",
    &["prove"],
    "to which connections a message arrived and after how long; what keeps it from the others",
)];

/// Wait until a customer's message arrives, or say what keeps it back
///
/// Looks at each layer first, as `verify` does, and at once names one that is broken. Then it waits for a message from
/// another account, which you write within five minutes (--timeout); in the sandbox a robot customer does. If none arrives it says whether Meta
/// delivers elsewhere, and what only the business's phone shows.
///
/// A listener of this profile that runs already is used; otherwise one runs for as long as this does. Exit code 0 once a
/// message has arrived at each, 5 if at none, 6 if at some.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Args {
    /// Refs such as facebook:1234, bare ids or exact names
    #[arg(value_name = "REF", required = true)]
    references: Vec<String>,
    #[command(flatten)]
    waiting: Waiting,
}

const EXAMPLES: &str = "\
Examples:
  snorq --sandbox prove facebook:1001
  snorq prove 'Acme Coffee' --timeout 2m        while `snorq listen` runs elsewhere";

/// Where it listens, where no listener runs.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Waiting {
    /// Port to listen on [default: a free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// The https address under which Meta reaches that port
    #[arg(long, value_name = "URL", value_parser = https)]
    public_url: Option<Url>,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let mut connections = Vec::new();
    for typed in &args.references {
        connections.push(cx.find(typed).await?);
    }
    let waiting = args.waiting;
    let Some(station) = Station::take(cx, Limits::default(), &[]).await? else {
        let path = cx.paths.spool(&cx.profile().await?.name);
        return show(cx, prove_over(cx, &Spool::open(&path, Limits::default())?, &connections).await?);
    };
    let (tell, mut told) = mpsc::channel(64);
    let place = Place { port: waiting.port, public_url: waiting.public_url.as_ref(), secret: None };
    let host = station.open(place, tell).await?;
    let proof = tokio::select! {
        proof = prove_over(cx, &station.spool, &connections) => proof,
        () = async { while told.recv().await.is_some() {} } => Err(Failure::new(Kind::Failed, "the listener has ended")),
    };
    let closed = station.close(host).await;
    show(cx, proof?)?;
    closed
}

/// How long a message is waited for. A robot is quick or does not come at all.
async fn patience(cx: &Context) -> Result<Duration, Failure> {
    let robot = cx.profile().await?.is_sandbox();
    Ok(cx.timeout.unwrap_or(if robot { ROBOT } else { PERSON }))
}

/// How long the sandbox's robot may take, and a person.
const ROBOT: Duration = Duration::from_secs(20);
const PERSON: Duration = Duration::from_mins(5);

/// What came of it.
#[derive(Default)]
struct Proof {
    proven: Vec<(ConnectionRef, String, Duration)>,
    failed: Vec<Finding>,
}

async fn prove_over(cx: &Context, spool: &Arc<Spool>, connections: &[Connection]) -> Result<Proof, Failure> {
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let mut proof = Proof::default();
    let mut open = Vec::new();
    for one in connections {
        match prove::in_the_way(&tools, one).await? {
            Some(finding) => proof.failed.push(finding),
            None => open.push(one),
        }
    }
    let (after, begun) = (spool.newest()?, cx.clock.now());
    let references: Vec<_> = open.iter().map(|one| one.reference()).collect();
    let untold = ask(cx, &open).await?;
    let bar = cx.terminal.progress("waiting for a message", None);
    let came = prove::wait(spool, &references, after, patience(cx).await?).await?;
    drop(bar);
    for (one, untold) in open.into_iter().zip(untold) {
        match came.iter().find(|(reference, _)| *reference == one.reference()) {
            Some((reference, at)) => proof.proven.push((reference.clone(), name(one), since(begun, *at))),
            None => proof.failed.push(reason(cx, &tools, one, untold.as_deref()).await?),
        }
    }
    Ok(proof)
}

async fn reason(cx: &Context, tools: &Tools<'_>, one: &Connection, untold: Option<&str>) -> Result<Finding, Failure> {
    let verify_token = webhook::verify_token(&cx.signing_secret().await?);
    prove::diagnose(tools, one, &verify_token, untold).await
}

fn since(begun: Timestamp, at: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(begun)).unwrap_or_default()
}

/// Asks for a message to each connection; the sandbox's robot writes it at once. Answers what the sandbox says of each
/// that it told nobody of.
async fn ask(cx: &Context, open: &[&Connection]) -> Result<Vec<Option<String>>, Failure> {
    if !cx.profile().await?.is_sandbox() {
        for one in open {
            cx.terminal.say(&format!("write to {} from another account", name(one)));
        }
        return Ok(vec![None; open.len()]);
    }
    let mut untold = Vec::new();
    for one in open {
        cx.terminal.info(&format!("a robot customer writes to {}", name(one)));
        untold.push(robot(cx, &one.platform_user_id).await?);
    }
    Ok(untold)
}

async fn robot(cx: &Context, asset: &str) -> Result<Option<String>, Failure> {
    let broken = |error: crate::sandbox::SandboxError| Failure::new(Kind::Database, error.to_string());
    let sandbox = &cx.embedded().await?.sandbox;
    let guest = Guest { name: "Gus Guest".to_owned(), ..Guest::default() };
    let happened = sandbox.event(asset, &guest, Event::Message("Hello from a customer".to_owned())).map_err(broken)?;
    let Happened::Deliveries(numbers) = happened else {
        return Ok(Some("the sandbox has no such Page, account or number".to_owned()));
    };
    sandbox.deliver_due().await.map_err(broken)?;
    let reports = sandbox.settled(&numbers).await.map_err(broken)?;
    Ok(reports.into_iter().find_map(|report| report.reason))
}

fn show(cx: &Context, proof: Proof) -> Result<(), Failure> {
    let (proven, failed) = (proof.proven.len(), proof.failed.len());
    let hints = Hints::of(cx);
    cx.terminal.emit(&Shown { proof, hints: &hints })?;
    match (proven, failed) {
        (_, 0) => Ok(()),
        (0, 1) => Err(Failure::new(Kind::Unhealthy, "no message has arrived")),
        (0, _) => Err(Failure::new(Kind::Unhealthy, "no message has arrived at any of them")),
        (some, _) => Err(Failure::new(Kind::Partial, format!("a message has arrived at {some} of {}", some + failed))),
    }
}

struct Shown<'a> {
    proof: Proof,
    hints: &'a Hints,
}

/// What came of it.
#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ProveDocument<'a> {
    proven: Vec<ProvenView>,
    failed: Vec<FindingView<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "proven")]
struct ProvenView {
    #[serde(rename = "ref")]
    reference: ConnectionRef,
    /// Milliseconds from the beginning of the wait until the message was on the disk.
    after_ms: u64,
}

impl View for Shown<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        for (reference, name, after) in &self.proof.proven {
            let mark = screen.palette.mark(Role::Good, "proven");
            writeln!(screen.out, "{mark}  {name} ({reference}): a message arrived after {:.1} s", after.as_secs_f64())?;
        }
        if self.proof.failed.is_empty() {
            return Ok(());
        }
        let mut table = Table::new(&["FINDING", "REF", "WHAT"]).wrapping(&["WHAT"]);
        for finding in &self.proof.failed {
            let cells: [Cell; 3] = row(finding);
            table.row(cells);
        }
        table.write(screen)?;
        for finding in &self.proof.failed {
            for hint in &finding.hints {
                writeln!(screen.out, "  {}", self.hints.line(hint))?;
            }
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let proven = self.proof.proven.iter().map(|(reference, _, after)| ProvenView {
            reference: reference.clone(),
            after_ms: u64::try_from(after.as_millis()).unwrap_or(u64::MAX),
        });
        let failed = self.proof.failed.iter().map(|one| FindingView::new(self.hints, one)).collect();
        document(&ProveDocument { proven: proven.collect(), failed })
    }
}
