//! `snorq app use`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::registered;
use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::settings::SANDBOX;
use crate::terminal::{Screen, View};

/// Choose the profile that commands use
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Profile
    name: String,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    choose(cx, &args.name).await?;
    if let Some(name) = cx.env.get("SNORQ_PROFILE").filter(|name| *name != args.name) {
        cx.terminal.warn(&format!("SNORQ_PROFILE is set to {name} and goes before this choice"));
    }
    Ok(cx.terminal.emit(&CurrentProfile { current: &args.name })?)
}

async fn choose(cx: &Context, name: &str) -> Result<(), Failure> {
    let _lock = cx.lock_profiles().await?;
    if name != SANDBOX {
        registered(cx, name).await?;
    }
    let mut file = cx.file()?;
    file.current = Some(name.to_owned());
    Ok(file.write(&cx.paths.config_file())?)
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct CurrentProfile<'a> {
    current: &'a str,
}

impl View for CurrentProfile<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        writeln!(screen.out, "✓ profile {} is in use", self.current)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
