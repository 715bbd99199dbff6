//! Counts what this process served: calls by route, the latest of them, and what of the limits is used.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use jiff::Timestamp;

use super::error::GraphError;
use super::limits::{Charge, Scope, Used, Window};

/// How many routes of calls that are not imitated are remembered.
const UNIMPLEMENTED: usize = 1000;

/// How many of the latest calls are remembered.
const RECENT: usize = 200;

/// A call that was answered, without anything secret.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// Its number among those that were seen.
    pub(crate) number: u64,
    /// When it was answered, by the machine.
    pub(crate) at: Timestamp,
    /// Method and path, with ids taken out.
    pub(crate) route: String,
    /// HTTP status; 0 where the connection was cut.
    pub(crate) status: u16,
    /// The kind of fault that struck it.
    pub(crate) fault: Option<&'static str>,
    /// Trace id.
    pub(crate) trace: String,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Record {
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
        vec![self.time(), self.route.clone(), self.status.to_string(), took, fault, self.trace.clone()]
    }
}

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    calls: u64,
    routes: HashMap<String, u64>,
    unimplemented: HashSet<String>,
    windows: HashMap<(Scope, String), Window>,
    recent: VecDeque<Record>,
    last: u64,
}

impl Metrics {
    /// Counts a call and gives its number.
    pub(crate) fn call(&mut self, route: String) -> u64 {
        self.calls += 1;
        *self.routes.entry(route).or_default() += 1;
        self.calls
    }

    /// All calls so far.
    pub(crate) fn calls(&self) -> u64 {
        self.calls
    }

    /// Calls by method and path route, sorted.
    pub(crate) fn routes(&self) -> Vec<(String, u64)> {
        let mut routes: Vec<_> = self.routes.iter().map(|(route, count)| (route.clone(), *count)).collect();
        routes.sort();
        routes
    }

    /// Remembers a call that was answered, in the place of the oldest one. Its number is given here.
    pub(crate) fn record(&mut self, mut call: Record) {
        self.last += 1;
        call.number = self.last;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(call);
    }

    /// The remembered calls behind a number, oldest first.
    pub(crate) fn recent(&self, after: u64) -> impl Iterator<Item = &Record> {
        self.recent.iter().filter(move |call| call.number > after)
    }

    /// Takes note of a call that is not imitated; says whether it is the first of its route. The memory is bounded: who
    /// asks for ever new things is told of the first ones.
    pub(crate) fn unimplemented(&mut self, route: &str) -> bool {
        self.unimplemented.len() < UNIMPLEMENTED && self.unimplemented.insert(route.to_owned())
    }

    /// Counts a call against its limits; says what is used of them, and refuses the call where one is used up.
    pub(crate) fn charge(
        &mut self,
        charges: &[Charge],
        now: i64,
        enforced: bool,
    ) -> (Vec<Used>, Result<(), GraphError>) {
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
