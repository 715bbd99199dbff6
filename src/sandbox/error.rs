//! Meta's errors: code, subcode, type and words, in Meta's envelope.
//!
//! The words are the short literals that public sources quote, so that a client which compares texts instead of codes
//! is found out (Meta, Graph API error handling).

use serde_json::{Map, Value, json};

/// One of Meta's errors.
#[derive(Debug)]
pub(crate) struct GraphError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: u16,
    kind: &'static str,
    code: i64,
    subcode: Option<i64>,
    message: String,
    challenge: Option<&'static str>,
    more: Map<String, Value>,
    lasting: bool,
    unimplemented: bool,
}

impl GraphError {
    /// An `OAuthException` with status 400.
    pub(crate) fn new(code: i64, message: impl Into<String>) -> Self {
        let message = message.into();
        let (status, kind, more) = (400, "OAuthException", Map::new());
        Self(Box::new(Inner {
            status,
            kind,
            code,
            subcode: None,
            message,
            challenge: None,
            more,
            lasting: false,
            unimplemented: false,
        }))
    }

    /// Adds a subcode.
    pub(crate) fn sub(mut self, subcode: i64) -> Self {
        self.0.subcode = Some(subcode);
        self
    }

    /// Sets another status than 400.
    pub(crate) fn status(mut self, status: u16) -> Self {
        self.0.status = status;
        self
    }

    /// Sets another type than `OAuthException`.
    pub(crate) fn kind(mut self, kind: &'static str) -> Self {
        self.0.kind = kind;
        self
    }

    /// Names this error in the `WWW-Authenticate` line.
    pub(crate) fn challenge(mut self, error: &'static str) -> Self {
        self.0.challenge = Some(error);
        self
    }

    /// Adds a key to the envelope, such as `error_user_title`.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.more.insert(key.to_owned(), value.into());
        self
    }

    /// Keeps what the call wrote into the world: a wrong PIN is refused and counted.
    pub(crate) fn lasting(mut self) -> Self {
        self.0.lasting = true;
        self
    }

    /// Whether the world keeps what the call wrote.
    pub(crate) fn lasts(&self) -> bool {
        self.0.lasting
    }

    /// Marks a call that the sandbox does not imitate.
    pub(crate) fn unimplemented(mut self) -> Self {
        self.0.unimplemented = true;
        self
    }

    /// Whether the call is one that the sandbox does not imitate.
    pub(crate) fn is_unimplemented(&self) -> bool {
        self.0.unimplemented
    }

    /// A bad parameter.
    pub(crate) fn parameter(message: impl std::fmt::Display) -> Self {
        Self::new(100, format!("(#100) {message}"))
    }

    /// A dead token: code 190 with a subcode.
    pub(crate) fn dead(subcode: i64, message: impl std::fmt::Display) -> Self {
        Self::new(190, format!("Error validating access token: {message}")).sub(subcode)
    }

    /// What Meta says of objects that are absent and of those that the caller may not see, alike.
    pub(crate) fn absent(verb: &str, id: &str) -> Self {
        let message = format!(
            "Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to missing \
             permissions, or does not support this operation. Please read the Graph API documentation at \
             https://developers.facebook.com/docs/graph-api"
        );
        Self::new(100, message).sub(33).kind("GraphMethodException")
    }

    /// A field that the node does not have.
    pub(crate) fn field(name: &str, node: &str) -> Self {
        Self::parameter(format_args!("Tried accessing nonexisting field ({name}) on node type ({node})"))
    }

    /// A name in the place of an id that nothing has (Meta, table of errors: 803).
    pub(crate) fn alias(name: &str) -> Self {
        Self::new(803, format!("(#803) Some of the aliases you requested do not exist: {name}"))
    }

    /// A path that means nothing.
    pub(crate) fn path(path: &str) -> Self {
        Self::new(2500, format!("Unknown path components: /{path}"))
    }

    pub(crate) fn code(&self) -> i64 {
        self.0.code
    }

    pub(crate) fn subcode(&self) -> Option<i64> {
        self.0.subcode
    }

    pub(crate) fn message(&self) -> &str {
        &self.0.message
    }

    pub(crate) fn http(&self) -> u16 {
        self.0.status
    }

    /// The `WWW-Authenticate` line of a refusal. A header takes no more than this much of the words, and ASCII only.
    pub(crate) fn authenticate(&self) -> Option<String> {
        let refusal = (400..500).contains(&self.0.status);
        let error = self.0.challenge.unwrap_or(match self.0.code {
            190 => "invalid_token",
            101 => "invalid_client",
            803 => "not_found",
            _ => "invalid_request",
        });
        let plain = |char: char| if (' '..='~').contains(&char) && char != '"' { char } else { ' ' };
        let words: String = self.0.message.chars().take(1000).map(plain).collect();
        refusal.then(|| format!("OAuth \"Facebook Platform\" \"{error}\" \"{words}\""))
    }

    pub(crate) fn envelope(&self, trace: &str) -> Value {
        let mut error = Map::new();
        error.insert("message".into(), json!(self.0.message));
        error.insert("type".into(), json!(self.0.kind));
        error.insert("code".into(), json!(self.0.code));
        if let Some(subcode) = self.0.subcode {
            error.insert("error_subcode".into(), json!(subcode));
        }
        error.extend(self.0.more.clone());
        error.insert("fbtrace_id".into(), json!(trace));
        json!({ "error": error })
    }
}

/// A world that cannot be read is a service that is down.
impl From<rusqlite::Error> for GraphError {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the sandbox's world cannot be used");
        Self::new(2, "An unexpected error has occurred. Please retry your request later.").status(500)
    }
}

impl From<serde_json::Error> for GraphError {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "the sandbox's world cannot be read");
        Self::new(2, "An unexpected error has occurred. Please retry your request later.").status(500)
    }
}
