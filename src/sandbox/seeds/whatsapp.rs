//! The seeds `whatsapp` and `whatsapp-agency`: accounts and numbers in every state that matters to a connection.

use super::{MAIN, person};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Business, Customer, Member, Number, Waba, WabaShare};

/// The account with the numbers of an ordinary business.
pub(crate) const KIOSK: &str = "210000000000001";
/// The account of a business that is not verified and pays nothing.
pub(crate) const YOUNG: &str = "210000000000002";
/// A client's account, which is locked.
pub(crate) const FLORA: &str = "210000000000003";

/// One portfolio with two accounts of its own and one of a client.
pub(super) fn plant(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Willa WhatsApp"))?;
    portfolio(world, "6001", "Kiosk Group")?;
    world.put(&Business { id: "6002".to_owned(), name: "Flora Flowers".to_owned() })?;
    world.put(&waba(KIOSK, "6001", 1, "Kiosk"))?;
    let verification = "not_verified".to_owned();
    world.put(&Waba { verification, unpaid: true, ..waba(YOUNG, "6001", 2, "Kiosk, the new one") })?;
    world.put(&Waba { locked: true, ..waba(FLORA, "6002", 1, "Flora Flowers") })?;
    world.put(&WabaShare { business: "6001".to_owned(), waba: FLORA.to_owned(), ord: 1 })?;
    kiosk(world)?;
    young(world)?;
    world.put(&registered(world, number(FLORA, 10, "Flora Flowers")))?;
    customers(world)
}

fn kiosk(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&number(KIOSK, 1, "Kiosk Fresh"))?;
    world.put(&registered(world, number(KIOSK, 2, "Kiosk Registered")))?;
    world.put(&Number { verified: false, ..number(KIOSK, 3, "Kiosk Unverified") })?;
    let coexisting = registered(world, number(KIOSK, 4, "Kiosk Coexistence"));
    world.put(&Number { on_biz_app: true, pin: None, ..coexisting })?;
    world.put(&Number { pin: Some("424242".to_owned()), ..number(KIOSK, 5, "Kiosk with a PIN") })
}

fn young(world: &World<'_>) -> Result<(), GraphError> {
    let test = Some(vec!["16505551234".to_owned()]);
    world.put(&Number { test, ..registered(world, number(YOUNG, 6, "Test Number")) })?;
    let name_status = Some("PENDING_REVIEW".to_owned());
    world.put(&Number { name_status, ..registered(world, number(YOUNG, 7, "Kiosk, Name Pending")) })?;
    let (condition, quality) = (Some("FLAGGED".to_owned()), Some("RED".to_owned()));
    world.put(&Number { condition, quality, ..registered(world, number(YOUNG, 8, "Kiosk Flagged")) })?;
    world.put(&Number { deleted: world.now, ..number(YOUNG, 9, "Kiosk Deleted") })
}

/// One who reads, two who hide their number (left out and empty), one who cannot be reached.
fn customers(world: &World<'_>) -> Result<(), GraphError> {
    let customer = |ord: i64, name: &str| Customer {
        phone: (16_505_551_233 + ord).to_string(),
        ord,
        name: name.to_owned(),
        user_id: format!("US.1349120865530274190{ord}"),
        reads: true,
        ..Customer::default()
    };
    world.put(&customer(1, "Carla Customer"))?;
    world.put(&Customer { username: Some("uwe.under".to_owned()), ..customer(2, "Uwe Username") })?;
    world.put(&Customer { username: Some("uma.under".to_owned()), blank: true, ..customer(3, "Uma Username") })?;
    world.put(&Customer { gone: true, ..customer(4, "Gary Gone") })
}

/// Three accounts with fifty fresh numbers each.
pub(super) fn agency(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Wanda Agency"))?;
    portfolio(world, "6001", "Wanda's Agency")?;
    for ord in 1..=3 {
        let waba = waba(&format!("21000000000010{ord}"), "6001", ord, &format!("Client {ord}"));
        world.put(&waba)?;
        for index in 1..=50 {
            let index = ord * 100 + index;
            world.put(&number(&waba.id, index, &format!("Client {ord}, Branch {index}")))?;
        }
    }
    Ok(())
}

pub(super) fn portfolio(world: &World<'_>, id: &str, name: &str) -> Result<(), GraphError> {
    world.put(&Business { id: id.to_owned(), name: name.to_owned() })?;
    world.put(&Member { person: MAIN.to_owned(), business: id.to_owned(), ord: 1 })
}

pub(super) fn waba(id: &str, business: &str, ord: i64, name: &str) -> Waba {
    Waba { id: id.to_owned(), name: name.to_owned(), business: business.to_owned(), ord, ..Waba::default() }
}

/// A number that was verified and not registered.
pub(super) fn number(waba: &str, index: i64, name: &str) -> Number {
    Number {
        id: (310_000_000_000_000 + index).to_string(),
        waba: waba.to_owned(),
        ord: index,
        display: format!("+1 631-555-{:04}", 100 + index),
        verified_name: name.to_owned(),
        verified: true,
        ..Number::default()
    }
}

pub(super) fn registered(world: &World<'_>, number: Number) -> Number {
    Number { registered: true, pin: Some("123456".to_owned()), onboarded: world.now, ..number }
}
