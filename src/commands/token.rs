//! `snorq token REF`

use std::io::{self, IsTerminal as _};

use serde_json::{Value, json};

use crate::context::Context;
use crate::domain::hint::{Connect, Hint};
use crate::domain::{ConnectionRef, Secret};
use crate::error::Failure;
use crate::flows::SecretLedger;
use crate::terminal::{Screen, View};

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
    let Some(name) = &connection.secret_name else {
        return Err(Failure::not_found(format!("{} has no token any more", connection.reference()))
            .hint(Hint::new("connect again", Connect::on(connection.platform).step())));
    };
    let ledger = SecretLedger {
        store: cx.store().await?,
        vault: cx.vault().await?,
        profile: &connection.profile,
        app_secret: None,
    };
    let token = ledger.fetch(name).await?;
    Ok(cx.terminal.emit(&Shown { reference: connection.reference(), token })?)
}

struct Shown {
    reference: ConnectionRef,
    token: Secret,
}

impl View for Shown {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{}", self.token.expose())
    }

    fn json(&self) -> Value {
        json!({"ref": self.reference.to_string(), "token": self.token.expose()})
    }
}
