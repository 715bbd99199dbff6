//! `snorq schema [NAME]`
//!
//! Every document that a command writes has a schema here. The tests hold every document that they meet against it, so
//! that neither can change without the other.

use std::io;

use serde_json::{Value, json};

use crate::context::Context;
use crate::domain::{Hint, Step};
use crate::error::{Failure, Kind};
use crate::terminal::{Screen, Table, View};

/// All schemas in one document, by name. `x-commands` tells which commands write it.
const WHOLE: &str = include_str!("snorq-v1.json");

/// Print the JSON schema of a command's documents, or list the schemas
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A name from the list, such as list, verify or error
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let whole: Value = serde_json::from_str(WHOLE)
        .map_err(|error| Failure::new(Kind::Failed, format!("the schemas cannot be read: {error}")))?;
    let Some(name) = &args.name else {
        return Ok(cx.terminal.emit(&List { schemas: documents(&whole) })?);
    };
    if !documents(&whole).iter().any(|one| one["name"] == **name) {
        return Err(Failure::not_found(format!("there is no schema '{}'", crate::domain::text::shown(name)))
            .hint(Hint::new("see them", Step::Schema(None))));
    }
    let mut schema = json!({
        "$schema": whole["$schema"],
        "title": format!("snorq {name}"),
        "$ref": format!("#/$defs/{name}"),
    });
    schema["$defs"] = whole["$defs"].clone();
    let mut write = |screen: &mut Screen<'_>| {
        serde_json::to_writer_pretty(&mut *screen.out, &schema)?;
        writeln!(screen.out)
    };
    Ok(cx.terminal.stream(&mut write)?)
}

/// The schemas of whole documents; the others are parts.
fn documents(whole: &Value) -> Vec<Value> {
    let defs = whole["$defs"].as_object().into_iter().flatten();
    let named = defs.filter(|(_, schema)| schema.get("x-commands").is_some());
    let row = |(name, schema): (&String, &Value)| json!({"name": name, "commands": schema["x-commands"], "description": schema["description"]});
    named.map(row).collect()
}

struct List {
    schemas: Vec<Value>,
}

impl View for List {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["NAME", "DESCRIBES"]).cutting(&["DESCRIBES"]);
        for one in &self.schemas {
            table.row(["name", "description"].map(|key| one[key].as_str().unwrap_or_default()));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        json!({"schemas": self.schemas})
    }
}
