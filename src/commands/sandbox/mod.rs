//! `snorq sandbox …`: the small Meta by itself.

mod clock;
mod credentials;
mod deliveries;
mod event;
mod fault;
mod file;
mod person;
mod seed;
mod set;
mod start;
mod status;

use clap::Subcommand;

use crate::commands::schema::Document;
use crate::context::Context;
use crate::error::{Failure, Kind};
use crate::sandbox::{IMITATED, NOT_IMITATED, SandboxError};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<status::WorldDocument>(
        "sandbox",
        &["sandbox status", "sandbox reset", "sandbox seed", "sandbox load"],
        "the sandbox's world in figures, or the seeds that there are",
    ),
    Document::of::<start::StartDocument>(
        "sandbox-start",
        &["sandbox start"],
        "the line that sandbox start prints once it answers",
    ),
    Document::of::<credentials::TokensDocument>(
        "sandbox-credentials",
        &["sandbox credentials"],
        "what a program needs to be the sandbox's app, and ready-made tokens",
    ),
    Document::of::<clock::ClockDocument>("sandbox-clock", &["sandbox clock"], "the world's clock"),
    Document::of::<person::PeopleDocument>("sandbox-people", &["sandbox person"], "who can log in to the sandbox"),
    Document::of::<set::SettingsDocument>("sandbox-settings", &["sandbox set"], "the settings of the sandbox's app"),
    Document::of::<deliveries::DeliveriesDocument>(
        "sandbox-deliveries",
        &["sandbox event", "sandbox deliveries"],
        "what the app's server was told, and what came of it",
    ),
    Document::of::<file::FileDocument>("sandbox-file", &["sandbox save"], "the file that a world was saved to"),
    Document::of::<fault::FaultsDocument>("sandbox-fault", &["sandbox fault"], "the faults that are set"),
];

/// Run and arrange the small Meta inside snorq
///
/// `snorq --sandbox …` serves it inside the process, so nothing need be started for that. Its world (people, Pages,
/// tokens, subscriptions) is kept below `SNORQ_HOME` and is the same for both.
#[derive(Debug, Subcommand)]
#[command(after_long_help = left_out())]
pub(crate) enum Command {
    Start(start::Args),
    Reset(seed::Reset),
    Seed(seed::Args),
    Status(status::Args),
    Credentials(credentials::Args),
    #[command(subcommand)]
    Fault(fault::Command),
    Clock(clock::Args),
    Person(person::Args),
    Set(set::Args),
    #[command(subcommand)]
    Event(event::Command),
    Deliveries(deliveries::Args),
    Save(file::Save),
    Load(file::Load),
    Schema(file::Schema),
}

/// What of Meta the sandbox does not imitate, for the help.
fn left_out() -> String {
    let lines: Vec<String> = NOT_IMITATED.iter().map(|line| format!("  {line}")).collect();
    let edge = |(name, methods): &(&str, &[&str])| format!("{name} ({})", methods.join(", "));
    let edges: Vec<String> = IMITATED
        .iter()
        .map(|(node, edges)| format!("  {node}: {}", edges.iter().map(edge).collect::<Vec<_>>().join(", ")))
        .collect();
    format!(
        "Not imitated, and refused in Meta's own words:\n{}\n\nEdges that are imitated; every other edge of these nodes is \
         refused as well, and named on stderr:\n{}",
        lines.join("\n"),
        edges.join("\n")
    )
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Start(args) => start::run(cx, &args).await,
            Self::Reset(args) => seed::reset(cx, &args).await,
            Self::Seed(args) => seed::run(cx, &args).await,
            Self::Status(args) => status::run(cx, &args),
            Self::Credentials(args) => credentials::run(cx, &args),
            Self::Fault(command) => command.run(cx),
            Self::Clock(args) => clock::run(cx, &args),
            Self::Person(args) => person::run(cx, args),
            Self::Set(args) => set::run(cx, args),
            Self::Event(command) => command.run(cx).await,
            Self::Deliveries(args) => deliveries::run(cx, &args).await,
            Self::Save(args) => file::save(cx, &args),
            Self::Load(args) => file::load(cx, &args).await,
            Self::Schema(args) => file::schema(cx, &args),
        }
    }
}

/// The world could not be read or written.
fn failed(error: &SandboxError) -> Failure {
    Failure::new(Kind::Database, error.to_string())
}
