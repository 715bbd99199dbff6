//! Times in a world's file: how long from now, so that a world is as fresh when it is loaded as when it was saved.

use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde_json::Value;

/// What a time may look like, for errors and the schema.
pub(super) const SHAPES: &str =
    "a time such as \"60d\", \"2h 30m ago\", \"now\", \"never\" or \"2026-11-23T12:00:00Z\"";

/// Reads a time into seconds. A number is seconds already.
pub(super) fn read(value: &Value, now: i64) -> Option<i64> {
    match value {
        Value::String(text) => word(text.trim(), now),
        other => other.as_i64(),
    }
}

fn word(text: &str, now: i64) -> Option<i64> {
    match text {
        "never" => return Some(0),
        "now" => return Some(now),
        _ => {}
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_second());
    }
    let span: Span = text.parse().ok()?;
    let length = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    now.checked_add(length.as_secs())
}

/// Writes a time.
pub(super) fn write(seconds: i64, now: i64) -> String {
    if seconds == 0 {
        return "never".to_owned();
    }
    let Some(away) = seconds.checked_sub(now).filter(|away| *away != 0) else { return "now".to_owned() };
    let far = SignedDuration::from_secs(away).abs().as_secs();
    let parts = [(far / 86_400, 'd'), (far / 3600 % 24, 'h'), (far / 60 % 60, 'm'), (far % 60, 's')];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count}{unit}")).collect();
    parts.join(" ") + if away < 0 { " ago" } else { "" }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::{read, write};

    const NOON: i64 = 1_795_435_200;

    #[test]
    fn people_write_times_in_many_ways() {
        for (text, wanted) in [
            ("now", NOON),
            ("never", 0),
            ("60d", NOON + 60 * 86_400),
            ("60 days", NOON + 60 * 86_400),
            ("2h 30m ago", NOON - 9_000),
            ("2026-11-23T12:00:01Z", NOON + 1),
        ] {
            assert_eq!(read(&json!(text), NOON), Some(wanted), "{text}");
        }
        assert_eq!(read(&json!(7), NOON), Some(7));
        for wrong in [json!("soon"), json!("1 month"), json!(""), json!(null), json!([])] {
            assert_eq!(read(&wrong, NOON), None, "{wrong}");
        }
        assert_eq!(write(NOON + 60 * 86_400 + 61, NOON), "60d 1m 1s");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_the_same(seconds in 0_i64..4_000_000_000) {
            prop_assert_eq!(read(&json!(write(seconds, NOON)), NOON), Some(seconds));
        }
    }
}
