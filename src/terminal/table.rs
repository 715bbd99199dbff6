//! Tables: columns for people, tabs for programs.
//!
//! At a terminal: a header, two blanks between columns, measured by what the screen shows. What does not fit is taken
//! from the columns that may be cut, the widest first; refs and ids are never cut. Where even that does not help,
//! every row becomes a small block. In a pipe: tabs, no header, no signs, no colours, nothing cut.
//!
//! Thousands of rows are written as they come ([`Table::streaming`]): the first `FIRST` decide the widths, later
//! ones are cut to them or, where a column may not be cut, stand out.

use std::io;

use super::style::Role;
use super::width::{cut, wide};
use super::{Palette, Screen};
use crate::domain::text;

/// How many rows are looked at before the first is written.
const FIRST: usize = 100;

/// What a column that may be cut keeps at least.
const MIN_COLUMN: usize = 8;

const GAP: &str = "  ";

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
    may_be_cut: bool,
}

/// Rows and columns.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table with these headers, none of whose columns may be cut.
    pub fn new(headers: &[&str]) -> Self {
        let column = |header: &&str| Column { header: (*header).to_owned(), may_be_cut: false };
        Self { columns: headers.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Names the columns that may be cut: those with names and messages.
    #[must_use]
    pub fn cutting(mut self, headers: &[&str]) -> Self {
        for column in &mut self.columns {
            column.may_be_cut |= headers.contains(&column.header.as_str());
        }
        self
    }

    /// Adds a row.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
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

    /// The same table, written while its rows are still coming.
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
    pub fn finish(mut self, screen: &mut Screen<'_>) -> io::Result<()> {
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

/// How the rows are put on the screen.
#[derive(Debug, PartialEq, Eq)]
enum Layout {
    /// Tabs between the cells.
    Tabs,
    /// Columns of these widths; `true` where cells are cut to it.
    Columns(Vec<(usize, bool)>),
    /// The cells below each other, in a screen of this width.
    Blocks(usize),
}

impl Layout {
    fn of(columns: &[Column], rows: &[Vec<Cell>], width: Option<usize>) -> Self {
        let Some(width) = width else { return Self::Tabs };
        let mut widths: Vec<(usize, bool)> = columns.iter().map(|c| (wide(&c.header), c.may_be_cut)).collect();
        for row in rows {
            for (column, cell) in widths.iter_mut().zip(row) {
                column.0 = column.0.max(wide(&cell.seen()));
            }
        }
        if fit(&mut widths, width) { Self::Columns(widths) } else { Self::Blocks(width) }
    }

    fn header(&self, columns: &[Column], screen: &mut Screen<'_>) -> io::Result<()> {
        let Self::Columns(_) = self else { return Ok(()) };
        let cells: Vec<Cell> = columns.iter().map(|column| Cell::of(Role::Title, &column.header)).collect();
        self.row(&cells, screen)
    }

    fn row(&self, cells: &[Cell], screen: &mut Screen<'_>) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["REF", "NAME", "STATUS"]).cutting(&["NAME"]);
        table.row([
            Cell::from("facebook:1001"),
            "Acme Coffee, the one by the old harbour".into(),
            Cell::mark(Role::Good, "connected"),
        ]);
        table.row([
            Cell::from("facebook:22"),
            "東京\tラーメン\r\n✓ connected".into(),
            Cell::mark(Role::Bad, "token dead"),
        ]);
        table.row([Cell::from("facebook:333"), "Bare".into(), "".into()]);
        table
    }

    fn on(width: Option<usize>, palette: Palette, table: &Table) -> String {
        let mut out = Vec::new();
        table.write(&mut Screen { out: &mut out, width, palette }).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_measured_as_seen() {
        insta::assert_snapshot!(on(Some(100), Palette::PLAIN, &table()), @r#"
        REF            NAME                                     STATUS
        facebook:1001  Acme Coffee, the one by the old harbour  ✓ connected
        facebook:22    東京 ラーメン  ✓ connected               ✗ token dead
        facebook:333   Bare
        "#);
    }

    #[test]
    fn only_what_may_be_cut_is_cut() {
        insta::assert_snapshot!(on(Some(50), Palette::PLAIN, &table()), @r#"
        REF            NAME                   STATUS
        facebook:1001  Acme Coffee, the one…  ✓ connected
        facebook:22    東京 ラーメン  ✓ con…  ✗ token dead
        facebook:333   Bare
        "#);
    }

    #[test]
    fn a_screen_too_narrow_gets_blocks() {
        insta::assert_snapshot!(on(Some(30), Palette::PLAIN, &table()), @r#"
        facebook:1001
          Acme Coffee, the one by the…
          ✓ connected
        facebook:22
          東京 ラーメン  ✓ connected
          ✗ token dead
        facebook:333
          Bare
        "#);
    }

    #[test]
    fn a_pipe_gets_tabs_and_everything() {
        let text = on(None, Palette::PLAIN, &table());
        assert_eq!(
            text,
            "facebook:1001\tAcme Coffee, the one by the old harbour\tconnected\n\
             facebook:22\t東京 ラーメン  ✓ connected\ttoken dead\n\
             facebook:333\tBare\t\n"
        );
    }

    #[test]
    fn colours_change_no_column() {
        for width in [30, 50, 100] {
            let painted = on(Some(width), Palette::COLOURED, &table());
            assert!(painted.contains("\x1b["));
            assert_eq!(console::strip_ansi_codes(&painted), on(Some(width), Palette::PLAIN, &table()));
        }
    }

    #[test]
    fn an_empty_table_is_silent() {
        assert!(Table::new(&["REF"]).is_empty());
        assert_eq!(on(Some(80), Palette::PLAIN, &Table::new(&["REF"])), "");
    }

    #[test]
    fn a_stream_waits_for_the_first_rows_only() {
        let mut rows = Table::new(&["REF", "NAME"]).cutting(&["NAME"]).streaming();
        let mut out = Vec::new();
        let mut written = Vec::new();
        for number in 0..FIRST + 2 {
            let mut screen = Screen { out: &mut out, width: Some(80), palette: Palette::PLAIN };
            rows.row(&mut screen, [format!("facebook:{number}"), format!("Page {number}")]).unwrap();
            written.push(String::from_utf8_lossy(&out).lines().count());
        }
        rows.finish(&mut Screen { out: &mut out, width: Some(80), palette: Palette::PLAIN }).unwrap();
        assert_eq!(&written[FIRST - 2..], &[0, FIRST + 1, FIRST + 2, FIRST + 3]);
        assert!(String::from_utf8(out).unwrap().starts_with("REF          NAME\nfacebook:0   Page 0\n"));
    }

    #[test]
    fn a_stream_into_a_pipe_waits_for_nothing() {
        let mut rows = Table::new(&["REF"]).streaming();
        let mut out = Vec::new();
        rows.row(&mut Screen { out: &mut out, width: None, palette: Palette::PLAIN }, ["facebook:1"]).unwrap();
        assert_eq!(out, b"facebook:1\n");
    }

    #[test]
    fn a_short_stream_is_written_at_the_end() {
        let mut rows = Table::new(&["REF"]).streaming();
        let mut out = Vec::new();
        let mut screen = Screen { out: &mut out, width: Some(80), palette: Palette::PLAIN };
        rows.row(&mut screen, ["facebook:1"]).unwrap();
        rows.finish(&mut screen).unwrap();
        assert_eq!(out, b"REF\nfacebook:1\n");
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_wider_than_the_screen(names in proptest::collection::vec("\\PC{0,60}", 1..5), width in 24_usize..90) {
            let mut table = Table::new(&["REF", "NAME", "STATUS"]).cutting(&["NAME"]);
            for name in &names {
                table.row(["facebook:1001", name, "connected"]);
            }
            for line in on(Some(width), Palette::PLAIN, &table).lines() {
                proptest::prop_assert!(wide(line) <= width, "{line:?}");
            }
        }
    }
}
