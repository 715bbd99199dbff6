//! Usage headers that add up, and the refusal at the end of them.

use std::time::Duration;

use serde_json::Value;

use super::{Fixture, address, json};
use crate::http::{Method, Request, Response};
use crate::sandbox::{Scope, Setting};

async fn get(fixture: &Fixture, path: &str, token: &str) -> Response {
    let request = Request::new(Method::Get, address(path)).header("authorization", format!("Bearer {token}"));
    fixture.send(request).await
}

fn header(response: &Response, name: &str) -> Value {
    response.headers.get(name).map_or(Value::Null, |value| serde_json::from_str(value).unwrap())
}

/// A world that refuses what is above these limits.
fn strict(limits: &[(Scope, u64)]) -> Fixture {
    let fixture = Fixture::new("small");
    for (scope, calls) in limits {
        fixture.sandbox.configure(Setting::Limit(*scope, *calls)).unwrap();
    }
    fixture.sandbox.configure(Setting::EnforceLimits(true)).unwrap();
    fixture
}

#[tokio::test]
async fn each_limit_refuses_with_its_code_at_one_hundred_percent() {
    let cases = [(Scope::App, "/me", 4, 403), (Scope::User, "/me", 17, 400), (Scope::PageByUser, "/1001", 32, 400)];
    for (scope, path, code, status) in cases {
        let fixture = strict(&[(scope, 2)]);
        let mut shares = Vec::new();
        for wanted in [200, 200, status] {
            let response = get(&fixture, path, &fixture.user()).await;
            assert_eq!(response.status, wanted, "{scope:?}");
            shares.push(header(&response, "x-app-usage")["call_count"].as_u64().unwrap());
        }
        assert_eq!(shares, [50, 100, 100], "{scope:?}");
        assert_eq!(fixture.fails(Method::Get, path, &fixture.user()).await, (code, None, status));
    }
}

#[tokio::test]
async fn a_page_is_let_in_again_after_the_minutes_that_are_told() {
    let fixture = strict(&[(Scope::Page, 3)]);
    let page = fixture.page_token("1001", &fixture.user()).await;
    for _ in 0..3 {
        assert_eq!(get(&fixture, "/1001", &page).await.status, 200);
    }
    let refused = get(&fixture, "/1001", &page).await;
    let (status, body) = json(&refused);
    assert_eq!((status, &body["error"]["code"], &body["error"]["is_transient"]), (400, &80_001.into(), &true.into()));
    let usage = &header(&refused, "x-business-use-case-usage")["1001"][0];
    assert_eq!((&usage["type"], &usage["call_count"]), (&"pages".into(), &100.into()));
    let minutes = usage["estimated_time_to_regain_access"].as_u64().unwrap();
    assert!(minutes > 60, "a rolling day, and not {minutes} minutes");
    fixture.sandbox.push_clock(Duration::from_secs(60 * (minutes - 2))).unwrap();
    assert_eq!(get(&fixture, "/1001", &page).await.status, 400);
    fixture.sandbox.push_clock(Duration::from_mins(2)).unwrap();
    assert_eq!(get(&fixture, "/1001", &page).await.status, 200);
    let other = fixture.page_token("1002", &fixture.user()).await;
    assert_eq!(get(&fixture, "/1002", &other).await.status, 200, "each Page has its own");
}

#[tokio::test]
async fn a_system_user_and_instagram_count_against_the_asset() {
    let fixture = strict(&[(Scope::Page, 1), (Scope::Instagram, 1), (Scope::App, 50)]);
    let system = fixture.sandbox.credentials().unwrap().system_user_token;
    for (path, code) in [("/1001", 80_001), ("/17841400000000001", 80_002)] {
        assert_eq!(get(&fixture, path, &system).await.status, 200, "{path}");
        assert_eq!(fixture.fails(Method::Get, path, &system).await, (code, None, 400));
    }
    assert_eq!(
        header(&get(&fixture, "/me", &system).await, "x-app-usage")["call_count"],
        2,
        "the platform's is untouched"
    );
}

#[tokio::test]
async fn nothing_is_refused_until_it_is_told() {
    let fixture = Fixture::new("small");
    fixture.sandbox.configure(Setting::Limit(Scope::App, 2)).unwrap();
    for _ in 0..4 {
        let response = get(&fixture, "/me", &fixture.user()).await;
        assert!(response.status == 200 && header(&response, "x-app-usage")["call_count"].as_u64() < Some(100));
    }
    assert_eq!(fixture.sandbox.settings().unwrap()["limits"]["app"], 2);
    fixture.sandbox.configure(Setting::EnforceLimits(true)).unwrap();
    assert_eq!(get(&fixture, "/me", &fixture.user()).await.status, 403);
}
