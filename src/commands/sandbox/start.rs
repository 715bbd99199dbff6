//! `snorq sandbox start`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::credentials::CredentialsView;
use super::failed;
use crate::commands::stdin;
use crate::commands::view::document;
use crate::context::{Context, Embedded, credentials, open_sandbox};
use crate::error::Failure;
use crate::sandbox::{self, Credentials};
use crate::terminal::{Role, Screen, View};

/// Serve the sandbox for other programs, until interrupted
///
/// With --json, one line tells the addresses, the app and ready-made tokens once it answers. It listens on this
/// machine's loopback only, unless --public is given, and takes no requests from pages of other sites, unless --cors
/// names them. Its control page, where faults and controls are buttons and the calls are seen as they come, opens with the
/// address that is printed. Every answer carries the header `x-snorq-sandbox`. What it is asked for and does not imitate
/// is told on stderr, once for each kind of call. Webhooks are delivered while it runs: to https addresses of the
/// internet, which Meta demands, and to those on this machine that `snorq sandbox set --callbacks` names.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Port [default: a free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Listen on every address of this machine, for requests to these names or numbers; its pages then ask for a
    /// password, which is made for this run unless --secret-stdin gives it
    #[arg(long, value_name = "NAME", num_args = 1.., value_parser = name)]
    public: Vec<String>,
    /// Read the password of a public sandbox's pages from standard input
    #[arg(long, requires = "public")]
    secret_stdin: bool,
    /// Let pages of these origins call the API and read its answers, as `http://localhost:3000`
    #[arg(long, value_name = "ORIGIN", num_args = 1.., value_parser = super::set::origin)]
    cors: Vec<String>,
}

/// A name as it stands in the `Host` header, without a port.
fn name(text: &str) -> Result<String, String> {
    let letter = |c: char| c.is_ascii_alphanumeric() || ".-_[]:".contains(c);
    let bare = text.starts_with('[') == text.ends_with(']') && (text.starts_with('[') || !text.contains(':'));
    let sound = !text.is_empty() && text.chars().all(letter) && bare;
    if sound { Ok(text.to_owned()) } else { Err("a name is that of a host, without scheme and port".to_owned()) }
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    cx.serves(Ok(()));
    let terminal = cx.terminal.clone();
    let mut sandbox =
        open_sandbox(&cx.paths)?.with_guests(args.cors.clone()).with_tell(Box::new(move |line| terminal.say(line)));
    let page_secret = page_secret(cx, args)?;
    if let Some(secret) = &page_secret {
        sandbox = sandbox.with_names(&args.public, secret.clone());
    }
    let embedded = Embedded::serve(sandbox, args.port, !args.public.is_empty()).await?;
    let url = embedded.base.as_str().trim_end_matches('/').to_owned();
    let port = embedded.base.port_or_known_default().unwrap_or_default();
    let public: Vec<_> = args.public.iter().map(|name| format!("http://{name}:{port}")).collect();
    if !public.is_empty() {
        let line = format!(
            "warning: whoever reaches {} and has its secrets can use and change this sandbox; nothing on the way is encrypted",
            public.join(" or ")
        );
        cx.terminal.say(&line);
    }
    let key = embedded.sandbox.page_key().map_err(|error| failed(&error))?;
    let control = format!("{url}/sandbox?key={key}");
    cx.terminal.emit(&Started { url, public, control, page_secret, credentials: credentials(&embedded.sandbox)? })?;
    cx.terminal.info("a sandbox: nothing here is Meta, and nothing here is real");
    cx.terminal.info("serving until interrupted (Ctrl-C)");
    embedded.sandbox.deliver_forever().await;
    Ok(())
}

/// The password of a public sandbox's pages.
fn page_secret(cx: &Context, args: &Args) -> Result<Option<String>, Failure> {
    if args.public.is_empty() {
        return Ok(None);
    }
    if args.secret_stdin {
        return Ok(Some(stdin::secret(cx, "Password of the pages", "--secret-stdin")?.expose().to_owned()));
    }
    Ok(Some(sandbox::page_secret().map_err(|error| failed(&error))?))
}

struct Started {
    url: String,
    public: Vec<String>,
    control: String,
    page_secret: Option<String>,
    credentials: Credentials,
}

impl View for Started {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let title = screen.palette.paint(Role::Title, format!("the sandbox answers on {}", self.url));
        writeln!(screen.out, "{title}")?;
        for url in &self.public {
            writeln!(screen.out, "and on {url}")?;
        }
        writeln!(screen.out, "see and control it on {}\n", self.control)?;
        if let Some(secret) = &self.page_secret {
            writeln!(screen.out, "its pages ask for a password, with any name: {secret}\n")?;
        }
        writeln!(screen.out, "export SNORQ_GRAPH_URL={}", self.url)?;
        writeln!(screen.out, "export SNORQ_DIALOG_URL={}", self.url)?;
        super::credentials::lines(&self.credentials, screen)
    }

    fn json(&self) -> Value {
        document(&StartDocument {
            url: &self.url,
            graph_url: &self.url,
            dialog_url: &self.url,
            control_url: &self.control,
            public_urls: &self.public,
            page_secret: self.page_secret.as_deref(),
            credentials: CredentialsView::new(&self.credentials),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct StartDocument<'a> {
    url: &'a str,
    graph_url: &'a str,
    dialog_url: &'a str,
    control_url: &'a str,
    public_urls: &'a [String],
    /// The password of a public sandbox's pages.
    page_secret: Option<&'a str>,
    #[serde(flatten)]
    credentials: CredentialsView<'a>,
}
