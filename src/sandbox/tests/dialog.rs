//! The login dialog.

use super::walk::{Walk, code, html, parameter};
use super::{BACK, Fixture, INBOX, column};
use crate::http::Method;

#[tokio::test]
async fn a_first_login_ends_with_a_code_and_the_state() {
    let fixture = Fixture::new("small");
    let end = Walk::default().go(&fixture, INBOX).await;
    assert!(end.starts_with(&format!("{BACK}?code=SNORQCODE")), "{end}");
    assert_eq!(parameter(&end, "state").as_deref(), Some("st"));
    assert_eq!(parameter(&end, "granted_scopes"), None);
    let walk = Walk { extra: vec![("response_type", "code granted_scopes")], ..Walk::default() };
    let granted = parameter(&walk.go(&fixture, INBOX).await, "granted_scopes").unwrap();
    assert!(granted.contains("pages_messaging"), "{granted}");
}

#[tokio::test]
async fn a_decline_comes_back_with_four_parameters() {
    let fixture = Fixture::new("small");
    for step in ["person", "consent"] {
        let end = Walk { press: vec![(step, "decline")], ..Walk::default() }.go(&fixture, INBOX).await;
        let wanted = "?error=access_denied&error_code=200&error_reason=user_denied&\
                      error_description=Permissions+error&state=st#_=_";
        assert_eq!(end, format!("{BACK}{wanted}"));
    }
}

#[tokio::test]
async fn one_who_denies_nothing_is_denied() {
    let fixture = Fixture::new("declined");
    let walk = Walk { choose: vec![("person", "100000000000002")], ..Walk::default() };
    assert_eq!(parameter(&walk.go(&fixture, INBOX).await, "error_reason").as_deref(), Some("user_denied"));
}

#[tokio::test]
async fn a_permission_that_was_declined_is_asked_for_again_with_rerequest_only() {
    let fixture = Fixture::new("declined");
    let token = fixture.login(&Walk::default()).await;
    let declined = fixture.get("/me/permissions?status=declined", &token).await;
    assert_eq!(column(&declined, "permission"), ["pages_messaging"]);
    let again = Walk::default();
    let page = html(&fixture.send(again.submit(&html(&again.open(&fixture, INBOX).await))).await);
    assert!(page.contains("Continue as before?"), "{page}");
    let asked = Walk { extra: vec![("auth_type", "rerequest")], ..Walk::default() };
    let page = html(&fixture.send(asked.submit(&html(&asked.open(&fixture, INBOX).await))).await);
    assert!(page.contains("value=\"pages_messaging\""), "{page}");
}

#[tokio::test]
async fn a_configuration_is_all_or_nothing() {
    let fixture = Fixture::new("declined");
    fixture.login(&Walk::default()).await;
    let extra = vec![("config_id", "910000000000001"), ("override_default_response_type", "true")];
    let token = fixture.login(&Walk { extra, ..Walk::default() }).await;
    let all = fixture.get("/me/permissions", &token).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 7);
    assert!(!column(&all, "status").contains(&"declined"));
}

#[tokio::test]
async fn wrong_questions_end_on_a_page_and_never_redirect() {
    let fixture = Fixture::new("small");
    for (extra, words) in [
        (("client_id", "1234"), "Invalid App ID"),
        (("redirect_uri", "http://127.0.0.1:4321/back"), "URL Blocked"),
        (("redirect_uri", "https://evil.example/back"), "URL Blocked"),
        (("redirect_uri", "nowhere"), "Can't Load URL"),
        (("scope", "email,<b>"), "Invalid Scopes: &lt;b&gt;"),
        (("config_id", "1"), "Invalid configuration"),
        (("config_id", "910000000000003"), "Invalid response_type"),
        (("response_type", "magic"), "Invalid response_type"),
        (("response_type", "granted_scopes"), "Invalid response_type"),
        (("extras", "x"), "Invalid extras"),
        (("opener", "http://localhost:1"), "Insecure Login Blocked"),
    ] {
        let response = Walk { extra: vec![extra], ..Walk::default() }.open(&fixture, INBOX).await;
        let page = html(&response);
        assert_eq!((response.status, response.headers.get("location")), (400, None), "{extra:?}");
        assert!(page.contains(words) && page.contains("not Facebook"), "{extra:?}: {page}");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let fixture = Fixture::new("small");
    let walk = Walk::default();
    let mut form = walk.submit(&html(&walk.open(&fixture, INBOX).await));
    form.headers = crate::http::Headers::default();
    for origin in ["http://evil.example", "null", "http://localhost:9999"] {
        let request = form.clone().header("host", "localhost:8080").header("origin", origin);
        let response = fixture.send(request).await;
        assert_eq!(response.status, 400, "{origin}");
    }
    let request = form.header("host", "localhost:8080").header("origin", "http://localhost:8080");
    assert_eq!(fixture.send(request.header("content-type", "application/x-www-form-urlencoded")).await.status, 200);
}

#[tokio::test]
async fn pages_are_plain_and_escaped() {
    let fixture = Fixture::new("small");
    let walk = Walk { extra: vec![("state", "\"><script>x</script>")], ..Walk::default() };
    let response = walk.open(&fixture, INBOX).await;
    let page = html(&response);
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("href="), "{page}");
    assert!(response.headers.get("content-security-policy").unwrap().contains("default-src 'none'"));
    assert_eq!(parameter(&walk.go(&fixture, INBOX).await, "state").as_deref(), Some("\"><script>x</script>"));
}

#[tokio::test]
async fn a_second_login_with_fewer_pages_kills_the_other_pages_tokens() {
    let fixture = Fixture::new("small");
    let first = fixture.login(&Walk::default()).await;
    let (acme, bolt) = (fixture.page_token("1001", &first).await, fixture.page_token("1002", &first).await);
    let fewer = Walk { untick: vec!["1001"], press: vec![("before", "edit")], ..Walk::default() };
    let second = fixture.login(&fewer).await;
    assert_eq!(column(&fixture.get("/me/accounts", &second).await, "id"), ["1002", "1003"]);
    assert_eq!(fixture.fails(Method::Get, "/me", &acme).await, (190, Some(458), 400));
    assert_eq!(fixture.get("/me", &bolt).await["id"], "1002");
    let same = fixture.login(&Walk::default()).await;
    assert_eq!(column(&fixture.get("/me/accounts", &same).await, "id"), ["1002", "1003"]);
}

#[tokio::test]
async fn all_current_and_future_pages_leave_no_target_ids() {
    let fixture = Fixture::new("small");
    let token = fixture.login(&Walk { choose: vec![("page_mode", "all")], ..Walk::default() }).await;
    let data = fixture.get(&format!("/debug_token?input_token={token}"), &fixture.app()).await;
    let entry = |scope: &str| {
        let scopes = data["data"]["granular_scopes"].as_array().unwrap();
        scopes.iter().find(|entry| entry["scope"] == scope).unwrap().clone()
    };
    assert_eq!(entry("pages_messaging"), serde_json::json!({ "scope": "pages_messaging" }));
    assert_eq!(entry("instagram_basic")["target_ids"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn one_who_declines_everything_grants_the_profile_only() {
    let fixture = Fixture::new("declined");
    let token = fixture.login(&Walk { choose: vec![("person", "100000000000003")], ..Walk::default() }).await;
    let granted = fixture.get("/me/permissions?status=granted", &token).await;
    assert_eq!(column(&granted, "permission"), ["public_profile"]);
    assert_eq!(code(&Walk::default().go(&fixture, "email").await).len(), 9 + 1 + 8 + 40);
}
