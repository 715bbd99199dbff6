//! `snorq sandbox seed` and `snorq sandbox reset`

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::status;
use crate::commands::hint;
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::domain::text;
use crate::error::{Failure, Kind};
use crate::sandbox::{PAINS, SEEDS, Sandbox, SandboxError, Seed};
use crate::settings::SANDBOX;
use crate::terminal::{Screen, Table, View};

/// Begin the sandbox's world anew from a named seed; without a name, list the seeds
///
/// The records of earlier --sandbox connections go with the old world.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The seed
    name: Option<String>,
}

/// Begin the sandbox's world anew from its present seed
///
/// The records of earlier --sandbox connections go with the old world.
#[derive(Debug, clap::Args)]
pub(crate) struct Reset {}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let Some(name) = &args.name else {
        return Ok(cx.terminal.emit(&Seeds)?);
    };
    if !SEEDS.iter().any(|seed| seed.name == name) {
        let names: Vec<_> = SEEDS.iter().map(|seed| seed.name).collect();
        return Err(Failure::not_found(format!("there is no seed '{}'", text::shown(name)))
            .hint(format!("there are {}", names.join(", "))));
    }
    begin_anew(cx, |sandbox| sandbox.seed(name)).await
}

pub(crate) async fn reset(cx: &Context, _: &Reset) -> Result<(), Failure> {
    begin_anew(cx, Sandbox::reset).await
}

/// Replaces the world, and forgets what `--sandbox` had connected in the old one: its tokens open nothing any more.
pub(super) async fn begin_anew(
    cx: &Context,
    replace: impl FnOnce(&Sandbox) -> Result<(), SandboxError>,
) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    let lock = cx.lock_profiles().await?;
    replace(&sandbox).map_err(|error| failed(&error))?;
    cx.store().await?.remove_profile(SANDBOX, &[]).await?;
    drop(lock);
    hint::next(cx, "next", &[Step::TrySandbox { dry_run: false }]);
    status::emit(cx, &sandbox)
}

/// A file that cannot be used is the caller's affair; all else is the world's.
pub(super) fn failed(error: &SandboxError) -> Failure {
    match error {
        SandboxError::File(_) => Failure::usage(error.to_string())
            .hint(Hint::new("see what a file may hold", Step::Sandbox(SandboxStep::FileSchema))),
        SandboxError::NoSuchSeed(_) => {
            Failure::usage(error.to_string()).hint(Hint::new("see the seeds", Step::Sandbox(SandboxStep::Seeds)))
        }
        _ => Failure::new(Kind::Database, format!("the sandbox's world cannot be changed: {error}")),
    }
}

struct Seeds;

impl View for Seeds {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let mut table = Table::new(&["SEED", "WORLD"]).wrapping(&["WORLD"]);
        for seed in SEEDS {
            table.row([seed.name.to_owned(), seed.about.to_owned()]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&status::WorldDocument { sandbox: None, seeds: Some(SEEDS.iter().map(SeedView::new).collect()) })
    }
}

/// A world to begin with, and what of real life it shows.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "seed")]
pub(super) struct SeedView {
    name: &'static str,
    description: &'static str,
    shows: Vec<&'static str>,
}

impl SeedView {
    fn new(seed: &Seed) -> Self {
        let pains = PAINS.iter().filter(|(number, _)| seed.pains.contains(number));
        Self { name: seed.name, description: seed.about, shows: pains.map(|(_, words)| *words).collect() }
    }
}
