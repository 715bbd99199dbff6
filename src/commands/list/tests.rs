//! Columns and orders.

use jiff::Timestamp;
use serde_json::Value as Json;

use super::columns::Value;
use super::*;

fn connection(id: &str, name: Option<&str>, verified: Option<i64>) -> Connection {
    let at = |ms| Timestamp::from_millisecond(ms).unwrap();
    Connection {
        platform_display_name: name.map(Into::into),
        token_expires_at: Some(at(1)),
        data_access_expires_at: None,
        error_message: Some("it is broken".into()),
        parent: Some(ConnectionRef::new(Platform::Facebook, "7")),
        waba_id: Some("21".into()),
        last_verified_at: verified.map(at),
        ..crate::store::contract::record("acme", Platform::Whatsapp, id)
    }
}

/// What a place of a document reads as in a cell.
fn text(value: &Json) -> String {
    match value {
        Json::Array(words) => words.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
        Json::String(text) => text.clone(),
        _ => String::new(),
    }
}

#[test]
fn columns_are_those_of_the_document() {
    let one = connection("5", Some("Acme"), None);
    let document = serde_json::to_value(view::connection(&Hints::default(), &one)).unwrap();
    let mut names = Vec::new();
    for (key, value) in document.as_object().unwrap() {
        match value {
            Json::Object(inner) => names.extend(inner.iter().map(|(name, value)| (format!("{key}.{name}"), value))),
            value => names.push((key.clone(), value)),
        }
    }
    let columns: Vec<_> = Column::value_variants().iter().map(|one| one.name()).collect();
    assert_eq!(columns, names.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    for (column, (name, value)) in Column::value_variants().iter().zip(&names) {
        assert_eq!(column.of(&Hints::default(), &one).into_text(), text(value), "{name}");
    }
    assert_eq!(Column::DataAccessExpiresAt.of(&Hints::default(), &one), Value::Absent);
}

fn sorted(connections: &[Connection], keys: &str) -> Vec<String> {
    let order: Vec<_> = keys.split(',').map(|key| order::by(key).unwrap()).collect();
    let mut ranks: Vec<_> = connections
        .iter()
        .map(|one| (Rank::of(&Hints::default(), one, &order), one.platform_user_id.clone()))
        .collect();
    ranks.sort_by(|one, two| one.0.compare(&two.0, &order));
    ranks.into_iter().map(|(_, id)| id).collect()
}

#[test]
fn orders_go_both_ways_and_absent_values_stay_last() {
    let some = [
        connection("100", Some("beta"), Some(1_500)),
        connection("22", Some("Alpha"), None),
        connection("3", None, Some(1_000)),
        connection("4", Some("Beta"), Some(1_000)),
    ];
    assert_eq!(sorted(&some, "platform_user_id"), ["3", "4", "22", "100"]);
    assert_eq!(sorted(&some, "-platform_user_id"), ["100", "22", "4", "3"]);
    assert_eq!(sorted(&some, "platform_display_name"), ["22", "100", "4", "3"]);
    assert_eq!(sorted(&some, "-platform_display_name"), ["100", "4", "22", "3"]);
    assert_eq!(sorted(&some, "last_verified_at,-platform_user_id"), ["4", "3", "100", "22"]);
    assert_eq!(sorted(&some, "-last_verified_at"), ["100", "3", "4", "22"]);
    assert_eq!(sorted(&some, "status"), ["100", "22", "3", "4"], "equal ones stay as they are");
}

#[test]
fn an_unknown_column_is_answered_with_the_known_ones() {
    for text in ["", "-", "name", "--ref", "Ref"] {
        let error = order::by(text).unwrap_err();
        assert!(error.contains("ref, id, profile") && error.ends_with("business_id"), "{text}: {error}");
    }
}
