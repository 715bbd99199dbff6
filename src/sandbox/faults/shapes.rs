//! Answers that are well-formed and say something else than they should.

use serde_json::{Value, json};

/// A token that was made for another app.
pub(super) fn of_another_app(answer: &mut Value) {
    if let Some(data) = answer.get_mut("data").and_then(Value::as_object_mut) {
        data.insert("app_id".to_owned(), json!("990000000000009"));
        data.insert("application".to_owned(), json!("Another App"));
    }
}

/// Addresses in the form that Meta stores some of them in: a `/` behind a bare host, `%20` for `+`.
pub(super) fn normal_form(answer: &mut Value) {
    match answer {
        Value::Array(items) => items.iter_mut().for_each(normal_form),
        Value::Object(fields) => fields.iter_mut().for_each(|(name, value)| match value {
            Value::String(address) if is_callback(name) => *address = stored(address),
            other => normal_form(other),
        }),
        _ => {}
    }
}

/// The names under which callbacks come back, those of the levels of `webhook_configuration` among them.
fn is_callback(name: &str) -> bool {
    const NAMES: [&str; 5] =
        ["callback_url", "override_callback_uri", "application", "whatsapp_business_account", "phone_number"];
    NAMES.contains(&name)
}

fn stored(address: &str) -> String {
    let bare = address.split_once("://").is_some_and(|(_, rest)| !rest.contains('/'));
    let address = address.replace('+', "%20");
    if bare { address + "/" } else { address }
}
