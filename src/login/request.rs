//! What is looked at of a request that `tiny_http` has read, and what is refused of any.

use tiny_http::{Method, Request};

use super::page::Page;
use super::server::FORM;
use super::signup;

/// The headers that the pages look at.
const LOOKED_AT: [&str; 3] = ["Host", "Origin", "Sec-Fetch-Mode"];

/// The path without the query.
pub(super) fn path(request: &Request) -> &str {
    request.url().split('?').next().unwrap_or_default()
}

/// The query, without `?`.
pub(super) fn query(request: &Request) -> &str {
    request.url().split_once('?').map_or("", |(_, query)| query)
}

/// Every value of the header `name`.
pub(super) fn values<'a>(request: &'a Request, name: &'static str) -> impl Iterator<Item = &'a str> + 'a {
    request.headers().iter().filter(move |line| line.field.equiv(name)).map(|line| line.value.as_str())
}

/// Refuses what is not understood to the letter, and bodies.
pub(super) fn check(request: &Request) -> Result<(), Page> {
    // A target in absolute form would carry a host beside the Host header.
    if !request.url().starts_with('/') {
        return Err(Page::NotUnderstood);
    }
    form_length(request)?;
    let mut looked_at = LOOKED_AT.into_iter().flat_map(|name| values(request, name));
    if looked_at.all(is_plain) { Ok(()) } else { Err(Page::NotUnderstood) }
}

/// The form that comes with `request`; `None` while it is not whole.
pub(super) fn form(request: &mut Request) -> Result<Option<String>, Page> {
    let length = form_length(request)?;
    let mut form = Vec::new();
    if length > 0 {
        // What there is, not what may come: the page server ends what it hands over.
        request.as_reader().read_to_end(&mut form).map_err(|_| Page::NotUnderstood)?;
    }
    if form.len() < length {
        return Ok(None);
    }
    form.truncate(length);
    String::from_utf8(form).map(Some).map_err(|_| Page::NotUnderstood)
}

/// In bytes. The page of a signup sends a form; nothing else may have a body.
fn form_length(request: &Request) -> Result<usize, Page> {
    let mut lengths = values(request, "Content-Length").filter(|length| *length != "0");
    let may_have_one = (request.method(), request.url()) == (&Method::Post, signup::PATH);
    match (values(request, "Transfer-Encoding").next(), lengths.next(), lengths.next()) {
        (None, None, _) => Ok(0),
        (None, Some(length), None) if may_have_one => number(length).ok_or(Page::BodyRefused),
        _ => Err(Page::BodyRefused),
    }
}

fn number(length: &str) -> Option<usize> {
    let digits = Some(length).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits?.parse().ok().filter(|length| *length <= FORM)
}

fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}
