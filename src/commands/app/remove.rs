//! `snorq app remove`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{decided, show};
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::{Hint, Status, Step};
use crate::error::Failure;
use crate::flows::SecretLedger;
use crate::prompts::Confirm;
use crate::settings::{File, SettingsError};
use crate::store::Filter;
use crate::terminal::{Screen, View};

/// Remove a profile, with its records and its app secret
///
/// Refused while anything is connected: revoke it first, so that nothing is left behind at Meta. The log stays.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Profile
    name: String,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    File::check_name(&args.name)?;
    let found = cx.file()?.profiles.get(&args.name).cloned();
    let stored = found.ok_or_else(|| SettingsError::NoProfile(args.name.clone()))?;
    refuse_if_connected(cx, &args.name).await?;
    let question = format!("Remove profile '{}' with its records and app secret?", args.name);
    if !cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Err(Failure::declined("nothing was changed"));
    }
    let profile = decided(cx, &args.name, &stored)?;
    let (store, vault) = (cx.store().await?, cx.open_vault(&profile)?);
    let lock = cx.lock_profiles().await?;
    store.remove_profile(&args.name).await?;
    let mut file = cx.file()?;
    file.profiles.remove(&args.name);
    file.current = file.current.filter(|current| *current != args.name);
    file.write(&cx.paths.config_file())?;
    let ledger = SecretLedger { store, vault: vault.as_ref(), profile: &args.name, app_secret: None };
    ledger.purge(&lock).await?;
    drop(lock);
    show::log(cx, &args.name, "app remove").await?;
    Ok(cx.terminal.emit(&Removed { removed: &args.name })?)
}

async fn refuse_if_connected(cx: &Context, name: &str) -> Result<(), Failure> {
    let filter = Filter::of(name);
    let all = cx.store().await?.list(&filter).await?;
    let live = all.iter().filter(|one| one.status != Status::Disconnected).count();
    if live == 0 {
        return Ok(());
    }
    Err(Failure::usage(format!("{live} connections of profile '{name}' are not revoked"))
        .hint(Hint::new("revoke them first", Step::RevokeAll(Some(name.to_owned())))))
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct Removed<'a> {
    removed: &'a str,
}

impl View for Removed<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        writeln!(screen.out, "✓ profile {} is removed", self.removed)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
