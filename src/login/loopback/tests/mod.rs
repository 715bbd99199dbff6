//! A real listener, raw sockets, and a login that must survive all of it. Each test names what it proves.

use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

use super::*;
use crate::clock::System;

mod endings;
mod junk;
mod limits;
mod mix_up;
mod page_server;
mod requests;

/// Opens nothing but counts, and keeps what was announced.
#[derive(Default)]
pub(in crate::login) struct Watch {
    pub(in crate::login) said: Mutex<Vec<String>>,
    opened: AtomicUsize,
    fails: bool,
}

#[async_trait]
impl Opener for Watch {
    async fn open(&self, _: &Url) -> Result<(), String> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        if self.fails { Err("no browser".to_owned()) } else { Ok(()) }
    }
}

impl LoginUi for Watch {
    fn address(&self, dialog: &Url) {
        self.said.lock().unwrap().push(format!("address {dialog}"));
    }
    fn by_hand(&self, reason: Option<&str>) {
        self.said.lock().unwrap().push(format!("by hand {reason:?}"));
    }
    fn pasted(&self, what: &str) {
        self.said.lock().unwrap().push(what.to_owned());
    }
    fn silence(&self, hints: &[&str]) {
        self.said.lock().unwrap().push(format!("silence {}", hints.len()));
    }
}

/// A login that is waited for.
pub(in crate::login) struct TestLogin {
    pub(in crate::login) port: u16,
    pub(in crate::login) state: State,
    pub(in crate::login) watch: Arc<Watch>,
    pub(in crate::login) end: JoinHandle<Result<Secret, LoginError>>,
}

pub(in crate::login) fn listen() -> ListenOptions {
    ListenOptions { port: None, tls: None, timeout: Duration::from_mins(1) }
}

pub(in crate::login) async fn start(listen: ListenOptions) -> TestLogin {
    start_with(listen, Watch::default(), SILENCE).await
}

async fn start_with(listen: ListenOptions, watch: Watch, silence: Duration) -> TestLogin {
    use super::super::LoginMethod as _;
    let watch = Arc::new(watch);
    let mut loopback = Loopback::new(listen, watch.clone(), watch.clone(), Arc::new(System));
    loopback.silence = silence;
    let waiting = loopback.open().await.unwrap();
    let port = Url::parse(waiting.redirect()).unwrap().port().unwrap();
    let (state, dialog) = (State::fresh(), Url::parse("https://dialog.example/?a=b").unwrap());
    let own = state.clone();
    let end = tokio::spawn(async move { waiting.consent(&dialog, &own).await });
    TestLogin { port, state, watch, end }
}

impl TestLogin {
    /// The good callback's target.
    pub(in crate::login) fn good(&self) -> String {
        format!("/callback?code=canary-code&state={}", self.state.as_str())
    }

    /// Sends `GET target` and gives the whole answer.
    async fn get(&self, target: &str) -> String {
        self.say(&format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port)).await
    }

    async fn say(&self, request: &str) -> String {
        let mut stream = connect(self.port).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        read(&mut stream).await
    }

    /// Nothing that came so far has ended the login, and the good answer still does.
    async fn finishes(self) {
        assert!(!self.end.is_finished());
        assert_eq!(self.follow().await, "200");
        let code = self.end.await.unwrap().unwrap();
        assert_eq!(code.expose(), "canary-code");
    }

    /// The good callback and, as a browser does, where it leads.
    async fn follow(&self) -> String {
        let answer = self.get(&self.good()).await;
        assert_eq!(status(&answer), "303", "{answer}");
        assert_eq!(header(&answer, "location"), Some("/done"));
        status(&self.get("/done").await).to_owned()
    }
}

/// A connection, patient while the backlog is full.
async fn connect(port: u16) -> io::Result<TcpStream> {
    TcpStream::connect(("127.0.0.1", port)).await
}

/// What comes until the connection ends, however it does.
async fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8(bytes).unwrap()
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or("")
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let lines = answer.split("\r\n\r\n").next()?.lines().skip(1);
    lines
        .filter_map(|line| line.split_once(": "))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

/// Whether `port` is closed on both families.
async fn is_closed(port: u16) -> bool {
    let six = TcpStream::connect(("::1", port)).await;
    connect(port).await.is_err() && six.is_err()
}

/// Runs an ignored test of this room in a process of its own, with at most `files` descriptors, and gives its output.
#[cfg(target_os = "linux")]
fn alone(name: &str, files: u32) -> String {
    let own = std::env::current_exe().unwrap();
    let script = format!("ulimit -n {files} && exec \"$0\" --exact {name} --ignored --nocapture --test-threads=1");
    let run = std::process::Command::new("sh").args(["-c", &script]).arg(own).output().unwrap();
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success() && text.contains("1 passed"), "{text}{}", String::from_utf8_lossy(&run.stderr));
    text
}

/// A line of this process's status, in the unit that it has there.
#[cfg(target_os = "linux")]
fn of_process(name: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
