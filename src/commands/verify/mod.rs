//! `snorq verify`

pub(in crate::commands) mod show;
#[cfg(test)]
mod tests;
mod watch;

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use jiff::SignedDuration;

use self::show::FindingsWriter;
use super::progress::ProgressReporter;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Cause, Code, Connection, Finding, Trouble};
use crate::error::{Failure, Kind};
use crate::flows::verify::{Target, Unrepaired, VerifyOutcome, all, named, repair, verify};
use crate::flows::{Exclusive, Tools};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<show::VerifyDocument>(
        "verify",
        &["verify"],
        "what a check found; healthy is true only if everything was checked and nothing is wrong",
    ),
    Document::of::<show::FindingView>("finding", &["verify --json-lines"], "one line of verify --json-lines"),
    Document::of::<watch::ChangeView>(
        "watch",
        &["verify --watch --json-lines"],
        "one line of verify --watch --json-lines: a finding that came or went",
    ),
];

/// Check that connections work, layer by layer
///
/// Looks at each connection's token, permissions, dates, subscription and Instagram link or WhatsApp number, and at the
/// app's own webhooks, callback and version. Names the first layer that is broken and everything else that is wrong. What could not be
/// checked is never called healthy.
///
/// With --watch the check is repeated until Ctrl-C or SIGTERM ends it, which is its proper end: the exit code is 0 or 5, as
/// the last round was. The first round shows everything, the others what came and what went. What could not be checked in a
/// round has not gone.
///
/// Exit code 0 if nothing is wrong, 5 if something is or nothing is connected; 9, 4 or 3 if Meta could not be reached,
/// asked to wait or did not take the app, and 8 if the secret store or the database could not be read.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Refs such as facebook:1234, bare ids or exact names [default: all of the profile]
    #[arg(value_name = "REF", conflicts_with = "all")]
    references: Vec<String>,
    /// Every connection of the profile
    #[arg(long)]
    all: bool,
    /// Mend what needs no login: subscribe again, restore fields and callbacks, end half-done work; then check again. No
    /// number is registered by it
    #[arg(long)]
    pub(super) fix: bool,
    /// What ends within this time is a finding: 36h, 14d, 2w
    #[arg(long, value_name = "TIME", default_value = "14d", value_parser = super::times::days)]
    within: SignedDuration,
    /// Write one finding a line as JSON, as they come
    #[arg(long)]
    pub(super) json_lines: bool,
    /// Check again after this time, until interrupted, and show what has changed: 90s, 5m, 1h
    #[arg(long, value_name = "EVERY", num_args = 0..=1, require_equals = true, default_missing_value = "5m",
        value_parser = every, conflicts_with = "fix")]
    pub(super) watch: Option<Duration>,
}

/// A time between rounds. Less than a second would be no pause.
fn every(text: &str) -> Result<Duration, String> {
    let time = super::times::span(text)?;
    if time.is_zero() { Err("a second is the least: --watch=1s".to_owned()) } else { Ok(time) }
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    if args.watch.is_some() && cx.terminal.is_json() && !args.json_lines {
        return Err(Failure::usage("--watch has no end, and a JSON document has one").hint("use --json-lines"));
    }
    let chosen = choose(cx, &args).await?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let checkup = Checkup { cx, tools: &tools, chosen, within: args.within };
    if let Some(every) = args.watch {
        return watch::watch(&checkup, every, args.json_lines).await;
    }
    let mut show = FindingsWriter::new(cx, args.json_lines);
    let outcome = if args.fix {
        checkup.run_and_mend(&mut show).await?
    } else {
        checkup.run(&mut |finding| show.finding(finding)).await?
    };
    show.finish(outcome)?;
    verdict(&show, outcome)
}

/// The connections that were named; none means all.
async fn choose(cx: &Context, args: &Args) -> Result<Vec<Connection>, Failure> {
    let mut chosen = Vec::new();
    for typed in &args.references {
        chosen.push(cx.find(typed).await?);
    }
    Ok(chosen)
}

/// What is checked, and how.
struct Checkup<'a> {
    cx: &'a Context,
    tools: &'a Tools<'a>,
    chosen: Vec<Connection>,
    within: SignedDuration,
}

impl Checkup<'_> {
    async fn run(
        &self,
        tell: &mut (dyn FnMut(Finding) -> Result<(), Failure> + Send),
    ) -> Result<VerifyOutcome, Failure> {
        let targets = if self.chosen.is_empty() { all(self.tools).await? } else { named(&self.chosen) };
        verify(self.tools, &targets, self.within, tell).await
    }

    /// Reports how things are after mending.
    async fn run_and_mend(&self, show: &mut FindingsWriter<'_>) -> Result<VerifyOutcome, Failure> {
        let (mut outcome, mut found) = self.gather().await?;
        if found.iter().any(|finding| finding.code.can_be_mended()) {
            let before = found;
            let refused = self.repair(&before).await?;
            (outcome, found) = self.gather().await?;
            let still: HashSet<_> = found.iter().map(|finding| (finding.code, finding.reference.clone())).collect();
            let mended =
                |one: &Finding| one.code.can_be_mended() && !still.contains(&(one.code, one.reference.clone()));
            show.fixed = before.into_iter().filter(mended).collect();
            for finding in &mut found {
                add_reason(finding, &refused);
            }
        }
        found.into_iter().try_for_each(|finding| show.finding(finding))?;
        Ok(outcome)
    }

    async fn gather(&self) -> Result<(VerifyOutcome, Vec<Finding>), Failure> {
        let mut found = Vec::new();
        let mut tell = |finding| {
            found.push(finding);
            Ok(())
        };
        let outcome = self.run(&mut tell).await?;
        Ok((outcome, found))
    }

    async fn repair(&self, found: &[Finding]) -> Result<Unrepaired, Failure> {
        let exclusive = Exclusive::enter(self.tools).await?;
        let drifted = found.iter().filter(|one| one.code.can_be_mended() && one.code != Code::Unfinished);
        let broken: BTreeSet<_> = drifted.filter_map(|finding| finding.reference.as_ref()).collect();
        let mut targets = all(self.tools).await?;
        targets.retain(|target: &Target| target.references.iter().any(|reference| broken.contains(reference)));
        repair(&exclusive, &targets).await
    }
}

/// Adds to what was to be mended why it could not be.
fn add_reason(finding: &mut Finding, refused: &Unrepaired) {
    let why = finding.reference.as_ref().and_then(|reference| refused.get(reference));
    if let Some(why) = why.filter(|_| finding.code.can_be_mended()) {
        finding.message = format!("{}; mending failed: {why}", finding.message);
    }
}

/// Something wrong is 5. If all that is wrong is that something could not be checked, the reason decides.
fn verdict(show: &FindingsWriter<'_>, outcome: VerifyOutcome) -> Result<(), Failure> {
    if show.count == 0 {
        return Ok(());
    }
    let unwell = outcome.checked - outcome.healthy;
    let message = match unwell {
        _ if outcome.checked == 0 => "nothing was checked".to_owned(),
        0 => "something is wrong with the app".to_owned(),
        _ if outcome.checked == 1 => "the connection is not well".to_owned(),
        _ => format!("not well: {unwell} of {} connections", outcome.checked),
    };
    let kind = show.only_unknown.as_ref().and_then(|causes| why(causes)).unwrap_or(Kind::Unhealthy);
    Err(Failure::new(kind, message))
}

/// The kind that all these causes have in common.
fn why(causes: &[Cause]) -> Option<Kind> {
    let mut kinds = causes.iter().map(|cause| Failure::from(Trouble::new(cause.clone(), "")).kind);
    let first = kinds.next()?;
    let counts = matches!(first, Kind::Unreachable | Kind::RateLimited | Kind::Authorization);
    (counts && kinds.all(|kind| kind == first)).then_some(first)
}
