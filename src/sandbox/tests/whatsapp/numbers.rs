//! Numbers: list and node (7.6), `POST /{phone}` (7.7, 7.8).

use super::*;
use crate::sandbox::world::models::Waba;

#[tokio::test]
async fn the_list_has_the_usual_fields_in_pages_of_25() {
    let fixture = Fixture::new("whatsapp-agency");
    let path = "/v26.0/210000000000101/phone_numbers";
    let list = fixture.get(path, &fixture.user()).await;
    assert_eq!(list["data"].as_array().unwrap().len(), 25);
    let next = list["paging"]["next"].as_str().unwrap().to_owned();
    assert!(next.contains("/210000000000101/phone_numbers?access_token="), "{next}");
    let rest = read(&fixture.send(Request::new(Method::Get, next.parse().unwrap())).await).1;
    assert!(rest["data"].as_array().unwrap().len() == 25 && rest["paging"].get("next").is_none());
    let whole = fixture.get(&format!("{path}?limit=100&fields=id&summary=total_count"), &fixture.user()).await;
    assert_eq!((whole["data"].as_array().unwrap().len(), &whole["summary"]["total_count"]), (50, &json!(50)));
}

#[tokio::test]
async fn the_list_is_sorted_and_filtered() {
    let fixture = fixture();
    let ids = async |query: &str| {
        let list = fixture.get(&format!("/{KIOSK}/phone_numbers?fields=id&{query}"), &fixture.user()).await;
        column(&list, "id").iter().map(|id| id[14..].to_owned()).collect::<String>()
    };
    assert_eq!(ids("").await, "12345");
    assert_eq!(ids("sort=creation_time.desc").await, "54321");
    alter(&fixture, COEXISTING, |number: &mut Number| number.onboarded += 9);
    assert_eq!(ids("sort=last_onboarded_time.desc").await, "42531");
    assert_eq!(ids("sort=last_onboarded_time.asc").await, "13524");
    let first = fixture.get(&format!("/{KIOSK}/phone_numbers?sort=creation_time.desc&limit=2"), &fixture.user()).await;
    let after = first["paging"]["cursors"]["after"].as_str().unwrap();
    assert_eq!(ids(&format!("sort=creation_time.desc&limit=2&after={after}")).await, "32");
    let filter =
        "filtering=%5B%7B%22field%22:%22account_mode%22,%22operator%22:%22EQUAL%22,%22value%22:%22SANDBOX%22%7D%5D";
    let tests = fixture.get(&format!("/{YOUNG}/phone_numbers?{filter}"), &fixture.user()).await;
    assert_eq!(column(&tests, "id"), [TEST]);
    let path = format!("/{KIOSK}/phone_numbers?sort=name");
    assert_eq!(fixture.fails(Method::Get, &path, &fixture.user()).await, (100, None, 400));
}

#[tokio::test]
async fn a_number_tells_its_state_in_metas_words() {
    let fixture = fixture();
    let fields = "status,code_verification_status,quality_rating,name_status,account_mode,platform_type,is_on_biz_app";
    for (id, wanted) in [
        (FRESH, ["PENDING", "VERIFIED", "UNKNOWN", "APPROVED", "LIVE", "NOT_APPLICABLE"]),
        (REGISTERED, ["CONNECTED", "VERIFIED", "GREEN", "APPROVED", "LIVE", "CLOUD_API"]),
        (UNVERIFIED, ["UNVERIFIED", "NOT_VERIFIED", "UNKNOWN", "APPROVED", "LIVE", "NOT_APPLICABLE"]),
        (COEXISTING, ["CONNECTED", "VERIFIED", "GREEN", "APPROVED", "LIVE", "CLOUD_API"]),
        (TEST, ["CONNECTED", "VERIFIED", "GREEN", "APPROVED", "SANDBOX", "CLOUD_API"]),
        (NAME_PENDING, ["CONNECTED", "VERIFIED", "GREEN", "PENDING_REVIEW", "LIVE", "CLOUD_API"]),
        (FLAGGED, ["FLAGGED", "VERIFIED", "RED", "APPROVED", "LIVE", "CLOUD_API"]),
        (DELETED, ["DELETED", "VERIFIED", "UNKNOWN", "APPROVED", "LIVE", "NOT_APPLICABLE"]),
    ] {
        let node = fixture.get(&format!("/{id}?fields={fields}"), &fixture.user()).await;
        let found: Vec<_> = fields.split(',').take(6).map(|field| node[field].as_str().unwrap()).collect();
        assert_eq!(found, wanted, "{id}");
        assert_eq!(node["is_on_biz_app"], json!(id == COEXISTING));
    }
}

#[tokio::test]
async fn the_node_shows_what_is_usual() {
    let fixture = fixture();
    let node = fixture.get(&format!("/{REGISTERED}"), &fixture.user()).await;
    assert_eq!(
        node,
        json!({
            "verified_name": "Kiosk Registered", "code_verification_status": "VERIFIED",
            "display_phone_number": "+1 631-555-0102", "quality_rating": "GREEN", "platform_type": "CLOUD_API",
            "throughput": { "level": "STANDARD" }, "last_onboarded_time": "2026-11-23T12:00:00+0000",
            "id": REGISTERED,
        })
    );
    let limit = "whatsapp_business_manager_messaging_limit";
    let node = fixture.get(&format!("/{REGISTERED}?fields={limit},is_pin_enabled"), &fixture.user()).await;
    assert_eq!((&node[limit], &node["is_pin_enabled"]), (&json!("TIER_2K"), &json!(true)));
    alter(&fixture, KIOSK, |waba: &mut Waba| waba.verification = "pending".into());
    assert_eq!(fixture.get(&format!("/{REGISTERED}?fields={limit}"), &fixture.user()).await[limit], "TIER_250");
    assert_eq!(
        fixture.fails(Method::Get, &format!("/{REGISTERED}?fields=pin"), &fixture.user()).await,
        (100, None, 400)
    );
}

#[tokio::test]
async fn the_pin_can_be_changed_without_registering() {
    // 7.7: POST /{phone} {"pin"}.
    let fixture = fixture();
    let path = format!("/{FRESH}");
    assert_eq!(fine(&fixture, &path, json!({ "pin": "654321" })).await, json!({ "success": true }));
    for wrong in [json!({ "pin": "65432" }), json!({ "pin": "65432a" }), json!({ "pin": 1234 }), json!({})] {
        assert_eq!(refused(&fixture, &path, wrong).await, (100, 400));
    }
    let register = |pin: &str| json!({ "messaging_product": "whatsapp", "pin": pin });
    assert_eq!(refused(&fixture, &format!("{path}/register"), register("000000")).await, (133_005, 400));
    fine(&fixture, &format!("{path}/register"), register("654321")).await;
}
