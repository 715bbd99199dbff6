//! Text from elsewhere made safe to show: names, messages and descriptions that other people chose.
//!
//! Whoever names a Page can put any character into our tables, prompts, logs and errors. One function turns such a
//! text into one line that cannot move the cursor, change a colour, reverse a word or hide a letter.

/// The mark that stands where a character was taken out.
pub const MARK: char = '\u{FFFD}';

/// One line of harmless text: control characters, bidirectional controls, invisible and tag characters become a
/// visible mark, line breaks and tabs become spaces. Joiners stay where a script or an emoji is written with them.
pub fn shown(foreign: &str) -> String {
    let mut text = String::with_capacity(foreign.len());
    let mut before = None;
    let mut rest = foreign.chars();
    while let Some(c) = rest.next() {
        let flag = if c == BLACK_FLAG { flag(rest.as_str()) } else { "" };
        if before.is_some_and(|before| joins(before, c, rest.clone().next())) {
            text.push(c);
        } else {
            text.push(shown_char(c));
        }
        text.push_str(flag);
        rest = rest.as_str()[flag.len()..].chars();
        before = Some(c);
    }
    text
}

/// Zero-width joiner and non-joiner, which say how the letters beside them are written.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// What the flags of England, Scotland and Wales are made of, with tag characters behind it.
const BLACK_FLAG: char = '\u{1F3F4}';

/// The tags at the beginning of `rest`, if they are whole (Unicode TS 51, emoji tag sequences): no text can hide in them.
fn flag(rest: &str) -> &str {
    let end = rest.find('\u{E007F}').unwrap_or_default();
    let tags = &rest[..end];
    let sound = |c: char| matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}');
    if (1..=6).contains(&tags.chars().count()) && tags.chars().all(sound) {
        &rest[..end + '\u{E007F}'.len_utf8()]
    } else {
        ""
    }
}

/// Whether `c`, which is not seen, is how `before` and `after` are joined: between letters of a script that is written
/// with joiners, between the parts of an emoji, or a variant of a Mongolian letter.
fn joins(before: char, c: char, after: Option<char>) -> bool {
    match c {
        '\u{200D}' => {
            (is_cursive(before) && after.is_some_and(|after| !is_unseen(after))) || is_emoji_joint(before, after)
        }
        '\u{200C}' => is_cursive(before) && after.is_some_and(is_cursive),
        '\u{180B}'..='\u{180F}' => matches!(before, '\u{1820}'..='\u{18AA}'),
        _ => false,
    }
}

fn is_emoji_joint(before: char, after: Option<char>) -> bool {
    // A part may end with its presentation or its skin.
    let ends = is_emoji(before) || before == '\u{FE0F}';
    ends && after.is_some_and(is_emoji)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Scripts whose letters change with their neighbours: Arabic and its kin, N'Ko, those of India and of South-East Asia,
/// Tibetan, Mongolian, with the forms and additions that stand elsewhere (Unicode, chapters 9 and 12 to 17).
fn is_cursive(c: char) -> bool {
    let script = matches!(c,
        '\u{0600}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1700}'..='\u{18AF}' | '\u{1900}'..='\u{1AFF}'
        | '\u{1B00}'..='\u{1C4F}' | '\u{1CD0}'..='\u{1CFF}' | '\u{A800}'..='\u{A8FF}' | '\u{A900}'..='\u{AADF}'
        | '\u{ABC0}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{10FFF}'
        | '\u{11000}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}');
    script && !is_unseen(c)
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
    fn joiners_stay_where_scripts_and_emoji_need_them() {
        for name in [
            "کتاب\u{200c}فروشی تهران",
            "ه\u{200d}.ش",
            "ශ\u{dca}\u{200d}රී ලංකා",
            "क\u{94d}\u{200d}ष",
            "\u{1F468}\u{200d}\u{1F469}\u{200d}\u{1F467} Cafe",
            "\u{2764}\u{FE0F}\u{200d}\u{1F525}",
            "\u{1F469}\u{1F3FD}\u{200d}\u{1F680}",
            "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} Pub",
        ] {
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn joiners_that_hide_something_are_marked() {
        for (name, seen) in [
            ("Ac\u{200d}me", "Ac\u{FFFD}me"),
            ("\u{200d}\u{200c}", "\u{FFFD}\u{FFFD}"),
            ("کتاب\u{200c}", "کتاب\u{FFFD}"),
            ("کتاب\u{200c}\u{200c}ف", "کتاب\u{FFFD}\u{FFFD}ف"),
            ("\u{1F468}\u{200d}x", "\u{1F468}\u{FFFD}x"),
            ("\u{1F3F4}\u{E0067}", "\u{1F3F4}\u{FFFD}"),
            ("x\u{E0067}\u{E007F}", "x\u{FFFD}\u{FFFD}"),
        ] {
            assert_eq!(shown(name), seen);
        }
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["Café Zoë", "東京ラーメン", "Acme ☕ Coffee", "مقهى"] {
            assert_eq!(shown(name), name);
        }
    }
}
