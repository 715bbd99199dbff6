//! Choosing several of thousands: which keys do what. No screen, no keyboard; see `draw.rs` for both.
//!
//! Letters search: all words must occur, in the line or in the id. Space is a letter while one types (names have
//! blanks, and a pasted name must not choose anything) and chooses once an arrow key has gone to the list; Tab always
//! chooses. What is chosen stays so, whatever is searched next.

use console::Key;

use crate::domain::text;
use crate::terminal::{Candidate, Choice};

/// What a key led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Draw again and read the next key.
    Stay,
    /// The choice is made.
    Done,
    /// The admin wants out.
    Interrupted,
}

/// Where the admin's attention is, and with it what Space means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    List,
    Search,
}

pub(super) struct Entry {
    pub(super) label: String,
    pub(super) key: String,
    pub(super) reason: Option<String>,
    pub(super) chosen: bool,
    /// What is searched, in lower case.
    text: String,
}

impl Entry {
    fn of(candidate: &Candidate) -> Self {
        let label = text::shown(&candidate.label);
        let key = text::shown(&candidate.key);
        let reason = candidate.disabled.as_deref().map(text::shown);
        let text = format!("{label} {key}").to_lowercase();
        Self { chosen: candidate.preselected && reason.is_none(), label, key, reason, text }
    }

    fn can_be_chosen(&self) -> bool {
        self.reason.is_none()
    }
}

/// The state of one choice.
pub(super) struct Picker {
    pub(super) prompt: String,
    pub(super) entries: Vec<Entry>,
    pub(super) search: String,
    /// Indices of the entries that match, in their order.
    pub(super) matching: Vec<usize>,
    /// Where the cursor is, as a position in `matching`.
    pub(super) at: usize,
    /// The first row in the window, as a position in `matching`.
    pub(super) top: usize,
    /// Rows in the window when it was last drawn.
    pub(super) rows: usize,
    pub(super) focus: Focus,
    /// What the last key could not do, and why.
    pub(super) notice: Option<String>,
    warned_of_none: bool,
}

const CTRL_N: char = '\x0e';
const CTRL_T: char = '\x14';
const CTRL_U: char = '\x15';

impl Picker {
    pub(super) fn new(choice: &Choice<'_>) -> Self {
        let mut picker = Self {
            prompt: text::shown(choice.prompt),
            entries: choice.options.iter().map(Entry::of).collect(),
            search: String::new(),
            matching: (0..choice.options.len()).collect(),
            at: 0,
            top: 0,
            rows: 1,
            focus: Focus::List,
            notice: None,
            warned_of_none: false,
        };
        picker.at = picker.entries.iter().position(Entry::can_be_chosen).unwrap_or(0);
        picker
    }

    /// The indices of what is chosen, in the order of the options.
    pub(super) fn chosen(&self) -> Vec<usize> {
        self.entries.iter().enumerate().filter(|(_, entry)| entry.chosen).map(|(index, _)| index).collect()
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: &Key) -> Step {
        self.notice = None;
        match key {
            Key::CtrlC | Key::Escape => return Step::Interrupted,
            Key::Enter => return self.enter(),
            Key::Tab => self.toggle(),
            Key::Char(' ') if self.focus == Focus::List => self.toggle(),
            Key::Char(CTRL_T) => self.toggle_matching(),
            Key::Char(CTRL_N) => self.choose_none(),
            Key::Char(CTRL_U) => self.search_for(String::new()),
            Key::Backspace => self.rub_out(),
            Key::Char(c) if !c.is_control() => {
                self.search_for(format!("{}{}", self.search, text::shown(&c.to_string())));
            }
            _ => self.walk(key),
        }
        self.warned_of_none = false;
        Step::Stay
    }

    fn walk(&mut self, key: &Key) {
        let last = self.matching.len().saturating_sub(1);
        let page = self.rows.max(1);
        self.at = match key {
            Key::ArrowUp => self.at.saturating_sub(1),
            Key::ArrowDown => self.at.saturating_add(1),
            Key::PageUp => self.at.saturating_sub(page),
            Key::PageDown => self.at.saturating_add(page),
            Key::Home => 0,
            Key::End => last,
            _ => return,
        }
        .min(last);
        self.focus = Focus::List;
    }

    fn rub_out(&mut self) {
        let mut search = self.search.clone();
        search.pop();
        self.search_for(search);
    }

    fn search_for(&mut self, search: String) {
        self.search = search;
        self.focus = if self.search.is_empty() { Focus::List } else { Focus::Search };
        let lower = self.search.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let matches = |entry: &Entry| words.iter().all(|word| entry.text.contains(word));
        self.matching =
            self.entries.iter().enumerate().filter(|(_, entry)| matches(entry)).map(|(index, _)| index).collect();
        (self.at, self.top) = (0, 0);
    }

    fn toggle(&mut self) {
        let Some(entry) = self.matching.get(self.at).map(|index| &mut self.entries[*index]) else { return };
        match &entry.reason {
            Some(reason) => self.notice = Some(format!("cannot be chosen: {reason}")),
            None => entry.chosen = !entry.chosen,
        }
    }

    /// Chooses all that match; if they are all chosen already, none of them.
    fn toggle_matching(&mut self) {
        let can: Vec<usize> =
            self.matching.iter().copied().filter(|index| self.entries[*index].can_be_chosen()).collect();
        let choose = !can.iter().all(|index| self.entries[*index].chosen);
        for index in can {
            self.entries[index].chosen = choose;
        }
    }

    fn choose_none(&mut self) {
        for entry in &mut self.entries {
            entry.chosen = false;
        }
    }

    /// Many press Enter on the row they want and expect it to be taken; so an empty choice is asked about once.
    fn enter(&mut self) -> Step {
        if self.warned_of_none || self.entries.iter().any(|entry| entry.chosen) {
            return Step::Done;
        }
        self.warned_of_none = true;
        let key = if self.focus == Focus::Search { "tab" } else { "space" };
        self.notice = Some(format!("nothing is chosen: {key} chooses a row, enter again goes on without any"));
        Step::Stay
    }
}
