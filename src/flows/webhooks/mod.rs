//! The app's own webhooks: what stands, what is put in its place, and both layers side by side.
//!
//! A change is one call that leads to the same state however often it is made, so nothing but the log is written down
//! before it: a run that was cut off is told there, and the next one reads at Meta what stands.

mod set;
mod status;

pub use set::{Difference, compare, probe_callback, set, unset, wish};
pub use status::{ConnectionCoverage, coverage};

use crate::domain::{AppSubscription, Trouble, WebhookObject};
use crate::platforms::Meta;

/// What the app subscribes to of `object`, if it does.
pub async fn standing(meta: &Meta, object: WebhookObject) -> Result<Option<AppSubscription>, Trouble> {
    let all = meta.app_subscriptions().await?;
    Ok(all.into_iter().find(|one| one.object == object.as_str()))
}
