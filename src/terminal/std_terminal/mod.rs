//! The streams of this process as screen and keyboard.

mod prompts;
#[cfg(test)]
mod tests;

use std::io::{self, BufWriter, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};
use console::Term;
use indicatif::{MultiProgress, ProgressDrawTarget};
use serde_json::Value;

use super::messages::{harmless, labelled, put, write_lines};
use super::progress::{self, ProgressTarget};
use super::{OutputOptions, Palette, Progress, Screen, Terminal, TerminalInfo, View, document};

/// The terminal of this process.
pub struct StdTerminal {
    options: OutputOptions,
    info: TerminalInfo,
    out: Palette,
    err: Palette,
    bars: MultiProgress,
    /// Warnings of a run whose stderr is a document if it fails: they go into it, or are written when all went well.
    held: Mutex<Vec<String>>,
    stdout_closed: AtomicBool,
}

impl Drop for StdTerminal {
    fn drop(&mut self) {
        for line in self.take_held() {
            self.write_warning(&line);
        }
    }
}

impl StdTerminal {
    /// Decides about colours, for the libraries below as well.
    pub fn new(options: OutputOptions, info: TerminalInfo) -> Self {
        let out = info.palette(options.color, info.stdout);
        let err = info.palette(options.color, info.stderr);
        console::set_colors_enabled(out.is_coloured());
        console::set_colors_enabled_stderr(err.is_coloured());
        Self {
            options,
            info,
            out,
            err,
            bars: MultiProgress::with_draw_target(ProgressDrawTarget::stderr()),
            held: Mutex::default(),
            stdout_closed: AtomicBool::new(false),
        }
    }

    fn take_held(&self) -> Vec<String> {
        std::mem::take(&mut *self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether messages on stderr are coloured, for a library that writes there by itself.
    pub fn colours_messages(&self) -> bool {
        self.err.is_coloured()
    }

    /// Lines on stderr, above a bar if there is one.
    fn write_messages(&self, lines: &str) {
        let choice = choice(self.err);
        self.bars.suspend(|| write_lines(&mut AutoStream::new(io::stderr().lock(), choice), lines));
    }

    fn write_warning(&self, line: &str) {
        self.write_messages(&labelled(&format!("warning: {line}"), self.err));
    }

    /// A reader that has closed the pipe has all that it wanted: no error.
    fn quiet(&self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.stdout_closed.store(true, Ordering::Relaxed);
                Ok(())
            }
            other => other,
        }
    }

    fn progress_target(&self) -> ProgressTarget {
        let columns = self.info.columns(&Term::stderr(), self.info.stderr);
        match columns {
            Some(_) if self.options.quiet => ProgressTarget::Nowhere,
            Some(_) if self.info.term_dumb => ProgressTarget::Lines,
            Some(columns) => ProgressTarget::Drawn(columns),
            None => ProgressTarget::Nowhere,
        }
    }
}

impl Terminal for StdTerminal {
    fn emit(&self, view: &dyn View) -> io::Result<()> {
        if self.options.json {
            let line = document::line(self.options.environment, view.json());
            return self.bars.suspend(|| self.quiet(put(&mut io::stdout().lock(), line.as_bytes())));
        }
        self.stream(&mut |screen| view.human(screen))
    }

    fn stream(&self, write: &mut dyn FnMut(&mut Screen<'_>) -> io::Result<()>) -> io::Result<()> {
        let width = self.info.columns(&Term::stdout(), self.info.stdout);
        // A document carries no colours, and whatever looks like one in it is data.
        let choice = if self.options.json { ColorChoice::AlwaysAnsi } else { choice(self.out) };
        // Not suspended: whatever is written may take a while, and the writer may want to warn meanwhile.
        let _ = self.bars.clear();
        let mut out = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
        let written =
            write(&mut Screen { out: &mut out, width, palette: self.out, environment: self.options.environment });
        // What was written before something failed is still data.
        self.quiet(written.and(out.flush()))
    }

    fn is_stdout_closed(&self) -> bool {
        self.stdout_closed.load(Ordering::Relaxed)
    }

    fn is_json(&self) -> bool {
        self.options.json
    }

    fn info(&self, line: &str) {
        if !self.options.quiet && !self.options.json {
            self.write_messages(&harmless(line));
        }
    }

    fn say(&self, line: &str) {
        self.write_messages(&harmless(line));
    }

    fn warn(&self, line: &str) {
        if self.options.json {
            return self.held.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
        }
        self.write_warning(line);
    }

    fn error(&self, human: &str, json: &Value) {
        if self.options.json {
            let mut document = json.clone();
            document["warnings"] = self.take_held().into();
            self.write_messages(document::line(self.options.environment, document).trim_end());
        } else {
            self.write_messages(&labelled(human, self.err));
        }
    }

    fn progress(&self, what: &str, total: Option<u64>) -> Box<dyn Progress> {
        progress::begin(self.progress_target(), &self.bars, what, total)
    }
}

/// anstream takes out of a stream without colours whatever escape got into it.
fn choice(palette: Palette) -> ColorChoice {
    if palette.is_coloured() { ColorChoice::Always } else { ColorChoice::Never }
}
