//! Making a plan true. What has a living token is changed with it; what has to be connected is looked for with the given
//! login or the stored ones; only then is anything disconnected.

mod callbacks;
mod given;
mod logins;
mod numbers;
mod pages;

use std::collections::{HashMap, HashSet};

pub use callbacks::verify_tokens_lacking;
pub use given::Given;

use super::{Standing, Step, Wished};
use crate::domain::{Connection, ConnectionRef, Secret, WabaId, WebhookObject};
use crate::error::Failure;
use crate::flows::Tools;
use crate::flows::revoke::{self, Options};
use crate::platforms::AppWebhooks;
use logins::Logins;

/// A plan, and what is needed to make it true.
pub struct Errand<'a> {
    /// The wished state.
    pub wished: &'a Wished,
    /// What stood when the plan was made, under the lock.
    pub standing: &'a Standing,
    /// The plan.
    pub steps: &'a [Step],
    /// A login in place of the stored ones.
    pub given: Option<Given>,
    /// What callbacks expect Meta to show: an account's by its id, the app's by the object.
    pub verify: HashMap<String, Secret>,
    /// The app's own webhooks.
    pub hooks: &'a dyn AppWebhooks,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct Applied {
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

impl Applied {
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

/// Makes the plan true. Call it under the lock, after recovery.
pub async fn apply(tools: &Tools<'_>, errand: Errand<'_>) -> Result<Applied, Failure> {
    let mut applied = Applied::default();
    let pages = pages::Work::of(&errand);
    let accounts = numbers::work(&errand);
    pages.with_own_tokens(tools, &mut applied).await?;
    if !pages.to_connect.is_empty() || !accounts.is_empty() {
        let logins = Logins::open(tools, errand.given.as_ref(), &pages.to_connect, &accounts).await?;
        pages.connect(tools, &logins, &mut applied).await?;
        numbers::connect(tools, &logins, accounts, &mut applied).await?;
    }
    callbacks::set(tools, &errand, &mut applied).await?;
    callbacks::set_of_the_app(tools, &errand, &mut applied).await;
    disconnect(tools, &errand, &mut applied).await?;
    tools.ledger().purge().await?;
    Ok(applied)
}

async fn disconnect(tools: &Tools<'_>, errand: &Errand<'_>, applied: &mut Applied) -> Result<(), Failure> {
    let leaving = |step: &Step| match step {
        Step::Disconnect { reference, .. } => Some(reference.clone()),
        _ => None,
    };
    let leaving: HashSet<_> = errand.steps.iter().filter_map(leaving).collect();
    if leaving.is_empty() {
        return Ok(());
    }
    let records = errand.standing.records.iter().filter(|one| leaving.contains(&one.reference())).cloned();
    let report = revoke::revoke(tools, &records.collect::<Vec<_>>(), Options::default()).await?;
    applied.disconnected.extend(report.revoked.into_iter().map(|one| one.reference));
    applied.failed.extend(report.failed);
    Ok(())
}
