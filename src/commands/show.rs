//! `snorq show REF`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::hint::Hints;
use super::view::{self, ConnectionView, document};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Connection, text};
use crate::error::Failure;
use crate::terminal::{Cell, KeyValueTable, Screen, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<ShowDocument>("show", &["show"], "one connection")];

/// Show one connection
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A ref such as facebook:1234, a bare id or the exact name
    #[arg(value_name = "REF")]
    reference: String,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let connection = cx.find(&args.reference).await?;
    Ok(cx.terminal.emit(&ConnectionPage(&connection, Hints::of(cx)))?)
}

struct ConnectionPage<'a>(&'a Connection, Hints);

impl View for ConnectionPage<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let one = self.0;
        let none = || "none".to_owned();
        let mut table = KeyValueTable::default();
        table.add("ref", one.reference().to_string());
        table.add("name", view::name(one));
        table.add("status", Cell::mark(view::role(one.status), &view::word(one.status)));
        let lines = [
            ("known as", one.platform_username.as_deref().map_or_else(none, text::shown)),
            ("error", self.1.reason(one).map_or_else(none, |reason| text::shown(&reason.to_string()))),
            ("profile", one.profile.clone()),
            ("stands on", one.parent.as_ref().map_or_else(none, ToString::to_string)),
            ("webhook fields", listed(&one.webhook_fields)),
            ("token", format!("{}, {}", one.token_kind.as_str().replace('_', " "), until(one))),
            ("data access until", one.data_access_expires_at.map_or_else(none, |at| at.to_string())),
            ("permissions", listed(&one.scopes)),
            ("connected", one.created_at.to_string()),
            ("changed", one.updated_at.to_string()),
            ("found well", one.last_verified_at.map_or_else(|| "never".to_owned(), |at| at.to_string())),
        ];
        for (label, value) in lines.into_iter().chain(account(one)) {
            table.add(label, value);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&ShowDocument { connection: view::connection(&self.1, self.0) })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ShowDocument<'a> {
    connection: ConnectionView<'a>,
}

/// Where a WhatsApp number stands.
fn account(one: &Connection) -> Vec<(&'static str, String)> {
    let labels = [("whatsapp account", &one.waba_id), ("business", &one.business_id)];
    labels.into_iter().filter_map(|(label, id)| Some((label, id.clone()?))).collect()
}

fn listed(words: &[String]) -> String {
    if words.is_empty() { "none".to_owned() } else { text::shown(&words.join(", ")) }
}

fn until(one: &Connection) -> String {
    one.token_expires_at.map_or_else(|| "without an end date".to_owned(), |at| format!("until {at}"))
}
