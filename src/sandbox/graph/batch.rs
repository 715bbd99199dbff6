//! Batch requests (Meta, batch requests): up to 50 calls in one, each with its own token if it brings one.
//!
//! A named operation can be built upon: `{result=NAME:$.data.*.id}` in a later one stands for what it answered, and
//! `depends_on` only waits for it. Its own answer is left out (`null`) when it went well and another one built upon
//! it, unless `omit_response_on_success` says otherwise; what builds upon a failure is not run and is `null` too. It
//! refuses more than 50, a batch without a token of its own, and results of operations that do not come earlier.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::path;
use crate::http::Method;
use crate::sandbox::call::{Call, Params};
use crate::sandbox::error::GraphError;

/// The most operations.
const MOST: usize = 50;
/// What a reference to an earlier result begins with.
const RESULT: &str = "{result=";

/// Whether a call is a batch.
pub(crate) fn wanted(call: &Call) -> bool {
    call.method == Method::Post && call.params.get("batch").is_some()
}

/// The operations of a batch.
pub(crate) struct Batch<'a> {
    outer: &'a Call,
    operations: VecDeque<Value>,
    present: Answering,
    /// Names that later operations mention.
    wanted: HashSet<String>,
    /// What named operations answered; `None` if they failed or were not run.
    answered: HashMap<String, Option<Value>>,
}

/// The operation that is being answered.
#[derive(Default)]
struct Answering {
    name: String,
    omit: bool,
}

/// What becomes of an operation.
pub(crate) enum Next {
    /// It builds upon one that failed, so it is not run.
    Omitted,
    /// A call to answer, or the reason why it is none.
    Call(Result<Box<Call>, GraphError>),
}

/// Reads the operations.
pub(crate) fn operations(call: &Call) -> Result<Batch<'_>, GraphError> {
    if call.token.is_none() {
        return Err(GraphError::new(104, "An access token is required to request this resource."));
    }
    let Some(Value::Array(operations)) = call.params.value("batch") else {
        return Err(GraphError::parameter("Param batch must be a JSON array"));
    };
    if operations.len() > MOST {
        return Err(GraphError::new(100, format!("Too many requests in batch message. Maximum batch size is {MOST}")));
    }
    let wanted = operations.iter().flat_map(needs).collect();
    let operations = operations.into();
    Ok(Batch { outer: call, operations, present: Answering::default(), wanted, answered: HashMap::new() })
}

impl Batch<'_> {
    /// The next operation.
    pub(crate) fn next(&mut self) -> Option<Next> {
        let operation = self.operations.pop_front()?;
        self.present = Answering {
            name: operation["name"].as_str().unwrap_or("").to_owned(),
            omit: operation["omit_response_on_success"].as_bool().unwrap_or(true),
        };
        if needs(&operation).iter().any(|need| matches!(self.answered.get(need), Some(None))) {
            self.answered.insert(self.present.name.clone(), None);
            return Some(Next::Omitted);
        }
        Some(Next::Call(self.call(&operation).map(Box::new)))
    }

    /// Takes the answer to that operation; gives what is shown of it.
    pub(crate) fn took(&mut self, part: Value) -> Value {
        let Answering { name, omit } = std::mem::take(&mut self.present);
        let good = part["code"] == 200;
        let body = part["body"].as_str().and_then(|body| serde_json::from_str(body).ok());
        let left_out = good && omit && self.wanted.contains(&name);
        self.answered.insert(name, body.filter(|_| good));
        if left_out { Value::Null } else { part }
    }

    fn call(&self, operation: &Value) -> Result<Call, GraphError> {
        let text = |name: &str| operation[name].as_str().unwrap_or("");
        if text("method").is_empty() || operation["relative_url"].is_null() {
            return Err(GraphError::parameter("Each batch operation needs method and relative_url"));
        }
        if let Some(need) = needs(operation).into_iter().find(|need| !self.answered.contains_key(need)) {
            return Err(GraphError::parameter(format_args!("No earlier operation of the batch is named {need}")));
        }
        let (address, body) = (self.filled(text("relative_url"))?, self.filled(text("body"))?);
        read(self.outer, Method::named(&text("method").to_ascii_uppercase()), &address, &body)
    }

    /// Puts the results of earlier operations into a text.
    fn filled(&self, text: &str) -> Result<String, GraphError> {
        let (mut whole, mut rest) = (String::new(), text);
        while let Some((before, reference)) = rest.split_once(RESULT) {
            let parts = reference.split_once('}').and_then(|(inner, rest)| Some((inner.split_once(':')?, rest)));
            let Some(((name, query), after)) = parts else {
                return Err(GraphError::parameter("Malformed reference to the result of another operation"));
            };
            let found = self.answered.get(name).and_then(Option::as_ref).unwrap_or(&Value::Null);
            whole += before;
            whole += &path::texts(found, query)?.join(",");
            rest = after;
        }
        Ok(whole + rest)
    }
}

/// The names of operations that one builds upon.
fn needs(operation: &Value) -> Vec<String> {
    let texts = ["relative_url", "body"].map(|name| operation[name].as_str().unwrap_or(""));
    let results = texts.into_iter().flat_map(|text| text.split(RESULT).skip(1));
    let named = results.filter_map(|rest| Some(rest.split_once(':')?.0.to_owned()));
    named.chain(operation["depends_on"].as_str().map(str::to_owned)).collect()
}

fn read(outer: &Call, method: Method, address: &str, body: &str) -> Result<Call, GraphError> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let params = Params::form(&format!("{query}&{body}"));
    let bearer = outer.token.clone();
    let own = params.some("access_token").is_some();
    let mut call = Call::new(method, outer.base.clone(), path, params, bearer)?;
    if !call.versioned {
        call.version = outer.version;
    }
    // The outer proof was made for the outer token, so it goes with that token only.
    if !own {
        call.params.inherit(&outer.params, &["appsecret_proof", "appsecret_time"]);
    }
    Ok(call)
}
