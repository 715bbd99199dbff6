//! Shows a story's steps on the terminal.

use std::sync::Mutex;

use crate::flows::Reporter;
use crate::terminal::{Progress, Terminal};

/// Progress as bars and lines of a terminal.
pub(crate) struct Shown<'a> {
    terminal: &'a dyn Terminal,
    bar: Mutex<Option<Box<dyn Progress>>>,
}

impl<'a> Shown<'a> {
    /// Shows on `terminal`.
    pub(crate) fn on(terminal: &'a dyn Terminal) -> Self {
        Self { terminal, bar: Mutex::new(None) }
    }

    fn bar(&self) -> std::sync::MutexGuard<'_, Option<Box<dyn Progress>>> {
        self.bar.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Reporter for Shown<'_> {
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
}
