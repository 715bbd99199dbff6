//! Where the cells of a row go.

use std::io;

use super::{Cell, Column, Narrowing};
use crate::terminal::width::{cut, wide, wrap};
use crate::terminal::{Palette, Role, Screen};

const GAP: &str = "  ";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ColumnLayout {
    width: usize,
    narrowing: Narrowing,
}

impl ColumnLayout {
    /// Columns that it keeps, however narrow the screen is.
    fn least(self) -> usize {
        match self.narrowing {
            Narrowing::Never => self.width,
            Narrowing::Cut => 8,
            Narrowing::Wrap => 18,
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Tabs,
    Columns(Vec<ColumnLayout>),
    /// The cells below each other, in a screen of this many columns.
    Blocks(usize, Vec<Narrowing>),
}

impl Layout {
    pub(super) fn of(columns: &[Column], rows: &[Vec<Cell>], width: Option<usize>) -> Self {
        let Some(width) = width else { return Self::Tabs };
        let unfitted = |column: &Column| ColumnLayout { width: wide(&column.header), narrowing: column.narrowing };
        let mut columns: Vec<_> = columns.iter().map(unfitted).collect();
        for row in rows {
            for (column, cell) in columns.iter_mut().zip(row) {
                column.width = column.width.max(wide(&cell.seen()));
            }
        }
        if fit(&mut columns, width) {
            return Self::Columns(columns);
        }
        Self::Blocks(width, columns.iter().map(|column| column.narrowing).collect())
    }

    pub(super) fn header(&self, columns: &[Column], screen: &mut Screen<'_>) -> io::Result<()> {
        let Self::Columns(_) = self else { return Ok(()) };
        let cells: Vec<Cell> = columns.iter().map(|column| Cell::of(Role::Title, &column.header)).collect();
        self.row(&cells, screen)
    }

    pub(super) fn row(&self, cells: &[Cell], screen: &mut Screen<'_>) -> io::Result<()> {
        let line = match self {
            Self::Tabs => tabs(cells, screen.palette),
            Self::Columns(columns) => in_columns(cells, columns, screen.palette),
            Self::Blocks(width, narrowings) => in_a_block(cells, *width, narrowings, screen.palette),
        };
        writeln!(screen.out, "{line}")
    }
}

fn tabs(cells: &[Cell], palette: Palette) -> String {
    cells.iter().map(|cell| cell.painted(&cell.text, palette)).collect::<Vec<_>>().join("\t")
}

/// Takes from the widest column that can do with less until the line fits; tells whether it does. What goes on in the next
/// line loses nothing, so it gives way before what is cut.
fn fit(columns: &mut [ColumnLayout], width: usize) -> bool {
    let gaps = GAP.len() * columns.len().saturating_sub(1);
    loop {
        let total = gaps + columns.iter().map(|column| column.width).sum::<usize>();
        if total <= width {
            return true;
        }
        let wraps = |column: &ColumnLayout| column.narrowing == Narrowing::Wrap;
        let able = columns.iter_mut().filter(|column| column.width > column.least());
        match able.max_by_key(|column| (wraps(column), column.width)) {
            Some(column) => column.width -= 1,
            None => return false,
        }
    }
}

/// The row's lines: one, or as many as its longest wrapped cell needs.
fn in_columns(cells: &[Cell], columns: &[ColumnLayout], palette: Palette) -> String {
    let parts: Vec<_> = cells.iter().zip(columns).map(|(cell, column)| parts(cell, *column)).collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or_default();
    let line = |number: usize| {
        let texts = parts.iter().map(|parts| parts.get(number).map_or("", String::as_str));
        one_line(cells.iter().zip(columns).zip(texts), palette)
    };
    (0..height).map(line).collect::<Vec<_>>().join("\n")
}

fn one_line<'a>(row: impl Iterator<Item = ((&'a Cell, &'a ColumnLayout), &'a str)>, palette: Palette) -> String {
    let mut line = String::new();
    let mut owed = 0;
    for ((cell, column), text) in row {
        // Blanks are written only before a cell that has text, so that no line ends in blanks.
        if !text.is_empty() {
            line.extend(std::iter::repeat_n(' ', owed));
            line.push_str(&cell.painted(text, palette));
            owed = 0;
        }
        owed += column.width.saturating_sub(wide(text)) + GAP.len();
    }
    line
}

fn parts(cell: &Cell, column: ColumnLayout) -> Vec<String> {
    let seen = cell.seen();
    match column.narrowing {
        Narrowing::Never => vec![seen],
        Narrowing::Cut => vec![cut(&seen, column.width).into_owned()],
        Narrowing::Wrap => wrap(&seen, column.width).into_iter().map(str::to_owned).collect(),
    }
}

/// The first cell on a line of its own, the others below it, as many on a line as fit.
fn in_a_block(cells: &[Cell], width: usize, narrowings: &[Narrowing], palette: Palette) -> String {
    let Some((first, others)) = cells.split_first() else { return String::new() };
    let mut block = first.painted(&first.seen(), palette);
    let mut used = width;
    let room = width.saturating_sub(GAP.len());
    for (cell, narrowing) in others.iter().zip(&narrowings[1..]) {
        // What keeps its width elsewhere is cut here: nothing is wider than the screen.
        let narrowing = if *narrowing == Narrowing::Wrap { Narrowing::Wrap } else { Narrowing::Cut };
        for text in parts(cell, ColumnLayout { width: room, narrowing }).iter().filter(|text| !text.is_empty()) {
            if used + GAP.len() + wide(text) > width {
                block.push('\n');
                used = 0;
            }
            block.push_str(GAP);
            block.push_str(&cell.painted(text, palette));
            used += GAP.len() + wide(text);
        }
    }
    block
}
