//! Mending what needs no login: subscriptions that Meta ended or that lost fields, and callbacks of accounts' own that
//! somebody's subscription took away. A Page's connection is mended by connecting it again with the token that it has.
//! For an account nothing has to be written down first: where its webhooks are to go is noted since it was connected, so
//! that whoever mends after a killed run finds the same to do. No number is registered here.

use std::collections::HashMap;

use futures_util::stream::{self, StreamExt as _};

use super::targets::{Kind, Target};
use crate::domain::{Connection, ConnectionRef, Secret, Status, WabaId};
use crate::error::{Failure, Kind as Reason};
use crate::flows::resubscribe::{Resubscription, resubscribe};
use crate::flows::{Exclusive, Tools, whatsapp};
use crate::store::Outcome;

/// Accounts that are mended at the same time.
const CONCURRENCY: usize = 4;

/// Why connections could not be mended.
pub type Unrepaired = HashMap<ConnectionRef, Failure>;

/// Subscribes the Pages and accounts of `targets` again, with every field that their connections had and the callback
/// that was noted. What Meta refuses stays as it is; whether anything is mended, a
/// second check tells.
pub async fn repair(tools: &Exclusive<'_>, targets: &[Target]) -> Result<Unrepaired, Failure> {
    tools.reporter.start("mending", Some(targets.len() as u64));
    let ended = in_batches(tools, targets).await;
    tools.reporter.finish();
    ended
}

async fn in_batches(tools: &Tools<'_>, targets: &[Target]) -> Result<Unrepaired, Failure> {
    let mut refused = Unrepaired::new();
    let (pages, accounts): (Vec<_>, Vec<_>) = targets.iter().partition(|target| target.kind == Kind::Page);
    for batch in pages.chunks(super::BATCH) {
        let mut ready = Vec::new();
        for target in batch {
            ready.extend(page(tools, target).await?);
        }
        for (page, ended) in ready.iter().zip(resubscribe(tools, "mend", &ready).await?) {
            refused.extend(ended.err().into_iter().flat_map(|why| refusals(&page.connections, why)));
        }
        tools.reporter.advance(batch.len() as u64);
    }
    let mut mended = stream::iter(accounts).map(|target| account(tools, target)).buffered(CONCURRENCY);
    while let Some(ended) = mended.next().await {
        refused.extend(ended?);
        tools.reporter.advance(1);
    }
    Ok(refused)
}

fn refusals(connections: &[Connection], why: Failure) -> impl Iterator<Item = (ConnectionRef, Failure)> {
    connections.iter().map(move |one| (one.reference(), why.clone()))
}

/// The Page with the token of its first connection, and all that have the same.
async fn page(tools: &Tools<'_>, target: &Target) -> Result<Option<Resubscription>, Failure> {
    let (mut page, mut token, mut connections) = (String::new(), None, Vec::new());
    for one in usable(tools, target).await? {
        let own = tools.living_token(&one).await?;
        if connections.is_empty() {
            page = one.subscription_target().id().to_owned();
            token = own;
            connections.push(one);
        } else if own == token {
            connections.push(one);
        }
    }
    Ok(token.map(|token| Resubscription { page, token, connections }))
}

/// One account: with the first token that can be read and that Meta takes.
async fn account(tools: &Tools<'_>, target: &Target) -> Result<Unrepaired, Failure> {
    let connections = usable(tools, target).await?;
    let waba = WabaId::new(&target.id);
    let mut ended = Err(Failure::new(Reason::SecretStore, "its token is lost"));
    for token in tokens(tools, &connections).await? {
        ended = whatsapp::restore(tools, &waba, &token).await;
        if !ended.as_ref().is_err_and(|failure| failure.kind == Reason::Authorization) {
            break;
        }
    }
    let failure = ended.err();
    if let Some(failure) = failure.clone().filter(|failure| failure.kind == Reason::Database) {
        return Err(failure);
    }
    let outcome = if failure.is_some() { Outcome::Failed } else { Outcome::Done };
    let detail = failure.as_ref().map(ToString::to_string);
    let log = connections.iter().map(|one| tools.action("mend", Some(&one.reference()), outcome, detail.clone()));
    tools.store.log(&log.collect::<Vec<_>>()).await?;
    Ok(failure.into_iter().flat_map(|why| refusals(&connections, why)).collect())
}

/// The tokens that connections are kept under, each once; what is lost is left out.
async fn tokens(tools: &Tools<'_>, connections: &[Connection]) -> Result<Vec<Secret>, Failure> {
    let mut tokens = Vec::new();
    for one in connections {
        tokens.extend(tools.living_token(one).await?);
    }
    tokens.dedup();
    Ok(tokens)
}

async fn usable(tools: &Tools<'_>, target: &Target) -> Result<Vec<Connection>, Failure> {
    let mut connections = Vec::new();
    for reference in &target.references {
        let found = tools.store.get(tools.profile, reference).await?;
        connections.extend(found.filter(|one| is_usable(target.kind, one)));
    }
    Ok(connections)
}

/// A half-connected Page is finished by recovery or not at all; a number may wait for its registration.
fn is_usable(kind: Kind, one: &Connection) -> bool {
    match one.status {
        Status::Disconnected => false,
        Status::Pending => kind == Kind::Account,
        _ => true,
    }
}
