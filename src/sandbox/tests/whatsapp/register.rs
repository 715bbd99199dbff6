//! `register` and `deregister` (7.7, 9.2 133xxx, 10).

use std::time::Duration;

use super::*;

async fn register(desk: &Desk, number: &str, pin: &str) -> (i64, u16) {
    let body = json!({ "messaging_product": "whatsapp", "pin": pin });
    let (status, value) = post(desk, &format!("/v26.0/{number}/register"), body).await;
    (value["error"]["code"].as_i64().unwrap_or(0), status)
}

async fn deregister(desk: &Desk, number: &str) -> (i64, u16) {
    let (status, value) = post(desk, &format!("/{number}/deregister"), json!({})).await;
    (value["error"]["code"].as_i64().unwrap_or(0), status)
}

fn later(desk: &Desk, seconds: u64) {
    desk.sandbox.push_clock(Duration::from_secs(seconds)).unwrap();
}

#[tokio::test]
async fn a_fresh_number_takes_the_pin_that_it_is_given() {
    let desk = desk();
    assert_eq!(register(&desk, FRESH, "111222").await, (0, 200));
    let fields = "status,platform_type,last_onboarded_time";
    let node = desk.get(&format!("/{FRESH}?fields={fields}"), &desk.user()).await;
    assert_eq!((&node["status"], &node["platform_type"]), (&json!("CONNECTED"), &json!("CLOUD_API")));
    assert_eq!(node["last_onboarded_time"], "2026-11-23T12:00:00+0000");
    // Safe to repeat with the right PIN.
    assert_eq!(register(&desk, FRESH, "111222").await, (0, 200));
    assert_eq!(register(&desk, FRESH, "222111").await, (133_005, 400));
}

#[tokio::test]
async fn product_and_pin_are_checked_before_anything_counts() {
    let desk = desk();
    let path = format!("/{FRESH}/register");
    for body in [
        json!({ "pin": "111222" }),
        json!({ "messaging_product": "sms", "pin": "111222" }),
        json!({ "messaging_product": "whatsapp" }),
        json!({ "messaging_product": "whatsapp", "pin": "12345" }),
        json!({ "messaging_product": "whatsapp", "pin": "12345x" }),
    ] {
        for _ in 0..3 {
            assert_eq!(refused(&desk, &path, body.clone()).await, (100, 400));
        }
    }
    assert_eq!(register(&desk, FRESH, "111222").await, (0, 200));
}

#[tokio::test]
async fn an_existing_pin_is_required() {
    let desk = desk();
    let body = json!({ "messaging_product": "whatsapp", "pin": "111111" });
    let (status, value) = post(&desk, &format!("/{WITH_PIN}/register"), body).await;
    assert_eq!((status, &value["error"]["code"]), (400, &json!(133_005)));
    assert_eq!(value["error"]["message"], "(#133005) Two-step verification PIN mismatch");
    assert_eq!(value["error"]["error_data"]["messaging_product"], "whatsapp");
    assert_eq!(register(&desk, WITH_PIN, "424242").await, (0, 200));
}

#[tokio::test]
async fn guessing_is_slowed_down_and_then_stopped() {
    let desk = desk();
    for _ in 0..2 {
        assert_eq!(register(&desk, WITH_PIN, "000000").await, (133_005, 400));
    }
    assert_eq!(register(&desk, WITH_PIN, "424242").await, (133_009, 400));
    for _ in 0..3 {
        later(&desk, 61);
        assert_eq!(register(&desk, WITH_PIN, "000000").await, (133_005, 400));
    }
    later(&desk, 61);
    let body = json!({ "messaging_product": "whatsapp", "pin": "424242" });
    let (_, value) = post(&desk, &format!("/{WITH_PIN}/register"), body).await;
    assert_eq!(value["error"]["code"], 133_008);
    let details = value["error"]["error_data"]["details"].as_str().unwrap();
    assert!(details.contains("Wait 3539 seconds"), "{details}");
    later(&desk, 3600);
    assert_eq!(register(&desk, WITH_PIN, "424242").await, (0, 200));
}

#[tokio::test]
async fn the_eleventh_try_in_72_hours_is_refused() {
    let desk = desk();
    for _ in 0..5 {
        assert_eq!(register(&desk, FRESH, "111222").await, (0, 200));
        later(&desk, 3600);
        assert_eq!(deregister(&desk, FRESH).await, (0, 200));
    }
    assert_eq!(register(&desk, FRESH, "111222").await, (133_016, 400));
    assert_eq!(deregister(&desk, FRESH).await, (133_016, 400));
    // Refused ones do not prolong the lock: the first two tries are 72 hours old now, not more.
    later(&desk, 67 * 3600);
    assert_eq!(register(&desk, FRESH, "111222").await, (0, 200));
    assert_eq!(register(&desk, REGISTERED, "123456").await, (0, 200), "each number has a count of its own");
}

#[tokio::test]
async fn refused_tries_count_as_well() {
    let desk = desk();
    for _ in 0..10 {
        assert_eq!(register(&desk, UNVERIFIED, "111222").await, (133_006, 400));
    }
    assert_eq!(register(&desk, UNVERIFIED, "111222").await, (133_016, 400));
}

#[tokio::test]
async fn a_deleted_number_waits_five_minutes() {
    let desk = desk();
    assert_eq!(register(&desk, DELETED, "111222").await, (133_015, 400));
    later(&desk, 301);
    assert_eq!(register(&desk, DELETED, "111222").await, (0, 200));
}

#[tokio::test]
async fn a_number_of_the_business_app_stays_there() {
    let desk = desk();
    assert_eq!(register(&desk, COEXISTING, "111222").await, (100, 400));
    let (_, value) = post(&desk, &format!("/{COEXISTING}/deregister"), json!({})).await;
    let details = value["error"]["error_data"]["details"].as_str().unwrap();
    assert!(details.contains("SMB businesses"), "{details}");
}

#[tokio::test]
async fn deregistering_disconnects_and_keeps_the_pin() {
    let desk = desk();
    assert_eq!(deregister(&desk, FRESH).await, (133_010, 400));
    assert_eq!(deregister(&desk, REGISTERED).await, (0, 200));
    let node = desk.get(&format!("/{REGISTERED}?fields=status"), &desk.user()).await;
    assert_eq!(node["status"], "DISCONNECTED");
    assert_eq!(register(&desk, REGISTERED, "999999").await, (133_005, 400));
    assert_eq!(register(&desk, REGISTERED, "123456").await, (0, 200));
}
