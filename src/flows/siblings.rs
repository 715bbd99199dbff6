//! What other profiles of the same Meta app have. A Page's subscription, a number and a person's grant belong to the app,
//! so that profiles of one app share them, and what one of them ends has ended for all.

use crate::domain::{Connection, ConnectionRef, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::store::Filter;

/// Their connections that are not disconnected.
pub(super) async fn siblings(tools: &Tools<'_>) -> Result<Vec<Connection>, Failure> {
    let mut all = Vec::new();
    for profile in tools.store.siblings(tools.profile).await? {
        all.extend(tools.store.list(&Filter::of(&profile)).await?);
    }
    all.retain(|one| one.status != Status::Disconnected);
    Ok(all)
}

/// Those of them that have one of `wanted`, which this profile has not.
pub async fn also_elsewhere(tools: &Tools<'_>, wanted: &[ConnectionRef]) -> Result<Vec<Connection>, Failure> {
    let mut shared = siblings(tools).await?;
    shared.retain(|one| wanted.contains(&one.reference()));
    let mut new = Vec::new();
    for one in shared {
        let own = tools.store.get(tools.profile, &one.reference()).await?;
        if own.is_none_or(|own| own.status == Status::Disconnected) {
            new.push(one);
        }
    }
    Ok(new)
}

/// A connection of another profile that came out of a login of the same person, whose permissions are one for the app.
pub(super) async fn of_person<'a>(
    tools: &Tools<'_>,
    siblings: &'a [Connection],
    person: &str,
) -> Result<Option<&'a Connection>, Failure> {
    let others = siblings.iter().filter(|one| one.profile != tools.profile);
    let mut profiles: Vec<_> = others.map(|one| one.profile.as_str()).collect();
    profiles.dedup();
    for profile in profiles {
        let grants = tools.store.grants(profile).await?;
        let Some(grant) = super::grants::of_person(&grants, person) else { continue };
        let on_it = |one: &&Connection| one.profile == profile && one.grant_id.as_ref() == Some(&grant.id);
        if let Some(one) = siblings.iter().find(on_it) {
            return Ok(Some(one));
        }
    }
    Ok(None)
}
