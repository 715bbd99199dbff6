//! How the end of a call is written: status, body, and the headers that recorded answers of Meta's have.
//!
//! `x-fb-request-id` is what an error's envelope calls `fbtrace_id`; `x-fb-trace-id` is another, shorter one (cassettes of
//! zammad and of others). An error may not be stored at all, an answer only by whoever asked.

use serde_json::{Value, json};

use super::error::GraphError;
use super::escaped::escaped;
use super::ids;
use super::limits::{self, Used};
use super::times;
use super::version::Version;
use crate::http::Response;

/// The header that repeats an error's `fbtrace_id`.
pub(crate) const REQUEST_ID: &str = "x-fb-request-id";

/// A call's end.
pub(crate) struct Outcome {
    /// The answer, or one of Meta's errors.
    pub(crate) result: Result<Value, GraphError>,
    /// The call's number, of which its ids are made.
    pub(crate) number: u64,
    /// Seconds of the world's clock.
    pub(crate) now: i64,
    /// What is used of the limits that the call counts against.
    pub(crate) used: Vec<Used>,
}

impl Outcome {
    /// The end of a call that counts against no limit.
    pub(crate) fn free(result: Result<Value, GraphError>, number: u64, now: i64) -> Self {
        Self { result, number, now, used: Vec::new() }
    }

    fn status(&self) -> u16 {
        self.result.as_ref().map_or_else(GraphError::http, |_| 200)
    }

    fn body(&self, trace: &str) -> String {
        match &self.result {
            Ok(value) => escaped(value),
            Err(failure) => escaped(&failure.envelope(trace)),
        }
    }

    /// Writes the response.
    pub(crate) fn response(&self, version: Version) -> Response {
        let trace = ids::trace(self.number);
        let store = if self.result.is_ok() { "private, no-cache, no-store, must-revalidate" } else { "no-store" };
        let body = self.body(&trace);
        let mut response = Response::new(self.status())
            .header("facebook-api-version", version.to_string())
            .header(REQUEST_ID, trace)
            .header("x-fb-trace-id", ids::short_trace(self.number))
            .header("x-fb-rev", "1030000000")
            .header("cache-control", store)
            .header("pragma", "no-cache")
            .header("expires", "Sat, 01 Jan 2000 00:00:00 GMT")
            .header("date", times::date(self.now));
        for (name, value) in limits::headers(&self.used) {
            response.headers.add(name, value);
        }
        if let Some(line) = self.result.as_ref().err().and_then(GraphError::authenticate) {
            response.headers.add("www-authenticate", line);
        }
        response.body("application/json; charset=UTF-8", body)
    }
}

/// Writes an answer as the part of a batch's.
pub(crate) fn part(response: &Response, with_headers: bool) -> Value {
    let mut part = json!({ "code": response.status, "body": String::from_utf8_lossy(&response.body) });
    if with_headers {
        let line = |(name, value): (&str, &str)| json!({ "name": titled(name), "value": value });
        part["headers"] = response.headers.iter().map(line).collect();
    }
    part
}

/// A header's name as it stands inside a batch's answer: `WWW-Authenticate`, `Facebook-API-Version`, `X-App-Usage`.
fn titled(name: &str) -> String {
    let word = |word: &str| match word {
        "www" | "api" | "fb" | "id" => word.to_ascii_uppercase(),
        _ => word[..1].to_ascii_uppercase() + &word[1..],
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_a_batch_are_metas() {
        let names = ["www-authenticate", "facebook-api-version", "x-app-usage", "content-type"].map(titled);
        assert_eq!(names, ["WWW-Authenticate", "Facebook-API-Version", "X-App-Usage", "Content-Type"]);
    }
}
