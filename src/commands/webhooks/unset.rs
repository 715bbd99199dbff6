//! `snorq webhooks unset`

use super::set::Changed;
use super::{confirm, standing, unchanged};
use crate::commands::progress::ProgressReporter;
use crate::context::Context;
use crate::domain::{Hint, Step, WebhookObject};
use crate::error::Failure;
use crate::flows::Exclusive;
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
    let reporter = ProgressReporter::on(cx.terminal.as_ref());
    let tools = cx.tools(&reporter).await?;
    let (meta, object) = (cx.meta().await?, args.object);
    let Some(before) = webhooks::standing(meta, object).await? else {
        return Err(Failure::not_found(format!("the app has no webhooks of {object}"))
            .hint(Hint::new("see what stands", Step::Webhooks)));
    };
    cx.terminal.info(&standing(object, Some(&before)));
    confirm(cx, object, Some(&before), "End them? Nothing of that kind is delivered any more.")?;
    let exclusive = Exclusive::enter(&tools).await?;
    unchanged(meta, object, Some(&before)).await?;
    webhooks::unset(&exclusive, object).await?;
    cx.terminal.emit(&Changed { before: Some(&before), after: None, object })?;
    Ok(())
}
