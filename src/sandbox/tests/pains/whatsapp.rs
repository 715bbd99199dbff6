//! What goes wrong with numbers.

use super::super::Fixture;
use crate::http::Method;
use crate::sandbox::seeds::KIOSK;

fn token(fixture: &Fixture) -> String {
    fixture.sandbox.credentials().unwrap().system_user_token
}

async fn refused(fixture: &Fixture, path: &str) -> i64 {
    fixture.fails(Method::Post, path, &token(fixture)).await.0
}

pub(super) async fn callback_too_early(fixture: &Fixture) {
    let own = "override_callback_uri=http://localhost:9/own&verify_token=ours";
    let (status, answer) =
        fixture.call(Method::Post, &format!("/{KIOSK}/subscribed_apps?{own}"), &token(fixture)).await;
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(status == 400 && message.contains("Before override the current callback uri"), "{message}");
}

pub(super) async fn business_for_account(fixture: &Fixture) {
    assert_eq!(refused(fixture, "/6001/subscribed_apps").await, 100);
}

pub(super) async fn not_registered(fixture: &Fixture) {
    let send = "messaging_product=whatsapp&to=16505551234&type=text&text={\"body\":\"hi\"}";
    assert_eq!(
        fixture.get("/310000000000001?fields=code_verification_status", &token(fixture)).await["code_verification_status"],
        "VERIFIED"
    );
    assert_eq!(refused(fixture, &format!("/310000000000001/messages?{send}")).await, 133_010);
}

pub(super) async fn which_pin(fixture: &Fixture) {
    assert_eq!(refused(fixture, "/310000000000005/register?messaging_product=whatsapp&pin=111111").await, 133_005);
}

pub(super) async fn coexistence(fixture: &Fixture) {
    assert_eq!(refused(fixture, "/310000000000004/register?messaging_product=whatsapp&pin=111111").await, 100);
}

pub(super) async fn never_subscribed(fixture: &Fixture) {
    assert_eq!(
        fixture.get(&format!("/{KIOSK}/subscribed_apps"), &token(fixture)).await["data"].as_array().unwrap().len(),
        0
    );
}
