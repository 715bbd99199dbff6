//! `snorq key rotate`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::settings::SANDBOX;
use crate::terminal::{Screen, View};

/// Make a new data key, and seal every secret anew with it
///
/// The new key is kept beside the old one before anything is sealed with it, and the old one goes when nothing needs it
/// any more; a run that is cut off is finished by the next one. Of a key file, which then holds the new key, no other
/// database may have been using the old one. Tokens themselves stay: whoever read them keeps them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) async fn run(cx: &Context, _: &Args) -> Result<(), Failure> {
    let of_sandbox = cx.named_profile() == Some(SANDBOX);
    let (store, custody) = (cx.store().await?, cx.open_custody(of_sandbox).await?);
    let lock = cx.lock_profiles().await?;
    let unopened = custody.rotate(store, &lock).await?;
    let name = if of_sandbox { SANDBOX } else { "" };
    store.log(&[cx.done(name, "key rotate")]).await?;
    drop(lock);
    Ok(cx.terminal.emit(&Rotated { secrets: custody.describe(), unopened })?)
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct Rotated {
    /// What keeps the key.
    secrets: String,
    /// How many secrets could not be opened, and stay as they were.
    unopened: usize,
}

impl View for Rotated {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "✓ every secret is sealed with a new key, kept by: {}", self.secrets)?;
        match self.unopened {
            0 => Ok(()),
            more => writeln!(screen.out, "! {more} could not be opened and stay as they were: connect those again"),
        }
    }

    fn json(&self) -> Value {
        document(self)
    }
}
