//! `snorq connect …`

mod announce;
mod facebook;
mod select;
mod view;
pub(crate) mod way;

use clap::Subcommand;

use crate::context::Context;
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::recover::recover;

/// Connect Pages and accounts
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Facebook(Box<facebook::Args>),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Facebook(args) => facebook::run(cx, *args).await,
        }
    }
}

/// Finishes or undoes what a killed run left, and tells. Call it under the lock.
pub(crate) async fn recovery(cx: &Context, tools: &Tools<'_>) -> Result<(), Failure> {
    let recovered = recover(tools).await?;
    for (verb, reference) in &recovered.finished {
        cx.terminal.warn(&format!("an earlier run was cut off; finished: {} {reference}", verb.as_str()));
    }
    for (verb, reference) in &recovered.undone {
        cx.terminal.warn(&format!("an earlier run was cut off; undone: {} {reference}", verb.as_str()));
    }
    for (verb, reference, failure) in &recovered.parked {
        cx.terminal.warn(&format!("an earlier run was cut off; {} {reference} stays open: {failure}", verb.as_str()));
    }
    Ok(())
}
