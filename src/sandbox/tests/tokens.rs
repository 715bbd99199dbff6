//! Exchange, life and death of tokens.

use std::time::Duration;

use super::walk::{Walk, code};
use super::{Fixture, INBOX, address, json};
use crate::http::{Method, Request};
use crate::sandbox::Setting;
use crate::sandbox::ids::hmac_hex;

#[tokio::test]
async fn the_exchange_refuses_each_mistake_with_its_own_code() {
    let fixture = Fixture::new("small");
    let first = code(&Walk::default().go(&fixture, INBOX).await);
    for (change, wanted) in [
        (("client_id", ""), (101, None)),
        (("client_id", "1"), (101, None)),
        (("client_secret", "wrong"), (1, None)),
        (("code", ""), (1, None)),
        (("code", "garbage"), (100, Some(36008))),
        (("code_verifier", "x"), (1, None)),
        (("redirect_uri", ""), (191, None)),
        (("redirect_uri", "https://evil.example/"), (191, None)),
        (("redirect_uri", "http://localhost:1/other"), (100, Some(36008))),
        (("grant_type", "fb_exchange_token"), (1, None)),
        (("grant_type", "magic"), (1, None)),
    ] {
        let (status, value) = fixture.exchange(&first, &[change]).await;
        let error = &value["error"];
        let got = (error["code"].as_i64().unwrap_or(0), error["error_subcode"].as_i64());
        assert_eq!((status, got), (400, wanted), "{change:?}: {value}");
    }
    assert_eq!(fixture.exchange(&first, &[]).await.0, 200);
    assert_eq!(fixture.exchange(&first, &[]).await.1["error"]["error_subcode"], 36009);
    let second = code(&Walk::default().go(&fixture, INBOX).await);
    fixture.sandbox.push_clock(Duration::from_secs(601)).unwrap();
    assert_eq!(fixture.exchange(&second, &[]).await.1["error"]["error_subcode"], 36007);
}

#[tokio::test]
async fn a_used_code_is_named_in_www_authenticate() {
    let fixture = Fixture::new("small");
    let code = code(&Walk::default().go(&fixture, INBOX).await);
    fixture.exchange(&code, &[]).await;
    let mut url = address("/oauth/access_token?client_id=900000000000001&redirect_uri=http://localhost:4321/back");
    let secret = fixture.sandbox.credentials().unwrap().app_secret;
    url.query_pairs_mut().append_pair("client_secret", &secret).append_pair("code", &code);
    let response = fixture.send(Request::new(Method::Post, url)).await;
    let line = response.headers.get("www-authenticate").unwrap();
    assert_eq!(line, "OAuth \"Facebook Platform\" \"invalid_code\" \"This authorization code has been used.\"");
}

#[tokio::test]
async fn a_long_lived_tokens_page_token_outlives_it_and_a_short_ones_does_not() {
    let fixture = Fixture::new("small");
    let short = fixture.login(&Walk::default()).await;
    let change = [("grant_type", "fb_exchange_token"), ("fb_exchange_token", &short)];
    let (_, value) = fixture.exchange("", &change).await;
    assert_eq!(value["expires_in"], 60 * 86_400);
    let long = value["access_token"].as_str().unwrap();
    let (page_of_short, page_of_long) =
        (fixture.page_token("1001", &short).await, fixture.page_token("1001", long).await);
    let about = fixture.get(&format!("/debug_token?input_token={page_of_long}"), &fixture.app()).await;
    assert_eq!((&about["data"]["type"], &about["data"]["expires_at"]), (&"PAGE".into(), &0.into()));
    assert_eq!((&about["data"]["profile_id"], &about["data"]["is_valid"]), (&"1001".into(), &true.into()));
    fixture.sandbox.push_clock(Duration::from_hours(61 * 24)).unwrap();
    for dead in [short.as_str(), long, &page_of_short] {
        assert_eq!(fixture.fails(Method::Get, "/me", dead).await, (190, Some(463), 400));
    }
    assert_eq!(fixture.get("/me", &page_of_long).await["name"], "Acme Coffee");
}

#[tokio::test]
async fn removing_the_app_kills_every_token_of_the_person() {
    let fixture = Fixture::new("small");
    let user = fixture.login(&Walk::default()).await;
    let page = fixture.page_token("1001", &user).await;
    let subscribe = "/1001/subscribed_apps?subscribed_fields=messages";
    assert_eq!(fixture.call(Method::Post, subscribe, &page).await.1, serde_json::json!({ "success": true }));
    let (status, value) = fixture.call(Method::Delete, "/100000000000001/permissions", &fixture.app()).await;
    assert_eq!((status, value), (200, serde_json::json!({ "success": true })));
    for dead in [&user, &page, &fixture.user()] {
        assert_eq!(fixture.fails(Method::Get, "/me", dead).await, (190, Some(458), 400));
    }
    assert_eq!(fixture.sandbox.subscriptions().unwrap().len(), 1, "the Page stays subscribed");
    let (status, _) = fixture.call(Method::Delete, "/1001/subscribed_apps", &fixture.app()).await;
    assert_eq!((status, fixture.sandbox.subscriptions().unwrap().len()), (200, 0));
    assert_eq!(
        fixture.fails(Method::Delete, "/100000000000001/permissions", &fixture.app()).await,
        (100, Some(33), 400)
    );
    let again = fixture.login(&Walk::default()).await;
    assert_eq!(fixture.get("/me", &again).await["name"], "Ada Admin");
    assert_eq!(fixture.fails(Method::Get, "/me", &page).await, (190, Some(458), 400), "the old one stays dead");
}

#[tokio::test]
async fn one_permission_can_be_taken_back_alone() {
    let fixture = Fixture::new("small");
    let user = fixture.login(&Walk::default()).await;
    let page = fixture.page_token("1001", &user).await;
    fixture.call(Method::Delete, "/me/permissions/pages_messaging", &user).await;
    let post = "/1001/subscribed_apps?subscribed_fields=messages,feed";
    let (status, value) = fixture.call(Method::Post, post, &page).await;
    let wanted = "(#200) To subscribe to the messages field, one of these permissions is needed: pages_messaging.";
    assert_eq!((status, &value["error"]["message"]), (403, &wanted.into()));
    assert!(fixture.sandbox.subscriptions().unwrap().is_empty());
    assert_eq!(fixture.fails(Method::Delete, "/me/permissions/nonsense", &user).await, (100, None, 400));
}

#[tokio::test]
async fn controls_kill_with_their_subcode() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1001", &fixture.user()).await;
    assert!(fixture.sandbox.remove_role("100000000000001", "1001").unwrap());
    assert_eq!(fixture.fails(Method::Get, "/me", &page).await, (190, Some(492), 400));
    fixture.sandbox.kill_tokens("100000000000001", 460).unwrap();
    assert_eq!(fixture.fails(Method::Get, "/me", &fixture.user()).await, (190, Some(460), 400));
    fixture.sandbox.reset().unwrap();
    assert_eq!(fixture.get("/me", &fixture.user()).await["id"], "100000000000001");
}

#[tokio::test]
async fn debug_token_tells_live_dead_garbage_and_foreign_apart() {
    let fixture = Fixture::new("small");
    let (app, user) = (fixture.app(), fixture.user());
    let about = async |token: &str| {
        let mut url = address("/debug_token");
        url.query_pairs_mut().append_pair("input_token", token).append_pair("access_token", &app);
        json(&fixture.send(Request::new(Method::Get, url)).await)
    };
    let live = about(&user).await.1["data"].clone();
    assert_eq!(
        (&live["is_valid"], &live["type"], &live["app_id"]),
        (&true.into(), &"USER".into(), &"900000000000001".into())
    );
    assert_eq!(about(&app).await.1["data"]["type"], "APP");
    let system = fixture.sandbox.credentials().unwrap().system_user_token;
    assert_eq!(about(&system).await.1["data"]["type"], "SYSTEM_USER");
    for garbage in ["EAABsbCS1iHgBO", "nonsense", "900000000000001|wrong"] {
        let (status, value) = about(garbage).await;
        assert_eq!((status, &value["data"]["is_valid"]), (200, &false.into()));
        assert_eq!(value["data"]["error"]["code"], 190);
    }
    fixture.sandbox.kill_tokens("100000000000001", 467).unwrap();
    let (status, dead) = about(&user).await;
    assert_eq!(
        (status, &dead["data"]["error"]["subcode"], &dead["data"]["scopes"]),
        (200, &467.into(), &serde_json::json!([]))
    );
    assert_eq!(about(&fixture.sandbox.foreign_token()).await.1["error"]["code"], 100);
    assert_eq!(fixture.fails(Method::Get, "/debug_token", &app).await, (100, None, 400));
    let opaque = fixture.exchange("", &[("grant_type", "client_credentials")]).await.1;
    let opaque = opaque["access_token"].as_str().unwrap();
    assert!(!opaque.contains(&fixture.sandbox.credentials().unwrap().app_secret));
    assert_eq!(fixture.get("/900000000000001", opaque).await["name"], "SNORQ Sandbox");
}

#[tokio::test]
async fn a_proof_is_verified_whenever_it_is_sent() {
    let fixture = Fixture::new("small");
    let (user, secret) = (fixture.user(), fixture.sandbox.credentials().unwrap().app_secret);
    let now = 1_795_435_200_i64;
    let stamped = |time: i64| hmac_hex(secret.as_bytes(), format!("{user}|{time}").as_bytes());
    let plain = hmac_hex(secret.as_bytes(), user.as_bytes());
    fixture.get(&format!("/me?appsecret_proof={plain}"), &user).await;
    fixture.get(&format!("/me?appsecret_proof={}&appsecret_time={now}", stamped(now)), &user).await;
    let old = now - 301;
    for wrong in [
        "appsecret_proof=00".to_owned(),
        format!("appsecret_proof={plain}&appsecret_time={now}"),
        format!("appsecret_proof={}&appsecret_time={old}", stamped(old)),
    ] {
        assert_eq!(fixture.fails(Method::Get, &format!("/me?{wrong}"), &user).await, (100, None, 400), "{wrong}");
    }
    fixture.get("/me", &user).await;
    fixture.sandbox.configure(Setting::RequireProof(true)).unwrap();
    let (_, value) = fixture.call(Method::Get, "/me", &user).await;
    assert_eq!(value["error"]["message"], "API calls from the server require an appsecret_proof argument");
    assert_eq!(value["error"]["type"], "GraphMethodException");
    fixture.get("/900000000000001", &fixture.app()).await;
    fixture.get("/900000000000001?appsecret_proof=00", &fixture.app()).await;
}

/// As requests-oauthlib sends them.
#[tokio::test]
async fn the_apps_credentials_may_come_as_basic() {
    use base64::Engine as _;
    let fixture = Fixture::new("small");
    let credentials = fixture.sandbox.credentials().unwrap();
    let basic = |secret: &str| {
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("{}:{secret}", credentials.app_id));
        Request::new(Method::Post, address("/oauth/access_token"))
            .header("authorization", format!("Basic {pair}"))
            .body("application/x-www-form-urlencoded", "grant_type=client_credentials")
    };
    assert_eq!(json(&fixture.send(basic(&credentials.app_secret)).await).1["token_type"], "bearer");
    assert_eq!(json(&fixture.send(basic("wrong")).await).1["error"]["code"], 1);
}
