//! JSON as Meta writes it: in ASCII, with `/` escaped (`\u00e4`, `\/`), in answers and in webhooks alike.
//!
//! Whoever compares bytes in place of values, or writes a body anew before it verifies the signature, is found out.

use std::io::{self, Write};

use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::Formatter;

/// Writes a value.
pub(crate) fn escaped(value: &Value) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Escapes);
    // A value always serialises, and memory takes whatever is written.
    let _ = value.serialize(&mut serializer);
    String::from_utf8(bytes).unwrap_or_default()
}

struct Escapes;

impl Formatter for Escapes {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        for (at, char) in fragment.char_indices().filter(|(_, char)| !char.is_ascii() || *char == '/') {
            to.write_all(&fragment.as_bytes()[plain..at])?;
            plain = at + char.len_utf8();
            if char == '/' {
                to.write_all(b"\\/")?;
                continue;
            }
            for unit in char.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
        }
        to.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_written_is_ascii_and_means_the_same(text in ".*", key in ".*") {
            let value = json!({ key: [text] });
            let body = escaped(&value);
            prop_assert!(body.is_ascii());
            prop_assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), value);
        }
    }

    #[test]
    fn it_looks_as_metas_does() {
        assert_eq!(escaped(&json!({ "text": "ä🦀/\n" })), r#"{"text":"\u00e4\ud83e\udd80\/\n"}"#);
    }
}
