//! `/{waba}/subscribed_apps` (7.8).

use super::*;
use crate::sandbox::tests::receiver::{Behaviour, Receiver};
use crate::sandbox::webhooks::happen;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{AppSubscription, Happening, Object};
use crate::sandbox::{Event, Guest};

/// An address of the app's server, with a verify token.
fn own(server: &Receiver, token: &str) -> Value {
    json!({ "override_callback_uri": server.url("hook"), "verify_token": token })
}

#[tokio::test]
async fn the_app_stands_under_a_key_of_its_own() {
    // Quirk 21.
    let fixture = fixture();
    let path = format!("/v26.0/{KIOSK}/subscribed_apps");
    assert_eq!(fixture.get(&path, &fixture.user()).await, json!({ "data": [] }));
    for _ in 0..2 {
        assert_eq!(fine(&fixture, &path, json!({})).await, json!({ "success": true }));
    }
    let app = json!({
        "link": "https://www.facebook.com/games/?app_id=900000000000001",
        "name": "SNORQ Sandbox",
        "id": "900000000000001",
    });
    let list = fixture.get(&path, &fixture.user()).await;
    assert_eq!(list, json!({ "data": [{ "whatsapp_business_api_data": app }] }));
    let ids = fixture.get(&format!("{path}?fields=id"), &fixture.user()).await;
    assert_eq!(ids["data"][0]["whatsapp_business_api_data"], json!({ "id": "900000000000001" }));
    assert_eq!(fixture.fails(Method::Get, &format!("{path}?fields=fields"), &fixture.user()).await, (100, None, 400));
    let gone = fixture.call(Method::Delete, &path, &fixture.user()).await;
    assert_eq!(gone, (200, json!({ "success": true })));
    assert_eq!(fixture.get(&path, &fixture.user()).await, json!({ "data": [] }));
}

#[tokio::test]
async fn an_own_address_needs_a_plain_subscription_first() {
    // Quirk 20.
    let fixture = fixture();
    let path = format!("/{KIOSK}/subscribed_apps");
    let own = json!({ "override_callback_uri": "https://one.invalid/hook", "verify_token": "secret" });
    let (status, value) = post(&fixture, &path, own).await;
    assert_eq!(
        (status, value["error"]["message"].as_str().unwrap()),
        (
            400,
            "(#100) Before override the current callback uri, your app must be subscribed to receive messages for \
             WhatsApp Business Account"
        )
    );
    assert_eq!(refused(&fixture, &path, json!({ "verify_token": "secret" })).await, (100, 400));
    assert_eq!(refused(&fixture, &path, json!({ "override_callback_uri": "https://one.invalid" })).await, (100, 400));
}

#[tokio::test]
async fn an_own_address_is_asked_and_a_later_plain_subscription_erases_it() {
    let fixture = fixture();
    let server = Receiver::start();
    let path = format!("/v26.0/{KIOSK}/subscribed_apps");
    fine(&fixture, &path, json!({})).await;
    assert_eq!(refused(&fixture, &path, own(&server, "guess")).await, (2200, 400));
    server.behave(Behaviour::WrongChallenge);
    assert_eq!(refused(&fixture, &path, own(&server, "vt")).await, (2201, 400));
    server.behave(Behaviour::Well);
    let list = fixture.get(&path, &fixture.user()).await;
    assert!(list["data"][0].get("override_callback_uri").is_none(), "a refused address is not kept");
    fine(&fixture, &path, own(&server, "vt")).await;
    let uri = server.url("hook");
    assert_eq!(fixture.get(&path, &fixture.user()).await["data"][0]["override_callback_uri"], uri);
    let node = fixture.get(&format!("/{FRESH}?fields=webhook_configuration"), &fixture.user()).await;
    assert_eq!(node["webhook_configuration"], json!({ "whatsapp_business_account": uri }));
    fine(&fixture, &path, json!({})).await;
    assert!(fixture.get(&path, &fixture.user()).await["data"][0].get("override_callback_uri").is_none());
    let plain = json!({ "override_callback_uri": "http://one.invalid/hook", "verify_token": "secret" });
    assert_eq!(refused(&fixture, &path, plain).await, (100, 400));
}

#[tokio::test]
async fn a_number_can_have_an_own_address_too() {
    let fixture = fixture();
    let server = Receiver::start();
    let path = format!("/{FRESH}");
    let configuration = |value: Value| json!({ "webhook_configuration": value });
    assert_eq!(refused(&fixture, &path, configuration(own(&server, "guess"))).await, (2200, 400));
    for half in [json!({ "override_callback_uri": "https://one.invalid" }), json!({}), json!("hook")] {
        assert_eq!(refused(&fixture, &path, configuration(half)).await, (100, 400));
    }
    fine(&fixture, &path, configuration(own(&server, "vt"))).await;
    let fields = "?fields=webhook_configuration";
    let node = fixture.get(&format!("{path}{fields}"), &fixture.user()).await;
    let uri = server.url("hook");
    assert_eq!(node["webhook_configuration"], json!({ "phone_number": uri }));
    let (app, object) = ("900000000000001".to_owned(), Object::WhatsappBusinessAccount);
    let callback_url = "https://app.invalid/hook".to_owned();
    let below = AppSubscription { app, object, callback_url, ..AppSubscription::default() };
    fixture.sandbox.write(|world| world.put(&below)).unwrap();
    let node = fixture.get(&format!("{path}{fields}"), &fixture.user()).await;
    let levels = json!({ "phone_number": uri, "application": "https://app.invalid/hook" });
    assert_eq!(node["webhook_configuration"], levels);
    fine(&fixture, &path, configuration(json!({ "override_callback_uri": "" }))).await;
    let node = fixture.get(&format!("{path}{fields}"), &fixture.user()).await;
    assert_eq!(node["webhook_configuration"], json!({ "application": "https://app.invalid/hook" }));
}

/// Meta, webhook overrides (2026-06-28): a list of fields goes to an own address, every other to the app's.
#[tokio::test]
async fn an_own_address_carries_only_its_list_of_fields() {
    let (fixture, server) = (Fixture::new("whatsapp"), Receiver::start());
    let path = format!("/{KIOSK}/subscribed_apps");
    let app = format!("/{}/subscriptions?object=whatsapp_business_account", "900000000000001");
    let fields = "messages,standby,security,history";
    let about = format!("{app}&callback_url={}&verify_token=vt&fields={fields}", server.url("app"));
    assert_eq!(fixture.call(Method::Post, &about, &fixture.app()).await.0, 200);
    fine(&fixture, &path, json!({})).await;
    fine(&fixture, &path, json!({ "override_callback_uri": server.url("own"), "verify_token": "vt" })).await;
    let tell = |field: &str| {
        let told = |mut world: World<'_>| {
            happen(&mut world, Object::WhatsappBusinessAccount, KIOSK, field, false, json!({}))?;
            Ok(())
        };
        fixture.sandbox.write(told).unwrap();
        fixture.sandbox.deliveries().unwrap().pop().unwrap().url.unwrap_or_default()
    };
    for (field, goes) in [("messages", "own"), ("history", "own"), ("standby", "app"), ("security", "app")] {
        assert_eq!(tell(field), server.url(goes), "{field}");
    }
}

/// Meta, Conversation Routing: nothing is refused, and `messages` stop.
#[tokio::test]
async fn conversations_of_another_responder_come_as_standby_to_those_who_ask() {
    let (fixture, server) = (Fixture::new("routed-elsewhere"), Receiver::start());
    let write = || {
        let event = Event::Message("hi".to_owned());
        fixture.sandbox.event("310000000000091", &Guest { name: "Gus".into(), ..Guest::default() }, event).unwrap();
        fixture.sandbox.deliveries().unwrap().pop().unwrap()
    };
    let untold = write();
    assert!(untold.stage == "untold" && untold.reason.unwrap().contains("lacks the field standby"));
    let about = "/900000000000001/subscriptions?object=whatsapp_business_account&verify_token=vt";
    let path = |fields: &str| format!("{about}&callback_url={}&fields={fields}", server.url("app"));
    let app = fixture.app();
    assert_eq!(fixture.fails(Method::Post, &path("user_id_update"), &app).await, (100, None, 400));
    assert_eq!(fixture.call(Method::Post, &path("messages,standby,messaging_handovers"), &app).await.0, 200);
    assert_eq!((write().stage, write().about.as_str()), ("waiting", "whatsapp_business_account standby"));
    let happened: Vec<Happening> = fixture.sandbox.read(|world| world.all()).unwrap();
    let value = &happened.iter().max_by_key(|one| one.serial).unwrap().value;
    assert_eq!(value["standby"]["messages"][0]["text"]["body"], "hi", "one level deeper: {value}");
    assert!(value["metadata"]["phone_number_id"] == "310000000000091" && value.get("messages").is_none(), "{value}");
}
