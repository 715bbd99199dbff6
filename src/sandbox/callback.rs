//! Asking the app's server whether a callback address is really its own (Meta, webhooks, verification requests).
//!
//! A call that sets an address needs the answer before it may keep anything, and no call may wait for a network with
//! the world's transaction open. So the call stops with a [`CallbackCheck`] instead of an answer, nothing of it is kept,
//! the check is made, and the call begins again with the [`CallbackAnswers`].
//!
//! Meta demands HTTPS with a certificate of a public authority. The sandbox takes plain http on this machine as well, so
//! that a server under development needs no certificate. But a sandbox that calls whatever it is told would be a way to
//! every port behind the firewall: addresses of this machine and of private networks are called only where the home's
//! owner named their origin, and otherwise refused before any connection is made, so that no error tells of ports.

use std::fmt;
use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::Duration;

use url::{Host, Url};

use super::error::GraphError;
use super::ids;
use super::world::{ANY, Home, World};
use crate::http::{Live, Method, Request, Response, Roots, Transport as _, TransportError, is_public};

/// How long the server may take; about six seconds were reported.
const PATIENCE: Duration = Duration::from_secs(6);

/// A question to an address.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct CallbackCheck {
    to: Destination,
    verify_token: String,
    challenge: String,
}

impl fmt::Debug for CallbackCheck {
    /// Shows no query and no verify token: both can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallbackCheck({}{})", self.to.url.host_str().unwrap_or_default(), self.to.url.path())
    }
}

/// What an address result.
pub(crate) type CallbackResult = Result<Response, TransportError>;

/// What was asked for a call so far, and what was result.
#[derive(Debug, Default)]
pub(crate) struct CallbackAnswers {
    asked: Vec<(Box<CallbackCheck>, CallbackResult)>,
    of_owner: bool,
}

impl CallbackAnswers {
    /// Nothing so far. What a call of the owner's names may be called from then on.
    pub(crate) fn nothing(of_owner: bool) -> Self {
        Self { asked: Vec::new(), of_owner }
    }

    /// Adds an answer.
    pub(crate) fn add(&mut self, question: Box<CallbackCheck>, result: CallbackResult) {
        self.asked.push((question, result));
    }

    /// Where `address` is, if it may be called.
    pub(crate) fn destination(
        &self,
        world: &World<'_>,
        address: &str,
    ) -> Result<Result<Destination, Barred>, GraphError> {
        match destination(&world.home, address) {
            Err(Barred::NotNamed(origin)) if self.of_owner => Ok(destination(&world.name_callback(&origin)?, address)),
            found => Ok(found),
        }
    }

    /// Whether the address proved to be the server's; the check that is to be made if it was not asked yet. `now` makes
    /// the challenge differ from time to time.
    pub(crate) fn verdict(
        &self,
        to: Destination,
        verify_token: &str,
        now: i64,
    ) -> Result<Result<(), GraphError>, Box<CallbackCheck>> {
        let known = self.asked.iter().find(|(asked, _)| asked.to == to && asked.verify_token == verify_token);
        if let Some((question, result)) = known {
            return Ok(judge(&question.challenge, result));
        }
        let challenge = challenge(&to.url, verify_token, now);
        Err(Box::new(CallbackCheck { to, verify_token: verify_token.to_owned(), challenge }))
    }
}

/// An address that the sandbox may call, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Destination {
    /// The address.
    pub(crate) url: Url,
    reach: Reach,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// This machine's loopback.
    Here,
    /// Wherever the owner's name for it leads.
    Named,
    /// The internet.
    Internet,
}

/// Why an address is not called.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Barred {
    /// It is no address that Meta would call either.
    #[error("it is no https address")]
    NoAddress,
    /// The owner did not name this origin.
    #[error("the sandbox calls {0} once its owner allows it: snorq sandbox set --callbacks {0}")]
    NotNamed(String),
}

/// Whether the sandbox may call an address.
pub(crate) fn destination(home: &Home, address: &str) -> Result<Destination, Barred> {
    let url = Url::parse(address).map_err(|_| Barred::NoAddress)?;
    let (here, named) = (is_here(&url), home.names(&url));
    let reach = match url.scheme() {
        "http" | "https" if here && (named || home.callbacks.iter().any(|one| one == ANY)) => Reach::Here,
        "http" | "https" if named => Reach::Named,
        "https" if !here && !is_private(&url) => Reach::Internet,
        "http" if !here => return Err(Barred::NoAddress),
        "http" | "https" => return Err(Barred::NotNamed(url.origin().ascii_serialization())),
        _ => return Err(Barred::NoAddress),
    };
    Ok(Destination { url, reach })
}

/// What has to be named so that an address is called: its origin, for what is on this machine or in a private network.
pub(crate) fn to_name(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    (is_here(&url) || is_private(&url)).then(|| url.origin().ascii_serialization())
}

/// Whether the sandbox could be allowed to call an address: https, or plain http on this machine.
pub fn callable(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https" || url.scheme() == "http" && is_here(&url))
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether the host is a number of a private network. What names lead to is looked at when they are resolved.
fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => !is_public(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => !is_public(IpAddr::V6(address)),
        _ => false,
    }
}

/// Meta's challenge is a whole number.
fn challenge(url: &Url, verify_token: &str, now: i64) -> String {
    let seal = ids::hmac_hex(verify_token.as_bytes(), format!("{url} {now}").as_bytes());
    u32::from_str_radix(&seal[..8], 16).unwrap_or(1).to_string()
}

fn judge(challenge: &str, result: &CallbackResult) -> Result<(), GraphError> {
    match result {
        Ok(response) if response.status == 200 && response.body == challenge.as_bytes() => Ok(()),
        Ok(response) if response.status == 200 => {
            Err(GraphError::new(2201, "(#2201) Callback verification failed: got an invalid hub.challenge"))
        }
        Ok(response) => {
            let (status, reason) = (response.status, response.reason());
            Err(refused(&format!("HTTP Status Code = {status}; HTTP Message = {reason}")))
        }
        Err(error) => {
            let (number, words) = curl(error);
            Err(refused(&format!("curl_errno = {number}; curl_error = {words}; HTTP Status Code = 0")))
        }
    }
}

/// Meta's refusal of an address that did not answer as it must.
pub(crate) fn refused(errors: &str) -> GraphError {
    GraphError::new(2200, format!("(#2200) Callback verification failed with the following errors: {errors}"))
}

/// Meta shows the errors of curl, by number and name.
fn curl(error: &TransportError) -> (u8, &'static str) {
    match error {
        TransportError::Timeout { .. } | TransportError::OutOfTime { .. } => (28, "Operation timed out"),
        TransportError::Connect { .. } => (7, "Failed to connect"),
        TransportError::Broken { .. } => (52, "Empty reply from server"),
        TransportError::TooLarge { .. } => (63, "Maximum file size exceeded"),
        TransportError::NoTls { .. } => (35, "SSL connect error"),
        TransportError::Tls { .. } => (60, "SSL certificate problem"),
    }
}

/// The way to the app's server.
#[derive(Debug, Default)]
pub(crate) struct CallbackClient {
    here: OnceLock<Live>,
    named: OnceLock<Live>,
    internet: OnceLock<Live>,
}

impl CallbackClient {
    /// Asks.
    pub(crate) async fn ask(&self, question: &CallbackCheck) -> CallbackResult {
        let mut to = question.to.clone();
        to.url
            .query_pairs_mut()
            .append_pair("hub.mode", "subscribe")
            .append_pair("hub.challenge", &question.challenge)
            .append_pair("hub.verify_token", &question.verify_token);
        let request = Request::new(Method::Get, to.url.clone());
        self.send(&to, request, PATIENCE).await
    }

    /// Sends a request that may take so long.
    pub(crate) async fn send(&self, to: &Destination, request: Request, patience: Duration) -> CallbackResult {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let sent = self.client(to.reach)?.send(request.header("user-agent", "facebookexternalua"));
        tokio::time::timeout(patience, sent).await.unwrap_or(Err(TransportError::Timeout { host }))
    }

    fn client(&self, reach: Reach) -> Result<&Live, TransportError> {
        let (cell, roots) = match reach {
            Reach::Here => (&self.here, Roots::Loopback),
            Reach::Named => (&self.named, Roots::System),
            Reach::Internet => (&self.internet, Roots::Internet),
        };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        let client = Live::capitalising(roots)?;
        Ok(cell.get_or_init(|| client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for fine in ["https://example.com/hook", "http://localhost:1/", "http://127.0.0.2/x", "http://[::1]:9/"] {
            assert!(callable(fine) && destination(&home(&[ANY]), fine).is_ok(), "{fine}");
        }
        for refused in ["http://example.com/", "http://localhost.example.com/", "ftp://localhost/", "hook", ""] {
            assert!(!callable(refused), "{refused}");
            assert_eq!(destination(&home(&[ANY]), refused), Err(Barred::NoAddress), "{refused}");
        }
    }

    fn home(callbacks: &[&str]) -> Home {
        Home { key: ids::Key::known(), callbacks: callbacks.iter().map(|&one| one.to_owned()).collect() }
    }

    #[test]
    fn b06_this_machine_and_private_networks_are_called_only_where_the_owner_named_the_origin() {
        for near in [
            "http://localhost:22/",
            "https://localhost:22/",
            "http://127.0.0.1:3000/hook",
            "http://[::1]:22/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest",
            "https://[fd00::1]/",
            "https://2130706433/",
            "https://[::ffff:127.0.0.1]/",
        ] {
            assert!(matches!(destination(&home(&[]), near), Err(Barred::NotNamed(_))), "{near}");
            let origin = to_name(near).unwrap();
            assert!(destination(&home(&[&origin]), near).is_ok(), "{near}");
        }
        let named = home(&["http://localhost:3000", "http://app:3000"]);
        assert!(destination(&named, "http://localhost:3000/hook?x").is_ok());
        assert!(destination(&named, "http://app:3000/hook").is_ok());
        for other in ["http://localhost:3001/", "http://127.0.0.1:3000/", "https://localhost:3000/"] {
            assert!(matches!(destination(&named, other), Err(Barred::NotNamed(_))), "{other}");
        }
        assert!(destination(&home(&[ANY]), "https://10.0.0.1/").is_err(), "any is any of this machine");
        assert_eq!(to_name("https://example.com/hook"), None);
    }

    #[test]
    fn an_answer_counts_for_its_own_question_only() {
        let mut answers = CallbackAnswers::default();
        let to = destination(&home(&[ANY]), "http://localhost:1/").unwrap();
        let ask = |answers: &CallbackAnswers, token: &str| answers.verdict(to.clone(), token, 7);
        let question = ask(&answers, "one").unwrap_err();
        let body = question.challenge.clone();
        answers.add(question, Ok(Response::new(200).body("text/plain", body)));
        assert!(ask(&answers, "one").unwrap().is_ok());
        assert!(ask(&answers, "two").is_err());
    }

    #[test]
    fn every_way_to_fail_has_the_documented_words() {
        let slow = Err(TransportError::Timeout { host: "h".into() });
        let words = |result: &CallbackResult| judge("42", result).unwrap_err().message().to_owned();
        assert_eq!(
            words(&slow),
            "(#2200) Callback verification failed with the following errors: curl_errno = 28; curl_error = Operation \
             timed out; HTTP Status Code = 0"
        );
        assert_eq!(
            words(&Ok(Response::new(403))),
            "(#2200) Callback verification failed with the following errors: HTTP Status Code = 403; HTTP Message = \
             Forbidden"
        );
        let quoted = Ok(Response::new(200).body("text/plain", "\"42\""));
        assert_eq!(judge("42", &quoted).unwrap_err().code(), 2201);
        assert!(judge("42", &Ok(Response::new(200).body("text/plain", "42"))).is_ok());
    }
}
