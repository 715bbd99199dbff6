//! A Chromium of one's own: fresh profile, no network of its own, gone with the test.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::bench;

/// No sandbox, because it needs rights that root in a container lacks; nothing else is opened than what tests open.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--window-size=1280,900",
];

/// Its names: on Debian, elsewhere, and that of its sister.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// The longest that any page may take; two cores may drive several browsers.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running browser.
pub(super) struct Browser {
    pub(super) client: Client,
    driver: Driver,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one, if this machine can.
    pub(super) async fn start() -> Option<Self> {
        let (Some(driver), Some(chromium)) = (bench::program(&["chromedriver"]), bench::program(BROWSERS)) else {
            bench::left_out("there is no chromium with chromedriver");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let driver = Driver::start(Command::new(driver));
        let folder = format!("--user-data-dir={}", profile.path().display());
        let flags: Vec<&str> = FLAGS.iter().copied().chain([folder.as_str()]).collect();
        let wishes = json!({
            "acceptInsecureCerts": true,
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"binary": chromium, "args": flags},
        });
        let Value::Object(wishes) = wishes else { unreachable!("it is an object") };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(wishes).connect(&driver.address()).await.unwrap();
        Some(Self { client, driver, _profile: profile })
    }

    /// Clicks on the one thing that `css` means.
    pub(super) async fn click(&self, css: &str) {
        let found = self.client.find(Locator::Css(css)).await;
        let found = match found {
            Ok(found) => found,
            Err(error) => panic!("{css}: {error}\n{}", self.text().await),
        };
        found.click().await.unwrap();
    }

    /// Waits until there is something that `css` means.
    #[track_caller]
    pub(super) fn waits<'a>(&'a self, css: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
            assert!(found.is_ok(), "{place}: no {css} in:\n{}", self.text().await);
        }
    }

    /// Waits for a second window and goes there.
    pub(super) async fn enter_popup(&self) {
        let start = std::time::Instant::now();
        loop {
            let windows = self.client.windows().await.unwrap();
            if let [_, popup] = windows.as_slice() {
                self.client.switch_to_window(popup.clone()).await.unwrap();
                return;
            }
            assert!(start.elapsed() < PATIENCE, "no popup; the console says {:?}", self.console().await);
        }
    }

    /// Goes back to the first window.
    pub(super) async fn leave_popup(&self) {
        let windows = self.client.windows().await.unwrap();
        self.client.switch_to_window(windows[0].clone()).await.unwrap();
    }

    /// The words on the page.
    pub(super) async fn text(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Waits until the page's heading is this one.
    #[track_caller]
    pub(super) fn sees<'a>(&'a self, heading: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let wanted = format!("//h1[normalize-space()={}]", quoted(heading));
            let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&wanted)).await;
            assert!(found.is_ok(), "{place}: '{heading}' was expected, but here is:\n{}", self.text().await);
        }
    }

    /// The address of the page, without the `#_=_` that Facebook puts behind it.
    pub(super) async fn address(&self) -> url::Url {
        let mut address = self.client.current_url().await.unwrap();
        address.set_fragment(None);
        address
    }

    /// What the console said since it was last read.
    pub(super) async fn console(&self) -> Vec<String> {
        let log = self.ask(Ask("se/log", json!({"type": "browser"}))).await;
        log.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    /// A command of Chromium's own protocol.
    pub(super) async fn devtools(&self, method: &str, params: Value) -> Value {
        self.ask(Ask("goog/cdp/execute", json!({"cmd": method, "params": params}))).await
    }

    async fn ask(&self, ask: Ask) -> Value {
        self.client.issue_cmd(ask).await.unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.driver.end();
    }
}

/// A text as `XPath` wants it.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}

/// A command that fantoccini does not know: the last part of its path, and its body.
#[derive(Debug)]
struct Ask(&'static str, Value);

impl WebDriverCompatibleCommand for Ask {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &url::Url) -> (hyper::Method, Option<String>) {
        (hyper::Method::POST, Some(self.1.to_string()))
    }
}

/// The program that drives the browser.
struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts it on a free port, which it tells.
    fn start(mut program: Command) -> Self {
        program.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = program.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let port =
            lines.find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        let port = port.expect("chromedriver tells its port");
        // It goes on talking; nobody listens, and it must not block.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends browser and driver, in this order, also when a test has failed.
    fn end(&mut self) {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let request = "GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            // The answer comes once the browser is gone; what it says does not matter.
            let _ = stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_end(&mut Vec::new()));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
