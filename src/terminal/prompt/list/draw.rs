//! How the list is drawn, for keys of ours and for dialoguer's search.
//!
//! No line is wider than the terminal: rows are cut, and the one under the cursor goes on in the lines below it.

use std::fmt::{self, Write};

use dialoguer::theme::Theme;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::super::choose::MIN_HEIGHT;
use super::{ACTIONS, List, Row};
use crate::domain::text;
use crate::terminal::Role;
use crate::terminal::width::{cut, cut_around, wide, wrap};

/// Lines that the entry under the cursor takes at most.
const FULL_LINES: usize = 4;

impl List {
    /// What stays on the screen afterwards.
    pub(in crate::terminal::prompt) fn summary(&self) -> String {
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
        usize::from((self.size)().0) >= MIN_HEIGHT
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

    /// The whole of a list that fits the screen, with the cursor on entry `at`.
    pub(in crate::terminal::prompt) fn picture(&self, at: usize) -> String {
        let title = cut(&format!("{}:", self.title), self.columns()).into_owned();
        let head = format!("{}{}", self.heading(), self.palette.paint(Role::Name, title));
        let rows =
            (0..self.entries.len()).map(|index| self.row(Row::Entry(index), self.entries[index].chosen, index == at));
        std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
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
        let action = ACTIONS.into_iter().find(|(_, action)| *action == item).map(|(row, _)| row);
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
