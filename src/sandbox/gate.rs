//! What opens the sandbox's own pages: the control page always, the login dialog where the sandbox is public.
//!
//! The control page is opened by the address that `snorq sandbox start` prints; its key moves into a cookie that no
//! other site's request carries. The dialog asks for a password then, because it asks for none otherwise.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::ids;
use crate::http::{Request, Response};

/// Whether a request carries the key in its cookie.
pub(crate) fn has_cookie(request: &Request, key: &str) -> bool {
    let name = cookie(request);
    let lines = request.headers.all("cookie").flat_map(|line| line.split(';'));
    let mut pairs = lines.filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(known, value)| known == name && ids::same(value, key))
}

/// Moves the key from the address into the cookie, and goes to `place`.
pub(crate) fn opened(request: &Request, key: &str, place: &str) -> Response {
    let cookie = format!("{}={key}; Path={place}; HttpOnly; SameSite=Strict", cookie(request));
    Response::new(303).header("set-cookie", cookie).header("location", place).header("cache-control", "no-store")
}

/// Cookies do not tell ports apart, and two sandboxes may run side by side.
fn cookie(request: &Request) -> String {
    let host = request.headers.get("host").unwrap_or("");
    let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
    format!("snorq-sandbox-{port}")
}

/// Whether a request carries the key as the password of any name.
pub(crate) fn has_password(request: &Request, key: &str) -> bool {
    let given = request.headers.get("authorization").and_then(|line| line.split_once(' '));
    let text = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic")).map(|(_, text)| text.trim());
    let pair = text.and_then(|text| STANDARD.decode(text).ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    pair.as_deref().and_then(|pair| pair.split_once(':')).is_some_and(|(_, password)| ids::same(password, key))
}

/// Asks for the password.
pub(crate) fn password_wanted() -> Response {
    Response::new(401).header("www-authenticate", "Basic realm=\"SNORQ sandbox\", charset=\"UTF-8\"").body(
        "text/plain; charset=utf-8",
        "This sandbox is public: the password is the secret that it was started with.\n",
    )
}
