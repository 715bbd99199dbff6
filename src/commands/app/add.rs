//! `snorq app add`

use super::{Properties, check, decided, show, with_secret};
use crate::commands::hint::Hints;
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::hint::{Connect, Hint, Step};
use crate::domain::text;
use crate::domain::{Platform, Secret};
use crate::error::Failure;
use crate::prompts::Question;
use crate::settings::{File, Profile, Stored, check_app_id, check_app_secret};
use crate::store::ProfileRecord;

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
    refuse_if_registered(cx, &args.name).await?;
    let mut stored = Stored { app_id: app_id(cx, args.app_id)?, ..Stored::default() };
    args.properties.apply(&mut stored)?;
    // An address of the environment becomes the profile's own: it does not move with a variable.
    stored.settle_at(&decided(cx, &args.name, &stored)?);
    let profile = decided(cx, &args.name, &stored)?;
    // Proven before anything is asked for: a secret needs a place.
    cx.prove_custody(&cx.open_custody(false).await?).await?;
    let secret = secret(cx, args.secret_stdin)?;
    let app_name = check(cx, &profile, &secret).await?;
    let is_current = keep(cx, &profile, &secret).await?;
    let shown = app_name.map(|name| format!(" ({})", text::shown(&name))).unwrap_or_default();
    cx.terminal.info(&format!("app {}{shown} is registered as '{}'", stored.app_id, args.name));
    let hints = if is_current { Hints::default() } else { Hints::of_profile(&args.name) };
    let connect = [Connect::on(Platform::Facebook).step()];
    cx.terminal.info(&hints.next("next: register the redirect address below, then", &connect).to_string());
    show::emit(cx, &args.name).await
}

async fn refuse_if_registered(cx: &Context, name: &str) -> Result<(), Failure> {
    match cx.store().await?.profile(name).await? {
        Some(there) if there.is_registered => Err(Failure::usage(format!("there is a profile '{name}' already"))
            .hint(Hint::new("change it", Step::SetProfile { profile: Some(name.to_owned()), property: None }))),
        _ => Ok(()),
    }
}

/// Records the profile with its secret, unless another process was faster; the first one is in use from then on, which the
/// answer says.
async fn keep(cx: &Context, profile: &Profile, secret: &Secret) -> Result<bool, Failure> {
    let _lock = cx.lock_profiles().await?;
    refuse_if_registered(cx, &profile.name).await?;
    let record = ProfileRecord {
        name: profile.name.clone(),
        stored: profile.stored.clone(),
        origin: profile.place(),
        is_registered: true,
        sealed: None,
    };
    let record = with_secret(cx, record, secret).await?;
    cx.store().await?.put_profile(&record, &[cx.done(&profile.name, "app add")]).await?;
    let mut file = cx.file()?;
    if file.current.is_none() {
        file.current = Some(profile.name.clone());
        file.write(&cx.paths.config_file())?;
    }
    Ok(file.current.as_ref() == Some(&profile.name))
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

fn secret(cx: &Context, from_stdin: bool) -> Result<Secret, Failure> {
    let secret = match cx.env.secret("SNORQ_APP_SECRET") {
        Some(secret) if !from_stdin => secret,
        _ if from_stdin => stdin::secret(cx, "App secret", "--secret-stdin")?,
        _ => cx.prompts.secret(&Question { prompt: "App secret", flag: "--secret-stdin", default: None })?,
    };
    check_app_secret(&secret)?;
    Ok(secret)
}
