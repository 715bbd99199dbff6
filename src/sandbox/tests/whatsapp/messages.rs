//! Sending: what is answered at once (8.3, 9.2 1310xx).

use std::time::Duration;

use super::*;

fn text(to: &str) -> Value {
    json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": to, "type": "text",
        "text": { "body": "Hello" },
    })
}

fn template(name: &str, components: &Value) -> Value {
    let template = json!({ "name": name, "language": { "code": "en_US" }, "components": components });
    json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "template", "template": template })
}

fn path(number: &str) -> String {
    format!("/v26.0/{number}/messages")
}

#[tokio::test]
async fn a_text_is_answered_with_contact_and_id() {
    let fixture = fixture();
    let answer = fine(&fixture, &path(REGISTERED), text(CARLA)).await;
    let id = answer["messages"][0]["id"].as_str().unwrap();
    assert!(id.starts_with("wamid."), "{id}");
    assert_eq!(
        answer,
        json!({
            "messaging_product": "whatsapp",
            "contacts": [{ "input": CARLA, "wa_id": CARLA }],
            "messages": [{ "id": id }],
        })
    );
    let other = fine(&fixture, &path(REGISTERED), text(CARLA)).await;
    assert_ne!(other["messages"][0]["id"], id);
}

#[tokio::test]
async fn the_wa_id_can_differ_from_the_input() {
    let fixture = fixture();
    for (input, wa_id) in [("+55 (31) 98765-4321", "553187654321"), ("+1 650-555-1234", CARLA)] {
        let answer = fine(&fixture, &path(REGISTERED), text(input)).await;
        assert_eq!(answer["contacts"], json!([{ "input": input, "wa_id": wa_id }]));
    }
}

#[tokio::test]
async fn templates_are_accepted_by_name_language_and_count() {
    let fixture = fixture();
    let list = fixture.get(&format!("/{KIOSK}/message_templates?fields=name,status,language"), &fixture.user()).await;
    assert_eq!(
        list["data"][0],
        json!({
            "name": "hello_world", "status": "APPROVED", "language": "en_US", "id": list["data"][0]["id"],
        })
    );
    let answer = fine(&fixture, &path(REGISTERED), template("hello_world", &Value::Null)).await;
    assert_eq!(answer["messages"][0]["message_status"], "accepted");
    let two =
        json!([{ "type": "body", "parameters": [{ "type": "text", "text": "A" }, { "type": "text", "text": "B" }] }]);
    fine(&fixture, &path(REGISTERED), template("order_update", &two)).await;
    for (name, components, wanted) in [
        ("nothing_like_it", Value::Null, (132_001, 404)),
        ("order_update", Value::Null, (132_000, 400)),
        ("hello_world", two, (132_000, 400)),
        ("spring_sale", Value::Null, (132_015, 400)),
    ] {
        assert_eq!(refused(&fixture, &path(REGISTERED), template(name, &components)).await, wanted, "{name}");
    }
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_named() {
    let fixture = fixture();
    for (body, code) in [
        (json!({ "to": CARLA, "text": { "body": "x" } }), 100),
        (json!({ "messaging_product": "whatsapp", "text": { "body": "x" } }), 100),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "poem" }), 100),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "recipient_type": "group" }), 100),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "text": { "body": "x".repeat(4097) } }), 100),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "text" }), 131_008),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "text": { "body": "" } }), 131_008),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "text": "hello" }), 131_009),
        (json!({ "messaging_product": "whatsapp", "to": "someone", "text": { "body": "x" } }), 131_009),
        (json!({ "messaging_product": "whatsapp", "recipient": "someone", "text": { "body": "x" } }), 131_009),
        (
            json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "reaction", "reaction": { "emoji": "x" } }),
            131_008,
        ),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "image", "image": {} }), 131_008),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "image", "image": { "id": "1" } }), 131_009),
        (json!({ "messaging_product": "whatsapp", "to": CARLA, "type": "template", "template": {} }), 131_008),
        (json!({ "messaging_product": "whatsapp", "status": "delivered", "message_id": "x" }), 100),
    ] {
        assert_eq!(refused(&fixture, &path(REGISTERED), body.clone()).await, (code, 400), "{body}");
    }
    for (kind, value) in [
        ("image", json!({ "link": "https://shop.invalid/a.png" })),
        ("location", json!({ "latitude": 1.5, "longitude": 2.5 })),
        ("contacts", json!([{ "name": { "formatted_name": "Carla" } }])),
        ("interactive", json!({ "type": "button", "action": { "buttons": [] } })),
    ] {
        let body = json!({ "messaging_product": "whatsapp", "to": CARLA, "type": kind, kind: value });
        fine(&fixture, &path(REGISTERED), body).await;
    }
}

#[tokio::test]
async fn the_number_and_its_account_must_be_fit_to_send() {
    let fixture = fixture();
    assert_eq!(refused(&fixture, &path(FRESH), text(CARLA)).await, (133_010, 400));
    fine(&fixture, &format!("/{REGISTERED}/deregister"), json!({})).await;
    assert_eq!(refused(&fixture, &path(REGISTERED), text(CARLA)).await, (131_045, 500));
    assert_eq!(refused(&fixture, &path(LOCKED), text(CARLA)).await, (131_031, 403));
    assert!(told(&fixture).is_empty());
}

#[tokio::test]
async fn a_number_cannot_write_to_itself() {
    let fixture = fixture();
    assert_eq!(refused(&fixture, &path(REGISTERED), text("+1 631-555-0102")).await, (131_021, 400));
}

#[tokio::test]
async fn a_test_number_writes_to_listed_people_only() {
    let fixture = fixture();
    fine(&fixture, &path(TEST), text(CARLA)).await;
    let (status, value) = post(&fixture, &path(TEST), text("16505559999")).await;
    let message = "(#131030) Recipient phone number not in allowed list";
    assert_eq!((status, value["error"]["message"].as_str()), (400, Some(message)));
}

#[tokio::test]
async fn one_person_gets_45_at_once_and_then_one_in_six_seconds() {
    let fixture = fixture();
    for _ in 0..45 {
        fine(&fixture, &path(REGISTERED), text(CARLA)).await;
    }
    assert_eq!(refused(&fixture, &path(REGISTERED), text(CARLA)).await, (131_056, 400));
    fine(&fixture, &path(REGISTERED), text("16505551239")).await;
    fixture.sandbox.push_clock(Duration::from_secs(6)).unwrap();
    fine(&fixture, &path(REGISTERED), text(CARLA)).await;
    assert_eq!(refused(&fixture, &path(REGISTERED), text(CARLA)).await, (131_056, 400));
}

#[tokio::test]
async fn a_received_message_is_marked_as_read() {
    let fixture = fixture();
    let id = fixture.sandbox.customer_writes(REGISTERED, CARLA, "Hi").unwrap();
    let read = |id: &str| json!({ "messaging_product": "whatsapp", "status": "read", "message_id": id });
    assert_eq!(fine(&fixture, &path(REGISTERED), read(&id)).await, json!({ "success": true }));
    assert_eq!(refused(&fixture, &path(TEST), read(&id)).await, (131_009, 400));
    let sent = fine(&fixture, &path(REGISTERED), text(CARLA)).await;
    let own = sent["messages"][0]["id"].as_str().unwrap();
    assert_eq!(refused(&fixture, &path(REGISTERED), read(own)).await, (131_009, 400));
    assert_eq!(refused(&fixture, &path(REGISTERED), read("wamid.SGk=")).await, (131_009, 400));
}

#[tokio::test]
async fn a_user_id_goes_into_recipient() {
    // 8.3: with both the number wins; authentication templates need a number.
    let fixture = fixture();
    let id = "US.13491208655302741902";
    let by_id = json!({ "messaging_product": "whatsapp", "recipient": id, "text": { "body": "x" } });
    let answer = fine(&fixture, &path(REGISTERED), by_id).await;
    assert_eq!(answer["contacts"], json!([{ "input": id, "user_id": id }]));
    let both = json!({ "messaging_product": "whatsapp", "to": CARLA, "recipient": id, "text": { "body": "x" } });
    assert_eq!(fine(&fixture, &path(REGISTERED), both).await["contacts"][0]["wa_id"], CARLA);
    let one = json!([{ "type": "BODY", "parameters": [{ "type": "text", "text": "123" }] }]);
    fine(&fixture, &path(REGISTERED), template("login_code", &one)).await;
    let mut login = template("login_code", &one);
    login.as_object_mut().unwrap().remove("to");
    login["recipient"] = json!(id);
    assert_eq!(refused(&fixture, &path(REGISTERED), login).await, (131_062, 400));
}
