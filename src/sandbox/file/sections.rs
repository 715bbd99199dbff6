//! The sections of a world's file: one for each kind of document, with what may be left out.
//!
//! A document in the file is a document of the world without what is usual. A new kind is a new line here; a test
//! counts them.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value};

use crate::sandbox::error::GraphError;
use crate::sandbox::faults::{Action, Fault};
use crate::sandbox::seeds;
use crate::sandbox::world::models::{
    AppRole, AppSubscription, Business, Chat, Client, Code, Customer, Delivery, Grant, Happening, Holding, Instagram,
    Member, Number, Page, Person, Role, StoredFault, Subscription, Target, Thread, ThreadMessage, Token, Waba,
    WabaShare, WabaSubscription,
};
use crate::sandbox::world::{Document, World};

/// A section.
pub(super) struct Section {
    /// Its name in the file.
    pub(super) name: &'static str,
    /// The kind of its documents.
    pub(super) kind: &'static str,
    /// The fields that are times.
    pub(super) times: &'static [&'static str],
    /// The fields that name a document of another kind.
    pub(super) names: &'static [(&'static str, &'static str)],
    /// What a document is where the file says nothing, by the world's time and the place in the section.
    pub(super) usual: fn(i64, i64) -> Result<Value, GraphError>,
    /// Puts a complete document into the world.
    pub(super) keep: fn(&World<'_>, Value) -> Result<(), GraphError>,
    /// Its JSON schema.
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
}

impl Section {
    /// What a document is where the file says nothing.
    pub(super) fn usual(&self, now: i64, place: i64) -> Result<Map<String, Value>, GraphError> {
        match (self.usual)(now, place)? {
            Value::Object(usual) => Ok(usual),
            _ => Err(GraphError::new(1, format!("{}: no object", self.name))),
        }
    }
}

/// Takes a document in as one of type `T`.
fn keep<T: Document>(world: &World<'_>, value: Value) -> Result<(), GraphError> {
    let document: T = serde_json::from_value(value).map_err(|error| GraphError::new(1, error.to_string()))?;
    if world.insert(&document)? {
        return Ok(());
    }
    Err(GraphError::new(1, format!("'{}' is in the file twice", document.id())))
}

/// One section: name, type, the usual document, fields that are times, fields that name others.
macro_rules! section {
    ($name:literal, $type:ty, |$now:ident, $place:ident| $usual:expr
     $(, times [$($time:literal),*])? $(, names [$($field:literal in $other:ty),*])?) => {
        Section {
            name: $name,
            kind: <$type as Document>::KIND,
            times: &[$($($time),*)?],
            names: &[$($(($field, <$other as Document>::KIND)),*)?],
            usual: |$now, $place| {
                // Most kinds need neither.
                let _ = ($now, $place);
                Ok(serde_json::to_value::<$type>($usual)?)
            },
            keep: keep::<$type>,
            schema: <$type as JsonSchema>::json_schema,
        }
    };
}

/// All of them, in the order of writing.
pub(super) const SECTIONS: &[Section] = &[
    section!("people", Person, |now, place| Person {
        id: (100_000_000_000_000 + place).to_string(),
        ord: place,
        // An app in development lets nobody in without a role on it.
        app_role: Some(if place == 1 { AppRole::Administrators } else { AppRole::Testers }),
        ..Person::default()
    }, names ["acts_as" in Person]),
    section!("portfolios", Business, |now, place| Business::default()),
    section!("members", Member, |now, place| Member {
        person: seeds::MAIN.to_owned(),
        ord: place,
        ..Member::default()
    }, names ["person" in Person, "business" in Business]),
    section!("pages", Page, |now, place| Page { category: "Local business".to_owned(), ..Page::default() },
        names ["business" in Business, "instagram" in Instagram, "connected" in Instagram]),
    section!("instagram_accounts", Instagram, |now, place| Instagram { professional: true, ..Instagram::default() }),
    section!("holdings", Holding, |now, place| Holding { ord: place, ..Holding::default() },
        names ["business" in Business, "page" in Page]),
    section!("roles", Role, |now, place| Role {
        person: seeds::MAIN.to_owned(),
        ord: place,
        tasks: seeds::CLASSIC.iter().map(|task| (*task).to_owned()).collect(),
        ..Role::default()
    }, names ["person" in Person, "page" in Page]),
    section!("subscriptions", Subscription, |now, place| Subscription {
        app: crate::sandbox::world::models::APP_ID.to_owned(),
        name: "SNORQ Sandbox".to_owned(),
        ..Subscription::default()
    }, names ["page" in Page]),
    section!("whatsapp_accounts", Waba, |now, place| Waba { ord: place, ..Waba::default() },
        names ["business" in Business]),
    section!("whatsapp_numbers", Number, |now, place| Number { ord: place, ..Number::default() },
        names ["waba" in Waba]),
    section!("whatsapp_shares", WabaShare, |now, place| WabaShare { ord: place, ..WabaShare::default() },
        names ["business" in Business, "waba" in Waba]),
    section!("whatsapp_subscriptions", WabaSubscription, |now, place| WabaSubscription {
        app: crate::sandbox::world::models::APP_ID.to_owned(),
        ..WabaSubscription::default()
    }, names ["waba" in Waba]),
    section!("whatsapp_customers", Customer, |now, place| Customer { ord: place, reads: true, ..Customer::default() }),
    section!("whatsapp_chats", Chat, |now, place| Chat { heard: now, ..Chat::default() },
        times ["heard", "due"], names ["number" in Number, "customer" in Customer]),
    section!("threads", Thread, |now, place| Thread { ord: place, heard: now, updated: now, ..Thread::default() },
        times ["heard", "updated"]),
    section!("thread_messages", ThreadMessage, |now, place| ThreadMessage {
        ord: place,
        at: now,
        ..ThreadMessage::default()
    }, times ["at"], names ["thread" in Thread]),
    section!("clients", Client, |now, place| Client { ord: place, ..Client::default() },
        names ["business" in Business, "system_user" in Person]),
    section!("grants", Grant, |now, place| Grant::default(), names ["person" in Person]),
    section!("granted", Target, |now, place| Target { ord: place, ..Target::default() }, names ["grant" in Grant]),
    section!("tokens", Token, |now, place| Token { issued: now, ..Token::default() },
        times ["issued", "expires", "data_access"], names ["person" in Person, "grant" in Grant]),
    section!("codes", Code, |now, place| Code { expires: now + 600, ..Code::default() },
        times ["expires"], names ["person" in Person]),
    section!("app_subscriptions", AppSubscription, |now, place| AppSubscription {
        app: crate::sandbox::world::models::APP_ID.to_owned(),
        ..AppSubscription::default()
    }),
    section!("faults", StoredFault, |now, place| StoredFault {
        number: u32::try_from(place).unwrap_or(u32::MAX),
        fault: Fault::once("", Action::Empty(502)),
    }),
    section!("deliveries", Delivery, |now, place| Delivery { since: now, due: now, ..Delivery::default() },
        times ["since", "due"]),
    section!("happenings", Happening, |now, place| Happening { at: now, ..Happening::default() }, times["at"]),
];

/// The section of this name.
pub(super) fn named(name: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.name == name)
}

#[cfg(test)]
mod tests {
    use super::SECTIONS;

    #[test]
    fn every_kind_of_document_has_a_section() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/sandbox/world/models");
        let mut kinds = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for line in text.lines().filter(|line| line.starts_with("document!(")) {
                let kind = line.split('"').nth(1).unwrap();
                // The app stands alone, before all sections.
                assert!(kind == "app" || SECTIONS.iter().any(|section| section.kind == kind), "no section for {kind}");
                kinds += 1;
            }
        }
        assert_eq!(kinds, SECTIONS.len() + 1);
    }
}
