//! Tables: columns for people, tabs for programs.
//!
//! At a terminal: a header, two blanks between columns, measured by what the screen shows. What does not fit is taken
//! from the columns that may be cut or wrapped, the widest first; refs and ids are neither. Where even that does not
//! help, every row becomes a small block. In a pipe: tabs, no header, no signs, no colours but forced ones, nothing cut.
//!
//! Thousands of rows are written as they come ([`Table::streaming`]): the first `FIRST` decide the widths, later
//! ones are cut to them or, where a column may not be cut, stand out.

mod key_value;
mod layout;
#[cfg(test)]
mod tests;

use std::io;

pub use self::key_value::KeyValueTable;
use self::layout::Layout;
use super::style::Role;
use super::{Palette, Screen};
use crate::domain::text;

/// How many rows are looked at before the first is written.
const FIRST: usize = 100;

/// One cell: a text, and what it means.
#[derive(Debug, Clone)]
pub struct Cell {
    text: String,
    role: Option<Role>,
    signed: bool,
}

impl Cell {
    /// A text that means something.
    pub fn of(role: Role, words: &str) -> Self {
        Self { text: text::shown(words), role: Some(role), signed: false }
    }

    /// A state: at a terminal with its sign (`✓ connected`), in a pipe the words alone.
    pub fn mark(role: Role, words: &str) -> Self {
        Self { signed: true, ..Self::of(role, words) }
    }

    /// The text as people see it, without colours.
    fn seen(&self) -> String {
        match self.role.filter(|_| self.signed) {
            Some(role) => Palette::PLAIN.mark(role, &self.text).to_string(),
            None => self.text.clone(),
        }
    }

    fn painted(&self, text: &str, palette: Palette) -> String {
        self.role.map_or_else(|| text.to_owned(), |role| palette.paint(role, text).to_string())
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(foreign: T) -> Self {
        Self { text: text::shown(foreign.as_ref()), role: None, signed: false }
    }
}

#[derive(Debug, Clone)]
struct Column {
    header: String,
    narrowing: Narrowing,
}

/// What happens to a column that is wider than there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Narrowing {
    /// It keeps its width.
    Never,
    /// Its cells end with `…`.
    Cut,
    /// Its cells go on in the next line.
    Wrap,
}

/// Rows and columns.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these headers, whose columns keep their width.
    pub fn new(headers: &[&str]) -> Self {
        let column = |header: &&str| Column { header: (*header).to_owned(), narrowing: Narrowing::Never };
        Self { columns: headers.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Names the columns that may be cut: those with names and messages.
    #[must_use]
    pub fn cutting(self, headers: &[&str]) -> Self {
        self.narrowing(headers, Narrowing::Cut)
    }

    /// Names the columns that go on in the next line: those whose every word counts.
    #[must_use]
    pub fn wrapping(self, headers: &[&str]) -> Self {
        self.narrowing(headers, Narrowing::Wrap)
    }

    fn narrowing(mut self, headers: &[&str], narrowing: Narrowing) -> Self {
        for column in self.columns.iter_mut().filter(|column| headers.contains(&column.header.as_str())) {
            column.narrowing = narrowing;
        }
        self
    }

    /// Adds a row.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Writes the whole table; without rows, nothing.
    pub fn write(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let layout = Layout::of(&self.columns, &self.rows, screen.width);
        layout.header(&self.columns, screen)?;
        self.rows.iter().try_for_each(|row| layout.row(row, screen))
    }

    /// Writes this table while its rows are still coming.
    pub fn streaming(self) -> Rows {
        Rows { columns: self.columns, waiting: self.rows, layout: None }
    }
}

/// A table that is written while its rows come.
#[derive(Debug)]
pub struct Rows {
    columns: Vec<Column>,
    waiting: Vec<Vec<Cell>>,
    layout: Option<Layout>,
}

impl Rows {
    /// Adds a row. It is written at once in a pipe, and at a terminal after the first `FIRST`.
    pub fn row<C: Into<Cell>>(
        &mut self,
        screen: &mut Screen<'_>,
        cells: impl IntoIterator<Item = C>,
    ) -> io::Result<()> {
        let cells: Vec<Cell> = cells.into_iter().map(Into::into).collect();
        if let Some(layout) = &self.layout {
            return layout.row(&cells, screen);
        }
        self.waiting.push(cells);
        if screen.width.is_none() || self.waiting.len() >= FIRST { self.begin(screen) } else { Ok(()) }
    }

    /// Writes what is still waiting.
    pub fn finish(&mut self, screen: &mut Screen<'_>) -> io::Result<()> {
        if self.layout.is_none() && !self.waiting.is_empty() { self.begin(screen) } else { Ok(()) }
    }

    fn begin(&mut self, screen: &mut Screen<'_>) -> io::Result<()> {
        let layout = Layout::of(&self.columns, &self.waiting, screen.width);
        layout.header(&self.columns, screen)?;
        for row in self.waiting.drain(..) {
            layout.row(&row, screen)?;
        }
        self.layout = Some(layout);
        Ok(())
    }
}
