//! The client over a wire that answers from a list: what it sends, what it repeats, what it refuses to follow.

mod answers;
mod cut;
mod echoes;
mod limits;
mod sent;
mod whatsapp;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::answer::Named;
use super::call::Call;
use super::{App, Endpoint, Graph};
use crate::clock::Clock;
use crate::domain::{Cause, Secret};
use crate::http::{Request, Response, Transport, TransportError};

/// A clock that stands still and remembers how long it was asked to wait.
#[derive(Default)]
struct Still(Mutex<Vec<Duration>>);

#[async_trait]
impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_435_200).unwrap()
    }

    async fn sleep(&self, time: Duration) {
        self.0.lock().unwrap().push(time);
    }
}

type Answer = Result<Response, TransportError>;

/// Answers from a list, and remembers what was asked.
#[derive(Default)]
struct Wire {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<Request>>,
}

#[async_trait]
impl Transport for Wire {
    async fn send(&self, request: Request) -> Answer {
        self.asked.lock().unwrap().push(request);
        self.answers.lock().unwrap().pop_front().expect("an answer is left")
    }
}

struct Table {
    graph: Graph,
    wire: Arc<Wire>,
    clock: Arc<Still>,
}

fn table(answers: impl IntoIterator<Item = Answer>) -> Table {
    let wire = Arc::new(Wire { answers: Mutex::new(answers.into_iter().collect()), asked: Mutex::default() });
    let clock = Arc::new(Still::default());
    let endpoint = Endpoint {
        graph: "https://graph.facebook.com".parse().unwrap(),
        dialog: "https://www.facebook.com".parse().unwrap(),
        version: "v26.0".into(),
    };
    let app = App { id: "77".into(), secret: Secret::new("app-secret") };
    Table { graph: Graph::new(wire.clone(), clock.clone(), endpoint, app), wire, clock }
}

impl Table {
    fn asked(&self) -> Vec<String> {
        self.wire.asked.lock().unwrap().iter().map(|request| request.url.to_string()).collect()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of a list of answers, some of which are none")]
fn says(value: &Value) -> Answer {
    Ok(Response::new(200).body("application/json", value.to_string()))
}

#[expect(clippy::unnecessary_wraps, reason = "one of a list of answers, some of which are none")]
fn fails(status: u16, code: i64, message: &str) -> Answer {
    let error = json!({"error": {"code": code, "message": message, "type": "OAuthException", "fbtrace_id": "T"}});
    Ok(Response::new(status).body("application/json", error.to_string()))
}

fn broken() -> Answer {
    Err(TransportError::Broken { host: "graph.facebook.com".into(), reason: "reset".into() })
}

fn token() -> Secret {
    Secret::new("user-token")
}

fn page(ids: &[u32], after: &str, next: bool) -> Answer {
    let data: Vec<_> = ids.iter().map(|id| json!({"id": id.to_string(), "name": "n"})).collect();
    let mut paging = json!({"cursors": {"after": after}});
    if next {
        paging["next"] = json!("https://evil.example/v26.0/me/accounts?access_token=user-token&after=x");
    }
    says(&json!({"data": data, "paging": paging}))
}

#[tokio::test]
async fn paging_links_are_never_followed_and_short_pages_are_no_end() {
    let table = table([page(&[1], "a", true), page(&[], "b", true), page(&[2], "c", false)]);
    let list = table.graph.accounts(&token()).await.unwrap();
    assert_eq!((list.pages.len(), list.cut, list.refused), (2, false, None));
    let asked = table.asked();
    assert!(asked.iter().all(|url| url.starts_with("https://graph.facebook.com/v26.0/me/accounts?")), "{asked:?}");
    assert!(asked[1].contains("after=a") && asked[2].contains("after=b"), "{asked:?}");
    assert!(!asked.iter().any(|url| url.contains("user-token")), "{asked:?}");
}

#[tokio::test]
async fn a_cursor_that_comes_again_ends_the_list_and_says_so() {
    let table = table([page(&[1], "a", true), page(&[2], "a", true)]);
    let list = table.graph.accounts(&token()).await.unwrap();
    assert_eq!((list.pages.len(), list.cut), (2, true));
}

#[tokio::test]
async fn endless_paging_is_cut() {
    let table = table((0..400).map(|number| page(&[number], &number.to_string(), true)));
    let list = table.graph.accounts(&token()).await.unwrap();
    assert_eq!((list.pages.len(), list.cut, table.asked().len()), (200, true, 200));
}

#[tokio::test]
async fn the_token_travels_in_a_header_with_its_own_proof() {
    let table = table([says(&json!({"id": "1"}))]);
    table.graph.me(&token()).await.unwrap();
    let request = table.wire.asked.lock().unwrap()[0].clone();
    assert_eq!(request.headers.get("authorization"), Some("Bearer user-token"));
    let query: Vec<_> = request.url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(query, ["fields", "appsecret_proof", "appsecret_time"]);
}

#[tokio::test]
async fn a_code_is_exchanged_once_whatever_happens() {
    for answer in [broken(), fails(500, 2, "try later"), Ok(Response::new(502).body("text/html", "<html>"))] {
        let table = table([answer]);
        assert!(table.graph.exchange(&Secret::new("c"), Some("http://localhost/")).await.is_err());
        assert_eq!(table.asked().len(), 1);
    }
}

#[tokio::test]
async fn reads_are_repeated_a_few_times_with_pauses() {
    let table = table([broken(), fails(500, 2, "x"), says(&json!({"id": "1"}))]);
    assert_eq!(table.graph.me(&token()).await.unwrap().id, "1");
    let pauses = table.clock.0.lock().unwrap().clone();
    assert!(pauses.len() == 2 && pauses[0] < pauses[1], "{pauses:?}");
}

#[tokio::test]
async fn a_permanent_error_is_not_repeated_even_with_status_500() {
    let table = table([fails(500, 100, "The ids query parameter is deprecated")]);
    assert_eq!(table.graph.me(&token()).await.unwrap_err().cause, Cause::Refused);
    assert_eq!(table.asked().len(), 1);
}

#[tokio::test]
async fn a_wait_that_meta_tells_ends_the_call_if_it_is_long() {
    let answer = fails(400, 4, "limit").map(|answer| {
        let usage = r#"{"77":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":9}]}"#;
        answer.header("X-Business-Use-Case-Usage", usage)
    });
    let table = table([answer]);
    let trouble = table.graph.me(&token()).await.unwrap_err();
    assert_eq!(trouble.cause, Cause::Wait(Some(Duration::from_mins(9))));
}

#[tokio::test]
async fn no_call_is_sent_when_the_app_has_used_up_its_calls() {
    let full = says(&json!({"id": "1"})).map(|answer| answer.header("x-app-usage", r#"{"call_count":97}"#));
    let table = table([full]);
    table.graph.me(&token()).await.unwrap();
    assert!(matches!(table.graph.me(&token()).await.unwrap_err().cause, Cause::Wait(Some(_))));
    assert_eq!(table.asked().len(), 1);
}

#[tokio::test]
async fn a_refused_proof_is_mended_by_metas_clock_then_by_the_plain_form() {
    let refused = || fails(400, 100, "Invalid appsecret_proof provided in the API argument");
    let dated = refused().map(|answer| answer.header("Date", "Mon, 23 Nov 2026 13:00:00 GMT"));
    let table = table([dated, refused(), says(&json!({"id": "1"}))]);
    table.graph.me(&token()).await.unwrap();
    let asked = table.asked();
    assert!(asked[1].contains("appsecret_time=1795438800"), "{asked:?}");
    assert!(!asked[2].contains("appsecret_time"), "{asked:?}");
}

#[tokio::test]
async fn parts_of_a_batch_have_their_own_tokens_and_an_unfinished_one_is_made_again() {
    let body = |value: Value| json!({"code": 200, "body": value.to_string()});
    let answers = json!([body(json!({"id": "1"})), null]);
    let table = table([says(&answers), says(&json!({"id": "2"}))]);
    let calls = ["1", "2"].map(|id| Call::get(id).token(&Secret::new(format!("page-{id}"))));
    let got = table.graph.batch(calls.to_vec()).await;
    let ids = got.iter().map(|one| one.as_ref().unwrap().node::<Named>("").unwrap().id);
    assert_eq!(ids.collect::<Vec<_>>(), ["1", "2"]);
    let asked = table.wire.asked.lock().unwrap();
    let form = String::from_utf8(asked[0].body.clone()).unwrap();
    assert!(form.contains("page-1") && form.contains("page-2") && form.contains("appsecret_proof"));
    assert_eq!(asked[0].headers.get("authorization"), Some("Bearer 77|app-secret"));
    assert_eq!(asked[1].headers.get("authorization"), Some("Bearer page-2"));
}

#[tokio::test]
async fn a_proof_that_a_batch_refuses_is_corrected_outside_of_it() {
    let invalid = json!({"error": {"code": 100, "message": "Invalid appsecret_proof provided in the API argument"}});
    let part = json!({"code": 400, "body": invalid.to_string()});
    let alone = fails(400, 100, "Invalid appsecret_proof provided in the API argument")
        .map(|answer| answer.header("Date", "Mon, 23 Nov 2026 13:00:00 GMT"));
    let table = table([says(&json!([part, part])), alone, says(&json!({"id": "1"})), says(&json!({"id": "2"}))]);
    let calls = ["1", "2"].map(|id| Call::get(id).token(&Secret::new(format!("page-{id}"))));
    let got = table.graph.batch(calls.to_vec()).await;
    assert!(got.iter().all(Result::is_ok), "{got:?}");
    assert!(table.asked()[3].contains("appsecret_time=1795438800"), "{:?}", table.asked());
}

#[tokio::test]
async fn an_error_inside_a_batch_is_that_parts_alone() {
    let part = |code: u16, value: Value| json!({"code": code, "body": value.to_string()});
    let dead = json!({"error": {"code": 190, "error_subcode": 460, "message": "m"}});
    let table = table([says(&json!([part(400, dead), part(200, json!({"id": "2"}))]))]);
    let got = table.graph.batch(["1", "2"].map(Call::get).to_vec()).await;
    assert_eq!(got[0].as_ref().unwrap_err().cause, Cause::Revoked);
    assert!(got[1].is_ok());
}

#[tokio::test]
async fn a_list_that_is_refused_half_way_keeps_what_it_showed_and_says_why_it_ends() {
    let table = table([page(&[1], "a", true), fails(400, 415, "Two factor authentication required")]);
    let list = table.graph.accounts(&token()).await.unwrap();
    assert_eq!((list.pages.len(), list.refused.unwrap().graph.unwrap().code), (1, Some(415)));
    let table = self::table([page(&[1], "a", true), fails(400, 415, "Two factor authentication required")]);
    assert!(table.graph.businesses(&token()).await.is_err());
}

/// Each read that proves something, with each answer that is none.
#[tokio::test]
async fn an_answer_that_is_no_list_proves_nothing() {
    let no_lists =
        [json!({}), json!({"data": null}), json!({"data": {}}), json!([]), json!(true), json!({"error": "x"})];
    for answer in no_lists {
        let table = table((0..60).map(|_| says(&answer)));
        let (graph, waba) = (&table.graph, crate::domain::WabaId::new("9"));
        let causes = [
            graph.subscriptions(&[("1", &token())]).await.remove(0).err(),
            graph.page_states(&[("1", &token())]).await.remove(0).err(),
            graph.waba_subscription(&waba, &token()).await.err(),
            graph.waba_states(&[(&waba, &token())]).await.remove(0).err(),
            graph.permissions("1", &token()).await.err(),
            graph.still_granted("1").await.err(),
            graph.app_subscriptions().await.err(),
            graph.app_permissions().await.err(),
            graph.accounts(&token()).await.err(),
            graph.businesses(&token()).await.err(),
            graph.numbers(&waba, &token()).await.err(),
        ];
        for (at, cause) in causes.into_iter().enumerate() {
            assert_eq!(cause.map(|trouble| trouble.cause), Some(Cause::Garbled), "read {at} of {answer}");
        }
    }
}

/// Each write that promises success, with a flag that says no.
#[tokio::test]
async fn a_write_that_was_not_done_is_an_error() {
    let table = table((0..20).map(|_| says(&json!({"success": false}))));
    let (graph, token) = (&table.graph, &token());
    let (waba, phone) = (&crate::domain::WabaId::new("9"), &crate::domain::PhoneId::new("8"));
    let (code, fields) = (&Secret::new("424242"), &["messages".to_owned()][..]);
    let wish = crate::domain::AppSubscription {
        object: "page".into(),
        callback_url: None,
        active: true,
        fields: std::collections::BTreeSet::new(),
    };
    let answers = [
        graph.subscribe(&[("1", token, fields)]).await.remove(0),
        graph.unsubscribe("1", Some(token)).await,
        graph.revoke_permissions("1").await,
        graph.subscribe_app(&wish, code).await,
        graph.unsubscribe_app("page").await,
        graph.register(phone, code, token).await,
        graph.deregister(phone, token).await,
        graph.request_code(phone, crate::domain::CodeMethod::Sms, "en_US", token).await,
        graph.verify_code(phone, code, token).await,
        graph.subscribe_waba(waba, token).await,
        graph.override_callback(waba, token, "https://own.example", code).await,
        graph.unsubscribe_waba(waba, token).await,
    ];
    for (at, answer) in answers.into_iter().enumerate() {
        assert_eq!(answer.unwrap_err().cause, Cause::Refused, "write {at}");
    }
}

#[tokio::test]
async fn what_is_not_metas_json_is_garbled_and_not_quoted() {
    for body in ["", "<html>secret</html>", "{\"data\":[", "\u{feff}nothing"] {
        let answers = (0..4).map(|_| Ok(Response::new(200).body("text/html", body)));
        let trouble = table(answers).graph.me(&token()).await.unwrap_err();
        assert_eq!(trouble.cause, Cause::Garbled, "{body}");
        assert!(!trouble.message.contains("secret"));
    }
}
