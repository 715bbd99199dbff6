//! `snorq key export`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::passphrase;
use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::settings::SANDBOX;
use crate::terminal::{Screen, View};

/// Print the data key, locked up under a passphrase, for another machine
///
/// Whoever has the database, this and the passphrase has every secret: carry them on different ways, and forget this
/// afterwards. There, with a copy of the database: snorq key import.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Take the passphrase from standard input
    #[arg(long)]
    passphrase_stdin: bool,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let custody = cx.open_custody(cx.named_profile() == Some(SANDBOX)).await?;
    let passphrase = passphrase(cx, args.passphrase_stdin)?;
    let key = custody.export(cx.store().await?, passphrase).await?;
    Ok(cx.terminal.emit(&Exported { key })?)
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct Exported {
    /// The key under the passphrase.
    key: String,
}

impl View for Exported {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{}", self.key)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
