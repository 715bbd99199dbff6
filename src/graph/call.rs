//! One call, before it becomes a request.

use std::time::Duration;

use url::form_urlencoded::Serializer;

use crate::domain::Secret;
use crate::http::Method;

/// How long a call may take with all its repetitions and pauses.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// A call to a path below the version, with parameters and a token.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) method: Method,
    /// Path below the version, without a slash in front: `me/accounts`.
    pub(super) path: String,
    /// Parameters: the query of a read or removal, the form body of a write.
    pub(super) params: Vec<(&'static str, Value)>,
    /// A JSON body in place of the form; the parameters then go into the query. It may hold a secret, such as a PIN.
    pub(super) json: Option<Secret>,
    /// The token, if the call needs one.
    pub(super) token: Option<Secret>,
    /// Secrets inside a body, which Meta may repeat in its answer.
    pub(super) concealed: Vec<Secret>,
    /// Whether it may be sent again when it is not known whether it had its effect.
    pub(super) repeatable: bool,
    /// How long it may take with all its repetitions.
    pub(super) patience: Duration,
}

/// A parameter's value.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Plain text.
    Plain(String),
    /// Text that must not be shown. Meta takes two of them in a query only: the code and the token to inspect.
    Hidden(Secret),
}

impl Value {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Hidden(secret) => secret.expose(),
        }
    }
}

impl Call {
    /// A read; it may be repeated.
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            params: Vec::new(),
            json: None,
            token: None,
            concealed: Vec::new(),
            repeatable: true,
            patience: PATIENCE,
        }
    }

    /// A write that leads to the same state when it is repeated.
    pub(super) fn post(path: impl Into<String>) -> Self {
        Self { method: Method::Post, ..Self::get(path) }
    }

    /// A removal; repeating it changes nothing more.
    pub(super) fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::Delete, ..Self::get(path) }
    }

    /// With at most so many rows in the answer.
    pub(super) fn limit(self, rows: usize) -> Self {
        self.param("limit", rows.to_string())
    }

    /// Never sent twice, even if its answer is lost.
    pub(super) fn once(mut self) -> Self {
        self.repeatable = false;
        self
    }

    pub(super) fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub(super) fn token(mut self, token: &Secret) -> Self {
        self.token = Some(token.clone());
        self
    }

    pub(super) fn param(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.params.push((name, Value::Plain(value.into())));
        self
    }

    pub(super) fn hidden(mut self, name: &'static str, value: &Secret) -> Self {
        self.params.push((name, Value::Hidden(value.clone())));
        self
    }

    pub(super) fn json(mut self, body: &serde_json::Value) -> Self {
        self.json = Some(Secret::new(body.to_string()));
        self
    }

    /// Names secrets that its body holds.
    pub(super) fn conceal(mut self, secrets: impl IntoIterator<Item = Secret>) -> Self {
        self.concealed.extend(secrets);
        self
    }

    /// Every secret of the call but for its token.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let hidden = self.params.iter().filter_map(|(_, value)| match value {
            Value::Hidden(secret) => Some(secret),
            Value::Plain(_) => None,
        });
        hidden.chain(&self.concealed)
    }

    /// The parameters and `more`, form-encoded.
    pub(super) fn encoded(&self, more: &[(&str, &str)]) -> String {
        let mut form = Serializer::new(String::new());
        form.extend_pairs(self.params.iter().map(|(name, value)| (*name, value.text())));
        form.extend_pairs(more);
        form.finish()
    }
}
