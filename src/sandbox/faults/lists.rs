//! Lists that come otherwise than they should. Nothing is lost by it: a client that follows `next` or the cursors reads
//! every row, and only an endless list reads them again.

use serde_json::{Value, json};
use url::Url;

use crate::http::Request;
use crate::sandbox::call::Call;
use crate::sandbox::graph;

/// The rows, if it is a list.
fn rows(list: &mut Value) -> Option<&mut Vec<Value>> {
    list.get_mut("data").and_then(Value::as_array_mut)
}

/// Each row twice.
pub(super) fn duplicate(list: &mut Value) {
    if let Some(rows) = rows(list) {
        *rows = rows.drain(..).flat_map(|row| [row.clone(), row]).collect();
    }
}

/// No rows, and cursors and `next` that lead to what should have come.
pub(super) fn empty(list: &mut Value, request: &Request) {
    let Some(rows) = rows(list) else { return };
    rows.clear();
    let here = value(&request.url, "after").unwrap_or_else(|| graph::cursor(-1));
    lead(list, request, &here);
}

/// At the end of the list, a `next` to its beginning by a cursor that was never there before: that of `number`.
pub(super) fn endless(list: &mut Value, request: &Request, number: u64) {
    if rows(list).is_some() && list["paging"]["next"].is_null() {
        let fresh = graph::cursor(-1 - i64::try_from(number).unwrap_or(0));
        lead(list, request, &fresh);
    }
}

/// A `next` without the cursors that it is made of.
pub(super) fn without_cursors(list: &mut Value) {
    if let Some(paging) = list.get_mut("paging").and_then(Value::as_object_mut) {
        paging.remove("cursors");
    }
}

/// Rows without tokens.
pub(super) fn without_tokens(list: &mut Value) {
    for row in rows(list).into_iter().flatten().filter_map(Value::as_object_mut) {
        row.remove("access_token");
    }
}

/// Whether more rows than `most` are asked for.
pub(super) fn asks_for_more_than(most: usize, request: &Request) -> bool {
    value(&request.url, "limit").and_then(|limit| limit.parse().ok()).unwrap_or(25) > most
}

/// The request for half of the rows; `None` where there are too few.
pub(super) fn halved(list: &mut Value, request: &Request) -> Option<Request> {
    let half = rows(list)?.len() / 2;
    if half == 0 {
        return None;
    }
    Some(Request { url: with(&request.url, "limit", &half.to_string()), ..request.clone() })
}

/// The links ask for as many rows as was asked for at first.
pub(super) fn ask_again_for(list: &mut Value, request: &Request) {
    let limit = value(&request.url, "limit").unwrap_or_else(|| "25".to_owned());
    for name in ["next", "previous"] {
        let link = list["paging"].get(name).and_then(Value::as_str).and_then(|link| Url::parse(link).ok());
        if let Some(link) = link {
            list["paging"][name] = json!(with(&link, "limit", &limit).as_str());
        }
    }
}

/// Makes `after` and `next` lead on by this cursor.
fn lead(list: &mut Value, request: &Request, cursor: &str) {
    let Ok(call) = Call::read(request) else { return };
    let Ok(mut next) = Url::parse(&call.base) else { return };
    next.set_path(request.url.path());
    next.set_query(request.url.query());
    if let (Some(token), None) = (&call.token, value(&next, "access_token")) {
        next.query_pairs_mut().append_pair("access_token", token);
    }
    list["paging"]["cursors"]["after"] = json!(cursor);
    list["paging"]["next"] = json!(with(&next, "after", cursor).as_str());
}

fn value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The address with this value of a parameter in place of others.
fn with(url: &Url, name: &str, value: &str) -> Url {
    let others: Vec<_> = url.query_pairs().filter(|(key, _)| key != name).collect();
    let mut changed = url.clone();
    changed.query_pairs_mut().clear().extend_pairs(others).append_pair(name, value);
    changed
}
