//! Tolerant reading of Meta's JSON: ids as text or number, truth as bool or text, times as Unix seconds with 0 for none.

use jiff::Timestamp;
use serde_json::Value;

/// An id: Meta sends some as numbers, and they exceed 2⁵³.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A text that is there and not empty.
pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The texts of a list.
pub(super) fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(text).collect()
}

/// Whether a write succeeded: `{"success":true}`, `{"success":"true"}` or a bare `true`.
pub(super) fn success(value: &Value) -> bool {
    let flag = value.get("success").unwrap_or(value);
    flag.as_bool().unwrap_or_else(|| flag.as_str() == Some("true"))
}

/// A time in Unix seconds; 0 means none.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    let seconds = value.as_i64().or_else(|| value.as_str()?.parse().ok())?;
    (seconds > 0).then(|| Timestamp::from_second(seconds).ok()).flatten()
}

/// A time in Unix seconds or as text, such as `2026-11-23T10:00:00+0000`.
pub(super) fn moment(value: &Value) -> Option<Timestamp> {
    let text = || Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", value.as_str()?).ok();
    time(value).or_else(text).or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ids_come_as_text_or_number() {
        assert_eq!(id(&json!("17841400000000001")).as_deref(), Some("17841400000000001"));
        assert_eq!(id(&json!(18_446_744_073_709_551_615_u64)).as_deref(), Some("18446744073709551615"));
        assert_eq!(id(&json!(null)), None);
    }

    #[test]
    fn success_has_three_spellings() {
        for yes in [json!({"success": true}), json!({"success": "true"}), json!(true)] {
            assert!(success(&yes), "{yes}");
        }
        for no in [json!({"success": false}), json!({}), json!(null), json!({"error": 1})] {
            assert!(!success(&no), "{no}");
        }
    }

    #[test]
    fn a_moment_has_three_spellings() {
        for text in [json!(1_795_435_200), json!("2026-11-23T12:00:00+0000"), json!("2026-11-23T12:00:00Z")] {
            assert_eq!(moment(&text).map(Timestamp::as_second), Some(1_795_435_200), "{text}");
        }
        assert_eq!(moment(&json!("soon")), None);
    }

    #[test]
    fn zero_is_no_time() {
        assert_eq!(time(&json!(0)), None);
        assert_eq!(time(&json!(1)).map(Timestamp::as_second), Some(1));
    }
}
