//! Every kind of fault, seen in the bytes on the wire.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::http::host::Host;
use crate::sandbox::{Action, FAULTS, Fault, Sandbox};

/// A served sandbox, asked byte by byte.
struct Wire {
    sandbox: Arc<Sandbox>,
    host: Host,
    token: String,
}

/// What came.
#[derive(Debug)]
struct Came {
    head: String,
    body: String,
}

impl Came {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    fn ids(&self) -> Vec<String> {
        super::column(&self.json(), "id").into_iter().map(str::to_owned).collect()
    }
}

impl Wire {
    fn new(seed: &str) -> Self {
        let sandbox = Arc::new(Sandbox::in_memory(seed).unwrap());
        let host = Host::bind(Arc::clone(&sandbox) as _, 0).unwrap();
        let token = sandbox.credentials().unwrap().user_token;
        Self { sandbox, host, token }
    }

    /// Sends a request that asks for a fault, and reads until the connection ends.
    async fn say(&self, fault: &str, method: &str, path: &str) -> io::Result<Came> {
        let fault = if fault.is_empty() { String::new() } else { format!("x-snorq-fault: {fault}\r\n") };
        let asked = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost:{}\r\nauthorization: Bearer {}\r\nconnection: close\r\n\
             content-length: 0\r\n{fault}\r\n",
            self.host.port(),
            self.token
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.host.port())).await?;
        stream.write_all(asked.as_bytes()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Ok(Came { head: head.to_owned(), body: body.to_owned() })
    }

    async fn get(&self, fault: &str, path: &str) -> Came {
        self.say(fault, "GET", path).await.unwrap()
    }

    /// The path of a link, for the same sandbox.
    fn path(&self, link: &Value) -> String {
        let link = link.as_str().unwrap_or_else(|| panic!("no link: {link}"));
        link.strip_prefix(&format!("http://localhost:{}", self.host.port())).unwrap().to_owned()
    }

    /// Sets a fault and reads a list by its links, at most so many pages of results.
    async fn walk(&self, action: Action, times: u32, most: usize) -> (Vec<usize>, Vec<String>) {
        self.sandbox.fault(Fault { times, ..Fault::once("/accounts", action) });
        let (mut sizes, mut ids, mut path) =
            (Vec::new(), Vec::new(), "/v26.0/me/accounts?fields=id&limit=2".to_owned());
        while sizes.len() < most {
            let came = self.get("", &path).await;
            sizes.push(came.ids().len());
            ids.extend(came.ids());
            match &came.json()["paging"]["next"] {
                Value::Null => break,
                link => path = self.path(link),
            }
        }
        self.sandbox.clear_faults();
        (sizes, ids)
    }
}

#[tokio::test]
async fn connections_break_before_and_after_the_effect() {
    let wire = Wire::new("small");
    let count = || wire.sandbox.subscriptions().unwrap().len();
    let page = wire.get("", "/1001?fields=access_token").await.json()["access_token"].as_str().unwrap().to_owned();
    let path = format!("/1001/subscribed_apps?subscribed_fields=messages&access_token={page}");
    for (fault, reset, wanted) in
        [("hang-up", false, 0), ("reset", true, 0), ("reset;effect=yes", true, 1), ("hang-up;effect=yes", false, 1)]
    {
        let came = wire.say(fault, "POST", &path).await;
        match (came, reset) {
            (Ok(came), false) => assert_eq!(came.head, "", "{fault}"),
            (Err(error), true) => assert_eq!(error.kind(), io::ErrorKind::ConnectionReset, "{fault}"),
            (came, _) => panic!("{fault}: {came:?}"),
        }
        assert_eq!(count(), wanted, "{fault}");
    }
}

#[tokio::test]
async fn answers_come_late_or_never() {
    let wire = Wire::new("small");
    let begun = Instant::now();
    assert_eq!(wire.get("latency;seconds=0.15", "/me").await.status(), "200");
    assert!(begun.elapsed() >= Duration::from_millis(150));
    let begun = Instant::now();
    assert_eq!(wire.get("timeout;seconds=0.15", "/me").await.head, "", "it ends by itself after its time");
    assert!(begun.elapsed() >= Duration::from_millis(150));
    let never = tokio::time::timeout(Duration::from_millis(150), wire.get("timeout", "/me")).await;
    assert!(never.is_err(), "it waits for the client to give up");
    assert_eq!(wire.get("", "/me").await.status(), "200", "others are not held up");
}

#[tokio::test]
async fn bodies_are_not_what_they_should_be() {
    let wire = Wire::new("small");
    let html = wire.get("html", "/me").await;
    assert_eq!((html.status(), html.header("content-type")), ("502", "text/html; charset=utf-8"));
    assert!(html.body.starts_with("<!DOCTYPE html>"));
    let empty = wire.get("empty;status=503", "/me").await;
    assert_eq!((empty.status(), empty.header("content-length"), empty.body.as_str()), ("503", "0", ""));
    let whole = wire.get("", "/me").await;
    let half = wire.get("truncated", "/me").await;
    assert_eq!(half.body, whole.body[..whole.body.len() / 2]);
    let other = wire.get("content-type;type=text/plain", "/me").await;
    assert_eq!((other.header("content-type"), &other.body), ("text/plain", &whole.body));
    let huge = wire.get("huge;bytes=3000001", "/me").await;
    assert_eq!((huge.header("content-length"), huge.body.len()), ("3000001", 3_000_001));
    assert!(huge.head.contains("x-snorq-sandbox: 1"));
}

#[tokio::test]
async fn errors_have_their_envelope_and_limits_their_headers() {
    let wire = Wire::new("small");
    let dead = wire.get("error;code=190;subcode=460;status=401", "/me").await;
    let error = &dead.json()["error"];
    assert_eq!((dead.status(), &error["code"], &error["error_subcode"]), ("401", &190.into(), &460.into()));
    assert!(error["fbtrace_id"].is_string() && dead.header("www-authenticate").contains("invalid_token"), "{dead:?}");
    let down = wire.get("error", "/me").await;
    assert_eq!((down.status(), &down.json()["error"]["code"]), ("500", &2.into()));
    for code in [4, 17, 32, 613] {
        let came = wire.get(&format!("throttled;code={code}"), "/me").await;
        assert_eq!(came.json()["error"]["code"], code);
        assert!(came.header("x-app-usage").starts_with("{\"call_count\":100,"), "{code}: {came:?}");
    }
    for (code, kind) in [(80_001, "pages"), (80_002, "instagram"), (80_006, "messenger"), (80_008, "whatsapp")] {
        let came = wire.get(&format!("throttled;code={code};minutes=7"), "/v26.0/1001").await;
        assert_eq!(
            (&came.json()["error"]["code"], &came.json()["error"]["is_transient"]),
            (&code.into(), &true.into())
        );
        let usage: Value = serde_json::from_str(came.header("x-business-use-case-usage")).unwrap();
        let row = &usage["1001"][0];
        assert_eq!((&row["type"], &row["call_count"]), (&kind.into(), &100.into()));
        assert_eq!(row["estimated_time_to_regain_access"], 7, "in minutes");
    }
    let cloud = wire.get("throttled;code=130429", "/me").await;
    assert_eq!((cloud.status(), &cloud.json()["error"]["code"]), ("429", &130_429.into()));
    let many = wire.get("too-many;seconds=9", "/me").await;
    assert_eq!((many.status(), many.header("retry-after")), ("429", "9"));
}

#[tokio::test]
async fn headers_lie_about_time_and_version() {
    let wire = Wire::new("small");
    let came = wire.get("skew;seconds=-86400", "/me").await;
    assert_eq!(came.header("date"), "Sun, 22 Nov 2026 12:00:00 GMT");
    assert_eq!(came.head.matches("date: ").count(), 1);
    let came = wire.get("old-version", "/v26.0/me").await;
    assert_eq!((came.header("facebook-api-version"), came.status()), ("v21.0", "200"));
}

#[tokio::test]
async fn lists_come_otherwise_and_lose_nothing() {
    let wire = Wire::new("small");
    let all = ["1001", "1002", "1003"].map(str::to_owned).to_vec();
    assert_eq!(wire.walk(Action::ShortPage, 1, 9).await, (vec![1, 2], all.clone()));
    assert_eq!(wire.walk(Action::EmptyPage, 2, 9).await, (vec![0, 0, 2, 1], all.clone()));
    let (sizes, mut ids) = wire.walk(Action::Duplicates, 2, 9).await;
    ids.dedup();
    assert_eq!((sizes, ids), (vec![4, 2], all.clone()));
    let (sizes, ids) = wire.walk(Action::Endless, Fault::ALWAYS, 6).await;
    assert_eq!(sizes, [2, 1, 2, 1, 2, 1]);
    assert_eq!(ids[..3], ids[3..6]);
    let one = wire.get("short-page", "/me/accounts?limit=1&fields=id").await;
    assert!(one.ids().is_empty() && one.json()["paging"]["next"].is_string(), "half of one row is none");
    let empty = wire.get("empty-page", "/me/accounts?fields=id").await.json();
    let after = empty["paging"]["cursors"]["after"].as_str().unwrap();
    assert_eq!(wire.get("", &format!("/me/accounts?fields=id&after={after}")).await.ids(), all, "by cursor as well");
}

#[tokio::test]
async fn an_endless_list_never_repeats_a_cursor() {
    let wire = Wire::new("small");
    let mut cursors = Vec::new();
    for _ in 0..3 {
        let came = wire.get("endless", "/me/accounts").await.json();
        cursors.push(came["paging"]["cursors"]["after"].to_string());
    }
    cursors.dedup();
    assert_eq!(cursors.len(), 3);
}

#[tokio::test]
async fn a_yes_is_a_text_and_items_of_a_batch_are_null() {
    let wire = Wire::new("small");
    let page = wire.get("", "/1001?fields=access_token").await.json()["access_token"].as_str().unwrap().to_owned();
    let path = format!("/1001/subscribed_apps?subscribed_fields=messages&access_token={page}");
    assert_eq!(wire.say("string-success", "POST", &path).await.unwrap().json()["success"], "true");
    let operation = "%7B%22method%22%3A%22GET%22%2C%22relative_url%22%3A%22me%22%7D";
    let path = format!("/?batch=%5B{operation}%2C{operation}%2C{operation}%5D");
    let items = wire.say("null-items", "POST", &path).await.unwrap().json();
    let codes: Vec<_> = items.as_array().unwrap().iter().map(|item| item["code"].as_i64()).collect();
    assert_eq!(codes, [Some(200), None, Some(200)]);
}

#[tokio::test]
async fn a_header_strikes_one_request_and_a_wrong_one_is_explained() {
    let wire = Wire::new("small");
    assert_eq!(wire.get("empty", "/me").await.status(), "502");
    assert_eq!(wire.get("", "/me").await.status(), "200");
    let wrong = wire.get("empti", "/me").await;
    let said = wrong.json()["error"]["message"].to_string();
    assert!(wrong.status() == "400" && said.contains("there is no fault named 'empti'"), "{said}");
    for kind in FAULTS.iter().filter(|kind| !["timeout", "latency", "huge"].contains(&kind.name)) {
        // What each looks like is said above; here that none of them breaks the server.
        let _ = wire.say(kind.name, "GET", "/").await;
    }
    assert_eq!(wire.get("", "/me").await.status(), "200");
}

#[test]
fn another_process_sets_and_clears_faults_and_they_run_out() {
    let folder = tempfile::tempdir().unwrap();
    let now: crate::sandbox::Now = Arc::new(|| jiff::Timestamp::from_second(1_795_435_200).unwrap());
    let (one, two) = (Sandbox::open(folder.path(), now.clone()).unwrap(), Sandbox::open(folder.path(), now).unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let ask = || runtime.block_on(super::ask_status(&one, "/me"));
    let fault = Fault { matching: "GET /me".into(), skip: 1, times: 2, action: Action::Empty(502) };
    assert_eq!((two.set_fault(fault.clone()).unwrap(), two.set_fault(fault).unwrap()), (1, 2));
    assert!(two.remove_fault(2).unwrap() && !two.remove_fault(2).unwrap());
    assert_eq!([ask(), ask(), ask(), ask()], [200, 502, 502, 200]);
    assert_eq!(two.faults().unwrap(), []);
    two.fault(Fault { times: Fault::ALWAYS, ..Fault::once("", Action::Html(500)) });
    assert_eq!([ask(), ask()], [500, 500]);
    assert_eq!((two.remove_faults().unwrap(), ask()), (1, 200));
}

/// The shapes that people met in public reports, each by a line of the command.
#[tokio::test]
async fn answers_are_well_formed_and_say_something_else() {
    let wire = Wire::new("small");
    for body in ["{}", "{\"data\":null}", "{\"data\":{}}", "true", "{\"error\":\"temporarily_unavailable\"}"] {
        let came = wire.get(&format!("answer;body={body}"), "/me/accounts").await;
        assert_eq!((came.status(), came.body.as_str()), ("200", body));
    }
    let text = "{\"error\":{\"code\":\"190\",\"error_subcode\":\"463\"}}";
    let came = wire.get(&format!("answer;status=400;body={text}"), "/me").await;
    assert_eq!((came.status(), &came.json()["error"]["code"]), ("400", &"190".into()));
    let page = wire.get("", "/1001?fields=access_token").await.json()["access_token"].as_str().unwrap().to_owned();
    let path = format!("/1001/subscribed_apps?subscribed_fields=messages&access_token={page}");
    for (effect, flag, wanted) in [("no", "true", 0), ("yes", "false", 1)] {
        let fault = format!("answer;effect={effect};body={{\"success\":{flag}}}");
        assert_eq!(wire.say(&fault, "POST", &path).await.unwrap().body, format!("{{\"success\":{flag}}}"));
        assert_eq!(wire.sandbox.subscriptions().unwrap().len(), wanted, "{fault}");
    }
    let app = wire.sandbox.credentials().unwrap();
    let path = format!("/debug_token?input_token={}&access_token={}|{}", wire.token, app.app_id, app.app_secret);
    let other = wire.get("other-app", &path).await.json();
    assert_eq!((&other["data"]["app_id"], &other["data"]["is_valid"]), (&"990000000000009".into(), &true.into()));
}

#[tokio::test]
async fn addresses_come_back_in_normal_form() {
    use super::receiver::Receiver;
    let (fixture, receiver) = (super::Fixture::new("small"), Receiver::start());
    let path =
        format!("/900000000000001/subscriptions?object=page&verify_token=vt&callback_url={}", receiver.url("a%2B1"));
    let (status, answer) = fixture.call(crate::http::Method::Post, &path, &fixture.app()).await;
    assert_eq!(status, 200, "{answer}");
    fixture.sandbox.fault(Fault::once("/subscriptions", Action::from_line("normal-form").unwrap()));
    let list = fixture.get("/900000000000001/subscriptions", &fixture.app()).await;
    assert_eq!(list["data"][0]["callback_url"].as_str(), Some(receiver.url("a%201").as_str()));
}
