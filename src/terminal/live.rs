//! The real screen and keyboard.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};
use console::Term;
use indicatif::{MultiProgress, ProgressDrawTarget};
use serde_json::Value;

use super::progress::{self, Surface};
use super::talk::{harmless, labelled, put, say};
use super::{
    Choice, ColorWhen, Confirm, Manner, Palette, Progress, PromptError, Question, Screen, Terminal, View, document,
    prompt,
};
use crate::domain::{Secret, text};

/// What the streams and the environment are like. The environment is read by the settings, not here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each found out on its own")]
pub struct Facts {
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

impl Facts {
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
pub struct Live {
    manner: Manner,
    facts: Facts,
    out: Palette,
    err: Palette,
    bars: MultiProgress,
    /// Warnings of a run whose stderr is a document if it fails: they go into it, or are written when all went well.
    held: Mutex<Vec<String>>,
    /// Nobody reads stdout any more.
    deserted: AtomicBool,
}

impl Drop for Live {
    fn drop(&mut self) {
        for line in self.take_held() {
            self.talk(&labelled(&format!("warning: {line}"), self.err));
        }
    }
}

impl Live {
    /// Decides about colours, for the libraries below as well.
    pub fn new(manner: Manner, facts: Facts) -> Self {
        let out = facts.palette(manner.color, facts.stdout);
        let err = facts.palette(manner.color, facts.stderr);
        console::set_colors_enabled(out.is_coloured());
        console::set_colors_enabled_stderr(err.is_coloured());
        Self {
            manner,
            facts,
            out,
            err,
            bars: MultiProgress::with_draw_target(ProgressDrawTarget::stderr()),
            held: Mutex::default(),
            deserted: AtomicBool::new(false),
        }
    }

    fn take_held(&self) -> Vec<String> {
        std::mem::take(&mut *self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether talk on stderr is coloured, for a library that writes there by itself.
    pub fn colours_talk(&self) -> bool {
        self.err.is_coloured()
    }

    /// Lines on stderr, above a bar if there is one.
    fn talk(&self, lines: &str) {
        let choice = choice(self.err);
        self.bars.suspend(|| say(&mut AutoStream::new(io::stderr().lock(), choice), lines));
    }

    /// The reader has gone: there is nobody left to complain to, and nothing went wrong.
    fn quiet(&self, result: io::Result<()>) -> io::Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.deserted.store(true, Ordering::Relaxed);
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

    fn surface(&self) -> Surface {
        let columns = self.facts.columns(&Term::stderr(), self.facts.stderr);
        match columns {
            Some(_) if self.manner.quiet => Surface::Nowhere,
            Some(_) if self.facts.term_dumb => Surface::Lines,
            Some(columns) => Surface::Drawn(columns),
            None => Surface::Nowhere,
        }
    }
}

impl Terminal for Live {
    fn emit(&self, view: &dyn View) -> io::Result<()> {
        if self.manner.json {
            let line = document::line(view.json());
            return self.bars.suspend(|| self.quiet(put(&mut io::stdout().lock(), line.as_bytes())));
        }
        self.stream(&mut |screen| view.human(screen))
    }

    fn stream(&self, write: &mut dyn FnMut(&mut Screen<'_>) -> io::Result<()>) -> io::Result<()> {
        let width = self.facts.columns(&Term::stdout(), self.facts.stdout);
        // A document carries no colours, and whatever looks like one in it is data.
        let choice = if self.manner.json { ColorChoice::AlwaysAnsi } else { choice(self.out) };
        // Not suspended: whatever is written may take a while, and the writer may want to warn meanwhile.
        let _ = self.bars.clear();
        let mut out = BufWriter::new(AutoStream::new(io::stdout().lock(), choice));
        let written = write(&mut Screen { out: &mut out, width, palette: self.out });
        // What was written before something failed is still data.
        self.quiet(written.and(out.flush()))
    }

    fn is_deserted(&self) -> bool {
        self.deserted.load(Ordering::Relaxed)
    }

    fn is_json(&self) -> bool {
        self.manner.json
    }

    fn note(&self, line: &str) {
        if !self.manner.quiet && !self.manner.json {
            self.talk(&harmless(line));
        }
    }

    fn say(&self, line: &str) {
        self.talk(&harmless(line));
    }

    fn warn(&self, line: &str) {
        if self.manner.json {
            return self.held.lock().unwrap_or_else(PoisonError::into_inner).push(line.to_owned());
        }
        self.talk(&labelled(&format!("warning: {line}"), self.err));
    }

    fn error(&self, human: &str, json: &Value) {
        if self.manner.json {
            let mut document = json.clone();
            document["warnings"] = self.take_held().into();
            self.talk(document::line(document).trim_end());
        } else {
            self.talk(&labelled(human, self.err));
        }
    }

    fn can_ask(&self) -> bool {
        self.facts.stdin && self.facts.stderr && !self.facts.term_dumb && !self.manner.no_input
    }

    fn confirm(&self, question: &Confirm<'_>) -> Result<bool, PromptError> {
        if self.manner.yes {
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

    fn ask_secret(&self, question: &Question<'_>) -> Result<Secret, PromptError> {
        self.asking(question.prompt, question.flag, || prompt::ask_secret(question, self.err))
    }

    fn progress(&self, what: &str, total: Option<u64>) -> Box<dyn Progress> {
        progress::begin(self.surface(), &self.bars, what, total)
    }
}

/// anstream takes out of a stream without colours whatever escape got into it all the same.
fn choice(palette: Palette) -> ColorChoice {
    if palette.is_coloured() { ColorChoice::Always } else { ColorChoice::Never }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANNER: Manner = Manner { json: false, no_input: false, yes: false, quiet: false, color: ColorWhen::Auto };
    const TERMINALS: Facts = Facts {
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
                        let facts = Facts { term_dumb, no_color, clicolor_force, ..TERMINALS };
                        assert!(facts.palette(Always, terminal).is_coloured());
                        assert!(!facts.palette(Never, terminal).is_coloured());
                        let wished = !no_color && (clicolor_force || terminal && !term_dumb);
                        assert_eq!(facts.palette(Auto, terminal).is_coloured(), wished, "{facts:?} {terminal}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_a_terminal_has_a_width() {
        assert_eq!(TERMINALS.columns(&Term::stdout(), true), Some(40));
        assert_eq!(TERMINALS.columns(&Term::stdout(), false), None);
        let nonsense = Facts { width: Some(0), ..TERMINALS };
        assert!(nonsense.columns(&Term::stdout(), true) > Some(0));
    }

    #[test]
    fn people_are_asked_only_where_they_can_see_and_answer() {
        let can = |manner, facts| Live::new(manner, facts).can_ask();
        assert!(can(MANNER, TERMINALS));
        assert!(can(Manner { json: true, ..MANNER }, Facts { stdout: false, ..TERMINALS }));
        assert!(!can(Manner { no_input: true, ..MANNER }, TERMINALS));
        assert!(!can(MANNER, Facts { stdin: false, ..TERMINALS }));
        assert!(!can(MANNER, Facts { stderr: false, ..TERMINALS }));
        assert!(!can(MANNER, Facts { term_dumb: true, ..TERMINALS }));
    }

    #[test]
    fn every_prompt_nobody_can_answer_names_its_flag() {
        let live = Live::new(MANNER, Facts::default());
        let question = Question { prompt: "App id", flag: "--app-id", default: Some("1") };
        let flags = [
            flag(live.ask(&question).unwrap_err()),
            flag(live.ask_secret(&question).unwrap_err()),
            flag(live.confirm(&Confirm { question: "Really?", flag: "--yes" }).unwrap_err()),
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
        let candidate = |key: &str, disabled: Option<&str>| super::super::Candidate {
            key: key.into(),
            label: format!("Page {key}"),
            disabled: disabled.map(Into::into),
            preselected: false,
        };
        let options = [candidate("1", None), candidate("2", Some("not granted"))];
        let choice = Choice { prompt: "Pages to connect", flag: "--page", options: &options };
        match Live::new(MANNER, Facts::default()).choose(&choice) {
            Err(PromptError::Unanswered { prompt, flag, candidates }) => {
                assert_eq!((prompt.as_str(), flag.as_str()), ("Pages to connect", "--page"));
                assert_eq!(candidates, [("1".to_owned(), "Page 1".to_owned())]);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn yes_answers_where_nobody_is() {
        let live = Live::new(Manner { yes: true, no_input: true, ..MANNER }, Facts::default());
        assert!(live.confirm(&Confirm { question: "Really?", flag: "--yes" }).unwrap());
    }

    #[test]
    fn progress_needs_a_terminal_and_leave() {
        let surface = |manner, facts| Live::new(manner, facts).surface();
        assert_eq!(surface(MANNER, TERMINALS), Surface::Drawn(40));
        assert_eq!(surface(Manner { json: true, ..MANNER }, TERMINALS), Surface::Drawn(40));
        assert_eq!(surface(Manner { quiet: true, ..MANNER }, TERMINALS), Surface::Nowhere);
        assert_eq!(surface(MANNER, Facts { term_dumb: true, ..TERMINALS }), Surface::Lines);
        assert_eq!(surface(MANNER, Facts { stderr: false, ..TERMINALS }), Surface::Nowhere);
    }

    #[test]
    fn only_a_closed_pipe_is_no_error() {
        let live = Live::new(MANNER, Facts::default());
        let full = live.quiet(Err(io::ErrorKind::StorageFull.into())).unwrap_err();
        assert_eq!((full.kind(), live.is_deserted()), (io::ErrorKind::StorageFull, false));
        assert!(live.quiet(Err(io::ErrorKind::BrokenPipe.into())).is_ok() && live.is_deserted());
    }
}
