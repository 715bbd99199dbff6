//! `snorq sandbox start`

use serde_json::{Value, json};

use crate::context::{Context, Embedded, credentials, open_sandbox};
use crate::error::Failure;
use crate::sandbox::Credentials;
use crate::terminal::{Role, Screen, View};

/// Serve the sandbox for other programs, until interrupted
///
/// With --json, one line tells the addresses, the app and ready-made tokens once it answers. It listens on this
/// machine's loopback only, unless --public is given. Its control page, where faults and levers are buttons and the
/// calls are seen as they come, is at the path /sandbox. Every answer carries the header `x-snorq-sandbox`. What it is
/// asked for and does not imitate is told on stderr, once for each kind of call. Webhooks are delivered while it runs:
/// to https addresses, which Meta demands, and to plain http ones on this machine, which the sandbox allows.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Port [default: a free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Listen on every address of this machine, for requests to these names or numbers; whoever reaches it can then use
    /// and change it
    #[arg(long, value_name = "NAME", num_args = 1.., value_parser = name)]
    public: Vec<String>,
}

/// A name as it stands in the `Host` header, without a port.
fn name(text: &str) -> Result<String, String> {
    let letter = |c: char| c.is_ascii_alphanumeric() || ".-_[]:".contains(c);
    let bare = text.starts_with('[') == text.ends_with(']') && (text.starts_with('[') || !text.contains(':'));
    let sound = !text.is_empty() && text.chars().all(letter) && bare;
    if sound { Ok(text.to_owned()) } else { Err("a name is that of a host, without scheme and port".to_owned()) }
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let terminal = cx.terminal.clone();
    let sandbox = open_sandbox(&cx.paths)?.with_names(&args.public).with_tell(Box::new(move |line| terminal.say(line)));
    let embedded = Embedded::serve(sandbox, args.port, !args.public.is_empty()).await?;
    let url = embedded.base.as_str().trim_end_matches('/').to_owned();
    let port = embedded.base.port_or_known_default().unwrap_or_default();
    let public: Vec<_> = args.public.iter().map(|name| format!("http://{name}:{port}")).collect();
    if !public.is_empty() {
        let line = format!("warning: whoever reaches {} can use and change this sandbox", public.join(" or "));
        cx.terminal.say(&line);
    }
    cx.terminal.emit(&Started { url, public, credentials: credentials(&embedded.sandbox)? })?;
    cx.terminal.info("a sandbox: nothing here is Meta, and nothing here is real");
    cx.terminal.info("serving until interrupted (Ctrl-C)");
    embedded.sandbox.deliver_forever().await;
    Ok(())
}

struct Started {
    url: String,
    public: Vec<String>,
    credentials: Credentials,
}

impl View for Started {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let title = screen.palette.paint(Role::Title, format!("the sandbox answers on {}", self.url));
        writeln!(screen.out, "{title}")?;
        for url in &self.public {
            writeln!(screen.out, "and on {url}")?;
        }
        writeln!(screen.out, "see and control it on {}/sandbox\n", self.url)?;
        writeln!(screen.out, "export SNORQ_GRAPH_URL={}", self.url)?;
        writeln!(screen.out, "export SNORQ_DIALOG_URL={}", self.url)?;
        super::credentials::lines(&self.credentials, screen)
    }

    fn json(&self) -> Value {
        json!({
            "url": self.url,
            "graph_url": self.url,
            "dialog_url": self.url,
            "control_url": format!("{}/sandbox", self.url),
            "public_urls": self.public,
            "app_id": self.credentials.app_id,
            "app_secret": self.credentials.app_secret,
            "user_token": self.credentials.user_token,
            "system_user_token": self.credentials.system_user_token,
        })
    }
}
