//! The list that is chosen from: what is chosen, and how dialoguer's prompts draw it.
//!
//! No line is wider than the terminal: rows are cut, and the one under the cursor goes on in the lines below it.

use std::collections::HashMap;
use std::fmt::{self, Write};

use dialoguer::theme::Theme;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::search::searched;
use crate::domain::text;
use crate::prompts::{Candidate, Choice};
use crate::terminal::width::{cut, cut_around, wide, wrap};
use crate::terminal::{Palette, Role};

/// Lines that the entry under the cursor takes at most.
const FULL_LINES: usize = 4;

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

impl Row {
    /// What dialoguer searches for the rows that are no entries: nothing that a key writes, so that no search leads to
    /// them by accident.
    const fn unsearched(self) -> &'static str {
        if matches!(self, Self::End) { "\u{1}" } else { "\u{2}" }
    }
}

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

    /// The items of a `MultiSelect`, which are the indices, and whether each is ticked.
    pub(super) fn ticks(&self) -> Vec<(usize, bool)> {
        self.entries.iter().map(|entry| entry.chosen).enumerate().collect()
    }

    /// The rows of a `FuzzySelect` and what is searched of each. The entries begin with the one that was met last, so
    /// that its neighbours are near.
    pub(super) fn rows_from(&self, first: usize) -> impl Iterator<Item = (Row, String)> + '_ {
        let actions = [Row::End, Row::AllOrNone].map(|row| (row, row.unsearched().to_owned()));
        let entries = (first..self.entries.len()).chain(0..first);
        actions.into_iter().chain(entries.map(|index| (Row::Entry(index), self.entries[index].searched.clone())))
    }

    /// Chooses these and no others; those that cannot be chosen are left out.
    pub(super) fn choose_only(&mut self, indices: &[usize]) {
        for entry in &mut self.entries {
            entry.chosen = false;
        }
        for index in indices {
            self.entries[*index].chosen = self.entries[*index].reason.is_none();
        }
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

    /// What stays on the screen afterwards.
    pub(super) fn summary(&self) -> String {
        let chosen = self.chosen();
        let words = match chosen.as_slice() {
            [] => "none".to_owned(),
            [one] => self.entries[*one].text.clone(),
            many => format!("{} chosen", counted(many.len())),
        };
        cut(&format!("{}: {words}", self.title), self.columns()).into_owned()
    }

    /// One column stays free: in the last one, terminals disagree about when the line wraps.
    fn columns(&self) -> usize {
        usize::from((self.size)().1).saturating_sub(1)
    }

    /// Whether there is room for more than the list.
    fn is_roomy(&self) -> bool {
        usize::from((self.size)().0) >= super::choose::MIN_HEIGHT
    }

    /// What is said above the title.
    fn heading(&self) -> String {
        let columns = self.columns();
        let notice = self.notice.as_ref().map(|notice| (Role::Warning, format!("! {notice}")));
        if !self.is_roomy() {
            let line = |(role, words): (Role, String)| format!("{}\n", self.palette.paint(role, cut(&words, columns)));
            return notice.map(line).unwrap_or_default();
        }
        let paragraphs = notice.into_iter().chain([(Role::Dim, self.help.to_owned())]);
        let lines = paragraphs.flat_map(|(role, words)| {
            let paint = |line: &&str| format!("{}\n", self.palette.paint(role, line));
            wrap(&words, columns).iter().map(paint).collect::<Vec<_>>()
        });
        lines.collect()
    }

    /// Title and search in one line; a long search shows its end.
    fn search_line(&self, before: &str, after: &str) -> String {
        let columns = self.columns();
        let title = cut(&self.title, columns / 2);
        let search = format!("{}|{}", text::shown(before), text::shown(after));
        let room = columns.saturating_sub(wide(&title) + 2);
        let start = search.char_indices().map(|(at, _)| at).find(|at| wide(&search[*at..]) <= room);
        cut(&format!("{title}: {}", &search[start.unwrap_or(search.len())..]), columns).into_owned()
    }

    fn row(&self, row: Row, is_chosen: bool, is_active: bool) -> String {
        let pointer = if is_active { '>' } else { ' ' };
        let Row::Entry(index) = row else {
            let line = self.in_lines(&format!("{pointer} "), &self.action(row), "", is_active);
            return self.palette.paint(Role::Name, line).to_string();
        };
        let entry = &self.entries[index];
        let (mark, role) = match (&entry.reason, is_chosen) {
            (Some(_), _) => ("[-]", Some(Role::Dim)),
            (None, true) => ("[x]", Some(Role::Good)),
            (None, false) => ("[ ]", is_active.then_some(Role::Name)),
        };
        let note = if entry.noted { '*' } else { ' ' };
        let line = self.in_lines(&format!("{pointer} {mark}{note}"), &entry.text, &entry.key, is_active);
        role.map_or_else(|| line.clone(), |role| self.palette.paint(role, &line).to_string())
    }

    /// What a row does that is no entry.
    fn action(&self, row: Row) -> String {
        if row == Row::AllOrNone {
            let can = self.entries.iter().filter(|entry| entry.reason.is_none()).count();
            return if self.has_all() { "choose none".to_owned() } else { format!("choose all {}", counted(can)) };
        }
        let chosen = self.chosen();
        let names: Vec<_> =
            chosen.iter().take(FULL_LINES * 2).map(|index| self.entries[*index].text.as_str()).collect();
        let number = if chosen.is_empty() { "none".to_owned() } else { counted(chosen.len()) };
        let end = format!("done: {number} of {} chosen", counted(self.entries.len()));
        if names.is_empty() { end } else { format!("{end}: {}", names.join(", ")) }
    }

    /// The text behind `start`: cut to one line or, under the cursor, with all that it says.
    fn in_lines(&self, start: &str, text: &str, key: &str, in_full: bool) -> String {
        let columns = self.columns();
        let room = columns.saturating_sub(wide(start));
        if !in_full || !self.is_roomy() || wide(text) <= room {
            return cut(&format!("{start}{}", cut_around(text, key, room)), columns).into_owned();
        }
        let lines = wrap(text, room);
        let (first, rest) = lines.split_at(lines.len().min(FULL_LINES - 1));
        let last = (!rest.is_empty()).then(|| rest.join(" "));
        let shown = first.iter().copied().chain(last.as_deref()).map(|line| cut(line, room));
        format!("{start}{}", shown.collect::<Vec<_>>().join(&format!("\n{}", " ".repeat(wide(start)))))
    }
}

impl Theme for List {
    fn format_multi_select_prompt(&self, f: &mut dyn Write, _prompt: &str) -> fmt::Result {
        let title = cut(&format!("{}:", self.title), self.columns()).into_owned();
        write!(f, "{}{}", self.heading(), self.palette.paint(Role::Name, title))
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn Write,
        item: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let index = item.parse().map_err(|_| fmt::Error)?;
        f.write_str(&self.row(Row::Entry(index), checked, active))
    }

    fn format_fuzzy_select_prompt(&self, f: &mut dyn Write, _prompt: &str, search: &str, at: usize) -> fmt::Result {
        let (before, after) = search.split_at(at);
        write!(f, "{}{}", self.heading(), self.palette.paint(Role::Name, self.search_line(before, after)))
    }

    fn format_fuzzy_select_prompt_item(
        &self,
        f: &mut dyn Write,
        item: &str,
        active: bool,
        _highlight: bool,
        _matcher: &SkimMatcherV2,
        _search: &str,
    ) -> fmt::Result {
        let action = [Row::End, Row::AllOrNone].into_iter().find(|row| row.unsearched() == item);
        let row = match (action, self.by_searched.get(item)) {
            (Some(row), _) => row,
            (None, Some(index)) => Row::Entry(*index),
            (None, None) => return Err(fmt::Error),
        };
        let is_chosen = matches!(row, Row::Entry(index) if self.entries[index].chosen);
        f.write_str(&self.row(row, is_chosen, active))
    }
}

/// `5000` as `5,000`.
fn counted(number: usize) -> String {
    indicatif::HumanCount(number as u64).to_string()
}
