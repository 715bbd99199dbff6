//! `snorq sandbox fault …`

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::failed;
use crate::commands::hint;
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::domain::hint::{Hint, SandboxStep, Step};
use crate::error::Failure;
use crate::sandbox::{Action, BadFault, FAULTS, Fault, FaultKind};
use crate::terminal::{Screen, Table, View};

/// Let the sandbox fail on request, also one that runs
///
/// A fault strikes every request, or those that match, until it is used up or cleared. A client can also ask for one
/// for a single request with the header `x-snorq-fault: KIND;name=value;…`.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Add(Add),
    List(List),
    Clear(Clear),
}

/// Set a fault
///
/// Several are tried in the order in which they were set; the first that matches strikes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  snorq sandbox fault add latency seconds=5
  snorq sandbox fault add throttled code=80001 minutes=2 --matching 'GET /*/subscribed_apps' --times 3
  snorq sandbox fault add error code=190 subcode=460 --skip 4 --times 1")]
pub(crate) struct Add {
    /// What goes wrong
    #[arg(value_parser = kinds())]
    kind: String,
    /// What it is told; a wrong one is answered with what the kind takes
    #[arg(value_name = "NAME=VALUE")]
    params: Vec<String>,
    /// Only requests with this in `METHOD /path`; `*` is anything, the version may be left out
    #[arg(long, value_name = "PART", default_value = "", hide_default_value = true)]
    matching: String,
    /// How many requests it strikes [default: all, until it is cleared]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    times: Option<u32>,
    /// How many requests pass first
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    skip: u32,
}

/// Show the faults that are set
#[derive(Debug, clap::Args)]
pub(crate) struct List {}

/// Remove a fault, or all of them
#[derive(Debug, clap::Args)]
pub(crate) struct Clear {
    /// Only the fault of this number
    number: Option<u32>,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(FAULTS.iter().map(|kind| PossibleValue::new(kind.name).help(about(kind))))
}

/// What a kind does, and what it can be told.
fn about(kind: &FaultKind) -> String {
    let params = kind.params.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
    if params.is_empty() { kind.about.to_owned() } else { format!("{} [{}]", kind.about, params.join(", ")) }
}

impl Command {
    pub(crate) fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Add(args) => add(cx, args),
            Self::List(List {}) => list(cx),
            Self::Clear(args) => clear(cx, &args),
        }
    }
}

fn add(cx: &Context, args: Add) -> Result<(), Failure> {
    let params: Vec<_> = args.params.iter().map(String::as_str).collect();
    let action = Action::read(&args.kind, &params).map_err(|bad| wrong(&bad))?;
    let times = args.times.unwrap_or(Fault::ALWAYS);
    let fault = Fault { matching: args.matching, skip: args.skip, times, action };
    let number = open_sandbox(&cx.paths)?.set_fault(fault.clone()).map_err(|error| failed(&error))?;
    hint::next(cx, "to end it", &[Step::Sandbox(SandboxStep::ClearFaults)]);
    Ok(cx.terminal.emit(&Faults(vec![(number, fault)]))?)
}

fn list(cx: &Context) -> Result<(), Failure> {
    let faults = open_sandbox(&cx.paths)?.faults().map_err(|error| failed(&error))?;
    if faults.is_empty() {
        cx.terminal.info("no faults are set");
    }
    Ok(cx.terminal.emit(&Faults(faults))?)
}

fn clear(cx: &Context, args: &Clear) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    match args.number {
        None => drop(sandbox.remove_faults().map_err(|error| failed(&error))?),
        Some(number) => {
            if !sandbox.remove_fault(number).map_err(|error| failed(&error))? {
                let hint = Hint::new("see them", Step::Sandbox(SandboxStep::Faults));
                return Err(Failure::not_found(format!("there is no fault {number}")).hint(hint));
            }
        }
    }
    list(cx)
}

fn wrong(bad: &BadFault) -> Failure {
    Failure::usage(bad.to_string()).hint(Hint::new("see the kinds", Step::Sandbox(SandboxStep::FaultKinds)))
}

struct Faults(Vec<(u32, Fault)>);

impl View for Faults {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut table = Table::new(&["NUMBER", "FAULT", "MATCHING", "SKIP", "TIMES"]);
        for (number, fault) in &self.0 {
            let times = if fault.times == Fault::ALWAYS { "always".to_owned() } else { fault.times.to_string() };
            let matching = if fault.matching.is_empty() { "all" } else { &fault.matching };
            let cells =
                [number.to_string(), fault.action.to_string(), matching.to_owned(), fault.skip.to_string(), times];
            table.row(cells);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&FaultsDocument {
            faults: self.0.iter().map(|(number, fault)| FaultView::new(*number, fault)).collect(),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FaultsDocument<'a> {
    faults: Vec<FaultView<'a>>,
}

/// A fault that is set; `times` is null for one that strikes always.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "fault")]
struct FaultView<'a> {
    number: u32,
    kind: &'static str,
    params: Map<String, Value>,
    matching: &'a str,
    skip: u32,
    times: Option<u32>,
}

impl<'a> FaultView<'a> {
    fn new(number: u32, fault: &'a Fault) -> Self {
        let params = fault.action.params().into_iter();
        Self {
            number,
            kind: fault.action.kind(),
            params: params.map(|(name, value)| (name.to_owned(), value.into())).collect(),
            matching: &fault.matching,
            skip: fault.skip,
            times: (fault.times != Fault::ALWAYS).then_some(fault.times),
        }
    }
}
