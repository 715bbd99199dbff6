//! `snorq refresh`

use std::io;

use serde_json::{Value, json};

use super::connect::recovery;
use super::progress::Shown;
use super::view;
use crate::context::Context;
use crate::domain::{Connection, Status};
use crate::error::{Failure, Kind};
use crate::flows::refresh::{Report, refresh};
use crate::store::Filter;
use crate::terminal::{Cell, Role, Screen, Table, View};

/// Renew tokens without a login, as far as Meta allows
///
/// A login's token is made long again (about sixty days), and new Page tokens are taken from it. The old token stays
/// until the new one is stored and the Page has answered to it; the record keeps its ref and history. What cannot be
/// renewed is said, with the command that mends it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Refs such as facebook:1234, bare ids or exact names
    #[arg(value_name = "REF", required_unless_present = "all", conflicts_with = "all")]
    references: Vec<String>,
    /// Every connection of the profile
    #[arg(long)]
    all: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    // Whatever was named wrongly is told before anything is changed.
    let named = choose(cx, &args).await?;
    let steps = Shown::on(cx.terminal.as_ref());
    let tools = cx.tools(&steps).await?;
    let lock = cx.lock().await?;
    recovery(cx, &tools).await?;
    let mut live = Vec::new();
    for one in named {
        live.extend(cx.store().await?.get(&one.profile, &one.reference()).await?);
    }
    let report = refresh(&tools, &live).await?;
    drop(lock);
    cx.terminal.emit(&Ended(&report))?;
    verdict(&report)
}

async fn choose(cx: &Context, args: &Args) -> Result<Vec<Connection>, Failure> {
    let mut chosen: Vec<Connection> = Vec::new();
    for typed in &args.references {
        let one = cx.find(typed).await?;
        if one.status == Status::Disconnected {
            let hint = "connect it again: snorq connect facebook";
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
fn verdict(report: &Report) -> Result<(), Failure> {
    let Some((_, _, first)) = report.failed.first() else { return Ok(()) };
    if report.refreshed.is_empty() {
        return Err(first.clone());
    }
    let total = report.failed.len() + report.refreshed.len();
    let failure = Failure::new(Kind::Partial, format!("{} of {total} could not be renewed", report.failed.len()));
    Err(first.hint_line().into_iter().fold(failure, Failure::hint))
}

struct Ended<'a>(&'a Report);

impl View for Ended<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["STATUS", "NAME", "REF", "NOTE"]).cutting(&["NAME", "NOTE"]);
        for one in &self.0.refreshed {
            let end = one.token_expires_at.map(|end| format!("ends on {}", end.strftime("%Y-%m-%d")));
            table.row([
                Cell::mark(Role::Good, "renewed"),
                Cell::from(view::name(one)),
                Cell::from(one.reference().to_string()),
                Cell::from(end.unwrap_or_default()),
            ]);
        }
        for (reference, name, failure) in &self.0.failed {
            table.row(view::failed_row(reference, name, failure));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let refreshed: Vec<_> = self.0.refreshed.iter().map(view::connection).collect();
        let failed: Vec<_> =
            self.0.failed.iter().map(|(reference, name, error)| view::failed(reference, name, error)).collect();
        json!({"refreshed": refreshed, "failed": failed})
    }
}
