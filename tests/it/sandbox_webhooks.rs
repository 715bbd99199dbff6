//! Webhooks from one process to another: a running sandbox delivers what a second process made happen.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use snorq::sandbox::wire::Host;
use snorq::sandbox::wire::{Handler, Live, Method, Reply, Request, Response, Roots, Transport as _};
use tokio::sync::Notify;

use crate::bench::{Bench, Server, hmac_hex};

/// An app's server: it knows its verify token and its secret, and nothing of the sandbox.
struct Receiver {
    secret: String,
    taken: Mutex<Vec<serde_json::Value>>,
    told: Notify,
    down: Mutex<bool>,
}

#[async_trait]
impl Handler for Receiver {
    async fn answer(&self, request: Request) -> Reply {
        if request.method == Method::Get {
            let query: std::collections::HashMap<_, _> = request.url.query_pairs().into_owned().collect();
            let fine = query["hub.mode"] == "subscribe" && query["hub.verify_token"] == "between us";
            let status = if fine { 200 } else { 403 };
            return Response::new(status).body("text/plain", query["hub.challenge"].clone()).into();
        }
        if std::mem::take(&mut *self.down.lock().unwrap()) {
            return Response::new(503).into();
        }
        if !self.signed(&request) {
            return Response::new(401).into();
        }
        self.taken.lock().unwrap().push(serde_json::from_slice(&request.body).unwrap());
        self.told.notify_one();
        Response::new(200).into()
    }
}

impl Receiver {
    fn signed(&self, request: &Request) -> bool {
        let signature = format!("sha256={}", hmac_hex(&self.secret, &request.body));
        request.headers.get("x-hub-signature-256") == Some(&signature)
    }

    /// The texts that were told, once there are so many.
    async fn texts(&self, count: usize) -> Vec<String> {
        let enough = async {
            loop {
                let told = self.told.notified();
                let texts: Vec<String> = texts(&self.taken.lock().unwrap());
                if texts.len() >= count {
                    return texts;
                }
                told.await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), enough).await.expect("the sandbox told too little")
    }
}

fn texts(taken: &[serde_json::Value]) -> Vec<String> {
    let items = taken.iter().flat_map(|body| body["entry"].as_array().unwrap());
    let items = items.flat_map(|entry| entry["messaging"].as_array().unwrap());
    items.map(|item| item["message"]["text"].as_str().unwrap().to_owned()).collect()
}

async fn post(server: &Server, path: &str, token: &str) -> Response {
    let url = format!("{}{path}", server.text("url")).parse().unwrap();
    let request = Request::new(Method::Post, url).header("authorization", format!("Bearer {token}"));
    Live::new(Roots::Loopback).unwrap().send(request).await.unwrap()
}

#[tokio::test]
async fn an_event_of_a_second_process_reaches_the_apps_server() {
    let server = Server::start("small");
    let home = server.home().to_string_lossy().into_owned();
    let bench = Arc::new(Bench::new().with("SNORQ_HOME", &home));
    let receiver = Arc::new(Receiver {
        secret: server.text("app_secret").to_owned(),
        taken: Mutex::default(),
        told: Notify::new(),
        down: Mutex::default(),
    });
    let host = Host::bind(receiver.clone(), 0).unwrap();
    let (app, callback) = (server.text("app_id"), host.base());
    let path =
        format!("/{app}/subscriptions?object=page&fields=messages&callback_url={callback}&verify_token=between us");
    let token = format!("{app}|{}", server.text("app_secret"));
    assert_eq!(post(&server, &path, &token).await.status, 200);
    let url = format!("{}/1001?fields=access_token", server.text("url")).parse().unwrap();
    let request =
        Request::new(Method::Get, url).header("authorization", format!("Bearer {}", server.text("user_token")));
    let page: serde_json::Value =
        serde_json::from_slice(&Live::new(Roots::Loopback).unwrap().send(request).await.unwrap().body).unwrap();
    let page = page["access_token"].as_str().unwrap();

    // The receiver lives on this thread, so the second process is waited for on another one.
    let run = |args: &[&str]| {
        let (bench, args) = (bench.clone(), args.iter().map(|&arg| arg.to_owned()).collect::<Vec<_>>());
        let run = move || bench.run(&args.iter().map(String::as_str).collect::<Vec<_>>()).expect(0).json();
        async move { tokio::task::spawn_blocking(run).await.unwrap() }
    };
    let event = |to, text| run(&["sandbox", "event", "message", "--to", to, "--text", text, "--json"]);
    let untold = event("facebook:1001", "too early").await;
    assert_eq!(untold["deliveries"][0]["state"], "untold");
    assert!(untold["deliveries"][0]["reason"].as_str().unwrap().contains("not on Page 1001"), "{untold}");

    assert_eq!(post(&server, "/1001/subscribed_apps?subscribed_fields=messages", page).await.status, 200);
    let told = event("1001", "grüß Gott").await;
    assert_eq!(told["deliveries"][0]["state"], "delivered", "{told}");
    assert_eq!(told["deliveries"][0]["attempts"][0]["status"], 200);
    assert_eq!(receiver.texts(1).await, ["grüß Gott"]);

    // What fails at first is brought by the running sandbox, by itself.
    *receiver.down.lock().unwrap() = true;
    let waiting = event("1001", "again").await;
    assert_eq!(waiting["deliveries"][0]["attempts"][0]["status"], 503, "{waiting}");
    assert_eq!(receiver.texts(2).await, ["grüß Gott", "again"]);
    let number = told["deliveries"][0]["number"].to_string();
    let again = run(&["sandbox", "deliveries", "--redeliver", &number, "--json"]).await;
    assert_eq!(again["deliveries"][0]["attempts"].as_array().unwrap().len(), 2);
    assert_eq!(receiver.texts(3).await[2], "grüß Gott");
}

#[test]
fn an_event_for_nobody_says_so() {
    let bench = Bench::new();
    let missing = bench.run(&["sandbox", "event", "message", "--to", "999", "--text", "hello"]).expect(7);
    assert!(missing.stderr.contains("no Page, Instagram account or WhatsApp number '999'"), "{missing}");
    let redeliver = bench.run(&["sandbox", "deliveries", "--redeliver", "9"]).expect(7);
    assert!(redeliver.stderr.contains("snorq sandbox deliveries"), "{redeliver}");
}
