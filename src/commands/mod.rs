//! Reception: reads what the admin wishes, calls a flow, asks when asked to, and shows the result.

mod app;
mod completions;
mod connect;
mod deliveries;
mod doctor;
mod explain;
pub(crate) mod hint;
mod key;
mod list;
mod listen;
mod log;
mod open;
mod orphaned;
mod permissions;
mod plan;
mod progress;
mod prove;
mod refresh;
mod revoke;
mod sandbox;
mod schema;
mod send;
mod shared;
mod show;
mod status;
mod stdin;
mod times;
mod token;
mod trigger;
mod verify;
mod view;
mod webhooks;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

pub(crate) use self::view::tell;

use crate::context::{self, Context};
use crate::error::Failure;
use crate::settings::{Env, Paths, SANDBOX};
use crate::terminal::{ColorWhen, Environment, OutputOptions};

/// Connects a business's Facebook Pages, Instagram accounts and WhatsApp numbers to SNORQ
///
/// snorq logs an admin in over OAuth, lets them pick Pages, finds the Instagram account behind each, subscribes the
/// webhooks, proves that it worked, and records each connection; every secret stays under a key in the system keyring.
/// With --sandbox all of it runs against a small Meta inside snorq, with no account and no network.
#[derive(Debug, Parser)]
#[command(name = "snorq", version, propagate_version = false, max_term_width = 100, after_long_help = AFTER)]
pub struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

impl Cli {
    /// What is written and how, from flags and environment. Who asks for a document a line wants errors as documents, too.
    pub(crate) fn options(&self, env: &Env, paths: Option<&Paths>) -> OutputOptions {
        let options = self.global.options(env);
        let environment = match (&self.command, paths) {
            (Some(Command::Sandbox(_)), _) => Environment::Sandbox,
            (_, Some(paths)) => context::environment(self.global.profile_flag().as_deref(), env, paths),
            (_, None) => Environment::default(),
        };
        OutputOptions {
            json: options.json || self.command.as_ref().is_some_and(Command::writes_json_lines),
            environment,
            ..options
        }
    }
}

const AFTER: &str = "\
Examples:
  snorq --sandbox connect facebook --all    try it, with nothing else installed
  snorq app add acme --app-id 1234567890    register your Meta app
  snorq connect facebook                    log in, pick Pages, connect them
  snorq connect whatsapp                    sign a business up, connect its numbers
  snorq list                                see what is connected

Environment:
  SNORQ_PROFILE, SNORQ_JSON=1, SNORQ_NO_INPUT=1 (or CI), SNORQ_LOG      as the flags
  SNORQ_HOME                      one folder for configuration, data and state
  SNORQ_APP_ID, SNORQ_APP_SECRET  an app without a stored profile
  SNORQ_GRAPH_URL, SNORQ_DIALOG_URL, SNORQ_GRAPH_VERSION                other addresses
  SNORQ_SECRETS=keyring|file      the secret store
  SNORQ_SECRETS_KEY_FILE, SNORQ_SECRETS_PASSPHRASE                      what opens the file store
  SNORQ_DATABASE_URL=sqlite:PATH  the records
  SNORQ_VERIFY_TOKEN              what `apply` has Meta show at callbacks
  BROWSER, NO_COLOR, CLICOLOR_FORCE                                     as elsewhere

Exit codes:
  0 done                  5 unhealthy, or changes planned
  1 failed                6 some done, some failed
  2 wrong command line,   7 no such connection, Page, account or profile
    or nobody to ask      8 secret store or database unavailable
  3 authorisation needed  9 the platform cannot be reached
  4 the platform asks to wait                               130 interrupted, 143 asked to end";

/// Flags that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct Global {
    /// Which app to use [default: the one chosen with `snorq app use`]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Use the sandbox inside snorq: the same as --profile sandbox
    #[arg(long, global = true, conflicts_with = "profile")]
    pub(crate) sandbox: bool,
    /// Write the result as one JSON document, and errors as one on stderr
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Never ask: a needed answer becomes an error that names the flag
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// How long to wait for Meta, and for the browser to come back from a login [default: a minute a call, 5m a login]
    #[arg(long, global = true, value_name = "TIME", value_parser = times::patience)]
    pub(crate) timeout: Option<std::time::Duration>,
    /// Answer yes to confirmations
    #[arg(short, long, global = true)]
    pub(crate) yes: bool,
    /// Say less
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more on stderr, without secrets; repeat for more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: ColorWhen,
}

impl Global {
    /// The profile that the flags name.
    pub(crate) fn profile_flag(&self) -> Option<String> {
        if self.sandbox { Some(SANDBOX.to_owned()) } else { self.profile.clone() }
    }

    fn options(&self, env: &Env) -> OutputOptions {
        OutputOptions {
            json: self.json || env.is_on("SNORQ_JSON"),
            no_input: self.no_input || env.is_on("SNORQ_NO_INPUT") || env.is_on("CI"),
            yes: self.yes,
            quiet: self.quiet,
            color: self.color,
            environment: Environment::default(),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(subcommand)]
    App(app::Command),
    #[command(subcommand)]
    Connect(connect::Command),
    Status(status::Args),
    List(list::Args),
    Show(show::Args),
    Verify(verify::Args),
    Refresh(refresh::Args),
    Doctor(doctor::Args),
    Permissions(permissions::Args),
    Revoke(revoke::Args),
    #[command(subcommand)]
    Webhooks(webhooks::Command),
    Listen(listen::Args),
    Prove(prove::Args),
    #[command(subcommand)]
    Deliveries(deliveries::Command),
    Trigger(trigger::Args),
    Plan(plan::PlanArgs),
    Apply(plan::ApplyArgs),
    Export(plan::ExportArgs),
    #[command(subcommand)]
    Key(key::Command),
    Token(token::Args),
    Send(send::Args),
    Log(log::Args),
    Open(open::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    #[command(subcommand)]
    Sandbox(sandbox::Command),
    Completions(completions::Args),
}

impl Command {
    /// Whether it changes something at the platform, or hands out what can.
    pub(crate) fn acts(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Refresh(_) | Self::Revoke(_) | Self::Apply(_) | Self::Send(_) | Self::Token(_) => {
                true
            }
            Self::Webhooks(command) => !matches!(command, webhooks::Command::Status(_)),
            Self::Verify(args) => args.fix,
            _ => false,
        }
    }

    /// What is meant where none is named: how the profile stands, if there is one; otherwise help is needed.
    pub(crate) fn unnamed(cx: &Context) -> Result<Self, clap::Error> {
        if cx.profile_at_hand().is_some() {
            return Ok(Self::Status(status::Args {}));
        }
        let all = Cli::command().subcommand_required(true).arg_required_else_help(true);
        Err(all.try_get_matches_from(["snorq"]).err().unwrap_or_else(|| clap::Error::new(ErrorKind::MissingSubcommand)))
    }

    fn writes_json_lines(&self) -> bool {
        matches!(self, Self::Verify(args) if args.json_lines)
    }

    /// Runs the command.
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        cx.settle_diversion()?;
        match self {
            Self::App(command) => command.run(cx).await,
            Self::Connect(command) => command.run(cx).await,
            Self::Status(_) => status::run(cx).await,
            Self::List(args) => list::run(cx, args).await,
            Self::Show(args) => show::run(cx, args).await,
            Self::Verify(args) => verify::run(cx, args).await,
            Self::Doctor(args) => doctor::run(cx, args).await,
            Self::Refresh(args) => refresh::run(cx, args).await,
            Self::Permissions(args) => permissions::run(cx, args).await,
            Self::Revoke(args) => revoke::run(cx, args).await,
            Self::Webhooks(command) => command.run(cx).await,
            Self::Listen(args) => listen::run(cx, args).await,
            Self::Prove(args) => prove::run(cx, args).await,
            Self::Deliveries(command) => command.run(cx).await,
            Self::Trigger(args) => trigger::run(cx, args).await,
            Self::Plan(args) => plan::plan(cx, args).await,
            Self::Apply(args) => plan::apply(cx, args).await,
            Self::Export(args) => plan::export(cx, args).await,
            Self::Key(command) => command.run(cx).await,
            Self::Token(args) => token::run(cx, args).await,
            Self::Send(args) => send::run(cx, args).await,
            Self::Log(args) => log::run(cx, args).await,
            Self::Open(args) => open::run(cx, args).await,
            Self::Schema(args) => schema::run(cx, &args),
            Self::Explain(args) => explain::run(cx, &args),
            Self::Sandbox(command) => command.run(cx).await,
            Self::Completions(args) => completions::run(cx, &args),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    /// Names that do not exist, conflicts that cannot be: clap finds them only when asked.
    #[test]
    fn the_command_tree_is_sound() {
        super::Cli::command().debug_assert();
    }
}
