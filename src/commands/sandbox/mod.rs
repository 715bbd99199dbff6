//! `snorq sandbox …`: the small Meta by itself.

mod fault;
mod seed;
mod start;
mod status;

use clap::Subcommand;

use crate::context::Context;
use crate::error::Failure;

/// Run and arrange the small Meta inside snorq
///
/// `snorq --sandbox …` serves it inside the process, so nothing need be started for that. Its world (people, Pages,
/// tokens, subscriptions) is kept below `SNORQ_HOME` and is the same for both.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Start(start::Args),
    Reset(seed::Reset),
    Seed(seed::Args),
    Status(status::Args),
    #[command(subcommand)]
    Fault(fault::Command),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Start(args) => start::run(cx, &args).await,
            Self::Reset(args) => seed::reset(cx, &args).await,
            Self::Seed(args) => seed::run(cx, &args).await,
            Self::Status(args) => status::run(cx, &args),
            Self::Fault(command) => command.run(cx),
        }
    }
}
