//! `register` and `deregister` (7.7, 9.2 133xxx, 10).

use std::time::Duration;

use super::*;

async fn register(fixture: &Fixture, number: &str, pin: &str) -> (i64, u16) {
    let body = json!({ "messaging_product": "whatsapp", "pin": pin });
    let (status, value) = post(fixture, &format!("/v26.0/{number}/register"), body).await;
    (value["error"]["code"].as_i64().unwrap_or(0), status)
}

async fn deregister(fixture: &Fixture, number: &str) -> (i64, u16) {
    let (status, value) = post(fixture, &format!("/{number}/deregister"), json!({})).await;
    (value["error"]["code"].as_i64().unwrap_or(0), status)
}

fn later(fixture: &Fixture, seconds: u64) {
    fixture.sandbox.push_clock(Duration::from_secs(seconds)).unwrap();
}

#[tokio::test]
async fn a_fresh_number_takes_the_pin_that_it_is_given() {
    let fixture = fixture();
    assert_eq!(register(&fixture, FRESH, "111222").await, (0, 200));
    let fields = "status,platform_type,last_onboarded_time";
    let node = fixture.get(&format!("/{FRESH}?fields={fields}"), &fixture.user()).await;
    assert_eq!((&node["status"], &node["platform_type"]), (&json!("CONNECTED"), &json!("CLOUD_API")));
    assert_eq!(node["last_onboarded_time"], "2026-11-23T12:00:00+0000");
    // Safe to repeat with the right PIN.
    assert_eq!(register(&fixture, FRESH, "111222").await, (0, 200));
    assert_eq!(register(&fixture, FRESH, "222111").await, (133_005, 400));
}

#[tokio::test]
async fn product_and_pin_are_checked_before_anything_counts() {
    let fixture = fixture();
    let path = format!("/{FRESH}/register");
    for body in [
        json!({ "pin": "111222" }),
        json!({ "messaging_product": "sms", "pin": "111222" }),
        json!({ "messaging_product": "whatsapp" }),
        json!({ "messaging_product": "whatsapp", "pin": "12345" }),
        json!({ "messaging_product": "whatsapp", "pin": "12345x" }),
    ] {
        for _ in 0..3 {
            assert_eq!(refused(&fixture, &path, body.clone()).await, (100, 400));
        }
    }
    assert_eq!(register(&fixture, FRESH, "111222").await, (0, 200));
}

#[tokio::test]
async fn an_existing_pin_is_required() {
    let fixture = fixture();
    let body = json!({ "messaging_product": "whatsapp", "pin": "111111" });
    let (status, value) = post(&fixture, &format!("/{WITH_PIN}/register"), body).await;
    assert_eq!((status, &value["error"]["code"]), (400, &json!(133_005)));
    assert_eq!(value["error"]["message"], "(#133005) Two-step verification PIN mismatch");
    assert_eq!(value["error"]["error_data"]["messaging_product"], "whatsapp");
    assert_eq!(register(&fixture, WITH_PIN, "424242").await, (0, 200));
}

#[tokio::test]
async fn guessing_is_slowed_down_and_then_stopped() {
    let fixture = fixture();
    for _ in 0..2 {
        assert_eq!(register(&fixture, WITH_PIN, "000000").await, (133_005, 400));
    }
    assert_eq!(register(&fixture, WITH_PIN, "424242").await, (133_009, 400));
    for _ in 0..3 {
        later(&fixture, 61);
        assert_eq!(register(&fixture, WITH_PIN, "000000").await, (133_005, 400));
    }
    later(&fixture, 61);
    let body = json!({ "messaging_product": "whatsapp", "pin": "424242" });
    let (_, value) = post(&fixture, &format!("/{WITH_PIN}/register"), body).await;
    assert_eq!(value["error"]["code"], 133_008);
    let details = value["error"]["error_data"]["details"].as_str().unwrap();
    assert!(details.contains("Wait 3539 seconds"), "{details}");
    later(&fixture, 3600);
    assert_eq!(register(&fixture, WITH_PIN, "424242").await, (0, 200));
}

#[tokio::test]
async fn the_eleventh_try_in_72_hours_is_refused() {
    let fixture = fixture();
    for _ in 0..5 {
        assert_eq!(register(&fixture, FRESH, "111222").await, (0, 200));
        later(&fixture, 3600);
        assert_eq!(deregister(&fixture, FRESH).await, (0, 200));
    }
    assert_eq!(register(&fixture, FRESH, "111222").await, (133_016, 400));
    assert_eq!(deregister(&fixture, FRESH).await, (133_016, 400));
    // Refused ones do not prolong the lock: the first two tries are 72 hours old now, not more.
    later(&fixture, 67 * 3600);
    assert_eq!(register(&fixture, FRESH, "111222").await, (0, 200));
    assert_eq!(register(&fixture, REGISTERED, "123456").await, (0, 200), "each number has a count of its own");
}

#[tokio::test]
async fn refused_tries_count_as_well() {
    let fixture = fixture();
    for _ in 0..10 {
        assert_eq!(register(&fixture, UNVERIFIED, "111222").await, (133_006, 400));
    }
    assert_eq!(register(&fixture, UNVERIFIED, "111222").await, (133_016, 400));
}

#[tokio::test]
async fn a_deleted_number_waits_five_minutes() {
    let fixture = fixture();
    assert_eq!(register(&fixture, DELETED, "111222").await, (133_015, 400));
    later(&fixture, 301);
    assert_eq!(register(&fixture, DELETED, "111222").await, (0, 200));
}

#[tokio::test]
async fn a_number_of_the_business_app_stays_there() {
    let fixture = fixture();
    assert_eq!(register(&fixture, COEXISTING, "111222").await, (100, 400));
    let (_, value) = post(&fixture, &format!("/{COEXISTING}/deregister"), json!({})).await;
    let details = value["error"]["error_data"]["details"].as_str().unwrap();
    assert!(details.contains("SMB businesses"), "{details}");
}

#[tokio::test]
async fn deregistering_disconnects_and_keeps_the_pin() {
    let fixture = fixture();
    assert_eq!(deregister(&fixture, FRESH).await, (133_010, 400));
    assert_eq!(deregister(&fixture, REGISTERED).await, (0, 200));
    let node = fixture.get(&format!("/{REGISTERED}?fields=status"), &fixture.user()).await;
    assert_eq!(node["status"], "DISCONNECTED");
    assert_eq!(register(&fixture, REGISTERED, "999999").await, (133_005, 400));
    assert_eq!(register(&fixture, REGISTERED, "123456").await, (0, 200));
}
