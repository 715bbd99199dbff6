//! `snorq trigger EVENT --to URL`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use super::listen::{target, way};
use super::schema::Document;
use super::view::document;
use crate::context::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::http::{Method, Request, Transport as _};
use crate::terminal::{Screen, Table, View};
use crate::webhook::{self, Cast, Sample};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<Events>("trigger-events", &["trigger"], "the webhooks that can be made"),
    Document::of::<Triggered>("trigger", &["trigger --to"], "a webhook that was made and sent, and what was answered"),
];

/// Make a webhook of Meta's and send it to a receiver under development
///
/// Without EVENT it lists what there is: every kind that Meta sends, each in Meta's own shape and escaping. The body is
/// signed with the profile's app secret, so the receiver checks it as it checks Meta. Only an answer of the 200s is a
/// success; Meta itself counts 200 alone.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Args {
    /// An event of the list
    #[arg(value_name = "EVENT", requires = "to")]
    event: Option<String>,
    /// The receiver
    #[arg(long, value_name = "URL", value_parser = target, requires = "event")]
    to: Option<Url>,
    /// The Page, Instagram account or WhatsApp account that it is about
    #[arg(long, value_name = "ID", default_value = "1001", value_parser = id)]
    asset: String,
    /// The WhatsApp number that it is about
    #[arg(long, value_name = "ID", default_value = "3101", value_parser = id)]
    number: String,
    /// The customer
    #[arg(long, value_name = "ID", default_value = "15550100", value_parser = id)]
    from: String,
}

const EXAMPLES: &str = "\
Examples:
  snorq trigger                                                    what there is
  snorq trigger page.message --to http://localhost:3000/webhooks
  snorq --sandbox trigger whatsapp.image --to http://localhost:3000/ --asset 210 --number 310";

fn id(text: &str) -> Result<String, String> {
    let sound = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    if sound { Ok(text.to_owned()) } else { Err("an id is made of letters and digits".to_owned()) }
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let (Some(name), Some(url)) = (&args.event, &args.to) else {
        return Ok(cx.terminal.emit(&Events { events: webhook::samples().iter().map(EventView::new).collect() })?);
    };
    let sample = webhook::samples().into_iter().find(|sample| sample.event == *name).ok_or_else(|| {
        Failure::usage(format!("there is no event '{}'", text::shown(name))).hint(Hint::new("see them", Step::Trigger))
    })?;
    let unique = uuid::Uuid::now_v7().simple().to_string();
    let (asset, number, person) = (args.asset, args.number, args.from);
    let body = sample.body(&Cast { asset, number, person, unique, at: cx.clock.now().as_second() });
    let signature = webhook::signature(&cx.signing_secret().await?, &body);
    let request = Request::new(Method::Post, url.clone())
        .header(webhook::SIGNATURE, signature)
        .header("user-agent", "facebookexternalua")
        .body("application/json", body.clone());
    let answer = way(url)?.send(request).await?;
    let shown = Triggered {
        event: name.clone(),
        url: url.to_string(),
        status: answer.status,
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    cx.terminal.emit(&shown)?;
    if (200..300).contains(&answer.status) {
        return Ok(());
    }
    let words = format!("{} answered {} {}", text::shown(url.as_str()), answer.status, answer.reason());
    Err(Failure::new(Kind::Failed, words).hint("Meta wants 200, and sends again what is not taken"))
}

/// What can be made.
#[derive(Serialize, JsonSchema)]
pub(super) struct Events {
    events: Vec<EventView>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "trigger-event")]
struct EventView {
    event: String,
    /// Where its shape comes from.
    source: String,
}

impl EventView {
    fn new(sample: &Sample) -> Self {
        Self { event: sample.event.clone(), source: sample.source.clone() }
    }
}

impl View for Events {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["EVENT", "SHAPE OF"]).cutting(&["SHAPE OF"]);
        for one in &self.events {
            table.row([one.event.as_str(), one.source.as_str()]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(self)
    }
}

/// What was sent.
#[derive(Serialize, JsonSchema)]
pub(super) struct Triggered {
    event: String,
    url: String,
    /// The status of the answer.
    status: u16,
    body: String,
}

impl View for Triggered {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "{} to {}: {}", text::shown(&self.event), text::shown(&self.url), self.status)
    }

    fn json(&self) -> Value {
        document(self)
    }
}
