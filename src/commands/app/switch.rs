//! `snorq app use`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::settings::{SANDBOX, SettingsError};
use crate::terminal::{Screen, View};

/// Choose the profile that commands use
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Profile
    name: String,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let mut file = cx.file()?;
    if args.name != SANDBOX && !file.profiles.contains_key(&args.name) {
        return Err(SettingsError::NoProfile(args.name.clone()).into());
    }
    file.current = Some(args.name.clone());
    file.write(&cx.paths.config_file())?;
    if let Some(name) = cx.env.get("SNORQ_PROFILE").filter(|name| *name != args.name) {
        cx.terminal.warn(&format!("SNORQ_PROFILE is set to {name} and goes before this choice"));
    }
    Ok(cx.terminal.emit(&CurrentProfile { current: &args.name })?)
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
