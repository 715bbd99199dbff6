//! How the login goes: by browser, printed address, pasted answer, or by the sandbox's consent without a person.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;

use super::login_ui::{AutoConsentUi, TerminalLoginUi};
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::hint::{Connect, Hint, Method};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::http::{Live, Roots};
use crate::login::{self, Browser, ListenOptions, LoginError, LoginMethod, Loopback, NoBrowser, Opener, Pasted, Tls};
use crate::platforms::{Login, Need};
use crate::prompts::{Prompts, Question};
use crate::sandbox::AutoConsent;
use crate::settings::{FIXED_PORT, redirect_uri};

/// How to log in.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    /// Do not open a browser; print the address
    #[arg(long)]
    no_browser: bool,
    /// Do not listen; paste the address that the browser ended on (ssh, containers)
    #[arg(long, conflicts_with = "https")]
    paste: bool,
    /// Listen on `https://localhost`, as live apps need; the address must be registered
    #[arg(long)]
    https: bool,
    /// Certificate chain for --https, in PEM [default: one made on the spot]
    #[arg(long, value_name = "FILE", requires_all = ["https", "key"])]
    cert: Option<PathBuf>,
    /// Private key of --cert, in PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// Listen on this port [default: a free one; with --https 8443]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// The id of the person or system user who has to log in: with anybody else nothing is recorded, exit code 3
    #[arg(long, value_name = "ID", value_parser = digits)]
    expect_user: Option<String>,
    /// Sandbox only: who consents, you in a browser or a robot [default: you, if there is a browser]
    #[arg(long, value_name = "WHO")]
    consent: Option<Consent>,
}

/// Who walks the sandbox's login pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Consent {
    /// You, in a browser.
    Ask,
    /// A robot, over HTTP, as a browser would.
    Auto,
}

impl Args {
    /// Over ssh the browser is on another machine, and what it ends on cannot reach this one.
    pub(super) fn advise(&self, cx: &Context) {
        let over_ssh = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| cx.env.get(name).is_some());
        if over_ssh && !self.paste && cx.prompts.can_ask() {
            cx.terminal.info("this is an ssh session: if your browser is on another machine, use --paste");
        }
    }

    /// What the login asks for, before the browser opens (T-18); a configuration of the app's may ask for more.
    pub(super) fn tell_permissions(cx: &Context, needs: &[Need]) {
        cx.terminal.info("the login asks for:");
        for need in needs {
            cx.terminal.info(&format!("  {}  {}", need.scope, need.purpose));
        }
    }

    /// A login waits for a person. Where none can come it is refused at once.
    pub(super) async fn check_person(&self, cx: &Context) -> Result<(), Failure> {
        let sandbox = cx.profile().await?.is_sandbox();
        if sandbox && consent(cx, self) == Consent::Auto {
            return Ok(());
        }
        let piped = self.paste && !std::io::stdin().is_terminal();
        let reachable = cx.prompts.can_ask() || self.paste || self.no_browser || has_browser(cx);
        if piped || (reachable && !cx.no_input) {
            return Ok(());
        }
        let refused = Failure::usage("a login needs a person, and nobody can be asked");
        if sandbox {
            return Err(refused.hint("let a robot log in: --consent auto"));
        }
        let refused =
            refused.hint(Hint::new("give the token of a system user", Connect::AGAIN.by(Method::Token).step()));
        Err(if cx.no_input { refused } else { refused.hint("or have the address printed: --no-browser, or --paste") })
    }

    /// Refuses whoever was not expected (L-26): the browser may be logged in as somebody else.
    pub(super) fn check_user(&self, login: &Login) -> Result<(), Failure> {
        let (Some(expected), came) = (&self.expect_user, &login.person) else { return Ok(()) };
        if *expected == came.id {
            return Ok(());
        }
        let name = came.name.as_deref().map(|name| format!(" {}", text::shown(name))).unwrap_or_default();
        let message = format!("{}{name} logged in, and {expected} was expected; nothing was recorded", came.id);
        Err(Failure::new(Kind::Authorization, message)
            .hint("log in at Facebook as the expected person, then run the same command again"))
    }

    /// Whether `--consent` was given to a profile that is not the sandbox's.
    pub(super) fn check(&self, sandbox: bool) -> Result<(), Failure> {
        match self.consent {
            Some(_) if !sandbox => {
                Err(Failure::usage("--consent exists in the sandbox only: nobody can consent for a person at Meta"))
            }
            _ => Ok(()),
        }
    }
}

/// How long to wait for the browser.
pub(super) fn timeout(cx: &Context) -> Duration {
    cx.timeout.unwrap_or(Duration::from_mins(5))
}

/// What opens an address that nothing comes back from: the browser, or the sandbox's robot.
pub(super) async fn opener_of(cx: &Context, args: &Args) -> Result<Arc<dyn Opener>, Failure> {
    if cx.profile().await?.is_sandbox() && consent(cx, args) == Consent::Auto {
        return Ok(Arc::new(AutoConsent::new(Arc::new(Live::new(Roots::Loopback)?))));
    }
    Ok(opener(cx, args))
}

/// The method that flags, profile and surroundings lead to.
pub(super) async fn choose(cx: &Context, args: &Args) -> Result<Box<dyn LoginMethod>, Failure> {
    let profile = cx.profile().await?;
    let https = args.https || (profile.stored.https && !args.paste);
    let port = args.port.or(profile.stored.redirect_port).or(https.then_some(FIXED_PORT));
    let ui = Arc::new(TerminalLoginUi(cx.terminal.clone()));
    if args.paste {
        let redirect = redirect_uri(profile.stored.https, port.unwrap_or(FIXED_PORT));
        let prompts = cx.prompts.clone();
        let source = move || pasted(prompts.as_ref());
        return Ok(Box::new(Pasted::new(redirect, Arc::new(source), ui)));
    }
    let listen = ListenOptions { port, tls: https.then(|| tls(cx, args)), timeout: timeout(cx) };
    if profile.is_sandbox() && consent(cx, args) == Consent::Auto {
        let trusted = listen.tls.as_ref().map(|tls| login::certificate(tls, cx.clock.as_ref())).transpose()?;
        let robot = Arc::new(AutoConsent::new(Arc::new(Live::new(trusted.map_or(Roots::Loopback, Roots::Only))?)));
        return Ok(Box::new(Loopback::new(
            listen,
            robot,
            Arc::new(AutoConsentUi(cx.terminal.clone())),
            cx.clock.clone(),
        )));
    }
    Ok(Box::new(Loopback::new(listen, opener(cx, args), ui, cx.clock.clone())))
}

/// A listener for the page of a signup: always https, because Meta's script wants it, and on a port that can be listed.
pub(super) async fn popup(cx: &Context, args: &Args) -> Result<Loopback, Failure> {
    let port = args.port.or(cx.profile().await?.stored.redirect_port).unwrap_or(FIXED_PORT);
    let listen = ListenOptions { port: Some(port), tls: Some(tls(cx, args)), timeout: timeout(cx) };
    Ok(Loopback::new(listen, opener(cx, args), Arc::new(TerminalLoginUi(cx.terminal.clone())), cx.clock.clone()))
}

fn tls(cx: &Context, args: &Args) -> Tls {
    match (&args.cert, &args.key) {
        (Some(certificate), Some(key)) => Tls::Brought { certificate: certificate.clone(), key: key.clone() },
        _ => Tls::Made { folder: cx.paths.tls() },
    }
}

/// The pasted address: from the prompt, or a line of standard input where no person can be asked. It carries a code, so
/// it is not echoed.
fn pasted(prompts: &dyn Prompts) -> Result<String, LoginError> {
    if prompts.can_ask() {
        let question =
            Question { prompt: "Paste the address that the browser ended on", flag: "--paste", default: None };
        let pasted = prompts.secret(&question).map_err(|_| LoginError::NothingPasted)?;
        return Ok(pasted.expose().to_owned());
    }
    match stdin::line() {
        Ok(line) => line.ok_or(LoginError::NothingPasted),
        Err(failure) => Err(LoginError::NotACallback(failure.message)),
    }
}

fn opener(cx: &Context, args: &Args) -> Arc<dyn Opener> {
    if args.no_browser {
        return Arc::new(NoBrowser);
    }
    Arc::new(Browser::new(cx.env.get("BROWSER").map(str::to_owned), cx.env.for_children()))
}

/// A robot consents where no person can: no terminal, or no browser.
fn consent(cx: &Context, args: &Args) -> Consent {
    let person = cx.prompts.can_ask() && (args.no_browser || has_browser(cx));
    args.consent.unwrap_or(if person { Consent::Ask } else { Consent::Auto })
}

fn has_browser(cx: &Context) -> bool {
    let screen = ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"];
    cfg!(any(target_os = "macos", windows)) || screen.iter().any(|name| cx.env.get(name).is_some())
}

fn digits(text: &str) -> Result<String, String> {
    let sound = !text.is_empty() && text.len() <= 32 && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.to_owned()).ok_or_else(|| "an id has digits only".to_owned())
}
