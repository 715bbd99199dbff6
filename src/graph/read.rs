//! Tolerant reading of Meta's JSON: ids as text or number, truth as bool or text, times as Unix seconds with 0 for none.

use jiff::Timestamp;
use serde_json::Value;

use crate::domain::{Cause, Trouble};

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

/// A whole number, which Meta's older endpoints send as text.
pub(super) fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// The rows of a list. What is no list says nothing about what there is, so it is never read as an empty one.
pub(super) fn list(answer: &Value) -> Result<&Vec<Value>, Trouble> {
    answer["data"].as_array().ok_or_else(|| Trouble::new(Cause::Garbled, "Meta answered without the list asked for"))
}

/// Whether a write was done: `{"success":true}`, `{"success":"true"}` or a bare `true` say so; what says neither yes
/// nor no is not Meta's answer.
pub(super) fn done(answer: &Value) -> Result<(), Trouble> {
    let flag = answer.get("success").unwrap_or(answer);
    match (flag.as_bool(), flag.as_str()) {
        (Some(true), _) | (_, Some("true")) => Ok(()),
        (Some(false), _) | (_, Some("false")) => {
            Err(Trouble::new(Cause::Refused, "Meta answered that it was not done, and did not say why"))
        }
        _ => Err(Trouble::new(Cause::Garbled, "Meta did not answer whether it was done")),
    }
}

/// A time in Unix seconds; 0 means none.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    let seconds = integer(value)?;
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
            assert!(done(&yes).is_ok(), "{yes}");
        }
        for no in [json!({"success": false}), json!({"success": "false"}), json!(false)] {
            assert_eq!(done(&no).unwrap_err().cause, Cause::Refused, "{no}");
        }
        for neither in [json!({}), json!(null), json!([]), json!({"id": "1"}), json!({"success": null}), json!("")] {
            assert_eq!(done(&neither).unwrap_err().cause, Cause::Garbled, "{neither}");
        }
    }

    #[test]
    fn what_is_no_list_is_not_an_empty_one() {
        assert_eq!(list(&json!({"data": []})).unwrap().len(), 0);
        for other in [json!({}), json!({"data": null}), json!({"data": {"0": 1}}), json!(true), json!([]), json!("")] {
            assert_eq!(list(&other).unwrap_err().cause, Cause::Garbled, "{other}");
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
