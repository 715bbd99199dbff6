//! Reading values of which nothing is certain: an id may be a number, a time may be a text, anything may be missing.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The text or number at `path`, as text; nothing for an empty one.
pub(super) fn text(value: &Value, path: &str) -> Option<String> {
    match value.pointer(path)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The first of `paths` at which there is something.
pub(super) fn first(value: &Value, paths: &[&str]) -> Option<String> {
    paths.iter().find_map(|path| text(value, path))
}

/// The list at `path`; anything else is an empty one.
pub(super) fn list<'a>(value: &'a Value, path: &str) -> &'a [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The time at `path`: Meta writes milliseconds in messaging, seconds elsewhere, and texts in WhatsApp.
pub(super) fn time(value: &Value, path: &str) -> Option<Timestamp> {
    let number: i64 = text(value, path)?.parse().ok()?;
    // Seconds reach this number in the year 5138.
    if number.abs() < 100_000_000_000 {
        Timestamp::from_second(number).ok()
    } else {
        Timestamp::from_millisecond(number).ok()
    }
}

/// The mark of an item that has no id of its own: Meta puts items together otherwise when it sends them again, so that
/// neither the whole body nor the order of keys is part of it.
pub(super) fn mark(asset: &str, field: &str, item: &Value) -> String {
    let mut canonical = format!("{}\0{}\0", Value::from(asset), Value::from(field));
    write(&mut canonical, item);
    let digest = Sha256::digest(canonical.as_bytes());
    digest.iter().take(16).fold("sha256:".to_owned(), |mut mark, byte| {
        // Writing to a string cannot fail.
        let _ = write!(mark, "{byte:02x}");
        mark
    })
}

fn write(out: &mut String, value: &Value) {
    match value {
        Value::Object(object) => {
            let mut keys: Vec<_> = object.iter().collect();
            keys.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (key, value) in keys {
                let _ = write!(out, "{}:", Value::from(key.as_str()));
                write(out, value);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write(out, item);
                out.push(',');
            }
            out.push(']');
        }
        plain => {
            let _ = write!(out, "{plain}");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_order_of_keys_makes_no_difference_and_everything_else_does() {
        let mark = |item| mark("1", "feed", &item);
        assert_eq!(
            mark(json!({"a": 1, "b": [{"c": null, "d": ""}]})),
            mark(json!({"b": [{"d": "", "c": null}], "a": 1}))
        );
        assert_ne!(mark(json!({"a": 1})), mark(json!({"a": "1"})));
        assert_ne!(mark(json!([[1], 2])), mark(json!([1, [2]])));
    }

    #[test]
    fn times_are_read_in_each_of_the_three_ways() {
        let value = json!({"ms": 1_795_000_000_123_i64, "s": 1_795_000_000, "text": "1795000000", "odd": "TIMESTAMP"});
        let times = ["/ms", "/s", "/text", "/odd"].map(|path| time(&value, path).map(jiff::Timestamp::as_second));
        assert_eq!(times, [Some(1_795_000_000), Some(1_795_000_000), Some(1_795_000_000), None]);
    }
}
