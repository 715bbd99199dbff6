//! Values of `changes[]` of Pages, Instagram accounts and objects that are new (Meta, Graph API webhooks reference).

use serde_json::Value;

use super::envelope::Entry;
use super::json::{first, mark, text, time};
use super::messaging::joined;
use crate::domain::Event;

/// Reads one value.
pub(super) fn event(entry: Entry<'_>, name: &str, value: &Value) -> Event {
    let own = match name {
        "feed" => {
            joined([first(value, &["/comment_id", "/post_id"]), text(value, "/verb"), text(value, "/created_time")])
        }
        "comments" | "live_comments" => text(value, "/id"),
        _ => None,
    };
    Event {
        field: name.to_owned(),
        kind: first(value, &["/item", "/event"]).unwrap_or_else(|| name.to_owned()),
        from: first(value, &["/from/id", "/sender_id"]),
        from_name: first(value, &["/from/name", "/from/username", "/sender_name"]),
        text: first(value, &["/message", "/text"]),
        at: time(value, "/created_time").or_else(|| time(entry.value, "/time")),
        key: own.unwrap_or_else(|| mark(entry.id, name, value)),
        ..entry.event()
    }
}
