//! `snorq sandbox credentials`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::failed;
use crate::commands::view::document;
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
    Ok(cx.terminal.emit(&Printed(credentials(&sandbox)?))?)
}

struct Printed(Credentials);

impl View for Printed {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        lines(&self.0, screen)
    }

    fn json(&self) -> Value {
        document(&CredentialsView::new(&self.0))
    }
}

/// What a program needs to be the sandbox's app, and ready-made tokens.
#[derive(Serialize, JsonSchema)]
pub(super) struct CredentialsView<'a> {
    app_id: &'a str,
    app_secret: &'a str,
    user_token: &'a str,
    system_user_token: &'a str,
}

impl<'a> CredentialsView<'a> {
    pub(super) fn new(credentials: &'a Credentials) -> Self {
        let Credentials { app_id, app_secret, user_token, system_user_token } = credentials;
        Self { app_id, app_secret, user_token, system_user_token }
    }
}

/// The app as a shell takes it, then the tokens.
pub(super) fn lines(credentials: &Credentials, screen: &mut Screen<'_>) -> std::io::Result<()> {
    writeln!(screen.out, "export SNORQ_APP_ID={}", credentials.app_id)?;
    writeln!(screen.out, "export SNORQ_APP_SECRET={}", credentials.app_secret)?;
    writeln!(screen.out, "\nuser token          {}", credentials.user_token)?;
    writeln!(screen.out, "system user token   {}", credentials.system_user_token)
}
