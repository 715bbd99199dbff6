//! `snorq sandbox seed` and `snorq sandbox reset`

use serde_json::{Value, json};

use super::status;
use crate::context::{Context, open_sandbox};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::sandbox::{SEEDS, Sandbox};
use crate::terminal::{Screen, Table, View};

/// Begin the sandbox's world anew from a named seed; without a name, list the seeds
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The seed
    name: Option<String>,
}

/// Begin the sandbox's world anew from its present seed
#[derive(Debug, clap::Args)]
pub(crate) struct Reset {}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let Some(name) = &args.name else {
        return Ok(cx.terminal.emit(&Seeds)?);
    };
    if !SEEDS.iter().any(|(seed, _)| seed == name) {
        let names: Vec<_> = SEEDS.iter().map(|(seed, _)| *seed).collect();
        return Err(Failure::not_found(format!("there is no seed '{}'", text::shown(name)))
            .hint(format!("there are {}", names.join(", "))));
    }
    let sandbox = open_sandbox(&cx.paths)?;
    sandbox.seed(name).map_err(|error| failed(&error.to_string()))?;
    done(cx, &sandbox)
}

pub(crate) fn reset(cx: &Context, _: &Reset) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    sandbox.reset().map_err(|error| failed(&error.to_string()))?;
    done(cx, &sandbox)
}

fn done(cx: &Context, sandbox: &Sandbox) -> Result<(), Failure> {
    cx.terminal.note("the world is new; records of --sandbox connections are older than it");
    cx.terminal.note("next: snorq --sandbox connect facebook");
    status::emit(cx, sandbox)
}

fn failed(reason: &str) -> Failure {
    Failure::new(Kind::Database, format!("the sandbox's world cannot be changed: {reason}"))
}

struct Seeds;

impl View for Seeds {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let mut table = Table::new(&["SEED", "WORLD"]);
        for (name, about) in SEEDS {
            table.row([(*name).to_owned(), (*about).to_owned()]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let seeds: Vec<_> = SEEDS.iter().map(|(name, about)| json!({"name": name, "description": about})).collect();
        json!({"seeds": seeds})
    }
}
