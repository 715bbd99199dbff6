//! Pages of other sites, which a browser on this machine may show: what they can do here, which is nothing.

use std::sync::Arc;

use super::receiver::Receiver;
use super::walk::{Walk, html};
use super::{Fixture, INBOX, address, json};
use crate::http::{Method, Request, Response};
use crate::sandbox::{Now, Sandbox, Setting};

const EVIL: &str = "https://evil.example";

/// What a browser tells of a page of another site, in the ways that it can be asked from there.
const STRANGERS: &[&[(&str, &str)]] = &[
    &[("origin", EVIL)],
    &[("origin", "null")],
    &[("origin", "http://localhost:3000"), ("sec-fetch-site", "same-site")],
    &[("origin", "https://localhost:8080"), ("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")],
    &[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors"), ("sec-fetch-dest", "empty")],
    &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")],
];

fn request(method: Method, path: &str, headers: &[(&str, &str)]) -> Request {
    let request = Request::new(method, address(path)).header("host", "localhost:8080");
    headers.iter().fold(request, |request, (name, value)| request.header(name, *value))
}

fn shared(response: &Response) -> Vec<&str> {
    response.headers.iter().map(|(name, _)| name).filter(|name| name.starts_with("access-control-")).collect()
}

#[tokio::test]
async fn b06_a_page_of_another_site_reads_nothing_and_changes_nothing() {
    let fixture = Fixture::new("small");
    let (user, app) = (fixture.user(), fixture.app());
    let page = fixture.page_token("1001", &user).await;
    let counted = fixture.sandbox.call_count();
    for headers in STRANGERS {
        for (method, path) in [
            (Method::Get, format!("/v26.0/me?access_token={user}")),
            (Method::Get, format!("/v26.0/oauth/access_token?grant_type=client_credentials&access_token={app}")),
            (Method::Post, format!("/v26.0/1001/subscribed_apps?subscribed_fields=messages&access_token={page}")),
            (Method::Post, format!("/v26.0/?batch=[]&access_token={user}")),
            (Method::Delete, format!("/v26.0/me/permissions?access_token={user}")),
            (Method::Other, "/v26.0/me".to_owned()),
            (Method::Get, "/v26.0/dialog/oauth?client_id=900000000000001".to_owned()),
            (Method::Post, "/v26.0/dialog/oauth".to_owned()),
            (Method::Post, "/messaging/whatsapp/onboard".to_owned()),
            (Method::Post, "/sandbox/do".to_owned()),
            (Method::Get, "/connect/popup.js".to_owned()),
            (Method::Post, "/en_US/sdk.js".to_owned()),
        ] {
            let told = fixture.send(request(method, &path, headers)).await;
            let text = html(&told);
            assert!(matches!(told.status, 400 | 403), "{headers:?} {path}: {} {text}", told.status);
            assert!(shared(&told).is_empty() && !text.contains("SNORQSANDBOX"), "{headers:?} {path}: {text}");
        }
    }
    assert_eq!(fixture.sandbox.call_count(), counted, "none of it became a call");
    assert!(fixture.sandbox.subscriptions().unwrap().is_empty());
}

#[tokio::test]
async fn a_site_sends_people_to_the_dialog_and_loads_the_sdk() {
    let fixture = Fixture::new("small");
    let visit = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
    let asked = "/v26.0/dialog/oauth?client_id=900000000000001&redirect_uri=http://localhost:4321/back";
    let dialog = fixture.send(request(Method::Get, asked, &visit)).await;
    assert!(dialog.status == 200 && html(&dialog).contains("Log in to the sandbox"));
    let typed = [("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
    assert_eq!(fixture.send(request(Method::Get, "/v26.0/1001", &typed)).await.status, 400, "it has no token");
    for (origin, wanted) in [("https://localhost:8443", Some("https://localhost:8443")), (EVIL, None)] {
        let sdk = fixture.send(request(Method::Get, "/en_US/sdk.js", &[("origin", origin)])).await;
        assert_eq!((sdk.status, sdk.headers.get("access-control-allow-origin")), (200, wanted));
    }
    fixture.sandbox.configure(Setting::SdkDomains(vec!["evil.example".to_owned()])).unwrap();
    let sdk = fixture.send(request(Method::Get, "/en_US/sdk.js", &[("origin", EVIL)])).await;
    assert_eq!(sdk.headers.get("access-control-allow-origin"), Some(EVIL), "the owner put it into Allowed Domains");
}

#[tokio::test]
async fn an_origin_that_was_let_in_calls_and_reads() {
    let guest = "http://localhost:3000";
    let fixture = Fixture { sandbox: Sandbox::in_memory("small").unwrap().with_guests(vec![guest.to_owned()]) };
    let from = [("origin", guest), ("sec-fetch-site", "same-site")];
    let asked = [&from[..], &[("access-control-request-method", "POST")]].concat();
    let preflight = fixture.send(request(Method::Other, "/v26.0/me", &asked)).await;
    assert_eq!((preflight.status, preflight.headers.get("access-control-allow-origin")), (204, Some(guest)));
    assert!(preflight.headers.get("access-control-allow-headers").unwrap().contains("authorization"));
    let me = fixture.send(request(Method::Get, &format!("/me?access_token={}", fixture.user()), &from)).await;
    assert_eq!((me.headers.get("access-control-allow-origin"), me.headers.get("vary")), (Some(guest), Some("origin")));
    assert_eq!(json(&me).1["name"], "Ada Admin");
    assert_eq!(fixture.send(request(Method::Get, "/me", &[("origin", "http://localhost:3001")])).await.status, 403);
    let form = [("origin", guest)];
    assert_eq!(fixture.send(request(Method::Post, "/sandbox/do", &form)).await.status, 400, "buttons are not shared");
}

#[tokio::test]
async fn two_hosts_are_no_host() {
    let fixture = Fixture::new("small");
    let twice = request(Method::Get, "/me", &[("host", "evil.example")]);
    assert_eq!(fixture.send(twice).await.status, 421);
}

#[tokio::test]
async fn a_public_sandboxes_pages_ask_for_its_password() {
    use base64::Engine as _;
    let sandbox = Sandbox::in_memory("small").unwrap().with_names(&["meta.test".to_owned()], "swordfish".to_owned());
    let fixture = Fixture { sandbox };
    let basic = |pair: &str| format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
    let dialog = "/v26.0/dialog/oauth?client_id=900000000000001&redirect_uri=http://localhost:4321/back";
    for path in [dialog, "/messaging/whatsapp/onboard?app_id=900000000000001"] {
        for wrong in [None, Some(basic("ada:")), Some(basic("swordfish")), Some("Bearer swordfish".to_owned())] {
            let mut asked = request(Method::Get, path, &[]);
            asked.headers.add("authorization", wrong.unwrap_or_default());
            let refused = fixture.send(asked).await;
            assert_eq!(refused.status, 401, "{path}");
            assert!(refused.headers.get("www-authenticate").unwrap().starts_with("Basic "));
        }
    }
    let right = request(Method::Get, dialog, &[("authorization", &basic("anyone:swordfish"))]);
    assert!(html(&fixture.send(right).await).contains("Ada Admin"));
    assert_eq!(fixture.send(request(Method::Get, "/sandbox?key=swordfish", &[])).await.status, 303);
    let home = Sandbox::in_memory("small").unwrap().page_key().unwrap();
    assert_eq!(fixture.send(request(Method::Get, &format!("/sandbox?key={home}"), &[])).await.status, 400);
    assert_eq!(fixture.get("/me", &fixture.user()).await["name"], "Ada Admin", "the API has its tokens");
}

fn open(folder: &std::path::Path) -> Fixture {
    let noon = jiff::Timestamp::from_second(1_795_435_200).unwrap();
    let now: Now = Arc::new(move || noon);
    Fixture { sandbox: Sandbox::open(folder, now).unwrap() }
}

fn saved(fixture: &Fixture) -> String {
    let mut file = Vec::new();
    fixture.sandbox.save(&mut file).unwrap();
    String::from_utf8(file).unwrap()
}

#[tokio::test]
async fn every_home_has_credentials_of_its_own_and_equal_seeds_are_equal_but_for_them() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [one, two] = folders.each_ref().map(|folder| open(folder.path()));
    let (ones, twos) = (one.sandbox.credentials().unwrap(), two.sandbox.credentials().unwrap());
    assert_eq!(ones.app_id, twos.app_id);
    assert_ne!(ones.app_secret, twos.app_secret);
    assert_ne!(ones.user_token, twos.user_token);
    assert_ne!(ones.system_user_token, twos.system_user_token);
    assert_ne!(one.sandbox.page_key().unwrap(), two.sandbox.page_key().unwrap());
    for token in [&ones.user_token, &ones.system_user_token, &one.app()] {
        assert_eq!(two.fails(Method::Get, "/v26.0/1001", token).await.0, 190, "one home's tokens open no other");
    }
    assert_ne!(one.login(&Walk::default()).await, two.login(&Walk::default()).await);
    for seed in ["small", "portfolio", "whatsapp"] {
        one.sandbox.seed(seed).unwrap();
        two.sandbox.seed(seed).unwrap();
        assert_eq!(saved(&one), saved(&two), "{seed}");
        assert_eq!(saved(&one), saved(&Fixture::new(seed)), "{seed}");
        assert!(!saved(&one).contains(&ones.app_secret) && !saved(&one).contains("SNORQSANDBOX"), "{seed}");
    }
    assert_eq!(one.sandbox.credentials().unwrap(), ones, "they stay when the world begins anew");
    drop(one);
    assert_eq!(open(folders[0].path()).sandbox.credentials().unwrap(), ones, "and when the home is opened again");
}

#[tokio::test]
async fn a_home_calls_no_address_of_this_machine_that_its_owner_did_not_name() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = open(folder.path());
    let receiver = Receiver::start();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let subscribe = async |url: &str| {
        let path =
            format!("/900000000000001/subscriptions?object=page&callback_url={url}&verify_token=vt&fields=messages");
        fixture.call(Method::Post, &path, &fixture.app()).await
    };
    let mut words = Vec::new();
    for origin in [receiver.url(""), format!("http://localhost:{closed}/"), "http://localhost:22/".to_owned()] {
        let (status, answer) = subscribe(&origin).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &2200.into()), "{answer}");
        let message = answer["error"]["message"].as_str().unwrap();
        words.push(message.replace(origin.trim_end_matches('/'), "ORIGIN"));
    }
    assert!(words.iter().all(|one| *one == words[0]), "an open port and a closed one are told alike: {words:?}");
    assert!(words[0].contains("snorq sandbox set --callbacks ORIGIN"), "{words:?}");
    let origin = receiver.url("").trim_end_matches('/').to_owned();
    fixture.sandbox.configure(Setting::Callbacks(vec![origin])).unwrap();
    assert_eq!(subscribe(&receiver.url("hook")).await.0, 200);
    assert_eq!(subscribe(&format!("http://localhost:{closed}/")).await.0, 400);
    fixture.sandbox.seed("empty").unwrap();
    assert_eq!(subscribe(&receiver.url("hook")).await.0, 200, "it belongs to the home and not to the world");
}

#[tokio::test]
async fn what_the_owner_names_in_a_call_of_its_own_may_be_called_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start();
    let path = |place: &str| {
        let url = receiver.url(place);
        format!("/900000000000001/subscriptions?object=page&callback_url={url}&verify_token=vt&fields=messages")
    };
    let mut fixture = open(folder.path());
    fixture.sandbox = fixture.sandbox.of_owner();
    assert_eq!(fixture.call(Method::Post, &path("one"), &fixture.app()).await.0, 200);
    let served = open(folder.path());
    assert_eq!(served.call(Method::Post, &path("two"), &served.app()).await.0, 200);
}

#[tokio::test]
async fn a_login_form_goes_on_from_the_dialogs_own_page_only() {
    let fixture = Fixture::new("small");
    let walk = Walk::default();
    let form = walk.submit(&html(&walk.open(&fixture, INBOX).await));
    let mut bare = form.clone();
    bare.headers = crate::http::Headers::default();
    let bare = bare.header("host", "localhost:8080").header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(fixture.send(bare.clone()).await.status, 200, "a program sends no Origin");
    assert_eq!(fixture.send(bare.clone().header("sec-fetch-site", "same-origin")).await.status, 200);
    assert_eq!(fixture.send(bare.header("sec-fetch-site", "cross-site")).await.status, 400);
}
