//! What `tiny_http` 0.12 does not survive, or does in words of its own, does not reach it (2026-11-27; CVE-2026-66752,
//! CVE-2026-66753).

use super::*;
use crate::login::signup::{Signup, SignupSetup};

fn get(login: &TestLogin, lines: &str) -> String {
    format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n{lines}\r\n", login.port)
}

#[tokio::test]
async fn l05_odd_heads_are_refused_in_our_words() {
    let login = start(listen()).await;
    for head in [
        "GET http://localhost/ HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \u{e9}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\tb\r\n\r\n",
        "GET / HTTP/1.1\r\nExpect: miracles\r\n\r\n",
    ] {
        let answer = login.say(head).await;
        assert_eq!((status(&answer), header(&answer, "server")), ("400", Some("snorq")), "{head:?}: {answer}");
    }
    login.finishes().await;
}

/// At a version above 1.1 its thread waits for itself, for ever, with the connection's descriptors in its hands.
#[cfg(target_os = "linux")]
#[test]
fn later_versions_leave_no_thread_behind() {
    alone("login::loopback::tests::page_server::later_versions", 256);
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "run alone by the test above"]
async fn later_versions() {
    let login = start(listen()).await;
    assert_eq!(status(&login.get("/").await), "200");
    let threads = of_process("Threads");
    for turn in 0..200 {
        let version = ["HTTP/2.0", "HTTP/3.0", "HTTP/2.0 HTTP/1.1"][turn % 3];
        let answer = login.say(&format!("GET / {version}\r\nHost: localhost:{}\r\n\r\n", login.port)).await;
        assert_eq!(status(&answer), "400", "{version}");
    }
    assert!(of_process("Threads") <= threads + 4);
    login.finishes().await;
}

/// It would take as much memory as the header names before it reads, and end the process where there is not so much.
#[tokio::test]
async fn l13_no_length_that_is_named_is_believed() {
    let login = start(listen()).await;
    for length in ["1", "1024", "1025", "1099511627776", "4611686018427387904", "18446744073709551615", "-1", "x", ""] {
        let answer = login.say(&get(&login, &format!("Content-Length: {length}\r\n"))).await;
        assert_eq!(status(&answer), "413", "{length}");
    }
    for lines in
        ["Content-Length: 0\r\nContent-Length: 9\r\n", "Transfer-Encoding: identity\r\n", "Transfer-Encoding:\r\n"]
    {
        assert_eq!(status(&login.say(&get(&login, lines)).await), "413", "{lines}");
    }
    login.finishes().await;
}

#[tokio::test]
async fn one_connection_is_one_request() {
    let login = start(listen()).await;
    let good = format!("GET {} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", login.good(), login.port);
    for lines in
        ["", "Connection: keep-alive\r\n", "Connection: upgrade\r\nUpgrade: websocket\r\n", "Content-Length: 0\r\n"]
    {
        let answer = login.say(&format!("{}{good}{good}", get(&login, lines))).await;
        assert_eq!((status(&answer), answer.matches("HTTP/1.1").count()), ("200", 1), "{answer}");
        assert_eq!(header(&answer, "connection"), Some("close"));
    }
    assert!(!login.end.is_finished(), "a pipelined callback was taken");
    login.finishes().await;
}

#[tokio::test]
async fn what_else_a_client_may_say_changes_nothing() {
    let login = start(listen()).await;
    let plain = login.say(&get(&login, "")).await;
    let without_date = |answer: &str| answer.lines().filter(|line| !line.starts_with("Date:")).collect::<String>();
    for lines in [
        "TE: chunked\r\n",
        "Expect: 100-continue\r\n",
        "Cookie: name=J\u{fc}rgen\r\n",
        "x-snorq-listener: x\r\n",
        "Connection: close, upgrade\r\nUpgrade: h2c\r\n",
        "Range: bytes=0-1\r\nIf-None-Match: *\r\n",
    ] {
        let answer = login.say(&get(&login, lines)).await;
        assert_eq!(without_date(&answer), without_date(&plain), "{lines}");
    }
    let head = login.say(&get(&login, "").replace("GET", "HEAD")).await;
    assert_eq!((status(&head), head.split_once("\r\n\r\n").unwrap().1), ("405", ""));
    login.finishes().await;
}

/// A signup that is waited for, on a plain port.
pub(super) async fn sign_up() -> (TestLogin, JoinHandle<Result<Signup, LoginError>>) {
    let watch = Arc::new(Watch::default());
    let setup = SignupSetup {
        app_id: "1".into(),
        config_id: "2".into(),
        version: "v26.0".into(),
        sdk: "https://connect.facebook.net/en_US/sdk.js".parse().unwrap(),
        origin: None,
    };
    let port = LoopbackPort::take(None).unwrap().number;
    let loopback =
        Loopback::new(ListenOptions { port: Some(port), ..listen() }, watch.clone(), watch.clone(), Arc::new(System));
    let end = tokio::spawn(async move { loopback.sign_up(setup).await });
    while watch.said.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    let said = watch.said.lock().unwrap()[0].clone();
    let (_, state) = said.split_once("state=").unwrap();
    let idle = tokio::spawn(async { Err(LoginError::NoCode) });
    (TestLogin { port, state: State::of(state), watch: watch.clone(), end: idle }, end)
}

pub(super) fn post(login: &TestLogin, target: &str, length: &str, body: &str) -> String {
    let port = login.port;
    format!(
        "POST {target} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: https://localhost:{port}\r\nContent-Length: \
         {length}\r\n\r\n{body}"
    )
}

#[tokio::test]
async fn l25_a_signups_form_is_read_whole_and_no_longer_than_allowed() {
    let (login, end) = sign_up().await;
    for (target, length) in
        [("/signup", "16385"), ("/signup", "-1"), ("/signup", "x"), ("/callback", "3"), ("/signup?x", "3")]
    {
        assert_eq!(status(&login.say(&post(&login, target, length, "a=b")).await), "413", "{target} {length}");
    }
    let twice = post(&login, "/signup", "3\r\nContent-Length: 4", "a=bc");
    assert_eq!(status(&login.say(&twice).await), "413");
    let expecting = post(&login, "/signup", "3\r\nExpect: 100-continue", "a=b");
    assert_eq!(status(&login.say(&expecting).await), "400");
    let strange = post(&login, "/signup", "3", "a=b").replace("Origin: https://localhost", "Origin: https://evil");
    assert_eq!(status(&login.say(&strange).await), "403");
    assert_eq!(status(&login.say(&post(&login, "/signup", "16384", &"a".repeat(16_384))).await), "400");

    // Whole only in the third piece, with more behind it than was named.
    let form = format!("state={}&code=canary-code&event=", login.state.as_str());
    let whole = post(&login, "/signup", &form.len().to_string(), &format!("{form}&more=1"));
    let mut stream = connect(login.port).await.unwrap();
    let head = whole.find("\r\n\r\n").unwrap();
    for piece in [&whole[..head + 3], &whole[head + 3..head + 9], &whole[head + 9..]] {
        stream.write_all(piece.as_bytes()).await.unwrap();
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(status(&read(&mut stream).await), "303");
    assert_eq!(status(&login.get("/done").await), "200");
    assert_eq!(end.await.unwrap().unwrap().code.expose(), "canary-code");
}

#[tokio::test]
async fn l14_a_form_that_does_not_end_keeps_no_browser_out() {
    let (login, end) = sign_up().await;
    let mut slow = Vec::new();
    for _ in 0..20 {
        let mut stream = connect(login.port).await.unwrap();
        stream.write_all(post(&login, "/signup", "100", "state=").as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let begun = Instant::now();
    let page = format!("/signup?state={}", login.state.as_str());
    assert!(login.get(&page).await.contains("Sign up for WhatsApp"));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    let cut = futures_util::future::join_all(slow.iter_mut().map(read));
    assert!(tokio::time::timeout(Duration::from_secs(7), cut).await.unwrap().iter().all(String::is_empty));
    end.abort();
}
