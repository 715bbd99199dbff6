//! Faults on request: what goes wrong, for which requests and how often.
//!
//! They are set in the process that serves, never over the wire, so that nothing from outside can break a sandbox.

use std::time::Duration;

use super::failure::Failure;
use super::serve::hang_up;
use crate::http::{Request, Response};

/// What goes wrong.
#[derive(Debug, Clone)]
pub enum Action {
    /// An error in Meta's envelope, in place of the effect.
    Error {
        /// HTTP status.
        status: u16,
        /// Code.
        code: i64,
        /// Subcode.
        subcode: Option<i64>,
        /// Message.
        message: String,
    },
    /// The connection is cut; in-process callers get a response with the header `x-snorq-hang-up`.
    HangUp {
        /// After the effect, so that only the answer is lost.
        after_effect: bool,
    },
    /// The answer comes late.
    Delay(Duration),
    /// An HTML page in place of the effect.
    Html(u16),
    /// Half of the answer, after the effect.
    Truncated,
}

impl Action {
    /// How long to wait before anything else.
    pub(crate) fn delay(&self) -> Duration {
        if let Self::Delay(time) = self { *time } else { Duration::ZERO }
    }
}

/// A fault and when it strikes.
#[derive(Debug, Clone)]
pub struct Fault {
    /// A part of `METHOD /path`, such as `POST /` or `/subscribed_apps`; the query is not looked at.
    pub matching: String,
    /// How many matching requests pass first.
    pub skip: u32,
    /// How many it strikes then.
    pub times: u32,
    /// What goes wrong.
    pub action: Action,
}

impl Fault {
    /// A fault that strikes the next matching request once.
    pub fn once(matching: &str, action: Action) -> Self {
        Self { matching: matching.to_owned(), skip: 0, times: 1, action }
    }
}

/// The faults that are set, in order.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// Sets one more.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.push(fault);
    }

    /// Removes all.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault that strikes this request. Each matching one counts it.
    pub(crate) fn take(&mut self, request: &Request) -> Option<Action> {
        if self.0.is_empty() {
            return None;
        }
        let line = format!("{} {}", request.method.as_str(), request.url.path());
        for fault in self.0.iter_mut().filter(|fault| line.contains(&fault.matching)) {
            if fault.skip > 0 {
                fault.skip -= 1;
            } else if fault.times > 0 {
                fault.times -= 1;
                return Some(fault.action.clone());
            }
        }
        None
    }
}

/// Plays a fault around `serve`, which has the effect.
pub(crate) fn play(action: &Action, serve: impl FnOnce() -> Response) -> Response {
    match action {
        Action::Delay(_) => serve(),
        Action::Error { status, code, subcode, message } => {
            let failure = Failure::new(*code, message.clone());
            let failure = if let Some(subcode) = subcode { failure.sub(*subcode) } else { failure };
            let response = Response::new(*status);
            response.body("application/json; charset=UTF-8", failure.envelope("AFaultOnRequest000000").to_string())
        }
        Action::HangUp { after_effect } => {
            if *after_effect {
                serve();
            }
            hang_up()
        }
        Action::Html(status) => {
            let page = "<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>";
            Response::new(*status).body("text/html; charset=utf-8", page)
        }
        Action::Truncated => {
            let mut response = serve();
            response.body.truncate(response.body.len() / 2);
            response
        }
    }
}
