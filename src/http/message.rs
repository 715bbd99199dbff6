//! Requests and responses, as plain values.

use std::fmt;

use url::Url;

/// The methods that are in use here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Read.
    Get,
    /// Read without a body.
    Head,
    /// Write.
    Post,
    /// Remove.
    Delete,
    /// What a handler refuses.
    Other,
}

impl Method {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Other => "OTHER",
        }
    }

    /// Reads a name from the wire.
    pub fn named(name: &str) -> Self {
        [Self::Get, Self::Head, Self::Post, Self::Delete]
            .into_iter()
            .find(|method| method.as_str() == name)
            .unwrap_or(Self::Other)
    }
}

/// Header lines in the order they came. Names are compared without regard to case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Every value of `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Adds a line.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Every line.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Debug for Headers {
    /// Shows names only: values can be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// A request. Its `Debug` shows no query, no header value and no body, because each can carry a secret.
#[derive(Clone)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Whole address.
    pub url: Url,
    /// Header lines.
    pub headers: Headers,
    /// Body.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: Headers::default(), body: Vec::new() }
    }

    /// The same with a header line more.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.add(name, value);
        self
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", content_type)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.method.as_str(), self.url.host_str().unwrap_or(""), self.url.path())
    }
}

/// A response.
#[derive(Clone)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Header lines.
    pub headers: Headers,
    /// Body.
    pub body: Vec<u8>,
}

impl Response {
    /// The usual words for the status, empty for a status without any.
    pub fn reason(&self) -> &'static str {
        hyper::StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason()).unwrap_or("")
    }

    /// An empty response.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Headers::default(), body: Vec::new() }
    }

    /// The same with a header line more.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.add(name, value);
        self
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", content_type)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.status, self.body.len())
    }
}
