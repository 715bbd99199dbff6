//! Decides which page a request gets, and hands the login's one outcome over.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use tiny_http::{Method, Request};
use tokio::sync::mpsc::UnboundedSender;
use url::form_urlencoded;

use super::callback::{self, Callback};
use super::page::{self, Page};
use super::request::{self, path, query, values};
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
    result: Mutex<Option<Page>>,
    outcome: UnboundedSender<Outcome>,
    was_called: AtomicBool,
    has_shown_result: AtomicBool,
}

impl CallbackHandler {
    /// Waits on `port` for the answer with `state`: for a callback, or for what the page of `signup` sends.
    pub(super) fn new(port: u16, state: State, signup: Option<SignupSetup>, outcome: UnboundedSender<Outcome>) -> Self {
        let hosts = ["localhost", "127.0.0.1", "[::1]"].map(|host| format!("{host}:{port}"));
        let (was_called, has_shown_result) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { hosts, state, signup, result: Mutex::new(None), outcome, was_called, has_shown_result }
    }

    /// Whether anything came to where the answer is waited for, be it this login's or not.
    pub(super) fn was_called(&self) -> bool {
        self.was_called.load(Ordering::Relaxed)
    }

    /// Whether the result page was asked for and given.
    pub(super) fn has_shown_result(&self) -> bool {
        self.has_shown_result.load(Ordering::Relaxed)
    }

    /// The whole answer that shows `page`.
    pub(super) fn bytes(&self, page: Page, without_body: bool) -> Vec<u8> {
        let response = match (&self.signup, page) {
            (Some(setup), Page::Signup) => signup::response(setup, &self.state),
            _ => page.response(),
        };
        page::bytes(response, without_body)
    }

    /// The page for `request`; `None` while its form is not whole.
    pub(super) fn answer(&self, request: &mut Request) -> Option<Page> {
        if matches!(path(request), "/callback" | signup::PATH) {
            self.was_called.store(true, Ordering::Relaxed);
        }
        if let Err(page) = request::check(request) {
            return Some(page);
        }
        if !self.is_ours(request) {
            return Some(Page::Misdirected);
        }
        if values(request, "Sec-Fetch-Mode").any(|mode| mode != "navigate") {
            return Some(Page::NotNavigated);
        }
        if self.signup.is_some() {
            return self.signup(request);
        }
        Some(match path(request) {
            "/" | "/callback" | "/done" if *request.method() != Method::Get => Page::NotAllowed,
            "/" => Page::Waiting,
            "/callback" => self.callback(query(request)),
            "/done" => self.done(),
            _ => Page::NotFound,
        })
    }

    /// A web page elsewhere can make its own name lead to this machine; the name in the Host header gives it away.
    fn is_ours(&self, request: &Request) -> bool {
        let mut hosts = values(request, "Host");
        match (hosts.next(), hosts.next()) {
            (Some(host), None) => self.hosts.iter().any(|ours| ours == host),
            _ => false,
        }
    }

    /// The page goes to the holder of the state; its answer comes from the page itself, which the browser vouches for.
    fn signup(&self, request: &mut Request) -> Option<Page> {
        Some(match (path(request), request.method()) {
            ("/done", Method::Get) => self.done(),
            (signup::PATH, Method::Get) => {
                let mut pairs = form_urlencoded::parse(query(request).as_bytes());
                let known = pairs.any(|(name, value)| name == "state" && self.state.matches(&value));
                if known { self.result().unwrap_or(Page::Signup) } else { Page::Stray }
            }
            (signup::PATH, Method::Post) if !self.is_own_page(request) => Page::NotNavigated,
            (signup::PATH, Method::Post) => match request::form(request) {
                Ok(form) => self.submitted(&form?),
                Err(page) => page,
            },
            ("/", Method::Get) => Page::Waiting,
            ("/" | "/done" | signup::PATH, _) => Page::NotAllowed,
            _ => Page::NotFound,
        })
    }

    fn is_own_page(&self, request: &Request) -> bool {
        let mut origins = values(request, "Origin");
        let ours = format!("https://{}", self.hosts[0]);
        origins.next() == Some(ours.as_str()) && origins.next().is_none()
    }

    fn submitted(&self, form: &str) -> Page {
        match signup::read(form, &self.state) {
            Some(Ok(signup)) => self.settle(Page::Granted, Ok(signup)),
            Some(Err(error)) => self.settle(Page::Left, Err(error)),
            None => Page::Stray,
        }
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

    fn done(&self) -> Page {
        let result = self.result();
        self.has_shown_result.fetch_or(result.is_some(), Ordering::Relaxed);
        result.unwrap_or(Page::Waiting)
    }

    fn result(&self) -> Option<Page> {
        *self.result.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first answer with the state is the outcome; every later one is shown that outcome.
    fn settle(&self, page: Page, outcome: Outcome) -> Page {
        let mut result = self.result.lock().unwrap_or_else(PoisonError::into_inner);
        if result.is_none() {
            *result = Some(page);
            // The receiver is gone only when the wait is over already.
            let _ = self.outcome.send(outcome);
        }
        Page::Onward
    }
}
