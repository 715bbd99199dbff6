//! What a document holds, as a JSON schema made from its type.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::terminal::{Environment, SCHEMA};

type Describe = fn(&mut SchemaGenerator) -> Schema;

/// A document that a command writes.
pub(in crate::commands) struct Document {
    pub(super) name: &'static str,
    /// The commands that write it; a flag among their words may stand anywhere.
    pub(super) commands: &'static [&'static str],
    pub(super) description: &'static str,
    body: Describe,
    /// The key of a list that is written entry by entry, and what an entry is.
    list: Option<(&'static str, Describe)>,
}

impl Document {
    /// The document that a `T` is written as.
    pub(in crate::commands) const fn of<T: JsonSchema>(
        name: &'static str,
        commands: &'static [&'static str],
        description: &'static str,
    ) -> Self {
        Self { name, commands, description, body: T::json_schema, list: None }
    }

    /// A document that is one list of `Entry`, written entry by entry.
    pub(in crate::commands) const fn listing<Entry: JsonSchema>(
        name: &'static str,
        commands: &'static [&'static str],
        description: &'static str,
        key: &'static str,
    ) -> Self {
        let body: Describe = |_| json_schema!({"type": "object"});
        Self { name, commands, description, body, list: None }.with_list::<Entry>(key)
    }

    /// With a list behind the rest that is written entry by entry.
    pub(in crate::commands) const fn with_list<Entry: JsonSchema>(self, key: &'static str) -> Self {
        Self { list: Some((key, |generator| generator.subschema_for::<Entry>())), ..self }
    }

    /// Its JSON schema.
    pub(super) fn schema(&self) -> Value {
        let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut body = (self.body)(&mut generator).to_value();
        // The first keys of every document; a plan file may leave them out.
        let environments = Environment::ALL.map(Environment::as_str);
        let mut properties = Map::from_iter([
            ("schema".to_owned(), json!({"const": SCHEMA})),
            ("environment".to_owned(), json!({"enum": environments})),
        ]);
        let is_optional = body["properties"].get("schema").is_some();
        let mut required: Vec<Value> =
            if is_optional { Vec::new() } else { vec!["schema".into(), "environment".into()] };
        if let Value::Object(own) = body["properties"].take() {
            properties.extend(own);
        }
        if let Value::Array(own) = body["required"].take() {
            required.extend(own);
        }
        if let Some((key, entry)) = self.list {
            properties.insert(key.to_owned(), json!({"type": "array", "items": entry(&mut generator)}));
            required.push(key.into());
        }
        let mut whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": format!("snorq {}", self.name),
            "description": self.description,
            "type": "object",
            "properties": properties,
            "required": required,
            "$defs": generator.take_definitions(false),
        });
        close(&mut whole);
        whole
    }
}

/// A document has the keys that are named and no others.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.get("properties").is_some_and(Value::is_object) {
                object.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
