//! Files that stand in for Meta's own: its JavaScript SDK, the script of its popups, and `login_success.html`.
//!
//! The popup's messages come from the sandbox's own origin, where Meta's come from `https://www.facebook.com` or
//! another host of facebook.com. A page under test that works against both accepts this origin in the sandbox's profile
//! only: it is the origin of the profile's dialog address (`SNORQ_DIALOG_URL`, or `dialog_url` in what
//! `snorq sandbox start --json` prints), and no address of Meta is ever at a loopback host.

use maud::html;

use super::page;
use crate::http::{Method, Request, Response};

/// The script of the popups.
pub(crate) const POPUP: &str = "/connect/popup.js";
/// The page for programs without a server.
pub(crate) const LANDING: &str = "/connect/login_success.html";

/// One of the files, if the path is one of theirs. The SDK is served for every language, `/en_US/sdk.js` and so on.
pub(crate) fn file(request: &Request) -> Option<Response> {
    if !matches!(request.method, Method::Get | Method::Head) {
        return None;
    }
    match request.url.path() {
        POPUP => Some(script(include_str!("popup.js"))),
        LANDING => Some(page::page(
            200,
            "Success",
            &html! { p { "You are logged in. Treat the address above like a password." } },
        )),
        path => is_sdk(path).then(|| script(include_str!("sdk.js"))),
    }
}

/// Whether a path is the SDK's, in any language. Meta's snippet loads it from the app's page with `crossorigin`.
pub(crate) fn is_sdk(path: &str) -> bool {
    let language = path.strip_prefix('/').and_then(|path| path.strip_suffix("/sdk.js"));
    language.is_some_and(|language| language.len() == 5 && language.is_ascii())
}

fn script(text: &str) -> Response {
    Response::new(200)
        .header("cache-control", "no-store")
        .header("x-content-type-options", "nosniff")
        .body("application/x-javascript; charset=utf-8", text)
}
