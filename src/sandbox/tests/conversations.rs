//! Sending as a Page and as an Instagram account.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Fixture, address};
use crate::http::{Method, Request};
use crate::sandbox::{Event, Guest};

const ACCOUNT: &str = "17841400000000001";

/// A Page that somebody wrote to, as 42 to the Page and as 43 to its Instagram account.
async fn fixture() -> (Fixture, String) {
    let fixture = Fixture::new("small");
    for (asset, id) in [("1001", "42"), (ACCOUNT, "43")] {
        let guest = Guest { id: Some(id.into()), name: "Gus".into(), ..Guest::default() };
        fixture.sandbox.event(asset, &guest, Event::Message("hello".into())).unwrap();
    }
    let token = fixture.page_token("1001", &fixture.user()).await;
    (fixture, token)
}

async fn send(fixture: &Fixture, path: &str, token: &str, to: &str, more: Value) -> (u16, Value) {
    let mut body = json!({ "recipient": { "id": to }, "messaging_type": "RESPONSE", "message": { "text": "hi" } });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let request = Request::new(Method::Post, address(path)).header("authorization", format!("Bearer {token}"));
    super::json(&fixture.send(request.body("application/json", body.to_string())).await)
}

#[tokio::test]
async fn a_page_answers_people_who_wrote_first() {
    let (fixture, token) = fixture().await;
    for (path, to) in [("/1001/messages", "42"), ("/me/messages", "43"), (&format!("/{ACCOUNT}/messages"), "43")] {
        let (status, answer) = send(&fixture, path, &token, to, json!({})).await;
        assert_eq!((status, &answer["recipient_id"]), (200, &json!(to)), "{path} {answer}");
        assert!(answer["message_id"].as_str().unwrap().starts_with("m_"));
    }
    let about: Vec<_> = fixture.sandbox.deliveries().unwrap().into_iter().map(|one| one.about).collect();
    assert_eq!(about[2..4], ["page message_echoes", "page message_deliveries"]);
    assert_eq!(about[4], "instagram messages");
    let typing = json!({ "sender_action": "typing_on", "message": {} });
    let (status, answer) = send(&fixture, "/1001/messages", &token, "42", typing).await;
    assert_eq!((status, answer), (200, json!({ "recipient_id": "42" })));
}

#[tokio::test]
async fn each_mistake_has_its_own_error() {
    let (fixture, token) = fixture().await;
    let ig = format!("/{ACCOUNT}/messages");
    let code = |(_, answer): (u16, Value)| {
        (answer["error"]["code"].as_i64().unwrap(), answer["error"]["error_subcode"].as_i64())
    };
    let user = fixture.user();
    assert_eq!(code(send(&fixture, "/1001/messages", &user, "42", json!({})).await), (3, None));
    assert_eq!(code(send(&fixture, "/1001/messages", &token, "99", json!({})).await), (100, Some(2_018_001)));
    let empty = json!({ "message": {} });
    assert_eq!(code(send(&fixture, "/1001/messages", &token, "42", empty).await), (100, Some(2_018_015)));
    let long = json!({ "message": { "text": "ä".repeat(501) } });
    assert_eq!(code(send(&fixture, &ig, &token, "43", long.clone()).await), (100, None));
    assert_eq!(send(&fixture, "/1001/messages", &token, "42", long).await.0, 200);
    let tag = json!({ "messaging_type": "MESSAGE_TAG", "tag": "ACCOUNT_UPDATE" });
    assert_eq!(code(send(&fixture, "/1001/messages", &token, "42", tag).await), (100, None));
    fixture.sandbox.push_clock(Duration::from_hours(25)).unwrap();
    assert_eq!(code(send(&fixture, "/1001/messages", &token, "42", json!({})).await), (10, Some(2_018_278)));
    assert_eq!(code(send(&fixture, &ig, &token, "43", json!({})).await), (10, Some(2_534_022)));
    let human = json!({ "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT" });
    assert_eq!(send(&fixture, "/1001/messages", &token, "42", human).await.0, 200);
    fixture.sandbox.block("1001", "42");
    assert_eq!(code(send(&fixture, "/1001/messages", &token, "42", json!({})).await), (551, Some(1_545_041)));
}

#[tokio::test]
async fn conversations_are_a_pages_own_by_platform() {
    let (fixture, token) = fixture().await;
    let path = "/1001/conversations?platform=instagram&fields=participants,updated_time,messages";
    let list = fixture.get(path, &token).await;
    assert_eq!(list["data"][0]["participants"]["data"][0], json!({ "name": "Gus", "id": "43" }));
    assert_eq!(list["data"][0]["messages"]["data"][0]["message"], "hello");
    assert_eq!(fixture.fails(Method::Get, path, &fixture.user()).await.0, 3);
    assert_eq!(fixture.fails(Method::Get, &format!("/{ACCOUNT}/conversations"), &token).await.0, 3);
}
