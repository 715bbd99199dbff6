//! The `fields` parameter (Meta, field expansion): `id,accounts.limit(3).after(x){id,instagram_business_account{id}}`.
//!
//! It refuses what it cannot parse with code 2500, as Meta does.

use std::fmt;

use serde_json::Value;

use crate::sandbox::error::GraphError;
use crate::sandbox::loose;
use crate::sandbox::version::{OldWay, Version};

/// How deep fields may nest; Meta promises no limit, a parser needs one.
const DEEPEST: usize = 16;

/// One field that was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: String,
    /// Modifiers such as `limit(3)`, in order.
    pub(crate) args: Vec<(String, String)>,
    /// What is asked for below it.
    pub(crate) below: Option<Vec<Field>>,
}

impl Field {
    /// A field by name only.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The value of a modifier.
    pub(crate) fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it, or one below it, is to have another key than its name.
    fn has_alias(&self) -> bool {
        self.arg("as").is_some() || self.below.iter().flatten().any(Self::has_alias)
    }

    /// The key that the answer is to have.
    pub(crate) fn key(&self) -> &str {
        self.arg("as").unwrap_or(&self.name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        for (name, value) in &self.args {
            write!(f, ".{name}({value})")?;
        }
        match &self.below {
            Some(below) => write!(f, "{{{}}}", text(below)),
            None => Ok(()),
        }
    }
}

/// Writes fields the way they are read.
pub(crate) fn text(fields: &[Field]) -> String {
    fields.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Reads fields of a call; later versions have no aliases.
pub(crate) fn of_version(version: Version, text: &str) -> Result<Vec<Field>, GraphError> {
    let fields = parse(text)?;
    let refused = version.refuses(OldWay::Alias).filter(|_| fields.iter().any(Field::has_alias));
    refused.map_or(Ok(fields), |words| Err(GraphError::parameter(words)))
}

/// Reads fields, also as a list in JSON: `["id","name"]`.
fn parse(text: &str) -> Result<Vec<Field>, GraphError> {
    let listed = text.trim_start().starts_with('[').then(|| loose::read(text)).flatten();
    let listed = listed
        .as_ref()
        .and_then(Value::as_array)
        .map(|names| names.iter().map(|name| name.as_str().unwrap_or("")).collect::<Vec<_>>().join(","));
    let text = listed.as_deref().unwrap_or(text);
    let mut parser = Parser { text: text.as_bytes(), at: 0, depth: 0 };
    let fields = parser.fields()?;
    if parser.at < parser.text.len() { Err(parser.wrong("end of string")) } else { Ok(fields) }
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn fields(&mut self) -> Result<Vec<Field>, GraphError> {
        let mut fields = Vec::new();
        loop {
            fields.push(self.field()?);
            if !self.take(b',') {
                return Ok(fields);
            }
        }
    }

    fn field(&mut self) -> Result<Field, GraphError> {
        let mut field = Field::named(&self.name()?);
        while self.take(b'.') {
            let name = self.name()?;
            if !self.take(b'(') {
                return Err(self.wrong("\"(\""));
            }
            let value = self.until(|byte| byte == b')');
            if !self.take(b')') {
                return Err(self.wrong("\")\""));
            }
            field.args.push((name, value));
        }
        if self.take(b'{') {
            field.below = Some(self.nested()?);
        }
        Ok(field)
    }

    fn nested(&mut self) -> Result<Vec<Field>, GraphError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong("fewer levels"));
        }
        let fields = self.fields()?;
        self.depth -= 1;
        if self.take(b'}') { Ok(fields) } else { Err(self.wrong("\"}\"")) }
    }

    fn name(&mut self) -> Result<String, GraphError> {
        self.blank();
        let name = self.until(|byte| !byte.is_ascii_alphanumeric() && byte != b'_');
        self.blank();
        if name.is_empty() { Err(self.wrong("a field name")) } else { Ok(name) }
    }

    fn until(&mut self, end: impl Fn(u8) -> bool) -> String {
        let rest = &self.text[self.at..];
        let length = rest.iter().position(|byte| end(*byte)).unwrap_or(rest.len());
        self.at += length;
        String::from_utf8_lossy(&rest[..length]).into_owned()
    }

    fn blank(&mut self) {
        let _ = self.until(|byte| !byte.is_ascii_whitespace());
    }

    fn take(&mut self, byte: u8) -> bool {
        self.blank();
        let there = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(there);
        there
    }

    fn wrong(&self, wanted: &str) -> GraphError {
        let found =
            self.text.get(self.at).map_or_else(|| "end of string".to_owned(), |byte| (*byte as char).to_string());
        let at = self.at;
        GraphError::new(2500, format!("Syntax error \"Expected {wanted} instead of \"{found}\".\" at character {at}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_the_same() {
        for one in ["id", "id,name", "accounts.limit(3).after(YQ==){id,instagram_business_account{id,username}},name"] {
            assert_eq!(text(&parse(one).unwrap()), one);
        }
        let spaced = parse(" id , accounts . limit(2) { id } ").unwrap();
        assert_eq!((spaced[1].arg("limit"), spaced.len()), (Some("2"), 2));
    }

    #[test]
    fn broken_lists_are_refused_with_2500() {
        for one in ["", "id,", "id{", "id}", "a.b", "a.limit(3", "id name", &"a{".repeat(40)] {
            assert_eq!(parse(one).unwrap_err().code(), 2500, "{one}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_comes_back(text in "([a-z_]{1,3}|[.,(){} ]|\\PC){0,24}") {
            if let Ok(fields) = parse(&text) {
                let written = super::text(&fields);
                proptest::prop_assert_eq!(parse(&written).unwrap(), fields, "{}", written);
            }
        }
    }
}
