//! Meta on one side, a target on the other, sockets and a disk between them.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::{Notify, mpsc};
use url::Url;

use super::*;
use crate::clock::System;
use crate::domain::Secret;
use crate::http::host::Host;
use crate::http::{Handler, Live, Method, Reply, Request, Response, Roots, Transport};
use crate::spool::{Filter, Spool, State};
use crate::webhook;

/// A receiver on a port, with its spool in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
    spool: Arc<Spool>,
    host: Host,
    told: mpsc::Receiver<Told>,
    forwarders: Vec<Arc<Forwarder>>,
}

fn secret() -> Secret {
    Secret::new("the app's own")
}

async fn place(limits: crate::spool::Limits, targets: &[Url]) -> Place {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(&folder.path().join("spool").join("acme.db"), limits).unwrap();
    let mut forwarders = Vec::new();
    for url in targets {
        let (target, way) = (spool.target(url.as_str()).await.unwrap(), Arc::new(Live::new(Roots::Loopback).unwrap()));
        forwarders.push(Arc::new(Forwarder::new(Arc::clone(&spool), target, url.clone(), way, Arc::new(System))));
    }
    let (tell, told) = mpsc::channel(10_000);
    let receiver = Receiver {
        secrets: vec![secret(), Secret::new("the one before")],
        verify_token: webhook::verify_token(&secret()),
        names: vec!["hooks.acme.example".to_owned()],
        spool: Arc::clone(&spool),
        targets: forwarders.iter().map(|one| one.target).collect(),
        clock: Arc::new(System),
        told: tell,
        wake: forwarders.iter().map(|one| Arc::clone(&one.wake)).collect(),
        healthy: AtomicBool::new(true),
    };
    let host = Host::bind_within(Arc::new(receiver), 0, LIMITS).unwrap();
    Place { folder, spool, host, told, forwarders }
}

fn message(person: &str, key: &str) -> Vec<u8> {
    let item = serde_json::json!({"sender": {"id": person}, "recipient": {"id": "1001"}, "timestamp": 1_795_000_000_000_i64,
        "message": {"mid": key, "text": format!("text {key}")}});
    serde_json::json!({"object": "page", "entry": [{"id": "1001", "messaging": [item]}]}).to_string().into_bytes()
}

impl Place {
    async fn post(&self, key: &Secret, body: Vec<u8>) -> Response {
        let request =
            Request::new(Method::Post, self.host.base()).header(webhook::SIGNATURE, webhook::signature(key, &body));
        Live::new(Roots::Loopback).unwrap().send(request.body("application/json", body)).await.unwrap()
    }

    async fn get(&self, path: &str, host: Option<&str>) -> Response {
        let request = Request::new(Method::Get, self.host.base().join(path).unwrap());
        let request = host.into_iter().fold(request, |request, name| request.header("host", name));
        Live::new(Roots::Loopback).unwrap().send(request).await.unwrap()
    }

    async fn raw(&self, head: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.host.port())).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        // It may be refused before all of it is written.
        let _ = stream.write_all(body).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[tokio::test]
async fn w05_what_is_signed_is_on_the_disk_when_it_is_answered_and_nothing_else_is() {
    let mut place = place(crate::spool::Limits::default(), &[]).await;
    assert_eq!(place.post(&secret(), message("7", "m1")).await.status, 200);
    assert_eq!(place.post(&Secret::new("the one before"), message("7", "m2")).await.status, 200);
    assert_eq!(place.post(&secret(), b"{not json".to_vec()).await.status, 200);
    assert_eq!(place.post(&Secret::new("another app's"), message("7", "m3")).await.status, 401);
    let unsigned = Request::new(Method::Post, place.host.base()).body("application/json", message("7", "m4"));
    assert_eq!(Live::new(Roots::Loopback).unwrap().send(unsigned).await.unwrap().status, 401);
    let found = place.spool.find(&Filter { limit: 10, ..Filter::default() }).unwrap();
    assert_eq!(found.iter().map(|one| one.event.kind.as_str()).collect::<Vec<_>>(), ["text", "text", "unreadable"]);
    assert!(matches!(place.told.recv().await, Some(Told::Delivery(one)) if one.events[0].0.key == "m1"));
    assert_eq!(place.spool.whole(&found[2].id).unwrap().unwrap().body.unwrap(), b"{not json");
}

#[tokio::test]
async fn the_handshake_is_answered_under_every_path_and_a_stranger_is_not() {
    let place = place(crate::spool::Limits::default(), &[]).await;
    let token = webhook::verify_token(&secret());
    let ask = |token: &str| format!("/meta/hook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={token}");
    let right = place.get(&ask(token.expose()), Some("hooks.acme.example")).await;
    assert_eq!((right.status, right.body), (200, b"1158201444".to_vec()));
    assert_eq!(place.get(&ask("wrong"), None).await.status, 403);
    assert_eq!(place.get("/", None).await.status, 400);
    assert_eq!(place.get("/health", None).await.status, 200);
    assert_eq!(place.get(&ask(token.expose()), Some("rebound.example")).await.status, 421);
    let put = place.raw("PUT / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n", b"").await;
    assert!(put.starts_with("HTTP/1.1 405"), "{put}");
}

#[tokio::test]
async fn w03_a_body_above_the_limit_is_refused_and_one_of_metas_largest_is_not() {
    let place = place(crate::spool::Limits::default(), &[]).await;
    let mut large = message("7", "large");
    large.resize(3 * 1024 * 1024, b' ');
    assert_eq!(place.post(&secret(), large).await.status, 200);
    let head = format!("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", LIMITS.body + 1);
    assert!(place.raw(&head, b"").await.starts_with("HTTP/1.1 413"));
    let chunked = "POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = [b"100000\r\n".as_slice(), &vec![b'x'; 0x10_0000], b"\r\n"].concat();
    assert!(place.raw(chunked, &chunk.repeat(5)).await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn w08_what_cannot_be_kept_is_left_to_meta_and_the_balancer_is_told() {
    let limits = crate::spool::Limits { bytes: 3000, ..crate::spool::Limits::default() };
    let nowhere = Url::parse("http://localhost:9/").unwrap();
    let place = place(limits, &[nowhere]).await;
    let mut statuses = Vec::new();
    for number in 0..4 {
        statuses.push(place.post(&secret(), message("7", &format!("m{number}"))).await.status);
    }
    assert_eq!(statuses, [200, 200, 503, 503]);
    assert_eq!(place.get("/health", None).await.status, 503);
    assert_eq!(place.spool.usage().unwrap().waiting, 2);
}

/// A server under development: it takes, fails, leads elsewhere or says nothing, as told.
#[derive(Default)]
struct Target {
    /// The statuses of the next answers; 200 when there are no more.
    next: Mutex<Vec<u16>>,
    /// What is never taken.
    poison: Mutex<Option<String>>,
    taken: Mutex<Vec<Request>>,
    asked: AtomicU32,
    told: Notify,
}

#[async_trait]
impl Handler for Target {
    async fn answer(&self, request: Request) -> Reply {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let is_poison = self
            .poison
            .lock()
            .unwrap()
            .as_ref()
            .is_some_and(|poison| String::from_utf8_lossy(&request.body).contains(poison.as_str()));
        let status = if is_poison { 500 } else { self.next.lock().unwrap().pop().unwrap_or(200) };
        match status {
            0 => return Reply::Cut { reset: true },
            200 => self.taken.lock().unwrap().push(request),
            _ => {}
        }
        self.told.notify_one();
        Response::new(status).header("location", "http://localhost:1/").into()
    }
}

impl Target {
    fn keys(&self) -> Vec<String> {
        let taken = self.taken.lock().unwrap();
        taken.iter().map(|request| webhook::events(&request.body)[0].key.clone()).collect()
    }

    async fn until(&self, enough: impl Fn(&Self) -> bool) {
        let wait = async {
            while !enough(self) {
                let _ = tokio::time::timeout(Duration::from_millis(20), self.told.notified()).await;
            }
        };
        tokio::time::timeout(Duration::from_mins(1), wait).await.expect("the target was told too little");
    }
}

/// Runs what forwards while `story` is told.
async fn forwarding<T>(place: &Place, story: impl Future<Output = T>) -> T {
    let end = Notify::new();
    let run = futures_util::future::join_all(place.forwarders.iter().map(|one| one.run(end.notified())));
    let told = async {
        let told = story.await;
        end.notify_waiters();
        told
    };
    let (ended, told) = tokio::join!(run, told);
    for one in ended {
        one.unwrap();
    }
    told
}

#[tokio::test]
async fn w11_every_sample_is_passed_on_byte_for_byte_with_its_signature() {
    let target = Arc::new(Target::default());
    let server = Host::bind(target.clone(), 0).unwrap();
    let place = place(crate::spool::Limits::default(), &[server.base()]).await;
    let mut sent = BTreeSet::new();
    forwarding(&place, async {
        for (number, sample) in webhook::samples().iter().enumerate() {
            let (asset, number, person) = ("1001".to_owned(), "310".to_owned(), format!("1555{number}"));
            let cast = webhook::Cast { asset, number, person, unique: sample.event.clone(), at: 1_795_000_000 };
            let body = sample.body(&cast);
            assert_eq!(place.post(&secret(), body.clone()).await.status, 200, "{}", sample.event);
            sent.insert(body);
        }
        target.until(|target| target.keys().len() >= sent.len()).await;
    })
    .await;
    let taken = target.taken.lock().unwrap();
    for request in taken.iter() {
        assert_eq!(webhook::signed_by(&[secret()], request.headers.all(webhook::SIGNATURE), &request.body), Some(0));
        let header = |name| request.headers.get(name).unwrap().to_owned();
        assert_eq!([header("x-snorq-attempt"), header("content-type")], ["1", "application/json"]);
        assert_eq!(header("host"), server.base().as_str().trim_start_matches("http://").trim_end_matches('/'));
    }
    assert_eq!(taken.iter().map(|request| request.body.clone()).collect::<BTreeSet<_>>(), sent);
}

#[tokio::test]
async fn only_the_200s_count_and_the_order_of_a_conversation_stays() {
    let target = Arc::new(Target { next: Mutex::new(vec![204, 0, 302, 500]), ..Target::default() });
    let server = Host::bind(target.clone(), 0).unwrap();
    let place = place(crate::spool::Limits::default(), &[server.base()]).await;
    forwarding(&place, async {
        for key in ["m1", "m2", "m3"] {
            place.post(&secret(), message("7", key)).await;
        }
        // 500, a redirect and a reset, then 204 for the first; the others follow.
        target.until(|target| target.keys().len() >= 2).await;
    })
    .await;
    assert_eq!(target.keys(), ["m2", "m3"]);
    assert_eq!(target.asked.load(Ordering::SeqCst), 6);
    let first = place.spool.find(&Filter { limit: 9, ..Filter::default() }).unwrap().remove(0);
    let passing = place.spool.whole(&first.id).unwrap().unwrap().passing.remove(0);
    assert_eq!((passing.state, passing.attempts, passing.status), (State::Delivered, 4, Some(204)));
}

#[tokio::test]
async fn w13_one_that_is_refused_holds_up_its_own_conversation_only() {
    let target = Arc::new(Target { poison: Mutex::new(Some("poison".to_owned())), ..Target::default() });
    let server = Host::bind(target.clone(), 0).unwrap();
    let place = place(crate::spool::Limits::default(), &[server.base()]).await;
    forwarding(&place, async {
        place.post(&secret(), message("7", "poison")).await;
        place.post(&secret(), message("7", "behind")).await;
        for number in 0..20 {
            place.post(&secret(), message(&format!("8{number}"), &format!("m{number}"))).await;
        }
        target.until(|target| target.keys().len() >= 20).await;
    })
    .await;
    assert!(!target.keys().contains(&"behind".to_owned()));
    assert_eq!(
        place.spool.find(&Filter { state: Some(State::Waiting), limit: 9, ..Filter::default() }).unwrap().len(),
        2
    );
}

#[tokio::test]
async fn what_a_killed_process_may_have_sent_is_marked_as_tried() {
    let target = Arc::new(Target::default());
    let server = Host::bind(target.clone(), 0).unwrap();
    let place = place(crate::spool::Limits::default(), &[server.base()]).await;
    // A process that begins, and is no more.
    place.spool.begin(place.forwarders[0].target).await.unwrap();
    place.post(&secret(), message("7", "m1")).await;
    forwarding(&place, target.until(|target| target.keys().len() == 1)).await;
    assert_eq!(target.taken.lock().unwrap()[0].headers.get("x-snorq-attempt"), Some("2"));
    place.post(&secret(), message("7", "m1")).await;
    forwarding(&place, target.until(|target| target.keys().len() == 2)).await;
    let second = target.taken.lock().unwrap()[1].clone();
    assert_eq!(
        [second.headers.get("x-snorq-attempt"), second.headers.get("x-snorq-repeat")],
        [Some("1"), Some("true")]
    );
    drop(place.folder);
}

#[tokio::test]
async fn l14_hundreds_of_clients_that_say_nothing_keep_nobody_out() {
    let place = place(crate::spool::Limits::default(), &[]).await;
    let mut open = Vec::new();
    for number in 0..500 {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, place.host.port())).await.unwrap();
        if number % 2 == 0 {
            stream.write_all(b"POST / HT").await.unwrap();
        }
        open.push(stream);
    }
    let answer = tokio::time::timeout(Duration::from_secs(5), place.post(&secret(), message("7", "m1"))).await;
    assert_eq!(answer.expect("an answer while others hold their lines").status, 200);
    let mut gone = 0;
    for mut stream in open {
        let ended = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut Vec::new())).await;
        gone += usize::from(ended.is_ok());
    }
    assert_eq!(gone, 500, "each was sent away");
}
