//! Documents: what `--json` writes.
//!
//! One line each, `schema` and `environment` first, complete. Characters that could act on a terminal are written as `\u…`, which to a
//! JSON reader is the same text: a document may be looked at on a screen as well.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Environment, Screen};
use crate::domain::text;

/// The name of the format; what it promises is in the README.
pub const SCHEMA: &str = "snorq/v1";

/// The line for one document.
pub(super) fn line(environment: Environment, content: Value) -> String {
    let mut document = head(environment);
    match content {
        Value::Object(content) => {
            let own: Vec<_> = content.into_iter().filter(|(key, _)| !document.contains_key(key)).collect();
            document.extend(own);
        }
        other => drop(document.insert("result".to_owned(), other)),
    }
    harmless(&Value::Object(document).to_string()).into_owned() + "\n"
}

/// What every document begins with.
fn head(environment: Environment) -> Map<String, Value> {
    let keys = [("schema", SCHEMA), ("environment", environment.as_str())];
    keys.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect()
}

/// Outside of its strings a JSON text is ASCII without DEL, so whatever else is met may be written as an escape.
fn harmless(json: &str) -> Cow<'_, str> {
    if json.bytes().all(|byte| byte < 0x7f) {
        return json.into();
    }
    let mut safe = String::with_capacity(json.len() + 1);
    let mut utf16 = [0; 2];
    for c in json.chars() {
        if c == '\x7f' || !c.is_ascii() && text::shown(c.encode_utf8(&mut [0; 4])) != *c.encode_utf8(&mut [0; 4]) {
            for unit in c.encode_utf16(&mut utf16) {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe.into()
}

/// A document with one long list, written entry by entry, so that thousands need no memory and start at once.
///
/// `{"schema":"snorq/v1","environment":"meta","connections":[…]}`
#[derive(Debug, Default)]
pub struct Listing {
    any: bool,
}

impl Listing {
    /// Opens the document; `name` is the key of the list.
    pub fn open(screen: &mut Screen<'_>, name: &str) -> io::Result<Self> {
        Self::behind(screen, &Map::new(), name)
    }

    /// Opens the document; the entries of `head` come before the list.
    pub fn behind(screen: &mut Screen<'_>, own: &Map<String, Value>, name: &str) -> io::Result<Self> {
        screen.out.write_all(b"{")?;
        for (key, value) in head(screen.environment).iter().chain(own) {
            let entry = format!("{}:{value},", Value::from(key.as_str()));
            screen.out.write_all(harmless(&entry).as_bytes())?;
        }
        write!(screen.out, "{}:[", Value::from(name))?;
        Ok(Self { any: false })
    }

    /// Writes one entry.
    pub fn entry(&mut self, screen: &mut Screen<'_>, entry: &impl Serialize) -> io::Result<()> {
        if std::mem::replace(&mut self.any, true) {
            screen.out.write_all(b",")?;
        }
        screen.out.write_all(harmless(&serde_json::to_string(entry)?).as_bytes())
    }

    /// Closes the document.
    pub fn close(screen: &mut Screen<'_>) -> io::Result<()> {
        screen.out.write_all(b"]}\n")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::terminal::Palette;

    #[test]
    fn schema_and_environment_come_first_and_once() {
        assert_eq!(
            line(Environment::Sandbox, json!({"b": 1, "schema": "other", "environment": "other", "a": null})),
            "{\"schema\":\"snorq/v1\",\"environment\":\"sandbox\",\"b\":1,\"a\":null}\n"
        );
        assert_eq!(
            line(Environment::Meta, json!([1])),
            "{\"schema\":\"snorq/v1\",\"environment\":\"meta\",\"result\":[1]}\n"
        );
    }

    #[test]
    fn nothing_in_a_document_acts_on_a_terminal_and_nothing_is_lost() {
        let name = "a\x1b[2J\u{9b}2J\x7f\u{202e}b\u{200b}\u{e0041}Café 東京 ☕\n";
        let written = line(Environment::Meta, json!({ "name": name }));
        assert_eq!(
            written,
            "{\"schema\":\"snorq/v1\",\"environment\":\"meta\",\"name\":\"a\\u001b[2J\\u009b2J\\u007f\\u202eb\\u200b\\udb40\\udc41Café 東京 ☕\\n\"}\n"
        );
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read["name"], name);
    }

    #[test]
    fn a_listing_is_the_same_document() {
        let mut out = Vec::new();
        let (width, palette, environment) = (None, Palette::PLAIN, Environment::Sandbox);
        let mut screen = Screen { out: &mut out, width, palette, environment };
        let mut listing = Listing::open(&mut screen, "connections").unwrap();
        listing.entry(&mut screen, &json!({"ref": "facebook:1"})).unwrap();
        listing.entry(&mut screen, &json!({"ref": "facebook:2"})).unwrap();
        Listing::close(&mut screen).unwrap();
        let whole = line(environment, json!({"connections": [{"ref": "facebook:1"}, {"ref": "facebook:2"}]}));
        assert_eq!(String::from_utf8(out).unwrap(), whole);
    }
}
