//! The JSON schema of a world's file, made from the documents' types and their comments.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::sections::SECTIONS;
use super::time;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::State;
use crate::sandbox::world::models::App;

/// Writes it.
pub(super) fn schema() -> Result<Value, GraphError> {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut properties = Map::new();
    properties.insert("$schema".into(), json!({ "type": "string" }));
    properties.insert("$comment".into(), json!({ "type": "string" }));
    let state = State::json_schema(&mut generator);
    properties.insert("world".into(), document(state.to_value(), &super::usual("world")?, super::WORLD_TIMES));
    let app = App::json_schema(&mut generator);
    properties.insert("app".into(), document(app.to_value(), &super::usual("app")?, &[]));
    for section in SECTIONS {
        let one = (section.schema)(&mut generator).to_value();
        let items = document(one, &section.usual(0, 1)?, section.times);
        properties.insert(section.name.into(), json!({ "type": "array", "items": items }));
    }
    Ok(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A world of the snorq sandbox",
        "description": "What is left out is as usual. `snorq sandbox save -` shows the present world.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "$defs": definitions(&mut generator),
    }))
}

/// Nothing is required but an id that cannot be guessed, nothing unknown is allowed, and times may be words.
fn document(mut schema: Value, usual: &Map<String, Value>, times: &[&str]) -> Value {
    for (key, property) in schema["properties"].as_object_mut().into_iter().flatten() {
        if times.contains(&key.as_str()) {
            let about = property["description"].take();
            *property = json!({ "description": about, "$ref": "#/$defs/time" });
        } else if let Value::Object(property) = property {
            property.remove("default");
            property.remove("format");
        }
    }
    schema["properties"]["$comment"] = json!({ "type": "string" });
    schema["required"] = if usual.get("id") == Some(&json!("")) { json!(["id"]) } else { json!([]) };
    schema["additionalProperties"] = json!(false);
    schema
}

fn definitions(generator: &mut SchemaGenerator) -> Value {
    let mut definitions = generator.take_definitions(true);
    let about = format!("{}; seconds since 1970 as a number.", time::SHAPES);
    definitions.insert("time".into(), json!({ "description": about, "type": ["string", "integer"] }));
    Value::Object(definitions)
}
