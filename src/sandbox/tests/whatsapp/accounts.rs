//! Accounts and who sees them (7.4, 7.6, 7.9).

use super::*;

#[tokio::test]
async fn accounts_are_found_through_the_portfolio_and_the_person() {
    // 7.4: fallbacks when the token names no account.
    let fixture = fixture();
    let user = fixture.user();
    let owned = fixture.get("/v26.0/6001/owned_whatsapp_business_accounts?fields=id,name", &user).await;
    assert_eq!(column(&owned, "id"), [KIOSK, YOUNG]);
    let client = fixture.get("/6001/client_whatsapp_business_accounts?fields=id,owner_business_info", &user).await;
    assert_eq!(client["data"][0]["owner_business_info"], json!({ "name": "Flora Flowers", "id": "6002" }));
    let assigned = fixture.get("/me/assigned_whatsapp_business_accounts?limit=2", &user).await;
    assert_eq!(column(&assigned, "id"), [KIOSK, YOUNG]);
    let after = assigned["paging"]["cursors"]["after"].as_str().unwrap();
    let next = format!("/100000000000001/assigned_whatsapp_business_accounts?after={after}");
    assert_eq!(column(&fixture.get(&next, &user).await, "id"), [FLORA]);
    let system = fixture.sandbox.credentials().unwrap().system_user_token;
    let assigned = fixture.get("/me/assigned_whatsapp_business_accounts", &system).await;
    assert_eq!(column(&assigned, "id"), [KIOSK, YOUNG, FLORA]);
    assert_eq!(fixture.get(&format!("/{KIOSK}"), &system).await["name"], "Kiosk");
}

#[tokio::test]
async fn a_portfolio_is_no_account() {
    // 7.4, quirk 18: business id and WABA id are different things.
    let fixture = fixture();
    let user = fixture.user();
    assert_eq!(fixture.fails(Method::Get, "/6001/phone_numbers", &user).await, (100, None, 400));
    assert_eq!(fixture.fails(Method::Post, "/6001/subscribed_apps", &user).await, (100, Some(33), 400));
    assert_eq!(fixture.fails(Method::Get, "/6001?fields=currency", &user).await, (100, None, 400));
    assert_eq!(
        fixture.fails(Method::Get, &format!("/{KIOSK}/owned_whatsapp_business_accounts"), &user).await,
        (100, None, 400)
    );
}

#[tokio::test]
async fn the_node_has_its_usual_and_all_its_other_fields() {
    // 7.6, the account node.
    let fixture = fixture();
    let user = fixture.user();
    let usual = fixture.get(&format!("/{KIOSK}"), &user).await;
    assert_eq!((&usual["currency"], &usual["timezone_id"]), (&json!("USD"), &json!("1")));
    assert_eq!(usual.as_object().unwrap().len(), 5);
    assert_eq!(usual["message_template_namespace"].as_str().unwrap().split('_').count(), 5);
    let fields = "status,account_review_status,business_verification_status,ownership_type,on_behalf_of_business_info,\
                  primary_funding_id,country,whatsapp_business_manager_messaging_limit";
    let young = fixture.get(&format!("/{YOUNG}?fields={fields}"), &user).await;
    assert_eq!(
        young,
        json!({
            "status": "ACTIVE", "account_review_status": "APPROVED", "business_verification_status": "not_verified",
            "ownership_type": "SELF", "country": "US", "whatsapp_business_manager_messaging_limit": "TIER_250",
            "on_behalf_of_business_info": { "name": "Kiosk Group", "id": "6001", "status": "APPROVED", "type": "SELF" },
            "id": YOUNG,
        })
    );
    let flora = fixture.get(&format!("/{FLORA}?fields=ownership_type,primary_funding_id"), &user).await;
    assert!(flora["ownership_type"] == "CLIENT_OWNED" && flora["primary_funding_id"].is_string());
    assert_eq!(fixture.fails(Method::Get, &format!("/{KIOSK}?fields=phones"), &user).await, (100, None, 400));
    assert_eq!(fixture.fails(Method::Get, &format!("/{KIOSK}/flows"), &user).await, (100, None, 400));
}

#[tokio::test]
async fn health_names_who_stands_in_the_way() {
    // 7.6, health_status; the payment is visible nowhere else.
    let fixture = fixture();
    let health = async |id: &str| fixture.get(&format!("/{id}?fields=health_status"), &fixture.user()).await;
    let kiosk = health(KIOSK).await;
    assert_eq!(kiosk["health_status"]["can_send_message"], "AVAILABLE");
    let entities = health(FRESH).await["health_status"].clone();
    assert_eq!(entities["can_send_message"], "BLOCKED");
    let kinds: Vec<_> = entities["entities"].as_array().unwrap().iter().map(|one| &one["entity_type"]).collect();
    assert_eq!(kinds, ["PHONE_NUMBER", "WABA", "BUSINESS", "APP"]);
    let pending = health(NAME_PENDING).await["health_status"].clone();
    assert_eq!(pending["can_send_message"], "LIMITED");
    let solution = pending["entities"][1]["errors"][0]["possible_solution"].as_str().unwrap();
    assert!(solution.contains("payment method"), "{solution}");
    assert_eq!(health(LOCKED).await["health_status"]["entities"][1]["can_send_message"], "BLOCKED");
}

#[tokio::test]
async fn only_granted_accounts_are_there() {
    // 7.9 and 9.2: object missing or not permitted, both 100/33.
    let fixture = fixture();
    narrow(&fixture, &["whatsapp_business_management", "business_management"], &[YOUNG]);
    let user = fixture.user();
    assert_eq!(fixture.get(&format!("/{YOUNG}"), &user).await["id"], YOUNG);
    assert_eq!(fixture.get(&format!("/{FLAGGED}"), &user).await["id"], FLAGGED);
    let absent = (100, Some(33), 400);
    for path in [format!("/{KIOSK}"), format!("/{KIOSK}/phone_numbers"), format!("/{FRESH}"), "/210000000000009".into()]
    {
        assert_eq!(fixture.fails(Method::Get, &path, &user).await, absent, "{path}");
    }
    let owned = fixture.get("/6001/owned_whatsapp_business_accounts?limit=1", &user).await;
    assert!(column(&owned, "id").is_empty() && owned["paging"]["next"].is_string());
    assert_eq!(fixture.fails(Method::Get, &format!("/{YOUNG}"), &fixture.app()).await, absent);
    let about = fixture.get(&format!("/debug_token?input_token={user}"), &fixture.app()).await;
    let granular = json!({ "scope": "whatsapp_business_management", "target_ids": [YOUNG] });
    assert_eq!(about["data"]["granular_scopes"][0], granular);
}

#[tokio::test]
async fn each_permission_opens_its_own_calls() {
    // 7.9: management reads and subscribes, messaging sends and registers.
    let fixture = fixture();
    let pin = json!({ "messaging_product": "whatsapp", "pin": "111222" });
    narrow(&fixture, &["whatsapp_business_management"], &[KIOSK]);
    assert_eq!(refused(&fixture, &format!("/{FRESH}/register"), pin.clone()).await, (131_005, 403));
    assert_eq!(refused(&fixture, &format!("/{FRESH}/messages"), json!({})).await, (131_005, 403));
    narrow(&fixture, &["whatsapp_business_messaging"], &[KIOSK]);
    let absent = (100, Some(33), 400);
    assert_eq!(fixture.fails(Method::Get, &format!("/{KIOSK}"), &fixture.user()).await, absent);
    assert_eq!(fixture.fails(Method::Post, &format!("/{KIOSK}/subscribed_apps"), &fixture.user()).await, absent);
    fine(&fixture, &format!("/{FRESH}/register"), pin).await;
    narrow(&fixture, &["pages_show_list"], &[KIOSK]);
    assert_eq!(fixture.fails(Method::Get, &format!("/{FRESH}"), &fixture.user()).await, absent);
}

#[tokio::test]
async fn three_accounts_with_fifty_numbers_come_in_few_calls() {
    let fixture = Fixture::new("whatsapp-agency");
    let fields = "id,phone_numbers.limit(100)%7Bid,display_phone_number%7D";
    let path = format!("/6001/owned_whatsapp_business_accounts?fields={fields}");
    let all = fixture.get(&path, &fixture.user()).await;
    let numbers = |waba: &Value| column(&waba["phone_numbers"], "id").len();
    let counts: Vec<_> = all["data"].as_array().unwrap().iter().map(numbers).collect();
    assert_eq!(counts, [50, 50, 50]);
}

#[tokio::test]
async fn documented_fields_without_a_value_are_left_out_and_edges_expand() {
    let fixture = fixture();
    let user = fixture.user();
    let path = format!("/{KIOSK}?fields=is_enabled_for_insights,subscribed_apps%7Bid%7D");
    assert_eq!(fixture.get(&path, &user).await, json!({ "subscribed_apps": { "data": [] }, "id": KIOSK }));
    post(&fixture, &format!("/{KIOSK}/subscribed_apps"), json!({})).await;
    let apps = fixture.get(&path, &user).await["subscribed_apps"]["data"].clone();
    assert_eq!(apps, json!([{ "whatsapp_business_api_data": { "id": "900000000000001" } }]));
    let number = fixture.get(&format!("/{FRESH}?fields=certificate,country_code"), &user).await;
    assert_eq!(number, json!({ "id": FRESH }));
    let template =
        fixture.get(&format!("/{KIOSK}/message_templates?fields=quality_score,parameter_format"), &user).await;
    assert_eq!(
        (&template["data"][0]["quality_score"], template["data"][0].as_object().unwrap().len()),
        (&json!(null), 2)
    );
}
