//! `snorq schema [NAME]`
//!
//! Every document that a command writes is a type, and its schema is made from that. The tests hold every document that
//! they meet against it.

mod document;

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

pub(super) use document::Document;

use super::view::{self, ErrorView};
use crate::context::Context;
use crate::domain::{Hint, Step};
use crate::error::Failure;
use crate::terminal::{Screen, Table, View};

/// What each command writes, in the order in which they are listed.
const ROOMS: &[&[Document]] = &[
    super::connect::DOCUMENTS,
    super::send::DOCUMENTS,
    super::status::DOCUMENTS,
    super::list::DOCUMENTS,
    super::show::DOCUMENTS,
    super::verify::DOCUMENTS,
    super::doctor::DOCUMENTS,
    super::refresh::DOCUMENTS,
    super::permissions::DOCUMENTS,
    super::revoke::DOCUMENTS,
    super::plan::DOCUMENTS,
    super::token::DOCUMENTS,
    super::log::DOCUMENTS,
    super::open::DOCUMENTS,
    super::explain::DOCUMENTS,
    super::app::DOCUMENTS,
    super::key::DOCUMENTS,
    super::webhooks::DOCUMENTS,
    super::listen::DOCUMENTS,
    super::prove::DOCUMENTS,
    super::deliveries::DOCUMENTS,
    super::trigger::DOCUMENTS,
    super::sandbox::DOCUMENTS,
    &[
        Document::of::<SchemaList>("schema", &["schema"], "the schemas that there are"),
        Document::of::<ErrorView>("error", &[], "what ended a command, on stderr"),
    ],
];

/// Print the JSON schema of a command's documents, or list the schemas
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A name from the list, such as list, verify or error
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let Some(name) = &args.name else {
        return Ok(cx.terminal.emit(&SchemaList { schemas: documents().map(SchemaEntry::new).collect() })?);
    };
    let Some(found) = documents().find(|one| one.name == name) else {
        return Err(Failure::not_found(format!("there is no schema '{}'", crate::domain::text::shown(name)))
            .hint(Hint::new("see them", Step::Schema(None))));
    };
    let mut write = |screen: &mut Screen<'_>| {
        serde_json::to_writer_pretty(&mut *screen.out, &found.schema())?;
        writeln!(screen.out)
    };
    Ok(cx.terminal.stream(&mut write)?)
}

fn documents() -> impl Iterator<Item = &'static Document> {
    ROOMS.iter().copied().flatten()
}

#[derive(Serialize, JsonSchema)]
struct SchemaList {
    schemas: Vec<SchemaEntry>,
}

/// A schema, and the commands whose documents it describes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "schema-entry")]
struct SchemaEntry {
    name: &'static str,
    commands: &'static [&'static str],
    description: &'static str,
}

impl SchemaEntry {
    fn new(one: &Document) -> Self {
        Self { name: one.name, commands: one.commands, description: one.description }
    }
}

impl View for SchemaList {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["NAME", "DESCRIBES"]).cutting(&["DESCRIBES"]);
        for one in &self.schemas {
            table.row([one.name, one.description]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        view::document(self)
    }
}
