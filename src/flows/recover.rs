//! Finishing or undoing what a killed run left.
//!
//! Under the lock every open change belongs to a process that is gone. Recovery may be killed itself and be run again;
//! each step leads to the same state however often it is taken.

use crate::domain::{Change, Connection, ConnectionRef, Grant, Platform, Secret, Status, SubscriptionTarget, Verb};
use crate::error::{Failure, Kind};
use crate::flows::undo::{self, Attempt};
use crate::flows::{Exclusive, Tools, grants, revoke, whatsapp};
use crate::platforms::{Subscribe, Subscribed};
use crate::secrets::VaultError;
use crate::store::Outcome;

/// What was found and what became of it.
#[derive(Debug, Clone, Default)]
pub struct Recovered {
    /// Changes that were finished.
    pub finished: Vec<(Verb, ConnectionRef)>,
    /// Changes that were undone.
    pub undone: Vec<(Verb, ConnectionRef)>,
    /// Changes that can be neither right now, and why.
    pub parked: Vec<(Verb, ConnectionRef, Failure)>,
}

/// Settles every open change of the profile, each for itself: what cannot be settled now is no obstacle to another.
pub(super) async fn recover(tools: &Exclusive<'_>) -> Result<Recovered, Failure> {
    let mut recovered = Recovered::default();
    let open = tools.store.open_changes(tools.profile).await?;
    let (connects, revokes): (Vec<_>, Vec<_>) = open.into_iter().partition(|change| change.verb == Verb::Connect);
    for change in connects {
        let entry = (change.verb, change.reference.clone());
        match connect(tools, &change).await {
            Ok(End::Finished) => recovered.finished.push(entry),
            Ok(End::Undone) => recovered.undone.push(entry),
            Err(failure) if may_pass(&failure) => recovered.parked.push((entry.0, entry.1, failure)),
            Err(failure) => return Err(failure),
        }
    }
    if !revokes.is_empty() {
        let report = revoke::resume(tools, &revokes).await?;
        recovered.finished.extend(report.revoked.into_iter().map(|done| (Verb::Revoke, done.reference)));
        let parked = report.failed.into_iter().map(|(reference, _, failure)| (Verb::Revoke, reference, failure));
        recovered.parked.extend(parked);
    }
    grants::drop_unused(tools).await?;
    match tools.tidy_keys().await {
        // The next run tries again.
        Err(failure) if failure.kind == Kind::SecretStore => {}
        ended => ended?,
    }
    Ok(recovered)
}

/// Whether a run was cut off and left something to settle or to remove.
pub async fn is_needed(tools: &Tools<'_>) -> Result<bool, Failure> {
    Ok(!tools.store.open_changes(tools.profile).await?.is_empty() || !grants::unused(tools).await?.is_empty())
}

enum End {
    Finished,
    Undone,
}

/// Neither the platform's trouble nor a secret's is a reason to stop: another change may well be settled. The database's is.
fn may_pass(failure: &Failure) -> bool {
    failure.kind != Kind::Database
}

/// Goes on with a connect if its token can be read, else undoes it.
async fn connect(tools: &Tools<'_>, change: &Change) -> Result<End, Failure> {
    let record = tools.store.get(tools.profile, &change.reference).await?;
    let token = token_of(tools, change).await;
    let (found, secret) = match (&record, &token) {
        (Some(found), Ok(secret)) => (found, secret),
        (_, Err(failure)) if has_to_wait(failure) => return Err(failure.clone()),
        (_, Err(lost)) => return undo(tools, change, record.as_ref(), None, &lost.clone().during("its token")).await,
        (None, Ok(secret)) => {
            let why = Failure::new(Kind::Failed, "its record is gone");
            return undo(tools, change, None, Some(secret), &why).await;
        }
    };
    let finished = match change.reference.platform {
        Platform::Whatsapp => number(tools, change, found, secret).await,
        _ => page(tools, change, found, secret).await,
    };
    match finished {
        Ok(record) => settle(tools, change, record).await,
        Err(failure) if has_to_wait(&failure) => Err(failure),
        Err(failure) => undo(tools, change, Some(found), Some(secret), &failure).await,
    }
}

/// What is no answer yet, or none of the platform's. A secret that is lost will never be one.
fn has_to_wait(failure: &Failure) -> bool {
    let is_lost = |error: &VaultError| error.is_of_one_secret() || matches!(error, VaultError::KeyLost(_));
    match failure.kind {
        Kind::SecretStore => !failure.cause::<VaultError>().is_some_and(is_lost),
        kind => matches!(kind, Kind::Unreachable | Kind::RateLimited | Kind::Database),
    }
}

/// The token that was written down with the change.
async fn token_of(tools: &Tools<'_>, change: &Change) -> Result<Secret, Failure> {
    match &change.sealed {
        Some(sealed) => tools.open(&change.owner(), sealed).await,
        None => Err(VaultError::Missing.into()),
    }
}

/// Subscribes again, which changes nothing if it was done, and reads back. An Instagram account has no subscription of
/// its own: its Page's is looked at.
async fn resubscribe(
    tools: &Tools<'_>,
    change: &Change,
    record: &Connection,
    token: &Secret,
) -> Result<Subscribed, Failure> {
    if change.reference.platform == Platform::Instagram {
        let page = record.parent.as_ref().map_or("", |parent| &parent.platform_user_id);
        let fields = tools.meta.page_subscription(page, token).await?;
        let gone = || Failure::new(Kind::Failed, "its Page is not subscribed");
        return (!fields.is_empty()).then_some(Subscribed { fields, left_out: Vec::new() }).ok_or_else(gone);
    }
    let wish = Subscribe { page: &change.reference.platform_user_id, token, fields: &change.fields };
    let outcome = tools.meta.subscribe_pages(&[wish]).await.into_iter().next();
    let outcome = outcome.unwrap_or_else(|| Ok(Subscribed { fields: Vec::new(), left_out: Vec::new() }));
    outcome.map_err(|unproven| unproven.trouble.into())
}

async fn page(tools: &Tools<'_>, change: &Change, record: &Connection, token: &Secret) -> Result<Connection, Failure> {
    let subscribed = resubscribe(tools, change, record, token).await?;
    let grants = tools.store.grants(tools.profile).await?;
    Ok(Connection {
        status: Status::Active,
        error_message: None,
        sealed: change.sealed.clone(),
        webhook_fields: subscribed.fields,
        updated_at: tools.now(),
        ..with_grant(record.clone(), grant_of(&grants, change))
    })
}

async fn number(
    tools: &Tools<'_>,
    change: &Change,
    record: &Connection,
    token: &Secret,
) -> Result<Connection, Failure> {
    let record = whatsapp::finish(tools, change, record, token).await?;
    let grants = tools.store.grants(tools.profile).await?;
    let grant = grant_of(&grants, change);
    let ends = grant.map_or(record.token_expires_at, |grant| grant.token_expires_at);
    Ok(Connection { token_expires_at: ends, ..with_grant(record, grant) })
}

fn grant_of<'a>(grants: &'a [Grant], change: &Change) -> Option<&'a Grant> {
    grants.iter().find(|grant| Some(&grant.id) == change.grant_id.as_ref())
}

async fn settle(tools: &Tools<'_>, change: &Change, record: Connection) -> Result<End, Failure> {
    let action = tools.action("recover", Some(&change.reference), Outcome::Done, Some("finished a connect".to_owned()));
    tools.store.settle(&[record], &[action]).await?;
    Ok(End::Finished)
}

fn with_grant(record: Connection, grant: Option<&Grant>) -> Connection {
    match grant {
        Some(grant) => record.of_grant(grant),
        None => record,
    }
}

/// Once the change was written down, Meta may have been asked. An Instagram account is subscribed with its Page.
async fn undo(
    tools: &Tools<'_>,
    change: &Change,
    record: Option<&Connection>,
    token: Option<&Secret>,
    why: &Failure,
) -> Result<End, Failure> {
    let page = (change.reference.platform == Platform::Facebook)
        .then_some(SubscriptionTarget::Page(&change.reference.platform_user_id));
    let attempt = Attempt {
        target: record.map(Connection::subscription_target).or(page),
        token,
        changes: vec![change.clone()],
        begun: record.map(std::slice::from_ref).unwrap_or_default(),
        taken: change.reference.platform != Platform::Instagram,
    };
    match undo::undo(tools, &attempt, why, ("recover", Outcome::Undone)).await? {
        None => Ok(End::Undone),
        Some(open) => Err(open),
    }
}
