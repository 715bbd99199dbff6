//! Who asks: a program, a page of the sandbox itself, a page that the owner let in, or a page of any other site.
//!
//! A browser tells where a request comes from by `Origin` and `Sec-Fetch-Site`, which no page can change; programs send
//! neither. Any page that is open in a browser on this machine can send requests here, so what comes from another site is
//! refused before anything is done, and no page may read an answer unless its origin was let in
//! (Fetch, `Origin` and CORS; Fetch Metadata).

use crate::http::{Method, Request, Response};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asker {
    /// A program, or a person who typed the address.
    Program,
    /// A page of the sandbox itself.
    Itself,
    /// A page of an origin that was let in.
    Guest(String),
    /// A page of another site, with its origin where the browser tells it.
    Stranger(Option<String>),
}

/// Says who asks. `guests` are the origins that were let in.
pub(crate) fn asker(request: &Request, guests: &[String]) -> Asker {
    let itself = format!("http://{}", request.headers.get("host").unwrap_or(""));
    match (request.headers.get("origin"), request.headers.get("sec-fetch-site")) {
        (Some(origin), _) if origin == itself => Asker::Itself,
        (Some(origin), _) if guests.iter().any(|guest| guest == origin) => Asker::Guest(origin.to_owned()),
        (Some(origin), _) => Asker::Stranger(Some(origin.to_owned())),
        (None, Some("same-origin")) => Asker::Itself,
        (None, None | Some("none")) => Asker::Program,
        (None, Some(_)) => Asker::Stranger(None),
    }
}

/// Whether the browser goes to this address with the whole window, as it does to a login dialog. It tells no origin then.
pub(crate) fn is_navigation(request: &Request) -> bool {
    let told = |name: &str, wanted: &str| request.headers.get(name).is_none_or(|told| told == wanted);
    let reads = matches!(request.method, Method::Get | Method::Head);
    reads
        && request.headers.get("origin").is_none()
        && told("sec-fetch-mode", "navigate")
        && told("sec-fetch-dest", "document")
}

/// Whether a browser asks what a page that was let in may send.
pub(crate) fn is_preflight(request: &Request) -> bool {
    request.method == Method::Other && request.headers.get("access-control-request-method").is_some()
}

/// What a page that was let in may send.
pub(crate) fn preflight() -> Response {
    Response::new(204)
        .header("access-control-allow-methods", "GET, POST, DELETE")
        .header("access-control-allow-headers", "authorization, content-type")
        .header("access-control-max-age", "600")
}

/// Lets the page of `origin` read an answer.
pub(crate) fn readable(response: Response, origin: &str) -> Response {
    response.header("access-control-allow-origin", origin).header("vary", "origin")
}

/// The answer to a page of another site.
pub(crate) fn refusal() -> Response {
    let words = "The sandbox takes no requests from pages of other sites. Its owner lets one in: \
                 snorq sandbox start --cors ORIGIN\n";
    Response::new(403).body("text/plain; charset=utf-8", words)
}
