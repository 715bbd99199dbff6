//! What becomes of messages, and messages that come in, as webhooks (5.6, 8.3).

use std::time::Duration;

use super::*;

async fn send(fixture: &Fixture, number: &str, mut body: Value) -> (String, Vec<Value>) {
    body["messaging_product"] = json!("whatsapp");
    let before = told(fixture).len();
    let answer = fine(fixture, &format!("/{number}/messages"), body).await;
    let id = answer["messages"][0]["id"].as_str().unwrap().to_owned();
    let values = told(fixture).split_off(before).into_iter().map(|(field, value)| {
        assert!(field == "messages" && value["contacts"][0].is_object());
        value
    });
    (id, values.collect())
}

fn words(values: &[Value]) -> Vec<&str> {
    values.iter().map(|value| value["statuses"][0]["status"].as_str().unwrap()).collect()
}

fn failure(values: &[Value]) -> i64 {
    assert_eq!(words(values), ["failed"]);
    values[0]["statuses"][0]["errors"][0]["code"].as_i64().unwrap()
}

fn text(to: &str) -> Value {
    json!({ "to": to, "text": { "body": "Hello" } })
}

fn hello(to: &str) -> Value {
    json!({ "to": to, "type": "template", "template": { "name": "hello_world", "language": { "code": "en_US" } } })
}

fn priced() -> Value {
    json!({ "billable": false, "pricing_model": "PMP", "category": "service", "type": "free_customer_service" })
}

#[tokio::test]
async fn a_message_is_sent_delivered_and_read() {
    let fixture = fixture();
    fixture.sandbox.customer_writes(REGISTERED, CARLA, "Hi").unwrap();
    let mut body = text(CARLA);
    body["biz_opaque_callback_data"] = json!("order 7");
    let (id, values) = send(&fixture, REGISTERED, body).await;
    assert_eq!(words(&values), ["sent", "delivered", "read"]);
    assert_eq!(values[0]["metadata"], json!({ "display_phone_number": "16315550102", "phone_number_id": REGISTERED }));
    let status = &values[1]["statuses"][0];
    assert_eq!((&status["id"], &status["recipient_id"]), (&json!(id), &json!(CARLA)));
    assert_eq!((&status["timestamp"], &status["biz_opaque_callback_data"]), (&json!("1795435200"), &json!("order 7")));
    assert_eq!(status["recipient_user_id"], "US.13491208655302741901");
    assert_eq!(status["pricing"], priced());
    assert_eq!(status.get("conversation"), None);
}

#[tokio::test]
async fn free_text_outside_the_window_is_accepted_and_fails() {
    let fixture = fixture();
    let (_, values) = send(&fixture, REGISTERED, text(CARLA)).await;
    assert_eq!(failure(&values), 131_047);
    let error = &values[0]["statuses"][0]["errors"][0];
    assert!(error["title"] == "Re-engagement message" && error["error_data"]["details"].is_string());
    let (_, values) = send(&fixture, REGISTERED, hello(CARLA)).await;
    assert_eq!(words(&values), ["sent", "delivered", "read"]);
    fixture.sandbox.customer_writes(REGISTERED, CARLA, "Hi").unwrap();
    fixture.sandbox.push_clock(Duration::from_secs(24 * 3600 - 1)).unwrap();
    assert_eq!(send(&fixture, REGISTERED, text(CARLA)).await.1.len(), 3);
    fixture.sandbox.push_clock(Duration::from_secs(1)).unwrap();
    assert_eq!(failure(&send(&fixture, REGISTERED, text(CARLA)).await.1), 131_047);
}

#[tokio::test]
async fn people_who_cannot_be_reached_fail_later() {
    let fixture = fixture();
    assert_eq!(failure(&send(&fixture, REGISTERED, hello("16505551237")).await.1), 131_026);
    let business = send(&fixture, REGISTERED, hello("+1 631-555-0106")).await.1;
    assert_eq!(failure(&business), 131_026, "a Cloud API number is no customer");
    let nobody = json!({ "recipient": "US.404", "text": { "body": "x" } });
    assert_eq!(failure(&send(&fixture, REGISTERED, nobody).await.1), 131_026);
    let stranger = send(&fixture, REGISTERED, hello("16505559999")).await.1;
    assert_eq!(words(&stranger), ["sent", "delivered"], "a stranger reads nothing");
}

#[tokio::test]
async fn templates_of_an_account_that_does_not_pay_fail_later() {
    let fixture = fixture();
    assert_eq!(failure(&send(&fixture, FLAGGED, hello(CARLA)).await.1), 131_042);
    fixture.sandbox.customer_writes(FLAGGED, CARLA, "Hi").unwrap();
    assert_eq!(send(&fixture, FLAGGED, text(CARLA)).await.1.len(), 3, "answers cost nothing");
}

#[tokio::test]
async fn a_user_id_in_to_is_dropped_without_a_word() {
    let fixture = fixture();
    let (_, values) = send(&fixture, REGISTERED, hello("US.13491208655302741901")).await;
    assert!(values.is_empty(), "{values:?}");
}

#[tokio::test]
async fn who_hides_the_phone_number_is_named_by_the_user_id() {
    // 5.6: the number is left out, or empty.
    let fixture = fixture();
    for (phone, id, blank) in [("16505551235", "902", false), ("16505551236", "903", true)] {
        let message = fixture.sandbox.customer_writes(REGISTERED, phone, "Hi").unwrap();
        let (_, value) = told(&fixture).pop().unwrap();
        let (contact, told_message) = (&value["contacts"][0], &value["messages"][0]);
        let user_id = format!("US.13491208655302741{id}");
        assert_eq!((&contact["user_id"], &told_message["from_user_id"]), (&json!(user_id), &json!(user_id)));
        let hidden = blank.then(|| json!(""));
        assert_eq!((contact.get("wa_id"), told_message.get("from")), (hidden.as_ref(), hidden.as_ref()));
        assert_eq!(told_message["id"], json!(message));
        assert!(contact["profile"]["username"].is_string());
        let (_, values) = send(&fixture, REGISTERED, json!({ "recipient": user_id, "text": { "body": "x" } })).await;
        assert_eq!(words(&values), ["sent", "delivered", "read"]);
        let status = &values[0]["statuses"][0];
        assert!(status.get("recipient_id").is_none() && status["recipient_user_id"] == json!(user_id));
    }
}

#[tokio::test]
async fn a_customers_text_comes_as_meta_sends_it() {
    let fixture = fixture();
    let id = fixture.sandbox.customer_writes(REGISTERED, CARLA, "Hallo, größer?").unwrap();
    let (field, value) = told(&fixture).pop().unwrap();
    assert_eq!(field, "messages");
    let user_id = "US.13491208655302741901";
    assert_eq!(
        value,
        json!({
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "16315550102", "phone_number_id": REGISTERED },
            "contacts": [{ "profile": { "name": "Carla Customer" }, "user_id": user_id, "wa_id": CARLA }],
            "messages": [{
                "from": CARLA, "from_user_id": user_id, "id": id, "timestamp": "1795435200", "type": "text",
                "text": { "body": "Hallo, größer?" },
            }],
        })
    );
    let stranger = fixture.sandbox.customer_writes(REGISTERED, "4915112345678", "Moin");
    assert!(stranger.is_ok() && told(&fixture).pop().unwrap().1["messages"][0]["from"] == "4915112345678");
    assert!(fixture.sandbox.customer_writes("1", CARLA, "Hi").is_err());
}
