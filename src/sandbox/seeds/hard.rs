//! The seeds `portfolio` and `instagram`: what public reports say goes wrong with Pages and accounts.

use super::{CLASSIC, MAIN, NEW, page, person, role};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Business, Holding, Instagram, Member, Page, Person, Role, pair};

/// The person who opts in to all current and future assets.
const OLGA: &str = "100000000000002";

/// Pages behind portfolios.
pub(super) fn portfolio(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Paula Portfolio"))?;
    world.put(&Person { all_assets: true, ..person(OLGA, 2, "Olga All") })?;
    for (ord, id, name) in [(1, "5001", "Bakery Group"), (2, "5002", "Mill Agency")] {
        world.put(&Business { id: id.to_owned(), name: name.to_owned() })?;
        for person in [MAIN, OLGA] {
            world.put(&Member { person: person.to_owned(), business: id.to_owned(), ord })?;
        }
    }
    let north = page(world, 2001, "North Bakery", Some((17_841_400_000_002_001, "north.bakery")))?;
    role(world, OLGA, &north, CLASSIC, false)?;
    let south = page(world, 2002, "South Bakery", Some((17_841_400_000_002_002, "south.bakery")))?;
    held(world, south, "5001", false, Some((CLASSIC, false)))?;
    let east = page(world, 2003, "East Bakery", None)?;
    held(world, east, "5001", false, Some((NEW, true)))?;
    let west = page(world, 2004, "West Bakery", None)?;
    held(world, west, "5001", false, None)?;
    let mill = page(world, 2005, "Old Mill", None)?;
    for person in [MAIN, OLGA] {
        role(world, person, &mill, &["MODERATE", "ADVERTISE", "ANALYZE"], false)?;
    }
    let shop = page(world, 2006, "Mill Shop", Some((17_841_400_000_002_006, "mill.shop")))?;
    held(world, shop, "5002", true, Some((&["PROFILE_PLUS_FULL_CONTROL"], true)))
}

/// Puts a Page into a portfolio. `tasks` says with which role it is reached from there and whether it is a new Page;
/// `None` is a Page that the portfolio has and the person has no role on.
fn held(
    world: &World<'_>,
    mut page: Page,
    business: &str,
    client: bool,
    tasks: Option<(&[&str], bool)>,
) -> Result<(), GraphError> {
    page.business = Some(business.to_owned());
    page.transitioned = tasks.is_some_and(|(_, new)| new);
    world.put(&page)?;
    let ord = page.id.parse().unwrap_or(0);
    world.put(&Holding { business: business.to_owned(), page: page.id.clone(), ord, client })?;
    for person in [MAIN, OLGA] {
        match tasks {
            Some((tasks, _)) => role(world, person, &page, tasks, true)?,
            None => {
                world.remove::<Role>(&pair(person, &page.id))?;
            }
        }
    }
    Ok(())
}

/// Every way in which an Instagram account can stand to a Page.
pub(super) fn instagram(world: &World<'_>) -> Result<(), GraphError> {
    let unticked = "17841400000003002".to_owned();
    world.put(&Person { unticks: vec![unticked], ..person(MAIN, 1, "Ina Gram") })?;
    page(world, 3001, "Linked and granted", Some((17_841_400_000_003_001, "linked.granted")))?;
    page(world, 3002, "Linked, not granted", Some((17_841_400_000_003_002, "linked.not.granted")))?;
    connected_only(world, 3003, "Connected only", "connected.only", true)?;
    connected_only(world, 3004, "Personal account", "personal.account", false)?;
    page(world, 3005, "No Instagram", None)?;
    Ok(())
}

fn connected_only(
    world: &World<'_>,
    id: u64,
    name: &str,
    username: &str,
    professional: bool,
) -> Result<(), GraphError> {
    let account = (17_841_400_000_000_000 + id).to_string();
    let mut page = page(world, id, name, None)?;
    page.connected = Some(account.clone());
    world.put(&page)?;
    world.put(&Instagram {
        id: account,
        username: username.to_owned(),
        name: name.to_owned(),
        professional,
        closed: false,
    })
}
