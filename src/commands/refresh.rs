//! `snorq refresh`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::hint::Hints;
use super::progress::ProgressReporter;
use super::stdin;
use super::view::{self, ConnectionView, FailedView, document};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Connection, Hint, Secret, Status, Step};
use crate::error::{Failure, Kind};
use crate::flows::Exclusive;
use crate::flows::refresh::{RefreshOutcome, needs_system_token, refresh};
use crate::store::Filter;
use crate::terminal::{Cell, Role, Screen, Table, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] =
    &[Document::of::<RefreshDocument>("refresh", &["refresh"], "what was renewed")];

/// Renew tokens without a login, as far as Meta allows
///
/// A login's token is made long again (about sixty days), and new Page tokens are taken from it. The old token stays
/// until the new one is stored and the Page has answered to it; the record keeps its ref and history. What cannot be
/// renewed is said, with the command that mends it.
///
/// A WhatsApp business token is not lengthened but fetched anew from the client's business, with a token of your own
/// system user that has `business_management`; one that never ends is left alone.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Refs such as facebook:1234, bare ids or exact names
    #[arg(value_name = "REF", required_unless_present = "all", conflicts_with = "all")]
    references: Vec<String>,
    /// Every connection of the profile
    #[arg(long)]
    all: bool,
    /// For WhatsApp tokens that end: take the token of your own system user from standard input
    #[arg(long)]
    system_token_stdin: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    // Whatever was named wrongly is told before anything is changed.
    let named = choose(cx, &args).await?;
    let system = system_token(cx, &args, &named).await?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let exclusive = Exclusive::enter(&tools).await?;
    let mut live = Vec::new();
    for one in named {
        live.extend(cx.store().await?.get(&one.profile, &one.reference()).await?);
    }
    let report = refresh(&exclusive, &live, system.as_ref()).await?;
    drop(exclusive);
    cx.terminal.emit(&RefreshView(&report, Hints::of(cx)))?;
    verdict(&report)
}

/// The token of our own system user: the one that was given or, in the sandbox, the ready-made one.
async fn system_token(cx: &Context, args: &Args, named: &[Connection]) -> Result<Option<Secret>, Failure> {
    if args.system_token_stdin {
        return stdin::secret(cx, "Token of your own system user", "--system-token-stdin").map(Some);
    }
    if named.iter().any(needs_system_token) && cx.profile().await?.is_sandbox() {
        return cx.sandbox_system_token().await.map(Some);
    }
    Ok(None)
}

async fn choose(cx: &Context, args: &Args) -> Result<Vec<Connection>, Failure> {
    let mut chosen: Vec<Connection> = Vec::new();
    for typed in &args.references {
        let one = cx.find(typed).await?;
        if one.status == Status::Disconnected {
            let hint = Hint::new("connect it again", Step::AGAIN).about(&one.reference());
            return Err(Failure::not_found(format!("{} is disconnected", one.reference())).hint(hint));
        }
        if !chosen.iter().any(|other| other.id == one.id) {
            chosen.push(one);
        }
    }
    if args.all {
        let profile = Some(cx.profile().await?.name.clone());
        chosen = cx.store().await?.list(&Filter { profile, ..Filter::default() }).await?;
        chosen.retain(|one| one.status != Status::Disconnected);
    }
    Ok(chosen)
}

/// Some done and some failed is its own exit code; if all failed, the first failure decides.
fn verdict(report: &RefreshOutcome) -> Result<(), Failure> {
    let Some((reference, _, first)) = report.failed.first() else { return Ok(()) };
    let first = first.clone().about(reference);
    let well = report.refreshed.len() + report.lasting.len();
    if well == 0 {
        return Err(first);
    }
    let total = report.failed.len() + well;
    let failure = Failure::new(Kind::Partial, format!("{} of {total} could not be renewed", report.failed.len()));
    Err(Failure { hints: first.hints.clone(), ..failure }.because(first))
}

struct RefreshView<'a>(&'a RefreshOutcome, Hints);

impl<'a> View for RefreshView<'a> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["STATUS", "NAME", "REF", "NOTE"]).cutting(&["NAME"]).wrapping(&["NOTE"]);
        for one in &self.0.refreshed {
            let end = one.token_expires_at.map(|end| format!("ends on {}", end.strftime("%Y-%m-%d")));
            table.row([
                Cell::mark(Role::Good, "renewed"),
                Cell::from(view::name(one)),
                Cell::from(one.reference().to_string()),
                Cell::from(end.unwrap_or_default()),
            ]);
        }
        for one in &self.0.lasting {
            table.row([
                Cell::mark(Role::Good, "kept"),
                Cell::from(view::name(one)),
                Cell::from(one.reference().to_string()),
                Cell::from("never ends, so there is nothing to renew"),
            ]);
        }
        for (reference, name, failure) in &self.0.failed {
            table.row(view::failed_row(reference, name, failure));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let Self(report, hints) = self;
        let connections = |list: &'a [Connection]| list.iter().map(|one| view::connection(hints, one)).collect();
        document(&RefreshDocument {
            refreshed: connections(&report.refreshed),
            lasting: connections(&report.lasting),
            failed: view::all_failed(hints, &report.failed),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct RefreshDocument<'a> {
    refreshed: Vec<ConnectionView<'a>>,
    /// Connections whose token never ends.
    lasting: Vec<ConnectionView<'a>>,
    failed: Vec<FailedView<'a>>,
}
