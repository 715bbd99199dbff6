//! `snorq sandbox status`

use serde_json::{Value, json};

use crate::context::{Context, open_sandbox};
use crate::error::{Failure, Kind};
use crate::sandbox::Sandbox;
use crate::terminal::{Role, Screen, View};

/// Show what the sandbox's world holds
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(cx: &Context, _: &Args) -> Result<(), Failure> {
    emit(cx, &open_sandbox(&cx.paths)?)
}

/// Shows the state of `sandbox`.
pub(super) fn emit(cx: &Context, sandbox: &Sandbox) -> Result<(), Failure> {
    let status = sandbox.status().map_err(|error| Failure::new(Kind::Database, error.to_string()))?;
    Ok(cx.terminal.emit(&Shown(status.to_json()))?)
}

struct Shown(Value);

impl View for Shown {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        for (key, value) in self.0.as_object().into_iter().flatten() {
            let label = screen.palette.paint(Role::Dim, format!("{:<20}", key.replace('_', " "))).to_string();
            match value {
                Value::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        let label = if index == 0 { label.clone() } else { " ".repeat(20) };
                        writeln!(screen.out, "{label}{}", item.as_str().unwrap_or_default())?;
                    }
                }
                Value::String(text) => writeln!(screen.out, "{label}{text}")?,
                other => writeln!(screen.out, "{label}{other}")?,
            }
        }
        Ok(())
    }

    fn json(&self) -> Value {
        json!({"sandbox": self.0})
    }
}
