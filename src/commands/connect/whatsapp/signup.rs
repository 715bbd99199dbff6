//! The signup: by the method that the flags name, to one login, or to several where customers came in the meantime.

use super::Args;
use crate::commands::connect::login_method;
use crate::commands::hint;
use crate::commands::stdin::Lines;
use crate::context::Context;
use crate::domain::Platform;
use crate::domain::hint::{Connect, Hint, Method, Property, Step};
use crate::domain::{Connection, Secret, Typed, text};
use crate::error::Failure;
use crate::flows::whatsapp::{self, hosted};
use crate::flows::{Exclusive, Tools};
use crate::login::LoginUi as _;
use crate::platforms::{Login, WHATSAPP_SCOPES};

pub(super) struct SignupResult {
    pub(super) logins: Vec<Login>,
    /// The hosted signup that the logins came by, which is waited for until they are recorded.
    pub(super) hosted: Option<hosted::Hosted>,
    /// What waited and is gone on with; empty for a new login, which is chosen from.
    pub(super) waiting: Vec<Connection>,
}

impl From<Login> for SignupResult {
    fn from(login: Login) -> Self {
        Self { logins: vec![login], hosted: None, waiting: Vec::new() }
    }
}

/// Signs up as the flags name; without one of them, goes on with what waits, else redirects.
pub(super) async fn obtain_logins(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    lines: &mut Lines,
) -> Result<SignupResult, Failure> {
    if args.token_stdin {
        let token = lines.token(cx, "Token", "--token-stdin").await?;
        return Ok(whatsapp::accept(tools, token).await?.into());
    }
    if args.code_stdin {
        check_choice(cx, args)?;
        let code = lines.secret(cx, "Code", "--code-stdin")?;
        return Ok(whatsapp::redeem(tools, &code, args.redirect_uri.as_deref()).await?.into());
    }
    if args.hosted {
        args.method.check_person(cx).await?;
        check_choice(cx, args)?;
        return by_hosted(cx, tools, args, lines).await;
    }
    if args.popup {
        args.method.check_person(cx).await?;
        check_choice(cx, args)?;
        return by_popup(cx, tools, args).await;
    }
    if !args.redirect {
        let waiting = waiting(tools, args).await?;
        if !waiting.is_empty() {
            return go_on(cx, tools, args, &waiting, lines).await;
        }
    }
    args.method.check_person(cx).await?;
    check_choice(cx, args)?;
    let config_id = config(cx).await?;
    args.method.advise(cx);
    login_method::Args::tell_permissions(cx, WHATSAPP_SCOPES);
    let method = login_method::choose(cx, &args.method).await?;
    Ok(whatsapp::authorize(tools, method.as_ref(), &config_id).await?.into())
}

/// A signup is made once. Where nobody can choose among its numbers, the choice comes before it.
fn check_choice(cx: &Context, args: &Args) -> Result<(), Failure> {
    if args.all || !args.phones.is_empty() || !args.wabas.is_empty() || cx.prompts.can_ask() {
        return Ok(());
    }
    Err(Failure::usage("which numbers to connect is an answer that is needed, and nobody can be asked")
        .hint("--all, --phone ID or --waba ID; nothing was signed up and nothing recorded"))
}

async fn config(cx: &Context) -> Result<String, Failure> {
    cx.whatsapp_config().await?.ok_or_else(|| {
        Failure::usage("the profile names no WhatsApp configuration, which a signup needs")
            .hint(Hint::new(
                "make one in the dashboard (Facebook Login for Business > Configurations), and name it",
                Step::set(Property::SignupConfiguration),
            ))
            .hint(Hint::new("with a token at hand", Connect::on(Platform::Whatsapp).by(Method::Token).step()))
    })
}

/// What an earlier run recorded and the flags do not exclude.
async fn waiting(tools: &Tools<'_>, args: &Args) -> Result<Vec<Connection>, Failure> {
    let mut waiting = whatsapp::pending(tools).await?;
    waiting.retain(|one| {
        let account = one.waba_id.as_ref().is_some_and(|waba| args.wabas.contains(waba));
        let is_named = |phone: &String| Typed::new(phone).means(&one.names());
        let number = args.phones.iter().any(is_named) || one.awaits_number();
        (args.wabas.is_empty() || account) && (args.phones.is_empty() || number)
    });
    Ok(waiting)
}

/// Goes on with the stored tokens of what waits, each once.
async fn go_on(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    waiting: &[Connection],
    lines: &mut Lines,
) -> Result<SignupResult, Failure> {
    let names: Vec<_> =
        waiting.iter().map(|one| format!("{} ({})", text::shown(&one.title()), one.reference())).collect();
    let words = format!("going on with what waits: {}; for a new signup", names.join(", "));
    hint::next(cx, &words, &[Connect::on(Platform::Whatsapp).by(Method::Redirect).step()]);
    if args.verify_code_stdin {
        super::codes::verify(cx, tools, &args.phones, lines).await?;
    }
    let logins = whatsapp::resume(tools, waiting).await?;
    Ok(SignupResult { logins, hosted: None, waiting: waiting.to_vec() })
}

/// The event's ids are told, not believed: accounts and numbers are found from the token.
async fn by_popup(cx: &Context, tools: &Tools<'_>, args: &Args) -> Result<SignupResult, Failure> {
    let setup = cx.signup(&config(cx).await?).await?;
    let method = login_method::popup(cx, &args.method).await?;
    let (login, hint) = whatsapp::popup(tools, &method, setup).await?;
    if let Some(waba) = &hint.waba_id {
        let number = hint.phone_number_id.as_deref().unwrap_or("none");
        cx.terminal.info(&format!("the signup names account {waba} and number {number}"));
    }
    Ok(login.into())
}

async fn by_hosted(cx: &Context, tools: &Tools<'_>, args: &Args, lines: &mut Lines) -> Result<SignupResult, Failure> {
    let config_id = config(cx).await?;
    let system = system_token(cx, tools, args, &config_id, lines).await?;
    let hosted = hosted::begin(&Exclusive::enter(tools).await?, &config_id, system).await?;
    if let Some(since) = hosted.since {
        cx.terminal.info(&format!("going on with the signup that is waited for since {since}"));
    }
    cx.terminal.say("This is the signup; it may be opened anywhere, by your customer too:");
    cx.terminal.say("");
    cx.terminal.say(hosted.link.as_str());
    cx.terminal.say("");
    open(cx, args, &hosted.link).await?;
    cx.terminal.info("waiting; stop with Ctrl-C and come back with the same command");
    let logins = hosted.wait(tools, login_method::timeout(cx)).await?;
    Ok(SignupResult { logins, hosted: Some(hosted), waiting: Vec::new() })
}

/// A browser that does not open is no obstacle: the address is printed.
async fn open(cx: &Context, args: &Args, link: &url::Url) -> Result<(), Failure> {
    let opener = login_method::opener_of(cx, &args.method).await?;
    if opener.opens()
        && let Err(reason) = opener.open(link).await
    {
        super::super::login_ui::TerminalLoginUi(cx.terminal.clone()).by_hand(Some(&reason));
    }
    Ok(())
}

/// The token of our own system user: given, kept from an earlier run, the sandbox's ready-made one, or asked for.
async fn system_token(
    cx: &Context,
    tools: &Tools<'_>,
    args: &Args,
    config_id: &str,
    lines: &mut Lines,
) -> Result<Option<Secret>, Failure> {
    if args.system_token_stdin {
        return lines.token(cx, "System token", "--system-token-stdin").await.map(Some);
    }
    if hosted::is_waiting(tools, config_id).await? {
        return Ok(None);
    }
    if cx.profile().await?.is_sandbox() {
        return cx.sandbox_system_token().await.map(Some);
    }
    lines.token(cx, "Token of your own system user", "--system-token-stdin").await.map(Some)
}
