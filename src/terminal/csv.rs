//! Comma-separated values, for spreadsheets: RFC 4180, and harmless where they are opened.
//!
//! Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, also behind a tab or a line break, and a
//! formula can send the sheet elsewhere. Names come from other people, so such a cell gets an
//! apostrophe in front, as OWASP advises (<https://owasp.org/www-community/attacks/CSV_Injection>); spreadsheets show it
//! as plain text. Characters that could act on a terminal are taken out as everywhere.

use std::io::{self, Write};

use crate::domain::text;

/// What begins a formula; the last four are how East Asian keyboards write the first four.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes one record.
pub fn record(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    let line: Vec<_> = cells.iter().map(|cell| field(cell)).collect();
    // RFC 4180 ends a record with both.
    write!(out, "{}\r\n", line.join(","))
}

/// A cell of the record. A semicolon is quoted as well, because some countries' spreadsheets split at it,
/// and so is nothing at all, because a line with one empty cell would be an empty line.
fn field(cell: &str) -> String {
    let text = tame(cell);
    if text.is_empty() || text.contains([',', ';', '"']) || text.starts_with(['\'', ' ']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// The text, unable to be a formula. Blanks in front are looked behind: some programs drop them.
fn tame(cell: &str) -> String {
    let text = text::shown(cell);
    let is_formula = text.trim_start_matches([' ', text::MARK]).starts_with(FORMULA);
    if is_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let cells: Vec<_> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let mut out = Vec::new();
        record(&mut out, &cells).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn read(text: &str) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let records: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(records.len(), 1, "{text:?}");
        records[0].iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_could_be_misread_is_quoted() {
        assert_eq!(written(&["a", "", "b c"]), "a,\"\",b c\r\n");
        assert_eq!(written(&["Acme, Inc.", "the \"best\"", "a;b"]), "\"Acme, Inc.\",\"the \"\"best\"\"\",\"a;b\"\r\n");
        assert_eq!(written(&[""]), "\"\"\r\n");
        assert_eq!(written(&["two\r\nlines"]), "two  lines\r\n");
    }

    #[test]
    fn formulas_are_plain_text() {
        for cell in ["=1+1", "+1 555 0100", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u{feff}=1", "＝1"] {
            let line = written(&[cell]);
            assert!(line.starts_with("\"'"), "{cell:?}: {line:?}");
        }
        assert_eq!(written(&["a=1", "1-2", "Café"]), "a=1,1-2,Café\r\n");
    }

    proptest::proptest! {
        /// Any reader gets the cells back, each as people are shown it, and none of them can be a formula.
        #[test]
        fn what_was_written_is_read(cells in proptest::collection::vec("([=+@\t\r\n \"',;-]|\\PC|\\p{Cc}){0,12}", 1..6)) {
            let borrowed: Vec<_> = cells.iter().map(String::as_str).collect();
            let line = written(&borrowed);
            proptest::prop_assert_eq!(line.matches(['\r', '\n']).count(), 2);
            for (cell, found) in cells.iter().zip(read(&line)) {
                let shown = text::shown(cell);
                let plain = found.strip_prefix('\'').filter(|_| !shown.starts_with('\'')).unwrap_or(&found);
                proptest::prop_assert_eq!(plain, &shown);
                proptest::prop_assert!(!found.trim_start().starts_with(FORMULA), "{}", found);
            }
        }
    }
}
