//! Choosing several of thousands: how it looks, and the terminal it looks so on.
//!
//! Built on `console`, on which dialoguer itself stands, because no prompt of dialoguer's does this: its `MultiSelect`
//! cannot search, its `FuzzySelect` takes one entry only, sorts every entry at every key and spins for ever without a
//! terminal, and both end the process with the cursor hidden on Ctrl-C. A loop of text filter and `MultiSelect` loses
//! the place in the list with every search.

use std::io;

use console::{Key, Term};

use super::picker::{Entry, Focus, Picker, Step};
use crate::terminal::raw::Raw;
use crate::terminal::width::{cut, cut_around, wide};
use crate::terminal::{Palette, Role};

/// More rows than this are no easier to read.
const MAX_ROWS: usize = 12;

/// Lets the admin choose. `None` if they wanted out.
pub(super) fn run(term: &Term, mut picker: Picker, palette: Palette) -> io::Result<Option<Vec<usize>>> {
    let raw = Raw::enter()?;
    let end = loop {
        draw(term, &mut picker, palette)?;
        match picker.key(&read(term)?) {
            Step::Stay => {}
            end => break end,
        }
    };
    term.clear_to_end_of_screen()?;
    drop(raw);
    if end == Step::Interrupted {
        term.flush()?;
        return Ok(None);
    }
    term.write_line(&cut(&report(&picker), columns(term)))?;
    term.flush()?;
    Ok(Some(picker.chosen()))
}

/// `console` takes every interruption of the read for Ctrl-C, which is what it nearly always is.
fn read(term: &Term) -> io::Result<Key> {
    match term.read_key_raw() {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Key::CtrlC),
        other => other,
    }
}

/// One column stays free: in the last one, terminals disagree about when the line wraps.
fn columns(term: &Term) -> usize {
    usize::from(term.size().1).saturating_sub(1)
}

/// The cursor rests at the end of what is searched for, in the first line, where drawing also begins.
fn draw(term: &Term, picker: &mut Picker, palette: Palette) -> io::Result<()> {
    let columns = columns(term);
    let lines = picker.lines(columns, usize::from(term.size().0), palette);
    // Cleared first, as clearing also goes to the line's beginning; it is all one write, so nothing flickers.
    term.clear_to_end_of_screen()?;
    term.write_str(&lines.join("\n"))?;
    term.move_cursor_up(lines.len() - 1)?;
    term.write_str("\r")?;
    term.move_cursor_right(wide(&picker.head(columns)).min(columns))?;
    term.flush()
}

/// What stays on the screen afterwards.
fn report(picker: &Picker) -> String {
    let chosen: Vec<&Entry> = picker.entries.iter().filter(|entry| entry.chosen).collect();
    match chosen.as_slice() {
        [] => format!("{}: none", picker.prompt),
        [one] => format!("{}: {}", picker.prompt, one.label),
        many => format!("{}: {} chosen", picker.prompt, counted(many.len())),
    }
}

impl Picker {
    /// The picture: what is searched for, the window, the counts, the keys. No line is wider than `columns`, and there
    /// are no more lines than `height` if that is at least three.
    pub(super) fn lines(&mut self, columns: usize, height: usize, palette: Palette) -> Vec<String> {
        let mut keys = wrapped(&self.keys(), columns);
        if height < keys.len() + 5 {
            keys.clear();
        }
        self.rows = height.saturating_sub(2 + keys.len()).clamp(1, MAX_ROWS);
        self.scroll();
        let mut lines = vec![palette.paint(Role::Name, self.head(columns)).to_string()];
        let window = self.matching.iter().enumerate().skip(self.top).take(self.rows);
        lines.extend(window.map(|(place, index)| row(&self.entries[*index], place == self.at, columns, palette)));
        if self.matching.is_empty() {
            lines.push(
                palette.paint(Role::Dim, cut("  nothing matches; ctrl-u clears the search", columns)).to_string(),
            );
        }
        let (role, status) = match &self.notice {
            Some(notice) => (Role::Warning, format!("! {notice}")),
            None => (Role::Dim, self.counts(columns)),
        };
        lines.push(palette.paint(role, cut(&status, columns)).to_string());
        lines.extend(keys.iter().map(|line| palette.paint(Role::Dim, line).to_string()));
        lines
    }

    /// The first line; a long search shows its end.
    pub(super) fn head(&self, columns: usize) -> String {
        let prompt = cut(&self.prompt, columns / 2);
        let room = columns.saturating_sub(wide(&prompt) + 3);
        let skipped = self.search.char_indices().map(|(at, _)| at).find(|at| wide(&self.search[*at..]) <= room);
        cut(&format!("{prompt}: {}", &self.search[skipped.unwrap_or(self.search.len())..]), columns).into_owned()
    }

    /// Moves the window as little as needed to hold the cursor.
    fn scroll(&mut self) {
        let last_top = self.matching.len().saturating_sub(self.rows);
        let needed = (self.at + 1).saturating_sub(self.rows);
        self.top = self.top.clamp(needed, self.at.max(needed)).min(last_top.max(needed));
    }

    fn counts(&self, columns: usize) -> String {
        let chosen = self.entries.iter().filter(|entry| entry.chosen).count();
        let mut parts = vec![format!("{} of {} chosen", counted(chosen), counted(self.entries.len()))];
        if !self.search.is_empty() {
            parts.push(format!("{} match", counted(self.matching.len())));
        }
        if self.matching.len() > self.rows {
            let last = (self.top + self.rows).min(self.matching.len());
            parts.push(format!("showing {}–{}", counted(self.top + 1), counted(last)));
        }
        while wide(&parts.join(", ")) > columns && parts.len() > 1 {
            parts.pop();
        }
        parts.join(", ")
    }

    /// What the keys do now.
    fn keys(&self) -> Vec<&'static str> {
        let choose = if self.focus == Focus::Search { "tab choose" } else { "space choose" };
        if self.search.is_empty() {
            vec!["type to search", choose, "ctrl-t all", "ctrl-n none", "enter done", "esc cancel"]
        } else {
            vec![choose, "ctrl-t all matching", "ctrl-n none", "enter done", "esc cancel"]
        }
    }
}

fn row(entry: &Entry, here: bool, columns: usize, palette: Palette) -> String {
    let pointer = if here { ">" } else { " " };
    let (mark, role) = match (&entry.reason, entry.chosen) {
        (Some(_), _) => ("[-]", Some(Role::Dim)),
        (None, true) => ("[x]", Some(Role::Good)),
        (None, false) => ("[ ]", here.then_some(Role::Name)),
    };
    let text = match &entry.reason {
        Some(reason) => format!("{} — {reason}", entry.label),
        None => entry.label.clone(),
    };
    let start = format!("{pointer} {mark} ");
    let rest = cut_around(&text, &entry.key, columns.saturating_sub(wide(&start))).into_owned();
    let line = cut(&(start + &rest), columns).into_owned();
    role.map_or_else(|| line.clone(), |role| palette.paint(role, &line).to_string())
}

/// The pieces with commas between, on as many lines as they need.
fn wrapped(pieces: &[&str], columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (number, piece) in pieces.iter().enumerate() {
        let comma = if number + 1 < pieces.len() { "," } else { "" };
        let blank = if line.is_empty() { "" } else { " " };
        let longer = format!("{line}{blank}{piece}{comma}");
        if wide(&longer) <= columns || line.is_empty() {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, format!("{piece}{comma}")));
        }
    }
    lines.push(line);
    lines.iter().map(|line| cut(line, columns).into_owned()).collect()
}

/// `5000` as `5,000`.
fn counted(number: usize) -> String {
    indicatif::HumanCount(number as u64).to_string()
}
