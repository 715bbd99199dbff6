//! A call as Graph understands it: version, path, parameters and token, wherever the client put them.
//!
//! Parameters are read from query, form, multipart and JSON bodies alike, the token from the `access_token` parameter or
//! from `Authorization: Bearer` (Meta, secure Graph API calls). A body without a type is a form, or JSON if it looks so; one of
//! another type is no parameters at all. Id and
//! secret of the app may also come as `Authorization: Basic`: that is how widely used OAuth clients (requests-oauthlib,
//! fastapi-sso) exchange codes with Meta.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use url::{Url, form_urlencoded};

use super::error::GraphError;
use super::loose;
use super::multipart;
use super::version::{OldWay, Version};
use crate::http::{Headers, Method, Request};

/// Names and values, in the order they came.
#[derive(Clone, Default)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query or a form.
    pub(crate) fn form(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    fn json(body: &[u8]) -> Self {
        let Some(Value::Object(object)) = loose::read(&String::from_utf8_lossy(body)) else { return Self::default() };
        Self(object.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key, text(value))).collect())
    }

    /// The first value of `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that is JSON, strict or loose; `None` where it is none.
    pub(crate) fn value(&self, name: &str) -> Option<Value> {
        loose::read(self.get(name)?)
    }

    /// Puts what is written in brackets (`recipient[id]=…`, `subscribed_fields[0]=…`) together, as JSON under its name.
    fn folded(mut self) -> Self {
        let mut whole: Vec<(String, Value)> = Vec::new();
        self.0.retain(|(name, value)| {
            let Some((name, keys)) =
                name.split_once('[').filter(|(name, keys)| !name.is_empty() && keys.ends_with(']'))
            else {
                return true;
            };
            let place = whole.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                whole.push((name.to_owned(), Value::Null));
                whole.len() - 1
            });
            let keys: Vec<&str> = keys.trim_end_matches(']').split("][").take(DEEPEST).collect();
            put(&mut whole[place].1, &keys, value);
            false
        });
        self.0.extend(whole.into_iter().map(|(name, value)| (name, value.to_string())));
        self
    }

    /// The first value of `name` that says something.
    pub(crate) fn some(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// Every value of `name`.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A list: comma-separated, a JSON array, or the parameter several times.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<String>> {
        self.get(name)?;
        let mut items = Vec::new();
        for value in self.all(name) {
            match loose::read(value) {
                Some(Value::Array(array)) => items.extend(array.into_iter().map(text)),
                _ => items.extend(value.split(',').map(|item| item.trim().to_owned())),
            }
        }
        items.retain(|item| !item.is_empty());
        Some(items)
    }

    /// Takes over parameters of `other` that are not there already.
    pub(crate) fn inherit(&mut self, other: &Self, names: &[&str]) {
        for name in names {
            if let (None, Some(value)) = (self.get(name), other.get(name)) {
                self.0.push(((*name).to_owned(), value.to_owned()));
            }
        }
    }

    fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// How deep brackets may nest.
const DEEPEST: usize = 8;

/// Puts a text where its keys say; numbers and empty keys make a list.
fn put(into: &mut Value, keys: &[&str], text: &str) {
    let Some((key, rest)) = keys.split_first() else {
        *into = Value::String(text.to_owned());
        return;
    };
    if key.bytes().all(|byte| byte.is_ascii_digit()) && !into.is_object() {
        if !into.is_array() {
            *into = Value::Array(Vec::new());
        }
        let Some(list) = into.as_array_mut() else { return };
        let at = key.parse().ok().filter(|at| *at < list.len()).unwrap_or(list.len());
        if at == list.len() {
            list.push(Value::Null);
        }
        return put(&mut list[at], rest, text);
    }
    if !into.is_object() {
        *into = Value::Object(serde_json::Map::new());
    }
    if let Some(object) = into.as_object_mut() {
        put(object.entry(*key).or_insert(Value::Null), rest, text);
    }
}

/// What a value says as a parameter.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A call.
#[derive(Clone)]
pub(crate) struct Call {
    /// Method, after `method=delete` and the like.
    pub(crate) method: Method,
    /// Scheme, host and port, for links in answers.
    pub(crate) base: String,
    /// The version that answers.
    pub(crate) version: Version,
    /// The version segment of the path, if there was one.
    pub(crate) versioned: bool,
    /// The path behind the version.
    pub(crate) path: Vec<String>,
    /// All parameters.
    pub(crate) params: Params,
    /// The token.
    pub(crate) token: Option<String>,
}

impl Call {
    /// Reads a request.
    pub(crate) fn read(request: &Request) -> Result<Self, GraphError> {
        let mut params = Params::form(request.url.query().unwrap_or(""));
        params.extend(body(&request.headers, &request.body));
        let authorization = request.headers.get("authorization").and_then(|line| line.split_once(' '));
        params.extend(authorization.map(basic).unwrap_or_default());
        let bearer = authorization.and_then(bearer).map(str::to_owned);
        let base = request.headers.get("host").map_or_else(
            || request.url.origin().ascii_serialization(),
            |host| format!("{}://{host}", request.url.scheme()),
        );
        Self::new(request.method, base, request.url.path(), params, bearer)
    }

    /// Puts a call together; also one of a batch.
    pub(crate) fn new(
        method: Method,
        base: String,
        path: &str,
        params: Params,
        bearer: Option<String>,
    ) -> Result<Self, GraphError> {
        let mut path: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let version = path.first().and_then(|first| Version::read(first));
        let version = match version {
            Some(Err(_)) => return Err(GraphError::path(&path.join("/"))),
            Some(Ok(version)) => {
                path.remove(0);
                Some(version)
            }
            None => None,
        };
        let params = params.folded();
        let token = params.some("access_token").map(str::to_owned).or(bearer);
        let versioned = version.is_some();
        let version = version.unwrap_or(Version::CURRENT);
        let meant = overridden(method, &params);
        let overrides = meant != method && method != Method::Head;
        let jsonp = method == Method::Get && params.get("callback").is_some();
        let old = [
            (OldWay::MethodOverride, overrides),
            (OldWay::Jsonp, jsonp),
            (OldWay::AsyncBatch, params.get("asyncbatch").is_some()),
        ];
        let refused = old.into_iter().filter(|(_, asked)| *asked).find_map(|(way, _)| version.refuses(way));
        match refused {
            Some(words) => Err(GraphError::parameter(words)),
            None => Ok(Self { method: meant, base, version, versioned, path, params, token }),
        }
    }

    /// The path, with the version if there was one.
    pub(crate) fn place(&self) -> String {
        let path = self.path.join("/");
        if self.versioned { format!("/{}/{path}", self.version) } else { format!("/{path}") }
    }

    /// The request that asks for the same; `None` where the base is no address.
    pub(crate) fn request(&self) -> Option<Request> {
        let mut url = Url::parse(&self.base).ok()?;
        url.set_path(&self.place());
        url.query_pairs_mut().extend_pairs(&self.params.0);
        let request = Request::new(self.method, url);
        let bearer = self.token.as_ref().map(|token| format!("Bearer {token}"));
        Some(bearer.into_iter().fold(request, |request, bearer| request.header("authorization", bearer)))
    }

    /// The path as a pattern, with ids taken out: what is safe to log and useful to count.
    pub(crate) fn route(&self) -> String {
        route(self.method, self.path.iter().map(String::as_str))
    }
}

/// A path as a pattern, with ids and whatever is as long as a secret taken out.
pub(crate) fn route<'a>(method: Method, path: impl Iterator<Item = &'a str>) -> String {
    let name = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let id = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) || (part.len() > 40 && !name(part));
    let parts: Vec<&str> = path.map(|part| if id(part) { "{id}" } else { part }).collect();
    format!("{} /{}", method.as_str(), parts.join("/"))
}

/// Meta lets a POST say that it means another method (Meta, Graph API overview).
fn overridden(method: Method, params: &Params) -> Method {
    match (method, params.get("method").map(str::to_ascii_lowercase).as_deref()) {
        (Method::Post, Some("delete")) => Method::Delete,
        (Method::Post, Some("get")) | (Method::Head, _) => Method::Get,
        _ => method,
    }
}

fn body(headers: &Headers, body: &[u8]) -> Params {
    let kind = headers.get("content-type").unwrap_or("").to_ascii_lowercase();
    if kind.starts_with("application/json") {
        Params::json(body)
    } else if kind.starts_with("application/x-www-form-urlencoded") {
        Params::form(&String::from_utf8_lossy(body))
    } else if let Some(boundary) = multipart::boundary(headers.get("content-type").unwrap_or("")) {
        Params(multipart::read(body, &boundary))
    } else if kind.is_empty() && body.trim_ascii_start().starts_with(b"{") {
        Params::json(body)
    } else if kind.is_empty() {
        Params::form(&String::from_utf8_lossy(body))
    } else {
        if !body.is_empty() {
            tracing::warn!("the sandbox reads form, multipart and JSON bodies only; this one counts as empty");
        }
        Params::default()
    }
}

/// The token of a `Bearer` line; `OAuth` is Meta's own older word for it.
fn bearer<'a>((scheme, token): (&str, &'a str)) -> Option<&'a str> {
    (scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("oauth")).then(|| token.trim())
}

/// The app's id and secret of a `Basic` line.
fn basic((scheme, text): (&str, &str)) -> Params {
    let pair = STANDARD.decode(text.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"));
    let pair = pair.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let named = |(id, secret): (&str, &str)| {
        Params(vec![("client_id".to_owned(), id.to_owned()), ("client_secret".to_owned(), secret.to_owned())])
    };
    pair.split_once(':').map(named).unwrap_or_default()
}
