//! What the streams are, and what follows from it.

use std::io::{self, IsTerminal as _};

use console::Term;

use super::{ColorWhen, Palette};

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
    pub(super) fn palette(&self, when: ColorWhen, is_terminal: bool) -> Palette {
        Palette::new(match when {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto if self.no_color => false,
            ColorWhen::Auto => self.clicolor_force || (is_terminal && !self.term_dumb),
        })
    }

    /// Columns of a stream, if it is a terminal.
    pub(super) fn columns(&self, term: &Term, is_terminal: bool) -> Option<usize> {
        let asked = || usize::from(term.size().1);
        is_terminal.then(|| self.width.filter(|width| *width > 0).unwrap_or_else(asked))
    }
}
