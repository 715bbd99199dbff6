//! Counts what was served, and turns it into Meta's usage headers (Meta, rate limiting).
//!
//! The share of a generous budget is told in a sliding hour, so the figures add up without ever slowing a normal run.
//! The sandbox does not throttle by itself and therefore never claims 100 %.

use std::collections::HashMap;

/// Calls an hour before the app's figure would be full.
const APP_BUDGET: u64 = 200_000;
/// Calls an hour before a Page's figure would be full.
const PAGE_BUDGET: u64 = 4_800;

/// The count of this hour and of the one before it.
#[derive(Debug, Clone, Copy, Default)]
struct Hours {
    hour: i64,
    this: u64,
    last: u64,
}

impl Hours {
    fn add(&mut self, now: i64) -> u64 {
        let hour = now.div_euclid(3600);
        if hour != self.hour {
            self.last = if hour == self.hour + 1 { self.this } else { 0 };
            self.this = 0;
            self.hour = hour;
        }
        self.this += 1;
        let left = u64::try_from(3600 - now.rem_euclid(3600)).unwrap_or(0);
        self.this + self.last * left / 3600
    }
}

/// The counters of one process.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    calls: u64,
    shapes: HashMap<String, u64>,
    app: Hours,
    pages: HashMap<String, Hours>,
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

    /// The value of `x-app-usage`.
    pub(crate) fn app_usage(&mut self, now: i64) -> String {
        let share = share(self.app.add(now), APP_BUDGET);
        format!("{{\"call_count\":{share},\"total_cputime\":{},\"total_time\":{}}}", share / 3, share / 2)
    }

    /// The value of `x-business-use-case-usage` for a Page.
    pub(crate) fn page_usage(&mut self, page: &str, now: i64) -> String {
        let share = share(self.pages.entry(page.to_owned()).or_default().add(now), PAGE_BUDGET);
        format!(
            "{{\"{page}\":[{{\"type\":\"pages\",\"call_count\":{share},\"total_cputime\":{},\"total_time\":{},\
             \"estimated_time_to_regain_access\":0}}]}}",
            share / 3,
            share / 2
        )
    }
}

fn share(count: u64, budget: u64) -> u64 {
    (count * 100 / budget).min(99)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_adds_up_and_fades_within_an_hour() {
        let mut meter = Meter::default();
        for _ in 0..479 {
            meter.page_usage("1", 0);
        }
        assert!(meter.page_usage("1", 0).contains("\"call_count\":10,"));
        assert!(meter.page_usage("1", 3600 + 1800).contains("\"call_count\":5,"));
        assert!(meter.page_usage("1", 3600 * 4).contains("\"call_count\":0,"));
    }
}
