//! The part of `JSONPath` that batches use: `$.data.*.id`, `$.data[0].id`, `$.id`.
//!
//! It refuses filters, slices and recursive descent, which Meta's examples do not show.

use serde_json::Value;

use crate::sandbox::error::GraphError;

/// What a path finds, as texts; objects and lists count as nothing.
pub(super) fn texts(value: &Value, path: &str) -> Result<Vec<String>, GraphError> {
    let wrong = || GraphError::parameter(format_args!("Invalid JSONPath expression: {path}"));
    let steps = path.strip_prefix('$').ok_or_else(wrong)?.replace('[', ".").replace(']', "");
    let mut found = vec![value];
    for step in steps.split('.').skip(1) {
        let step = step.trim_matches(['\'', '"']);
        if step.is_empty() || step.contains(['?', ':', '(']) {
            return Err(wrong());
        }
        found = found.into_iter().flat_map(|value| below(value, step)).collect();
    }
    Ok(found.into_iter().filter_map(text).collect())
}

fn below<'a>(value: &'a Value, step: &str) -> Vec<&'a Value> {
    match (value, step) {
        (Value::Array(items), "*") => items.iter().collect(),
        (Value::Object(fields), "*") => fields.values().collect(),
        (Value::Array(items), _) => step.parse().ok().and_then(|index: usize| items.get(index)).into_iter().collect(),
        (Value::Object(fields), _) => fields.get(step).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::texts;

    #[test]
    fn paths_find_what_meta_shows() {
        let value = json!({ "id": "7", "data": [{ "id": "1", "n": 2 }, { "id": "3" }], "more": { "a": true } });
        for (path, wanted) in [
            ("$.id", vec!["7"]),
            ("$.data.*.id", vec!["1", "3"]),
            ("$.data[*].id", vec!["1", "3"]),
            ("$.data[1].id", vec!["3"]),
            ("$['data'][0]['n']", vec!["2"]),
            ("$.more.*", vec!["true"]),
            ("$.data", vec![]),
            ("$.none.id", vec![]),
        ] {
            assert_eq!(texts(&value, path).unwrap(), wanted, "{path}");
        }
        for wrong in ["id", "$..id", "$.data[?(@.id)]", "$.data[0:1]", "$."] {
            assert_eq!(texts(&value, wrong).unwrap_err().code(), 100, "{wrong}");
        }
    }
}
