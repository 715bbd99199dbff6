//! `snorq plan`, `snorq apply` and `snorq export`

mod agreed;
mod expected;
mod file;
mod tokens;
mod view;

use std::path::PathBuf;

use super::orphaned::accept_orphaned;
use super::progress::ProgressReporter;
use crate::commands::hint::{Hints, note};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::hint::{self, Hint, PlanFile};
use crate::domain::{Connection, ConnectionRef, text};
use crate::error::{Failure, Kind};
use crate::flows::plan::{self, ApplyOutcome, ApplyRequest, CurrentState, DesiredState, Step};
use crate::flows::recover::is_needed;
use crate::flows::{Exclusive, Tools};
use crate::platforms::DEFAULT_FIELDS;
use file::{Format, Source};
use view::{ApplyView, Exported, Planned};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<view::PlanDocument>("plan", &["plan"], "what apply would change"),
    Document::of::<view::ApplyDocument>("apply", &["apply"], "what was planned and what became of it"),
    Document::of::<file::PlanFile>(
        "plan-file",
        &["export"],
        "the file that plan and apply read and export writes: a profile's wished connections, as TOML, YAML or JSON",
    ),
];

/// Show what `apply` would change, as a diff; changes nothing
///
/// Compares the file with the records and with what Meta has. What the file does not name is left alone, unless --prune
/// is given. Exit code 0 whether or not there are changes; with --exit-code, 5 if there are, and 0 only if there is
/// nothing to do.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    wish: Wish,
    /// End with exit code 5 if there are changes
    #[arg(long)]
    exit_code: bool,
}

/// Which state is wished for.
#[derive(Debug, clap::Args)]
#[group(skip)]
struct Wish {
    /// The plan file; - is standard input. Its schema: snorq schema plan-file
    #[arg(short, long, value_name = "FILE")]
    file: PathBuf,
    /// How the file is written [default: as its name ends, else JSON if it begins with {, else TOML]
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Format>,
    /// Disconnect what the file does not name, and take away callbacks of accounts that it names without one
    #[arg(long)]
    prune: bool,
}

/// Make the file's connections true: what `plan` shows, and nothing else
///
/// Needs no terminal: it uses the tokens and logins that are stored, or a token from standard input. Running it again is
/// harmless and goes on where a killed run stopped. What --prune disconnects is asked about: answer with --yes, or give the
/// plan that says it with --as-planned. A WhatsApp number that is not registered is recorded and waits:
/// `snorq connect whatsapp` goes on with it, since a PIN is nothing for a file.
///
/// What comes on standard input stands one value on a line, in this order: token, then one verify token for all
/// callbacks or a line `WABA_ID TOKEN` or `OBJECT TOKEN` for each. An account's callback that was set by snorq before
/// needs none.
#[derive(Debug, clap::Args)]
pub(crate) struct ApplyArgs {
    #[command(flatten)]
    wish: Wish,
    /// Do nothing that this plan does not say: what `plan --json` printed
    #[arg(long, value_name = "PLAN")]
    as_planned: Option<PathBuf>,
    /// Take a user or system-user token from standard input in place of the stored logins
    #[arg(long)]
    token_stdin: bool,
    /// Take the verify tokens of callbacks from standard input [default: `SNORQ_VERIFY_TOKEN`]
    #[arg(long)]
    verify_token_stdin: bool,
}

/// Print the plan file of what stands
///
/// As TOML; as JSON with --json. `snorq export | snorq plan -f -` has nothing to do.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {}

pub(crate) async fn plan(cx: &Context, args: PlanArgs) -> Result<(), Failure> {
    let desired = args.wish.read(cx).await?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    if is_needed(&tools).await? {
        cx.terminal.warn("an earlier run was cut off; apply finishes or undoes it first, so that its plan may differ");
    }
    let (current, changes) = args.wish.compare(&tools, &desired).await?;
    let waiting = plan::waiting(&desired, &current);
    agreed::warn_of_nothing(cx, &desired, &changes);
    let unreached = plan::unreached(&tools, &desired, &current, &changes).await?;
    let hints = Hints::of(cx);
    cx.terminal.emit(&Planned { steps: &changes, waiting: &waiting, unreached: &unreached, hints: hints.clone() })?;
    tell_unreached(cx, &hints, &unreached);
    waits(cx, waiting.into_iter());
    if changes.is_empty() {
        return Ok(());
    }
    let make = if args.wish.source().is_stdin() {
        // What came on standard input is gone.
        Hint::words("make it so: put the plan into a file, and apply that")
    } else {
        Hint::new("make it so", hint::Step::Apply { file: Some(args.wish.plan_file()), token: false })
    };
    if args.exit_code {
        return Err(Failure::new(Kind::Unhealthy, "what stands is not what the file says").hint(make));
    }
    note(cx, make);
    Ok(())
}

/// The most that is told of what cannot be reached; the document has all of it.
const TOLD: usize = 10;

/// Says now what apply would fail at.
fn tell_unreached(cx: &Context, hints: &Hints, unreached: &[(ConnectionRef, String, Failure)]) {
    for (reference, _, failure) in unreached.iter().take(TOLD) {
        let hints = hints.clone().about(reference);
        let ways: Vec<_> = failure.hints.iter().map(|hint| hints.line(hint).to_string()).collect();
        cx.terminal.warn(&format!("{failure}; {}", ways.join("; ")));
    }
    if let Some(more) = unreached.len().checked_sub(TOLD).filter(|more| *more > 0) {
        cx.terminal.warn(&format!("and {more} more are reached by no stored login"));
    }
}

impl Wish {
    fn plan_file(&self) -> PlanFile {
        PlanFile { path: self.file.to_string_lossy().into_owned(), prune: self.prune }
    }

    fn source(&self) -> Source<'_> {
        Source { path: &self.file, format: self.format }
    }

    async fn read(&self, cx: &Context) -> Result<DesiredState, Failure> {
        let profile = cx.profile().await?;
        let common = match profile.stored.webhook_fields.as_slice() {
            [] => DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect(),
            fields => fields.to_vec(),
        };
        let desired = file::read(&self.source(), &common, profile.is_sandbox())?;
        let of_accounts = desired.accounts.iter().filter_map(|account| account.callback.as_ref());
        let plain = of_accounts.chain(desired.webhooks.iter().map(|webhook| &webhook.callback));
        if profile.is_real()
            && let Some(url) = plain.into_iter().find(|url| url.starts_with("http:"))
        {
            return Err(Failure::usage(format!("callback_url '{url}': Meta calls nothing but https")));
        }
        Ok(desired)
    }

    async fn compare(&self, tools: &Tools<'_>, desired: &DesiredState) -> Result<(CurrentState, Vec<Step>), Failure> {
        let current = plan::read_current(tools, !desired.webhooks.is_empty()).await?;
        let changes = plan::compare(desired, &current, self.prune)?;
        Ok((current, changes))
    }
}

pub(crate) async fn apply(cx: &Context, args: ApplyArgs) -> Result<(), Failure> {
    let from_stdin = args.token_stdin || args.verify_token_stdin;
    if args.wish.source().is_stdin() && from_stdin {
        return Err(Failure::usage("standard input cannot be both the file and a token"));
    }
    let desired = args.wish.read(cx).await?;
    let mut lines = tokens::Lines::default();
    let token = tokens::login(cx, &args, &mut lines).await?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    tools.prove_custody().await?;
    let agreed = args.agree(cx, &tools, &desired).await?;
    let exclusive = Exclusive::enter(&tools).await?;
    let (current, changes) = args.wish.compare(&tools, &desired).await?;
    match (&args.as_planned, agreed) {
        (Some(path), _) => expected::check(path, &changes, &args.wish.plan_file())?,
        (None, Some(agreed)) => agreed.covers(&changes)?,
        (None, None) => {}
    }
    let applied = if changes.is_empty() {
        ApplyOutcome::default()
    } else {
        let verify = tokens::verify(cx, &tools, &args, &changes, &mut lines).await?;
        let supplied = match token {
            Some(token) => Some(plan::SuppliedToken::take(&tools, token).await?),
            None => None,
        };
        accept_orphaned(cx, supplied.as_ref().map(|supplied| supplied.orphaned.as_slice()).unwrap_or_default())?;
        let request = ApplyRequest { desired: &desired, current: &current, steps: &changes, supplied, verify };
        plan::apply(&exclusive, request).await?
    };
    drop(exclusive);
    cx.terminal.emit(&ApplyView { steps: &changes, applied: &applied, hints: Hints::of(cx) })?;
    waits(cx, applied.connected.iter().filter(|one| super::view::waits(one)));
    verdict(&applied)
}

pub(crate) async fn export(cx: &Context, _: ExportArgs) -> Result<(), Failure> {
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    // An empty plan would be taken for what stands, and applied with --prune.
    if let Some(path) = tools.store.missing().await? {
        return Err(Failure::new(Kind::Unhealthy, format!("there is nothing to export: {path} is not there"))
            .hint(Hint::new("connect something", hint::Step::AGAIN)));
    }
    let current = plan::read_current(&tools, true).await?;
    let written = Exported::new(&file::write(&current));
    let written = written.ok_or_else(|| Failure::new(Kind::Failed, "the plan file could not be written"))?;
    Ok(cx.terminal.emit(&written)?)
}

fn waits<'a>(cx: &Context, waiting: impl Iterator<Item = &'a Connection>) {
    let hints = Hints::of(cx);
    for one in waiting {
        let reason = hints.reason(one).map_or_else(|| "what was begun has not ended".to_owned(), |one| one.to_string());
        cx.terminal.warn(&format!("{} waits: {}", one.reference(), text::shown(&reason)));
    }
}

/// Some done and some failed is its own exit code; if all failed, the first failure decides.
fn verdict(applied: &ApplyOutcome) -> Result<(), Failure> {
    let Some(first) = applied.failures().next() else { return Ok(()) };
    if applied.is_nothing() {
        return Err(first.clone());
    }
    Err(Failure::new(Kind::Partial, format!("{} of the planned changes failed", applied.failures().count()))
        .hint("run the same command again: it goes on where it stopped")
        .because(first.clone()))
}
