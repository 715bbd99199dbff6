//! The plan file: which connections a profile should have, as TOML, YAML or JSON. Its schema is `snorq schema plan-file`.

mod read;
mod write;

use std::collections::BTreeSet;

use clap::ValueEnum;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

pub(super) use read::{Source, read};
pub(super) use write::write;

use crate::domain::{ConnectionRef, Platform, WabaId, WebhookObject, text};
use crate::flows::plan::{Account, DesiredState, Page, Webhook};
use crate::platforms;
use crate::settings::callback_address;
use crate::terminal::SCHEMA;

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Tables, for people.
    Toml,
    /// Indented lists.
    Yaml,
    /// For programs.
    Json,
}

/// The whole file.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanFile {
    /// The form of the file; absent: the present one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "schema")]
    #[schemars(with = "String", extend("const" = SCHEMA))]
    schema: Option<String>,
    /// Where what stands was read, if `export --json` wrote the file.
    #[serde(default, skip_serializing)]
    #[schemars(with = "String", extend("enum" = ["sandbox", "meta"]))]
    environment: Option<String>,
    /// Webhook fields of every Page that names none of its own; absent: the profile's, else what an inbox needs.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "fields")]
    #[schemars(schema_with = "page_fields")]
    fields: Option<Vec<String>>,
    /// Facebook Pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    page: Vec<PageEntry>,
    /// WhatsApp Business accounts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    waba: Vec<WabaEntry>,
    /// The app's own webhooks; what is absent is left as it is, with prune too. The verify token is never in the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    webhook: Vec<WebhookEntry>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "webhook-entry")]
struct WebhookEntry {
    object: WebhookObject,
    #[serde(deserialize_with = "address")]
    #[schemars(extend("pattern" = "^https?://"))]
    callback_url: String,
    /// Absent: what an inbox needs, beside those that stand.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "names")]
    #[schemars(with = "Vec<String>")]
    fields: Option<BTreeSet<String>>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "page-entry")]
struct PageEntry {
    /// `facebook:ID`.
    #[serde(rename = "ref", deserialize_with = "page")]
    #[schemars(with = "String", extend("pattern" = "^[Ff][Aa][Cc][Ee][Bb][Oo][Oo][Kk]:."))]
    reference: ConnectionRef,
    /// For people; Meta's own is what is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    name: Option<String>,
    /// The Instagram account behind the Page, `instagram:ID`; absent: none is wished for.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "account")]
    #[schemars(with = "String", extend("pattern" = "^[Ii][Nn][Ss][Tt][Aa][Gg][Rr][Aa][Mm]:."))]
    instagram: Option<ConnectionRef>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "fields")]
    #[schemars(schema_with = "page_fields")]
    fields: Option<Vec<String>>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "waba-entry")]
struct WabaEntry {
    #[serde(deserialize_with = "id")]
    #[schemars(extend("pattern" = "^[0-9]+$"))]
    id: String,
    /// Where the account's webhooks go in place of the app's address; absent: left as it is. Its verify token is never in
    /// the file.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "callback")]
    #[schemars(with = "String", extend("pattern" = "^https?://"))]
    callback_url: Option<String>,
    /// Phone number ids, `whatsapp:ID`; none: the account waits for one.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "numbers")]
    #[schemars(schema_with = "number_refs")]
    numbers: Vec<ConnectionRef>,
}

/// Names of webhook fields, as a Page calls them.
fn page_fields(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[a-z_]+$"}})
}

fn number_refs(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": {"type": "string", "pattern": "^[Ww][Hh][Aa][Tt][Ss][Aa][Pp][Pp]:."}})
}

impl PlanFile {
    /// What the file wishes for; `common` are the fields of Pages for which it names none.
    fn desired(self, common: &[String]) -> DesiredState {
        let common = self.fields.unwrap_or_else(|| common.to_vec());
        let page = |entry: PageEntry| Page {
            fields: entry.fields.unwrap_or_else(|| common.clone()).into_iter().collect(),
            reference: entry.reference,
            name: entry.name,
            instagram: entry.instagram,
        };
        let account = |entry: WabaEntry| Account {
            id: WabaId::new(entry.id),
            callback: entry.callback_url,
            numbers: entry.numbers,
        };
        let webhook =
            |entry: WebhookEntry| Webhook { object: entry.object, callback: entry.callback_url, fields: entry.fields };
        DesiredState {
            pages: self.page.into_iter().map(page).collect(),
            accounts: self.waba.into_iter().map(account).collect(),
            webhooks: self.webhook.into_iter().map(webhook).collect(),
        }
    }
}

// What is wrong with a value is said while it is read, so that the error knows its line.

fn schema<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(from)?;
    let known = text == SCHEMA;
    checked(known.then_some(Some(text.clone())).ok_or_else(|| format!("'{text}' is not known; expected {SCHEMA}")))
}

fn fields<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    let fields = Vec::deserialize(from)?;
    checked(platforms::check_fields(WebhookObject::Page, &fields).map(|()| Some(fields)))
}

fn names<'de, D: Deserializer<'de>>(from: D) -> Result<Option<BTreeSet<String>>, D::Error> {
    let fields = BTreeSet::<String>::deserialize(from)?;
    // Which object they are of stands elsewhere in the entry; whether it has them is asked when all is read.
    let one = |field: &String| {
        let of = |object| platforms::check_fields(object, std::slice::from_ref(field)).is_ok();
        WebhookObject::ALL.into_iter().any(of).then_some(()).ok_or_else(|| format!("'{field}' is no webhook field"))
    };
    checked(fields.iter().try_for_each(one).map(|()| Some(fields)))
}

fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let id = String::deserialize(from)?;
    let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    checked(digits.then_some(id.clone()).ok_or_else(|| format!("'{id}' is not the id of a WhatsApp account")))
}

fn callback<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    address(from).map(Some)
}

fn address<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let url = String::deserialize(from)?;
    checked(callback_address(&url).map_err(|why| format!("'{url}': {why}")))
}

fn page<'de, D: Deserializer<'de>>(from: D) -> Result<ConnectionRef, D::Error> {
    checked(reference(&String::deserialize(from)?, Platform::Facebook))
}

fn account<'de, D: Deserializer<'de>>(from: D) -> Result<Option<ConnectionRef>, D::Error> {
    checked(reference(&String::deserialize(from)?, Platform::Instagram).map(Some))
}

fn numbers<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<ConnectionRef>, D::Error> {
    let refs = Vec::<String>::deserialize(from)?;
    checked(refs.iter().map(|text| reference(text, Platform::Whatsapp)).collect())
}

fn reference(text: &str, platform: Platform) -> Result<ConnectionRef, String> {
    let expected = format!("expected {}:ID", platform.prefix());
    // An id says enough: what it is of stands before it in the file.
    let bare = ConnectionRef::new(platform, text);
    match text.parse::<ConnectionRef>() {
        Err(_) if bare.is_sound() => Ok(bare),
        Ok(found) if !found.is_sound() => Err(format!("'{text}' is no ref: an id has digits only")),
        Ok(found) if found.platform == platform => Ok(found),
        Ok(found) => Err(format!("'{text}' is on {}; {expected}", found.platform.prefix())),
        Err(_) => Err(format!("'{text}' is no ref; {expected}")),
    }
}

fn checked<T, E: serde::de::Error>(answer: Result<T, String>) -> Result<T, E> {
    answer.map_err(|why| E::custom(text::shown(&why)))
}
