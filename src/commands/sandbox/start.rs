//! `snorq sandbox start`

use serde_json::{Value, json};

use crate::context::{Context, Embedded, credentials};
use crate::error::Failure;
use crate::sandbox::Credentials;
use crate::terminal::{Role, Screen, View};

/// Serve the sandbox for other programs, until interrupted
///
/// With --json, one line tells the addresses, the app and ready-made tokens once it answers. It listens on this
/// machine's loopback only.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Port [default: a free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let embedded = Embedded::start_on(&cx.paths, args.port).await?;
    let url = embedded.base.as_str().trim_end_matches('/').to_owned();
    cx.terminal.emit(&Started { url, credentials: credentials(&embedded.sandbox)? })?;
    cx.terminal.note("serving until interrupted (Ctrl-C)");
    embedded.sandbox.deliver_forever().await;
    Ok(())
}

struct Started {
    url: String,
    credentials: Credentials,
}

impl View for Started {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let title = screen.palette.paint(Role::Title, format!("the sandbox answers on {}", self.url));
        writeln!(screen.out, "{title}\n")?;
        let lines = [
            ("SNORQ_GRAPH_URL", &self.url),
            ("SNORQ_DIALOG_URL", &self.url),
            ("SNORQ_APP_ID", &self.credentials.app_id),
            ("SNORQ_APP_SECRET", &self.credentials.app_secret),
        ];
        for (name, value) in lines {
            writeln!(screen.out, "export {name}={value}")?;
        }
        writeln!(screen.out, "\nuser token          {}", self.credentials.user_token)?;
        writeln!(screen.out, "system user token   {}", self.credentials.system_user_token)
    }

    fn json(&self) -> Value {
        json!({
            "url": self.url,
            "graph_url": self.url,
            "dialog_url": self.url,
            "app_id": self.credentials.app_id,
            "app_secret": self.credentials.app_secret,
            "user_token": self.credentials.user_token,
            "system_user_token": self.credentials.system_user_token,
        })
    }
}
