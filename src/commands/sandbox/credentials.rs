//! `snorq sandbox credentials`

use serde_json::{Value, json};

use super::failed;
use crate::context::{Context, credentials, open_sandbox};
use crate::error::Failure;
use crate::sandbox::Credentials;
use crate::terminal::{Screen, View};

/// Print id and secret of the sandbox's app, and ready-made tokens
///
/// None of it is worth anything outside of the sandbox.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Reset the app's secret first, as its dashboard would: every token dies (190), the ready-made ones are made anew
    #[arg(long)]
    new_secret: bool,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    if args.new_secret {
        sandbox.reset_secret().map_err(|error| failed(&error))?;
    }
    Ok(cx.terminal.emit(&Shown(credentials(&sandbox)?))?)
}

struct Shown(Credentials);

impl View for Shown {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        lines(&self.0, screen)
    }

    fn json(&self) -> Value {
        json!({
            "app_id": self.0.app_id,
            "app_secret": self.0.app_secret,
            "user_token": self.0.user_token,
            "system_user_token": self.0.system_user_token,
        })
    }
}

/// The app as a shell takes it, then the tokens.
pub(super) fn lines(credentials: &Credentials, screen: &mut Screen<'_>) -> std::io::Result<()> {
    writeln!(screen.out, "export SNORQ_APP_ID={}", credentials.app_id)?;
    writeln!(screen.out, "export SNORQ_APP_SECRET={}", credentials.app_secret)?;
    writeln!(screen.out, "\nuser token          {}", credentials.user_token)?;
    writeln!(screen.out, "system user token   {}", credentials.system_user_token)
}
