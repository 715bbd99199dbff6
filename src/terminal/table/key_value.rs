//! What is to be told of one thing: labels, and beside them values that go on in the next line.

use std::io;

use super::layout::Layout;
use super::{Cell, Narrowing, Role, Screen, Table};

/// Labels, and a value for each.
#[derive(Debug, Clone)]
pub struct KeyValueTable(Table);

impl Default for KeyValueTable {
    fn default() -> Self {
        let mut table = Table::new(&["", ""]);
        table.columns[1].narrowing = Narrowing::Wrap;
        Self(table)
    }
}

impl KeyValueTable {
    /// Adds a line.
    pub fn add(&mut self, label: &str, value: impl Into<Cell>) {
        self.0.row([Cell::of(Role::Dim, label), value.into()]);
    }

    /// Writes all lines, without a header.
    pub fn write(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let layout = Layout::of(&self.0.columns, &self.0.rows, screen.width);
        self.0.rows.iter().try_for_each(|row| layout.row(row, screen))
    }
}
