//! The list that is chosen from, and what is chosen of it.

mod draw;
mod search;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use self::search::searched;
use crate::domain::text;
use crate::prompts::{Candidate, Choice};
use crate::terminal::Palette;

/// A row of the list that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Ends the choice.
    End,
    /// Chooses all that can be chosen or, if they are chosen already, none.
    AllOrNone,
    /// The candidate with this index.
    Entry(usize),
}

/// The rows that are no entries, and what dialoguer searches of them: nothing that a key writes, so that no search leads to
/// them by accident.
const ACTIONS: [(Row, &str); 2] = [(Row::End, "\u{1}"), (Row::AllOrNone, "\u{2}")];

struct Entry {
    text: String,
    key: String,
    reason: Option<String>,
    /// Has a state of its own: it is connected already.
    noted: bool,
    chosen: bool,
    searched: String,
}

impl Entry {
    fn of(candidate: &Candidate, columns: usize) -> Self {
        let label = text::shown(&candidate.label);
        let key = text::shown(&candidate.key);
        let reason = candidate.disabled.as_deref().map(text::shown);
        Self {
            searched: searched(&label, &key, columns),
            text: reason.as_ref().map_or_else(|| text::shown(&candidate.line()), |why| format!("{label}: {why}")),
            noted: candidate.note.is_some(),
            chosen: candidate.preselected && reason.is_none(),
            key: if label.contains(&format!("({key})")) { format!("({key})") } else { key },
            reason,
        }
    }
}

/// Candidates, which of them are chosen, and the terminal that they are drawn for.
pub(super) struct List {
    title: String,
    /// What the keys do.
    pub(super) help: &'static str,
    /// What the last answer could not do, and why.
    notice: Option<String>,
    was_asked_about_none: bool,
    entries: Vec<Entry>,
    by_searched: HashMap<String, usize>,
    palette: Palette,
    /// Rows and columns of the terminal, which may change meanwhile.
    size: Box<dyn Fn() -> (u16, u16)>,
}

impl List {
    pub(super) fn new(choice: &Choice<'_>, palette: Palette, size: impl Fn() -> (u16, u16) + 'static) -> Self {
        let columns = usize::from(size().1);
        let entries: Vec<_> = choice.options.iter().map(|option| Entry::of(option, columns)).collect();
        let by_searched = entries.iter().enumerate().map(|(index, entry)| (entry.searched.clone(), index)).collect();
        let title = text::shown(choice.prompt);
        let (help, notice, was_asked_about_none) = ("", None, false);
        Self { title, help, notice, was_asked_about_none, entries, by_searched, palette, size: Box::new(size) }
    }

    /// The indices of what is chosen, in the order of the options.
    pub(super) fn chosen(&self) -> Vec<usize> {
        self.entries.iter().enumerate().filter(|(_, entry)| entry.chosen).map(|(index, _)| index).collect()
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The rows of a `FuzzySelect` and what is searched of each. The entries begin with the one that was met last, so
    /// that its neighbours are near.
    pub(super) fn rows_from(&self, first: usize) -> impl Iterator<Item = (Row, String)> + '_ {
        let actions = ACTIONS.map(|(row, item)| (row, item.to_owned()));
        let entries = (first..self.entries.len()).chain(0..first);
        actions.into_iter().chain(entries.map(|index| (Row::Entry(index), self.entries[index].searched.clone())))
    }

    pub(super) fn choose_all_or_none(&mut self) {
        self.notice = None;
        let all = !self.has_all();
        for entry in self.entries.iter_mut().filter(|entry| entry.reason.is_none()) {
            entry.chosen = all;
        }
    }

    fn has_all(&self) -> bool {
        self.entries.iter().all(|entry| entry.chosen || entry.reason.is_some())
    }

    pub(super) fn toggle(&mut self, index: usize) {
        let entry = &mut self.entries[index];
        entry.chosen = !entry.chosen && entry.reason.is_none();
        self.notice = entry.reason.as_ref().map(|reason| format!("cannot be chosen: {reason}"));
    }

    /// Whether the choice may end: something is chosen, or nothing for the second time.
    pub(super) fn is_settled(&mut self) -> bool {
        if self.was_asked_about_none || self.entries.iter().any(|entry| entry.chosen) {
            return true;
        }
        self.was_asked_about_none = true;
        self.notice = Some("nothing is chosen; end once more to go on without any".to_owned());
        false
    }
}
