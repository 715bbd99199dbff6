//! Subscribed and not heard.

use super::super::Fixture;
use crate::http::Method;
use crate::sandbox::{Event, Guest, Happened};

/// Lets somebody write; says where the delivery stands and why.
fn written(fixture: &Fixture, asset: &str, stranger: bool) -> (String, String) {
    let guest = Guest { id: Some("77".to_owned()), stranger, ..Guest::default() };
    let happened = fixture.sandbox.event(asset, &guest, Event::Message("hi".to_owned())).unwrap();
    assert!(matches!(happened, Happened::Deliveries(_)));
    let last = fixture.sandbox.deliveries().unwrap().into_iter().max_by_key(|one| one.number).unwrap();
    (last.stage.to_owned(), last.reason.unwrap_or_default())
}

/// No field tells of the switch, and nothing arrives; the list of conversations is refused.
pub(super) async fn closed(fixture: &Fixture) {
    let user = fixture.user();
    let account = fixture.get("/17841400000006061?fields=id,username,name", &user).await;
    assert_eq!(account.as_object().unwrap().len(), 3);
    let token = fixture.page_token("6061", &user).await;
    let list = |platform: &str| format!("/6061/conversations?platform={platform}");
    assert_eq!(fixture.fails(Method::Get, &list("instagram"), &token).await, (200, Some(2_534_041), 403));
    assert_eq!(fixture.get(&list("messenger"), &token).await["data"], serde_json::json!([]));
    let (stage, reason) = written(fixture, "17841400000006061", false);
    assert!(stage == "untold" && reason.contains("access to messages"), "{stage} {reason}");
    assert_eq!(written(fixture, "6061", false).0, "waiting", "the Page itself is heard");
}

pub(super) fn strangers(fixture: &Fixture) {
    assert_eq!(written(fixture, "6071", false).0, "waiting");
    let (stage, reason) = written(fixture, "6071", true);
    assert!(stage == "untold" && reason.contains("development mode"), "{stage} {reason}");
}

pub(super) async fn taken(fixture: &Fixture) {
    let list = fixture.get("/900000000000001/subscriptions", &fixture.app()).await;
    let rows = list["data"].as_array().unwrap();
    assert!(rows.len() == 3 && rows.iter().all(|row| row["callback_url"] == "http://localhost:9/webhooks"), "{list}");
}

pub(super) async fn no_handshake(fixture: &Fixture) {
    let path = "/900000000000001/subscriptions?object=page&fields=messages&verify_token=ours&\
                callback_url=http://localhost:9/webhooks";
    assert_eq!(fixture.fails(Method::Post, path, &fixture.app()).await.0, 2200);
}
