//! `snorq app set`

use super::{Properties, check, decided, registered, show, with_secret};
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::{Hint, Step};
use crate::error::Failure;
use crate::settings::{File, check_app_secret};
use crate::store::ProfileRecord;

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
    let record = changed(cx, &args, registered(cx, &args.name).await?)?;
    let profile = decided(cx, &args.name, &record.stored)?;
    cx.check_place(&profile).await?;
    let secret = if args.secret_stdin {
        cx.prove_custody(&cx.open_custody(false).await?).await?;
        let secret = stdin::secret(cx, "App secret", "--secret-stdin")?;
        check_app_secret(&secret)?;
        check(cx, &profile, &secret).await?;
        Some(secret)
    } else {
        None
    };
    let lock = cx.lock_profiles().await?;
    // As it stands by now: another process may have changed or removed it.
    let mut record = changed(cx, &args, registered(cx, &args.name).await?)?;
    if let Some(secret) = secret {
        record = with_secret(cx, record, &secret).await?;
    }
    cx.store().await?.put_profile(&record, &[cx.done(&args.name, "app set")]).await?;
    drop(lock);
    show::emit(cx, &args.name).await
}

/// The record with what was given written over it; it stays at its place.
fn changed(cx: &Context, args: &Args, mut record: ProfileRecord) -> Result<ProfileRecord, Failure> {
    args.properties.apply(&mut record.stored)?;
    if decided(cx, &record.name, &record.stored)?.place() != record.origin {
        let words = format!("profile '{}' belongs to {}, with its records and secrets", record.name, record.origin);
        return Err(Failure::usage(words).hint(Hint::new("for another place add another profile", Step::AddProfile)));
    }
    Ok(record)
}
