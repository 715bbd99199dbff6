//! Where the cells of a row go.

use std::io;

use super::{Cell, Column};
use crate::terminal::width::{cut, wide};
use crate::terminal::{Palette, Role, Screen};

/// What a column that may be cut keeps at least.
const MIN_COLUMN: usize = 8;

const GAP: &str = "  ";

/// How the rows are put on the screen.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Tabs between the cells.
    Tabs,
    /// Columns of these widths; `true` where cells are cut to it.
    Columns(Vec<(usize, bool)>),
    /// The cells below each other, in a screen of this width.
    Blocks(usize),
}

impl Layout {
    pub(super) fn of(columns: &[Column], rows: &[Vec<Cell>], width: Option<usize>) -> Self {
        let Some(width) = width else { return Self::Tabs };
        let mut widths: Vec<(usize, bool)> = columns.iter().map(|c| (wide(&c.header), c.may_be_cut)).collect();
        for row in rows {
            for (column, cell) in widths.iter_mut().zip(row) {
                column.0 = column.0.max(wide(&cell.seen()));
            }
        }
        if fit(&mut widths, width) { Self::Columns(widths) } else { Self::Blocks(width) }
    }

    pub(super) fn header(&self, columns: &[Column], screen: &mut Screen<'_>) -> io::Result<()> {
        let Self::Columns(_) = self else { return Ok(()) };
        let cells: Vec<Cell> = columns.iter().map(|column| Cell::of(Role::Title, &column.header)).collect();
        self.row(&cells, screen)
    }

    pub(super) fn row(&self, cells: &[Cell], screen: &mut Screen<'_>) -> io::Result<()> {
        let line = match self {
            Self::Tabs => cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("\t"),
            Self::Columns(widths) => in_columns(cells, widths, screen.palette),
            Self::Blocks(width) => in_a_block(cells, *width, screen.palette),
        };
        writeln!(screen.out, "{line}")
    }
}

/// Takes from the widest column that may be cut until the line fits; tells whether it does.
fn fit(widths: &mut [(usize, bool)], width: usize) -> bool {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    loop {
        let total = gaps + widths.iter().map(|column| column.0).sum::<usize>();
        if total <= width {
            return true;
        }
        let widest = widths.iter_mut().filter(|column| column.1 && column.0 > MIN_COLUMN).max_by_key(|column| column.0);
        match widest {
            Some(column) => column.0 -= 1,
            None => return false,
        }
    }
}

fn in_columns(cells: &[Cell], widths: &[(usize, bool)], palette: Palette) -> String {
    let mut line = String::new();
    let mut owed = 0;
    for (cell, (width, cuts)) in cells.iter().zip(widths) {
        let seen = cell.seen();
        let text = if *cuts { cut(&seen, *width) } else { seen.as_str().into() };
        // Blanks are written only before a cell that has text, so that no line ends in blanks.
        if !text.is_empty() {
            line.extend(std::iter::repeat_n(' ', owed));
            line.push_str(&cell.painted(&text, palette));
            owed = 0;
        }
        owed += width.saturating_sub(wide(&text)) + GAP.len();
    }
    line
}

/// The first cell on a line of its own, the others below it, as many on a line as fit.
fn in_a_block(cells: &[Cell], width: usize, palette: Palette) -> String {
    let Some((first, others)) = cells.split_first() else { return String::new() };
    let mut block = first.painted(&first.seen(), palette);
    let mut used = width;
    for cell in others {
        let seen = cell.seen();
        let text = cut(&seen, width.saturating_sub(GAP.len()));
        if text.is_empty() {
            continue;
        }
        if used + GAP.len() + wide(&text) > width {
            block.push('\n');
            used = 0;
        }
        block.push_str(GAP);
        block.push_str(&cell.painted(&text, palette));
        used += GAP.len() + wide(&text);
    }
    block
}
