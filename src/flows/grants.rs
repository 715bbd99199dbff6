//! Logins that nothing came out of any more.

use std::collections::HashSet;

use crate::domain::{Connection, Grant, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::store::Filter;

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
    let filter = Filter { profile: Some(tools.profile.to_owned()), ..Filter::default() };
    tools.store.visit(&filter, &mut look).await?;
    grants.retain(|grant| !used.contains(&grant.id));
    Ok(grants)
}

/// Drops them, and dooms their tokens: what nothing uses is not worth keeping a token for.
pub(super) async fn drop_unused(tools: &Tools<'_>) -> Result<(), Failure> {
    for grant in unused(tools).await? {
        tools.store.remove_grant(tools.profile, &grant.id).await?;
    }
    Ok(())
}
