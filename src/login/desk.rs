//! Decides which page a request gets, and hands the login's one outcome over.

use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use crate::domain::Secret;

use super::callback::{self, Callback};
use super::head::Head;
use super::page::Page;
use super::{LoginError, State};

/// What a login ends with.
pub(super) type Outcome = Result<Secret, LoginError>;

/// The login that is waited for.
pub(super) struct Desk {
    hosts: [String; 3],
    state: State,
    /// The result page, once there is an outcome. The state is burned with it.
    verdict: Mutex<Option<Page>>,
    outcome: UnboundedSender<Outcome>,
}

impl Desk {
    /// Waits on `port` for the answer with `state`.
    pub(super) fn new(port: u16, state: State, outcome: UnboundedSender<Outcome>) -> Self {
        let hosts = ["localhost", "127.0.0.1", "[::1]"].map(|host| format!("{host}:{port}"));
        Self { hosts, state, verdict: Mutex::new(None), outcome }
    }

    /// The page for `head`.
    pub(super) fn answer(&self, head: &Head) -> Page {
        if !self.is_ours(head) {
            return Page::Misdirected;
        }
        if head.values("sec-fetch-mode").any(|mode| mode != "navigate") {
            return Page::NotNavigated;
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
    fn is_ours(&self, head: &Head) -> bool {
        let mut hosts = head.values("host");
        match (hosts.next(), hosts.next()) {
            (Some(host), None) => self.hosts.iter().any(|ours| ours == host),
            _ => false,
        }
    }

    fn callback(&self, query: &str) -> Page {
        match callback::read(query, &self.state) {
            Callback::Code(code) => self.settle(Page::Granted, Ok(code)),
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
            // Nobody listens only when the wait is over already.
            let _ = self.outcome.send(outcome);
        }
        Page::Onward
    }
}
