//! The seeds of what a first login runs into: choices in the dialog, roles, and settings of the app.

use super::{MAIN, app, page, person, role};
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{App, Person};

/// Three Pages, one of which stays ticked.
pub(super) fn unticked_page(world: &World<'_>) -> Result<(), GraphError> {
    let unticks = vec!["6002".to_owned(), "6003".to_owned()];
    world.put(&Person { unticks, ..person(MAIN, 1, "Uma Untick") })?;
    for (id, name) in [(6001, "Ticked"), (6002, "Not ticked"), (6003, "Nor this one")] {
        page(world, id, name, None)?;
    }
    Ok(())
}

/// A login that ends well and grants nothing.
pub(super) fn nothing_granted(world: &World<'_>) -> Result<(), GraphError> {
    let declines = SCOPES.iter().filter(|scope| **scope != "public_profile").map(|scope| (*scope).to_owned()).collect();
    world.put(&Person { declines, ..person(MAIN, 1, "Nina Nothing") })?;
    page(world, 6011, "Never to be seen", None).map(drop)
}

/// A Page on which the person may advertise, and no more.
pub(super) fn page_without_task(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Anna Analyst"))?;
    page(world, 6021, "Full role", None)?;
    let ads = page(world, 6022, "Advertiser only", None)?;
    role(world, MAIN, &ads, &["ADVERTISE", "ANALYZE"], false)
}

/// A live app with one registered address: `localhost` is no longer exempt.
pub(super) fn strict_redirects(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&App { live: true, redirects: vec!["https://inbox.example/back".to_owned()], ..app() })?;
    world.put(&person(MAIN, 1, "Rolf Redirect"))?;
    page(world, 6031, "Behind the wrong address", None).map(drop)
}

/// An app that wants a proof with every call.
pub(super) fn proof_required(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&App { require_proof: true, ..app() })?;
    world.put(&person(MAIN, 1, "Pia Proof"))?;
    page(world, 6041, "Proof wanted", None).map(drop)
}

/// An app whose login Meta has switched off.
pub(super) fn login_unavailable(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&App { unavailable: true, ..app() })?;
    world.put(&person(MAIN, 1, "Fenja Feature"))?;
    page(world, 6051, "Behind a closed door", None).map(drop)
}
