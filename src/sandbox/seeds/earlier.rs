//! The seeds of what comes after a login: grants that are reused, Pages that were lost, tokens that died.
//!
//! Each has an earlier login of the main person, whose token has the number [`EARLIER`].

use super::{CLASSIC, MAIN, app, page, person, role, usual};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Grant, Kind, Person, Role, Sort, Subscription, Target, Token};

/// The number of the earlier login's token; further ones follow it.
pub(crate) const EARLIER: u32 = 10;

const DAY: i64 = 86_400;

/// How the tokens of the seed `dead-tokens` died: the person, and the subcode of 190 (458: the app was removed; 463:
/// the time is over; 492: the role on the Page is gone, which only the Page's token feels).
pub(crate) const DEATHS: &[(&str, i64)] = &[
    ("Rita Removed", 458),
    ("Chris Checkpoint", 459),
    ("Paul Password", 460),
    ("Eva Expired", 463),
    ("Lola Logout", 467),
    ("Rosa Role", 492),
];

/// Leaves a long-lived token and the grant of an earlier login behind.
fn login(world: &World<'_>, serial: u32, person: &str, pages: &[&str]) -> Result<Token, GraphError> {
    world.put(&Grant { id: person.to_owned(), person: person.to_owned(), scopes: usual(), ..Grant::default() })?;
    for id in pages {
        let ord = id.parse().unwrap_or(0);
        world.put(&Target { grant: person.to_owned(), asset: (*id).to_owned(), sort: Sort::Page, ord })?;
    }
    let token = Token {
        serial,
        kind: Kind::User,
        person: person.to_owned(),
        grant: person.to_owned(),
        issued: world.now - DAY,
        expires: world.now + 59 * DAY,
        data_access: world.now + 89 * DAY,
        long: true,
        ..Token::default()
    };
    world.put(&token)?;
    Ok(token)
}

/// The app's own subscription of a Page.
fn subscribe(world: &World<'_>, page: &str) -> Result<(), GraphError> {
    let (app, fields) = (app(), vec!["messages".to_owned()]);
    world.put(&Subscription { page: page.to_owned(), app: app.id, name: app.name, fields })
}

/// The dialog goes on as before and never shows the Page that came later.
pub(super) fn reused_grant(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Rhea Reuse"))?;
    page(world, 6101, "Granted last year", None)?;
    page(world, 6102, "Opened this week", None)?;
    login(world, EARLIER, MAIN, &["6101"]).map(drop)
}

/// A second login that leaves a Page out takes its token away.
pub(super) fn second_login(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&Person { unticks: vec!["6201".to_owned()], ..person(MAIN, 1, "Sven Second") })?;
    for (id, name) in [(6201, "Connected first"), (6202, "Wanted now")] {
        page(world, id, name, None)?;
    }
    subscribe(world, "6201")?;
    login(world, EARLIER, MAIN, &["6201", "6202"]).map(drop)
}

/// The account that stood behind one Page stands behind another now.
pub(super) fn instagram_moved(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Mona Moved"))?;
    page(world, 6301, "Had it, and is still subscribed", None)?;
    page(world, 6302, "Has it now", Some((17_841_400_000_006_301, "moved.account")))?;
    subscribe(world, "6301")?;
    login(world, EARLIER, MAIN, &["6301", "6302"]).map(drop)
}

/// A token for each way to die.
pub(super) fn dead_tokens(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Ada Alive"))?;
    let shop = page(world, 6401, "The last Page", None)?;
    for (index, (name, subcode)) in (0_u32..).zip(DEATHS) {
        let id = (100_000_000_000_010 + u64::from(index)).to_string();
        world.put(&person(&id, i64::from(index) + 2, name))?;
        role(world, &id, &shop, CLASSIC, false)?;
        let token = login(world, EARLIER + index, &id, &["6401"])?;
        match subcode {
            458 => world.put(&Grant { id: id.clone(), person: id, removed: true, generation: 1, ..Grant::default() }),
            463 => world.put(&Token { expires: world.now - DAY, issued: world.now - 61 * DAY, ..token }),
            492 => world.remove::<Role>(&crate::sandbox::world::models::pair(&id, &shop.id)).map(drop),
            _ => world.put(&Token { killed: Some(*subcode), ..token }),
        }?;
    }
    Ok(())
}

/// A token with five days left whose data access ends before it.
pub(super) fn expiring_token(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Ella Ending"))?;
    page(world, 6501, "Nearly over", None)?;
    let token = login(world, EARLIER, MAIN, &["6501"])?;
    let (expires, data_access) = (world.now + 5 * DAY, world.now + 2 * DAY);
    world.put(&Token { issued: world.now - 55 * DAY, expires, data_access, ..token })
}

/// A token of the kind that a dashboard hands out for tests: a day, and its Page's token with it.
pub(super) fn test_token(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Tess Test"))?;
    page(world, 6601, "Connected for a day", None)?;
    let token = login(world, EARLIER, MAIN, &["6601"])?;
    world.put(&Token { issued: world.now, expires: world.now + DAY, long: false, ..token })
}

/// The person removed the app, and the Page goes on sending.
pub(super) fn left_subscription(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Lena Left"))?;
    page(world, 6701, "Removed, yet subscribed", None)?;
    subscribe(world, "6701")?;
    login(world, EARLIER, MAIN, &[])?;
    let (id, person) = (MAIN.to_owned(), MAIN.to_owned());
    world.put(&Grant { id, person, removed: true, generation: 1, ..Grant::default() })
}
