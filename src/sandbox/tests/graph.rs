//! Nodes, lists and subscriptions.

use serde_json::json;

use super::robot::Walk;
use super::{Desk, address, column, json};
use crate::http::{Method, Request};

#[tokio::test]
async fn a_person_and_their_pages_come_in_one_request() {
    let desk = Desk::new("small");
    let fields = "id,name,accounts.limit(2)%7Bid,name,tasks,instagram_business_account%7Bid,username%7D%7D";
    let me = desk.get(&format!("/v26.0/me?fields={fields}"), &desk.user()).await;
    let acme = json!({ "id": "17841400000000001", "username": "acme.coffee" });
    assert_eq!((&me["name"], &me["accounts"]["data"][0]["instagram_business_account"]), (&"Ada Admin".into(), &acme));
    assert_eq!(column(&me["accounts"], "name"), ["Acme Coffee", "Bolt Bikes"]);
    let next = me["accounts"]["paging"]["next"].as_str().unwrap();
    assert!(next.starts_with("http://localhost:8080/v26.0/100000000000001/accounts?access_token=SNORQSANDBOXU"));
    let second = desk.send(Request::new(Method::Get, next.parse().unwrap())).await;
    let second = json(&second).1;
    assert_eq!(column(&second, "name"), ["Cara's Crêpes"]);
    assert!(second["data"][0].get("instagram_business_account").is_none() && second["paging"].get("next").is_none());
}

#[tokio::test]
async fn parameters_are_taken_from_query_form_json_and_bearer() {
    let desk = Desk::new("small");
    let page = desk.page_token("1001", &desk.user()).await;
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
        assert_eq!(json(&desk.send(request).await), (200, json!({ "success": true })));
        let wanted = vec!["messages".to_owned(), "feed".to_owned()];
        assert_eq!(desk.sandbox.subscriptions().unwrap(), [("1001".to_owned(), wanted)]);
        let gone = desk.call(Method::Delete, "/1001/subscribed_apps", &page).await;
        assert_eq!(gone, (200, json!({ "success": true, "messaging_success": true })));
        assert!(desk.sandbox.subscriptions().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_subscription_is_replaced_and_lists_every_app() {
    let desk = Desk::new("small");
    let page = desk.page_token("1002", &desk.user()).await;
    let path = |fields: &str| format!("/1002/subscribed_apps?subscribed_fields={fields}");
    desk.call(Method::Post, &path("messages,messaging_postbacks"), &page).await;
    desk.call(Method::Post, &path("message_echoes"), &page).await;
    let apps = desk.get("/1002/subscribed_apps", &page).await;
    assert_eq!(column(&apps, "id"), ["900000000000001", "900000000000009"]);
    assert_eq!(apps["data"][0]["subscribed_fields"], json!(["message_echoes"]));
    let node = desk.get("/1002?fields=is_webhooks_subscribed", &page).await;
    assert_eq!(node, json!({ "is_webhooks_subscribed": true, "id": "1002" }));
}

#[tokio::test]
async fn a_list_of_fields_is_taken_whole_or_not_at_all() {
    let desk = Desk::new("small");
    let page = desk.page_token("1001", &desk.user()).await;
    let post = "/1001/subscribed_apps?subscribed_fields=messages,feed,messaging_seen";
    let (status, value) = desk.call(Method::Post, post, &page).await;
    let message = value["error"]["message"].as_str().unwrap();
    assert!(status == 400 && message.starts_with("(#100) Param subscribed_fields[2] must be one of {affiliation, "));
    assert!(message.ends_with("} - got \"messaging_seen\"."), "{message}");
    let (_, value) = desk.call(Method::Post, "/1001/subscribed_apps", &page).await;
    assert_eq!(value["error"]["message"], "(#100) The parameter subscribed_fields is required.");
    assert!(desk.sandbox.subscriptions().unwrap().is_empty());
}

#[tokio::test]
async fn only_the_pages_own_token_subscribes() {
    let desk = Desk::new("small");
    let other = desk.page_token("1002", &desk.user()).await;
    let post = "/1001/subscribed_apps?subscribed_fields=messages";
    assert_eq!(desk.fails(Method::Post, post, &desk.user()).await, (210, None, 400));
    assert_eq!(desk.fails(Method::Post, post, &desk.app()).await, (210, None, 400));
    assert_eq!(desk.fails(Method::Get, "/1001/subscribed_apps", &desk.app()).await, (210, None, 400));
    assert_eq!(desk.fails(Method::Post, post, &other).await, (100, Some(33), 400));
}

#[tokio::test]
async fn portfolio_pages_hide_without_business_management_but_read_by_id() {
    let desk = Desk::new("portfolio");
    let narrow = desk.login(&Walk::default()).await;
    assert_eq!(column(&desk.get("/me/accounts", &narrow).await, "id"), ["2001", "2005"]);
    let hidden = desk.get("/2002?fields=name,access_token", &narrow).await;
    assert_eq!((&hidden["name"], hidden["access_token"].is_string()), (&"South Bakery".into(), true));
    assert_eq!(desk.fails(Method::Get, "/2004", &narrow).await, (100, Some(33), 400));
    assert_eq!(desk.fails(Method::Get, "/me/businesses", &narrow).await, (200, None, 403));
    assert_eq!(desk.fails(Method::Get, "/5001/owned_pages", &narrow).await, (200, None, 403));
    let wide = desk.user();
    let all = desk.get("/me/accounts", &wide).await;
    assert_eq!(column(&all, "id"), ["2001", "2002", "2003", "2005", "2006"]);
    assert_eq!(all["data"][2]["tasks"][0], "PROFILE_PLUS_FULL_CONTROL");
    assert_eq!(column(&desk.get("/me/businesses", &wide).await, "id"), ["5001", "5002"]);
    let owned = desk.get("/5001/owned_pages?fields=id,access_token", &wide).await;
    assert_eq!(owned["data"], json!([{ "id": "2002" }, { "id": "2003" }, { "id": "2004" }]));
    assert_eq!(column(&desk.get("/5002/client_pages", &wide).await, "id"), ["2006"]);
    assert_eq!(desk.get("/2004?fields=id,access_token", &wide).await, json!({ "id": "2004" }));
    assert_eq!(desk.fails(Method::Get, "/5001/owned_pages?fields=tasks", &wide).await, (100, None, 400));
}

#[tokio::test]
async fn instagram_accounts_are_told_apart() {
    let desk = Desk::new("instagram");
    let token = desk.login(&Walk::default()).await;
    let link = async |page: &str, field: &str| {
        let node = desk.get(&format!("/{page}?fields={field}%7Bid,username%7D"), &token).await;
        node[field]["id"].as_str().map(str::to_owned)
    };
    let (business, connected) = ("instagram_business_account", "connected_instagram_account");
    assert_eq!(link("3002", business).await.as_deref(), Some("17841400000003002"));
    assert_eq!((link("3003", business).await, link("3003", connected).await.is_some()), (None, true));
    assert_eq!((link("3005", business).await, link("3005", connected).await), (None, None));
    let account = desk.get("/17841400000003001?fields=id,username,name,profile_picture_url", &token).await;
    assert_eq!(account["username"], "linked.granted");
    desk.get("/17841400000003003?fields=username", &token).await;
    for unreadable in ["17841400000003002", "17841400000003004", "17841400000009999"] {
        assert_eq!(desk.fails(Method::Get, &format!("/{unreadable}"), &token).await, (100, Some(33), 400));
    }
    desk.call(Method::Delete, "/me/permissions/instagram_basic", &token).await;
    assert_eq!(desk.fails(Method::Get, "/17841400000003001", &token).await, (10, None, 403));
}

#[tokio::test]
async fn a_system_user_reaches_the_same_pages() {
    let desk = Desk::new("small");
    let system = desk.sandbox.credentials().unwrap().system_user_token;
    assert_eq!(desk.get("/me", &system).await["name"], "SNORQ Sandbox System User");
    assert_eq!(desk.get("/me/accounts", &system).await["data"].as_array().unwrap().len(), 3);
    let page = desk.page_token("1001", &system).await;
    assert_eq!(desk.get("/me", &page).await["id"], "1001");
}

#[tokio::test]
async fn a_person_without_pages_has_an_empty_list_that_expansion_leaves_out() {
    let desk = Desk::new("empty");
    let token = desk.login(&Walk::default()).await;
    assert_eq!(desk.get("/me/accounts", &token).await, json!({ "data": [] }));
    assert_eq!(desk.get("/me?fields=id,accounts", &token).await, json!({ "id": "100000000000001" }));
    let about = desk.get(&format!("/debug_token?input_token={token}"), &desk.app()).await;
    assert_eq!(about["data"]["granular_scopes"], json!([]));
}

#[tokio::test]
async fn the_app_answers_its_own_token() {
    let desk = Desk::new("small");
    let node = desk.get("/900000000000001?fields=id,name,link,config_ids", &desk.app()).await;
    assert_eq!((&node["name"], node["config_ids"].as_array().unwrap().len()), (&"SNORQ Sandbox".into(), 6));
    assert_eq!(desk.fails(Method::Get, "/900000000000001", "900000000000001|wrong").await, (190, None, 400));
    assert_eq!(desk.fails(Method::Get, "/me", &desk.app()).await, (2500, None, 400));
}
