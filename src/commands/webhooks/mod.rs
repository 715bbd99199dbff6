//! `snorq webhooks …`: the app's own callback and fields.

pub(in crate::commands) mod set;
pub(in crate::commands) mod status;
mod unset;

use std::collections::BTreeSet;

use clap::Subcommand;
use schemars::JsonSchema;
use serde::Serialize;

use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{AppSubscription, Hint, Step, WebhookObject, text};
use crate::error::{Failure, Kind};
use crate::flows::webhooks;
use crate::platforms::Meta;
use crate::prompts::Confirm;

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<set::WebhookChange>("webhooks", &["webhooks set", "webhooks unset"], "one object's callback and fields, as they were and as they are; null where there is none"),
    Document::of::<status::AppLayer>(
        "webhooks-status",
        &["webhooks status"],
        "both layers of webhooks: the app's, and what each connection sends and loses; missing_here is [\"*\"] where nothing is sent",
    )
    .with_list::<status::ConnectionLayer>("connections"),
];

/// Show, set and end the app's own webhooks
///
/// An app has one callback for each kind of object. Only what is subscribed there and at the Page or account itself is
/// delivered; `connect` sees to the second layer, this to the first.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Set(set::Args),
    Status(status::Args),
    Unset(unset::Args),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Set(args) => set::run(cx, args).await,
            Self::Status(args) => status::run(cx, &args).await,
            Self::Unset(args) => unset::run(cx, &args).await,
        }
    }
}

/// Goes on with a yes only. An app has one address for each object; only WhatsApp accounts may have one of their own.
fn confirm(
    cx: &Context,
    object: WebhookObject,
    before: Option<&AppSubscription>,
    question: &str,
) -> Result<(), Failure> {
    let answer = cx.prompts.confirm(&Confirm { question, flag: "--yes" }).map_err(Failure::from);
    let refused = match answer {
        Ok(true) => return Ok(()),
        Ok(false) => return Err(Failure::declined("nothing was changed")),
        Err(failure) => failure.hint(standing(object, before)),
    };
    Err(match object {
        WebhookObject::WhatsappBusinessAccount => {
            refused.hint(Hint::new("or leave it, and give an account its own", Step::OwnCallback))
        }
        _ => refused,
    })
}

/// What stands, in a line.
fn standing(object: WebhookObject, before: Option<&AppSubscription>) -> String {
    let Some(one) = before else { return format!("now: the app has no webhooks of {object}") };
    let url = one.callback_url.as_deref().map_or_else(|| "nowhere".to_owned(), text::shown);
    let state = if one.active { "" } else { ", switched off by Meta" };
    format!("now: {} fields of {object} go to {url}{state}", one.fields.len())
}

/// A yes was given to what stood then. Call it under the lock.
async fn unchanged(meta: &Meta, object: WebhookObject, before: Option<&AppSubscription>) -> Result<(), Failure> {
    if webhooks::standing(meta, object).await?.as_ref() == before {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Failed,
        format!("somebody else has just changed the webhooks of {object}; nothing was changed"),
    )
    .hint(Hint::new("look again", Step::Webhooks)))
}

/// What the app subscribes to of one kind of object.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "webhook")]
pub(in crate::commands) struct WebhookView<'a> {
    object: &'a str,
    callback_url: Option<&'a str>,
    active: bool,
    fields: &'a BTreeSet<String>,
}

impl<'a> WebhookView<'a> {
    fn new(one: &'a AppSubscription) -> Self {
        Self { object: &one.object, callback_url: one.callback_url.as_deref(), active: one.active, fields: &one.fields }
    }
}
