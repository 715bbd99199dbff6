//! An answer of Meta's, decoded once: as a node, a list or a flag. Nothing else looks into it.
//!
//! Shapes are held to strictly, scalars tolerantly ([`super::scalars`]), unknown keys and words not at all: what is not
//! well-formed is garbled, and nothing is concluded from it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Map, Value};

use super::encoding;
use super::paging::Page;
use super::scalars::{self, Flag};
use crate::domain::{Cause, Trouble};

/// JSON that is no error. What it says is not known before it is decoded.
#[derive(Debug, Clone)]
pub(super) struct Answer(String);

impl Answer {
    /// Reads a body; besides, what in it may be an error. `None` for what is not JSON.
    pub(super) fn read(body: &[u8]) -> Option<(Self, Value)> {
        let text = encoding::text_of(body);
        let ErrorKeys(error) = serde_json::from_str(&text).ok()?;
        Some((Self(text), Value::Object(error)))
    }

    /// The node that it is, or trouble in these words.
    pub(super) fn node<T: DeserializeOwned>(&self, otherwise: &str) -> Result<T, Trouble> {
        let node = serde_json::from_str(&self.0);
        // The parser's own words may quote the answer.
        node.map(|Object(node)| node).map_err(|_| Trouble::new(Cause::Garbled, otherwise))
    }

    /// A page of a list. What is no list says nothing about what there is, so it is never read as an empty one.
    pub(super) fn page<T: DeserializeOwned>(&self) -> Result<Page<T>, Trouble> {
        self.node("Meta answered without the list asked for")
    }

    /// Whether a write was done: `{"success":true}`, `{"success":"true"}` or a bare `true` say so; what says neither
    /// yes nor no is not Meta's answer.
    pub(super) fn done(&self) -> Result<(), Trouble> {
        let bare = || serde_json::from_str(&self.0).map(|Flag(success)| Done { success });
        let flag = serde_json::from_str(&self.0).map(|Object(done)| done).or_else(|_| bare());
        match flag {
            Ok(Done { success: true }) => Ok(()),
            Ok(Done { success: false }) => {
                Err(Trouble::new(Cause::Refused, "Meta answered that it was not done, and did not say why"))
            }
            Err(_) => Err(Trouble::new(Cause::Garbled, "Meta did not answer whether it was done")),
        }
    }

    /// The parts of a batch's answer; `None` for one that did not finish.
    pub(super) fn parts(&self) -> Result<Vec<Option<Part>>, Trouble> {
        let parts: Result<Vec<Value>, _> = serde_json::from_str(&self.0);
        let parts = parts.map_err(|_| Trouble::new(Cause::Garbled, "Meta answered the batch without a list"))?;
        Ok(parts.into_iter().map(|part| serde_json::from_value(part).ok().map(|Object(part)| part)).collect())
    }
}

#[derive(Deserialize)]
struct Done {
    #[serde(deserialize_with = "scalars::flag")]
    success: bool,
}

/// The answer to one operation of a batch.
#[derive(Deserialize)]
pub(super) struct Part {
    /// The HTTP status.
    pub(super) code: Option<u16>,
    pub(super) body: String,
}

/// What most nodes tell.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    #[serde(deserialize_with = "scalars::id")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "scalars::text")]
    pub(super) name: Option<String>,
}

/// A JSON object, and nothing but one: a derived decoder would take a list for it as well.
#[derive(Debug)]
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct OfMap<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OfMap<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        source.deserialize_any(OfMap(PhantomData))
    }
}

/// The keys that errors have had in any envelope, as they stand in an object; all else is skipped unread.
struct ErrorKeys(Map<String, Value>);

impl<'de> Deserialize<'de> for ErrorKeys {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = ErrorKeys;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ErrorKeys, A::Error> {
        let mut found = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key.starts_with("error") {
                found.insert(key, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(ErrorKeys(found))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ErrorKeys, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<ErrorKeys, E> {
        self.visit_unit()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<ErrorKeys, E> {
        self.visit_unit()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<ErrorKeys, E> {
        self.visit_unit()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<ErrorKeys, E> {
        self.visit_unit()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<ErrorKeys, E> {
        self.visit_unit()
    }

    fn visit_unit<E: Error>(self) -> Result<ErrorKeys, E> {
        Ok(ErrorKeys(Map::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answer(value: &Value) -> Answer {
        Answer::read(value.to_string().as_bytes()).unwrap().0
    }

    #[test]
    fn success_has_three_spellings() {
        for yes in [json!({"success": true}), json!({"success": "true"}), json!(true)] {
            assert!(answer(&yes).done().is_ok(), "{yes}");
        }
        for no in [json!({"success": false}), json!({"success": "false"}), json!(false)] {
            assert_eq!(answer(&no).done().unwrap_err().cause, Cause::Refused, "{no}");
        }
        let neither =
            [json!({}), json!(null), json!([]), json!([true]), json!({"id": "1"}), json!({"success": null}), json!("")];
        for neither in neither {
            assert_eq!(answer(&neither).done().unwrap_err().cause, Cause::Garbled, "{neither}");
        }
    }

    #[test]
    fn what_is_no_list_is_not_an_empty_one() {
        assert_eq!(answer(&json!({"data": []})).page::<Named>().unwrap().rows.len(), 0);
        let others = [
            json!({}),
            json!({"data": null}),
            json!({"data": {"0": 1}}),
            json!(true),
            json!([]),
            json!([[]]),
            json!([[], null]),
            json!(""),
        ];
        for other in others {
            assert_eq!(
                answer(&other).page::<Named>().err().map(|trouble| trouble.cause),
                Some(Cause::Garbled),
                "{other}"
            );
        }
    }

    #[test]
    fn only_what_may_be_an_error_is_looked_at_before_the_shape_is_known() {
        let told = |value: Value| Answer::read(value.to_string().as_bytes()).unwrap().1;
        assert_eq!(told(json!({"data": [1], "error": {"code": 1}})), json!({"error": {"code": 1}}));
        for other in [json!([{"error": 1}]), json!(1), json!(-1), json!(1.5), json!("error"), json!(null)] {
            assert_eq!(told(other.clone()), json!({}), "{other}");
        }
        for broken in ["", "{", "{}x", "<html>", r#"{"data":[}"#] {
            assert!(Answer::read(broken.as_bytes()).is_none(), "{broken}");
        }
    }
}
