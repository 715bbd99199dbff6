//! Lists: cursors, pages of results, links (Meta, paginated results).
//!
//! A page of results is cut from the underlying list first and filtered afterwards, as at Meta: it can be short or
//! empty and still have a `next`. Links carry the caller's token, as at Meta. A limit above 100 is reduced silently.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use url::form_urlencoded::Serializer;

use super::Context;
use super::fields::{self, Field};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::{Document, Slice};

/// Rows in a page of results when nothing else is asked for.
const USUAL: usize = 25;
/// The most rows in a page of results.
const MOST: usize = 100;

/// What was asked of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    /// Where the list lives, for links: `ID/accounts`.
    pub(crate) path: String,
    /// Fields of each row.
    pub(crate) fields: Option<Vec<Field>>,
    limit: Option<String>,
    after: Option<String>,
    before: Option<String>,
    /// `summary=total_count`.
    pub(crate) summary: bool,
}

impl Ask {
    /// Reads the parameters of a call to the list itself.
    pub(crate) fn of_call(context: &Context<'_>, path: String) -> Result<Self, GraphError> {
        let params = &context.call.params;
        let own = |name: &str| params.some(name).map(str::to_owned);
        let version = context.call.version;
        let fields = params.some("fields").map(|text| fields::of_version(version, text)).transpose()?;
        let summary = params.get("summary").is_some_and(|summary| summary.contains("total_count") || summary == "true");
        Ok(Self { path, fields, limit: own("limit"), after: own("after"), before: own("before"), summary })
    }

    /// Reads the modifiers of an expanded field.
    pub(crate) fn of_field(field: &Field, path: String) -> Self {
        let own = |name: &str| field.arg(name).map(str::to_owned);
        let summary = field.arg("summary").is_some();
        Self {
            path,
            fields: field.below.clone(),
            limit: own("limit"),
            after: own("after"),
            before: own("before"),
            summary,
        }
    }

    fn slice(&self) -> Result<Slice, GraphError> {
        let after = self.after.as_deref().map(|cursor| place(cursor, "after")).transpose()?;
        let before = self.before.as_deref().map(|cursor| place(cursor, "before")).transpose()?;
        Ok(Slice { after, before, limit: self.limit()? })
    }

    fn limit(&self) -> Result<usize, GraphError> {
        let Some(limit) = &self.limit else { return Ok(USUAL) };
        let limit: i64 = limit.parse().map_err(|_| GraphError::parameter("Param limit must be an integer"))?;
        Ok(usize::try_from(limit).unwrap_or(0).clamp(1, MOST))
    }
}

/// A page of results before it is filtered.
pub(crate) struct Cut<T> {
    /// The rows.
    pub(crate) rows: Vec<T>,
    ends: Option<(i64, i64)>,
    limit: usize,
    more_after: bool,
    more_before: bool,
}

/// Cuts a page of results out of the list of `owner`.
pub(crate) fn cut<T: Document>(context: &Context<'_>, owner: &str, ask: &Ask) -> Result<Cut<T>, GraphError> {
    let slice = ask.slice()?;
    let rows = context.world.list(owner, Slice { limit: slice.limit + 1, ..slice })?;
    Ok(close(rows, slice, T::ord))
}

/// Cuts a page of results out of rows that were put together, sorted by their places.
pub(crate) fn cut_of<T>(mut rows: Vec<T>, ask: &Ask, place: impl Fn(&T) -> i64) -> Result<Cut<T>, GraphError> {
    let slice = ask.slice()?;
    let (after, before) = (slice.after.unwrap_or(i64::MIN), slice.before.unwrap_or(i64::MAX));
    rows.retain(|row| place(row) > after && place(row) < before);
    let surplus = rows.len().saturating_sub(slice.limit + 1);
    if slice.backwards() {
        rows.drain(..surplus);
    } else {
        rows.truncate(slice.limit + 1);
    }
    Ok(close(rows, slice, place))
}

/// Takes away the row that only shows that there are more.
fn close<T>(mut rows: Vec<T>, slice: Slice, place: impl Fn(&T) -> i64) -> Cut<T> {
    let (limit, backwards) = (slice.limit, slice.backwards());
    let more = rows.len() > limit;
    if backwards && more {
        rows.remove(0);
    }
    rows.truncate(limit);
    Cut {
        ends: rows.first().zip(rows.last()).map(|(first, last)| (place(first), place(last))),
        rows,
        limit,
        more_after: if backwards { true } else { more },
        more_before: slice.after.is_some() || backwards && more,
    }
}

/// Writes the list: the rows that were left, cursors and links.
pub(crate) fn write<T>(context: &Context<'_>, ask: &Ask, cut: &Cut<T>, data: Vec<Value>) -> Map<String, Value> {
    let mut list = Map::new();
    list.insert("data".into(), Value::Array(data));
    if let Some((first, last)) = cut.ends {
        let (before, after) = (cursor(first), cursor(last));
        let mut paging = json!({ "cursors": { "before": before, "after": after } });
        if cut.more_after {
            paging["next"] = json!(link(context, ask, cut.limit, "after", &after));
        }
        if cut.more_before {
            paging["previous"] = json!(link(context, ask, cut.limit, "before", &before));
        }
        list.insert("paging".into(), paging);
    }
    list
}

fn link(context: &Context<'_>, ask: &Ask, limit: usize, name: &str, cursor: &str) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("access_token", context.call.token.as_deref().unwrap_or(""));
    if let Some(asked) = &ask.fields {
        query.append_pair("fields", &fields::text(asked));
    }
    if ask.summary {
        query.append_pair("summary", "total_count");
    }
    query.append_pair("limit", &limit.to_string()).append_pair(name, cursor);
    format!("{}/{}/{}?{}", context.call.base, context.call.version, ask.path, query.finish())
}

/// The cursor of a place in a list; negative places stand before every row.
pub(crate) fn cursor(ord: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("QVFI{ord:012}"))
}

fn place(cursor: &str, name: &str) -> Result<i64, GraphError> {
    let wrong = || GraphError::parameter(format_args!("Invalid cursors values: {name}"));
    let text = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| wrong())?;
    let text = String::from_utf8(text).map_err(|_| wrong())?;
    text.strip_prefix("QVFI").and_then(|ord| ord.parse().ok()).ok_or_else(wrong)
}
