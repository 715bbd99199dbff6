//! Renewing what can be renewed without a person: the login's token made long again, and Page tokens from it.
//!
//! Meta lengthens a person's token as long as it lives, and a system user's that ends; one that has ended it does not. What
//! is renewed keeps its record, its ref and its history. A business token that Meta does not lengthen is fetched.

use std::collections::HashMap;

use crate::domain::hint::{Hint, Step};
use crate::domain::{Asset, Connection, ConnectionRef, Grant, Platform, Secret, TokenKind};
use crate::error::{Failure, Kind};
use crate::flows::resubscribe::{Resubscription, resubscribe};
use crate::flows::{Exclusive, Tools, grants, whatsapp};
use crate::platforms::Login;
use crate::secrets::Sealer;

/// Pages whose new tokens are stored and proven together.
const BATCH: usize = 200;

/// How it ended.
#[derive(Debug, Default)]
pub struct RefreshOutcome {
    /// Records that have a new token.
    pub refreshed: Vec<Connection>,
    /// Records whose token has no end, so that there is nothing to renew.
    pub lasting: Vec<Connection>,
    /// What failed: ref, name and why. The old token stays.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
}

/// Whether `connection` can only be renewed with a token of our own system user.
pub fn needs_system_token(connection: &Connection) -> bool {
    connection.platform == Platform::Whatsapp && connection.token_expires_at.is_some()
}

/// Renews `connections`, login by login; `system` is a token of our own system user, which fetches those of WhatsApp
/// clients.
pub async fn refresh(
    tools: &Exclusive<'_>,
    connections: &[Connection],
    system: Option<&Secret>,
) -> Result<RefreshOutcome, Failure> {
    let mut report = RefreshOutcome::default();
    let known = tools.store.grants(tools.profile).await?;
    tools.reporter.start("renewing", Some(connections.len() as u64));
    let mut ended = Ok(());
    for (grant, own) in by_login(connections) {
        let grant = known.iter().find(|one| Some(&one.id) == grant.as_ref());
        let (numbers, own): (Vec<_>, Vec<_>) = own.into_iter().partition(|one| one.platform == Platform::Whatsapp);
        ended = match whatsapp::renew(tools, &numbers, system, &mut report).await {
            Ok(()) => one_login(tools, grant, &own, &mut report).await,
            failed => failed,
        };
        if ended.is_err() {
            break;
        }
        tools.reporter.advance((numbers.len() + own.len()) as u64);
    }
    tools.reporter.finish();
    ended?;
    Ok(report)
}

/// The connections of each login, in the order of their first.
fn by_login(connections: &[Connection]) -> Vec<(Option<String>, Vec<Connection>)> {
    let mut logins: Vec<(Option<String>, Vec<Connection>)> = Vec::new();
    for one in connections {
        match logins.iter_mut().find(|(grant, _)| *grant == one.grant_id) {
            Some((_, own)) => own.push(one.clone()),
            None => logins.push((one.grant_id.clone(), vec![one.clone()])),
        }
    }
    logins
}

async fn one_login(
    tools: &Tools<'_>,
    grant: Option<&Grant>,
    own: &[Connection],
    report: &mut RefreshOutcome,
) -> Result<(), Failure> {
    let (own, others): (Vec<_>, Vec<_>) = own.iter().cloned().partition(stands_on_a_page);
    let other = || Failure::new(Kind::Failed, "a token of this platform cannot be renewed").hint("connect it again");
    report.failed.extend(others.iter().map(|one| failed(one, other())));
    if own.is_empty() {
        return Ok(());
    }
    let before = grant.and_then(|grant| grant.token_expires_at);
    let login = match renewed(tools, grant).await {
        Ok(login) => login,
        Err(failure) if failure.kind == Kind::Database => return Err(failure),
        Err(failure) => {
            report.failed.extend(own.iter().map(|one| failed(one, failure.clone())));
            return Ok(());
        }
    };
    let grant = grants::record(tools, &login).await?;
    if let (TokenKind::SystemUser, Some(end)) = (login.token_kind, login.token_expires_at) {
        let longer = before.is_some_and(|before| before < end);
        let words = if longer { "was lengthened (fb_exchange_token)" } else { "cannot be lengthened" };
        tools.reporter.remark(&format!("the system user's token {words}; it ends on {}", end.strftime("%Y-%m-%d")));
    }
    in_batches(tools, &login, &grant, own, report).await
}

fn stands_on_a_page(one: &Connection) -> bool {
    matches!(one.platform, Platform::Facebook | Platform::Instagram)
}

fn failed(one: &Connection, failure: Failure) -> (ConnectionRef, String, Failure) {
    (one.reference(), one.title().into_owned(), failure)
}

/// The recorded login, made long again.
async fn renewed(tools: &Tools<'_>, grant: Option<&Grant>) -> Result<Login, Failure> {
    let lost = || {
        Failure::new(Kind::Authorization, "the login that it came from is not kept")
            .hint(Hint::new("log in again", Step::AGAIN))
    };
    let grant = grant.ok_or_else(lost)?;
    let token = tools.open(&grant.owner(), grant.sealed.as_ref().ok_or_else(lost)?).await?;
    Ok(tools.meta.renew_login(token).await?)
}

async fn in_batches(
    tools: &Tools<'_>,
    login: &Login,
    grant: &Grant,
    own: Vec<Connection>,
    report: &mut RefreshOutcome,
) -> Result<(), Failure> {
    let mut pages: Vec<(String, Vec<Connection>)> = Vec::new();
    let mut places = HashMap::new();
    for one in own {
        let page = one.subscription_target().id().to_owned();
        let place = *places.entry(page.clone()).or_insert(pages.len());
        match pages.get_mut(place) {
            Some((_, connections)) => connections.push(one),
            None => pages.push((page, vec![one])),
        }
    }
    for batch in pages.chunks(BATCH) {
        one_batch(tools, login, grant, batch, report).await?;
    }
    Ok(())
}

async fn one_batch(
    tools: &Tools<'_>,
    login: &Login,
    grant: &Grant,
    batch: &[(String, Vec<Connection>)],
    report: &mut RefreshOutcome,
) -> Result<(), Failure> {
    let sealer = tools.sealer().await?;
    let ids: Vec<_> = batch.iter().map(|(page, _)| page.clone()).collect();
    let mut ready = Vec::new();
    for ((_, connections), answer) in batch.iter().zip(tools.meta.pages(login, &ids).await) {
        match answer.map(|asset| prepared(&sealer, grant, asset, connections)) {
            Ok(again) => ready.extend(again?),
            Err(trouble) => {
                let failure = Failure::from(trouble);
                report.failed.extend(connections.iter().map(|one| failed(one, failure.clone())));
            }
        }
    }
    for (page, ended) in ready.iter().zip(resubscribe(tools, "refresh", &ready).await?) {
        match ended {
            Ok(records) => report.refreshed.extend(records),
            Err(failure) => report.failed.extend(page.connections.iter().map(|one| failed(one, failure.clone()))),
        }
    }
    Ok(())
}

fn prepared(
    sealer: &Sealer,
    grant: &Grant,
    page: Asset,
    connections: &[Connection],
) -> Result<Option<Resubscription>, Failure> {
    let Some(token) = page.token else { return Ok(None) };
    let mut renewed = Vec::with_capacity(connections.len());
    for one in connections {
        renewed.push(Connection {
            sealed: Some(sealer.seal(&one.owner(), &token)?),
            token_kind: TokenKind::Page,
            token_expires_at: grant.page_tokens_expire_at(),
            ..one.clone().of_grant(grant)
        });
    }
    Ok(Some(Resubscription { page: page.id, token, connections: renewed }))
}
