//! Reads what stands: the records, and what Meta shows of the Pages and accounts behind them, many in a request.
//! Changes nothing.

use std::collections::HashMap;

use super::CurrentState;
use crate::domain::{Cause, Connection, PageState, Platform, Secret, Status, Trouble, WabaId};
use crate::error::Failure;
use crate::flows::Tools;
use crate::secrets::VaultError;
use crate::store::Filter;

/// What is asked about together: enough to fill the requests that are under way at once.
const BATCH: usize = 200;

/// Reads what stands; the app's own webhooks too, if they are planned.
pub async fn read_current(tools: &Tools<'_>, webhooks: bool) -> Result<CurrentState, Failure> {
    let filter = Filter::of(tools.profile);
    let mut records = tools.store.list(&filter).await?;
    records.retain(|one| one.status != Status::Disconnected);
    tools.reporter.start("looking", Some(records.len() as u64));
    let seen = see(tools, &records).await;
    tools.reporter.finish();
    let (pages, accounts) = seen?;
    let webhooks = if webhooks { tools.meta.app_subscriptions().await? } else { Vec::new() };
    Ok(CurrentState { records, pages, accounts, webhooks })
}

type Sights = (HashMap<String, PageState>, HashMap<WabaId, Option<String>>);

async fn see(tools: &Tools<'_>, records: &[Connection]) -> Result<Sights, Failure> {
    let (mut pages, mut accounts) = (HashMap::new(), HashMap::new());
    for batch in records.chunks(BATCH) {
        let asked = tokens(tools, batch, Platform::Facebook, |one| Some(one.platform_user_id.clone())).await?;
        let calls: Vec<_> = asked.iter().map(|(page, token)| (page.as_str(), token)).collect();
        let answers = if calls.is_empty() { Vec::new() } else { tools.meta.page_states(&calls).await };
        for ((page, _), answer) in asked.iter().zip(answers) {
            pages.extend(alive(page, answer)?.map(|seen| (page.clone(), seen)));
        }
        let unseen = |one: &Connection| one.waba_id.clone().map(WabaId::new).filter(|id| !accounts.contains_key(id));
        let asked = tokens(tools, batch, Platform::Whatsapp, unseen).await?;
        let calls: Vec<_> = asked.iter().map(|(account, token)| (account, token)).collect();
        let answers = if calls.is_empty() { Vec::new() } else { tools.meta.account_subscriptions(&calls).await };
        for ((account, _), answer) in asked.iter().zip(answers) {
            let subscription = alive(account.as_str(), answer)?.flatten();
            accounts.extend(subscription.map(|subscription| (account.clone(), subscription.callback)));
        }
        tools.reporter.advance(batch.len() as u64);
    }
    Ok((pages, accounts))
}

/// What the records of a platform are asked about, each once, with its token; what has none any more is left out.
async fn tokens<T: PartialEq>(
    tools: &Tools<'_>,
    records: &[Connection],
    platform: Platform,
    what: impl Fn(&Connection) -> Option<T>,
) -> Result<Vec<(T, Secret)>, Failure> {
    let mut found: Vec<(T, Secret)> = Vec::new();
    for one in records.iter().filter(|one| one.platform == platform) {
        let Some(what) = what(one) else { continue };
        if found.iter().any(|(known, _)| *known == what) {
            continue;
        }
        found.extend(token(tools, one).await?.map(|token| (what, token)));
    }
    Ok(found)
}

/// A token, unless it is lost. What is wrong with the whole secret store is a failure.
pub(super) async fn token(tools: &Tools<'_>, one: &Connection) -> Result<Option<Secret>, Failure> {
    unless_lost(tools.token(one).await)
}

/// What was found, unless that one secret is lost.
pub(super) fn unless_lost(found: Result<Option<Secret>, Failure>) -> Result<Option<Secret>, Failure> {
    match found {
        Err(failure) if failure.cause::<VaultError>().is_some_and(VaultError::is_of_one_secret) => Ok(None),
        found => found,
    }
}

/// A dead token, or one that reaches it no longer, is a reason to connect again. Any other trouble is a failure: a plan
/// made without the answer would be a guess.
fn alive<T>(what: &str, answer: Result<T, Trouble>) -> Result<Option<T>, Failure> {
    match answer {
        Ok(seen) => Ok(Some(seen)),
        Err(trouble) if trouble.kills_token() => Ok(None),
        Err(Trouble { cause: Cause::MissingPermission | Cause::Gone, .. }) => Ok(None),
        Err(trouble) => Err(Failure::from(trouble).during(&format!("looking at {what}"))),
    }
}
