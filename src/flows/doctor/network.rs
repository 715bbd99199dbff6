//! The way to Meta: proxy, TLS, an answer, and its time against this machine's.

use std::time::Duration;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;
use url::Url;

use super::Check;
use crate::domain::{Code, text};
use crate::http::{Method, Request, Transport, TransportError};
use crate::settings::{Env, is_loopback};

/// Whoever has not answered a short question by then is silent.
const PATIENCE: Duration = Duration::from_secs(10);
/// A clock that is off by this much is told.
const SKEW: SignedDuration = SignedDuration::from_mins(2);

/// Dates are told in whole seconds, and an answer takes its time.
const ALIKE: SignedDuration = SignedDuration::from_secs(15);

/// What came back from Meta's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Whether it was Meta's API that answered.
    pub is_meta: bool,
    /// How far the machine's clock is ahead of the answer's.
    pub ahead: Option<SignedDuration>,
}

/// Asks `graph` one question that needs no app. Any answer of Meta's is good, also a refusal.
pub async fn reach(
    transport: &dyn Transport,
    graph: &Url,
    now: impl Fn() -> Timestamp,
) -> Result<Reached, TransportError> {
    let url = graph.join("/me").unwrap_or_else(|_| graph.clone());
    let late = || TransportError::Timeout { host: graph.host_str().unwrap_or_default().to_owned() };
    let answer = timeout(PATIENCE, transport.send(Request::new(Method::Get, url))).await;
    let response = answer.map_err(|_| late())??;
    let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let date = response.headers.get("date").and_then(|date| rfc2822::parse(date).ok());
    let ahead = date.map(|date| now().duration_since(date.timestamp()));
    Ok(Reached { is_meta: body.get("error").is_some_and(serde_json::Value::is_object), ahead })
}

/// Judges what came back, and names the proxy that is in force.
pub fn judge(graph: &Url, env: &Env, answer: &Result<Reached, TransportError>) -> Vec<Check> {
    let host = graph.host_str().unwrap_or_default();
    let way = way(graph, env);
    let reached = match answer {
        Ok(reached) => reached,
        Err(error) => {
            return vec![silent(error, &way), Check::unknown("clock", "only Meta's answer could tell its time")];
        }
    };
    if !reached.is_meta {
        let words = format!("something answers in place of {host}{way}, and it is not Meta's API");
        let check = Check::problem("network", Code::NetworkNotMeta, words)
            .why("a proxy, a filter or the sign-in page of a network stands between")
            .hint("open any page in a browser, or ask who runs the network to let graph.facebook.com through");
        return vec![check, Check::unknown("clock", "only Meta's answer could tell its time")];
    }
    vec![Check::ok("network", format!("{host} answers{way}")), clock(reached.ahead)]
}

fn clock(ahead: Option<SignedDuration>) -> Check {
    let Some(ahead) = ahead else { return Check::unknown("clock", "Meta's answer does not tell its time") };
    let off = ahead.abs();
    if off < SKEW {
        let words = if off < ALIKE { "as Meta's".to_owned() } else { format!("{} seconds from Meta's", off.as_secs()) };
        return Check::ok("clock", words);
    }
    let side = if ahead.is_negative() { "behind" } else { "ahead of" };
    Check::warning("clock", Code::ClockSkewed, format!("{} seconds {side} Meta's", off.as_secs()))
        .why(
            "proofs of calls carry the time, tokens seem to end too early or too late, and TLS may refuse certificates",
        )
        .hint("set it: timedatectl set-ntp true (Linux), or in the system's settings")
}

fn silent(error: &TransportError, way: &str) -> Check {
    let words = format!("{}{way}", text::shown(&error.to_string()));
    let (code, why, hint) = match error {
        TransportError::NoTls { .. } => (
            Code::TlsNoRoots,
            "without certificate authorities nobody can be trusted",
            "install them (Debian, Ubuntu: apt install ca-certificates), or set SSL_CERT_FILE",
        ),
        TransportError::Tls { .. } => (
            Code::TlsUntrusted,
            "somebody reads along, the authorities of this machine are old, or its clock is wrong",
            "if a proxy of your own reads along, name its authority in SSL_CERT_FILE; else update ca-certificates",
        ),
        TransportError::Timeout { .. } | TransportError::OutOfTime { .. } => (
            Code::NetworkSilent,
            "a firewall or a proxy swallows what is sent",
            "see whether a proxy is needed here: export HTTPS_PROXY=http://HOST:PORT",
        ),
        TransportError::Connect { .. } | TransportError::Broken { .. } | TransportError::TooLarge { .. } => (
            Code::NetworkUnreachable,
            "nothing can be connected or checked; what is recorded stays as it is",
            "check the network, the name server and the proxy (HTTPS_PROXY)",
        ),
    };
    Check::problem("network", code, words).why(why).hint(hint)
}

/// The proxy on the way, by the variables that the HTTP client reads; without its name and password.
fn way(graph: &Url, env: &Env) -> String {
    if is_loopback(graph) {
        return String::new();
    }
    let names = if graph.scheme() == "https" { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let mut names = names.into_iter().chain(["ALL_PROXY", "all_proxy"]);
    let Some((name, value)) = names.find_map(|name| Some((name, env.get(name)?))) else { return String::new() };
    let excepted = ["NO_PROXY", "no_proxy"].iter().find_map(|name| env.get(name));
    let host = graph.host_str().unwrap_or_default();
    let is_excepted = |list: &str| list.split(',').map(str::trim).any(|end| end == "*" || is_below(host, end));
    if excepted.is_some_and(is_excepted) {
        return String::new();
    }
    // It may be given without a scheme, and its name and password are nobody's business.
    let place = value.rsplit_once("://").map_or(value, |(_, place)| place);
    let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
    format!(" through the proxy {} ({name})", text::shown(place.trim_end_matches('/')))
}

fn is_below(host: &str, end: &str) -> bool {
    let end = end.trim_start_matches('.');
    !end.is_empty() && (host == end || host.strip_suffix(end).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    fn graph() -> Url {
        "https://graph.facebook.com".parse().unwrap()
    }

    fn codes(answer: &Result<Reached, TransportError>) -> Vec<Option<Code>> {
        judge(&graph(), &Env::default(), answer).iter().map(|check| check.code).collect()
    }

    #[test]
    fn every_silence_has_its_code() {
        let (host, reason) = (|| "graph.facebook.com".to_owned(), || "x".to_owned());
        let table = [
            (TransportError::NoTls { reason: reason() }, Code::TlsNoRoots),
            (TransportError::Tls { host: host(), reason: reason() }, Code::TlsUntrusted),
            (TransportError::Timeout { host: host() }, Code::NetworkSilent),
            (TransportError::Connect { host: host(), reason: reason() }, Code::NetworkUnreachable),
            (TransportError::Broken { host: host(), reason: reason() }, Code::NetworkUnreachable),
        ];
        for (error, code) in table {
            assert_eq!(codes(&Err(error)), [Some(code), Some(Code::Unknown)]);
        }
        assert_eq!(codes(&Ok(Reached { is_meta: false, ahead: None }))[0], Some(Code::NetworkNotMeta));
    }

    #[test]
    fn a_clock_is_told_from_two_minutes_on() {
        for (seconds, state) in [(0, State::Ok), (119, State::Ok), (120, State::Warning), (-3600, State::Warning)] {
            assert_eq!(clock(Some(SignedDuration::from_secs(seconds))).state, state, "{seconds}");
        }
        assert!(clock(Some(SignedDuration::from_secs(-3600))).message.contains("3600 seconds behind"));
        assert_eq!(clock(None).state, State::Unknown);
    }

    #[test]
    fn a_proxy_is_named_without_its_password() {
        let env = |pairs: &[(&str, &str)]| Env::of(pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())));
        let told = way(&graph(), &env(&[("https_proxy", "http://me:secret@proxy.acme:3128/")]));
        assert_eq!(told, " through the proxy proxy.acme:3128 (https_proxy)");
        for list in ["*", "x.org, .facebook.com", "graph.facebook.com"] {
            assert_eq!(way(&graph(), &env(&[("ALL_PROXY", "p:1"), ("NO_PROXY", list)])), "", "{list}");
        }
        assert_ne!(way(&graph(), &env(&[("ALL_PROXY", "p:1"), ("NO_PROXY", "book.com")])), "");
        assert_eq!(way(&"http://localhost:1".parse().unwrap(), &env(&[("HTTP_PROXY", "p:1")])), "");
    }
}
