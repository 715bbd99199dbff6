//! `snorq webhooks …`: the app's own callback and fields.

mod set;
mod status;
mod unset;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::context::Context;
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

/// Goes on with a yes only.
fn confirm(cx: &Context, question: &str) -> Result<(), Failure> {
    if cx.terminal.confirm(&Confirm { question, flag: "--yes" })? {
        return Ok(());
    }
    Err(Failure::new(Kind::Interrupted, "nothing was changed"))
}

fn document(one: &AppSubscription) -> Value {
    json!({
        "object": one.object,
        "callback_url": one.callback_url,
        "active": one.active,
        "fields": one.fields,
    })
}
