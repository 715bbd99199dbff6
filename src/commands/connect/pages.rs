//! Connecting Pages and the Instagram accounts behind them, from either side.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::reason::{hint, why};
use super::select::{Selection, Side, select};
use super::view::{ConnectView, skipped};
use super::{login_method, prepare, verdict};
use crate::commands::hint::{Hints, next};
use crate::commands::orphaned::accept_orphaned;
use crate::commands::progress::ProgressReporter;
use crate::commands::shared::accept_shared;
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::hint::{Connect, Hint, Step};
use crate::domain::{Asset, Connection, ConnectionRef, Platform, WebhookObject, text};
use crate::error::{Failure, Kind};
use crate::flows::connect::{self, ChosenPage, ConnectOutcome, ConnectPages};
use crate::flows::{Exclusive, Tools};
use crate::platforms::{self, DEFAULT_FIELDS, FACEBOOK_SCOPES, Login, Wish};

/// What is common to connecting from the side of Pages and from that of Instagram accounts
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[group(skip)]
pub(super) struct Args {
    /// Everything that can be connected
    #[arg(long)]
    all: bool,
    /// Webhook fields to subscribe to, separated by commas [default: what an inbox needs]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    fields: Vec<String>,
    /// Ask again for what was declined earlier
    #[arg(long)]
    rerequest: bool,
    /// Log in and show what would be done; change nothing
    #[arg(long)]
    dry_run: bool,
    /// Take a user or system-user token from standard input instead of logging in
    #[arg(long, conflicts_with_all = ["paste", "no_browser", "https", "port", "consent", "rerequest"])]
    token_stdin: bool,
    #[command(flatten)]
    method: login_method::Args,
}

/// What one command wishes.
pub(super) struct ConnectRequest {
    /// From which side it looks.
    pub(super) side: Side,
    /// What was named.
    pub(super) named: Vec<String>,
    /// Whether the Instagram accounts are recorded as well.
    pub(super) instagram: bool,
    /// The rest.
    pub(super) args: Args,
}

/// Logs in, lets choose, and connects.
pub(super) async fn run(cx: &Context, request: ConnectRequest) -> Result<(), Failure> {
    let ConnectRequest { side, args, .. } = &request;
    let profile = cx.profile().await?;
    args.method.check(profile.is_sandbox())?;
    if !args.token_stdin {
        args.method.check_person(cx).await?;
    }
    let fields = Fields::of(args, &profile.stored.webhook_fields)?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    if !args.dry_run {
        prepare(&tools).await?;
    }
    let login = log_in(cx, &tools, args).await?;
    args.method.check_user(&login)?;
    let person = login.person.name.as_deref().unwrap_or(&login.person.id);
    cx.terminal.info(&format!("logged in as {} ({})", text::shown(person), login.person.id));
    let found = connect::discover(&tools, &login).await?;
    for warning in &found.discovery.warnings {
        cx.terminal.warn(warning);
    }
    let orphaned = connect::orphaned_by(&tools, &login, &found.reached()).await?;
    let standing = found.fields.clone();
    let selection = select(cx, *side, &request.named, args.all, found)?;
    let chosen = chosen(cx, &request, &fields, &selection, &standing);
    if args.dry_run {
        return dry_run(cx, &request, &chosen, &selection, &orphaned);
    }
    accept_orphaned(cx, &orphaned)?;
    let pages = selection.chosen.iter().map(|page| ConnectionRef::new(Platform::Facebook, page.id.clone()));
    accept_shared(cx, &tools, &pages.collect::<Vec<_>>()).await?;
    let report = attach(&tools, &login, ConnectPages { chosen, orphaned }).await?;
    finish(cx, &request, &selection, report)
}

/// Which fields are wished for.
enum Fields {
    /// By the flag.
    Given(Arc<[String]>),
    /// By the profile, else by default, for Pages that have none yet.
    Usual(Arc<[String]>),
}

impl Fields {
    fn of(args: &Args, of_profile: &[String]) -> Result<Self, Failure> {
        if !args.fields.is_empty() {
            platforms::check_fields(WebhookObject::Page, &args.fields)
                .map_err(|why| Failure::usage(format!("--fields: {why}")))?;
            return Ok(Self::Given(args.fields.clone().into()));
        }
        let default = || DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect();
        Ok(Self::Usual(if of_profile.is_empty() { default() } else { of_profile.into() }))
    }
}

async fn log_in(cx: &Context, tools: &Tools<'_>, args: &Args) -> Result<Login, Failure> {
    if args.token_stdin {
        let token = stdin::Lines::default().token(cx, "Token", "--token-stdin").await?;
        return connect::accept(tools, token).await;
    }
    args.method.advise(cx);
    login_method::Args::tell_permissions(cx, FACEBOOK_SCOPES);
    let method = login_method::choose(cx, &args.method).await?;
    let config_id = cx.profile().await?.stored.config_id.clone();
    connect::authorize(tools, method.as_ref(), &Wish { config_id, rerequest: args.rerequest }).await
}

fn dry_run(
    cx: &Context,
    request: &ConnectRequest,
    chosen: &[ChosenPage],
    selection: &Selection,
    orphaned: &[Connection],
) -> Result<(), Failure> {
    for one in orphaned {
        cx.terminal.warn(&format!("this login leaves out {} ({})", text::shown(&one.title()), one.reference()));
    }
    let skipped = skipped(selection, request.instagram);
    let report = ConnectOutcome::default();
    let view = ConnectView { report: &report, skipped: &skipped, planned: Some(chosen), hints: Hints::of(cx) };
    cx.terminal.emit(&view)?;
    cx.terminal.info("a dry run: nothing was changed here or at Meta, apart from the login itself");
    Ok(())
}

/// The chosen Pages with their fields. A Page that is connected keeps those that stand unless others were given.
fn chosen(
    cx: &Context,
    request: &ConnectRequest,
    fields: &Fields,
    selection: &Selection,
    standing: &HashMap<String, Vec<String>>,
) -> Vec<ChosenPage> {
    let mut kept = Vec::new();
    let mut of_page = |page: &Asset| match (fields, standing.get(&page.id)) {
        (Fields::Usual(usual), Some(stand)) if !same(usual, stand) => {
            kept.push(format!("facebook:{} keeps its fields: {}", page.id, stand.join(", ")));
            stand.as_slice().into()
        }
        (Fields::Given(fields) | Fields::Usual(fields), _) => fields.clone(),
    };
    let chosen = |page: &Asset| ChosenPage { page: page.clone(), instagram: request.instagram, fields: of_page(page) };
    let all = selection.chosen.iter().map(chosen).collect();
    for line in kept.iter().take(TOLD) {
        cx.terminal.info(line);
    }
    if !kept.is_empty() {
        let more = kept.len().saturating_sub(TOLD);
        let more = if more == 0 { String::new() } else { format!("{more} more keep theirs; ") };
        cx.terminal.info(&format!("{more}to have others: --fields"));
    }
    all
}

/// The most Pages whose fields are told.
const TOLD: usize = 10;

/// Their order says nothing.
fn same(one: &[String], other: &[String]) -> bool {
    one.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
}

async fn attach(tools: &Tools<'_>, login: &Login, wanted: ConnectPages) -> Result<ConnectOutcome, Failure> {
    if wanted.chosen.is_empty() && wanted.orphaned.is_empty() {
        return Ok(ConnectOutcome::default());
    }
    connect::attach(&Exclusive::enter(tools).await?, login, wanted).await
}

fn finish(
    cx: &Context,
    request: &ConnectRequest,
    selection: &Selection,
    mut report: ConnectOutcome,
) -> Result<(), Failure> {
    for (page, reason) in &selection.refused {
        let failure = Failure::new(Kind::Authorization, format!("{}: {}", request.side.label(page), why(*reason)))
            .hint(hint(*reason));
        report.failed.push((ConnectionRef::new(Platform::Facebook, page.id.clone()), page.name.clone(), failure));
    }
    let skipped = skipped(selection, request.instagram);
    cx.terminal.emit(&ConnectView { report: &report, skipped: &skipped, planned: None, hints: Hints::of(cx) })?;
    for (reference, field, why) in &report.left_out {
        cx.terminal.warn(&format!("{reference} is not subscribed to {field}: {why}"));
    }
    next_steps(cx, &report, selection);
    verdict(&report, "Pages", || nothing_found(request.side, selection))
}

fn next_steps(cx: &Context, report: &ConnectOutcome, selection: &Selection) {
    for reason in distinct(selection) {
        cx.terminal.info(&format!("{}: {}", why(reason), Hints::of(cx).line(&hint(reason))));
    }
    if !report.connections.is_empty() {
        next(cx, "next", &[Step::Verify, Step::List]);
    }
}

fn distinct(selection: &Selection) -> Vec<crate::domain::Unusable> {
    let mut reasons = Vec::new();
    for (_, reason) in &selection.unusable {
        if !reasons.contains(reason) {
            reasons.push(*reason);
        }
    }
    reasons
}

fn nothing_found(side: Side, selection: &Selection) -> Failure {
    match distinct(selection).first() {
        Some(reason) => Failure::new(Kind::Authorization, format!("no {} of this login can be connected", side.noun()))
            .hint(hint(*reason)),
        None => Failure::not_found(format!("this login reaches no {}", side.noun()))
            .hint(Hint::new(
                "tick Pages in \"edit previous settings\" of the dialog",
                Connect::AGAIN.rerequest().step(),
            ))
            .hint("if the Pages belong to a business portfolio, add business_management to the login's configuration"),
    }
}
