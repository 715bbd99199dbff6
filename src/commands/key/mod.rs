//! `snorq key …`: the data key that opens the sealed secrets.

mod export;
mod import;
mod rotate;

use clap::Subcommand;

use crate::commands::schema::Document;
use crate::commands::stdin;
use crate::context::Context;
use crate::domain::Secret;
use crate::error::Failure;
use crate::prompts::Question;

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<rotate::Rotated>("key-rotate", &["key rotate"], "what became of the secrets"),
    Document::of::<export::Exported>("key-export", &["key export"], "the data key under a passphrase"),
    Document::of::<import::Imported>("key-import", &["key import"], "what keeps the imported key"),
];

/// The data key that opens the sealed secrets
///
/// Every token and app secret lies sealed in the database; one key opens them. The system keyring holds that key and not
/// the secrets, because keyrings do not bear thousands of entries.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Rotate(rotate::Args),
    Export(export::Args),
    Import(import::Args),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Rotate(args) => rotate::run(cx, &args).await,
            Self::Export(args) => export::run(cx, &args).await,
            Self::Import(args) => import::run(cx, &args).await,
        }
    }
}

/// The passphrase that an exported key is under: from standard input, else asked for.
fn passphrase(cx: &Context, from_stdin: bool) -> Result<Secret, Failure> {
    const FLAG: &str = "--passphrase-stdin";
    if from_stdin {
        return stdin::secret(cx, "Passphrase", FLAG);
    }
    Ok(cx.prompts.secret(&Question { prompt: "Passphrase", flag: FLAG, default: None })?)
}
