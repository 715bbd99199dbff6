//! What comes, in lines.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::mpsc;
use url::Url;

use super::Names;
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::{ConnectionRef, Event, text};
use crate::error::Failure;
use crate::flows::listen::{Delivered, Told};
use crate::spool::Spool;
use crate::terminal::{Role, Screen, View};

/// Shows what comes, until the reader has gone.
pub(super) struct Show<'a> {
    cx: &'a Context,
    /// These connections only; none means everything.
    wanted: Vec<ConnectionRef>,
    /// Where the bodies are, if they are to be shown.
    bodies: Option<Arc<Spool>>,
    names: Names,
    /// Connections that were looked for and are none.
    strangers: Vec<ConnectionRef>,
    remarks: Remarks,
}

impl<'a> Show<'a> {
    pub(super) async fn new(
        cx: &'a Context,
        wanted: Vec<ConnectionRef>,
        bodies: Option<Arc<Spool>>,
    ) -> Result<Self, Failure> {
        Ok(Self { cx, wanted, bodies, names: Names::of(cx).await?, strangers: Vec::new(), remarks: Remarks::default() })
    }

    pub(super) async fn run(mut self, mut told: mpsc::Receiver<Told>) -> Result<(), Failure> {
        while let Some(one) = told.recv().await {
            match one {
                Told::Delivery(delivery) => self.delivery(&delivery).await?,
                Told::Handshake { right: true } => {
                    self.cx.terminal.info("the handshake was answered: the verify token is right");
                }
                other => self.remark(&other),
            }
            if self.cx.terminal.is_stdout_closed() {
                break;
            }
        }
        Ok(())
    }

    fn remark(&mut self, told: &Told) {
        if let Some(line) = self.remarks.due(remark(told), self.cx.clock.now()) {
            self.cx.terminal.say(&format!("warning: {line}"));
        }
    }

    async fn delivery(&mut self, delivery: &Delivered) -> Result<(), Failure> {
        let is_wanted = |event: &Event| {
            self.wanted.is_empty() || event.reference.as_ref().is_some_and(|one| self.wanted.contains(one))
        };
        let shown: Vec<_> = delivery.events.iter().filter(|(event, _)| is_wanted(event)).collect();
        for (event, _) in &shown {
            self.learn(event).await?;
        }
        let view = |(event, repeat): &&(Event, bool)| EventLine {
            whose: self.names.whose(event),
            id: delivery.id.clone(),
            received: delivery.received,
            event: event.clone(),
            repeat: *repeat,
        };
        let lines: Vec<EventLine> = shown.iter().map(view).collect();
        let body = self.bodies.as_ref().filter(|_| !lines.is_empty());
        let body = body.map(|spool| spool.whole(&delivery.id)).transpose()?.flatten().and_then(|whole| whole.body);
        let terminal = Arc::clone(&self.cx.terminal);
        // A screen that stands still must not hold up what comes.
        let written = tokio::task::spawn_blocking(move || {
            lines.into_iter().try_for_each(|line| terminal.emit(&DeliveryLine::new(&line)))?;
            match body {
                Some(body) if !terminal.is_json() => terminal.emit(&Body(body)),
                _ => Ok(()),
            }
        });
        written.await.map_err(io::Error::other)??;
        Ok(())
    }

    /// A connection that was made meanwhile gets its name.
    async fn learn(&mut self, event: &Event) -> Result<(), Failure> {
        let Some(reference) = &event.reference else { return Ok(()) };
        if !self.names.knows(reference) && !self.strangers.contains(reference) {
            self.names = Names::of(self.cx).await?;
            if !self.names.knows(reference) {
                self.strangers.push(reference.clone());
            }
        }
        Ok(())
    }
}

/// Remarks, each once a minute at most: who sends rubbish must not fill the screen.
#[derive(Default)]
struct Remarks(HashMap<String, (Timestamp, u64)>);

impl Remarks {
    /// What to say now, with how often it was kept back.
    fn due(&mut self, line: String, now: Timestamp) -> Option<String> {
        // Rubbish may differ each time.
        if self.0.len() > 64 {
            self.0.clear();
        }
        let (last, kept_back) = self.0.entry(line.clone()).or_insert((Timestamp::MIN, 0));
        if now.duration_since(*last).unsigned_abs() < PAUSE {
            *kept_back += 1;
            return None;
        }
        let more = std::mem::take(kept_back);
        *last = now;
        Some(if more == 0 { line } else { format!("{line} ({more} times more since)") })
    }
}

/// How long a remark is not repeated.
const PAUSE: Duration = Duration::from_mins(1);

fn remark(told: &Told) -> String {
    match told {
        Told::Handshake { .. } => "a handshake was refused: it came with another verify token".to_owned(),
        Told::Forged => "a delivery was refused (401): it is not signed with the app's secret".to_owned(),
        Told::Misdirected(name) => {
            format!("a request for {} was refused (421): tell that name with --public-url", text::shown(name))
        }
        Told::NotKept(error) => format!("a delivery was not taken (503), Meta will bring it again: {error}"),
        Told::Delivery(_) => String::new(),
    }
}

/// A time in hours, or in minutes if it is shorter.
pub(super) fn hours(time: Duration) -> String {
    match time.as_secs() / 3600 {
        0 => format!("{} min", time.as_secs() / 60),
        hours => format!("{hours} h"),
    }
}

/// Where it listens.
#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct Listening {
    listening: Addresses,
}

#[derive(Serialize, JsonSchema)]
struct Addresses {
    url: String,
    /// Under which Meta reaches it, if that is known.
    public_url: Option<String>,
}

impl Listening {
    pub(super) fn new(url: &Url, public: Option<&Url>) -> Self {
        Self { listening: Addresses { url: url.to_string(), public_url: public.map(Url::to_string) } }
    }
}

impl View for Listening {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let Addresses { url, public_url } = &self.listening;
        let title = screen.palette.paint(Role::Title, format!("listening on {url}"));
        writeln!(screen.out, "{title}")?;
        public_url.iter().try_for_each(|url| writeln!(screen.out, "Meta delivers to {}", text::shown(url)))
    }

    fn json(&self) -> Value {
        document(self)
    }
}

/// An event with everything that its line says.
#[derive(Debug, Clone)]
pub(in crate::commands) struct EventLine {
    pub(in crate::commands) whose: String,
    pub(in crate::commands) id: String,
    pub(in crate::commands) received: Timestamp,
    pub(in crate::commands) event: Event,
    pub(in crate::commands) repeat: bool,
}

impl EventLine {
    /// Who to whom.
    pub(in crate::commands) fn who(&self) -> String {
        let Event { asset, from, from_name, to, .. } = &self.event;
        let side = |id: &Option<String>, name: Option<&String>| match (id, name) {
            (Some(id), _) if id == asset => self.whose.clone(),
            (Some(_), Some(name)) => text::shown(name),
            (Some(id), None) => text::shown(id),
            (None, _) => "?".to_owned(),
        };
        match (from, to) {
            (None, None) => String::new(),
            // WhatsApp names the business by its number, which stands in front already.
            (_, Some(_)) if self.event.incoming => format!("{} → {}", side(from, from_name.as_ref()), self.whose),
            (_, None) => side(from, from_name.as_ref()),
            _ => format!("{} → {}", side(from, from_name.as_ref()), side(to, None)),
        }
    }

    /// The text, behind the kind if that is not a plain text.
    pub(in crate::commands) fn what(&self) -> String {
        let Event { kind, text: said, field, .. } = &self.event;
        match said {
            Some(said) if kind == "text" => text::shown(said),
            Some(said) => format!("[{}] {}", text::shown(kind), text::shown(said)),
            None if kind == "unknown" || kind == "unreadable" => format!("[{}: {kind}]", text::shown(field)),
            None => format!("[{}]", text::shown(kind)),
        }
    }
}

/// One thing that a delivery tells.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "event")]
pub(in crate::commands) struct EventView {
    id: String,
    received_at: Timestamp,
    #[serde(rename = "ref")]
    reference: Option<ConnectionRef>,
    object: String,
    field: String,
    kind: String,
    from: Option<String>,
    from_name: Option<String>,
    to: Option<String>,
    text: Option<String>,
    /// What is equal when Meta sends it again.
    key: String,
    /// Whether it came before.
    repeat: bool,
}

impl EventView {
    pub(in crate::commands) fn new(line: &EventLine) -> Self {
        let Event { reference, object, field, kind, from, from_name, to, text, key, .. } = line.event.clone();
        let (id, received_at, repeat) = (line.id.clone(), line.received, line.repeat);
        Self { id, received_at, reference, object, field, kind, from, from_name, to, text, key, repeat }
    }
}

/// One line.
#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct DeliveryLine {
    delivery: EventView,
    #[serde(skip)]
    #[schemars(skip)]
    line: [String; 4],
}

impl DeliveryLine {
    pub(in crate::commands) fn new(line: &EventLine) -> Self {
        let when = line.received.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M:%S").to_string();
        let repeat = if line.repeat { "  (again)" } else { "" };
        let shown = [when, line.whose.clone(), line.who(), format!("{}{repeat}", line.what())];
        Self { delivery: EventView::new(line), line: shown }
    }
}

impl View for DeliveryLine {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let [when, whose, who, what] = &self.line;
        let (when, whose) = (screen.palette.paint(Role::Dim, when), screen.palette.paint(Role::Title, whose));
        let who = if who.is_empty() { String::new() } else { format!("{who}  ") };
        writeln!(screen.out, "{when}  {whose}  {who}{what}")
    }

    fn json(&self) -> Value {
        document(self)
    }
}

/// A body below its lines.
pub(in crate::commands) struct Body(pub(in crate::commands) Vec<u8>);

impl View for Body {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let whole = String::from_utf8_lossy(&self.0);
        let pretty = serde_json::from_str::<Value>(&whole).and_then(|value| serde_json::to_string_pretty(&value));
        let shown = pretty.unwrap_or_else(|_| whole.into_owned());
        shown.lines().try_for_each(|line| writeln!(screen.out, "    {}", text::shown(line)))
    }

    fn json(&self) -> Value {
        Value::from(String::from_utf8_lossy(&self.0))
    }
}
