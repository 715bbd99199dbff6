//! `snorq sandbox status`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::seed::SeedView;
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::error::{Failure, Kind};
use crate::sandbox::Sandbox;
use crate::terminal::{KeyValueTable, Screen, View};

/// Show what the sandbox's world holds
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(cx: &Context, _: &Args) -> Result<(), Failure> {
    emit(cx, &open_sandbox(&cx.paths)?)
}

/// Shows the state of `sandbox`.
pub(super) fn emit(cx: &Context, sandbox: &Sandbox) -> Result<(), Failure> {
    let status = sandbox.status().map_err(|error| Failure::new(Kind::Database, error.to_string()))?;
    Ok(cx.terminal.emit(&WorldFigures(status.to_json()))?)
}

struct WorldFigures(Value);

impl View for WorldFigures {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let mut table = KeyValueTable::default();
        for (key, value) in self.0.as_object().into_iter().flatten() {
            let label = key.replace('_', " ");
            match value {
                Value::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        table.add(if index == 0 { &label } else { "" }, item.as_str().unwrap_or_default());
                    }
                }
                Value::String(text) => table.add(&label, text),
                other => table.add(&label, other.to_string()),
            }
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&WorldDocument { sandbox: Some(&self.0), seeds: None })
    }
}

/// The world in figures, or the seeds that there are.
#[derive(Serialize, JsonSchema)]
pub(super) struct WorldDocument<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Map<String, Value>")]
    pub(super) sandbox: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<SeedView>")]
    pub(super) seeds: Option<Vec<SeedView>>,
}
