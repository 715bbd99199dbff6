//! Every kind of body is read, and none can stop the reading.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::samples::Cast;
use super::*;
use crate::domain::Event;

fn line(event: &Event) -> String {
    let Event { reference, field, kind, from, to, key, .. } = event;
    let shown = |it: &Option<String>| it.clone().unwrap_or_else(|| "-".to_owned());
    let whose = reference.as_ref().map_or_else(|| format!("({})", event.asset), ToString::to_string);
    let said = if event.incoming { "says" } else { "is" };
    let named = event.from_name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    format!(
        "{whose} {field} {kind} {said} {}{named} > {} at {}: {} [{key}] in {}",
        shown(from),
        shown(to),
        event.at.map_or_else(|| "-".to_owned(), |at| at.to_string()),
        shown(&event.text),
        shown(&event.conversation()),
    )
}

#[test]
fn every_sample_is_read_as_it_is_meant() {
    let mut read = String::new();
    for sample in samples() {
        let _ = writeln!(read, "{}", sample.event);
        for event in events(&sample.body(&Cast::usual())) {
            assert_ne!(event.kind, "unknown", "{}", sample.event);
            let _ = writeln!(read, "  {}", line(&event));
        }
    }
    insta::with_settings!({snapshot_path => "../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("webhook_samples", read);
    });
}

#[test]
fn a_batch_gives_each_of_its_items_in_order() {
    let message = |n: u32| json!({"sender": {"id": "7"}, "recipient": {"id": "1"}, "message": {"mid": format!("m{n}"), "text": "x"}});
    let body = json!({"object": "page", "entry": [
        {"id": "1", "messaging": [message(1), message(2)], "standby": [message(3)]},
        {"id": "2", "changes": [{"field": "feed", "value": {}}], "messaging": [message(4)]},
    ]});
    let keys: Vec<_> = events(body.to_string().as_bytes()).into_iter().map(|event| event.key).collect();
    assert_eq!(keys[..4], ["m1", "m2", "m3", "m4"]);
    assert!(keys[4].starts_with("sha256:"));
}

#[test]
fn an_item_that_comes_again_in_another_batch_has_the_same_key() {
    let value = json!({"event": "PIN_CHANGED", "display_phone_number": "1"});
    let change = json!({"field": "security", "value": value});
    let of = |changes: Value, time: i64| {
        let body =
            json!({"object": "whatsapp_business_account", "entry": [{"id": "2", "time": time, "changes": changes}]});
        events(body.to_string().as_bytes()).pop().unwrap().key
    };
    let other = json!({"field": "flows", "value": {}});
    assert_eq!(of(json!([change]), 1), of(json!([other, change]), 9));
}

#[test]
fn what_is_not_understood_is_an_event_all_the_same() {
    let kinds = |body: &[u8]| events(body).into_iter().map(|event| event.kind).collect::<Vec<_>>();
    for (body, kind) in [
        ("", "unreadable"),
        ("{", "unreadable"),
        ("\u{0}\u{1}", "unreadable"),
        ("null", "unknown"),
        ("[]", "unknown"),
        ("{}", "unknown"),
        (r#"{"object":7,"entry":{}}"#, "unknown"),
        (r#"{"object":"page","entry":[7,null]}"#, "unknown"),
        (r#"{"object":"page","entry":[{"id":{},"messaging":[7]}]}"#, "unknown"),
        (r#"{"object":"user","entry":[{"id":"1","changes":[{"field":"likes","value":3}]}]}"#, "likes"),
    ] {
        assert_eq!(kinds(body.as_bytes()).first().map(String::as_str), Some(kind), "{body}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(kinds(deep.as_bytes()), ["unreadable"]);
}

/// Any JSON, with the names that are looked for among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    let names = prop::sample::select(vec![
        "object",
        "entry",
        "id",
        "messaging",
        "standby",
        "changes",
        "field",
        "value",
        "message",
        "mid",
        "text",
        "sender",
        "recipient",
        "timestamp",
        "time",
        "messages",
        "statuses",
        "metadata",
        "phone_number_id",
        "history",
        "type",
        "attachments",
        "read",
        "reaction",
        "contacts",
        "changed_fields",
        "is_echo",
    ]);
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..6)
                .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_shape_is_refused(entries in prop::collection::vec(any_json(), 0..3), object in prop::sample::select(vec!["page", "instagram", "whatsapp_business_account", "new"])) {
        let body = json!({"object": object, "entry": entries}).to_string();
        let found = events(body.as_bytes());
        prop_assert!(!found.is_empty());
        prop_assert!(found.iter().all(|event| !event.kind.is_empty() && !event.key.is_empty()), "{:?}", found);
        prop_assert_eq!(events(body.as_bytes()), found);
    }
}
