//! Making a plan true. What has a living token is changed with it; what has to be connected is looked for with the supplied
//! login or the stored ones; only then is anything disconnected.

mod callbacks;
mod logins;
mod numbers;
mod pages;
mod reach;
mod supplied;

use std::collections::{HashMap, HashSet};

pub use callbacks::verify_tokens_lacking;
pub use reach::unreached;
pub use supplied::SuppliedToken;

use super::{CurrentState, DesiredState, Step};
use crate::domain::{Connection, ConnectionRef, Secret, WabaId, WebhookObject};
use crate::error::Failure;
use crate::flows::Exclusive;
use crate::flows::revoke::{self, RevokeOptions};
use logins::Logins;

/// A plan, and what is needed to make it true.
pub struct ApplyRequest<'a> {
    /// The desired state.
    pub desired: &'a DesiredState,
    /// What stood when the plan was made, under the lock.
    pub current: &'a CurrentState,
    /// The plan.
    pub steps: &'a [Step],
    /// A login in place of the stored ones.
    pub supplied: Option<SuppliedToken>,
    /// What callbacks expect Meta to show: an account's by its id, the app's by the object.
    pub verify: HashMap<String, Secret>,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct ApplyOutcome {
    /// What was connected or changed, as it is recorded now.
    pub connected: Vec<Connection>,
    /// Accounts whose webhooks go elsewhere now.
    pub redirected: Vec<WabaId>,
    /// Objects of which the app's webhooks were changed.
    pub webhooks: Vec<WebhookObject>,
    /// What was disconnected.
    pub disconnected: Vec<ConnectionRef>,
    /// What failed: ref, name and why.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
    /// Objects of which the app's webhooks could not be changed.
    pub unset: Vec<(WebhookObject, Failure)>,
}

impl ApplyOutcome {
    /// Whether nothing at all was done.
    pub fn is_nothing(&self) -> bool {
        let none = self.connected.is_empty() && self.redirected.is_empty() && self.disconnected.is_empty();
        none && self.webhooks.is_empty()
    }

    /// Why things failed, in order.
    pub fn failures(&self) -> impl Iterator<Item = &Failure> {
        self.failed.iter().map(|(_, _, failure)| failure).chain(self.unset.iter().map(|(_, failure)| failure))
    }

    fn fail(&mut self, reference: &ConnectionRef, name: Option<&str>, failure: Failure) {
        let name = name.unwrap_or(&reference.platform_user_id).to_owned();
        self.failed.push((reference.clone(), name, failure));
    }
}

/// Makes the plan true.
pub async fn apply(tools: &Exclusive<'_>, request: ApplyRequest<'_>) -> Result<ApplyOutcome, Failure> {
    let mut applied = ApplyOutcome::default();
    let pages = pages::Work::of(&request);
    let accounts = numbers::work(&request);
    pages.with_own_tokens(tools, &mut applied).await?;
    if !pages.to_connect.is_empty() || !accounts.is_empty() {
        let logins = Logins::open(tools, request.supplied.as_ref(), &pages.to_connect, &accounts).await?;
        pages.connect(tools, &logins, &mut applied).await?;
        numbers::connect(tools, &logins, accounts, &mut applied).await?;
    }
    callbacks::set(tools, &request, &mut applied).await?;
    callbacks::set_of_the_app(tools, &request, &mut applied).await;
    disconnect(tools, &request, &mut applied).await?;
    Ok(applied)
}

async fn disconnect(
    tools: &Exclusive<'_>,
    request: &ApplyRequest<'_>,
    applied: &mut ApplyOutcome,
) -> Result<(), Failure> {
    let leaving = |step: &Step| match step {
        Step::Disconnect { reference, .. } => Some(reference.clone()),
        _ => None,
    };
    let leaving: HashSet<_> = request.steps.iter().filter_map(leaving).collect();
    if leaving.is_empty() {
        return Ok(());
    }
    let records = request.current.records.iter().filter(|one| leaving.contains(&one.reference())).cloned();
    let report = revoke::revoke(tools, &records.collect::<Vec<_>>(), RevokeOptions::default()).await?;
    applied.disconnected.extend(report.revoked.into_iter().map(|one| one.reference));
    applied.failed.extend(report.failed);
    Ok(())
}
