//! Response types, app modes and access levels (meta-platform 2.1, 2.4, 3.2, 11.1, 11.2).

use std::time::Duration;

use super::walk::{Walk, code, html, parameter};
use super::{Fixture, INBOX, column};
use crate::http::Method;
use crate::sandbox::Setting;

fn asking(extra: &[(&'static str, &'static str)]) -> Walk {
    Walk { extra: extra.to_vec(), ..Walk::default() }
}

#[tokio::test]
async fn a_token_travels_in_the_fragment_alone_or_with_a_code() {
    let fixture = Fixture::new("small");
    let end = asking(&[("response_type", "token")]).go(&fixture, INBOX).await;
    assert!(!end.contains('?') && end.contains("#access_token=SNORQSANDBOXU"), "{end}");
    assert_eq!(
        (parameter(&end, "state").as_deref(), parameter(&end, "expires_in").as_deref()),
        (Some("st"), Some("7200"))
    );
    let token = parameter(&end, "access_token").unwrap();
    assert_eq!(fixture.get("/me", &token).await["name"], "Ada Admin");
    let both = asking(&[("response_type", "code token")]).go(&fixture, INBOX).await;
    assert!(parameter(&both, "access_token").is_some());
    assert_eq!(fixture.exchange(&code(&both), &[]).await.0, 200);
}

#[tokio::test]
async fn metas_page_for_desktop_programs_is_one_of_the_sandbox() {
    let fixture = Fixture::new("small");
    let page = "https://www.facebook.com/connect/login_success.html";
    let end = asking(&[("response_type", "token"), ("redirect_uri", page)]).go(&fixture, INBOX).await;
    assert!(end.starts_with("http://localhost:8080/connect/login_success.html#access_token="), "{end}");
    fixture.sandbox.configure(Setting::Redirects(Vec::new())).unwrap();
    let blocked = asking(&[("redirect_uri", page)]).open(&fixture, INBOX).await;
    assert!(html(&blocked).contains("URL Blocked"), "it must be registered");
}

#[tokio::test]
async fn in_development_mode_only_people_with_a_role_log_in() {
    let fixture = Fixture::new("signup");
    let outsider = Walk { choose: vec![("person", "100000000000009")], ..Walk::default() };
    let page = outsider.end(&fixture, INBOX).await;
    assert!(page.status == 400 && html(&page).contains("App not active"), "{}", html(&page));
    fixture.sandbox.configure(Setting::Live(true)).unwrap();
    let https = |walk: Walk| Walk { extra: vec![("redirect_uri", "https://localhost:1/back")], ..walk };
    let end = https(outsider).go(&fixture, INBOX).await;
    assert!(parameter(&end, "code").is_some(), "{end}");
}

#[tokio::test]
async fn in_live_mode_outsiders_grant_what_has_advanced_access() {
    let fixture = Fixture::new("signup");
    fixture.sandbox.configure(Setting::Live(true)).unwrap();
    fixture.sandbox.configure(Setting::Standard(vec!["pages_messaging".to_owned()])).unwrap();
    for (person, granted) in [("100000000000009", false), ("100000000000001", true)] {
        let extra = vec![("redirect_uri", "https://localhost:1/back"), ("response_type", "token")];
        let end = Walk { choose: vec![("person", person)], extra, ..Walk::default() }.go(&fixture, INBOX).await;
        let token = parameter(&end, "access_token").unwrap();
        let rows = fixture.get("/me/permissions", &token).await;
        assert_eq!(column(&rows, "permission").contains(&"pages_messaging"), granted, "{rows}");
    }
    let extra = vec![("redirect_uri", "https://localhost:1/back"), ("config_id", "910000000000001")];
    let end = Walk { choose: vec![("person", "100000000000009")], extra, ..Walk::default() }.go(&fixture, "").await;
    assert_eq!(parameter(&end, "error_reason").as_deref(), Some("user_denied"), "all or nothing");
}

#[tokio::test]
async fn a_permission_that_no_use_case_offers_is_dropped_silently() {
    let fixture = Fixture::new("small");
    fixture.sandbox.configure(Setting::Withheld(vec!["pages_messaging".to_owned()])).unwrap();
    let token = fixture.login(&Walk::default()).await;
    let rows = fixture.get("/me/permissions", &token).await;
    assert!(!column(&rows, "permission").contains(&"pages_messaging"), "{rows}");
}

#[tokio::test]
async fn a_login_that_is_switched_off_says_feature_unavailable() {
    let fixture = Fixture::new("small");
    fixture.sandbox.configure(Setting::LoginUnavailable(true)).unwrap();
    let page = Walk::default().open(&fixture, INBOX).await;
    assert!(page.status == 400 && html(&page).contains("Feature unavailable"), "{}", html(&page));
}

#[tokio::test]
async fn ninety_days_without_a_login_close_the_persons_data_until_the_next_one() {
    let fixture = Fixture::new("small");
    let user = fixture.user();
    let page = fixture.page_token("1001", &user).await;
    let about = async |token: &str| {
        let told = fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await;
        told["data"]["is_valid"].clone()
    };
    let system = fixture.sandbox.credentials().unwrap().system_user_token;
    let (_, long) = fixture.exchange("", &[("grant_type", "fb_exchange_token"), ("fb_exchange_token", &user)]).await;
    let long = long["access_token"].as_str().unwrap().to_owned();
    fixture.sandbox.push_clock(Duration::from_hours(59 * 24)).unwrap();
    let (_, longer) = fixture.exchange("", &[("grant_type", "fb_exchange_token"), ("fb_exchange_token", &long)]).await;
    let longer = longer["access_token"].as_str().unwrap().to_owned();
    fixture.sandbox.push_clock(Duration::from_hours(32 * 24)).unwrap();
    for path in ["/me", "/me/accounts"] {
        assert_eq!(fixture.fails(Method::Get, path, &longer).await, (190, Some(493), 400), "{path}");
    }
    assert_eq!(about(&longer).await, true, "it is valid all the same");
    assert_eq!(fixture.get("/me", &page).await["id"], "1001");
    fixture.get("/me/accounts", &system).await;
    let again = fixture.login(&asking(&[("auth_type", "reauthorize")])).await;
    fixture.get("/me/accounts", &again).await;
}

#[tokio::test]
async fn reauthorize_asks_again_where_a_login_would_go_on_as_before() {
    let fixture = Fixture::new("small");
    fixture.login(&Walk::default()).await;
    let walk = asking(&[("auth_type", "reauthorize")]);
    let page = html(&fixture.send(walk.submit(&html(&walk.open(&fixture, INBOX).await))).await);
    assert!(page.contains("asks for access"), "{page}");
}
