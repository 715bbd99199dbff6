//! `snorq app set`

use super::{Properties, check, decided, keep, show};
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::{Hint, Step};
use crate::error::Failure;
use crate::settings::{File, SettingsError, check_app_secret};

/// Change a profile
///
/// What is not named stays. An empty value takes a property away: --config-id ''. The app id cannot change, because
/// the profile's records belong to it; add another profile for another app.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Profile
    name: String,
    /// Take a new app secret from standard input, after it was reset in the dashboard
    #[arg(long)]
    secret_stdin: bool,
    #[command(flatten)]
    properties: Properties,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    File::check_name(&args.name)?;
    let found = cx.file()?.profiles.get(&args.name).cloned();
    let mut stored = found.ok_or_else(|| SettingsError::NoProfile(args.name.clone()))?;
    let place = stored.place()?;
    args.properties.apply(&mut stored)?;
    let profile = decided(cx, &args.name, &stored)?;
    if profile.place() != place {
        return Err(Failure::usage(format!(
            "profile '{}' belongs to {place}, with its records and secrets",
            args.name
        ))
        .hint(Hint::new("for another place add another profile", Step::AddProfile)));
    }
    cx.check_place(&profile).await?;
    let secret = if args.secret_stdin {
        let secret = stdin::secret(cx, "App secret", "--secret-stdin")?;
        check_app_secret(&secret)?;
        check(cx, &profile, &secret).await?;
        Some(secret)
    } else {
        cx.refuse_if_gone(&profile).await?;
        None
    };
    let lock = cx.lock_profiles().await?;
    let mut file = cx.file()?;
    if let Some(secret) = secret {
        keep(cx, &lock, &profile, &secret, &mut file).await?;
    } else {
        file.profiles.insert(args.name.clone(), stored);
        file.write(&cx.paths.config_file())?;
    }
    drop(lock);
    show::log(cx, &args.name, "app set").await?;
    show::emit(cx, &args.name).await
}
