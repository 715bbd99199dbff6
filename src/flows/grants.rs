//! Logins: recorded when something is about to come out of them, dropped when nothing does any more.

use std::collections::HashSet;

use crate::domain::{Connection, Grant, Status};
use crate::error::Failure;
use crate::flows::{Tools, fresh_id};
use crate::platforms::Login;
use crate::store::Filter;

/// Records the grant, with the login's token, in place of the person's earlier one.
pub(super) async fn record(tools: &Tools<'_>, login: &Login) -> Result<Grant, Failure> {
    let earlier = tools.store.grants(tools.profile).await?;
    let id = of_person(&earlier, &login.person.id).map_or_else(fresh_id, |grant| grant.id.clone());
    let mut grant = Grant {
        id,
        profile: tools.profile.to_owned(),
        person: login.person.clone(),
        token_kind: login.token_kind,
        sealed: None,
        scopes: login.scopes.clone(),
        declined: login.declined.clone(),
        targets: login.targets.clone(),
        token_expires_at: login.token_expires_at,
        data_access_expires_at: login.data_access_expires_at,
    };
    grant.sealed = Some(tools.seal(&grant.owner(), &login.token).await?);
    tools.store.put_grant(&grant).await?;
    Ok(grant)
}

/// The grant of one person.
pub(super) fn of_person<'a>(grants: &'a [Grant], person: &str) -> Option<&'a Grant> {
    grants.iter().find(|grant| grant.person.id == person)
}

/// The grants that no connection stands on, be it one that is only pending.
pub(super) async fn unused(tools: &Tools<'_>) -> Result<Vec<Grant>, Failure> {
    let mut grants = tools.store.grants(tools.profile).await?;
    if grants.is_empty() {
        return Ok(grants);
    }
    let mut used = HashSet::new();
    let mut look = |connection: Connection| {
        if connection.status != Status::Disconnected {
            used.extend(connection.grant_id);
        }
        true
    };
    let filter = Filter::of(tools.profile);
    tools.store.visit(&filter, &mut look).await?;
    grants.retain(|grant| !used.contains(&grant.id));
    Ok(grants)
}

/// Drops them with their tokens: what nothing uses is not worth keeping a token for.
pub(super) async fn drop_unused(tools: &Tools<'_>) -> Result<(), Failure> {
    for grant in unused(tools).await? {
        tools.store.remove_grant(tools.profile, &grant.id).await?;
    }
    Ok(())
}
