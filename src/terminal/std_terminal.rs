//! The real screen and keyboard.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};
use console::Term;
use indicatif::{MultiProgress, ProgressDrawTarget};
use serde_json::Value;

use super::messages::{harmless, labelled, put, write_lines};
use super::progress::{self, ProgressTarget};
use super::{ColorWhen, OutputOptions, Palette, Progress, Screen, Terminal, View, document, prompt};
use crate::domain::{Secret, text};
use crate::prompts::{Choice, Confirm, PromptError, Prompts, Question};

/// What the streams and the environment are like. The environment is read by the settings, not here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent info, each found out on its own")]
pub struct TerminalInfo {
    /// stdin is a terminal.
    pub stdin: bool,
    /// stdout is a terminal.
    pub stdout: bool,
    /// stderr is a terminal.
    pub stderr: bool,
    /// `TERM` is `dumb`.
    pub term_dumb: bool,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set and neither empty nor `0`.
    pub clicolor_force: bool,
    /// `COLUMNS`, if it is a number; else the terminal is asked.
    pub width: Option<usize>,
}

impl TerminalInfo {
    /// What the streams of this process are; about the environment it assumes nothing.
    pub fn of_streams() -> Self {
        Self {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
            ..Self::default()
        }
    }

    /// Flag, then `NO_COLOR`, then `CLICOLOR_FORCE`, then terminal and `TERM`.
    fn palette(&self, when: ColorWhen, is_terminal: bool) -> Palette {
        Palette::new(match when {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto if self.no_color => false,
            ColorWhen::Auto => self.clicolor_force || (is_terminal && !self.term_dumb),
        })
    }

    /// Columns of a stream, if it is a terminal.
    fn columns(&self, term: &Term, is_terminal: bool) -> Option<usize> {
        let asked = || usize::from(term.size().1);
        is_terminal.then(|| self.width.filter(|width| *width > 0).unwrap_or_else(asked))
    }
}

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
            self.write_messages(&labelled(&format!("warning: {line}"), self.err));
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

    /// A prompt, with no bar in its way; or why there can be none.
    fn asking<T>(
        &self,
        prompt: &str,
        flag: &str,
        ask: impl FnOnce() -> Result<T, PromptError>,
    ) -> Result<T, PromptError> {
        if self.can_ask() {
            return self.bars.suspend(ask);
        }
        Err(PromptError::Unanswered { prompt: text::shown(prompt), flag: flag.to_owned(), candidates: Vec::new() })
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
            let line = document::line(view.json());
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
        let written = write(&mut Screen { out: &mut out, width, palette: self.out });
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
        self.write_messages(&labelled(&format!("warning: {line}"), self.err));
    }

    fn error(&self, human: &str, json: &Value) {
        if self.options.json {
            let mut document = json.clone();
            document["warnings"] = self.take_held().into();
            self.write_messages(document::line(document).trim_end());
        } else {
            self.write_messages(&labelled(human, self.err));
        }
    }

    fn progress(&self, what: &str, total: Option<u64>) -> Box<dyn Progress> {
        progress::begin(self.progress_target(), &self.bars, what, total)
    }
}

impl Prompts for StdTerminal {
    fn can_ask(&self) -> bool {
        self.info.stdin && self.info.stderr && !self.info.term_dumb && !self.options.no_input
    }

    fn confirm(&self, question: &Confirm<'_>) -> Result<bool, PromptError> {
        if self.options.yes {
            return Ok(true);
        }
        self.asking(question.question, question.flag, || prompt::confirm(question, self.err))
    }

    fn choose(&self, choice: &Choice<'_>) -> Result<Vec<usize>, PromptError> {
        let chosen = self.asking(choice.prompt, choice.flag, || prompt::choose(choice, self.err));
        chosen.map_err(|error| choice.naming_candidates(error))
    }

    fn ask(&self, question: &Question<'_>) -> Result<String, PromptError> {
        self.asking(question.prompt, question.flag, || prompt::ask(question, self.err))
    }

    fn secret(&self, question: &Question<'_>) -> Result<Secret, PromptError> {
        self.asking(question.prompt, question.flag, || prompt::secret(question, self.err))
    }
}

/// anstream takes out of a stream without colours whatever escape got into it.
fn choice(palette: Palette) -> ColorChoice {
    if palette.is_coloured() { ColorChoice::Always } else { ColorChoice::Never }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: OutputOptions =
        OutputOptions { json: false, no_input: false, yes: false, quiet: false, color: ColorWhen::Auto };
    const TERMINALS: TerminalInfo = TerminalInfo {
        stdin: true,
        stdout: true,
        stderr: true,
        term_dumb: false,
        no_color: false,
        clicolor_force: false,
        width: Some(40),
    };

    #[test]
    fn the_flag_beats_the_environment_which_beats_the_stream() {
        use ColorWhen::{Always, Auto, Never};
        for no_color in [false, true] {
            for clicolor_force in [false, true] {
                for term_dumb in [false, true] {
                    for terminal in [false, true] {
                        let info = TerminalInfo { term_dumb, no_color, clicolor_force, ..TERMINALS };
                        assert!(info.palette(Always, terminal).is_coloured());
                        assert!(!info.palette(Never, terminal).is_coloured());
                        let wished = !no_color && (clicolor_force || terminal && !term_dumb);
                        assert_eq!(info.palette(Auto, terminal).is_coloured(), wished, "{info:?} {terminal}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_a_terminal_has_a_width() {
        assert_eq!(TERMINALS.columns(&Term::stdout(), true), Some(40));
        assert_eq!(TERMINALS.columns(&Term::stdout(), false), None);
        let nonsense = TerminalInfo { width: Some(0), ..TERMINALS };
        assert!(nonsense.columns(&Term::stdout(), true) > Some(0));
    }

    #[test]
    fn people_are_asked_only_where_they_can_see_and_answer() {
        let can = |options, info| StdTerminal::new(options, info).can_ask();
        assert!(can(OPTIONS, TERMINALS));
        assert!(can(OutputOptions { json: true, ..OPTIONS }, TerminalInfo { stdout: false, ..TERMINALS }));
        assert!(!can(OutputOptions { no_input: true, ..OPTIONS }, TERMINALS));
        assert!(!can(OPTIONS, TerminalInfo { stdin: false, ..TERMINALS }));
        assert!(!can(OPTIONS, TerminalInfo { stderr: false, ..TERMINALS }));
        assert!(!can(OPTIONS, TerminalInfo { term_dumb: true, ..TERMINALS }));
    }

    #[test]
    fn every_prompt_nobody_can_answer_names_its_flag() {
        let terminal = StdTerminal::new(OPTIONS, TerminalInfo::default());
        let question = Question { prompt: "App id", flag: "--app-id", default: Some("1") };
        let flags = [
            flag(terminal.ask(&question).unwrap_err()),
            flag(terminal.secret(&question).unwrap_err()),
            flag(terminal.confirm(&Confirm { question: "Really?", flag: "--yes" }).unwrap_err()),
        ];
        assert_eq!(flags, ["--app-id", "--app-id", "--yes"]);
    }

    fn flag(error: PromptError) -> String {
        match error {
            PromptError::Unanswered { flag, .. } => flag,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_choice_nobody_can_make_names_what_could_be_chosen() {
        let candidate = |key: &str, disabled: Option<&str>| crate::prompts::Candidate {
            key: key.into(),
            label: format!("Page {key}"),
            note: None,
            disabled: disabled.map(Into::into),
            preselected: false,
        };
        let options = [candidate("1", None), candidate("2", Some("not granted"))];
        let choice = Choice { prompt: "Pages to connect", flag: "--page", options: &options };
        match StdTerminal::new(OPTIONS, TerminalInfo::default()).choose(&choice) {
            Err(PromptError::Unanswered { prompt, flag, candidates }) => {
                assert_eq!((prompt.as_str(), flag.as_str()), ("Pages to connect", "--page"));
                assert_eq!(candidates, [("1".to_owned(), "Page 1".to_owned())]);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn yes_answers_where_nobody_is() {
        let terminal =
            StdTerminal::new(OutputOptions { yes: true, no_input: true, ..OPTIONS }, TerminalInfo::default());
        assert!(terminal.confirm(&Confirm { question: "Really?", flag: "--yes" }).unwrap());
    }

    #[test]
    fn progress_needs_a_terminal_and_leave() {
        let progress_target = |options, info| StdTerminal::new(options, info).progress_target();
        assert_eq!(progress_target(OPTIONS, TERMINALS), ProgressTarget::Drawn(40));
        assert_eq!(progress_target(OutputOptions { json: true, ..OPTIONS }, TERMINALS), ProgressTarget::Drawn(40));
        assert_eq!(progress_target(OutputOptions { quiet: true, ..OPTIONS }, TERMINALS), ProgressTarget::Nowhere);
        assert_eq!(progress_target(OPTIONS, TerminalInfo { term_dumb: true, ..TERMINALS }), ProgressTarget::Lines);
        assert_eq!(progress_target(OPTIONS, TerminalInfo { stderr: false, ..TERMINALS }), ProgressTarget::Nowhere);
    }

    #[test]
    fn only_a_closed_pipe_is_no_error() {
        let terminal = StdTerminal::new(OPTIONS, TerminalInfo::default());
        let full = terminal.quiet(Err(io::ErrorKind::StorageFull.into())).unwrap_err();
        assert_eq!((full.kind(), terminal.is_stdout_closed()), (io::ErrorKind::StorageFull, false));
        assert!(terminal.quiet(Err(io::ErrorKind::BrokenPipe.into())).is_ok() && terminal.is_stdout_closed());
    }
}
