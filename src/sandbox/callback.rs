//! Asking the app's server whether a callback address is really its own (Meta, webhooks, verification requests).
//!
//! A call that sets an address needs the answer before it may keep anything, and nobody may wait for a network with
//! the world's transaction open. So the call ends with a question instead of an answer, nothing of it is kept, the
//! question is asked, and the call begins again with what was [`Heard`].
//!
//! Meta demands HTTPS with a certificate of a public authority. The sandbox takes plain http as well, for this
//! machine's loopback only, so that a server under development needs no certificate.

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use url::{Host, Url};

use super::failure::Failure;
use super::ids;
use crate::http::{Live, Method, Request, Response, Roots, Transport as _, TransportError};

/// How long the server may take; about six seconds were reported.
const PATIENCE: Duration = Duration::from_secs(6);

/// A question to an address.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Question {
    url: Url,
    verify_token: String,
    challenge: String,
}

impl fmt::Debug for Question {
    /// Shows no query and no verify token: both can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Question({}{})", self.url.host_str().unwrap_or_default(), self.url.path())
    }
}

/// What an address said.
pub(crate) type Said = Result<Response, TransportError>;

/// What was asked for a call so far, and what was said.
#[derive(Debug, Default)]
pub(crate) struct Heard(Vec<(Question, Said)>);

impl Heard {
    /// Adds an answer.
    pub(crate) fn add(&mut self, question: Question, said: Said) {
        self.0.push((question, said));
    }

    /// Goes on if the address proved to be the server's; fails with the question if it was not asked yet.
    ///
    /// `param` is what the caller named the address by, and `now` makes the challenge differ from time to time.
    pub(crate) fn verified(&self, param: &str, address: &str, verify_token: &str, now: i64) -> Result<(), Failure> {
        let Some(url) = allowed(address) else {
            return Err(Failure::parameter(format_args!("Param {param} must be a valid HTTPS URI")));
        };
        let known = self.0.iter().find(|(asked, _)| asked.url == url && asked.verify_token == verify_token);
        if let Some((question, said)) = known {
            return judge(&question.challenge, said);
        }
        let challenge = challenge(&url, verify_token, now);
        Err(Failure::ask(Question { url, verify_token: verify_token.to_owned(), challenge }))
    }
}

/// An address that the sandbox may call: HTTPS, or plain http on this machine.
pub(crate) fn allowed(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    (url.scheme() == "https" || url.scheme() == "http" && is_here(&url)).then_some(url)
}

/// Whether the sandbox may call an address.
pub fn callable(address: &str) -> bool {
    allowed(address).is_some()
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Meta's challenge is a whole number.
fn challenge(url: &Url, verify_token: &str, now: i64) -> String {
    let seal = ids::hmac_hex(verify_token.as_bytes(), format!("{url} {now}").as_bytes());
    u32::from_str_radix(&seal[..8], 16).unwrap_or(1).to_string()
}

fn judge(challenge: &str, said: &Said) -> Result<(), Failure> {
    match said {
        Ok(response) if response.status == 200 && response.body == challenge.as_bytes() => Ok(()),
        Ok(response) if response.status == 200 => {
            Err(Failure::new(2201, "(#2201) Callback verification failed: got an invalid hub.challenge"))
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

fn refused(errors: &str) -> Failure {
    Failure::new(2200, format!("(#2200) Callback verification failed with the following errors: {errors}"))
}

/// Meta shows the errors of curl, by number and name.
fn curl(error: &TransportError) -> (u8, &'static str) {
    match error {
        TransportError::Timeout { .. } => (28, "Operation timed out"),
        TransportError::Connect { .. } => (7, "Failed to connect"),
        TransportError::Broken { .. } => (52, "Empty reply from server"),
        TransportError::TooLarge { .. } => (63, "Maximum file size exceeded"),
        TransportError::NoTls { .. } => (35, "SSL connect error"),
        TransportError::Tls { .. } => (60, "SSL certificate problem"),
    }
}

/// The way to the app's server.
#[derive(Debug, Default)]
pub(crate) struct Line {
    here: OnceLock<Live>,
    away: OnceLock<Live>,
}

impl Line {
    /// Asks.
    pub(crate) async fn ask(&self, question: &Question) -> Said {
        let mut url = question.url.clone();
        url.query_pairs_mut()
            .append_pair("hub.mode", "subscribe")
            .append_pair("hub.challenge", &question.challenge)
            .append_pair("hub.verify_token", &question.verify_token);
        self.send(Request::new(Method::Get, url), PATIENCE).await
    }

    /// Sends a request that may take so long.
    pub(crate) async fn send(&self, request: Request, patience: Duration) -> Said {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let sent = self.client(&request.url)?.send(request.header("user-agent", "facebookexternalua"));
        tokio::time::timeout(patience, sent).await.unwrap_or(Err(TransportError::Timeout { host }))
    }

    fn client(&self, url: &Url) -> Result<&Live, TransportError> {
        let (cell, roots) = if is_here(url) { (&self.here, Roots::Loopback) } else { (&self.away, Roots::System) };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        let client = Live::new(roots)?;
        Ok(cell.get_or_init(|| client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for fine in ["https://example.com/hook", "http://localhost:1/", "http://127.0.0.2/x", "http://[::1]:9/"] {
            assert!(allowed(fine).is_some(), "{fine}");
        }
        for refused in ["http://example.com/", "http://localhost.example.com/", "ftp://localhost/", "hook", ""] {
            assert!(allowed(refused).is_none(), "{refused}");
        }
    }

    #[test]
    fn an_answer_counts_for_its_own_question_only() {
        let mut heard = Heard::default();
        let ask = |heard: &Heard, token: &str| heard.verified("callback_url", "http://localhost:1/", token, 7);
        let question = ask(&heard, "one").unwrap_err().question().cloned().unwrap();
        let body = question.challenge.clone();
        heard.add(question, Ok(Response::new(200).body("text/plain", body)));
        assert!(ask(&heard, "one").is_ok());
        assert!(ask(&heard, "two").unwrap_err().question().is_some());
    }

    #[test]
    fn every_way_to_fail_has_the_documented_words() {
        let slow = Err(TransportError::Timeout { host: "h".into() });
        let words = |said: &Said| judge("42", said).unwrap_err().message().to_owned();
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
