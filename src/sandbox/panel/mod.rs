//! The control page: the world at a glance, the calls as they come, faults and controls as buttons.
//!
//! It is for the person who runs the sandbox: it opens with the key in the address that `snorq sandbox start` prints. It
//! refuses forms that do not come from itself, so that no other site pushes its buttons; it shows no token whole and
//! loads nothing from elsewhere.

mod actions;
mod cards;
mod lists;
mod page;

use serde_json::{Value, json};

use super::call::Params;
use super::origin::Asker;
use super::{Sandbox, dialog, gate, held, ids};
use crate::http::{Method, Request, Response};

/// Where it lives.
const PATH: &str = "/sandbox";

/// Whether a path is the control page's.
pub(crate) fn is_panel(path: &str) -> bool {
    path == PATH || path.starts_with("/sandbox/")
}

/// Answers a request to the control page.
pub(crate) fn answer(sandbox: &Sandbox, request: &Request, asker: &Asker) -> Response {
    let query = Params::form(request.url.query().unwrap_or(""));
    let Ok(key) = sandbox.page_key() else { return dialog::refusal("Not now", "The world cannot be read.") };
    if query.get("key").is_some_and(|given| ids::same(given, &key)) && request.method == Method::Get {
        return gate::opened(request, &key, PATH);
    }
    if !gate::has_cookie(request, &key) {
        let words = "This page opens with the address that snorq sandbox start prints, key and all.";
        return dialog::refusal("Not without the key", words);
    }
    match (request.method, request.url.path()) {
        (Method::Get | Method::Head, PATH) => page::whole(sandbox, &query, None),
        (Method::Get, "/sandbox/calls") => calls(sandbox, &query),
        (Method::Get, "/sandbox/panel.css") => file("text/css; charset=utf-8", include_str!("panel.css")),
        (Method::Get, "/sandbox/panel.js") => file("text/javascript; charset=utf-8", include_str!("panel.js")),
        (Method::Post, "/sandbox/do") if *asker != Asker::Itself => {
            dialog::refusal("Not from here", "This form was sent by another site.")
        }
        (Method::Post, "/sandbox/do") => pushed(sandbox, request),
        _ => dialog::refusal("Not found", "There is nothing here. The control page is at /sandbox."),
    }
}

/// Does what a button says, and shows the page again.
fn pushed(sandbox: &Sandbox, request: &Request) -> Response {
    let form = Params::form(&String::from_utf8_lossy(&request.body));
    match actions::done(sandbox, &form) {
        Ok(()) => {
            let show = lists::List::named(form.get("show").unwrap_or("")).name();
            sealed(Response::new(303)).header("location", format!("{PATH}?show={show}"))
        }
        Err(wrong) => page::whole(sandbox, &form, Some(&wrong)),
    }
}

/// The calls behind the number `after`.
fn calls(sandbox: &Sandbox, query: &Params) -> Response {
    let after = query.get("after").and_then(|number| number.parse().ok()).unwrap_or(0);
    let calls: Vec<Value> = held(&sandbox.metrics)
        .recent(after)
        .map(|call| {
            json!({
                "number": call.number,
                "time": call.time(),
                "call": call.route,
                "status": call.status,
                "milliseconds": call.milliseconds(),
                "fault": call.fault,
                "trace": call.trace,
            })
        })
        .collect();
    let text = json!({ "calls": calls }).to_string();
    sealed(Response::new(200)).body("application/json; charset=utf-8", text)
}

fn file(kind: &str, text: &str) -> Response {
    sealed(Response::new(200)).body(kind, text)
}

/// Adds the headers that keep other sites out.
fn sealed(response: Response) -> Response {
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
                  form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    response
        .header("content-security-policy", policy)
        .header("cache-control", "no-store")
        .header("cross-origin-resource-policy", "same-origin")
        // Not no-referrer: with that, browsers send no usable Origin with the form, and Origin is what is checked.
        .header("referrer-policy", "same-origin")
        .header("x-content-type-options", "nosniff")
}
