//! How wide a text is on the screen, and how to cut it there.
//!
//! Columns, not letters: `東` takes two, a combining accent none. A cut never divides what is seen as one letter.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

const ELLIPSIS: char = '…';

/// The columns that `text` takes.
pub(super) fn wide(text: &str) -> usize {
    text.width()
}

/// `text`, or its beginning and `…`, in at most `columns` columns.
pub(super) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if wide(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let mut kept = String::from(beginning(text, columns - 1).trim_end());
    kept.push(ELLIPSIS);
    Cow::Owned(kept)
}

/// `text` in lines of at most `columns` columns, broken between words where that is possible. There is at least one line.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut rest = text.trim_matches(' ');
    while wide(rest) > columns {
        let most = beginning(rest, columns);
        let ends_a_word = rest[most.len()..].starts_with(' ');
        let blank = if ends_a_word { Some(most.len()) } else { most.rfind(' ') };
        // A word that is longer than a line is broken too, and so is a letter.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = blank.filter(|end| *end > 0).unwrap_or(most.len()).max(first);
        lines.push(rest[..end].trim_end_matches(' '));
        rest = rest[end..].trim_start_matches(' ');
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(rest);
    }
    lines
}

/// As much of a name as must remain beside its id, and beside all that follows the id, for the line to be worth reading.
const MIN_HEAD: (usize, usize) = (6, 12);

/// Cuts like [`cut`], but so that `key`, the id beside a long name, stays: letters of the name are given up first; if
/// too few would remain, what follows the id.
pub(super) fn cut_around<'a>(text: &'a str, key: &str, columns: usize) -> Cow<'a, str> {
    let found = if key.is_empty() { None } else { text.rfind(key) };
    let Some(at) = found.filter(|_| wide(text) > columns) else {
        return cut(text, columns);
    };
    let (head, tail) = (text[..at].trim_end(), &text[at..]);
    let room_beside = |kept: &str, least: usize| {
        let room = columns.saturating_sub(wide(kept) + 1);
        (room >= least.min(wide(head)).max(1)).then_some(room)
    };
    if let Some(room) = room_beside(tail, MIN_HEAD.1) {
        return Cow::Owned(format!("{} {tail}", cut(head, room)));
    }
    let key_stays = wide(&text[..at + key.len()]) < columns;
    match room_beside(key, MIN_HEAD.0) {
        Some(room) if !key_stays => Cow::Owned(format!("{} {key}", cut(head, room))),
        _ => cut(text, columns),
    }
}

/// The longest beginning of at most `columns` columns.
fn beginning(text: &str, columns: usize) -> &str {
    let mut end = 0;
    for (at, letter) in text.grapheme_indices(true) {
        let next = at + letter.len();
        // Measured as a whole, because what a letter adds depends on the one before it.
        if wide(&text[..next]) > columns {
            break;
        }
        end = next;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(cut("Acme Coffee", 11), "Acme Coffee");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn the_cut_counts_columns() {
        assert_eq!(cut("Acme Coffee", 8), "Acme Co…");
        assert_eq!(cut("Acme Coffee", 6), "Acme…", "no blank before the mark");
        assert_eq!(cut("東京ラーメン", 6), "東京…");
        assert_eq!(cut("東京ラーメン", 0), "");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn no_cut_divides_what_is_seen_as_one() {
        assert_eq!(cut("\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}", 3), "\u{1F1E9}\u{1F1EA}…");
        assert_eq!(
            cut("a\u{1F468}\u{200d}\u{1F469}\u{200d}\u{1F467} Cafe", 4),
            "a\u{1F468}\u{200d}\u{1F469}\u{200d}\u{1F467}…"
        );
        assert_eq!(wide("\u{1F468}\u{200d}\u{1F469}\u{200d}\u{1F467}"), 2);
        assert_eq!(cut("कि\u{91a}\u{91a}", 3), "कि…");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("the token is dead", 10), ["the token", "is dead"]);
        assert_eq!(wrap("the token is dead", 9), ["the token", "is dead"]);
        assert_eq!(wrap("snorq-connect x", 8), ["snorq-co", "nnect x"]);
        assert_eq!(wrap("a   b", 2), ["a", "b"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("東京ラーメン", 5), ["東京", "ラー", "メン"]);
    }

    #[test]
    fn the_id_survives_a_long_name() {
        let label = "A very long name of a Page  1001  connected";
        assert_eq!(cut_around(label, "1001", 43), label);
        assert_eq!(cut_around(label, "1001", 30), "A very long n… 1001  connected");
        assert_eq!(cut_around("Beta Bakery  1003 — not granted", "1003", 25), "Beta Bakery  1003 — not…");
        assert_eq!(cut_around(label, "1001", 15), "A very lo… 1001");
        assert_eq!(cut_around(label, "1001", 6), "A ver…");
        assert_eq!(cut_around(label, "2002", 6), "A ver…");
    }

    proptest::proptest! {
        #[test]
        fn wrapping_loses_nothing_but_blanks(text in "(\\PC{0,9} ?){0,9}", columns in 2_usize..50) {
            let lines = wrap(&text, columns);
            proptest::prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
            proptest::prop_assert!(lines.iter().all(|line| wide(line) <= columns), "{:?}", lines);
        }

        #[test]
        fn nothing_is_wider_than_asked(text in "\\PC{0,40}", key in "[0-9]{0,4}", columns in 0_usize..50) {
            let label = format!("{text} {key} x");
            proptest::prop_assert!(wide(&cut(&label, columns)) <= columns);
            proptest::prop_assert!(wide(&cut_around(&label, &key, columns)) <= columns);
        }
    }
}
