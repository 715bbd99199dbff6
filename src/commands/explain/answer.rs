//! What each kind of question is answered with: the very tables that the rest of snorq speaks from.

use super::About;
use crate::commands::connect::{hint_of, why_skipped};
use crate::domain::{Hint, Meaning, Waiting};
use crate::error::Kind;
use crate::platforms;

/// What something means.
pub(super) struct Answer {
    /// What kind of thing it is, as a stable word.
    pub(super) kind: &'static str,
    /// Whether it is about the very subcode that was asked for.
    pub(super) exact: bool,
    pub(super) cause: Option<&'static str>,
    pub(super) means: &'static str,
    pub(super) waiting: Option<Waiting>,
    pub(super) remedies: Vec<Hint>,
    /// What the number means as an exit code of snorq.
    pub(super) exit: Option<&'static str>,
    /// What the code means where Meta's message says so.
    pub(super) told_apart: Vec<&'static Meaning>,
}

impl Answer {
    /// The answer, if there is one.
    pub(super) fn to(about: About) -> Option<Self> {
        match about {
            About::Graph(code, subcode) => {
                let row = platforms::explain(code, subcode)?;
                let exact = subcode.is_none() || row.subcode == subcode;
                let exit = u8::try_from(code).ok().filter(|_| subcode.is_none()).and_then(exit_words);
                let told_apart = if subcode.is_none() { platforms::told_apart(code).collect() } else { Vec::new() };
                Some(Self { exact, exit, told_apart, ..Self::of(row) })
            }
            About::Said(row) => Some(Self::of(row)),
            About::Finding(code) => Some(Self::word("finding", code.means(), vec![code.remedy()])),
            About::Skipped(reason) => Some(Self::word("reason", why_skipped(reason), vec![hint_of(reason)])),
            About::Dialog(page) => Some(Self::word("dialog", page.means, page.remedies.to_vec())),
            About::Exit(code) => Some(Self::word("exit_code", exit_words(code)?, Vec::new())),
        }
    }

    fn of(row: &'static Meaning) -> Self {
        let word = Self::word("graph", row.words, vec![row.remedy.clone()]);
        Self { cause: Some(row.cause.as_str()), waiting: Some(row.waiting), ..word }
    }

    fn word(kind: &'static str, means: &'static str, remedies: Vec<Hint>) -> Self {
        Self { kind, exact: true, cause: None, means, waiting: None, remedies, exit: None, told_apart: Vec::new() }
    }
}

/// What snorq means by ending with `code`.
pub(super) fn exit_words(code: u8) -> Option<&'static str> {
    match code {
        0 => Some("done"),
        _ => Kind::ALL.iter().find(|kind| kind.exit_code() == code).map(|kind| kind.means()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The exit codes of the contract.
    #[test]
    fn every_exit_code_is_explained() {
        for code in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130, 143] {
            assert!(exit_words(code).is_some(), "{code}");
        }
        assert_eq!(exit_words(42), None);
    }
}
