//! `snorq webhooks set`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{WebhookView, confirm, standing, unchanged};
use crate::commands::hint::next;
use crate::commands::progress::ProgressReporter;
use crate::commands::stdin;
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::AppSubscription;
use crate::domain::{Secret, Step, WebhookObject, is_rewritten, text};
use crate::error::Failure;
use crate::flows::Exclusive;
use crate::flows::webhooks::{self, Difference};
use crate::platforms::check_fields;
use crate::settings::callback_address;
use crate::terminal::{Cell, Role, Screen, Table, View};
use crate::webhook;

/// Set the app's callback and fields of one kind of object
///
/// Shows what stands, asks the callback as Meta will (GET with hub.challenge and the verify token), asks before another
/// address is replaced or a field dropped, sets, and reads back. Meta asks the callback once more by itself.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// page, instagram or `whatsapp_business_account`
    #[arg(long, value_name = "OBJECT")]
    object: WebhookObject,
    /// Where Meta delivers: an https address that the world can reach
    #[arg(long, value_name = "URL", value_parser = callback_address)]
    callback_url: String,
    /// Take the verify token, which the callback expects, from standard input [default: the one that `snorq listen` expects]
    #[arg(long)]
    verify_token_stdin: bool,
    /// Fields, separated by commas, and no others [default: what an inbox needs, beside those that stand]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    fields: Vec<String>,
    /// Leave the callback to Meta: for one that answers nobody else
    #[arg(long)]
    no_probe: bool,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    if !args.fields.is_empty() {
        let named = check_fields(args.object, &args.fields);
        named.map_err(|why| Failure::usage(format!("--fields: {}", text::shown(&why))))?;
    }
    let verify_token = verify_token(cx, &args).await?;
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let meta = cx.meta().await?;
    let before = webhooks::standing(meta, args.object).await?;
    let fields = (!args.fields.is_empty()).then(|| args.fields.iter().cloned().collect());
    let wish = webhooks::wish(args.object, &args.callback_url, fields, before.as_ref());
    let difference = webhooks::compare(before.as_ref(), &wish);
    cx.terminal.info(&standing(args.object, before.as_ref()));
    tell(cx, &difference);
    warn_of_rewriting(cx, &args.callback_url);
    if !args.no_probe {
        webhooks::probe_callback(meta, &args.callback_url, &verify_token).await?;
    }
    if difference.takes_away() {
        confirm(cx, args.object, before.as_ref(), question(&difference))?;
    }
    let exclusive = Exclusive::enter(&tools).await?;
    unchanged(meta, args.object, before.as_ref()).await?;
    let after = webhooks::set(&exclusive, &wish, args.object, &verify_token, !args.no_probe).await?;
    cx.terminal.emit(&Changed { before: before.as_ref(), after: Some(&after), object: args.object })?;
    next(cx, "next", &[Step::Webhooks, Step::Verify]);
    Ok(())
}

/// The token that the callback expects: of a receiver of one's own it is given; `listen` draws it from the app's secret.
async fn verify_token(cx: &Context, args: &Args) -> Result<Secret, Failure> {
    if !args.verify_token_stdin {
        return Ok(webhook::verify_token(&cx.signing_secret().await?));
    }
    let given = stdin::secret(cx, "Verify token", "--verify-token-stdin")?;
    if given.is_empty() {
        return Err(Failure::usage("--verify-token-stdin: nothing came on standard input"));
    }
    Ok(given)
}

fn tell(cx: &Context, difference: &Difference) {
    for (words, fields) in [("to come", &difference.added), ("to go", &difference.dropped)] {
        if !fields.is_empty() {
            cx.terminal.info(&format!("fields {words}: {}", text::shown(&fields.join(", "))));
        }
    }
}

/// Says before Meta is asked that it may ask another address.
pub(in crate::commands) fn warn_of_rewriting(cx: &Context, callback: &str) {
    if let Some(why) = is_rewritten(callback) {
        cx.terminal.warn(&format!("{}: {why}; give an address without it", text::shown(callback)));
    }
}

/// Short, because a terminal draws a question that is wider than its line twice; what stands was told before.
fn question(difference: &Difference) -> &'static str {
    if difference.replaced.is_some() { "Replace that address?" } else { "Drop those fields?" }
}

/// What stood and what stands.
pub(super) struct Changed<'a> {
    pub(super) before: Option<&'a AppSubscription>,
    pub(super) after: Option<&'a AppSubscription>,
    pub(super) object: WebhookObject,
}

impl View for Changed<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["STATUS", "OBJECT", "CALLBACK", "FIELDS"]).wrapping(&["FIELDS"]);
        let word = if self.after.is_some() { "set" } else { "ended" };
        let shown = self.after.or(self.before);
        let fields = shown.map(|one| one.fields.iter().cloned().collect::<Vec<_>>().join(", "));
        table.row([
            Cell::mark(Role::Good, word),
            Cell::from(self.object.as_str()),
            Cell::from(shown.and_then(|one| one.callback_url.clone()).unwrap_or_default()),
            Cell::from(fields.unwrap_or_default()),
        ]);
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&WebhookChange {
            object: self.object,
            before: self.before.map(WebhookView::new),
            after: self.after.map(WebhookView::new),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct WebhookChange<'a> {
    object: WebhookObject,
    before: Option<WebhookView<'a>>,
    after: Option<WebhookView<'a>>,
}
