//! The app's own subscriptions and what is delivered for them, with a real server behind the callback address.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::receiver::{Behaviour, Receiver};
use super::{Fixture, address};
use crate::http::{Method, Request};
use crate::sandbox::{Event, Guest, Happened, Sandbox, Setting, ids};

const PAGE: &str = "1001";
const ACCOUNT: &str = "17841400000000001";

/// A sandbox whose app and Page 1001 are subscribed to a server.
struct Scene {
    fixture: Fixture,
    receiver: Receiver,
}

impl Scene {
    async fn new() -> Self {
        let scene = Self { fixture: Fixture::new("small"), receiver: Receiver::start() };
        scene.subscribe("page", "messages,message_reads,message_echoes").await;
        let page = scene.page().await;
        let path = "/1001/subscribed_apps?subscribed_fields=messages,message_reads,message_echoes";
        assert_eq!(scene.fixture.call(Method::Post, path, &page).await.0, 200);
        scene
    }

    async fn page(&self) -> String {
        self.fixture.page_token(PAGE, &self.fixture.user()).await
    }

    fn path(&self, object: &str, fields: &str) -> String {
        let url = self.receiver.url("hook");
        format!(
            "/v26.0/{}/subscriptions?object={object}&callback_url={url}&verify_token=vt&fields={fields}",
            app(&self.fixture)
        )
    }

    async fn subscribe(&self, object: &str, fields: &str) {
        let (status, answer) = self.fixture.call(Method::Post, &self.path(object, fields), &self.fixture.app()).await;
        assert_eq!((status, answer), (200, json!({ "success": true })));
    }

    fn write(&self, to: &str, text: &str) -> Vec<u32> {
        let event = Event::Message(text.to_owned());
        match self.fixture.sandbox.event(to, &Guest { name: "Gus".into(), ..Guest::default() }, event).unwrap() {
            Happened::Deliveries(numbers) => numbers,
            other => panic!("{other:?}"),
        }
    }

    /// Stage, reason and number of attempts of the last delivery.
    fn last(&self) -> (&'static str, String, usize) {
        let last = self.fixture.sandbox.deliveries().unwrap().pop().unwrap();
        (last.stage, last.reason.unwrap_or_default(), last.attempts.len())
    }

    async fn deliver(&self) {
        self.fixture.sandbox.deliver_due().await.unwrap();
    }

    fn later(&self, seconds: u64) {
        self.fixture.sandbox.push_clock(Duration::from_secs(seconds)).unwrap();
    }
}

fn app(fixture: &Fixture) -> String {
    fixture.sandbox.credentials().unwrap().app_id
}

#[tokio::test]
async fn subscriptions_of_the_app_are_set_listed_and_dropped_with_the_app_token_only() {
    let scene = Scene::new().await;
    let fixture = &scene.fixture;
    let path = format!("/{}/subscriptions", app(fixture));
    let list = fixture.get(&path, &fixture.app()).await;
    assert_eq!(list["data"][0]["callback_url"], scene.receiver.url("hook"));
    assert_eq!(list["data"][0]["fields"][0], json!({ "name": "messages", "version": "v26.0" }));
    assert_eq!(fixture.fails(Method::Get, &path, &fixture.user()).await.0, 15);
    let unknown = scene.path("instagram", "messages,message_reads");
    assert_eq!(fixture.fails(Method::Post, &unknown, &fixture.app()).await, (100, None, 400));
    let one = format!("{path}?object=page&fields=messages");
    fixture.call(Method::Delete, &one, &fixture.app()).await;
    let list = fixture.get(&path, &fixture.app()).await;
    assert_eq!(
        super::column(&json!({ "data": list["data"][0]["fields"] }), "name"),
        ["message_reads", "message_echoes"]
    );
    fixture.call(Method::Delete, &format!("{path}?object=page"), &fixture.app()).await;
    assert_eq!(fixture.get(&path, &fixture.app()).await, json!({ "data": [] }));
}

#[tokio::test]
async fn a_callback_that_fails_the_handshake_is_not_kept() {
    let scene = Scene { fixture: Fixture::new("small"), receiver: Receiver::start() };
    let (fixture, app) = (&scene.fixture, scene.fixture.app());
    let path = scene.path("page", "messages");
    for (behaviour, code, words) in [
        (Behaviour::Status(403), 2200, "HTTP Status Code = 403; HTTP Message = Forbidden"),
        (Behaviour::Status(302), 2200, "HTTP Status Code = 302; HTTP Message = Found"),
        (Behaviour::WrongChallenge, 2201, "invalid hub.challenge"),
    ] {
        scene.receiver.behave(behaviour);
        let (status, answer) = fixture.call(Method::Post, &path, &app).await;
        assert_eq!((status, &answer["error"]["code"]), (400, &json!(code)), "{answer}");
        assert!(answer["error"]["message"].as_str().unwrap().ends_with(words), "{answer}");
    }
    scene.receiver.behave(Behaviour::Well);
    let wrong = path.replace("verify_token=vt", "verify_token=other");
    assert_eq!(fixture.fails(Method::Post, &wrong, &app).await.0, 2200);
    let plain = path.replace("localhost", "example.com");
    assert_eq!(fixture.fails(Method::Post, &plain, &app).await.0, 100);
    let list = fixture.get(&format!("/{}/subscriptions", super::hooks::app(fixture)), &app).await;
    assert_eq!(list, json!({ "data": [] }));
}

#[tokio::test]
async fn a_callback_that_never_answers_is_told_as_a_time_out_and_holds_nobody_up() {
    let scene = Scene { fixture: Fixture::new("small"), receiver: Receiver::start() };
    scene.receiver.behave(Behaviour::Silent);
    let (path, token) = (scene.path("page", "messages"), scene.fixture.app());
    let slow = scene.fixture.call(Method::Post, &path, &token);
    let meanwhile = async {
        // The world is free while the callback is waited for.
        let user = scene.fixture.user();
        scene.fixture.get("/me", &user).await
    };
    let ((_, answer), me) = tokio::join!(slow, meanwhile);
    assert_eq!(me["name"], "Ada Admin");
    let words = answer["error"]["message"].as_str().unwrap();
    assert!(words.ends_with("curl_errno = 28; curl_error = Operation timed out; HTTP Status Code = 0"), "{words}");
}

#[tokio::test]
async fn the_handshake_works_inside_a_batch() {
    let scene = Scene { fixture: Fixture::new("small"), receiver: Receiver::start() };
    let path = scene.path("page", "messages");
    let batch = json!([{ "method": "POST", "relative_url": path.trim_start_matches('/') }]).to_string();
    let mut url = address("/v26.0");
    url.query_pairs_mut().append_pair("batch", &batch).append_pair("access_token", &scene.fixture.app());
    let (_, answer) = super::json(&scene.fixture.send(Request::new(Method::Post, url)).await);
    assert_eq!((&answer[0]["code"], &answer[0]["body"]), (&json!(200), &json!(r#"{"success":true}"#)));
}

#[tokio::test]
async fn a_message_is_delivered_signed_over_its_ascii_bytes() {
    let scene = Scene::new().await;
    scene.write(PAGE, "grüß dich");
    scene.deliver().await;
    let posts = scene.receiver.posts();
    let [post] = posts.as_slice() else { panic!("{posts:?}") };
    assert!(post.body.is_ascii() && String::from_utf8_lossy(&post.body).contains(r"gr\u00fc\u00df dich"));
    let secret = scene.fixture.sandbox.credentials().unwrap().app_secret;
    let wanted = format!("sha256={}", ids::hmac_hex(secret.as_bytes(), &post.body));
    assert_eq!(post.headers.get("x-hub-signature-256"), Some(wanted.as_str()));
    let older = format!("sha1={}", ids::hmac_sha1_hex(secret.as_bytes(), &post.body));
    assert_eq!(post.headers.get("x-hub-signature"), Some(older.as_str()));
    let body: Value = serde_json::from_slice(&post.body).unwrap();
    assert_eq!((&body["object"], &body["entry"][0]["id"]), (&json!("page"), &json!(PAGE)));
    let item = &body["entry"][0]["messaging"][0];
    assert_eq!((&item["message"]["text"], &item["recipient"]["id"]), (&json!("grüß dich"), &json!(PAGE)));
    assert_eq!(scene.last(), ("delivered", String::new(), 1));
}

#[tokio::test]
async fn what_is_due_together_goes_out_in_one_request() {
    let scene = Scene::new().await;
    for text in ["one", "two", "three"] {
        scene.write(PAGE, text);
    }
    scene.deliver().await;
    let told = scene.receiver.told();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["entry"][0]["messaging"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_field_is_told_only_if_both_layers_have_it() {
    let scene = Scene::new().await;
    let untold = |why: &str| {
        let (stage, reason, attempts) = scene.last();
        assert!(stage == "untold" && reason.contains(why) && attempts == 0, "{stage} {reason}");
    };
    scene.write("1002", "hello");
    untold("not on Page 1002");
    let reaction = Event::Reaction("🦀".into());
    scene.fixture.sandbox.event(PAGE, &Guest::default(), reaction).unwrap();
    untold("subscription of page lacks the field message_reactions");
    scene.write(ACCOUNT, "hello");
    untold("not subscribed to instagram");
    scene.subscribe("instagram", "messages,messaging_seen").await;
    scene.write(ACCOUNT, "hello");
    untold("development mode");
    scene.fixture.sandbox.configure(Setting::Live(true)).unwrap();
    // The Page's subscription says message_reads where Instagram says messaging_seen.
    scene.fixture.sandbox.event(ACCOUNT, &Guest::default(), Event::Read).unwrap();
    scene.deliver().await;
    assert_eq!(scene.receiver.told()[0]["object"], "instagram");
}

#[tokio::test]
async fn an_app_in_development_mode_hears_nothing_of_strangers() {
    let scene = Scene::new().await;
    let stranger = Guest { id: Some("77".into()), stranger: true, ..Guest::default() };
    let write = || scene.fixture.sandbox.event(PAGE, &stranger, Event::Message("hi".into())).unwrap();
    write();
    assert!(scene.last().1.contains("has no role"));
    scene.fixture.sandbox.configure(Setting::Live(true)).unwrap();
    write();
    scene.deliver().await;
    assert_eq!(scene.last().0, "delivered");
}

#[tokio::test]
async fn a_failing_server_is_tried_again_for_an_hour_and_then_loses_the_page() {
    let scene = Scene::new().await;
    scene.receiver.behave(Behaviour::Status(500));
    scene.write(PAGE, "hello");
    scene.deliver().await;
    assert_eq!(scene.last(), ("waiting", String::new(), 1));
    scene.deliver().await;
    assert_eq!(scene.last().2, 1, "nothing is due yet");
    for attempts in 2..5 {
        scene.later(100);
        scene.deliver().await;
        assert_eq!(scene.last().2, attempts);
    }
    assert_eq!(scene.fixture.sandbox.subscriptions().unwrap().len(), 1);
    scene.later(3600);
    scene.deliver().await;
    assert_eq!(scene.last().0, "failed");
    assert!(scene.fixture.sandbox.subscriptions().unwrap().is_empty(), "the app is off the Page");
    scene.receiver.behave(Behaviour::Well);
    scene.receiver.posts();
    assert_eq!(scene.fixture.sandbox.redeliver_failed().unwrap(), 1);
    scene.deliver().await;
    assert_eq!((scene.last().0, scene.receiver.posts().len()), ("delivered", 1));
}

#[tokio::test]
async fn two_processes_deliver_each_thing_once() {
    let folder = tempfile::tempdir().unwrap();
    let now = || -> crate::sandbox::Now {
        let noon = jiff::Timestamp::from_second(1_795_435_200).unwrap();
        Arc::new(move || noon)
    };
    let open = || Sandbox::open(folder.path(), now()).unwrap().of_owner();
    let scene = Scene { fixture: Fixture { sandbox: open() }, receiver: Receiver::start() };
    scene.subscribe("page", "messages").await;
    let page = scene.page().await;
    scene.fixture.call(Method::Post, "/1001/subscribed_apps?subscribed_fields=messages", &page).await;
    let other = open();
    for round in 0..10 {
        scene.write(PAGE, &round.to_string());
        let (one, two) = tokio::join!(scene.fixture.sandbox.deliver_due(), other.deliver_due());
        one.and(two).unwrap();
    }
    assert_eq!(scene.receiver.posts().len(), 10);
}

#[tokio::test]
async fn whoever_removes_the_app_is_told_of_in_signed_requests() {
    let scene = Scene::new().await;
    let sandbox = &scene.fixture.sandbox;
    sandbox.configure(Setting::Deauthorize(Some(scene.receiver.url("bye")))).unwrap();
    sandbox.configure(Setting::DataDeletion(Some(scene.receiver.url("forget")))).unwrap();
    let (status, _) = scene.fixture.call(Method::Delete, "/me/permissions", &scene.fixture.user()).await;
    assert_eq!(status, 200);
    scene.deliver().await;
    let posts = scene.receiver.posts();
    let paths: Vec<_> = posts.iter().map(|post| post.url.path()).collect();
    assert_eq!(paths, ["/bye", "/forget"]);
    assert!(posts.iter().all(|post| post.body.starts_with(b"signed_request=")));
    let reports = sandbox.deliveries().unwrap();
    assert_eq!(reports[0].stage, "delivered");
    assert!(reports[1].stage == "waiting" && reports[1].attempts[0].2.contains("confirmation_code"), "{reports:?}");
}

#[tokio::test]
async fn roles_and_permissions_of_the_app() {
    let fixture = Fixture::new("small");
    let (id, token) = (app(&fixture), fixture.app());
    assert_eq!(super::column(&fixture.get(&format!("/{id}/roles"), &token).await, "role"), ["administrators"]);
    let live = fixture.get(&format!("/{id}/permissions?status=live"), &token).await;
    assert_eq!(super::column(&live, "permission"), ["public_profile", "email"]);
    assert_eq!(fixture.fails(Method::Get, &format!("/{id}/roles"), &fixture.user()).await.0, 15);
    let node =
        fixture.get(&format!("/{id}?fields=app_domains,app_type,company,config_ids,privacy_policy_url"), &token).await;
    assert!(node["config_ids"].is_array() && node["company"].is_string(), "{node}");
}
