//! `snorq key …`: the data key that opens the sealed secrets.

mod rotate;

use clap::Subcommand;

use crate::commands::schema::Document;
use crate::context::Context;
use crate::error::Failure;

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] =
    &[Document::of::<rotate::Rotated>("key-rotate", &["key rotate"], "what became of the secrets")];

/// The data key that opens the sealed secrets
///
/// Every token and app secret lies sealed in the database; one key opens them. The system keyring holds that key and not
/// the secrets, because keyrings do not bear thousands of entries.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Rotate(rotate::Args),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Rotate(args) => rotate::run(cx, &args).await,
        }
    }
}
