//! The seeds `small`, `declined` and `empty`.

use super::{MAIN, other_app, page, person};
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Page, Person};

/// One person, three Pages.
pub(super) fn small(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Ada Admin"))?;
    page(world, 1001, "Acme Coffee", Some((17_841_400_000_000_001, "acme.coffee")))?;
    let bolt = page(world, 1002, "Bolt Bikes", Some((17_841_400_000_000_002, "boltbikes")))?;
    page(world, 1003, "Cara's Crêpes", None)?;
    other_app(world, &bolt)
}

/// Three people who end up without what the app needs.
pub(super) fn declined(world: &World<'_>) -> Result<(), GraphError> {
    let one = Person { declines: vec!["pages_messaging".to_owned()], ..person(MAIN, 1, "Dora Doubt") };
    let denied = Person { denied: true, ..person("100000000000002", 2, "Nora Nobody") };
    let all = SCOPES.iter().filter(|scope| **scope != "public_profile").map(|scope| (*scope).to_owned()).collect();
    let none = Person { declines: all, ..person("100000000000003", 3, "Nils No") };
    let pages = [
        page(world, 4001, "Dora's Diner", Some((17_841_400_000_004_001, "doras.diner")))?,
        page(world, 4002, "Dora's Deli", None)?,
    ];
    for somebody in [&one, &denied, &none] {
        world.put(somebody)?;
        shared(world, &somebody.id, &pages)?;
    }
    Ok(())
}

fn shared(world: &World<'_>, person: &str, pages: &[Page]) -> Result<(), GraphError> {
    pages.iter().try_for_each(|page| super::role(world, person, page, super::CLASSIC, false))
}

/// A person without Pages.
pub(super) fn empty(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Eve Empty"))
}
