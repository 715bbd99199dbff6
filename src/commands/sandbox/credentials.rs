//! `snorq sandbox credentials`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::failed;
use crate::commands::view::document;
use crate::context::{Context, credentials, open_sandbox};
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::domain::text;
use crate::error::Failure;
use crate::sandbox::{Credentials, HeldToken};
use crate::terminal::{Screen, Table, View};

/// Print id and secret of the sandbox's app, and ready-made tokens
///
/// None of it is worth anything outside of the sandbox.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Reset the app's secret first, as its dashboard would: every token dies (190), the ready-made ones are made anew
    #[arg(long)]
    new_secret: bool,
    /// Only the tokens of this person; `snorq sandbox person` shows who there is
    #[arg(long, value_name = "ID")]
    person: Option<String>,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    if args.new_secret {
        sandbox.reset_secret().map_err(|error| failed(&error))?;
    }
    let tokens = sandbox.tokens(args.person.as_deref()).map_err(|error| failed(&error))?;
    if let (Some(person), true) = (&args.person, tokens.is_empty()) {
        let message = format!("the sandbox holds no token of '{}'", text::shown(person));
        return Err(Failure::not_found(message).hint(Hint::new("see who there is", Step::Sandbox(SandboxStep::People))));
    }
    Ok(cx.terminal.emit(&Printed { credentials: credentials(&sandbox)?, tokens })?)
}

struct Printed {
    credentials: Credentials,
    tokens: Vec<HeldToken>,
}

impl View for Printed {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        lines(&self.credentials, screen)?;
        writeln!(screen.out)?;
        let mut table = Table::new(&["WHOSE", "ID", "KIND", "TOKEN", "STATE"]);
        for HeldToken { name, person, kind, dead, token } in &self.tokens {
            let state = dead.as_deref().unwrap_or("alive");
            table.row([name, person, *kind, token, state].map(str::to_owned));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&TokensDocument {
            credentials: CredentialsView::new(&self.credentials),
            tokens: self.tokens.iter().map(TokenView::new).collect(),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct TokensDocument<'a> {
    #[serde(flatten)]
    credentials: CredentialsView<'a>,
    tokens: Vec<TokenView<'a>>,
}

/// A token of the world.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "sandbox_token")]
pub(super) struct TokenView<'a> {
    name: &'a str,
    person: &'a str,
    kind: &'a str,
    /// Why it opens nothing, in Meta's words.
    dead: Option<&'a str>,
    token: &'a str,
}

impl<'a> TokenView<'a> {
    fn new(held: &'a HeldToken) -> Self {
        let HeldToken { name, person, kind, dead, token } = held;
        Self { name, person, kind, dead: dead.as_deref(), token }
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
