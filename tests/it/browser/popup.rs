//! `snorq connect whatsapp --popup` in a real Chromium: the page that snorq serves, Meta's script as the sandbox has it,
//! and the signup in its window.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};

use super::driver::Browser;
use super::shots::pictured;
use crate::bench::Bench;

/// A signup under way: the program, the browser, and what the program says.
struct Signup {
    browser: Browser,
    snorq: Child,
    talk: BufReader<std::process::ChildStderr>,
    bench: Bench,
}

impl Drop for Signup {
    fn drop(&mut self) {
        // It has ended by itself, unless the test failed.
        let _ = self.snorq.kill();
    }
}

impl Signup {
    /// Starts the program and opens its page.
    async fn begin() -> Option<Self> {
        let browser = Browser::start().await?;
        let bench = Bench::new();
        bench.run(&["sandbox", "seed", "signup"]).expect(0);
        let port = free_port();
        let args = ["--sandbox", "connect", "whatsapp", "--popup", "--no-browser", "--all", "--no-register"];
        let mut command = bench.command(&[&args[..], &["--port", &port, "--timeout", "60s"]].concat());
        let mut snorq = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut talk = BufReader::new(snorq.stderr.take().unwrap());
        let page = loop {
            let mut line = String::new();
            assert!(talk.read_line(&mut line).unwrap() > 0, "it ended before it told the page's address");
            if line.starts_with("https://localhost:") {
                break line;
            }
        };
        browser.client.goto(page.trim()).await.unwrap();
        browser.waits("#go:enabled").await;
        Some(Self { browser, snorq, talk, bench })
    }

    /// Presses the button, logs in and walks so many screens.
    async fn walk(&self, screens: usize) {
        self.browser.click("#go").await;
        self.browser.enter_popup().await;
        for heading in HEADINGS.iter().take(screens + 1) {
            self.browser.sees(heading).await;
            let button = if *heading == "Review and confirm" { "confirm" } else { "continue" };
            if *heading != HEADINGS[screens] {
                self.browser.click(&format!("button[value={button}]")).await;
            }
        }
    }

    /// The page's last words, and how the program ended: its exit code, its talk and the refs that it recorded.
    async fn ended(&mut self, heading: &str) -> (i32, String, Vec<String>) {
        self.browser.leave_popup().await;
        self.browser.sees(heading).await;
        let mut talk = String::new();
        self.talk.read_to_string(&mut talk).unwrap();
        let status = self.snorq.wait().unwrap().code().unwrap();
        let listed = self.bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
        let listed = listed["connections"].as_array().unwrap().iter();
        (status, talk, listed.map(|one| one["ref"].as_str().unwrap().to_owned()).collect())
    }

    /// Finishes with the last page's report of this kind.
    async fn finish(&self, report: &str) {
        self.walk(5).await;
        self.browser.click(&format!("input[value={report}]")).await;
        self.browser.click("button[value=finish]").await;
    }
}

/// The login, the screens of the signup, and the last page.
const HEADINGS: [&str; 6] = [
    "Log in to the sandbox",
    "Choose your business",
    "Choose your WhatsApp account",
    "Choose a number",
    "Review and confirm",
    "Sue's Studio is connected",
];

fn free_port() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string()
}

#[tokio::test]
async fn code_and_event_in_either_order_or_the_code_alone_become_a_connection() {
    for report in ["event_first", "code_first", "code_only"] {
        let Some(mut signup) = Signup::begin().await else { return };
        pictured(&signup.browser, "popup-page").await;
        signup.finish(report).await;
        let (status, talk, listed) = signup.ended("Logged in").await;
        assert_eq!((status, listed), (0, vec!["whatsapp:6201".to_owned()]), "{report}: {talk}");
        assert_eq!(talk.contains("the signup names account 6101"), report != "code_only", "{report}: {talk}");
    }
}

/// Cole's signup names no number: it is found from the token.
#[tokio::test]
async fn an_event_without_a_number_becomes_a_connection_all_the_same() {
    let Some(mut signup) = Signup::begin().await else { return };
    signup.browser.click("#go").await;
    signup.browser.enter_popup().await;
    signup.browser.sees(HEADINGS[0]).await;
    signup.browser.click("input[name=person][value='100000000000004']").await;
    for heading in &HEADINGS[1..5] {
        signup.browser.click("button[value=continue]").await;
        signup.browser.sees(heading).await;
    }
    signup.browser.click("button[value=confirm]").await;
    signup.browser.waits("button[value=finish]").await;
    signup.browser.click("button[value=finish]").await;
    let (status, talk, listed) = signup.ended("Logged in").await;
    assert_eq!((status, listed.len()), (0, 1), "{talk}");
    assert!(talk.contains("and number none"), "{talk}");
}

#[tokio::test]
async fn an_event_without_a_code_is_told_apart_from_a_refusal() {
    let Some(mut signup) = Signup::begin().await else { return };
    signup.finish("event_only").await;
    let (status, talk, listed) = signup.ended("Not signed up").await;
    assert_eq!((status, listed.len()), (3, 0), "{talk}");
    assert!(talk.contains("Meta handed over no code"), "{talk}");
}

#[tokio::test]
async fn a_signup_that_is_left_names_the_screen() {
    for (screens, words) in [(1, "at the screen"), (2, "at the screen"), (3, "at the screen"), (4, "at the screen")] {
        let Some(mut signup) = Signup::begin().await else { return };
        signup.walk(screens).await;
        signup.browser.click("button[value=cancel]").await;
        let (status, talk, listed) = signup.ended("Not signed up").await;
        assert_eq!((status, listed.len()), (3, 0), "{talk}");
        assert!(talk.contains(words), "{talk}");
    }
}

/// A page elsewhere may send what it likes, and a browser may block the window: neither ends the signup.
#[tokio::test]
async fn a_forged_event_and_a_blocked_window_do_not_end_it() {
    let Some(mut signup) = Signup::begin().await else { return };
    let forge = r#"window.postMessage('{"type":"WA_EMBEDDED_SIGNUP","event":"CANCEL","data":{}}', '*');
                   window.realOpen = window.open; window.open = () => null"#;
    signup.browser.client.execute(forge, Vec::new()).await.unwrap();
    signup.browser.click("#go").await;
    let blocked = "//p[contains(., 'Allow popups')]";
    signup.browser.client.wait().for_element(fantoccini::Locator::XPath(blocked)).await.unwrap();
    signup.browser.client.execute("window.open = window.realOpen", Vec::new()).await.unwrap();
    signup.finish("event_first").await;
    let (status, talk, listed) = signup.ended("Logged in").await;
    assert_eq!((status, listed.len()), (0, 1), "{talk}");
}
