//! Messages on stderr: lines made harmless, their first words coloured.

use std::io::{self, Write};

use super::style::{Palette, Role};
use crate::domain::text;

pub(super) fn put(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(bytes)?;
    out.flush()
}

/// Writes messages. If stderr is gone, nothing can be said about it.
pub(super) fn write_lines(out: &mut dyn Write, lines: &str) {
    let _ = put(out, format!("{lines}\n").as_bytes());
}

/// Each line made safe, so that no text from elsewhere reaches the screen raw even if a caller forgot.
pub(super) fn harmless(lines: &str) -> String {
    lines.split('\n').map(text::shown).collect::<Vec<_>>().join("\n")
}

/// Colours the words that begin a line: `error:`, `warning:`, `hint:`.
pub(super) fn labelled(lines: &str, palette: Palette) -> String {
    const LABELS: [(&str, Role); 3] = [("error:", Role::Bad), ("warning:", Role::Warning), ("hint:", Role::Good)];
    let paint = |line: String| {
        let label = LABELS.iter().find(|(label, _)| line.starts_with(label));
        match label {
            Some((label, role)) => format!("{}{}", palette.paint(*role, label), &line[label.len()..]),
            None => line,
        }
    };
    lines.split('\n').map(|line| paint(text::shown(line))).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_harmless() {
        assert_eq!(harmless("one\x1b[2J\ntwo\r"), "one\u{FFFD}[2J\ntwo ");
        assert_eq!(labelled("error: a\u{202e}b\n\nhint: c", Palette::PLAIN), "error: a\u{FFFD}b\n\nhint: c");
    }

    #[test]
    fn labels_are_coloured_and_nothing_else() {
        let painted = labelled("error: token dead\n\nhint: log in again", Palette::new(true));
        assert!(
            painted.starts_with("\x1b[31m\x1b[1merror:\x1b[0m token dead\n\n\x1b[32mhint:\x1b[0m log in"),
            "{painted:?}"
        );
    }
}
