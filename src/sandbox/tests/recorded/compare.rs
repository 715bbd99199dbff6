//! How two answers differ, in words.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::http::Response;

/// What recorded headers say: of challenges the error, of usage its kind, of the request id that the error repeats it.
pub(super) fn headers(recorded: &Value, ours: &Response) -> Vec<String> {
    let mut all = Vec::new();
    for (name, value) in recorded.as_object().into_iter().flatten() {
        let wanted = value.as_str().unwrap_or("");
        let found = match name.as_str() {
            "usage" => usage(ours).to_owned(),
            "www-authenticate" => ours.headers.get(name).map_or("", challenge).to_owned(),
            "x-fb-request-id" => request_id(ours).to_owned(),
            _ => ours.headers.get(name).unwrap_or("").to_owned(),
        };
        if found != wanted {
            all.push(format!("header {name}: {wanted:?} is {found:?}"));
        }
    }
    all
}

fn challenge(line: &str) -> &str {
    line.split("\" \"").nth(1).unwrap_or("")
}

fn usage(ours: &Response) -> &'static str {
    match ["x-business-use-case-usage", "x-app-usage"].map(|name| ours.headers.get(name).is_some()) {
        [true, true] => "both",
        [true, false] => "business",
        [false, true] => "app",
        [false, false] => "none",
    }
}

fn request_id(ours: &Response) -> &'static str {
    let body: Value = serde_json::from_slice(&ours.body).unwrap_or_default();
    let own = ours.headers.get("x-fb-request-id").unwrap_or("");
    let repeated = body["error"]["fbtrace_id"].as_str().is_none_or(|trace| trace == own);
    if !own.is_empty() && repeated && ours.headers.get("x-fb-trace-id") != Some(own) { "fbtrace_id" } else { "other" }
}

/// How bodies differ: errors by what they say, everything else by keys and types.
pub(super) fn bodies(recorded: &Value, ours: &Value) -> Vec<String> {
    if let (Some(recorded), Some(ours)) = (recorded["error"].as_object(), ours["error"].as_object()) {
        let mut all = Vec::new();
        for name in ["code", "error_subcode", "type", "is_transient"] {
            let (wanted, found) = (recorded.get(name), ours.get(name));
            if wanted != found {
                all.push(format!("error {name}: {} is {}", text(wanted), text(found)));
            }
        }
        let (wanted, found) = (words(recorded.get("message")), words(ours.get("message")));
        if wanted != found {
            all.push(format!("error message: {wanted:?} is {found:?}"));
        }
        if recorded.contains_key("error_data") != ours.contains_key("error_data") {
            all.push("error error_data".to_owned());
        }
        return all;
    }
    let mut all = Vec::new();
    shapes("", recorded, &unfolded(ours), &mut all);
    all
}

/// A batch's answer as it is recorded: headers by name, bodies as JSON.
fn unfolded(ours: &Value) -> Value {
    let Some(parts) = ours.as_array() else { return ours.clone() };
    let part = |part: &Value| {
        let body: Value = serde_json::from_str(part["body"].as_str().unwrap_or("")).unwrap_or_default();
        let names = part["headers"].as_array().into_iter().flatten().map(|header| header["name"].clone());
        json!({ "code": part["code"], "headers": names.collect::<Vec<_>>(), "body": body })
    };
    Value::Array(parts.iter().map(part).collect())
}

fn text(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), ToString::to_string)
}

/// An error's words without what differs from call to call: ids, times, names of fields that were asked for.
fn words(message: Option<&Value>) -> String {
    let message = message.and_then(Value::as_str).unwrap_or("");
    let message = match message.split_once("expired on ") {
        Some((before, rest)) => format!("{before}expired on {}", if rest.contains("UTC") { "UTC" } else { "TIME" }),
        None => message.to_owned(),
    };
    let mut plain = String::new();
    let mut quoted = false;
    for char in message.trim_end_matches('.').chars() {
        match char {
            '\'' | '"' if quoted || !plain.ends_with(|before: char| before.is_alphabetic()) => quoted = !quoted,
            '{' => quoted = true,
            '}' => quoted = false,
            _ if quoted || (char.is_ascii_digit() && plain.ends_with('0')) => {}
            _ if char.is_ascii_digit() => plain.push('0'),
            _ => plain.push(char),
        }
    }
    plain
}

/// Compares keys and types; the rows of a list are taken together.
fn shapes(place: &str, recorded: &Value, ours: &Value, all: &mut Vec<String>) {
    match (recorded, ours) {
        (Value::Object(wanted), Value::Object(found)) => {
            for (key, value) in wanted {
                let place = format!("{place}.{key}");
                match found.get(key) {
                    Some(own) => shapes(&place, value, own, all),
                    None => all.push(format!("{place} is not there")),
                }
            }
            all.extend(
                found.keys().filter(|key| !wanted.contains_key(*key)).map(|key| format!("{place}.{key} is ours")),
            );
        }
        (Value::Array(wanted), Value::Array(found)) if place.ends_with(".headers") => {
            let lacking = wanted.iter().filter(|name| !found.contains(name));
            all.extend(lacking.map(|name| format!("{place} lacks {name}")));
        }
        (Value::Array(wanted), Value::Array(found)) => {
            if let (Some(wanted), Some(found)) = (together(wanted), together(found)) {
                shapes(&format!("{place}[]"), &wanted, &found, all);
            }
        }
        _ if kind(recorded) != kind(ours) => all.push(format!("{place}: {} is {}", kind(recorded), kind(ours))),
        _ => {}
    }
}

fn together(rows: &[Value]) -> Option<Value> {
    let mut keys: BTreeMap<&String, &Value> = BTreeMap::new();
    for (key, value) in rows.iter().filter_map(Value::as_object).flatten() {
        keys.entry(key).or_insert(value);
    }
    if keys.is_empty() {
        return rows.first().cloned();
    }
    Some(Value::Object(keys.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect()))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
