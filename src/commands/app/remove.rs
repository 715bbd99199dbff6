//! `snorq app remove`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::registered;
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::{Hint, Status, Step};
use crate::error::Failure;
use crate::prompts::Confirm;
use crate::settings::File;
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
    registered(cx, &args.name).await?;
    refuse_if_connected(cx, &args.name).await?;
    let question = format!("Remove profile '{}' with its records and app secret?", args.name);
    if !cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Err(Failure::declined("nothing was changed"));
    }
    remove(cx, &args.name).await?;
    Ok(cx.terminal.emit(&Removed { removed: &args.name })?)
}

/// Removes it as it stands by now: another process may have connected something, or removed it.
async fn remove(cx: &Context, name: &str) -> Result<(), Failure> {
    let _lock = cx.lock_profiles().await?;
    registered(cx, name).await?;
    refuse_if_connected(cx, name).await?;
    let mut file = cx.file()?;
    cx.store().await?.remove_profile(name, &[cx.done(name, "app remove")]).await?;
    if file.current.as_deref() == Some(name) {
        file.current = None;
        file.write(&cx.paths.config_file())?;
    }
    Ok(())
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
