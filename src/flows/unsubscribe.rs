//! Ending the subscription of a Page or an account, and proving that it has ended.

use super::Tools;
use super::whatsapp;
use crate::domain::{Cause, Secret, SubscriptionTarget, Trouble, WabaId};
use crate::error::{Failure, Kind};

/// How it ended.
#[derive(Debug, Clone)]
pub(super) enum Unsubscribed {
    /// Meta no longer shows the subscription.
    Proven,
    /// Meta no longer shows what was subscribed.
    Gone(&'static str),
    /// No token reaches it any more, so that it may stand.
    OutOfReach(&'static str),
}

/// Unsubscribes `target` with the token of a connection on it.
pub(super) async fn unsubscribe(
    tools: &Tools<'_>,
    target: SubscriptionTarget<'_>,
    token: Option<&Secret>,
) -> Result<Unsubscribed, Failure> {
    match target {
        SubscriptionTarget::Page(id) => page(tools, id, token).await,
        SubscriptionTarget::Account(id) => account(tools, &WabaId::new(id), token).await,
    }
}

/// A lost or dead token is no obstacle: the app may unsubscribe Pages by itself.
async fn page(tools: &Tools<'_>, id: &str, token: Option<&Secret>) -> Result<Unsubscribed, Failure> {
    match tools.meta.unsubscribe_page(id, token).await {
        Ok(true) => Ok(Unsubscribed::Proven),
        Ok(false) => Err(unproven("the subscription")),
        Err(Trouble { cause: Cause::Gone, .. }) => Ok(Unsubscribed::Gone("Meta shows no such Page any more")),
        Err(trouble) => Err(trouble.into()),
    }
}

/// A callback of the account's own goes with the subscription.
async fn account(tools: &Tools<'_>, waba: &WabaId, token: Option<&Secret>) -> Result<Unsubscribed, Failure> {
    let Some(token) = token else {
        return Ok(Unsubscribed::OutOfReach("its token is lost, so the account could not be unsubscribed"));
    };
    match tools.meta.unsubscribe_account(waba, token).await {
        Ok(true) => {
            whatsapp::forget_callback(tools, waba).await?;
            Ok(Unsubscribed::Proven)
        }
        Ok(false) => Err(unproven("the subscription")),
        Err(Trouble { cause: Cause::Gone, .. }) => Ok(Unsubscribed::Gone("Meta shows no such account any more")),
        Err(trouble) if trouble.kills_token() => Ok(Unsubscribed::OutOfReach(
            "Meta no longer takes its token: the business has removed the app, or the token has ended",
        )),
        Err(trouble) => Err(trouble.into()),
    }
}

/// A yes that does not show when it is read back is none: the connection stays, and the next run tries again.
pub(super) fn unproven(what: &str) -> Failure {
    Failure::new(Kind::Failed, format!("Meta said yes, but still shows {what}"))
        .hint("run the same command again in a few minutes; --local-only gives up on Meta's side")
}
