//! Taking back what was granted: the end of all tokens that came of it.

use super::error::GraphError;
use super::webhooks;
use super::world::models::{Grant, Sort, Target, targets};
use super::world::{Slice, World};

/// A person removes the app; the app's server is told, where it wants to be.
pub(crate) fn remove_app(world: &mut World<'_>, person: &str) -> Result<bool, GraphError> {
    let removed = remove(world, person)?;
    if removed {
        webhooks::removed(world, person)?;
    }
    Ok(removed)
}

/// Removes the app from a person or system user: every token dies with 190/458, Page tokens made from them too.
/// Subscriptions of Pages stay, as at Meta. Says whether there was anything to remove.
pub(crate) fn remove(world: &World<'_>, person: &str) -> Result<bool, GraphError> {
    let grants: Vec<Grant> = world.list(person, Slice::ALL)?;
    let mut removed = false;
    for mut grant in grants.into_iter().filter(|grant| !grant.removed) {
        grant.removed = true;
        grant.generation += 1;
        grant.scopes.clear();
        grant.declined.clear();
        grant.all.clear();
        for sort in Sort::ALL {
            world.remove_all::<Target>(&targets(&grant.id, sort))?;
        }
        world.put(&grant)?;
        removed = true;
    }
    Ok(removed)
}
