//! The control page, without a browser.

use super::{Fixture, address};
use crate::http::{Handler as _, Method, Request, Response};
use crate::sandbox::{Action, Fault};

/// A request of a browser that was opened with the key.
fn opened(fixture: &Fixture, method: Method, path: &str) -> Request {
    let key = fixture.sandbox.page_key().unwrap();
    Request::new(method, address(path))
        .header("host", "localhost:8080")
        .header("cookie", format!("theme=dark; snorq-sandbox-8080={key}"))
}

async fn get(fixture: &Fixture, path: &str) -> (u16, String) {
    let response = fixture.send(opened(fixture, Method::Get, path)).await;
    (response.status, String::from_utf8(response.body).unwrap())
}

/// A form, sent with these headers besides `Host`.
async fn push(fixture: &Fixture, form: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = opened(fixture, Method::Post, "/sandbox/do").body("application/x-www-form-urlencoded", form);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    fixture.send(request).await
}

const OWN: &[(&str, &str)] = &[("origin", "http://localhost:8080")];

#[tokio::test]
async fn only_forms_of_the_page_itself_push_buttons() {
    let fixture = Fixture::new("small");
    for headers in [
        &[][..],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://localhost:8081"), ("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "none")],
    ] {
        assert_eq!(push(&fixture, "action=clock&ahead=24", headers).await.status, 400, "{headers:?}");
    }
    assert_eq!(fixture.sandbox.clock().unwrap().1, 0);
    for headers in [OWN, &[("sec-fetch-site", "same-origin")]] {
        let done = push(&fixture, "action=clock&ahead=24&show=tokens", headers).await;
        assert_eq!((done.status, done.headers.get("location")), (303, Some("/sandbox?show=tokens")));
    }
    assert_eq!(fixture.sandbox.clock().unwrap().1, 2 * 86_400);
    let elsewhere = Request::new(Method::Get, address("/sandbox")).header("host", "evil.example");
    assert_eq!(fixture.send(elsewhere).await.status, 421);
}

#[tokio::test]
async fn each_button_does_its_action_and_a_wrong_one_is_explained() {
    let fixture = Fixture::new("small");
    for form in [
        "action=set&to=live",
        "action=set&to=proof-on",
        "action=set&to=limits-on",
        "action=fault&kind=empty&params=status%3D503&matching=%2Fme&times=3&skip=",
        "action=person&person=100000000000001&what=lose-role&page=1001",
    ] {
        assert_eq!(push(&fixture, form, OWN).await.status, 303, "{form}");
    }
    let settings = fixture.sandbox.settings().unwrap();
    assert_eq!((&settings["mode"], &settings["require_proof"]), (&"live".into(), &true.into()));
    let wanted = Fault { matching: "/me".into(), skip: 0, times: 3, action: Action::Empty(503) };
    assert_eq!(fixture.sandbox.faults().unwrap(), [(1, wanted)]);
    for form in [
        "action=person&person=100000000000001&what=lose-role&page=1001",
        "action=person&person=7&what=log-out",
        "action=fault&kind=nothing",
        "action=fault&kind=html&times=x",
        "action=clock&ahead=-1",
        "action=seed&name=nothing",
        "action=",
    ] {
        let refused = push(&fixture, form, OWN).await;
        let text = String::from_utf8(refused.body).unwrap();
        assert!(refused.status == 400 && text.contains("role=\"alert\">Not done: "), "{form}: {text}");
    }
    assert_eq!(push(&fixture, "action=seed&name=empty", OWN).await.status, 303);
    assert_eq!(fixture.sandbox.status().unwrap().pages, 0);
}

#[tokio::test]
async fn every_list_is_shown_without_a_whole_token() {
    let fixture = Fixture::new("small");
    let (token, secret) = (fixture.user(), fixture.sandbox.credentials().unwrap().app_secret);
    fixture.get("/me", &token).await;
    fixture.send(Request::new(Method::Get, address(&format!("/{token}/x?access_token={token}")))).await;
    for list in [
        "people",
        "pages",
        "instagram",
        "whatsapp",
        "numbers",
        "tokens",
        "subscriptions",
        "happenings",
        "deliveries",
        "x",
    ] {
        let (status, text) = get(&fixture, &format!("/sandbox?show={list}&from=0")).await;
        assert_eq!(status, 200, "{list}");
        assert!(!text.contains(&token) && !text.contains(&secret), "{list}");
    }
    let (_, calls) = get(&fixture, "/sandbox/calls").await;
    assert!(calls.contains("\"GET /{id}/x\"") && !calls.contains(&token), "{calls}");
}

#[tokio::test]
async fn calls_are_told_once_and_two_hundred_are_kept() {
    let fixture = Fixture::new("small");
    fixture.sandbox.fault(Fault::once("/me", Action::HangUp { after_effect: false }));
    fixture.sandbox.fault(Fault::once("<script>alert", Action::Truncated));
    for path in ["/me", "/you"] {
        fixture.sandbox.answer(Request::new(Method::Get, address(path))).await;
    }
    let told = async |after: u64| {
        let (_, text) = get(&fixture, &format!("/sandbox/calls?after={after}")).await;
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["calls"].as_array().unwrap().clone()
    };
    let calls = told(0).await;
    assert_eq!((calls.len(), &calls[0]["fault"], &calls[0]["status"]), (2, &"hang-up".into(), &0.into()));
    assert_eq!((told(1).await.len(), told(2).await.len()), (1, 0));
    let (_, page) = get(&fixture, "/sandbox").await;
    assert!(page.contains("&lt;script&gt;alert") && !page.contains("<script>alert"), "{page}");
    for _ in 0..300 {
        fixture.call(Method::Get, "/me", "x").await;
    }
    assert_eq!(told(0).await.len(), 200);
}

#[tokio::test]
async fn a_world_of_five_thousand_pages_is_shown_in_parts() {
    let fixture = Fixture::new("agency");
    let (_, text) = get(&fixture, "/sandbox?show=pages&from=4990").await;
    assert!(text.contains("4991–5000 of 5000") && !text.contains(">later<"), "{text}");
    assert!(text.len() < 40_000, "{} bytes", text.len());
}

#[tokio::test]
async fn b06_the_page_opens_with_its_key_and_not_without() {
    let fixture = Fixture::new("small");
    let key = fixture.sandbox.page_key().unwrap();
    let ask = async |path: &str, headers: &[(&str, &str)]| {
        let mut request = Request::new(Method::Get, address(path)).header("host", "localhost:8080");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        fixture.send(request).await
    };
    let other_port = format!("snorq-sandbox-8081={key}");
    for headers in [
        &[][..],
        &[("cookie", "snorq-sandbox-8080=")],
        &[("cookie", "snorq-sandbox-8080=00000000000000000000000000000000")],
        &[("cookie", &other_port)],
    ] {
        for path in ["/sandbox", "/sandbox/calls", "/sandbox?key=0", "/sandbox/panel.js"] {
            let refused = ask(path, headers).await;
            let text = String::from_utf8(refused.body).unwrap();
            assert!(refused.status == 400 && !text.contains("Ada Admin") && !text.contains(&key), "{path}: {text}");
        }
    }
    let opened = ask(&format!("/sandbox?key={key}"), &[]).await;
    let cookie = format!("snorq-sandbox-8080={key}; Path=/sandbox; HttpOnly; SameSite=Strict");
    assert_eq!((opened.status, opened.headers.get("location")), (303, Some("/sandbox")));
    assert_eq!(opened.headers.get("set-cookie"), Some(cookie.as_str()));
    assert_eq!(ask("/sandbox", &[("cookie", &format!("snorq-sandbox-8080={key}"))]).await.status, 200);
}
