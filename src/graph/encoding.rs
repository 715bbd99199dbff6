//! Text whose encoding is damaged, made whole again: what cannot be read becomes U+FFFD where it stands, so that one bad
//! name spoils no list.

/// What stands for a character that cannot be read.
const LOST: &str = "\u{fffd}";

/// The text of a body: of the Unicode form that its mark names, without marks and NULs around it.
pub(super) fn text_of(body: &[u8]) -> String {
    let text = match body {
        [0xff, 0xfe, rest @ ..] => of_units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => of_units(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(body).into_owned(),
    };
    whole(text.trim_matches(|c: char| matches!(c, '\u{feff}' | '\0') || c.is_ascii_whitespace()))
}

fn of_units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// JSON whose strings have neither half of a surrogate pair alone nor bare control characters, both of which JSON forbids
/// and truncating programs write.
fn whole(json: &str) -> String {
    let mut whole = String::with_capacity(json.len());
    let (mut at, mut copied, mut inside) = (0, 0, false);
    while let Some(byte) = json.as_bytes().get(at) {
        let (length, lost) = match byte {
            b'\\' if inside => escape(json, at),
            0..=0x1f if inside => (1, true),
            b'"' => {
                inside = !inside;
                (1, false)
            }
            _ => (1, false),
        };
        if lost {
            whole.push_str(&json[copied..at]);
            whole.push_str(LOST);
            copied = at + length;
        }
        at += length;
    }
    whole.push_str(&json[copied..]);
    whole
}

/// The length of the escape at `at`, and whether it stands for no character.
fn escape(json: &str, at: usize) -> (usize, bool) {
    match (unit(json, at), unit(json, at + 6)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, false),
        (Some(0xd800..=0xdfff), _) => (6, true),
        (Some(_), _) => (6, false),
        (None, _) => (2, false),
    }
}

/// The UTF-16 unit of an escape `\uXXXX`.
fn unit(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| hex)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_a_surrogate_pair_is_lost_and_a_whole_one_kept() {
        for (damaged, mended) in [
            (r#""\ud83d""#, "\"\u{fffd}\""),
            (r#""a\udc00b""#, "\"a\u{fffd}b\""),
            (r#""\ud83d\ud83d\ude00""#, "\"\u{fffd}\\ud83d\\ude00\""),
            (r#""\ud83dx""#, "\"\u{fffd}x\""),
            (r#""\ud83d\n""#, "\"\u{fffd}\\n\""),
            (r#""\uD83D\uDE00""#, r#""\uD83D\uDE00""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""é\u00e9\"\ud83d""#, "\"é\\u00e9\\\"\u{fffd}\""),
        ] {
            assert_eq!(text_of(damaged.as_bytes()), mended, "{damaged}");
        }
    }

    #[test]
    fn marks_nuls_and_bytes_of_another_encoding_spoil_no_answer() {
        let plain = r#"{"id":"1"}"#;
        let units = |bytes: fn(u16) -> [u8; 2]| plain.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
        let bodies = [
            format!("\u{feff}{plain}").into_bytes(),
            format!("\u{feff}\u{feff} {plain}\0\0\r\n").into_bytes(),
            [&[0xff, 0xfe][..], &units(u16::to_le_bytes)].concat(),
            [&[0xfe, 0xff][..], &units(u16::to_be_bytes)].concat(),
        ];
        for body in bodies {
            assert_eq!(text_of(&body), plain);
        }
        assert_eq!(text_of(b"{\"name\":\"Caf\xe9\"}"), "{\"name\":\"Caf\u{fffd}\"}");
        assert_eq!(text_of(b"{\"name\":\"a\0b\tc\"}"), "{\"name\":\"a\u{fffd}b\u{fffd}c\"}");
    }

    proptest! {
        #[test]
        fn any_bytes_become_text_and_sound_json_stays_as_it_is(bytes: Vec<u8>, name: String) {
            text_of(&bytes);
            let sound = serde_json::json!({ "name": name }).to_string();
            prop_assert_eq!(text_of(sound.as_bytes()), sound);
        }
    }
}
