//! `snorq connect whatsapp`

mod codes;
mod registration;
mod select;
mod signup;

use super::view::ConnectView;
use super::{prepare, verdict};
use crate::commands::hint::{Hints, next};
use crate::commands::progress::ProgressReporter;
use crate::commands::shared::accept_shared;
use crate::commands::stdin::Lines;
use crate::commands::webhooks::set::warn_of_rewriting;
use crate::context::Context;
use crate::domain::hint::{Connect, Hint, Method, Step};
use crate::domain::{Account, Connection, ConnectionRef, Platform, text};
use crate::error::{Failure, Kind};
use crate::flows::connect::ConnectOutcome;
use crate::flows::whatsapp::{self, Callback, ChosenAccount, ConnectAccounts, DiscoveredAccounts};
use crate::flows::{Exclusive, Tools};
use crate::platforms::Login;
use crate::settings;
pub(super) use codes::CodeSent;
use select::Selection;

/// Connect WhatsApp numbers
///
/// Takes you through Meta's signup, finds the account and its numbers, subscribes the account's webhooks, proves that it
/// worked, registers each number that needs it with a PIN, and records it. Without a way of its own, what an earlier run
/// left waiting is gone on with; otherwise the signup is a redirect in your browser.
///
/// The PIN is the number's two-step verification: if the number has one, it must be that one; if it has none, the six
/// digits that you choose become it. Meta allows ten registrations of a number in 72 hours.
///
/// What comes on standard input stands one value on a line, in this order: token or code, system token, verify token,
/// the owner's code, PINs.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[command(group = clap::ArgGroup::new("signup").multiple(false))]
pub(crate) struct Args {
    /// Sign up in a popup of a page on `https://localhost`, as Meta's guide describes: needs JavaScript, and that page's
    /// address in the app's allowed domains
    #[arg(long, group = "signup", conflicts_with = "paste")]
    popup: bool,
    /// Sign up by a redirect in the browser: needs the app's WhatsApp configuration, and no JavaScript; the default
    #[arg(long, group = "signup")]
    redirect: bool,
    /// Print a link to Meta's own signup page, which can be sent to a customer, and wait; may be stopped and started anew
    #[arg(long, group = "signup")]
    hosted: bool,
    /// Take a business or system-user token from standard input
    #[arg(long, group = "signup")]
    token_stdin: bool,
    /// Take the code of a signup from standard input; it lives thirty seconds
    #[arg(long, group = "signup")]
    code_stdin: bool,
    /// The redirect address that the code was made for; a code of the JavaScript SDK has none
    #[arg(long, value_name = "URL", requires = "code_stdin")]
    redirect_uri: Option<String>,
    /// With --hosted: take the token of your own system user from standard input
    #[arg(long, requires = "hosted")]
    system_token_stdin: bool,
    /// Only this account, by its id; repeat for more
    #[arg(long = "waba", value_name = "ID")]
    wabas: Vec<String>,
    /// A number to connect, by ref, phone number id, number or name; repeat for more
    #[arg(long = "phone", value_name = "ID|NAME", conflicts_with = "all")]
    phones: Vec<String>,
    /// Every number, and every account that has none yet
    #[arg(long)]
    all: bool,
    /// Take PINs from standard input: six digits for one number, a line `PHONE_ID PIN` for each of several
    #[arg(long, conflicts_with = "no_register")]
    pin_stdin: bool,
    /// Do not register numbers; those that need it are recorded as pending
    #[arg(long)]
    no_register: bool,
    /// Send the account's webhooks to this address in place of the app's
    #[arg(long, value_name = "URL", value_parser = settings::callback_address, requires = "verify_token_stdin")]
    callback_url: Option<String>,
    /// Take the verify token of --callback-url from standard input
    #[arg(long, requires = "callback_url")]
    verify_token_stdin: bool,
    /// Have Meta send the owner of the recorded --phone a code, by sms or voice
    #[arg(long, value_name = "HOW", value_enum, requires = "phones", conflicts_with_all = ["signup", "verify_code_stdin"])]
    request_code: Option<codes::Method>,
    /// The language of that code
    #[arg(long, value_name = "LANGUAGE", default_value = "en", requires = "request_code")]
    language: String,
    /// Take the owner's code from standard input, verify the recorded --phone with it, and go on with that number
    #[arg(long, requires = "phones", conflicts_with = "signup")]
    verify_code_stdin: bool,
    #[command(flatten)]
    method: super::login_method::Args,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    connect(cx, &args).await.map_err(|failure| failure.on(Platform::Whatsapp))
}

impl Args {
    /// Whether the login comes from a code, which is traded once.
    fn trades_a_code(&self, waiting: &[Connection]) -> bool {
        waiting.is_empty() && !self.token_stdin && !self.hosted
    }
}

async fn connect(cx: &Context, args: &Args) -> Result<(), Failure> {
    args.method.check(cx.profile().await?.is_sandbox())?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    prepare(&tools).await?;
    let mut lines = Lines::default();
    if let Some(method) = args.request_code {
        return codes::request(cx, &tools, &args.phones, method, &args.language).await;
    }
    let signup = signup::obtain_logins(cx, &tools, args, &mut lines).await?;
    for login in &signup.logins {
        args.method.check_user(login)?;
    }
    let mut ended = Outcome::default();
    for login in &signup.logins {
        ended.add(one(cx, &tools, args, login, &signup.waiting, &mut lines).await?);
    }
    if let Some(hosted) = &signup.hosted {
        hosted.end(&Exclusive::enter(&tools).await?).await?;
    }
    finish(cx, &ended)
}

/// The outcome of all logins together.
#[derive(Default)]
struct Outcome {
    report: ConnectOutcome,
    skipped: Vec<super::view::Skipped>,
    coexisting: Vec<String>,
}

impl Outcome {
    fn add(&mut self, (report, selection): (ConnectOutcome, Selection)) {
        self.report.connections.extend(report.connections);
        self.report.failed.extend(report.failed);
        self.skipped.extend(selection.skipped());
        self.coexisting.extend(selection.deadlines());
    }
}

async fn one(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    login: &Login,
    waiting: &[Connection],
    lines: &mut Lines,
) -> Result<(ConnectOutcome, Selection), Failure> {
    let name = login.person.name.as_deref().unwrap_or(&login.person.id);
    cx.terminal.info(&format!("logged in as {} ({})", text::shown(name), login.person.id));
    let found = whatsapp::discover(tools, login).await?;
    for warning in &found.accounts.warnings {
        cx.terminal.warn(warning);
    }
    let accounts = if args.trades_a_code(waiting) { found.accounts.accounts.clone() } else { Vec::new() };
    let decided = decide(cx, tools, args, found, waiting, lines).await;
    let exclusive = Exclusive::enter(tools).await?;
    match decided {
        Ok((wanted, selection)) => Ok((whatsapp::attach(&exclusive, login, wanted).await?, selection)),
        Err(failure) if matches!(failure.kind, Kind::Interrupted | Kind::Declined) || accounts.is_empty() => {
            Err(failure)
        }
        Err(failure) => Err(kept(&exclusive, login, accounts, failure).await),
    }
}

/// Every answer that is needed. Nothing is recorded yet, so that a missing answer changes nothing.
async fn decide(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    found: DiscoveredAccounts,
    waiting: &[Connection],
    lines: &mut Lines,
) -> Result<(ConnectAccounts, Selection), Failure> {
    let selection = if waiting.is_empty() {
        select::select(cx, &args.wabas, &args.phones, args.all, found)?
    } else {
        select::waiting(cx, waiting, &args.phones, args.all, found)?
    };
    let numbers = selection.chosen.iter().flat_map(|account| &account.numbers);
    let numbers = numbers.map(|number| ConnectionRef::new(Platform::Whatsapp, number.id.as_str()));
    accept_shared(cx, tools, &numbers.collect::<Vec<_>>()).await?;
    let callback = callback(cx, args, lines).await?;
    let chosen = registration::plan(cx, tools, args, &selection, lines).await?;
    Ok((ConnectAccounts { chosen, callback }, selection))
}

/// A code is traded once. What came of it is kept as accounts that wait, whatever answer was missing.
async fn kept(exclusive: &Exclusive<'_>, login: &Login, accounts: Vec<Account>, failure: Failure) -> Failure {
    let bare = |account| ChosenAccount { account: Account { numbers: Vec::new(), ..account }, plans: Vec::new() };
    let wanted = ConnectAccounts { chosen: accounts.into_iter().map(bare).collect(), callback: None };
    match whatsapp::attach(exclusive, login, wanted).await {
        Ok(report) if !report.connections.is_empty() => {
            failure.hint(Hint::new("the signup is kept; go on without another one", Connect::NUMBER.step()))
        }
        _ => failure.hint(Hint::new(
            "the signup could not be kept; begin anew",
            Connect::on(Platform::Whatsapp).by(Method::Redirect).step(),
        )),
    }
}

async fn callback(cx: &Context, args: &Args, lines: &mut Lines) -> Result<Option<Callback>, Failure> {
    let Some(url) = &args.callback_url else { return Ok(None) };
    if url.starts_with("http:") && cx.profile().await?.is_real() {
        return Err(Failure::usage("--callback-url: Meta calls nothing but https"));
    }
    warn_of_rewriting(cx, url);
    let verify = lines.secret(cx, "Verify token", "--verify-token-stdin")?;
    Ok(Some(Callback { url: url.clone(), verify }))
}

fn finish(cx: &Context, ended: &Outcome) -> Result<(), Failure> {
    cx.terminal.emit(&ConnectView {
        report: &ended.report,
        skipped: &ended.skipped,
        planned: None,
        hints: Hints::of(cx),
    })?;
    for line in &ended.coexisting {
        cx.terminal.warn(line);
    }
    if let Some(one) = ended.report.connections.first() {
        match one.error_message {
            Some(_) => next(cx, "some numbers wait for something; see", &[Step::List]),
            None => next(cx, "next", &[Step::Verify, Step::List]),
        }
    }
    let nothing = || Failure::not_found("no number was connected").hint("name one with --phone, or take --all");
    verdict(&ended.report, "numbers", nothing)
}
