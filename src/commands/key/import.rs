//! `snorq key import`

use std::io;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::passphrase;
use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::settings::SANDBOX;
use crate::terminal::{Screen, View};

/// Keep a data key here that was exported on another machine
///
/// The database must be a copy of that machine's: the key of another one is refused. The key goes where this machine
/// keeps keys: into the system keyring, or as `SNORQ_SECRETS` says.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File with what `snorq key export` printed
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take the passphrase from standard input
    #[arg(long)]
    passphrase_stdin: bool,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let text = std::fs::read_to_string(&args.file)
        .map_err(|error| Failure::usage(format!("{} cannot be read: {error}", args.file.display())))?;
    let custody = cx.open_custody(cx.named_profile() == Some(SANDBOX)).await?;
    let passphrase = passphrase(cx, args.passphrase_stdin)?;
    let lock = cx.lock_profiles().await?;
    custody.import(cx.store().await?, &text, passphrase, &lock).await?;
    Ok(cx.terminal.emit(&Imported { secrets: custody.describe() })?)
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct Imported {
    /// What keeps the key.
    secrets: String,
}

impl View for Imported {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "✓ the key is kept by: {}", self.secrets)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
