//! Counts what this process served: calls by shape, and what of the limits is used.

use std::collections::{HashMap, HashSet};

use super::failure::Failure;
use super::limits::{Charge, Scope, Used, Window};

/// How many shapes of calls that are not imitated are remembered.
const STRANGE: usize = 1000;

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    calls: u64,
    shapes: HashMap<String, u64>,
    strange: HashSet<String>,
    windows: HashMap<(Scope, String), Window>,
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
