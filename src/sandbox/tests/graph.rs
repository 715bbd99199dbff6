//! Nodes, lists and subscriptions.

use serde_json::json;

use super::walk::Walk;
use super::{Fixture, address, column, json};
use crate::http::{Method, Request};

#[tokio::test]
async fn a_person_and_their_pages_come_in_one_request() {
    let fixture = Fixture::new("small");
    let fields = "id,name,accounts.limit(2)%7Bid,name,tasks,instagram_business_account%7Bid,username%7D%7D";
    let me = fixture.get(&format!("/v26.0/me?fields={fields}"), &fixture.user()).await;
    let acme = json!({ "id": "17841400000000001", "username": "acme.coffee" });
    assert_eq!((&me["name"], &me["accounts"]["data"][0]["instagram_business_account"]), (&"Ada Admin".into(), &acme));
    assert_eq!(column(&me["accounts"], "name"), ["Acme Coffee", "Bolt Bikes"]);
    let next = me["accounts"]["paging"]["next"].as_str().unwrap();
    assert!(next.starts_with("http://localhost:8080/v26.0/100000000000001/accounts?access_token=SNORQSANDBOXU"));
    let second = fixture.send(Request::new(Method::Get, next.parse().unwrap())).await;
    let second = json(&second).1;
    assert_eq!(column(&second, "name"), ["Cara's Crêpes"]);
    assert!(second["data"][0].get("instagram_business_account").is_none() && second["paging"].get("next").is_none());
}

#[tokio::test]
async fn parameters_are_taken_from_query_form_json_and_bearer() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1001", &fixture.user()).await;
    let form = "subscribed_fields=messages%2Cfeed&access_token=".to_owned() + &page;
    let json_body = json!({ "subscribed_fields": ["messages", "feed"], "access_token": page }).to_string();
    let post = || Request::new(Method::Post, address("/1001/subscribed_apps"));
    for request in [
        post().body("application/x-www-form-urlencoded", form),
        post().body("application/json; charset=utf-8", json_body),
        Request::new(
            Method::Post,
            address(&format!("/1001/subscribed_apps?subscribed_fields=messages,feed&access_token={page}")),
        ),
        post()
            .header("authorization", format!("Bearer {page}"))
            .body("application/json", "{\"subscribed_fields\":\"messages,feed\"}"),
    ] {
        assert_eq!(json(&fixture.send(request).await), (200, json!({ "success": true })));
        let wanted = vec!["messages".to_owned(), "feed".to_owned()];
        assert_eq!(fixture.sandbox.subscriptions().unwrap(), [("1001".to_owned(), wanted)]);
        let gone = fixture.call(Method::Delete, "/1001/subscribed_apps", &page).await;
        assert_eq!(gone, (200, json!({ "success": true, "messaging_success": true })));
        assert!(fixture.sandbox.subscriptions().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_subscription_is_replaced_and_lists_every_app() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1002", &fixture.user()).await;
    let path = |fields: &str| format!("/1002/subscribed_apps?subscribed_fields={fields}");
    fixture.call(Method::Post, &path("messages,messaging_postbacks"), &page).await;
    fixture.call(Method::Post, &path("message_echoes"), &page).await;
    let apps = fixture.get("/1002/subscribed_apps", &page).await;
    assert_eq!(column(&apps, "id"), ["900000000000001", "900000000000009"]);
    assert_eq!(apps["data"][0]["subscribed_fields"], json!(["message_echoes"]));
    let node = fixture.get("/1002?fields=is_webhooks_subscribed", &page).await;
    assert_eq!(node, json!({ "is_webhooks_subscribed": true, "id": "1002" }));
}

#[tokio::test]
async fn a_list_of_fields_is_taken_whole_or_not_at_all() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1001", &fixture.user()).await;
    let post = "/1001/subscribed_apps?subscribed_fields=messages,feed,messaging_seen";
    let (status, value) = fixture.call(Method::Post, post, &page).await;
    let message = value["error"]["message"].as_str().unwrap();
    assert!(status == 400 && message.starts_with("(#100) Param subscribed_fields[2] must be one of {affiliation, "));
    assert!(message.ends_with("} - got \"messaging_seen\"."), "{message}");
    let (_, value) = fixture.call(Method::Post, "/1001/subscribed_apps", &page).await;
    assert_eq!(value["error"]["message"], "(#100) The parameter subscribed_fields is required.");
    assert!(fixture.sandbox.subscriptions().unwrap().is_empty());
}

#[tokio::test]
async fn only_the_pages_own_token_subscribes() {
    let fixture = Fixture::new("small");
    let other = fixture.page_token("1002", &fixture.user()).await;
    let post = "/1001/subscribed_apps?subscribed_fields=messages";
    assert_eq!(fixture.fails(Method::Post, post, &fixture.user()).await, (210, None, 400));
    assert_eq!(fixture.fails(Method::Post, post, &fixture.app()).await, (210, None, 400));
    assert_eq!(fixture.fails(Method::Get, "/1001/subscribed_apps", &fixture.app()).await, (210, None, 400));
    assert_eq!(fixture.fails(Method::Post, post, &other).await, (100, Some(33), 400));
}

#[tokio::test]
async fn me_is_the_page_whose_token_it_is() {
    let fixture = Fixture::new("small");
    for page in ["1001", "1002"] {
        let token = fixture.page_token(page, &fixture.user()).await;
        assert_eq!(fixture.get("/me?fields=id", &token).await["id"], page);
    }
}

#[tokio::test]
async fn portfolio_pages_hide_without_business_management_but_read_by_id() {
    let fixture = Fixture::new("portfolio");
    let narrow = fixture.login(&Walk::default()).await;
    assert_eq!(column(&fixture.get("/me/accounts", &narrow).await, "id"), ["2001", "2005"]);
    let hidden = fixture.get("/2002?fields=name,access_token", &narrow).await;
    assert_eq!((&hidden["name"], hidden["access_token"].is_string()), (&"South Bakery".into(), true));
    assert_eq!(fixture.fails(Method::Get, "/2004", &narrow).await, (100, Some(33), 400));
    assert_eq!(fixture.fails(Method::Get, "/me/businesses", &narrow).await, (200, None, 403));
    assert_eq!(fixture.fails(Method::Get, "/5001/owned_pages", &narrow).await, (200, None, 403));
    let wide = fixture.user();
    let all = fixture.get("/me/accounts", &wide).await;
    assert_eq!(column(&all, "id"), ["2001", "2002", "2003", "2005", "2006"]);
    assert_eq!(all["data"][2]["tasks"][0], "PROFILE_PLUS_FULL_CONTROL");
    assert_eq!(column(&fixture.get("/me/businesses", &wide).await, "id"), ["5001", "5002"]);
    let owned = fixture.get("/5001/owned_pages?fields=id,access_token", &wide).await;
    assert_eq!(owned["data"], json!([{ "id": "2002" }, { "id": "2003" }, { "id": "2004" }]));
    assert_eq!(column(&fixture.get("/5002/client_pages", &wide).await, "id"), ["2006"]);
    assert_eq!(fixture.get("/2004?fields=id,access_token", &wide).await, json!({ "id": "2004" }));
    assert_eq!(fixture.fails(Method::Get, "/5001/owned_pages?fields=tasks", &wide).await, (100, None, 400));
}

#[tokio::test]
async fn documented_fields_without_a_value_are_left_out_and_unknown_ones_refused() {
    let fixture = Fixture::new("small");
    for (path, wanted) in [
        ("/1001?fields=about,website,fan_count", json!({ "fan_count": 0, "id": "1001" })),
        ("/me?fields=locale,picture%7Burl%7D,birthday,id", json!({ "id": "100000000000001" })),
        ("/17841400000000001?fields=biography,media_count", json!({ "media_count": 0, "id": "17841400000000001" })),
    ] {
        let mut node = fixture.get(path, &fixture.user()).await;
        if let Some(picture) = node.as_object_mut().unwrap().remove("picture") {
            assert!(picture["data"]["url"].is_string(), "{picture}");
        }
        assert_eq!(node, wanted);
    }
    // Gone with v26.0.
    assert_eq!(fixture.fails(Method::Get, "/1001?fields=genre", &fixture.user()).await, (100, None, 400));
}

#[tokio::test]
async fn instagram_accounts_are_told_apart() {
    let fixture = Fixture::new("instagram");
    let token = fixture.login(&Walk::default()).await;
    let link = async |page: &str, field: &str| {
        let node = fixture.get(&format!("/{page}?fields={field}%7Bid,username%7D"), &token).await;
        node[field]["id"].as_str().map(str::to_owned)
    };
    let (business, connected) = ("instagram_business_account", "connected_instagram_account");
    assert_eq!(link("3002", business).await.as_deref(), Some("17841400000003002"));
    assert_eq!((link("3003", business).await, link("3003", connected).await.is_some()), (None, true));
    assert_eq!((link("3005", business).await, link("3005", connected).await), (None, None));
    let account = fixture.get("/17841400000003001?fields=id,username,name,profile_picture_url", &token).await;
    assert_eq!(account["username"], "linked.granted");
    fixture.get("/17841400000003003?fields=username", &token).await;
    for unreadable in ["17841400000003002", "17841400000003004", "17841400000009999"] {
        assert_eq!(fixture.fails(Method::Get, &format!("/{unreadable}"), &token).await, (100, Some(33), 400));
    }
    fixture.call(Method::Delete, "/me/permissions/instagram_basic", &token).await;
    assert_eq!(fixture.fails(Method::Get, "/17841400000003001", &token).await, (10, None, 403));
}

#[tokio::test]
async fn a_system_user_reaches_the_same_pages() {
    let fixture = Fixture::new("small");
    let system = fixture.sandbox.credentials().unwrap().system_user_token;
    assert_eq!(fixture.get("/me", &system).await["name"], "SNORQ Sandbox System User");
    assert_eq!(fixture.get("/me/accounts", &system).await["data"].as_array().unwrap().len(), 3);
    let page = fixture.page_token("1001", &system).await;
    assert_eq!(fixture.get("/me", &page).await["id"], "1001");
}

#[tokio::test]
async fn a_person_without_pages_has_an_empty_list_that_expansion_leaves_out() {
    let fixture = Fixture::new("empty");
    let token = fixture.login(&Walk::default()).await;
    assert_eq!(fixture.get("/me/accounts", &token).await, json!({ "data": [] }));
    assert_eq!(fixture.get("/me?fields=id,accounts", &token).await, json!({ "id": "100000000000001" }));
    let about = fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await;
    assert_eq!(about["data"]["granular_scopes"], json!([]));
}

#[tokio::test]
async fn the_app_answers_its_own_token() {
    let fixture = Fixture::new("small");
    let node = fixture.get("/900000000000001?fields=id,name,link,config_ids", &fixture.app()).await;
    assert_eq!((&node["name"], node["config_ids"].as_array().unwrap().len()), (&"SNORQ Sandbox".into(), 6));
    assert_eq!(fixture.fails(Method::Get, "/900000000000001", "900000000000001|wrong").await, (190, None, 400));
    assert_eq!(fixture.fails(Method::Get, "/me", &fixture.app()).await, (2500, None, 400));
}

#[tokio::test]
async fn a_page_lists_the_accounts_behind_it_by_either_link() {
    let fixture = Fixture::new("instagram");
    for (page, wanted) in [("3001", vec!["linked.granted"]), ("3003", vec!["connected.only"]), ("3005", vec![])] {
        let list = fixture.get(&format!("/{page}/instagram_accounts?fields=username"), &fixture.user()).await;
        assert_eq!(super::column(&list, "username"), wanted, "{page}");
    }
    let page = fixture.get("/3001?fields=messaging_feature_status,whatsapp_number", &fixture.user()).await;
    assert!(page["messaging_feature_status"].is_object() && page.get("whatsapp_number").is_none());
}

#[tokio::test]
async fn parameters_that_are_gone_change_nothing() {
    let fixture = Fixture::new("small");
    let plain = fixture.get("/me", &fixture.user()).await;
    for gone in ["pretty=1", "debug=all", "date_format=U", "metadata=1"] {
        assert_eq!(fixture.get(&format!("/me?{gone}"), &fixture.user()).await, plain, "{gone}");
    }
}

#[tokio::test]
async fn a_multipart_body_is_read_like_a_form() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1001", &fixture.user()).await;
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"subscribed_fields\"\r\n\r\nmessages\r\n--x\r\n\
         Content-Disposition: form-data; name=\"access_token\"\r\n\r\n{page}\r\n--x--\r\n"
    );
    let request = crate::http::Request::new(Method::Post, super::address("/1001/subscribed_apps"))
        .body("multipart/form-data; boundary=x", body);
    assert_eq!(fixture.send(request).await.status, 200);
    assert_eq!(fixture.sandbox.subscriptions().unwrap().len(), 1);
}
