//! The seed `signup`: people who sign their business up for WhatsApp, each with a habit of their own.

use super::{MAIN, person};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Business, Habits, Holding, Member, Number, Person, Report, Waba};

/// Plants it.
pub(super) fn plant(world: &World<'_>) -> Result<(), GraphError> {
    sue(world)?;
    let number = |choice: &str| Habits { number: Some(choice.to_owned()), ..Habits::default() };
    let habits = [
        ("Una Unverified", number("unverified")),
        ("Noa Nonumber", number("none")),
        ("Cole Coexist", Habits { phoneless: true, ..Habits::default() }),
        ("Max Mute", Habits { report: Report::CodeOnly, ..Habits::default() }),
        ("Cora Codefirst", Habits { report: Report::CodeFirst, ..Habits::default() }),
        ("Eva Eventonly", Habits { report: Report::EventOnly, ..Habits::default() }),
    ];
    for (ord, (name, habits)) in (2_i64..).zip(habits) {
        world.put(&Person { habits, ..person(&format!("1000000000000{ord:02}"), ord, name) })?;
    }
    world.put(&Person { denied: true, ..person("100000000000008", 8, "Dan Denied") })?;
    world.put(&Person { app_role: None, ..person("100000000000009", 9, "Olaf Outsider") })
}

/// Sue has a business with an account and a number, and one without either.
fn sue(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Sue Signup"))?;
    for (ord, id, name) in [(1, "6001", "Sue's Studio"), (2, "6002", "Sue's Second Shop")] {
        world.put(&Business { id: id.to_owned(), name: name.to_owned() })?;
        world.put(&Member { person: MAIN.to_owned(), business: id.to_owned(), ord })?;
    }
    let studio = super::page(world, 6003, "Sue's Studio", Some((17_841_400_000_006_003, "sues.studio")))?;
    world.put(&Holding { business: "6001".to_owned(), page: studio.id, ord: 1, client: false })?;
    let garden = super::page(world, 6004, "Sue's Garden", None)?;
    world.put(&Holding { business: "6001".to_owned(), page: garden.id, ord: 2, client: false })?;
    let (id, name) = ("6101".to_owned(), "Sue's Studio".to_owned());
    world.put(&Waba { id, name, business: "6001".to_owned(), ord: 1, ..Waba::default() })?;
    world.put(&Number {
        id: "6201".to_owned(),
        waba: "6101".to_owned(),
        ord: 1,
        display: "+1 631-555-1111".to_owned(),
        verified_name: "Sue's Studio".to_owned(),
        verified: true,
        ..Number::default()
    })
}
