//! The head of a request, read strictly and within limits.
//!
//! Only what is understood is handed on: the head is written anew, so that nothing that a looser parser behind this
//! one could read differently gets through.

use std::fmt::Write as _;

use httparse::{EMPTY_HEADER, Error, Status};

use super::page::Page;
use super::signup;

/// Longest request line.
pub(super) const LINE: usize = 16 * 1024;
/// Longest head.
pub(super) const HEAD: usize = 32 * 1024;
/// Most header lines.
pub(super) const LINES: usize = 64;
/// The headers that the pages look at; no other is handed on.
const HANDED_ON: [&str; 3] = ["host", "origin", "sec-fetch-mode"];
/// Longest form.
pub(super) const FORM: usize = 16 * 1024;

/// A request as the pages see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RequestHead {
    /// Method, as sent.
    pub(super) method: String,
    /// Path and query, starting with `/`.
    pub(super) target: String,
    /// The handed-on headers, names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// The form that a signup's page sends; nothing else may have a body.
    pub(super) form: String,
}

impl RequestHead {
    /// The path without the query.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query, without `?`.
    pub(super) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// Every value of `name` (in lower case).
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.headers.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The head as bytes, with one header line more.
    pub(super) fn rewritten(&self, name: &str, value: &str) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n{name}: {value}\r\nConnection: close\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            // Writing to a String does not fail.
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if !self.form.is_empty() {
            let _ = write!(text, "Content-Length: {}\r\n", self.form.len());
        }
        text.push_str("\r\n");
        text.push_str(&self.form);
        text.into_bytes()
    }
}

/// Reads what has come so far: the head, `None` if it is not whole yet, or the page that refuses it.
pub(super) fn read(bytes: &[u8]) -> Result<Option<RequestHead>, Page> {
    if bytes.iter().take(LINE).all(|byte| *byte != b'\n') && bytes.len() >= LINE {
        return Err(Page::HeadTooLarge);
    }
    let mut lines = [EMPTY_HEADER; LINES];
    let mut request = httparse::Request::new(&mut lines);
    match request.parse(bytes) {
        Ok(Status::Complete(length)) if length > HEAD => Err(Page::HeadTooLarge),
        Ok(Status::Complete(length)) if has_bare_line_end(&bytes[..length]) => Err(Page::NotUnderstood),
        Ok(Status::Complete(length)) => with_form(judge(&request)?, &bytes[length..]),
        Ok(Status::Partial) if bytes.len() >= HEAD => Err(Page::HeadTooLarge),
        Ok(Status::Partial) => Ok(None),
        Err(Error::TooManyHeaders) => Err(Page::HeadTooLarge),
        Err(_) => Err(Page::NotUnderstood),
    }
}

/// Adds the form, once it is whole.
fn with_form((head, length): (RequestHead, usize), rest: &[u8]) -> Result<Option<RequestHead>, Page> {
    let Some(form) = rest.get(..length) else { return Ok(None) };
    let form = std::str::from_utf8(form).map_err(|_| Page::NotUnderstood)?;
    Ok(Some(RequestHead { form: form.to_owned(), ..head }))
}

/// The head, and how long its form is.
fn judge(request: &httparse::Request<'_, '_>) -> Result<(RequestHead, usize), Page> {
    let (Some(method), Some(target)) = (request.method, request.path) else { return Err(Page::NotUnderstood) };
    // A target in absolute form would carry a host beside the Host header.
    if !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Page::NotUnderstood);
    }
    let (mut headers, mut length) = (Vec::new(), 0);
    for line in request.headers.iter() {
        let name = line.name.to_ascii_lowercase();
        if has_body(&name, line.value) {
            let form = (method, target) == ("POST", signup::PATH) && name == "content-length" && length == 0;
            length = form_length(line.value).filter(|_| form).ok_or(Page::BodyRefused)?;
        }
        if HANDED_ON.contains(&name.as_str()) {
            let value = std::str::from_utf8(line.value).ok().filter(|value| is_plain(value));
            headers.push((name, value.ok_or(Page::NotUnderstood)?.to_owned()));
        }
    }
    Ok((RequestHead { method: method.to_owned(), target: target.to_owned(), headers, form: String::new() }, length))
}

fn form_length(value: &[u8]) -> Option<usize> {
    let digits = std::str::from_utf8(value).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits?.parse().ok().filter(|length| *length <= FORM)
}

fn has_body(name: &str, value: &[u8]) -> bool {
    name == "transfer-encoding" || (name == "content-length" && value != b"0")
}

fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}

fn has_bare_line_end(head: &[u8]) -> bool {
    head.first() == Some(&b'\n') || head.windows(2).any(|two| two[1] == b'\n' && two[0] != b'\r')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn get(rest: &str) -> Vec<u8> {
        format!("GET /callback?code=1 HTTP/1.1\r\nHost: localhost:1\r\n{rest}\r\n").into_bytes()
    }

    #[test]
    fn only_what_matters_is_handed_on() {
        let head =
            read(&get("Cookie: a=b\r\nSec-Fetch-Mode: navigate\r\nX: y\r\nConnection: upgrade\r\n")).unwrap().unwrap();
        assert_eq!((head.path(), head.query()), ("/callback", "code=1"));
        let wanted = "GET /callback?code=1 HTTP/1.1\r\nX-N: n\r\nConnection: close\r\nhost: localhost:1\r\nsec-fetch-mode: navigate\r\n\r\n";
        assert_eq!(String::from_utf8(head.rewritten("X-N", "n")).unwrap(), wanted);
    }

    #[test]
    fn l13_limits_hold_to_the_byte() {
        let line = |n: usize| format!("GET /{} HTTP/1.1\r\nHost: h\r\n\r\n", "a".repeat(n - 16)).into_bytes();
        assert!(read(&line(LINE)).unwrap().is_some());
        assert_eq!(read(&line(LINE + 1)), Err(Page::HeadTooLarge));
        assert_eq!(read(&vec![b'a'; LINE]), Err(Page::HeadTooLarge));
        let lines = |n: usize| get(&"A: b\r\n".repeat(n - 1));
        assert!(read(&lines(LINES)).unwrap().is_some());
        assert_eq!(read(&lines(LINES + 1)), Err(Page::HeadTooLarge));
        let whole = |n: usize| get(&format!("A: {}\r\n", "b".repeat(n - get("A: \r\n").len())));
        assert!(read(&whole(HEAD)).unwrap().is_some());
        assert_eq!(read(&whole(HEAD + 1)), Err(Page::HeadTooLarge));
        assert_eq!(read(&whole(HEAD + 9)[..HEAD]), Err(Page::HeadTooLarge));
    }

    #[test]
    fn l13_bodies_are_refused() {
        for line in
            ["Content-Length: 1", "content-length: 99999999999", "Content-Length: x", "Transfer-Encoding: chunked"]
        {
            assert_eq!(read(&get(&format!("{line}\r\n"))), Err(Page::BodyRefused), "{line}");
        }
        assert!(read(&get("Content-Length: 0\r\n")).unwrap().is_some());
    }

    #[test]
    fn l25_a_signups_form_is_read_whole_and_no_longer_than_allowed() {
        let post = |target: &str, length: &str, body: &str| {
            let head = format!("POST {target} HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: {length}\r\n\r\n{body}");
            head.into_bytes()
        };
        assert_eq!(read(&post("/signup", "3", "a=b")).unwrap().unwrap().form, "a=b");
        assert_eq!(read(&post("/signup", "3", "a=")), Ok(None));
        assert_eq!(read(&post("/signup", "3", "a=bc")).unwrap().unwrap().form, "a=b");
        for (target, length) in
            [("/signup", "16385"), ("/signup", "-1"), ("/signup", "x"), ("/callback", "3"), ("/signup?x", "3")]
        {
            assert_eq!(read(&post(target, length, "a=b")), Err(Page::BodyRefused), "{target} {length}");
        }
        let twice = b"POST /signup HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\na=bc";
        assert_eq!(read(twice), Err(Page::BodyRefused));
    }

    #[test]
    fn l05_odd_heads_are_refused() {
        for head in [
            "GET http://localhost/ HTTP/1.1\r\n\r\n",
            "GET * HTTP/1.1\r\n\r\n",
            "CONNECT a:1 HTTP/1.1\r\n\r\n",
            "GET / HTTP/2.0\r\n\r\n",
            "GET /\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
            "\u{16}\u{3}\u{1}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: \u{e9}\r\n\r\n",
            "GET /\u{e9} HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\tb\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\n\r\n",
        ] {
            assert_eq!(read(head.as_bytes()), Err(Page::NotUnderstood), "{head:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn a_head_is_read_wherever_it_is_cut(cut in 0_usize..50) {
            let whole = get("A: b\r\n");
            prop_assert_eq!(read(&whole[..cut]), Ok(None));
        }
    }
}
