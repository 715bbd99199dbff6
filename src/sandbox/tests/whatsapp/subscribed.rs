//! `/{waba}/subscribed_apps` (7.8).

use super::*;
use crate::sandbox::tests::receiver::{Manner, Receiver};
use crate::sandbox::world::things::{AppSubscription, Object};

/// An address of the app's server, with a verify token.
fn own(server: &Receiver, token: &str) -> Value {
    json!({ "override_callback_uri": server.url("hook"), "verify_token": token })
}

#[tokio::test]
async fn the_app_stands_under_a_key_of_its_own() {
    // Quirk 21.
    let desk = desk();
    let path = format!("/v26.0/{KIOSK}/subscribed_apps");
    assert_eq!(desk.get(&path, &desk.user()).await, json!({ "data": [] }));
    for _ in 0..2 {
        assert_eq!(fine(&desk, &path, json!({})).await, json!({ "success": true }));
    }
    let app = json!({
        "link": "https://www.facebook.com/games/?app_id=900000000000001",
        "name": "SNORQ Sandbox",
        "id": "900000000000001",
    });
    let list = desk.get(&path, &desk.user()).await;
    assert_eq!(list, json!({ "data": [{ "whatsapp_business_api_data": app }] }));
    let ids = desk.get(&format!("{path}?fields=id"), &desk.user()).await;
    assert_eq!(ids["data"][0]["whatsapp_business_api_data"], json!({ "id": "900000000000001" }));
    assert_eq!(desk.fails(Method::Get, &format!("{path}?fields=fields"), &desk.user()).await, (100, None, 400));
    let gone = desk.call(Method::Delete, &path, &desk.user()).await;
    assert_eq!(gone, (200, json!({ "success": true })));
    assert_eq!(desk.get(&path, &desk.user()).await, json!({ "data": [] }));
}

#[tokio::test]
async fn an_own_address_needs_a_plain_subscription_first() {
    // Quirk 20.
    let desk = desk();
    let path = format!("/{KIOSK}/subscribed_apps");
    let own = json!({ "override_callback_uri": "https://one.invalid/hook", "verify_token": "secret" });
    let (status, value) = post(&desk, &path, own).await;
    assert_eq!(
        (status, value["error"]["message"].as_str().unwrap()),
        (
            400,
            "(#100) Before override the current callback uri, your app must be subscribed to receive messages for \
             WhatsApp Business Account"
        )
    );
    assert_eq!(refused(&desk, &path, json!({ "verify_token": "secret" })).await, (100, 400));
    assert_eq!(refused(&desk, &path, json!({ "override_callback_uri": "https://one.invalid" })).await, (100, 400));
}

#[tokio::test]
async fn an_own_address_is_asked_and_a_later_plain_subscription_erases_it() {
    let desk = desk();
    let server = Receiver::start().await;
    let path = format!("/v26.0/{KIOSK}/subscribed_apps");
    fine(&desk, &path, json!({})).await;
    assert_eq!(refused(&desk, &path, own(&server, "guess")).await, (2200, 400));
    server.behave(Manner::WrongChallenge);
    assert_eq!(refused(&desk, &path, own(&server, "vt")).await, (2201, 400));
    server.behave(Manner::Well);
    let list = desk.get(&path, &desk.user()).await;
    assert!(list["data"][0].get("override_callback_uri").is_none(), "a refused address is not kept");
    fine(&desk, &path, own(&server, "vt")).await;
    let uri = server.url("hook");
    assert_eq!(desk.get(&path, &desk.user()).await["data"][0]["override_callback_uri"], uri);
    let node = desk.get(&format!("/{FRESH}?fields=webhook_configuration"), &desk.user()).await;
    assert_eq!(node["webhook_configuration"], json!({ "whatsapp_business_account": uri }));
    fine(&desk, &path, json!({})).await;
    assert!(desk.get(&path, &desk.user()).await["data"][0].get("override_callback_uri").is_none());
    let plain = json!({ "override_callback_uri": "http://one.invalid/hook", "verify_token": "secret" });
    assert_eq!(refused(&desk, &path, plain).await, (100, 400));
}

#[tokio::test]
async fn a_number_can_have_an_own_address_too() {
    let desk = desk();
    let server = Receiver::start().await;
    let path = format!("/{FRESH}");
    let configuration = |value: Value| json!({ "webhook_configuration": value });
    assert_eq!(refused(&desk, &path, configuration(own(&server, "guess"))).await, (2200, 400));
    for half in [json!({ "override_callback_uri": "https://one.invalid" }), json!({}), json!("hook")] {
        assert_eq!(refused(&desk, &path, configuration(half)).await, (100, 400));
    }
    fine(&desk, &path, configuration(own(&server, "vt"))).await;
    let fields = "?fields=webhook_configuration";
    let node = desk.get(&format!("{path}{fields}"), &desk.user()).await;
    let uri = server.url("hook");
    assert_eq!(node["webhook_configuration"], json!({ "phone_number": uri }));
    let (app, object) = ("900000000000001".to_owned(), Object::WhatsappBusinessAccount);
    let callback_url = "https://app.invalid/hook".to_owned();
    let below = AppSubscription { app, object, callback_url, ..AppSubscription::default() };
    desk.sandbox.change(|world| world.put(&below)).unwrap();
    let node = desk.get(&format!("{path}{fields}"), &desk.user()).await;
    let levels = json!({ "phone_number": uri, "application": "https://app.invalid/hook" });
    assert_eq!(node["webhook_configuration"], levels);
    fine(&desk, &path, configuration(json!({ "override_callback_uri": "" }))).await;
    let node = desk.get(&format!("{path}{fields}"), &desk.user()).await;
    assert_eq!(node["webhook_configuration"], json!({ "application": "https://app.invalid/hook" }));
}
