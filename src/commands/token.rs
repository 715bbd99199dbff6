//! `snorq token REF`

use std::io::{self, IsTerminal as _};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::view::document;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::ConnectionRef;
use crate::domain::hint::{Connect, Hint};
use crate::error::Failure;
use crate::terminal::{Screen, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<TokenView>(
    "token",
    &["token"],
    "a stored token; the only document with a secret besides sandbox start",
)];

/// Print the stored token of a connection, and nothing else
///
/// The token is a password: pipe it into the program that needs it. A terminal gets it only with --yes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A ref such as facebook:1234, a bare id or the exact name
    #[arg(value_name = "REF")]
    reference: String,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let connection = cx.find(&args.reference).await?;
    if io::stdout().is_terminal() && !cx.yes {
        return Err(Failure::usage("a token is a password; it is not shown on a terminal without --yes")
            .hint("pipe it into the program that needs it"));
    }
    let Some(sealed) = &connection.sealed else {
        return Err(Failure::not_found(format!("{} has no token any more", connection.reference()))
            .hint(Hint::new("connect again", Connect::on(connection.platform).step())));
    };
    let token = cx.custody().await?.open(cx.store().await?, &connection.owner(), sealed).await?;
    Ok(cx.terminal.emit(&TokenView { reference: connection.reference(), token: token.expose() })?)
}

/// A stored token: the one document with a secret besides those of the sandbox.
#[derive(Serialize, JsonSchema)]
pub(super) struct TokenView<'a> {
    #[serde(rename = "ref")]
    reference: ConnectionRef,
    token: &'a str,
}

impl View for TokenView<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{}", self.token)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
