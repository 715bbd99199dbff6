//! `snorq open`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::view::document;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::error::Failure;
use crate::login::{Browser, Opener as _};
use crate::platforms::dashboard::{AppPage, address_of};
use crate::terminal::{Screen, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<OpenDocument>("open", &["open"], "an address to look at")];

/// Open a connection, or a page of the app's dashboard, in the browser
///
/// The address goes to stdout. Where no browser is, or with --no-browser, that is all.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Args {
    /// A connection by ref, id or exact name; or app, webhooks, login: the dashboard of the profile's app, its webhooks,
    /// its redirect addresses
    #[arg(value_name = "REF|app|webhooks|login")]
    what: String,
    /// Print the address only
    #[arg(long)]
    no_browser: bool,
}

const EXAMPLES: &str = "\
Examples:
  snorq open facebook:1001
  snorq open webhooks
  snorq open app --no-browser";

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let page = match args.what.as_str() {
        "app" => Some(AppPage::Overview),
        "webhooks" => Some(AppPage::Webhooks),
        "login" => Some(AppPage::Login),
        _ => None,
    };
    refuse_sandbox(cx).await?;
    let url = match page {
        Some(page) => page.address(&cx.app_id().await?),
        None => address_of(&cx.find(&args.what).await?),
    };
    let browser = Browser::new(cx.env.get("BROWSER").map(str::to_owned), cx.env.for_children());
    // A script reads the address; a window that nobody asked for is not its business.
    let opens = !args.no_browser && cx.prompts.can_ask() && browser.program().is_some();
    let opened = opens && open(cx, &browser, &url).await;
    Ok(cx.terminal.emit(&OpenDocument { url, opened })?)
}

/// Nothing of the sandbox is on Meta's sites.
async fn refuse_sandbox(cx: &Context) -> Result<(), Failure> {
    if !cx.profile().await?.is_sandbox() {
        return Ok(());
    }
    Err(Failure::usage("the sandbox has no pages at Meta; its own are there while it is served")
        .hint(Hint::new("serve it, and open the address that it prints", Step::Sandbox(SandboxStep::Serve))))
}

/// Whether the browser took it; if not, the person is told why, and has the address.
async fn open(cx: &Context, browser: &Browser, url: &str) -> bool {
    let outcome = match Url::parse(url) {
        Ok(url) => browser.open(&url).await,
        Err(error) => Err(error.to_string()),
    };
    outcome.inspect_err(|reason| cx.terminal.warn(&format!("the browser could not be opened: {reason}"))).is_ok()
}

#[derive(Serialize, JsonSchema)]
pub(super) struct OpenDocument {
    url: String,
    /// Whether a browser took it.
    opened: bool,
}

impl View for OpenDocument {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{}", self.url)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
