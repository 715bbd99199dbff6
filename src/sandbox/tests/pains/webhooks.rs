//! Subscribed and not heard.

use super::super::Desk;
use crate::http::Method;
use crate::sandbox::{Event, Guest, Happened};

/// Lets somebody write; says where the delivery stands and why.
fn written(desk: &Desk, asset: &str, stranger: bool) -> (String, String) {
    let guest = Guest { id: Some("77".to_owned()), stranger, ..Guest::default() };
    let happened = desk.sandbox.event(asset, &guest, Event::Message("hi".to_owned())).unwrap();
    assert!(matches!(happened, Happened::Deliveries(_)));
    let last = desk.sandbox.deliveries().unwrap().into_iter().max_by_key(|one| one.number).unwrap();
    (last.stage.to_owned(), last.reason.unwrap_or_default())
}

/// Nothing that can be read tells of the switch, and nothing arrives.
pub(super) async fn closed(desk: &Desk) {
    let user = desk.user();
    let account = desk.get("/17841400000006061?fields=id,username,name", &user).await;
    assert_eq!(account.as_object().unwrap().len(), 3);
    let (stage, reason) = written(desk, "17841400000006061", false);
    assert!(stage == "untold" && reason.contains("access to messages"), "{stage} {reason}");
    assert_eq!(written(desk, "6061", false).0, "waiting", "the Page itself is heard");
}

pub(super) fn strangers(desk: &Desk) {
    assert_eq!(written(desk, "6071", false).0, "waiting");
    let (stage, reason) = written(desk, "6071", true);
    assert!(stage == "untold" && reason.contains("development mode"), "{stage} {reason}");
}

pub(super) async fn taken(desk: &Desk) {
    let list = desk.get("/900000000000001/subscriptions", &desk.app()).await;
    let rows = list["data"].as_array().unwrap();
    assert!(rows.len() == 3 && rows.iter().all(|row| row["callback_url"] == "http://localhost:9/webhooks"), "{list}");
}

pub(super) async fn no_handshake(desk: &Desk) {
    let path = "/900000000000001/subscriptions?object=page&fields=messages&verify_token=ours&\
                callback_url=http://localhost:9/webhooks";
    assert_eq!(desk.fails(Method::Post, path, &desk.app()).await.0, 2200);
}
