//! System-user configurations and the tokens of client businesses (meta-platform 2.2, 2.5, 3.5).

use std::time::Duration;

use serde_json::{Value, json};

use super::walk::{Walk, code, html};
use super::{Fixture, INBOX, address, column, json as read};
use crate::http::{Method, Request};
use crate::sandbox::ids::hmac_hex;

/// What a system-user configuration must be asked with.
pub(super) const SYSTEM: [(&str, &str); 3] =
    [("config_id", "910000000000003"), ("response_type", "code"), ("override_default_response_type", "true")];
/// The same, with an end after 60 days.
const SIXTY: [(&str, &str); 3] = [("config_id", "910000000000004"), SYSTEM[1], SYSTEM[2]];

pub(super) fn walk(extra: &[(&'static str, &'static str)]) -> Walk {
    Walk { extra: extra.to_vec(), ..Walk::default() }
}

/// Lets the app into the first business of the seed and gives the business token.
pub(super) async fn let_in(fixture: &Fixture, walk: &Walk) -> String {
    let code = code(&walk.go(fixture, "").await);
    let (status, value) = fixture.exchange(&code, &[]).await;
    assert_eq!(status, 200, "{value}");
    value["access_token"].as_str().unwrap().to_owned()
}

async fn about(fixture: &Fixture, token: &str) -> Value {
    fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await["data"].clone()
}

/// `POST /{business}/system_user_access_tokens`, with a proof.
async fn fetch(fixture: &Fixture, business: &str, token: &str, change: &[(&str, &str)]) -> (u16, Value) {
    let secret = fixture.sandbox.credentials().unwrap().app_secret;
    let proof = hmac_hex(secret.as_bytes(), token.as_bytes());
    let mut url = address(&format!("/v26.0/{business}/system_user_access_tokens"));
    let mut params = vec![("appsecret_proof", proof.as_str())];
    params.retain(|(name, _)| change.iter().all(|(other, _)| other != name));
    params.extend(change.iter().filter(|(_, value)| !value.is_empty()));
    url.query_pairs_mut().extend_pairs(params);
    read(&fixture.send(Request::new(Method::Post, url).header("authorization", format!("Bearer {token}"))).await)
}

#[tokio::test]
async fn the_token_is_that_of_the_apps_system_user_in_the_business() {
    let fixture = Fixture::new("signup");
    let token = let_in(&fixture, &walk(&SYSTEM)).await;
    let me = fixture.get("/me?fields=name,client_business_id", &token).await;
    assert_eq!((&me["name"], &me["client_business_id"]), (&"SNORQ Sandbox System User".into(), &"6001".into()));
    assert_ne!(me["id"], "100000000000001");
    let told = about(&fixture, &token).await;
    assert_eq!(
        (&told["type"], &told["expires_at"], &told["data_access_expires_at"]),
        (&"SYSTEM_USER".into(), &0.into(), &0.into())
    );
    let all = fixture.get("/me/accounts", &token).await;
    assert_eq!(column(&all, "id"), ["6003", "6004"]);
}

#[tokio::test]
async fn what_was_not_picked_is_absent_and_pages_inherit_the_end() {
    let fixture = Fixture::new("signup");
    let token = let_in(&fixture, &Walk { untick: vec!["6004"], ..walk(&SIXTY) }).await;
    assert_eq!(column(&fixture.get("/me/accounts", &token).await, "id"), ["6003"]);
    assert_eq!(fixture.fails(Method::Get, "/6004", &token).await, (100, Some(33), 400));
    let page = fixture.page_token("6003", &token).await;
    let end = about(&fixture, &token).await["expires_at"].clone();
    assert_eq!(end, 1_795_435_200 + 60 * 86_400);
    assert_eq!(about(&fixture, &page).await["expires_at"], end);
    fixture.sandbox.push_clock(Duration::from_hours(61 * 24)).unwrap();
    for dead in [&token, &page] {
        assert_eq!(fixture.fails(Method::Get, "/me", dead).await, (190, Some(463), 400));
    }
}

#[tokio::test]
async fn all_current_and_future_pages_are_those_of_the_business_alone() {
    let fixture = Fixture::new("portfolio");
    let token = let_in(&fixture, &Walk { choose: vec![("page_mode", "all")], ..walk(&SYSTEM) }).await;
    assert_eq!(column(&fixture.get("/me/accounts", &token).await, "id"), ["2002", "2003", "2004"]);
    let scopes = about(&fixture, &token).await["granular_scopes"].clone();
    let entry = scopes.as_array().unwrap().iter().find(|entry| entry["scope"] == "pages_messaging").unwrap();
    assert_eq!(*entry, json!({ "scope": "pages_messaging" }));
    assert_eq!(fixture.fails(Method::Get, "/2006", &token).await, (100, Some(33), 400), "a Page of another business");
    assert_eq!(fixture.fails(Method::Get, "/5002", &token).await, (100, Some(33), 400), "another business");
    assert_eq!(fixture.get("/5001", &token).await["name"], "Bakery Group");
}

#[tokio::test]
async fn the_wrong_response_type_and_a_telephone_end_on_a_page() {
    let fixture = Fixture::new("signup");
    for (extra, words) in [
        (vec![SYSTEM[0], SYSTEM[1]], "Invalid response_type"),
        (vec![SYSTEM[0], ("response_type", "token"), SYSTEM[2]], "Invalid response_type"),
        (vec![SYSTEM[0], SYSTEM[1], SYSTEM[2], ("display", "touch")], "Not available on mobile"),
    ] {
        let response = Walk { extra, ..Walk::default() }.open(&fixture, "").await;
        let page = html(&response);
        assert!(response.status == 400 && page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_person_without_a_business_can_only_cancel() {
    let fixture = Fixture::new("small");
    let end = walk(&SYSTEM).go(&fixture, "").await;
    assert!(end.contains("error_reason=user_denied"), "{end}");
}

#[tokio::test]
async fn the_app_fetches_or_makes_a_clients_token() {
    let fixture = Fixture::new("signup");
    let token = let_in(&fixture, &walk(&SYSTEM)).await;
    let own = fixture.sandbox.credentials().unwrap().system_user_token;
    let (_, same) = fetch(&fixture, "6001", &own, &[("fetch_only", "true")]).await;
    assert_eq!(same, json!({ "access_token": token }));
    let change = [("set_token_expires_in_60_days", "true"), ("scope", "pages_show_list"), ("asset", "6003")];
    let (status, narrow) = fetch(&fixture, "6001", &own, &change).await;
    let narrow = narrow["access_token"].as_str().unwrap_or_else(|| panic!("{status}: {narrow}"));
    let told = about(&fixture, narrow).await;
    assert_eq!((&told["scopes"], &told["type"]), (&json!(["pages_show_list"]), &"SYSTEM_USER".into()));
    assert_eq!(told["granular_scopes"], json!([{ "scope": "pages_show_list", "target_ids": ["6003"] }]));
    assert_eq!(told["expires_at"], 1_795_435_200 + 60 * 86_400);
    let list = fixture.get("/900000000000001/connected_client_businesses", &fixture.app()).await;
    assert_eq!(list["data"], json!([{ "id": "6001", "name": "Sue's Studio" }]));
    assert_eq!(fixture.get("/900000000000001/connected_client_businesses", &own).await["data"], list["data"]);
    let foreign = fixture.fails(Method::Get, "/900000000000001/connected_client_businesses", &token).await;
    assert_eq!(foreign, (100, Some(33), 400), "a client does not see the others");
}

#[tokio::test]
async fn each_mistake_with_a_clients_token_has_its_code() {
    let fixture = Fixture::new("signup");
    let client = let_in(&fixture, &walk(&SYSTEM)).await;
    let own = fixture.sandbox.credentials().unwrap().system_user_token;
    let inbox = fixture.login(&Walk::default()).await;
    for (business, token, change, wanted) in [
        ("6001", &own, vec![("appsecret_proof", "")], 100),
        ("6001", &own, vec![("appsecret_proof", "00")], 100),
        ("6001", &inbox, vec![], 200),
        ("6001", &client, vec![], 200),
        ("6001", &own, vec![("scope", "pages_magic")], 3962),
        ("6001", &own, vec![("scope", "ads_read")], 200),
        ("6001", &own, vec![("asset", "1")], 100),
        ("6001", &own, vec![("system_user_id", "1")], 100),
        ("6002", &own, vec![("fetch_only", "true")], 100),
    ] {
        let (_, value) = fetch(&fixture, business, token, &change).await;
        assert_eq!(value["error"]["code"], wanted, "{change:?}: {value}");
    }
    assert!(fixture.sandbox.throw_out("6001").unwrap() && !fixture.sandbox.throw_out("6001").unwrap());
    assert_eq!(fetch(&fixture, "6001", &own, &[]).await.1["error"]["code"], 452);
    assert_eq!(fixture.fails(Method::Get, "/me", &client).await, (190, Some(458), 400));
    let list = fixture.get("/900000000000001/connected_client_businesses", &own).await;
    assert_eq!(list["data"], json!([]));
    let again = let_in(&fixture, &walk(&SYSTEM)).await;
    assert_eq!(fixture.get("/me?fields=client_business_id", &again).await["client_business_id"], "6001");
    assert_eq!(fixture.fails(Method::Get, "/me", &client).await, (190, Some(458), 400), "the old one stays dead");
}

#[tokio::test]
async fn a_configuration_without_advanced_access_ends_in_a_denial_that_nobody_made() {
    let fixture = Fixture::new("signup");
    fixture.sandbox.configure(crate::sandbox::Setting::Withheld(vec!["pages_messaging".to_owned()])).unwrap();
    let end = walk(&SYSTEM).go(&fixture, INBOX).await;
    assert!(end.contains("error_reason=user_denied"), "{end}");
}
