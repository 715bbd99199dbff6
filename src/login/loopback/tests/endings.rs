//! How a login begins and ends, and that nothing stays open.

#![expect(clippy::print_stdout, reason = "tests print what they measure")]

use std::net::UdpSocket;

use super::super::super::NoBrowser;
use super::*;
use crate::http::{Live, Request, Response, Roots, Transport, TransportError};
use crate::sandbox::AutoConsent;

async fn opened(listen: ListenOptions, watch: &Arc<Watch>) -> Result<Box<dyn PendingLogin>, LoginError> {
    Loopback::new(listen, watch.clone(), watch.clone(), Arc::new(System)).open().await
}

#[tokio::test]
async fn the_redirect_address_says_localhost() {
    let waiting = opened(listen(), &Arc::default()).await.unwrap();
    let address = Url::parse(waiting.redirect()).unwrap();
    assert_eq!(waiting.redirect(), format!("http://localhost:{}/callback", address.port().unwrap()));
}

#[tokio::test]
async fn l01_other_addresses_of_this_machine_are_not_served() {
    let login = start(listen()).await;
    let probe = UdpSocket::bind("0.0.0.0:0").unwrap();
    let outward = probe.connect("192.0.2.1:9").and_then(|()| probe.local_addr()).map(|address| address.ip());
    for ip in outward.into_iter().chain(["127.0.0.2".parse().unwrap()]) {
        assert!(TcpStream::connect((ip, login.port)).await.is_err(), "{ip}");
    }
    login.finishes().await;
}

#[tokio::test]
async fn l02_both_families_are_served() {
    let login = start(listen()).await;
    for address in ["127.0.0.1", "::1"] {
        let Ok(mut stream) = TcpStream::connect((address, login.port)).await else {
            assert!(address == "::1" && std::net::TcpListener::bind("[::1]:0").is_err());
            continue;
        };
        let request = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", login.port);
        stream.write_all(request.as_bytes()).await.unwrap();
        assert_eq!(status(&read(&mut stream).await), "200");
    }
    login.finishes().await;
}

#[tokio::test]
async fn l04_a_taken_port_fails_before_the_browser_opens() {
    for address in ["127.0.0.1:0", "[::1]:0"] {
        let Ok(squatter) = std::net::TcpListener::bind(address) else { continue };
        let port = squatter.local_addr().unwrap().port();
        let watch = Arc::new(Watch::default());
        let outcome = opened(ListenOptions { port: Some(port), ..listen() }, &watch).await.map(|_| ());
        assert_eq!(outcome, Err(LoginError::PortTaken(port)));
        assert_eq!(watch.opened.load(Ordering::SeqCst), 0);
        assert!(watch.said.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn l17_the_port_is_closed_after_every_ending_and_can_be_taken_again() {
    let login = start(listen()).await;
    let port = login.port;
    let fixed = || ListenOptions { port: Some(port), ..listen() };
    login.finishes().await;
    assert!(is_closed(port).await, "after success");

    let login = start(fixed()).await;
    login.get(&format!("/callback?error=x&state={}", login.state.as_str())).await;
    login.get("/done").await;
    assert!(matches!(login.end.await.unwrap(), Err(LoginError::Declined { .. })));
    assert!(is_closed(port).await, "after a refusal");

    let short = Duration::from_millis(50);
    let login = start(ListenOptions { timeout: short, ..fixed() }).await;
    assert_eq!(login.end.await.unwrap(), Err(LoginError::TimedOut(short)));
    assert!(is_closed(port).await, "after the deadline");

    let login = start(fixed()).await;
    assert_eq!(status(&login.get("/").await), "200");
    login.end.abort();
    assert!(login.end.await.unwrap_err().is_cancelled());
    assert!(is_closed(port).await, "after cancelling");

    let waiting = opened(fixed(), &Arc::default()).await.unwrap();
    assert!(!is_closed(port).await);
    drop(waiting);
    assert!(is_closed(port).await, "after dropping");
}

#[tokio::test]
async fn l17_a_browser_that_never_asks_for_the_result_holds_nobody_up_for_long() {
    let login = start(listen()).await;
    login.get(&login.good()).await;
    let begun = Instant::now();
    assert!(login.end.await.unwrap().is_ok());
    assert!((1..4).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn l16_the_code_is_there_soon_after_the_callback() {
    let mut times = Vec::new();
    for _ in 0..100 {
        let login = start(listen()).await;
        let begun = Instant::now();
        assert_eq!(login.follow().await, "200");
        assert!(login.end.await.unwrap().is_ok());
        times.push(begun.elapsed());
    }
    times.sort();
    println!("L-16: callback to code over 100 logins: p50 {:?}, p99 {:?}", times[50], times[98]);
    assert!(times[50] < Duration::from_millis(250), "{:?}", times[50]);
    assert!(times[98] < Duration::from_secs(2), "{:?}", times[98]);
}

fn was_silent(watch: &Watch) -> bool {
    watch.said.lock().unwrap().iter().any(|line| line.starts_with("silence"))
}

#[tokio::test]
async fn l16_silence_is_explained_once_unless_a_callback_came() {
    let login = start_with(listen(), Watch::default(), Duration::from_millis(10)).await;
    while !was_silent(&login.watch) {
        tokio::task::yield_now().await;
    }
    login.finishes().await;
    let wish = ListenOptions { timeout: Duration::from_millis(900), ..listen() };
    let login = start_with(wish, Watch::default(), Duration::from_millis(600)).await;
    login.get("/callback?").await;
    assert!(matches!(login.end.await.unwrap(), Err(LoginError::TimedOut(_))));
    assert!(!was_silent(&login.watch));
}

#[tokio::test]
async fn a_browser_that_does_not_open_is_no_end() {
    let login = start_with(listen(), Watch { fails: true, ..Watch::default() }, SILENCE).await;
    let watch = Arc::clone(&login.watch);
    assert_eq!(status(&login.get("/").await), "200");
    login.finishes().await;
    assert_eq!(*watch.said.lock().unwrap(), ["address https://dialog.example/?a=b", "by hand Some(\"no browser\")"]);
    assert_eq!(watch.opened.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn without_a_browser_nothing_is_opened() {
    let watch = Arc::new(Watch::default());
    let wish = ListenOptions { timeout: Duration::from_millis(20), ..listen() };
    let waiting = Loopback::new(wish, Arc::new(NoBrowser), watch.clone(), Arc::new(System)).open().await.unwrap();
    let outcome = waiting.consent(&Url::parse("https://d.example").unwrap(), &State::fresh()).await;
    assert!(matches!(outcome, Err(LoginError::TimedOut(_))));
    assert_eq!(*watch.said.lock().unwrap(), ["address https://d.example/", "by hand None"]);
}

/// A dialog of one page on port 1; everything else goes over the network.
struct Dialog {
    live: Live,
    answer: String,
}

#[async_trait]
impl Transport for Dialog {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        match request.url.port() {
            Some(1) if request.body.is_empty() => {
                Ok(Response::new(200).body("text/html", "<form method=post action=/><input name=a>"))
            }
            Some(1) => Ok(Response::new(303).header("location", self.answer.clone())),
            _ => self.live.send(request).await,
        }
    }
}

async fn consented(answer: impl Fn(&str, &State) -> String) -> (Result<Secret, LoginError>, u16) {
    let (state, watch) = (State::fresh(), Arc::new(Watch::default()));
    let port = LoopbackPort::take(None).unwrap().number;
    let redirect = format!("http://localhost:{port}/callback");
    let dialog = Dialog { live: Live::new(Roots::Loopback).unwrap(), answer: answer(&redirect, &state) };
    let wish = ListenOptions { port: Some(port), timeout: Duration::from_secs(10), ..listen() };
    let waiting = Loopback::new(wish, Arc::new(AutoConsent::new(Arc::new(dialog))), watch, Arc::new(System))
        .open()
        .await
        .unwrap();
    let mut address = Url::parse("http://localhost:1/").unwrap();
    address.query_pairs_mut().append_pair("redirect_uri", waiting.redirect());
    (waiting.consent(&address, &state).await, port)
}

#[tokio::test]
async fn auto_consent_logs_in_within_one_thread() {
    let (outcome, port) = consented(|redirect, state| format!("{redirect}?code=c&state={}#_=_", state.as_str())).await;
    assert_eq!(outcome.unwrap().expose(), "c");
    assert!(is_closed(port).await);
    let denied = |redirect: &str, state: &State| format!("{redirect}?error=access_denied&state={}", state.as_str());
    assert!(matches!(consented(denied).await.0, Err(LoginError::Declined { .. })));
}

#[tokio::test]
async fn auto_consent_that_fails_ends_the_login() {
    let (outcome, port) = consented(|redirect, _| format!("{redirect}?code=c&state=other")).await;
    assert_eq!(
        outcome,
        Err(LoginError::AutoConsent("a page answered 400: This is not the answer snorq waits for".into()))
    );
    assert!(is_closed(port).await);
}
