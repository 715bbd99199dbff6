//! `snorq webhooks …`: the app's own callback and fields.

mod set;
mod status;
mod unset;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::context::Context;
use crate::domain::WebhookObject;
use crate::error::{Failure, Kind};
use crate::platforms::AppSubscription;
use crate::terminal::Confirm;

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
fn confirm(cx: &Context, object: WebhookObject, question: &str) -> Result<(), Failure> {
    let answer = cx.terminal.confirm(&Confirm { question, flag: "--yes" }).map_err(Failure::from);
    let refused = match answer {
        Ok(true) => return Ok(()),
        Ok(false) => Failure::new(Kind::Interrupted, "nothing was changed"),
        Err(failure) => failure,
    };
    Err(match object {
        WebhookObject::WhatsappBusinessAccount => {
            refused.hint("or leave it, and give an account its own: snorq connect whatsapp --callback-url")
        }
        _ => refused,
    })
}

fn document(one: &AppSubscription) -> Value {
    json!({
        "object": one.object,
        "callback_url": one.callback_url,
        "active": one.active,
        "fields": one.fields,
    })
}
