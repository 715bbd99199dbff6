//! Whatever a read is to prove, an answer that is not well-formed proves nothing.

use proptest::prelude::*;

use super::*;
use crate::domain::{Trouble, WabaId};

/// Where an answer is damaged.
#[derive(Debug, Clone)]
enum Damage {
    Whole(Value),
    Data(Value),
    Row(Value),
    /// The key that says what the row is about.
    Key,
}

fn nonsense() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        any::<String>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(json!(null)),
        Just(json!([])),
        Just(json!([[], null])),
        Just(json!({})),
        Just(json!({"success": true})),
        any::<String>().prop_map(|key| json!({ key: true })),
    ]
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        nonsense().prop_map(Damage::Whole),
        nonsense().prop_filter("a list is well-formed there", |value| !value.is_array()).prop_map(Damage::Data),
        nonsense().prop_map(Damage::Row),
        Just(Damage::Key),
    ]
}

/// An answer of one row, damaged.
fn answer(row: &Value, key: &str, damage: &Damage) -> Value {
    match damage {
        Damage::Whole(value) => value.clone(),
        Damage::Data(value) => json!({ "data": value }),
        Damage::Row(value) => json!({ "data": [row, value] }),
        Damage::Key => {
            let mut damaged = row.clone();
            damaged.as_object_mut().unwrap().remove(key);
            json!({ "data": [damaged] })
        }
    }
}

/// What each read that proves something makes of `answer`, by its number in `rows`.
async fn read(number: usize, answer: &Value) -> Result<(), Trouble> {
    let table = table((0..4).map(|_| says(answer)));
    let (graph, token, waba) = (&table.graph, &token(), &WabaId::new("9"));
    match number {
        0 => graph.subscriptions(&[("1", token)]).await.remove(0).map(drop),
        1 => graph.waba_subscription(waba, token).await.map(drop),
        2 => graph.permissions("1", token).await.map(drop),
        3 => graph.still_granted("1").await.map(drop),
        4 => graph.app_subscriptions().await.map(drop),
        _ => graph.numbers(waba, token).await.map(drop),
    }
}

/// A sound row of each read, with the key that says what it is about.
fn rows() -> [(Value, &'static str); 6] {
    let permission = json!({"permission": "pages_messaging", "status": "granted"});
    [
        (json!({"id": "77", "subscribed_fields": ["messages"]}), "id"),
        (json!({"whatsapp_business_api_data": {"id": "77"}}), "whatsapp_business_api_data"),
        (permission.clone(), "status"),
        (permission, "permission"),
        (json!({"object": "page", "active": true, "fields": [{"name": "messages"}]}), "object"),
        (json!({"id": "5", "status": "CONNECTED"}), "id"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// subscription, permission, webhook and number.
    #[test]
    fn a_damaged_list_proves_nothing(number in 0..6_usize, damage in damage()) {
        let (row, key) = &rows()[number];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let sound = runtime.block_on(read(number, &json!({ "data": [row] })));
        prop_assert_eq!(sound, Ok(()));
        let damaged = answer(row, key, &damage);
        let cause = runtime.block_on(read(number, &damaged)).err().map(|trouble| trouble.cause);
        prop_assert_eq!(cause, Some(Cause::Garbled), "{}", damaged);
    }

    /// A token is neither alive nor dead by an answer that does not say so.
    #[test]
    fn a_damaged_verdict_proves_nothing(key in prop_oneof![Just("is_valid"), Just("app_id"), Just("scopes")], value in nonsense()) {
        let mut data = json!({"is_valid": true, "app_id": "77", "user_id": "5", "type": "USER", "scopes": []});
        let is_list = value.is_array() && key == "scopes";
        let is_flag = value.is_boolean() && key == "is_valid";
        let is_id = value.as_u64().is_some() || value.as_str().is_some_and(|text| text.parse::<u128>().is_ok());
        prop_assume!(!(is_list || is_flag || is_id && key == "app_id"));
        data[key] = value;
        let table = table([says(&json!({ "data": data }))]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let cause = runtime.block_on(table.graph.debug_token(&token())).err().map(|trouble| trouble.cause);
        prop_assert_eq!(cause, Some(Cause::Garbled), "{}", data);
    }
}
