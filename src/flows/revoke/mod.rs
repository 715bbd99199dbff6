//! Revoking: unsubscribe, take the permissions back, close the record, forget the secret, in that order, because after
//! the second step the Page's token is dead and after the last nobody could ask Meta any more.
//!
//! A Page's or an account's subscription stays while another connection stands on it, and a person's permissions stay
//! while another connection came out of the same login.

mod revocation;

use std::collections::HashSet;

use crate::domain::{Change, Connection, ConnectionRef, Platform, Status, Verb};
use crate::error::Failure;
use crate::flows::siblings::siblings;
use crate::flows::{Exclusive, Tools, grants, whatsapp};
use crate::store::Filter;
use revocation::Revocation;

/// How to revoke.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RevokeOptions {
    /// Leave the person's permissions alone.
    pub keep_permissions: bool,
    /// Touch nothing at the platform.
    pub local_only: bool,
    /// Take WhatsApp numbers off the platform.
    pub deregister: bool,
}

/// What was done for one connection; each `true` was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that was read back")]
pub struct Revoked {
    /// The connection.
    pub reference: ConnectionRef,
    /// Its name.
    pub name: String,
    /// The Page or the WhatsApp account no longer sends webhooks to the app.
    pub unsubscribed: bool,
    /// The WhatsApp number is off the platform.
    pub deregistered: bool,
    /// The person's permissions are taken back.
    pub permissions_deleted: bool,
    /// The secret is gone from the secret store.
    pub secret_deleted: bool,
    /// Why something was left as it is.
    pub remarks: Vec<String>,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct RevokeOutcome {
    /// Revoked connections.
    pub revoked: Vec<Revoked>,
    /// What failed; its change stays open for the next run.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
}

/// Revokes `connections`.
pub async fn revoke(
    tools: &Exclusive<'_>,
    connections: &[Connection],
    options: RevokeOptions,
) -> Result<RevokeOutcome, Failure> {
    for number in connections.iter().filter(|one| one.platform == Platform::Whatsapp) {
        whatsapp::wish_deregister(tools, number, options.deregister && !options.local_only).await?;
    }
    let changes: Vec<_> = connections.iter().map(|connection| change(tools, connection, options)).collect();
    let records: Vec<_> = connections.iter().map(|connection| being_revoked(tools, connection)).collect();
    tools.store.begin(&changes, &records).await?;
    run(tools, connections, options).await
}

/// Goes on with the revokes that killed runs left, all of one kind together, and answers how each ended.
pub(super) async fn resume(tools: &Exclusive<'_>, changes: &[Change]) -> Result<RevokeOutcome, Failure> {
    let mut whole = RevokeOutcome::default();
    for options in kinds(changes) {
        let mut connections = Vec::new();
        for change in changes.iter().filter(|change| of(change) == options) {
            match tools.store.get(tools.profile, &change.reference).await? {
                Some(connection) => connections.push(connection),
                None => tools.store.abandon(change, &[]).await?,
            }
        }
        let report = run(tools, &connections, options).await?;
        whole.revoked.extend(report.revoked);
        whole.failed.extend(report.failed);
    }
    Ok(whole)
}

/// Whether a number is to be deregistered stands in a note of its own.
fn of(change: &Change) -> RevokeOptions {
    RevokeOptions { keep_permissions: change.keep_permissions, local_only: change.local_only, deregister: false }
}

fn kinds(changes: &[Change]) -> Vec<RevokeOptions> {
    let mut kinds = Vec::new();
    for options in changes.iter().map(of) {
        if !kinds.contains(&options) {
            kinds.push(options);
        }
    }
    kinds
}

fn change(tools: &Tools<'_>, connection: &Connection, options: RevokeOptions) -> Change {
    Change {
        keep_permissions: options.keep_permissions,
        local_only: options.local_only,
        ..Change::revoke(connection, tools.now())
    }
}

/// From the first step on nobody may take it for working, whenever this run ends.
fn being_revoked(tools: &Tools<'_>, connection: &Connection) -> Connection {
    Connection {
        status: Status::Error,
        error_message: Some("it is being disconnected; the next connect or revoke goes on with it".into()),
        updated_at: tools.now(),
        ..connection.clone()
    }
}

/// All steps for connections whose changes are open.
async fn run(
    tools: &Exclusive<'_>,
    connections: &[Connection],
    options: RevokeOptions,
) -> Result<RevokeOutcome, Failure> {
    let revocation = Revocation {
        tools,
        connections,
        staying: staying(tools).await?,
        grants: tools.store.grants(tools.profile).await?,
        options,
    };
    tools.reporter.start("revoking", Some(connections.len() as u64));
    let mut ended = revocation.unsubscribe().await;
    tools.reporter.finish();
    revocation.revoke_permissions(&mut ended).await?;
    let mut report = revocation.close(ended).await?;
    grants::drop_unused(tools).await?;
    for done in &mut report.revoked {
        prove_deleted(&revocation, done).await?;
    }
    Ok(report)
}

/// The connections of the profile that are recorded, not revoked and not about to be, and those of other profiles of the
/// app.
async fn staying(tools: &Tools<'_>) -> Result<Vec<Connection>, Failure> {
    let open = tools.store.open_changes(tools.profile).await?;
    let revoking = open.into_iter().filter(|change| change.verb == Verb::Revoke);
    let leaving: HashSet<_> = revoking.map(|change| change.reference).collect();
    let own = Filter::of(tools.profile);
    let mut all = tools.store.list(&own).await?;
    all.retain(|one| !leaving.contains(&one.reference()));
    // Subscriptions belong to the app, which several profiles may share.
    all.extend(siblings(tools).await?);
    all.retain(|one| one.status != Status::Disconnected);
    Ok(all)
}

/// A secret counts as deleted when its record has none any more, and none that stays has the same one.
async fn prove_deleted(revocation: &Revocation<'_>, done: &mut Revoked) -> Result<(), Failure> {
    let tools = revocation.tools;
    let Some(connection) = revocation.connections.iter().find(|one| one.reference() == done.reference) else {
        return Ok(());
    };
    if connection.sealed.is_none() {
        return Ok(());
    }
    let now = tools.store.get(tools.profile, &done.reference).await?;
    let is_gone = now.is_none_or(|one| one.sealed.is_none());
    done.secret_deleted = is_gone && !revocation.is_shared(connection).await?;
    if !done.secret_deleted {
        done.remarks.push("the token stays in the secret store: another connection uses it".to_owned());
    }
    Ok(())
}
