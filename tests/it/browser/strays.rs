//! What else comes to a login that waits: old tabs, other programs, other names for this machine.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use super::driver::Browser;
use super::login::Waiting;
use super::{looked_at, signed_in};
use crate::bench::{Bench, Server};

/// A port that is free now.
pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The status line and the rest of what `port` answers to one request.
fn asked(port: u16, method: &str, path: &str, host: &str) -> (String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (status, rest) = answer.split_once("\r\n").unwrap();
    (status.split(' ').nth(1).unwrap().to_owned(), rest.to_owned())
}

/// All that must not end the login at `port`, and what it is told.
fn bothered(port: u16) {
    let ours = format!("localhost:{port}");
    let strays = [
        ("GET", "/favicon.ico", ours.as_str(), "404"),
        ("GET", "/callback", &ours, "200"),
        ("GET", "/done", &ours, "200"),
        ("GET", "/callback?code=stolen&state=guessed", &ours, "400"),
        ("HEAD", "/callback", &ours, "405"),
        ("GET", "/callback?code=x&state=y", "evil.example", "421"),
    ];
    for (method, path, host, expected) in strays {
        let (status, rest) = asked(port, method, path, host);
        assert_eq!(status, expected, "{method} {path} to {host}: {rest}");
        let rest = rest.to_lowercase();
        for header in
            ["content-security-policy: default-src 'none'", "cache-control: no-store", "referrer-policy: no-referrer"]
        {
            assert!(rest.contains(header), "{method} {path}: no {header} in {rest}");
        }
        assert!(!rest.contains("stolen"), "nothing that came is shown");
    }
}

/// The sandbox is a process of its own here, so that the old login's pages outlive the old login.
#[tokio::test]
async fn a_stale_tab_and_strays_do_not_end_a_login() {
    let Some(browser) = Browser::start().await else { return };
    let server = Server::start("small");
    let bench = Bench::new().at(&server);
    let port = free_port().to_string();
    let args = ["connect", "facebook", "--all", "--no-browser", "--timeout", "60s", "--port", &port];
    let old = Waiting::start(&bench, &args);
    let stale = browser.client.window().await.unwrap();
    signed_in(&browser, &old).await;
    browser.sees("SNORQ Sandbox asks for access").await;
    old.kill();

    let waiting = Waiting::start(&bench, &args);
    browser.click("button[value=approve]").await;
    browser.sees("This is not the answer snorq waits for").await;
    looked_at(&browser, "stale").await;
    bothered(port.parse().unwrap());

    let tab = browser.client.new_window(true).await.unwrap();
    browser.client.switch_to_window(tab.handle).await.unwrap();
    browser.client.goto(waiting.redirect().join("/").unwrap().as_str()).await.unwrap();
    browser.sees("Waiting for the login").await;
    looked_at(&browser, "waiting").await;
    signed_in(&browser, &waiting).await;
    browser.sees("Continue as before?").await;
    browser.click("button[value=continue]").await;
    browser.sees("Logged in").await;
    let _ = waiting.end().expect(0);
    let _ = bench.run(&["token", "facebook:1001"]).expect(0);
    browser.client.switch_to_window(stale).await.unwrap();
    browser.sees("This is not the answer snorq waits for").await;
}
