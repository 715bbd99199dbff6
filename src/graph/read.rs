//! Tolerant reading inside of Meta's errors, whose envelopes vary.

use serde_json::Value;

/// A text that is there and not empty.
pub(super) fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A whole number, which Meta's older endpoints send as text.
pub(super) fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}
