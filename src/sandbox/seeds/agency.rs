//! The seed `agency`: 5,000 Pages in one hand.

use super::{MAIN, page, person};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;

/// How many Pages.
const PAGES: u64 = 5_000;

const TRADES: &[&str] = &["Bakery", "Barber", "Bikes", "Books", "Café", "Clinic", "Dental", "Flowers", "Garage", "Gym"];
const TOWNS: &[&str] = &["Aachen", "Brno", "Cork", "Delft", "Évora", "Faro", "Gdańsk", "Haarlem", "Izmir", "Jena"];

/// Plants it.
pub(super) fn plant(world: &World<'_>) -> Result<(), GraphError> {
    of(world, PAGES)
}

/// Plants one with so many Pages.
pub(crate) fn of(world: &World<'_>, pages: u64) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Agnes Agency"))?;
    (1..=pages).try_for_each(|number| one(world, number))
}

/// The Page with this number.
pub(crate) fn one(world: &World<'_>, number: u64) -> Result<(), GraphError> {
    let trade = pick(TRADES, number);
    let name = format!("{trade} {} {number}", pick(TOWNS, number / 10));
    let username = format!("page.{number:04}");
    let instagram = number.is_multiple_of(3).then_some((17_841_410_000_000_000 + number, username.as_str()));
    page(world, 500_000 + number, &name, instagram).map(drop)
}

fn pick(names: &'static [&'static str], number: u64) -> &'static str {
    let index = usize::try_from(number).unwrap_or(0) % names.len();
    names[index]
}
