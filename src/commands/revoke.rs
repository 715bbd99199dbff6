//! `snorq revoke`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::hint::Hints;
use super::progress::ProgressReporter;
use super::view::{self, FailedView, document};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Connection, ConnectionRef, Platform, Status, text};
use crate::error::{Failure, Kind};
use crate::flows::Exclusive;
use crate::flows::recover::is_needed;
use crate::flows::revoke::{RevokeOptions, RevokeOutcome, Revoked, revoke};
use crate::prompts::Confirm;
use crate::store::Filter;
use crate::terminal::{Cell, Role, Screen, Table, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] =
    &[Document::of::<RevokeDocument>("revoke", &["revoke"], "what was disconnected; each true was read back")];

/// Disconnect: unsubscribe, take permissions back, forget the secret
///
/// A Page or WhatsApp account stays subscribed while another connection stands on it. The permissions of the person who logged in are
/// taken back with the last connection of that login. The record stays as history, marked DISCONNECTED.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Args {
    /// Refs such as facebook:1234, bare ids or exact names
    #[arg(value_name = "REF", required_unless_present = "all", conflicts_with = "all")]
    references: Vec<String>,
    /// Every connection of the profile
    #[arg(long)]
    all: bool,
    /// With --all: only those on this platform: facebook, instagram, whatsapp
    #[arg(long, value_name = "P", requires = "all")]
    platform: Option<Platform>,
    /// Leave the permissions of the person who logged in as they are
    #[arg(long)]
    keep_permissions: bool,
    /// Only forget the connection here, for a platform that is gone: nothing is changed at Meta
    #[arg(long)]
    local_only: bool,
    /// Take WhatsApp numbers off the platform as well; they then neither send nor receive, for nobody
    #[arg(long, conflicts_with = "local_only")]
    deregister: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let chosen = choose(cx, &args).await?;
    let (live, done): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|one| one.status != Status::Disconnected);
    for one in &done {
        cx.terminal.warn(&format!("{} is disconnected already", one.reference()));
    }
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let here = args.local_only;
    let tools = if here { cx.tools_without_meta(&reporter).await? } else { cx.tools(&reporter).await? };
    if live.is_empty() && (here || !is_needed(&tools).await?) {
        return Ok(cx.terminal.emit(&RevokeView(&RevokeOutcome::default(), Hints::of(cx)))?);
    }
    if !args.deregister && !args.local_only {
        tell_numbers(cx, &live);
    }
    confirm(cx, &live)?;
    let exclusive = if here { Exclusive::enter_as_it_is(&tools).await? } else { Exclusive::enter(&tools).await? };
    let live = still_live(cx, live).await?;
    let options = RevokeOptions {
        keep_permissions: args.keep_permissions,
        local_only: args.local_only,
        deregister: args.deregister,
    };
    let report = revoke(&exclusive, &live, options).await?;
    drop(exclusive);
    cx.terminal.emit(&RevokeView(&report, Hints::of(cx)))?;
    verdict(&report)
}

async fn choose(cx: &Context, args: &Args) -> Result<Vec<Connection>, Failure> {
    let mut chosen: Vec<Connection> = Vec::new();
    for typed in &args.references {
        let one = cx.find(typed).await?;
        if !chosen.iter().any(|other| other.id == one.id) {
            chosen.push(one);
        }
    }
    if args.references.is_empty() {
        let filter = Filter {
            profile: Some(cx.profile().await?.name.clone()),
            platforms: args.platform.into_iter().collect(),
            statuses: Vec::new(),
        };
        chosen = cx.store().await?.list(&filter).await?;
        chosen.retain(|one| one.status != Status::Disconnected);
    }
    Ok(chosen)
}

/// Looks again under the lock: another process may have been faster, and recovery may have changed a record.
async fn still_live(cx: &Context, chosen: Vec<Connection>) -> Result<Vec<Connection>, Failure> {
    let mut live = Vec::new();
    for one in chosen {
        let now = cx.store().await?.get(&one.profile, &one.reference()).await?;
        live.extend(now.filter(|now| now.status != Status::Disconnected));
    }
    Ok(live)
}

/// Afterwards the token is gone, and nobody could take a number off the platform with it.
fn tell_numbers(cx: &Context, live: &[Connection]) {
    let numbers = live.iter().filter(|one| one.platform == Platform::Whatsapp && !one.awaits_number());
    let names: Vec<_> = numbers.map(|one| format!("{} ({})", view::name(one), one.reference())).collect();
    if !names.is_empty() {
        let names = view::first_names(names.into_iter());
        cx.terminal.warn(&format!(
            "{names}: registered numbers stay on the platform, and their token is gone afterwards; to take them off too, \
             add --deregister now"
        ));
    }
}

fn confirm(cx: &Context, live: &[Connection]) -> Result<(), Failure> {
    let question = match live {
        [one] => format!("Disconnect {} ({})?", view::name(one), one.reference()),
        [one, ..] => format!("Disconnect {} connections, {} among them?", live.len(), view::name(one)),
        [] => return Ok(()),
    };
    if cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Ok(());
    }
    Err(Failure::declined("nothing was changed"))
}

/// Some done and some failed is its own exit code; if all failed, the first failure decides.
fn verdict(report: &RevokeOutcome) -> Result<(), Failure> {
    let Some((reference, _, first)) = report.failed.first() else { return Ok(()) };
    if report.revoked.is_empty() {
        return Err(first.clone().about(reference));
    }
    let total = report.failed.len() + report.revoked.len();
    Err(Failure::new(Kind::Partial, format!("{} of {total} could not be disconnected", report.failed.len()))
        .hint("run the same command again: it goes on where it stopped")
        .because(first.clone()))
}

struct RevokeView<'a>(&'a RevokeOutcome, Hints);

impl View for RevokeView<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["STATUS", "NAME", "REF", "DONE"]).cutting(&["NAME"]).wrapping(&["DONE"]);
        for one in &self.0.revoked {
            table.row([
                Cell::mark(Role::Good, "disconnected"),
                Cell::from(text::shown(&one.name)),
                Cell::from(one.reference.to_string()),
                Cell::from(done(one)),
            ]);
        }
        for (reference, name, failure) in &self.0.failed {
            table.row(view::failed_row(reference, name, failure));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let Self(report, hints) = self;
        document(&RevokeDocument {
            revoked: report.revoked.iter().map(RevokedView::new).collect(),
            failed: view::all_failed(hints, &report.failed),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct RevokeDocument<'a> {
    revoked: Vec<RevokedView<'a>>,
    failed: Vec<FailedView<'a>>,
}

/// One connection that was disconnected; each true was read back.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "revoked")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the document")]
struct RevokedView<'a> {
    #[serde(rename = "ref")]
    reference: &'a ConnectionRef,
    unsubscribed: bool,
    deregistered: bool,
    permissions_deleted: bool,
    secret_deleted: bool,
    remarks: &'a [String],
}

impl<'a> RevokedView<'a> {
    fn new(one: &'a Revoked) -> Self {
        Self {
            reference: &one.reference,
            unsubscribed: one.unsubscribed,
            deregistered: one.deregistered,
            permissions_deleted: one.permissions_deleted,
            secret_deleted: one.secret_deleted,
            remarks: &one.remarks,
        }
    }
}

fn done(one: &Revoked) -> String {
    let facts = [
        (one.unsubscribed, "unsubscribed"),
        (one.deregistered, "deregistered"),
        (one.permissions_deleted, "permissions deleted"),
        (one.secret_deleted, "secret deleted"),
    ];
    let mut words: Vec<_> = facts.iter().filter(|(true_, _)| *true_).map(|(_, word)| (*word).to_owned()).collect();
    words.extend(one.remarks.iter().cloned());
    words.join("; ")
}
