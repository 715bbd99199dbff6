//! `snorq webhooks status`

use std::collections::BTreeSet;
use std::io;

use serde_json::{Value, json};

use super::document;
use crate::commands::progress::Shown;
use crate::context::Context;
use crate::domain::{WebhookObject, text};
use crate::error::Failure;
use crate::flows::webhooks::{Layers, Mine, both_layers};
use crate::platforms::{AppSubscription, AppWebhooks as _};
use crate::terminal::{Cell, Role, Screen, Table, View};

/// Show both layers of webhooks side by side
///
/// The app's own subscriptions with their callbacks; and of every connection what its Page or account sends, and which
/// of the wished fields get lost at which layer. Looks only: what it means for each connection is for verify to say.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) async fn run(cx: &Context, _: &Args) -> Result<(), Failure> {
    let steps = Shown::on(cx.terminal.as_ref());
    let tools = cx.tools(&steps).await?;
    let app = cx.connector().await?.subscriptions().await?;
    let layers = both_layers(&tools, cx.examiners().await?, app).await?;
    cx.terminal.emit(&Status(&layers))?;
    advise(cx, &layers);
    Ok(())
}

fn advise(cx: &Context, layers: &Layers) {
    let lost = |mine: &&Mine| !mine.missing_at_app.is_empty();
    let objects: BTreeSet<_> = layers.connections.iter().filter(lost).map(|mine| mine.object).collect();
    for object in objects {
        let url = layers.app.iter().find(|one| one.object == object.as_str()).and_then(|one| one.callback_url.clone());
        let url = url.map_or_else(|| "https://YOURS".to_owned(), |url| text::shown(&url));
        cx.next(&format!("next: snorq webhooks set --object {object} --callback-url {url} --verify-token-stdin"));
    }
    if layers.connections.iter().any(|mine| !mine.missing_here.is_empty()) {
        cx.next("next: snorq verify --fix subscribes Pages and accounts again");
    }
}

struct Status<'a>(&'a Layers);

impl View for Status<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut app = Table::new(&["THE APP", "STATE", "CALLBACK", "FIELDS"]).wrapping(&["FIELDS"]);
        for object in WebhookObject::ALL {
            let found = self.0.app.iter().find(|one| one.object == object.as_str());
            app.row(app_row(object.as_str(), found));
        }
        let known: Vec<_> = WebhookObject::ALL.map(WebhookObject::as_str).to_vec();
        for other in self.0.app.iter().filter(|one| !known.contains(&one.object.as_str())) {
            app.row(app_row(&other.object, Some(other)));
        }
        app.write(screen)?;
        if self.0.connections.is_empty() {
            return Ok(());
        }
        if screen.width.is_some() {
            writeln!(screen.out)?;
        }
        let mut table = Table::new(&["STATE", "NAME", "REF", "SENDS", "NOTE"]).cutting(&["NAME"]).wrapping(&["NOTE"]);
        self.0.connections.iter().for_each(|mine| table.row(row(mine)));
        table.write(screen)
    }

    fn json(&self) -> Value {
        let app: Vec<_> = self.0.app.iter().map(document).collect();
        let connections: Vec<_> = self.0.connections.iter().map(connection).collect();
        json!({"app": app, "connections": connections})
    }
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

fn row(mine: &Mine) -> [Cell; 5] {
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

fn remarks(mine: &Mine) -> String {
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

fn connection(mine: &Mine) -> Value {
    let sent = mine.sent.as_ref().ok();
    json!({
        "ref": mine.reference.to_string(),
        "name": mine.name,
        "object": mine.object.as_str(),
        "subscribed": sent.map(|sent| sent.subscribed),
        "fields": sent.map(|sent| &sent.fields),
        "callback_url": sent.and_then(|sent| sent.callback.as_ref()),
        "missing_at_app": mine.missing_at_app,
        "missing_here": mine.missing_here,
        "error": mine.sent.as_ref().err(),
    })
}
