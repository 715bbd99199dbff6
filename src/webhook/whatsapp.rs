//! Values of `changes[]` of WhatsApp accounts (Meta, WhatsApp Cloud API webhooks reference; `standby` and
//! `messaging_handovers` from public reports).

use serde_json::Value;

use super::envelope::Entry;
use super::json::{first, list, mark, text, time};
use super::messaging::joined;
use crate::domain::{ConnectionRef, Event, Platform};

/// The value of a change, and what is told once for all of it.
struct Change<'a> {
    name: &'a str,
    value: &'a Value,
    base: Event,
}

/// Reads a value: each message, status, echo and piece of history is an event.
pub(super) fn events(entry: Entry<'_>, name: &str, value: &Value, found: &mut Vec<Event>) {
    let change = Change { name, value, base: base(entry, name, value) };
    let before = found.len();
    found.extend(list(value, "/messages").iter().map(|one| change.message(one)));
    found.extend(list(value, "/message_echoes").iter().map(|one| change.echo(one)));
    found.extend(list(value, "/statuses").iter().map(|one| change.status(one)));
    found.extend(list(value, "/history").iter().map(|one| change.history(one)));
    for (path, kind) in OTHERS {
        found.extend(list(value, path).iter().map(|one| change.other(kind, one)));
    }
    if found.len() == before {
        found.push(change.alone());
    }
}

/// Lists whose items have no id.
const OTHERS: &[(&str, &str)] = &[
    ("/errors", "error"),
    ("/state_sync", "contact"),
    ("/user_preferences", "preference"),
    ("/groups", "group"),
    ("/calls", "call"),
    ("/user_id_update", "user_id"),
];

fn base(entry: Entry<'_>, name: &str, value: &Value) -> Event {
    let number = text(value, "/metadata/phone_number_id");
    // `account_update` names the account of a client beside the partner's own.
    let account = text(value, "/waba_info/waba_id").unwrap_or_else(|| entry.id.to_owned());
    Event {
        asset: number.clone().unwrap_or(account),
        reference: number.map(|id| ConnectionRef::new(Platform::Whatsapp, id)),
        field: name.to_owned(),
        at: time(entry.value, "/time"),
        ..entry.event()
    }
}

impl Change<'_> {
    fn business(&self) -> Option<String> {
        text(self.value, "/metadata/display_phone_number")
    }

    fn message(&self, one: &Value) -> Event {
        let kind = text(one, "/type").unwrap_or_else(|| "message".to_owned());
        let from = first(one, &["/from", "/from_user_id"])
            .or_else(|| first(self.value, &["/contacts/0/wa_id", "/contacts/0/user_id"]));
        let system = matches!(kind.as_str(), "system" | "control_passed" | "control_taken");
        Event {
            incoming: !system && kind != "revoke",
            from_name: from.as_deref().and_then(|id| self.name_of(id)),
            from,
            to: self.business(),
            text: words(&kind, one),
            at: time(one, "/timestamp").or(self.base.at),
            key: text(one, "/id").unwrap_or_else(|| self.mark(one)),
            kind,
            ..self.base.clone()
        }
    }

    /// What the business itself wrote elsewhere.
    fn echo(&self, one: &Value) -> Event {
        let kind = text(one, "/type").unwrap_or_default();
        Event {
            kind: "echo".to_owned(),
            incoming: false,
            from_name: None,
            from: text(one, "/from"),
            to: first(one, &["/to", "/to_user_id"]),
            text: words(&kind, one),
            ..self.message(one)
        }
    }

    fn status(&self, one: &Value) -> Event {
        let recipient = first(one, &["/recipient_id", "/recipient_user_id"]);
        // In a group each participant has a state of its own.
        let whose = first(one, &["/recipient_participant_id", "/recipient_id", "/recipient_user_id"]);
        let own = joined([text(one, "/id"), text(one, "/status"), Some(whose.unwrap_or_default())]);
        Event {
            kind: text(one, "/status").unwrap_or_else(|| "status".to_owned()),
            from: self.business(),
            to: recipient,
            text: first(one, &["/errors/0/title", "/errors/0/message"]),
            at: time(one, "/timestamp").or(self.base.at),
            key: own.unwrap_or_else(|| self.mark(one)),
            ..self.base.clone()
        }
    }

    /// One piece of the past may hold thousands of messages; it is one event.
    fn history(&self, one: &Value) -> Event {
        let own =
            joined([Some(self.base.asset.clone()), text(one, "/metadata/phase"), text(one, "/metadata/chunk_order")]);
        Event {
            kind: "history".to_owned(),
            text: text(one, "/errors/0/title"),
            key: own.unwrap_or_else(|| self.mark(one)),
            ..self.base.clone()
        }
    }

    fn other(&self, kind: &str, one: &Value) -> Event {
        let said = ["/title", "/message", "/value", "/contact/full_name", "/event", "/type", "/status"];
        Event {
            kind: kind.to_owned(),
            from: first(one, &["/wa_id", "/from", "/user_id", "/contact/phone_number"]),
            text: first(one, &said),
            at: time(one, "/timestamp").or_else(|| time(one, "/metadata/timestamp")).or(self.base.at),
            key: text(one, "/id").unwrap_or_else(|| self.mark(one)),
            ..self.base.clone()
        }
    }

    /// A value that is one thing: of the account, a number's name and quality, a template, security.
    fn alone(&self) -> Event {
        let kind = first(self.value, &["/event", "/type"]).map(|event| event.to_ascii_lowercase());
        let said = [
            "/decision",
            "/reason",
            "/status",
            "/alert_info/alert_type",
            "/new_quality_score",
            "/new_category",
            "/current_limit",
            "/requested_verified_name",
        ];
        Event {
            kind: kind.unwrap_or_else(|| self.name.to_owned()),
            text: first(self.value, &said),
            key: self.mark(self.value),
            ..self.base.clone()
        }
    }

    fn mark(&self, one: &Value) -> String {
        mark(&self.base.asset, self.name, one)
    }

    fn name_of(&self, id: &str) -> Option<String> {
        let contacts = list(self.value, "/contacts");
        let is_meant =
            |contact: &&Value| ["/wa_id", "/user_id"].iter().any(|path| text(contact, path).as_deref() == Some(id));
        let contact = contacts.iter().find(is_meant)?;
        first(contact, &["/profile/name", "/profile/username"])
    }
}

/// The text of a message of any type.
fn words(kind: &str, one: &Value) -> Option<String> {
    let inside = |path: &str| text(one, &format!("/{kind}{path}"));
    let known = [
        "/body",
        "/text",
        "/caption",
        "/emoji",
        "/name",
        "/filename",
        "/button_reply/title",
        "/list_reply/title",
        "/nfm_reply/body",
        "/message/text/body",
    ];
    known
        .iter()
        .find_map(|path| inside(path))
        .or_else(|| first(one, &["/text/body", "/errors/0/title", "/contacts/0/name/formatted_name"]))
}
