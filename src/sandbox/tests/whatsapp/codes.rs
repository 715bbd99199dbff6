//! `request_code` and `verify_code` (7.7), `smb_app_data` (7.7).

use std::time::Duration;

use super::*;

async fn request(fixture: &Fixture, number: &str) -> (u16, Value) {
    post(fixture, &format!("/{number}/request_code?code_method=SMS&language=en"), json!({})).await
}

#[tokio::test]
async fn an_unverified_number_is_verified_with_a_code_that_a_tester_can_read() {
    let fixture = fixture();
    assert_eq!(request(&fixture, UNVERIFIED).await, (200, json!({ "success": true })));
    let codes = fixture.sandbox.codes().unwrap();
    assert_eq!((codes.len(), codes[0].number.as_str(), codes[0].code.len()), (1, "+1 631-555-0103", 6));
    assert!(
        fixture.sandbox.status().unwrap().to_json()["whatsapp_codes"][0].as_str().unwrap().contains(&codes[0].code)
    );
    let path = format!("/{UNVERIFIED}/verify_code");
    let (_, wrong) = post(&fixture, &path, json!({ "code": "1" })).await;
    assert_eq!((&wrong["error"]["code"], &wrong["error"]["error_subcode"]), (&json!(136_025), &json!(136_025)));
    assert!(wrong["error"]["error_user_msg"].is_string());
    let dashed = format!("{}-{}", &codes[0].code[..3], &codes[0].code[3..]);
    let done = fine(&fixture, &path, json!({ "code": dashed })).await;
    assert_eq!(done, json!({ "success": true, "id": UNVERIFIED }));
    let node = fixture.get(&format!("/{UNVERIFIED}"), &fixture.user()).await;
    assert_eq!(node["code_verification_status"], "VERIFIED");
    let pin = json!({ "messaging_product": "whatsapp", "pin": "111222" });
    fine(&fixture, &format!("/{UNVERIFIED}/register"), pin).await;
    assert_eq!(refused(&fixture, &path, json!({ "code": codes[0].code })).await, (136_025, 400));
    assert_eq!(request(&fixture, UNVERIFIED).await.1["error"]["code"], 136_024);
}

#[tokio::test]
async fn a_code_lives_ten_minutes() {
    let fixture = fixture();
    request(&fixture, UNVERIFIED).await;
    let code = fixture.sandbox.codes().unwrap()[0].code.clone();
    fixture.sandbox.push_clock(Duration::from_mins(10)).unwrap();
    assert!(fixture.sandbox.codes().unwrap().is_empty());
    assert_eq!(refused(&fixture, &format!("/{UNVERIFIED}/verify_code"), json!({ "code": code })).await, (136_025, 400));
}

#[tokio::test]
async fn too_many_codes_are_refused_for_an_hour() {
    let fixture = fixture();
    for _ in 0..3 {
        assert_eq!(request(&fixture, UNVERIFIED).await.0, 200);
    }
    let (_, value) = request(&fixture, UNVERIFIED).await;
    assert_eq!(value["error"]["error_subcode"], 2_388_093);
    fixture.sandbox.push_clock(Duration::from_hours(1)).unwrap();
    assert_eq!(request(&fixture, UNVERIFIED).await.0, 200);
}

#[tokio::test]
async fn method_and_language_are_required() {
    let fixture = fixture();
    for query in ["", "code_method=SMS", "code_method=FAX&language=en", "language=en"] {
        let path = format!("/{UNVERIFIED}/request_code?{query}");
        assert_eq!(refused(&fixture, &path, json!({})).await, (100, 400), "{query}");
    }
    assert_eq!(refused(&fixture, &format!("/{UNVERIFIED}/verify_code"), json!({})).await, (100, 400));
}

#[tokio::test]
async fn the_business_apps_data_comes_once_and_within_a_day() {
    let fixture = fixture();
    let path = format!("/{COEXISTING}/smb_app_data");
    let body = |kind: &str| json!({ "messaging_product": "whatsapp", "sync_type": kind });
    let answer = fine(&fixture, &path, body("smb_app_state_sync")).await;
    assert!(answer["messaging_product"] == "whatsapp" && answer["request_id"].is_string());
    let (field, value) = told(&fixture).remove(0);
    assert_eq!((field.as_str(), value["state_sync"].as_array().unwrap().len()), ("smb_app_state_sync", 4));
    assert_eq!(refused(&fixture, &path, body("smb_app_state_sync")).await, (2_593_107, 400));
    assert_eq!(refused(&fixture, &path, body("contacts")).await, (100, 400));
    let number = format!("/{REGISTERED}/smb_app_data");
    assert_eq!(refused(&fixture, &number, body("history")).await, (100, 400));
    fixture.sandbox.push_clock(Duration::from_hours(24)).unwrap();
    assert_eq!(refused(&fixture, &path, body("history")).await, (2_593_108, 400));
}
