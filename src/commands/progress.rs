//! A flow's progress on the terminal.

use std::sync::Mutex;

use crate::domain::{ConnectionRef, Verb};
use crate::flows::Reporter;
use crate::flows::recover::Recovered;
use crate::terminal::{Progress, Terminal};

/// Progress as bars and lines of a terminal.
pub(crate) struct ProgressReporter<'a> {
    terminal: &'a dyn Terminal,
    bar: Mutex<Option<Box<dyn Progress>>>,
}

impl<'a> ProgressReporter<'a> {
    /// Shows on `terminal`.
    pub(crate) fn on(terminal: &'a dyn Terminal) -> Self {
        Self { terminal, bar: Mutex::new(None) }
    }

    fn bar(&self) -> std::sync::MutexGuard<'_, Option<Box<dyn Progress>>> {
        self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Reporter for ProgressReporter<'_> {
    fn start(&self, what: &str, total: Option<u64>) {
        *self.bar() = Some(self.terminal.progress(what, total));
    }

    fn advance(&self, by: u64) {
        if let Some(bar) = self.bar().as_ref() {
            bar.advance(by);
        }
    }

    fn finish(&self) {
        *self.bar() = None;
    }

    fn remark(&self, line: &str) {
        self.terminal.info(line);
    }

    fn waiting(&self) {
        self.terminal.info("waiting for another snorq to finish …");
    }

    fn recovered(&self, recovered: &Recovered) {
        let told = |end: &str, verb: Verb, reference: &ConnectionRef| {
            self.terminal.warn(&format!("an earlier run was cut off; {end}: {} {reference}", verb.as_str()));
        };
        recovered.finished.iter().for_each(|(verb, reference)| told("finished", *verb, reference));
        recovered.undone.iter().for_each(|(verb, reference)| told("undone", *verb, reference));
        for (verb, reference, failure) in &recovered.parked {
            let what = format!("{} {reference} stays open: {failure}", verb.as_str());
            self.terminal.warn(&format!("an earlier run was cut off; {what}"));
        }
    }
}
