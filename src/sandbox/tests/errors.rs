//! Headers, versions, refusals and faults.

use std::time::Duration;

use super::{Fixture, address, json};
use crate::http::{Handler as _, Method, Reply, Request};
use crate::sandbox::{Action, Fault};

#[tokio::test]
async fn every_answer_says_which_version_answered() {
    let fixture = Fixture::new("small");
    for (path, wanted) in [("/v19.0/me", "v21.0"), ("/v24.0/me", "v24.0"), ("/me", "v27.0")] {
        let request =
            Request::new(Method::Get, address(path)).header("authorization", format!("Bearer {}", fixture.user()));
        let response = fixture.send(request).await;
        assert_eq!((response.status, response.headers.get("facebook-api-version")), (200, Some(wanted)));
        assert_eq!(response.headers.get("x-snorq-sandbox"), Some("1"));
        assert_eq!(response.headers.get("access-control-allow-origin"), None);
        assert_eq!(response.headers.get("date"), Some("Mon, 23 Nov 2026 12:00:00 GMT"));
        assert!(response.headers.get("x-app-usage").unwrap().starts_with("{\"call_count\":0,"));
        assert!(response.headers.get("x-business-use-case-usage").is_none());
        let ids = ["x-fb-request-id", "x-fb-trace-id"].map(|name| response.headers.get(name).unwrap().len());
        assert_eq!(ids, [23, 11]);
    }
    assert_eq!(fixture.fails(Method::Get, "/v99.0/me", &fixture.user()).await, (2500, None, 400));
    let page = fixture.page_token("1001", &fixture.user()).await;
    let request = Request::new(Method::Get, address("/1001")).header("authorization", format!("Bearer {page}"));
    let usage = fixture.send(request).await.headers.get("x-business-use-case-usage").unwrap().to_owned();
    assert!(usage.starts_with("{\"1001\":[{\"type\":\"pages\",\"call_count\":0,"), "{usage}");
}

#[tokio::test]
async fn refusals_have_metas_codes() {
    let fixture = Fixture::new("small");
    let user = fixture.user();
    for (path, wanted) in [
        ("/?ids=1001,1002", (100, None, 500)),
        ("/nonsense", (803, None, 400)),
        ("/nonsense/deep", (803, None, 400)),
        ("/1001/a/b", (2500, None, 400)),
        ("/424242", (100, Some(33), 400)),
        ("/me?fields=id,birthstone", (100, None, 400)),
        ("/me?fields=id%7B", (2500, None, 400)),
        ("/1001?fields=tasks", (100, None, 400)),
        ("/1001/feed", (100, None, 400)),
        ("/me/conversations", (100, None, 400)),
        ("/me/accounts?limit=many", (100, None, 400)),
        ("/me/accounts?after=%21", (100, None, 400)),
        ("/", (100, Some(33), 400)),
    ] {
        assert_eq!(fixture.fails(Method::Get, path, &user).await, wanted, "{path}");
    }
    assert_eq!(fixture.fails(Method::Post, "/1001/feed", &user).await, (100, Some(33), 400));
    assert_eq!(fixture.fails(Method::Other, "/me", &user).await, (100, None, 405));
    let (_, value) = fixture.call(Method::Get, "/me?fields=nope", &user).await;
    assert_eq!(value["error"]["message"], "(#100) Tried accessing nonexisting field (nope) on node type (User)");
}

/// `pretty`, `debug`, `date_format` and `If-None-Match`: quirk 2.
#[tokio::test]
async fn what_went_with_v26_changes_nothing() {
    let fixture = Fixture::new("small");
    let plain = fixture.get("/me?fields=id,name", &fixture.user()).await;
    let path = "/me?fields=id,name&pretty=1&debug=all&date_format=U&__debug__=1";
    assert_eq!(fixture.get(path, &fixture.user()).await, plain);
    let request = Request::new(Method::Get, address("/me?fields=id,name")).header("if-none-match", "*");
    let response = fixture.send(request.header("authorization", format!("Bearer {}", fixture.user()))).await;
    assert_eq!((response.status, response.headers.get("etag")), (200, None));
    assert_eq!(json(&response).1, plain);
}

/// Meta, Introducing Graph API v27.0: a version before it still has them.
#[tokio::test]
async fn ways_of_asking_that_went_with_v27_are_refused_from_it_on() {
    let fixture = Fixture::new("small");
    let page = fixture.page_token("1001", &fixture.user()).await;
    fixture.call(Method::Post, "/1001/subscribed_apps?subscribed_fields=messages", &page).await;
    for (method, path) in [
        (Method::Post, "1001/subscribed_apps?method=delete"),
        (Method::Post, "1001?method=GET"),
        (Method::Get, "1001?fields=name.as(title)"),
        (Method::Get, "1001?fields=subscribed_apps%7Bid.as(app)%7D"),
        (Method::Get, "1001/conversations?fields=id.as(thread)"),
        (Method::Get, "1001?callback=show"),
        (Method::Post, "1001/subscribed_apps?subscribed_fields=messages&asyncbatch=%5B%5D"),
    ] {
        for version in ["", "v27.0/"] {
            let refused = fixture.fails(method, &format!("/{version}{path}"), &page).await;
            assert_eq!(refused, (100, None, 400), "{version}{path}");
        }
        let (status, value) = fixture.call(method, &format!("/v26.0/{path}"), &page).await;
        assert_eq!(status, 200, "{path}: {value}");
    }
    assert_eq!(fixture.get("/1001?method=get&fields=id", &page).await["id"], "1001", "it overrides nothing");
}

#[tokio::test]
async fn tokens_that_are_not_the_sandboxs_own_are_refused() {
    let fixture = Fixture::new("small");
    for token in ["EAABsbCS1iHgBO0123456789", "nonsense", "SNORQSANDBOXU00000001", &fixture.sandbox.foreign_token()] {
        assert_eq!(fixture.fails(Method::Get, "/me", token).await, (190, None, 400), "{token}");
    }
    let response = fixture.send(Request::new(Method::Get, address("/me?access_token=EAAB"))).await;
    let line = response.headers.get("www-authenticate").unwrap();
    assert!(line.starts_with("OAuth \"Facebook Platform\" \"invalid_token\" \"Invalid OAuth access token"), "{line}");
    let (_, value) = json(&fixture.send(Request::new(Method::Get, address("/me"))).await);
    assert_eq!(value["error"]["code"], 2500);
    let (_, value) = json(&fixture.send(Request::new(Method::Get, address("/1001"))).await);
    assert_eq!(value["error"]["code"], 104);
}

#[tokio::test]
async fn requests_for_another_host_are_misdirected() {
    let fixture = Fixture::new("small");
    for (host, wanted) in [
        ("evil.example", 421),
        ("localhost.evil.example:80", 421),
        ("localhost:80:80", 421),
        ("localhost", 400),
        ("127.0.0.1:8080", 400),
        ("[::1]:8080", 400),
        ("[::1]", 400),
    ] {
        let request = Request::new(Method::Get, address("/me")).header("host", host);
        assert_eq!(fixture.send(request).await.status, wanted, "{host}");
    }
}

#[tokio::test]
async fn faults_strike_when_told() {
    let fixture = Fixture::new("small");
    let error = Action::Error { status: 400, code: 4, subcode: None, message: "(#4) Application request limit".into() };
    fixture.sandbox.fault(Fault { matching: "GET /me".into(), skip: 1, times: 2, action: error });
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(fixture.call(Method::Get, "/me", &fixture.user()).await.0);
    }
    assert_eq!(seen, [200, 400, 400, 200]);
    let page = fixture.page_token("1001", &fixture.user()).await;
    let post = || {
        let url = address("/1001/subscribed_apps?subscribed_fields=messages");
        Request::new(Method::Post, url).header("authorization", format!("Bearer {page}"))
    };
    for (after_effect, wanted) in [(false, 0), (true, 1)] {
        fixture.sandbox.fault(Fault::once("/subscribed_apps", Action::HangUp { after_effect }));
        assert!(matches!(fixture.sandbox.answer(post()).await, Reply::Cut { reset: false }));
        assert_eq!(fixture.sandbox.subscriptions().unwrap().len(), wanted);
    }
    fixture.sandbox.fault(Fault::once("/", Action::Html(502)));
    let response = fixture.send(post()).await;
    assert!(response.status == 502 && response.body.starts_with(b"<!DOCTYPE html>"));
    fixture.sandbox.fault(Fault::once("/", Action::Truncated));
    assert!(serde_json::from_slice::<serde_json::Value>(&fixture.send(post()).await.body).is_err());
    fixture.sandbox.fault(Fault::once("/", Action::Delay(Duration::ZERO)));
    fixture.sandbox.clear_faults();
    assert_eq!(fixture.send(post()).await.status, 200);
}

#[tokio::test]
async fn calls_are_counted_by_route() {
    let fixture = Fixture::new("small");
    fixture.call(Method::Get, "/v26.0/1001?fields=id", &fixture.user()).await;
    fixture.call(Method::Get, "/1002", &fixture.user()).await;
    fixture.call(Method::Get, "/me/accounts", &fixture.user()).await;
    let wanted = [("GET /me/accounts".to_owned(), 1), ("GET /{id}".to_owned(), 2)];
    assert_eq!((fixture.sandbox.calls(), fixture.sandbox.call_count()), (wanted.to_vec(), 3));
    let status = fixture.sandbox.status().unwrap();
    assert_eq!((status.people, status.pages, status.instagram_accounts, status.tokens_alive), (1, 3, 2, 2));
    assert_eq!((status.calls, status.subscriptions, status.to_json()["seed"].as_str()), (3, 1, Some("small")));
}
