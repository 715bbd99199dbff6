//! The envelope: `object`, and entries in one of five shapes (Meta, webhooks of Messenger, Instagram and the Graph API).
//!
//! | shape | where |
//! |---|---|
//! | `entry[].messaging[]` | Messenger, Instagram messaging |
//! | `entry[].standby[]` | the same, while another app holds the conversation |
//! | `entry[].changes[]` with `field` and `value` | everything else, WhatsApp, and the dashboard's tests |
//! | `field` and `value` on the entry itself | Instagram Login, whose samples wrap all of it in a list besides |
//! | `entry[].changed_fields[]` | where values were switched off |

use serde_json::Value;

use super::{field, json, messaging, whatsapp};
use crate::domain::{ConnectionRef, Event, Platform};

/// What an entry is about.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) object: &'a str,
    pub(super) id: &'a str,
    /// The entry as it came.
    pub(super) value: &'a Value,
}

impl Entry<'_> {
    /// An event of the asset that the entry names, in which nothing has happened yet.
    pub(super) fn event(&self) -> Event {
        let platform = match self.object {
            "page" => Some(Platform::Facebook),
            "instagram" => Some(Platform::Instagram),
            _ => None,
        };
        Event {
            object: self.object.to_owned(),
            asset: self.id.to_owned(),
            reference: platform
                .filter(|_| !self.id.is_empty())
                .map(|platform| ConnectionRef::new(platform, self.id.to_owned())),
            ..Event::default()
        }
    }
}

/// Everything that a signed body tells, in its order. There is always something: what is not understood is an event of
/// kind `unknown`, or `unreadable` if it is no JSON.
pub fn events(body: &[u8]) -> Vec<Event> {
    let Ok(whole) = serde_json::from_slice::<Value>(body) else {
        let key = json::mark("", "", &Value::from(String::from_utf8_lossy(body)));
        return vec![Event { kind: "unreadable".to_owned(), key, ..Event::default() }];
    };
    let mut found = Vec::new();
    match &whole {
        Value::Array(envelopes) => envelopes.iter().for_each(|one| envelope(one, &mut found)),
        one => envelope(one, &mut found),
    }
    if found.is_empty() {
        let object = json::text(&whole, "/object").unwrap_or_default();
        found.push(Event {
            kind: "unknown".to_owned(),
            key: json::mark("", &object, &whole),
            object,
            ..Event::default()
        });
    }
    found
}

fn envelope(whole: &Value, found: &mut Vec<Event>) {
    let object = json::text(whole, "/object").unwrap_or_default();
    for value in json::list(whole, "/entry") {
        let id = json::text(value, "/id").unwrap_or_default();
        entry(Entry { object: &object, id: &id, value }, found);
    }
}

fn entry(entry: Entry<'_>, found: &mut Vec<Event>) {
    let before = found.len();
    found.extend(json::list(entry.value, "/messaging").iter().map(|item| messaging::event(entry, item)));
    let standby = json::list(entry.value, "/standby").iter().map(|item| messaging::event(entry, item));
    found.extend(standby.map(|event| Event { field: "standby".to_owned(), ..event }));
    for change in json::list(entry.value, "/changes") {
        // Meta's samples put the field beside the list or into the value, too.
        let name = json::text(change, "/field").or_else(|| json::text(change, "/value/field"));
        let name = name.or_else(|| json::text(entry.value, "/field")).unwrap_or_else(|| "unknown".to_owned());
        changed(entry, &name, change.get("value").unwrap_or(change), found);
    }
    if found.len() == before
        && let (Some(name), Some(value)) = (json::text(entry.value, "/field"), entry.value.get("value"))
    {
        changed(entry, &name, value, found);
    }
    for name in json::list(entry.value, "/changed_fields").iter().filter_map(Value::as_str) {
        let key = json::mark(entry.id, name, entry.value);
        let at = json::time(entry.value, "/time");
        found.push(Event { field: name.to_owned(), kind: "changed".to_owned(), at, key, ..entry.event() });
    }
    if found.len() == before {
        let key = json::mark(entry.id, "", entry.value);
        found.push(Event { kind: "unknown".to_owned(), key, ..entry.event() });
    }
}

fn changed(entry: Entry<'_>, name: &str, value: &Value, found: &mut Vec<Event>) {
    if entry.object == "whatsapp_business_account" {
        return whatsapp::events(entry, name, value, found);
    }
    // The dashboard's tests put an item of `messaging[]` into a value.
    if value.get("sender").is_some() && value.get("recipient").is_some() {
        return found.push(messaging::event(entry, value));
    }
    found.push(field::event(entry, name, value));
}
