//! Items of `messaging[]` and `standby[]` (Meta, Messenger webhook events; Instagram messaging webhooks).

use serde_json::Value;

use super::envelope::Entry;
use super::json::{first, list, mark, text, time};
use crate::domain::Event;

/// What an item has beside what happened.
const FRAME: [&str; 7] = ["sender", "recipient", "timestamp", "is_self", "hop_context", "prior_message", "id"];

/// The key of an item, its field for a Page, and its field for Instagram where that has another name.
const FIELDS: &[(&str, &str, &str)] = &[
    ("message", "messages", "messages"),
    ("message_edit", "message_edits", "message_edit"),
    ("delivery", "message_deliveries", "message_deliveries"),
    ("read", "message_reads", "messaging_seen"),
    ("reaction", "message_reactions", "message_reactions"),
    ("postback", "messaging_postbacks", "messaging_postbacks"),
    ("referral", "messaging_referrals", "messaging_referral"),
    ("optin", "messaging_optins", "messaging_optins"),
    ("pass_thread_control", "messaging_handovers", "messaging_handover"),
    ("take_thread_control", "messaging_handovers", "messaging_handover"),
    ("request_thread_control", "messaging_handovers", "messaging_handover"),
    ("app_roles", "messaging_handovers", "messaging_handover"),
    ("policy_enforcement", "messaging_policy_enforcement", "messaging_policy_enforcement"),
    // As older samples spell it.
    ("policy-enforcement", "messaging_policy_enforcement", "messaging_policy_enforcement"),
    ("account_linking", "messaging_account_linking", "messaging_account_linking"),
    ("game_play", "messaging_game_plays", "messaging_game_plays"),
    ("payment", "messaging_payments", "messaging_payments"),
    ("pre_checkout", "messaging_pre_checkouts", "messaging_pre_checkouts"),
    ("checkout_update", "messaging_checkout_updates", "messaging_checkout_updates"),
    ("response_feedback", "response_feedback", "response_feedback"),
];

/// Reads one item.
pub(super) fn event(entry: Entry<'_>, item: &Value) -> Event {
    let (name, field) = named(entry, item);
    let what = item.get(name).unwrap_or(&Value::Null);
    let (kind, words) = told(name, what);
    let field = if kind == "echo" && entry.object == "page" { "message_echoes" } else { field };
    let from = first(item, &["/sender/id", "/sender/user_ref"]).or_else(|| text(what, "/user_ref"));
    let incoming = matches!(name, "message" | "postback") && kind != "echo" && kind != "deleted";
    Event {
        field: field.to_owned(),
        incoming,
        to: first(item, &["/recipient/id", "/recipient/user_ref"]),
        text: words,
        at: time(item, "/timestamp").or_else(|| time(entry.value, "/time")),
        key: key(entry, name, field, item, from.as_deref()),
        kind,
        from,
        ..entry.event()
    }
}

/// What happened by the key that it has, and the field that brings it.
fn named<'a>(entry: Entry<'_>, item: &'a Value) -> (&'a str, &'a str) {
    let known = FIELDS.iter().find(|(name, ..)| item.get(name).is_some());
    if let Some((name, page, instagram)) = known {
        return (name, if entry.object == "instagram" { instagram } else { page });
    }
    let keys = item.as_object().into_iter().flat_map(|item| item.keys());
    let new = keys.map(String::as_str).find(|key| !FRAME.contains(key)).unwrap_or("unknown");
    (new, new)
}

/// What happened in a word, and its text.
fn told(name: &str, what: &Value) -> (String, Option<String>) {
    let flag = |name: &str| what.get(name).and_then(Value::as_bool) == Some(true);
    let word = match name {
        "message" if flag("is_echo") => "echo",
        "message" if flag("is_deleted") => "deleted",
        "message" if flag("is_unsupported") => "unsupported",
        "message" => return message(what),
        "message_edit" => "edit",
        "delivery" => "delivered",
        "policy-enforcement" => "policy_enforcement",
        other => other,
    };
    let words = ["/text", "/title", "/emoji", "/reaction", "/feedback", "/ref", "/payload", "/reason", "/status"];
    (word.to_owned(), first(what, &words))
}

/// A message without a text is known by what is attached.
fn message(what: &Value) -> (String, Option<String>) {
    let attached = list(what, "/attachments").first().and_then(|first| text(first, "/type"));
    match text(what, "/text") {
        Some(words) => ("text".to_owned(), Some(words)),
        None => (attached.unwrap_or_else(|| "message".to_owned()), None),
    }
}

fn key(entry: Entry<'_>, name: &str, field: &str, item: &Value, from: Option<&str>) -> String {
    let at = |path: &str| text(item, path);
    let person = from.unwrap_or_default();
    let known = match name {
        "message" => at("/message/mid"),
        "postback" => at("/postback/mid"),
        "response_feedback" => at("/response_feedback/mid"),
        "message_edit" => joined([at("/message_edit/mid"), at("/message_edit/num_edit")]),
        "reaction" => joined([at("/reaction/mid"), Some(person.to_owned()), at("/timestamp")]),
        "delivery" => joined([Some(person.to_owned()), at("/delivery/watermark")]),
        // Instagram names the message that was read, Messenger a time.
        "read" => at("/read/mid").or_else(|| joined([Some(person.to_owned()), at("/read/watermark")])),
        _ => None,
    };
    known.unwrap_or_else(|| mark(entry.id, field, item))
}

/// All parts with a slash between them, if there are all.
pub(super) fn joined<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    parts.into_iter().collect::<Option<Vec<_>>>().map(|parts| parts.join("/"))
}
