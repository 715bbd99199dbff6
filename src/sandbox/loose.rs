//! Loose JSON, as Meta's own samples write it in parameters: `{'id':'7001'}`, `{id:7001}`, `[messages,feed]`.
//!
//! What is JSON already stays what it is. It refuses what is neither.

use serde_json::{Map, Value};

/// How deep values may nest.
const DEEPEST: usize = 32;

/// Reads a value.
pub(crate) fn read(text: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    let value = reader.value()?;
    reader.rest.trim_start().is_empty().then_some(value).filter(|value| value.is_object() || value.is_array())
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        self.rest = self.rest.trim_start();
        let value = match self.rest.chars().next()? {
            '{' => self.object(),
            '[' => self.list(),
            quote @ ('\'' | '"') => self.quoted(quote).map(Value::String),
            _ => self.word().map(|word| serde_json::from_str(&word).unwrap_or(Value::String(word))),
        };
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Option<Value> {
        let mut object = Map::new();
        self.take('{')?;
        while self.take('}').is_none() {
            self.rest = self.rest.trim_start();
            let key = match self.rest.chars().next()? {
                quote @ ('\'' | '"') => self.quoted(quote)?,
                _ => self.word()?,
            };
            self.take(':')?;
            object.insert(key, self.value()?);
            if self.take(',').is_none() && !self.rest.trim_start().starts_with('}') {
                return None;
            }
        }
        Some(Value::Object(object))
    }

    fn list(&mut self) -> Option<Value> {
        let mut list = Vec::new();
        self.take('[')?;
        while self.take(']').is_none() {
            list.push(self.value()?);
            if self.take(',').is_none() && !self.rest.trim_start().starts_with(']') {
                return None;
            }
        }
        Some(Value::Array(list))
    }

    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' => text.push(match chars.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    other => other,
                }),
                _ if char == quote => {
                    self.rest = &self.rest[at + 1..];
                    return Some(text);
                }
                _ => text.push(char),
            }
        }
        None
    }

    fn word(&mut self) -> Option<String> {
        let end = self.rest.find([',', ':', '{', '}', '[', ']', '\'', '"']).unwrap_or(self.rest.len());
        let word = self.rest[..end].trim().to_owned();
        self.rest = &self.rest[end..];
        (!word.is_empty()).then_some(word)
    }

    fn take(&mut self, char: char) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(char)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_metas_samples_write_is_read() {
        for (text, wanted) in [
            ("{'id':'7001'}", json!({ "id": "7001" })),
            ("{id:7001}", json!({ "id": 7001 })),
            (" { id : 7001 , name:'O\\'Neil', } ", json!({ "id": 7001, "name": "O'Neil" })),
            ("['messages','feed']", json!(["messages", "feed"])),
            ("[messages,feed]", json!(["messages", "feed"])),
            ("{'a':[{'b':true}]}", json!({ "a": [{ "b": true }] })),
            ("\"{\"", json!("{")),
        ] {
            assert_eq!(read(text), Some(wanted), "{text}");
        }
        for text in ["{", "{'id'}", "['a'", "{'a':'b'} c", "plain", "", "{a b}", &"[".repeat(99)] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_json_stays_itself(text in "[\\[\\]{},:'\" a1\\\\é]{0,24}") {
            let read = read(&text);
            if let Ok(value) = serde_json::from_str::<Value>(&text) {
                proptest::prop_assert_eq!(read, Some(value));
            }
        }
    }
}
