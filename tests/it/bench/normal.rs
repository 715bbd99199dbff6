//! Documents without what differs from run to run.

use serde_json::Value;

/// The same document with ids of ours, times, ports and states replaced by words.
pub(crate) fn normal(document: Value) -> Value {
    match document {
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key.clone(), field(&key, value))).collect(),
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::String(text) => Value::String(words(&text)),
        other => other,
    }
}

/// Compares a document with its snapshot in `tests/snapshots`; the order of keys does not matter.
/// `INSTA_UPDATE=always` writes it anew.
pub(crate) fn snapshot(name: &str, document: Value) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_sort_maps(true);
    settings.bind(|| insta::assert_json_snapshot!(name, normal(document)));
}

fn field(key: &str, value: Value) -> Value {
    match (key, &value) {
        ("fbtrace_id", Value::String(_)) => "[trace]".into(),
        ("calls", Value::Number(_)) => "[number]".into(),
        ("token", Value::String(_)) => "[token]".into(),
        _ => normal(value),
    }
}

fn words(text: &str) -> String {
    if text.parse::<jiff::Timestamp>().is_ok() {
        return "[time]".to_owned();
    }
    if uuid::Uuid::parse_str(text).is_ok() {
        return "[id]".to_owned();
    }
    let Some((before, after)) = text.split_once("http://localhost:") else { return text.to_owned() };
    format!("{before}http://localhost:[port]{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}
