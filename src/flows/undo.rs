//! Undoing a connect. What Meta may have taken is taken back first, unless another connection stands on it; what Meta
//! does not give back keeps its change open, so that a record names it and the next run tries again.

use super::Tools;
use super::unsubscribe::{Unsubscribed, unsubscribe};
use crate::domain::{Change, Connection, Secret, Status, SubscriptionTarget};
use crate::error::{Failure, Kind};
use crate::store::{Filter, Outcome};

/// A connect that failed: the changes of one Page or account.
pub(super) struct Attempt<'a> {
    pub(super) target: Option<SubscriptionTarget<'a>>,
    pub(super) token: Option<&'a Secret>,
    pub(super) changes: Vec<Change>,
    /// The records that this run began with.
    pub(super) begun: &'a [Connection],
    /// Whether Meta took the subscription, or may have.
    pub(super) taken: bool,
}

/// The words of the log: verb, outcome.
pub(super) type Logged<'a> = (&'a str, Outcome);

/// Undoes `attempt`, which failed because of `why`. If its subscription cannot be taken back, the changes stay open and
/// the answer says so.
pub(super) async fn undo(
    tools: &Tools<'_>,
    attempt: &Attempt<'_>,
    why: &Failure,
    (verb, outcome): Logged<'_>,
) -> Result<Option<Failure>, Failure> {
    let mut recorded = Vec::new();
    for change in &attempt.changes {
        recorded.push(tools.store.get(tools.profile, &change.reference).await?);
    }
    let taken = attempt.taken || recorded.iter().flatten().any(|one| is_left_over(one, attempt.begun));
    if let Some(left) = take_back(tools, attempt, taken).await? {
        return Ok(Some(still_open(why, &left)));
    }
    for (change, record) in attempt.changes.iter().zip(recorded) {
        let action = [tools.action(verb, Some(&change.reference), outcome, Some(why.to_string()))];
        match record {
            // A number that waited before goes on waiting.
            Some(record) if !record.is_half_connected() => tools.store.settle(&[record], &action).await?,
            _ => tools.store.abandon(change, &action).await?,
        }
    }
    Ok(None)
}

/// An earlier run began it, and may have got further than this one.
fn is_left_over(record: &Connection, begun: &[Connection]) -> bool {
    record.is_half_connected() && !begun.iter().any(|own| own.id == record.id)
}

/// Ends a subscription that nothing stands on; answers what of it may be left.
async fn take_back(tools: &Tools<'_>, attempt: &Attempt<'_>, taken: bool) -> Result<Option<Failure>, Failure> {
    let Some(target) = attempt.target.filter(|_| taken) else { return Ok(None) };
    if is_needed(tools, target, &attempt.changes).await? {
        return Ok(None);
    }
    match unsubscribe(tools, target, attempt.token).await {
        Ok(Unsubscribed::Proven | Unsubscribed::Gone(_)) => Ok(None),
        Ok(Unsubscribed::OutOfReach(words)) => Ok(Some(Failure::new(Kind::Failed, words))),
        Err(failure) if matches!(failure.kind, Kind::Database | Kind::SecretStore) => Err(failure),
        Err(failure) => Ok(Some(failure)),
    }
}

/// Whether another connection stands on `target`, in any profile: several may share an app.
async fn is_needed(tools: &Tools<'_>, target: SubscriptionTarget<'_>, undone: &[Change]) -> Result<bool, Failure> {
    let is_undone = |one: &Connection| {
        let own = undone.iter().any(|change| change.reference == one.reference());
        // The account behind a Page is begun with it, and falls with it.
        let below = undone.iter().any(|change| one.parent.as_ref() == Some(&change.reference));
        one.profile == tools.profile && one.is_half_connected() && (own || below)
    };
    let mut needed = false;
    let mut look = |one: Connection| {
        needed = one.subscription_target() == target && one.status != Status::Disconnected && !is_undone(&one);
        !needed
    };
    tools.store.visit(&Filter::default(), &mut look).await?;
    Ok(needed)
}

fn still_open(why: &Failure, left: &Failure) -> Failure {
    let mut failure = why.clone();
    failure.message =
        format!("{}; its subscription may stand, because it could not be taken back: {left}", why.message);
    failure.hint("it is written down as PENDING; the next connect or revoke goes on from there")
}
