//! The admin's screen and keyboard: the only room that prints, and the one that asks where a terminal is.
//!
//! Data goes to stdout, messages to stderr. A [`View`] is one value with two renderings, so that what people read and what
//! scripts read cannot drift apart. Prompts exist only where both stdin and stderr are terminals and
//! `--no-input` was not given; elsewhere a needed answer is [`PromptError::Unanswered`](crate::prompts::PromptError::Unanswered), which names the flag that would have
//! answered it and the candidates.

mod csv;
mod document;
mod info;
mod messages;
mod progress;
mod prompt;
#[cfg(test)]
pub(crate) mod scripted;
mod std_terminal;
mod style;
mod table;
mod width;

use std::io::{self, Write};

use serde_json::Value;

pub use csv::record as csv_record;
pub use document::{Listing, SCHEMA};
pub use info::TerminalInfo;
pub use prompt::restore;
pub use std_terminal::StdTerminal;
pub use style::{Palette, Role};
pub use table::{Cell, KeyValueTable, Rows, Table};

/// A result, rendered for people or for programs.
pub trait View {
    /// Writes it for a person. Foreign text must have gone through [`crate::domain::text::shown`].
    fn human(&self, out: &mut Screen<'_>) -> io::Result<()>;
    /// The document for `--json`, without the keys that every document has, which the terminal adds.
    fn json(&self) -> Value;
}

/// Where a view writes: the stream, how wide it is, and how to colour.
pub struct Screen<'a> {
    /// The stream.
    pub out: &'a mut dyn Write,
    /// Columns of the terminal; `None` in a pipe, where nothing is cut and tables are separated by tabs.
    pub width: Option<usize>,
    /// Colours, or none.
    pub palette: Palette,
    /// What the data is of.
    pub environment: Environment,
}

impl Screen<'_> {
    /// Writes a document on a line of its own, for results that come one by one.
    pub fn document(&mut self, content: Value) -> io::Result<()> {
        self.out.write_all(document::line(self.environment, content).as_bytes())
    }
}

/// What a run works with; every document says it, so that none of the sandbox is taken for the real thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Environment {
    /// The sandbox inside snorq.
    Sandbox,
    /// A Meta app of the admin's.
    #[default]
    Meta,
}

impl Environment {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Sandbox, Self::Meta];

    /// The word in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Meta => "meta",
        }
    }
}

/// What is written and how, decided once from flags, environment and what the streams are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent flags, one for one")]
pub struct OutputOptions {
    /// Documents instead of text on stdout, and errors as documents on stderr.
    pub json: bool,
    /// Never ask.
    pub no_input: bool,
    /// Answer yes to confirmations.
    pub yes: bool,
    /// Say less: no information, no progress.
    pub quiet: bool,
    /// When to colour.
    pub color: ColorWhen,
    /// What it works with.
    pub environment: Environment,
}

/// `--color WHEN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorWhen {
    /// If the stream is a terminal and the environment does not forbid it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Screen.
pub trait Terminal: Send + Sync {
    /// Writes a result to stdout, as document or for people. A closed pipe is no error.
    fn emit(&self, view: &dyn View) -> io::Result<()>;
    /// Hands out stdout itself, for results that are written as they come. A closed pipe is no error.
    fn stream(&self, write: &mut dyn FnMut(&mut Screen<'_>) -> io::Result<()>) -> io::Result<()>;
    /// Whether the reader of stdout was found to have gone.
    fn is_stdout_closed(&self) -> bool {
        false
    }
    /// Whether results are documents.
    fn is_json(&self) -> bool;
    /// Information on stderr; nothing if quiet, and nothing with `--json`, where stderr is one document if it fails.
    fn info(&self, line: &str);
    /// A line on stderr without which the admin cannot go on: the address to open. It is always shown.
    fn say(&self, line: &str);
    /// A warning on stderr, also if quiet. The word `warning:` is put in front. With `--json` it becomes part of the
    /// error's document or, if there is none, is written at the end.
    fn warn(&self, line: &str);
    /// What ended the command, on stderr: the text for people or, with `--json`, the document, as the last line.
    fn error(&self, human: &str, json: &Value);
    /// Begins a piece of work that may take long: a bar if `total` is known, else a spinner. Shown on a terminal's
    /// stderr after half a second; elsewhere one plain line, at most.
    fn progress(&self, what: &str, total: Option<u64>) -> Box<dyn Progress>;
}

/// A piece of work under way; it vanishes from the screen when dropped.
pub trait Progress: Send + Sync {
    /// Counts `by` more as done.
    fn advance(&self, by: u64);
}
