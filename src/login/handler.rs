//! Decides which page a request gets, and hands the login's one outcome over.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use tiny_http::Response;
use tokio::sync::mpsc::UnboundedSender;
use url::form_urlencoded;

use super::callback::{self, Callback};
use super::page::Page;
use super::request_head::RequestHead;
use super::signup::{self, Signup, SignupEvent, SignupSetup};
use super::{LoginError, State};

/// What a login ends with.
pub(super) type Outcome = Result<Signup, LoginError>;

/// The login that is waited for.
pub(super) struct CallbackHandler {
    hosts: [String; 3],
    state: State,
    /// The page of a signup in a popup, if that is what is waited for in place of a callback.
    signup: Option<SignupSetup>,
    /// The result page, once there is an outcome. The state is burned with it.
    verdict: Mutex<Option<Page>>,
    outcome: UnboundedSender<Outcome>,
}

impl CallbackHandler {
    /// Waits on `port` for the answer with `state`.
    pub(super) fn new(port: u16, state: State, outcome: UnboundedSender<Outcome>) -> Self {
        let hosts = ["localhost", "127.0.0.1", "[::1]"].map(|host| format!("{host}:{port}"));
        Self { hosts, state, signup: None, verdict: Mutex::new(None), outcome }
    }

    /// Serves the page of a signup, and waits for what it sends.
    pub(super) fn signing_up(self, setup: SignupSetup) -> Self {
        Self { signup: Some(setup), ..self }
    }

    /// The whole answer for a page.
    pub(super) fn response(&self, page: Page) -> Response<Cursor<Vec<u8>>> {
        match (&self.signup, page) {
            (Some(setup), Page::Signup) => signup::response(setup, &self.state),
            _ => page.response(),
        }
    }

    /// The page for `head`.
    pub(super) fn answer(&self, head: &RequestHead) -> Page {
        if !self.is_ours(head) {
            return Page::Misdirected;
        }
        if head.values("sec-fetch-mode").any(|mode| mode != "navigate") {
            return Page::NotNavigated;
        }
        if self.signup.is_some() {
            return self.signup(head);
        }
        match head.path() {
            "/" | "/callback" | "/done" if head.method != "GET" => Page::NotAllowed,
            "/" => Page::Waiting,
            "/callback" => self.callback(head.query()),
            "/done" => self.verdict().unwrap_or(Page::Waiting),
            _ => Page::NotFound,
        }
    }

    /// The result page, once there is an outcome.
    pub(super) fn verdict(&self) -> Option<Page> {
        *self.verdict.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A web page elsewhere can make its own name lead to this machine; the name in the Host header gives it away.
    fn is_ours(&self, head: &RequestHead) -> bool {
        let mut hosts = head.values("host");
        match (hosts.next(), hosts.next()) {
            (Some(host), None) => self.hosts.iter().any(|ours| ours == host),
            _ => false,
        }
    }

    /// The page goes to the holder of the state; its answer comes from the page itself, which the browser vouches for.
    fn signup(&self, head: &RequestHead) -> Page {
        match (head.path(), head.method.as_str()) {
            ("/done", "GET") => self.verdict().unwrap_or(Page::Waiting),
            (signup::PATH, "GET") => {
                let mut pairs = form_urlencoded::parse(head.query().as_bytes());
                let known = pairs.any(|(name, value)| name == "state" && self.state.matches(&value));
                if known { self.verdict().unwrap_or(Page::Signup) } else { Page::Stray }
            }
            (signup::PATH, "POST") if !self.is_own_page(head) => Page::NotNavigated,
            (signup::PATH, "POST") => match signup::read(&head.form, &self.state) {
                Some(Ok(signed)) => self.settle(Page::Granted, Ok(signed)),
                Some(Err(error)) => self.settle(Page::Left, Err(error)),
                None => Page::Stray,
            },
            ("/", "GET") => Page::Waiting,
            ("/" | "/done" | signup::PATH, _) => Page::NotAllowed,
            _ => Page::NotFound,
        }
    }

    fn is_own_page(&self, head: &RequestHead) -> bool {
        let mut origins = head.values("origin");
        let ours = format!("https://{}", self.hosts[0]);
        origins.next() == Some(ours.as_str()) && origins.next().is_none()
    }

    fn callback(&self, query: &str) -> Page {
        match callback::read(query, &self.state) {
            Callback::Code(code) => self.settle(Page::Granted, Ok(Signup { code, event: SignupEvent::default() })),
            Callback::Refused { reason, description } => {
                self.settle(Page::Declined, Err(LoginError::Declined { reason, description }))
            }
            Callback::Nothing => Page::Waiting,
            Callback::Bad(why) => {
                tracing::debug!(why, "an answer that is not this login's");
                Page::Stray
            }
        }
    }

    /// The first answer with the state is the outcome; every later one is shown that outcome.
    fn settle(&self, page: Page, outcome: Outcome) -> Page {
        let mut verdict = self.verdict.lock().unwrap_or_else(PoisonError::into_inner);
        if verdict.is_none() {
            *verdict = Some(page);
            // The receiver is gone only when the wait is over already.
            let _ = self.outcome.send(outcome);
        }
        Page::Onward
    }
}
