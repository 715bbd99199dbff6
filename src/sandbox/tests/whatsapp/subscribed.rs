//! `/{waba}/subscribed_apps` (7.8).

use super::*;

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
