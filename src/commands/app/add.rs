//! `snorq app add`

use super::{Properties, check, decided, keep, show};
use crate::commands::hint::Hints;
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::Platform;
use crate::domain::hint::{Connect, Hint, Step};
use crate::domain::text;
use crate::error::Failure;
use crate::prompts::Question;
use crate::settings::{File, Stored, check_app_id, check_app_secret, vault_kind};

/// Register a Meta app as a profile
///
/// Asks for what is missing, checks id and secret against Meta, and stores the secret in the secret store only. The
/// first profile is used from then on; choose another with `snorq app use`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A name of your choice: letters, digits, '-', '_', '.'
    name: String,
    /// App id, from the app's dashboard
    #[arg(long, value_name = "ID")]
    app_id: Option<String>,
    /// Take the app secret from standard input
    #[arg(long)]
    secret_stdin: bool,
    #[command(flatten)]
    properties: Properties,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    File::check_name(&args.name)?;
    if cx.file()?.profiles.contains_key(&args.name) {
        return Err(Failure::usage(format!("there is a profile '{}' already", args.name))
            .hint(Hint::new("change it", Step::SetProfile { profile: Some(args.name), property: None })));
    }
    let mut stored = Stored { app_id: app_id(cx, args.app_id)?, ..Stored::default() };
    args.properties.apply(&mut stored)?;
    stored.secrets = Some(vault_kind(&cx.env, &stored)?);
    // An address of the environment becomes the profile's own: it does not move with a variable.
    stored.settle_at(&decided(cx, &args.name, &stored)?);
    let profile = decided(cx, &args.name, &stored)?;
    // Proven before anything is asked for: a secret needs a place.
    cx.open_vault(&profile)?.probe().await?;
    let secret = secret(cx, args.secret_stdin)?;
    let app_name = check(cx, &profile, &secret).await?;
    let lock = cx.lock_profiles().await?;
    // Read again under the lock: another process may have added one.
    let mut file = cx.file()?;
    let is_current = *file.current.get_or_insert_with(|| args.name.clone()) == args.name;
    cx.bind(&profile).await?;
    keep(cx, &lock, &profile, &secret, &mut file).await?;
    drop(lock);
    show::log(cx, &args.name, "app add").await?;
    let shown = app_name.map(|name| format!(" ({})", text::shown(&name))).unwrap_or_default();
    cx.terminal.info(&format!("app {}{shown} is registered as '{}'", stored.app_id, args.name));
    let hints = if is_current { Hints::default() } else { Hints::of_profile(&args.name) };
    let connect = [Connect::on(Platform::Facebook).step()];
    cx.terminal.info(&hints.next("next: register the redirect address below, then", &connect).to_string());
    show::emit(cx, &args.name).await
}

fn app_id(cx: &Context, given: Option<String>) -> Result<String, Failure> {
    let given = given.or_else(|| cx.env.get("SNORQ_APP_ID").map(str::to_owned));
    let id = match given {
        Some(id) => id,
        None => cx.prompts.ask(&Question { prompt: "App id", flag: "--app-id", default: None })?,
    };
    check_app_id(&id)?;
    Ok(id)
}

fn secret(cx: &Context, from_stdin: bool) -> Result<crate::domain::Secret, Failure> {
    let secret = match cx.env.secret("SNORQ_APP_SECRET") {
        Some(secret) if !from_stdin => secret,
        _ if from_stdin => stdin::secret(cx, "App secret", "--secret-stdin")?,
        _ => cx.prompts.secret(&Question { prompt: "App secret", flag: "--secret-stdin", default: None })?,
    };
    check_app_secret(&secret)?;
    Ok(secret)
}
