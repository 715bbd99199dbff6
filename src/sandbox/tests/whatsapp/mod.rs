//! WhatsApp in Graph, over raw JSON. Numbers in parentheses name the section of the platform's description.

mod accounts;
mod codes;
mod messages;
mod numbers;
mod register;
mod statuses;
mod subscribed;

use serde_json::{Value, json};

use super::{Fixture, address, column, json as read};
use crate::http::{Method, Request};
use crate::sandbox::seeds::{FLORA, KIOSK, YOUNG};
use crate::sandbox::world::Document;
use crate::sandbox::world::models::{Grant, Happening, Number, Sort, Target};

/// The numbers of the seed.
const FRESH: &str = "310000000000001";
const REGISTERED: &str = "310000000000002";
const UNVERIFIED: &str = "310000000000003";
const COEXISTING: &str = "310000000000004";
const WITH_PIN: &str = "310000000000005";
const TEST: &str = "310000000000006";
const NAME_PENDING: &str = "310000000000007";
const FLAGGED: &str = "310000000000008";
const DELETED: &str = "310000000000009";
const LOCKED: &str = "310000000000010";
/// A customer who shows the phone number.
const CARLA: &str = "16505551234";

fn fixture() -> Fixture {
    Fixture::new("whatsapp")
}

/// Posts a JSON body with the main person's token.
async fn post(fixture: &Fixture, path: &str, body: Value) -> (u16, Value) {
    let request = Request::new(Method::Post, address(path))
        .header("authorization", format!("Bearer {}", fixture.user()))
        .body("application/json", body.to_string());
    read(&fixture.send(request).await)
}

/// Code and status of a post that fails.
async fn refused(fixture: &Fixture, path: &str, body: Value) -> (i64, u16) {
    let (status, value) = post(fixture, path, body).await;
    (value["error"]["code"].as_i64().unwrap_or_else(|| panic!("{path}: {value}")), status)
}

async fn fine(fixture: &Fixture, path: &str, body: Value) -> Value {
    let (status, value) = post(fixture, path, body).await;
    assert_eq!(status, 200, "{path}: {value}");
    value
}

/// Changes a document of the world.
fn alter<T: Document>(fixture: &Fixture, id: &str, hand: impl FnOnce(&mut T)) {
    let change = |world: crate::sandbox::world::World<'_>| {
        let mut thing: T = world.get(id)?.unwrap();
        hand(&mut thing);
        world.put(&thing)
    };
    fixture.sandbox.write(change).unwrap();
}

/// What the app's server would be told, in order: field and value.
fn told(fixture: &Fixture) -> Vec<(String, Value)> {
    let mut all: Vec<Happening> = fixture.sandbox.read(|world| world.all()).unwrap();
    all.sort_by_key(|one| one.serial);
    all.into_iter().map(|one| (one.field, one.value)).collect()
}

/// Narrows the ready-made grant to some permissions and accounts.
fn narrow(fixture: &Fixture, scopes: &[&str], wabas: &[&str]) {
    let id = "100000000000001/ready";
    alter(fixture, id, |grant: &mut Grant| {
        grant.scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        grant.cover(Sort::Waba, false);
    });
    let target =
        |(ord, waba): (i64, &&str)| Target { grant: id.to_owned(), asset: (*waba).to_owned(), sort: Sort::Waba, ord };
    let all: Vec<Target> = (1..).zip(wabas).map(target).collect();
    fixture.sandbox.write(|world| all.iter().try_for_each(|target| world.put(target))).unwrap();
}
