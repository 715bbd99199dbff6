//! `snorq webhooks unset`

use super::confirm;
use super::set::Changed;
use crate::commands::progress::Shown;
use crate::context::Context;
use crate::domain::{WebhookObject, text};
use crate::error::Failure;
use crate::flows::webhooks;

/// End the app's webhooks of one kind of object
///
/// Nothing of that kind is delivered to anybody any more, whatever Pages and accounts send. Asks first, and reads back.
/// Exit code 7 if there is nothing to end.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// page, instagram or `whatsapp_business_account`
    #[arg(long, value_name = "OBJECT")]
    object: WebhookObject,
}

pub(crate) async fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let steps = Shown::on(cx.terminal.as_ref());
    let tools = cx.tools(&steps).await?;
    let (hooks, object) = (cx.connector().await?, args.object);
    let Some(before) = webhooks::standing(hooks, object).await? else {
        return Err(Failure::not_found(format!("the app has no webhooks of {object}"))
            .hint("see what stands: snorq webhooks status"));
    };
    let url = before.callback_url.as_deref().map_or_else(|| "nowhere".to_owned(), text::shown);
    confirm(cx, object, &format!("Send no webhooks of {object} to {url} any more?"))?;
    webhooks::unset(&tools, hooks, object).await?;
    cx.terminal.emit(&Changed { before: Some(&before), after: None, object })?;
    Ok(())
}
