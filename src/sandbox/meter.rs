//! Counts what this process served: calls by shape, the latest of them, and what of the limits is used.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use jiff::Timestamp;

use super::failure::Failure;
use super::limits::{Charge, Scope, Used, Window};

/// How many shapes of calls that are not imitated are remembered.
const STRANGE: usize = 1000;

/// How many of the latest calls are remembered.
const SEEN: usize = 200;

/// A call that was answered, without anything secret.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// Its number among those that were seen.
    pub(crate) number: u64,
    /// When it was answered, by the machine.
    pub(crate) at: Timestamp,
    /// Method and path, with ids taken out.
    pub(crate) line: String,
    /// HTTP status; 0 where the connection was cut.
    pub(crate) status: u16,
    /// The kind of fault that struck it.
    pub(crate) fault: Option<&'static str>,
    /// Trace id.
    pub(crate) trace: String,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Seen {
    /// The time of day.
    pub(crate) fn time(&self) -> String {
        self.at.strftime("%H:%M:%S").to_string()
    }

    /// How long it took.
    pub(crate) fn milliseconds(&self) -> String {
        format!("{:.1}", self.took.as_secs_f64() * 1000.0)
    }

    /// As a row of a table: time, call, status, how long, fault, trace id.
    pub(crate) fn cells(&self) -> Vec<String> {
        let took = format!("{} ms", self.milliseconds());
        let fault = self.fault.unwrap_or("").to_owned();
        vec![self.time(), self.line.clone(), self.status.to_string(), took, fault, self.trace.clone()]
    }
}

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    calls: u64,
    shapes: HashMap<String, u64>,
    strange: HashSet<String>,
    windows: HashMap<(Scope, String), Window>,
    seen: VecDeque<Seen>,
    last: u64,
}

impl Meter {
    /// Counts a call and gives its number.
    pub(crate) fn call(&mut self, shape: String) -> u64 {
        self.calls += 1;
        *self.shapes.entry(shape).or_default() += 1;
        self.calls
    }

    /// All calls so far.
    pub(crate) fn calls(&self) -> u64 {
        self.calls
    }

    /// Calls by method and path shape, sorted.
    pub(crate) fn shapes(&self) -> Vec<(String, u64)> {
        let mut shapes: Vec<_> = self.shapes.iter().map(|(shape, count)| (shape.clone(), *count)).collect();
        shapes.sort();
        shapes
    }

    /// Remembers a call that was answered, in the place of the oldest one. Its number is given here.
    pub(crate) fn saw(&mut self, mut call: Seen) {
        self.last += 1;
        call.number = self.last;
        if self.seen.len() == SEEN {
            self.seen.pop_front();
        }
        self.seen.push_back(call);
    }

    /// The remembered calls behind a number, oldest first.
    pub(crate) fn seen(&self, after: u64) -> impl Iterator<Item = &Seen> {
        self.seen.iter().filter(move |call| call.number > after)
    }

    /// Takes note of a call that is not imitated; says whether it is the first of its shape. The memory is bounded: who
    /// asks for ever new things is told of the first ones.
    pub(crate) fn strange(&mut self, shape: &str) -> bool {
        self.strange.len() < STRANGE && self.strange.insert(shape.to_owned())
    }

    /// Counts a call against its limits; says what is used of them, and refuses the call where one is used up.
    pub(crate) fn charge(&mut self, charges: &[Charge], now: i64, enforced: bool) -> (Vec<Used>, Result<(), Failure>) {
        let (mut all, mut refused) = (Vec::new(), Ok(()));
        for charge in charges {
            let window = self.windows.entry((charge.scope, charge.asset.clone())).or_default();
            let (used, room) = window.charge(charge, now, enforced);
            if !room {
                refused = refused.and(Err(used.refusal()));
            }
            all.push(used);
        }
        (all, refused)
    }
}
