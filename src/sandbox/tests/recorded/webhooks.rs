//! Webhook bodies that were recorded, and those that the sandbox makes of the same kinds.
//!
//! Compared are keys, types, and the words that say what it is. Most of what was recorded is test data of receivers, cut
//! down or put together by hand: the rows that `PAIRS` names are compared with the kind that the sandbox makes; the others
//! are not compared yet.

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::receiver::Receiver;
use super::super::{Fixture, address};
use super::compare;
use crate::http::{Method, Request};
use crate::sandbox::{Event, Guest};

const BODIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/webhooks.jsonl"));
const NUMBER: &str = "310000000000002";
const WABA: &str = "210000000000001";

#[derive(Debug, Deserialize)]
struct Recorded {
    name: String,
    body: Value,
    source: String,
}

/// What is compared: the recorded name, what the sandbox makes, and what differs with its reason.
struct Pair {
    name: &'static str,
    made: &'static str,
    differs: &'static [(&'static str, &'static str)],
}

const fn pair(name: &'static str, made: &'static str, differs: &'static [(&'static str, &'static str)]) -> Pair {
    Pair { name, made, differs }
}

const IDS: (&str, &str) = (".entry[].changes[].value.contacts[].user_id is ours", "of the time before user ids");
const FROM: (&str, &str) = (".entry[].changes[].value.messages[].from_user_id is ours", "of the time before user ids");
const PARENT: (&str, &str) =
    (".entry[].changes[].value.contacts[].parent_user_id is not there", "the portfolio is in no group of portfolios");

const PAIRS: &[Pair] = &[
    pair("courier-fba-hello_msg", "message", &[]),
    pair("courier-fba-postback_get_started", "postback", &[(".entry[].messaging[].postback.mid is ours", "cut down")]),
    pair("courier-fba-dlr", "delivery", &[(".entry[].messaging[].delivery.seq is not there", "gone since v2.12")]),
    pair(
        "courier-fba-echo",
        "echo",
        &[
            (".entry[].time is ours", "cut down"),
            (".entry[].messaging[].message.text is ours", "cut down"),
            (".entry[].messaging[].message.app_id is ours", "cut down"),
        ],
    ),
    pair("courier-wac-hello", "text", &[IDS, FROM]),
    pair("restfb-webhook-incoming-message-text", "text", &[IDS, FROM]),
    pair("pywa-message-text", "text", &[PARENT, FROM]),
];

/// A world that tells a receiver.
struct Told {
    fixture: Fixture,
    receiver: Receiver,
}

impl Told {
    async fn new(seed: &str, object: &str, fields: &str) -> Self {
        let told = Self { fixture: Fixture::new(seed), receiver: Receiver::start() };
        let body = json!({
            "object": object, "fields": fields, "callback_url": told.receiver.url("hook"), "verify_token": "vt"
        });
        told.post("/900000000000001/subscriptions", &told.fixture.app(), body).await;
        told
    }

    async fn post(&self, path: &str, token: &str, body: Value) {
        let request = Request::new(Method::Post, address(path)).header("authorization", format!("Bearer {token}"));
        let response = self.fixture.send(request.body("application/json", body.to_string())).await;
        assert_eq!(response.status, 200, "{}", String::from_utf8_lossy(&response.body));
    }

    fn happens(&self, asset: &str, event: Event) {
        self.fixture.sandbox.event(asset, &Guest { name: "Gus".into(), ..Guest::default() }, event).unwrap();
    }

    async fn bodies(&self) -> Vec<Value> {
        self.fixture.sandbox.deliver_due().await.unwrap();
        self.receiver.told()
    }
}

/// What the sandbox tells of a Page, by kind.
async fn of_page() -> Vec<(&'static str, Value)> {
    const FIELDS: &str = "messages,messaging_postbacks,message_echoes,message_deliveries,message_reads";
    let told = Told::new("small", "page", FIELDS).await;
    let page = told.fixture.page_token("1001", &told.fixture.user()).await;
    told.post("/1001/subscribed_apps", &page, json!({ "subscribed_fields": FIELDS })).await;
    let mut made = Vec::new();
    told.happens("1001", Event::Message("hello".into()));
    made.push(("message", told.bodies().await.remove(0)));
    told.happens("1001", Event::Postback("Start".into(), "GO".into()));
    made.push(("postback", told.bodies().await.remove(0)));
    let to = made[0].1["entry"][0]["messaging"][0]["sender"]["id"].clone();
    let letter = json!({ "recipient": { "id": to }, "message": { "text": "hi" } });
    told.post("/1001/messages", &page, letter).await;
    let both = told.bodies().await.remove(0);
    for (at, kind) in [(0, "echo"), (1, "delivery")] {
        let mut one = both.clone();
        one["entry"][0]["messaging"] = json!([both["entry"][0]["messaging"][at]]);
        made.push((kind, one));
    }
    made
}

/// What the sandbox tells of a WhatsApp number, by kind.
async fn of_number() -> Vec<(&'static str, Value)> {
    let told = Told::new("whatsapp", "whatsapp_business_account", "messages").await;
    told.post(&format!("/{WABA}/subscribed_apps"), &told.fixture.user(), json!({})).await;
    told.happens(NUMBER, Event::Message("hello".into()));
    vec![("text", told.bodies().await.remove(0))]
}

#[tokio::test]
async fn webhooks_have_the_recorded_shape() {
    let mut made = of_page().await;
    made.extend(of_number().await);
    let recorded: Vec<Recorded> = BODIES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(recorded.len(), 121);
    let mut wrong = Vec::new();
    for Pair { name, made: kind, differs } in PAIRS {
        let one = recorded.iter().find(|one| one.name == *name).unwrap_or_else(|| panic!("{name} was not recorded"));
        let (_, ours) = made.iter().find(|(known, _)| known == kind).unwrap();
        let found = compare::bodies(&one.body, ours);
        let known: Vec<&str> = differs.iter().map(|(difference, _)| *difference).collect();
        wrong.extend(
            found
                .iter()
                .filter(|one| !known.contains(&one.as_str()))
                .map(|new| format!("{name}: {new} ({})", one.source)),
        );
        wrong.extend(
            known
                .iter()
                .filter(|known| !found.iter().any(|one| one == **known))
                .map(|old| format!("{name}: no more: {old}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The words of what failed on WhatsApp, by what was recorded in 2023, 2025 and by pywa.
#[tokio::test]
async fn a_failed_status_names_its_page_of_errors() {
    let told = Told::new("whatsapp", "whatsapp_business_account", "messages").await;
    let user = told.fixture.user();
    told.post(&format!("/{WABA}/subscribed_apps"), &user, json!({})).await;
    let text = json!({ "messaging_product": "whatsapp", "to": "16505551234", "text": { "body": "hi" } });
    told.post(&format!("/{NUMBER}/messages"), &user, text).await;
    let body = told.bodies().await.remove(0);
    let recorded = BODIES.lines().find(|line| line.contains("\"pywa-message_status-failed\"")).unwrap();
    let recorded: Recorded = serde_json::from_str(recorded).unwrap();
    let place = "/entry/0/changes/0/value/statuses/0";
    let (wanted, found) = (recorded.body.pointer(place).unwrap(), body.pointer(place).unwrap());
    let mut found = found.clone();
    found.as_object_mut().unwrap().remove("recipient_user_id");
    assert_eq!(compare::bodies(wanted, &found), Vec::<String>::new());
    assert_eq!(body["entry"][0].get("time"), None);
}
