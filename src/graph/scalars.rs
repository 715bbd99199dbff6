//! The scalars of Meta's JSON, each with the spellings that were seen: ids and numbers as text or number, truth as bool
//! or text. What is none of them is an error, so that what holds it is called garbled and nothing is concluded from it.

use std::fmt;

use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_json::Value;

use crate::domain::Secret;

/// Meta's ids are decimal numbers, of twenty digits at most so far.
const LONGEST_ID: usize = 32;

/// An id. What is no number is none: ids become paths.
pub(super) fn id<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Id::deserialize(source).map(|Id(id)| id)
}

/// An id among others, or one that may be absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Id(pub(super) String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Digits;
        impl Visitor<'_> for Digits {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                let is_id = (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
                if is_id { Ok(Id(text.to_owned())) } else { Err(E::invalid_value(Unexpected::Other("text"), &self)) }
            }

            fn visit_u64<E>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
        }
        source.deserialize_any(Digits)
    }
}

/// A text; `None` if it is absent, `null` or empty.
pub(super) fn text<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(source)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err(D::Error::custom("no text")),
    }
}

/// A text that must be there.
pub(super) fn word<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    text(source)?.ok_or_else(|| D::Error::custom("no text"))
}

/// The texts of a list; none if it is absent or `null`.
pub(super) fn texts<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::<Vec<String>>::deserialize(source)?.unwrap_or_default())
}

/// A token; `None` if it is absent, `null` or empty. It travels in a header, so it is visible ASCII.
pub(super) fn token<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Secret>, D::Error> {
    match Option::<String>::deserialize(source)?.filter(|token| !token.is_empty()) {
        Some(token) if !token.bytes().all(|byte| byte.is_ascii_graphic()) => Err(D::Error::custom("no token")),
        token => Ok(token.map(Secret::new)),
    }
}

/// Yes or no.
pub(super) fn flag<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Flag::deserialize(source).map(|Flag(flag)| flag)
}

/// A yes or no that may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flag(pub(super) bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Truth;
        impl Visitor<'_> for Truth {
            type Value = Flag;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false")
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Flag, E> {
                Ok(Flag(flag))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Flag, E> {
                text.parse().map(Flag).map_err(|_| E::invalid_value(Unexpected::Other("text"), &self))
            }
        }
        source.deserialize_any(Truth)
    }
}

/// When something ends, in Unix seconds; `None` if it is absent, `null` or 0, which Meta says of what has no end. A time
/// that cannot be is an error: it must not be taken for no end.
pub(super) fn end<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Timestamp>, D::Error> {
    let told = Value::deserialize(source)?;
    if told.is_null() {
        return Ok(None);
    }
    match seconds(&told) {
        Some(0) => Ok(None),
        Some(seconds @ 1..) => Timestamp::from_second(seconds).map(Some).map_err(|_| D::Error::custom("no time")),
        _ => Err(D::Error::custom("no time")),
    }
}

/// A time in Unix seconds or as text, such as `2026-11-23T10:00:00+0000`; `None` for anything else.
pub(super) fn moment<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Timestamp>, D::Error> {
    let told = Value::deserialize(source)?;
    let at = seconds(&told).filter(|seconds| *seconds > 0).and_then(|seconds| Timestamp::from_second(seconds).ok());
    let text = told.as_str().unwrap_or_default();
    Ok(at.or_else(|| Timestamp::strptime("%Y-%m-%dT%H:%M:%S%z", text).ok()).or_else(|| text.parse().ok()))
}

/// Whole seconds, also as text or with a fraction of nothing.
fn seconds(told: &Value) -> Option<i64> {
    let whole = |number: f64| {
        let fits = number.fract() == 0.0 && number.abs() < 9e15;
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and fits")]
        fits.then_some(number as i64)
    };
    told.as_i64().or_else(|| told.as_f64().and_then(whole)).or_else(|| told.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    struct Times {
        #[serde(default, deserialize_with = "end")]
        end: Option<Timestamp>,
        #[serde(default, deserialize_with = "moment")]
        moment: Option<Timestamp>,
    }

    fn end_of(value: &Value) -> Result<Option<i64>, ()> {
        let times = serde_json::from_value::<Times>(json!({ "end": value })).map_err(drop)?;
        Ok(times.end.map(Timestamp::as_second))
    }

    fn moment_of(value: &Value) -> Option<i64> {
        serde_json::from_value::<Times>(json!({ "moment": value })).unwrap().moment.map(Timestamp::as_second)
    }

    #[test]
    fn ids_come_as_text_or_number_and_are_digits() {
        let id = |value: Value| serde_json::from_value::<Id>(value).ok().map(|Id(id)| id);
        assert_eq!(id(json!("17841400000000001")).as_deref(), Some("17841400000000001"));
        assert_eq!(id(json!(u64::MAX)).as_deref(), Some("18446744073709551615"));
        for other in [json!(null), json!(""), json!("../me"), json!("1/2"), json!(-5), json!(1.5e20), json!([1])] {
            assert_eq!(id(other.clone()), None, "{other}");
        }
    }

    #[test]
    fn an_end_is_a_time_or_none_and_never_nonsense() {
        for none in [json!(null), json!(0), json!("0"), json!(0.0)] {
            assert_eq!(end_of(&none), Ok(None), "{none}");
        }
        for at in [json!(1_795_435_200), json!("1795435200"), json!(1_795_435_200.0)] {
            assert_eq!(end_of(&at), Ok(Some(1_795_435_200)), "{at}");
        }
        let nonsense =
            [json!(-1), json!(i64::MAX), json!(u64::MAX), json!(1e300), json!(0.5), json!("soon"), json!([])];
        for other in nonsense {
            assert_eq!(end_of(&other), Err(()), "{other}");
        }
    }

    #[test]
    fn a_moment_has_three_spellings() {
        for text in [json!(1_795_435_200), json!("2026-11-23T12:00:00+0000"), json!("2026-11-23T12:00:00Z")] {
            assert_eq!(moment_of(&text), Some(1_795_435_200), "{text}");
        }
        for other in [json!("soon"), json!(0), json!(-1), json!(i64::MAX), json!({})] {
            assert_eq!(moment_of(&other), None, "{other}");
        }
    }
}
