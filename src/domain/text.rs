//! Text from elsewhere made safe to show: names, messages and descriptions that other people chose.
//!
//! Whoever names a Page can put any character into our tables, prompts, logs and errors. One function turns such a
//! text into one line that cannot move the cursor, change a colour, reverse a word or hide a letter.

/// The mark that stands where a character was taken out.
pub const MARK: char = '\u{FFFD}';

/// One line of harmless text: control characters, bidirectional controls, invisible and tag characters become a
/// visible mark, line breaks and tabs become spaces.
pub fn shown(foreign: &str) -> String {
    foreign.chars().map(shown_char).collect()
}

fn shown_char(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        c if c.is_control() || is_unseen(c) => MARK,
        c => c,
    }
}

/// Characters that change how others are shown or are not shown themselves: the twelve with the `Bidi_Control`
/// property, zero-width and filler characters, variation selectors' tag block and the byte order mark.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_line_breaks_are_taken_out() {
        assert_eq!(shown("a\x1b[2Jb\r\n✓ connected\x07"), "a\u{FFFD}[2Jb  ✓ connected\u{FFFD}");
    }

    #[test]
    fn every_bidirectional_control_is_marked() {
        for c in
            "\u{061C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}".chars()
        {
            assert_eq!(shown(&c.to_string()), "\u{FFFD}", "{c:?}");
        }
    }

    /// Every character that there is, between two others.
    #[test]
    fn u01_no_character_acts_on_a_terminal() {
        for c in '\0'..=char::MAX {
            let seen = shown(&format!("a{c}b"));
            assert!(seen.starts_with('a') && seen.ends_with('b'), "{c:?}");
            assert!(!seen.chars().any(char::is_control), "{c:?}");
        }
    }

    #[test]
    fn u02_no_character_that_is_not_seen_stays() {
        let more = "\u{00AD}\u{034F}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{180E}\u{200B}\u{2060}\u{2061}\u{2062}\u{2063}\u{2064}\
                    \u{206A}\u{206B}\u{206C}\u{206D}\u{206E}\u{206F}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}\u{FFFA}\u{FFFB}";
        let tags = '\u{E0001}'..='\u{E007F}';
        for c in more.chars().chain(tags) {
            assert!(!shown(&format!("a{c}b")).contains(c), "{c:?}");
        }
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["Café Zoë", "東京ラーメン", "Acme ☕ Coffee", "مقهى"] {
            assert_eq!(shown(name), name);
        }
    }
}
