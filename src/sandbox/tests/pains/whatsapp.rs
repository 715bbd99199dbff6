//! What goes wrong with numbers.

use super::super::Desk;
use crate::http::Method;
use crate::sandbox::seeds::KIOSK;

fn token(desk: &Desk) -> String {
    desk.sandbox.credentials().unwrap().system_user_token
}

async fn refused(desk: &Desk, path: &str) -> i64 {
    desk.fails(Method::Post, path, &token(desk)).await.0
}

pub(super) async fn callback_too_early(desk: &Desk) {
    let own = "override_callback_uri=http://localhost:9/own&verify_token=ours";
    let (status, answer) = desk.call(Method::Post, &format!("/{KIOSK}/subscribed_apps?{own}"), &token(desk)).await;
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(status == 400 && message.contains("Before override the current callback uri"), "{message}");
}

pub(super) async fn business_for_account(desk: &Desk) {
    assert_eq!(refused(desk, "/6001/subscribed_apps").await, 100);
}

pub(super) async fn not_registered(desk: &Desk) {
    let send = "messaging_product=whatsapp&to=16505551234&type=text&text={\"body\":\"hi\"}";
    assert_eq!(
        desk.get("/310000000000001?fields=code_verification_status", &token(desk)).await["code_verification_status"],
        "VERIFIED"
    );
    assert_eq!(refused(desk, &format!("/310000000000001/messages?{send}")).await, 133_010);
}

pub(super) async fn which_pin(desk: &Desk) {
    assert_eq!(refused(desk, "/310000000000005/register?messaging_product=whatsapp&pin=111111").await, 133_005);
}

pub(super) async fn coexistence(desk: &Desk) {
    assert_eq!(refused(desk, "/310000000000004/register?messaging_product=whatsapp&pin=111111").await, 100);
}

pub(super) async fn never_subscribed(desk: &Desk) {
    assert_eq!(desk.get(&format!("/{KIOSK}/subscribed_apps"), &token(desk)).await["data"].as_array().unwrap().len(), 0);
}
