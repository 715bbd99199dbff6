//! `snorq webhooks status`

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::WebhookView;
use crate::commands::hint::next;
use crate::commands::progress::ProgressReporter;
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::{AppSubscription, ConnectionRef, Hint, Step, WebhookObject};
use crate::error::{Failure, Kind};
use crate::flows::webhooks::{ConnectionCoverage, coverage};
use crate::terminal::{Cell, Listing, Role, Rows, Table};

/// Show both layers of webhooks side by side
///
/// The app's own subscriptions with their callbacks; and of every connection what its Page or account sends, and which
/// of the wished fields get lost at which layer. Looks only: what it means for each connection is for verify to say. Exit
/// code 6 if Meta did not show some of them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) async fn run(cx: &Context, _: &Args) -> Result<(), Failure> {
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let app = cx.meta().await?.app_subscriptions().await?;
    let mut show = CoverageWriter::open(cx, &app)?;
    coverage(&tools, &app, &mut |mine| show.connection(&mine)).await?;
    show.close()
}

/// Shows both layers as they come.
struct CoverageWriter<'a> {
    cx: &'a Context,
    app: &'a [AppSubscription],
    output: Output,
    /// Objects of which the app does not take what is wished.
    lost: BTreeSet<WebhookObject>,
    /// Whether something is not sent.
    unsent: bool,
    /// How many were asked about, and of how many Meta showed nothing.
    asked: usize,
    unknown: usize,
}

enum Output {
    Document(Listing),
    Table(Rows),
}

impl<'a> CoverageWriter<'a> {
    fn open(cx: &'a Context, app: &'a [AppSubscription]) -> Result<Self, Failure> {
        let table = || Table::new(&["STATE", "NAME", "REF", "SENDS", "NOTE"]).cutting(&["NAME"]).wrapping(&["NOTE"]);
        let mut output = Output::Table(table().streaming());
        let is_json = cx.terminal.is_json();
        cx.terminal.stream(&mut |screen| {
            if is_json {
                output = Output::Document(Listing::behind(screen, &head(app), "connections")?);
                return Ok(());
            }
            own(app).write(screen)?;
            if screen.width.is_some() { writeln!(screen.out) } else { Ok(()) }
        })?;
        Ok(Self { cx, app, output, lost: BTreeSet::new(), unsent: false, asked: 0, unknown: 0 })
    }

    fn connection(&mut self, mine: &ConnectionCoverage) -> Result<(), Failure> {
        if !mine.missing_at_app.is_empty() {
            self.lost.insert(mine.object);
        }
        self.asked += 1;
        self.unknown += usize::from(mine.sent.is_err());
        self.unsent |= !mine.missing_here.is_empty();
        let output = &mut self.output;
        Ok(self.cx.terminal.stream(&mut |screen| match output {
            Output::Document(listing) => listing.entry(screen, &ConnectionLayer::new(mine)),
            Output::Table(rows) => rows.row(screen, row(mine)),
        })?)
    }

    fn close(mut self) -> Result<(), Failure> {
        let output = &mut self.output;
        self.cx.terminal.stream(&mut |screen| match output {
            Output::Document(_) => Listing::close(screen),
            Output::Table(rows) => rows.finish(screen),
        })?;
        for object in &self.lost {
            let mut own = self.app.iter().filter(|one| one.object == object.as_str());
            let url = own
                .find_map(|one| one.callback_url.as_deref())
                .map_or_else(|| "https://YOURS".to_owned(), str::to_owned);
            next(self.cx, "next", &[Step::SetWebhooks(Some((*object, url)))]);
        }
        if self.unsent {
            next(self.cx, "subscribe Pages and accounts again", &[Step::Fix(None)]);
        }
        if self.unknown == 0 {
            return Ok(());
        }
        let words = format!("Meta did not show {} of {} connections", self.unknown, self.asked);
        Err(Failure::new(Kind::Partial, words).hint(Hint::new("see why", Step::Verify)))
    }
}

fn head(app: &[AppSubscription]) -> Map<String, Value> {
    match document(&AppLayer { app: app.iter().map(WebhookView::new).collect() }) {
        Value::Object(head) => head,
        _ => Map::new(),
    }
}

/// The app's own layer, objects without a subscription too.
fn own(app: &[AppSubscription]) -> Table {
    let mut table = Table::new(&["THE APP", "STATE", "CALLBACK", "FIELDS"]).wrapping(&["FIELDS"]);
    for object in WebhookObject::ALL {
        table.row(app_row(object.as_str(), app.iter().find(|one| one.object == object.as_str())));
    }
    for other in app.iter().filter(|one| one.object.parse::<WebhookObject>().is_err()) {
        table.row(app_row(&other.object, Some(other)));
    }
    table
}

fn app_row(object: &str, found: Option<&AppSubscription>) -> [Cell; 4] {
    let (role, state) = match found {
        None => (Role::Dim, "none"),
        Some(one) if one.active => (Role::Good, "active"),
        Some(_) => (Role::Bad, "switched off"),
    };
    let fields = found.map(|one| one.fields.iter().cloned().collect::<Vec<_>>().join(", "));
    [
        Cell::from(object),
        Cell::mark(role, state),
        Cell::from(found.and_then(|one| one.callback_url.clone()).unwrap_or_default()),
        Cell::from(fields.unwrap_or_default()),
    ]
}

fn row(mine: &ConnectionCoverage) -> [Cell; 5] {
    let state = match &mine.sent {
        Err(_) => Cell::mark(Role::Warning, "unknown"),
        Ok(_) if mine.is_whole() => Cell::mark(Role::Good, "whole"),
        Ok(_) => Cell::mark(Role::Bad, "lacking"),
    };
    let sends = match &mine.sent {
        Err(_) => "?".to_owned(),
        Ok(sent) if !sent.subscribed => "nothing".to_owned(),
        Ok(sent) if mine.object == WebhookObject::Page => format!("{} fields", sent.fields.len()),
        // It has no fields of its own: the app's hold.
        Ok(_) => "all".to_owned(),
    };
    [
        state,
        Cell::from(&mine.name),
        Cell::from(mine.reference.to_string()),
        Cell::from(sends),
        Cell::from(remarks(mine)),
    ]
}

fn remarks(mine: &ConnectionCoverage) -> String {
    let own = mine.sent.as_ref().ok().and_then(|sent| sent.callback.as_ref()).map(|url| format!("to {url}"));
    let here = match mine.missing_here.as_slice() {
        [] => None,
        [all] if all == "*" => Some("everything: not subscribed".to_owned()),
        fields => Some(format!("not sent: {}", named(fields))),
    };
    let app = Some(&mine.missing_at_app).filter(|fields| !fields.is_empty());
    let app = app.map(|fields| format!("not taken by the app: {}", named(fields)));
    let unknown = mine.sent.as_ref().err().cloned();
    [unknown, own, here, app].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// A few by their names, many by their number: the document has them all.
fn named(fields: &[String]) -> String {
    if fields.len() > 3 { format!("{} fields", fields.len()) } else { fields.join(", ") }
}

/// What comes before the connections.
#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct AppLayer<'a> {
    app: Vec<WebhookView<'a>>,
}

/// What one connection sends and loses; `missing_here` is `["*"]` where nothing is sent, and null is what Meta did not
/// show.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "sent-webhooks")]
pub(in crate::commands) struct ConnectionLayer<'a> {
    #[serde(rename = "ref")]
    reference: &'a ConnectionRef,
    name: &'a str,
    object: WebhookObject,
    subscribed: Option<bool>,
    fields: Option<&'a [String]>,
    callback_url: Option<&'a str>,
    missing_at_app: &'a [String],
    missing_here: &'a [String],
    error: Option<&'a str>,
}

impl<'a> ConnectionLayer<'a> {
    fn new(mine: &'a ConnectionCoverage) -> Self {
        let sent = mine.sent.as_ref().ok();
        Self {
            reference: &mine.reference,
            name: &mine.name,
            object: mine.object,
            subscribed: sent.map(|sent| sent.subscribed),
            fields: sent.map(|sent| sent.fields.as_slice()),
            callback_url: sent.and_then(|sent| sent.callback.as_deref()),
            missing_at_app: &mine.missing_at_app,
            missing_here: &mine.missing_here,
            error: mine.sent.as_ref().err().map(String::as_str),
        }
    }
}
