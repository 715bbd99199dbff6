//! Named worlds to begin with. The same name gives the same world, byte for byte.

mod agency;
mod hard;
mod plain;
mod signup;
mod whatsapp;

#[cfg(test)]
pub(crate) use agency::of as agency_of;
#[cfg(test)]
pub(crate) use whatsapp::{FLORA, KIOSK, YOUNG};

use super::catalogue::SCOPES;
use super::dialog::redirect::SUCCESS as LOGIN_SUCCESS;
use super::failure::Failure;
use super::world::things::{
    APP_ID, App, AppRole, Business, Config, Grant, Instagram, Kind, Page, Person, Role, Sort, Subscription, Token,
};
use super::world::{Thing, World};

/// The number of the main person's ready-made token.
pub(crate) const READY_USER: u32 = 1;
/// The number of the system user's ready-made token.
pub(crate) const READY_SYSTEM: u32 = 2;
/// The number of another app's token.
pub(crate) const READY_FOREIGN: u32 = 3;
/// Logins count from here.
const FIRST_SERIAL: u32 = 100;

/// The main person of every seed.
pub(crate) const MAIN: &str = "100000000000001";
/// The system user of every seed.
const SYSTEM: &str = "100000000000900";

/// The portfolio that the app belongs to.
const OWN_BUSINESS: &str = "5900";

/// Name and description of every seed.
pub const SEEDS: &[(&str, &str)] = &[
    ("small", "one person with three Pages, two of them with an Instagram account"),
    ("portfolio", "Pages behind business portfolios, which /me/accounts hides; New Pages; a Page without MESSAGING"),
    ("instagram", "every way in which an Instagram account can be linked, half linked or not linked"),
    ("agency", "one person with 5,000 Pages, every third with an Instagram account"),
    ("declined", "people who decline one permission, all of them, or are denied without declining"),
    ("empty", "a person without Pages"),
    ("signup", "people who sign a business up for WhatsApp: with, without and with an unverified number, and so on"),
    ("whatsapp", "WhatsApp accounts with numbers in every state, and customers who write to them"),
    ("whatsapp-agency", "three WhatsApp accounts with fifty numbers each"),
];

/// Full tasks of a classic Page.
pub(crate) const CLASSIC: &[&str] = &["MODERATE", "MESSAGING", "ANALYZE", "ADVERTISE", "CREATE_CONTENT", "MANAGE"];
/// Full tasks of a new Page.
pub(crate) const NEW: &[&str] = &[
    "PROFILE_PLUS_FULL_CONTROL",
    "PROFILE_PLUS_MANAGE",
    "PROFILE_PLUS_CREATE_CONTENT",
    "PROFILE_PLUS_MODERATE",
    "PROFILE_PLUS_MESSAGING",
    "PROFILE_PLUS_ADVERTISE",
    "PROFILE_PLUS_ANALYZE",
];

/// The names of all seeds, for a message.
pub(crate) fn names() -> String {
    SEEDS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Replaces the world.
pub(crate) fn plant(world: &mut World<'_>, name: &str) -> Result<(), Failure> {
    world.clear()?;
    // The clock begins at the machine's time again.
    world.now -= world.state.ahead;
    world.state = super::world::State { seed: name.to_owned(), serial: FIRST_SERIAL, ..Default::default() };
    world.remember()?;
    world.put(&app())?;
    world.put(&Business { id: OWN_BUSINESS.to_owned(), name: "SNORQ Sandbox".to_owned() })?;
    match name {
        "portfolio" => hard::portfolio(world),
        "instagram" => hard::instagram(world),
        "agency" => agency::plant(world),
        "declined" => plain::declined(world),
        "empty" => plain::empty(world),
        "signup" => signup::plant(world),
        "whatsapp" => whatsapp::plant(world),
        "whatsapp-agency" => whatsapp::agency(world),
        _ => plain::small(world),
    }?;
    ready(world)
}

fn app() -> App {
    let usual: Vec<String> = [
        "public_profile",
        "email",
        "pages_show_list",
        "pages_messaging",
        "pages_manage_metadata",
        "instagram_basic",
        "instagram_manage_messages",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut wide = usual.clone();
    wide.push("business_management".to_owned());
    App {
        id: APP_ID.to_owned(),
        name: "SNORQ Sandbox".to_owned(),
        secret: "5a4db0c5ec4e7b0f5eed0000a11ce000".to_owned(),
        live: false,
        redirects: vec!["https://localhost:*".to_owned(), LOGIN_SUCCESS.to_owned()],
        require_proof: false,
        business: OWN_BUSINESS.to_owned(),
        sdk_domains: vec!["localhost".to_owned()],
        configs: configs(&usual, &wide),
        ..App::default()
    }
}

fn configs(usual: &[String], wide: &[String]) -> Vec<Config> {
    let config = |last: u8, scopes: &[String]| Config {
        id: format!("91000000000000{last}"),
        scopes: scopes.to_vec(),
        ..Config::default()
    };
    let whatsapp: Vec<String> = ["whatsapp_business_management", "whatsapp_business_messaging", "business_management"]
        .map(str::to_owned)
        .into();
    vec![
        config(1, usual),
        config(2, wide),
        Config { system: true, ..config(3, wide) },
        Config { system: true, sixty_days: true, ..config(4, wide) },
        Config { system: true, signup: true, ..config(5, &whatsapp) },
        Config { system: true, signup: true, sixty_days: true, ..config(6, &whatsapp) },
    ]
}

/// Puts the ready-made tokens and what stands behind them into the world.
fn ready(world: &World<'_>) -> Result<(), Failure> {
    world.put(&Person {
        id: SYSTEM.to_owned(),
        ord: 900,
        name: "SNORQ Sandbox System User".to_owned(),
        acts_as: Some(MAIN.to_owned()),
        ..Person::default()
    })?;
    let now = world.now;
    let token = |serial, kind, person: &str| Token {
        serial,
        kind,
        person: person.to_owned(),
        grant: format!("{person}/ready"),
        issued: now,
        long: true,
        ..Token::default()
    };
    let (end, data_access) = (now + 60 * 86_400, now + 90 * 86_400);
    world.put(&Token { expires: end, data_access, ..token(READY_USER, Kind::User, MAIN) })?;
    world.put(&token(READY_SYSTEM, Kind::System, SYSTEM))?;
    world.put(&token(READY_FOREIGN, Kind::Foreign, MAIN))?;
    for person in [MAIN, SYSTEM] {
        world.put(&Grant {
            id: format!("{person}/ready"),
            person: person.to_owned(),
            scopes: SCOPES.iter().map(|scope| (*scope).to_owned()).collect(),
            all: Sort::ALL.to_vec(),
            ..Grant::default()
        })?;
    }
    Ok(())
}

/// A person who can log in.
fn person(id: &str, ord: i64, name: &str) -> Person {
    let first = name.split(' ').next().unwrap_or("").to_lowercase();
    let email = format!("{first}@example.invalid");
    let role = if id == MAIN { AppRole::Administrators } else { AppRole::Testers };
    Person { id: id.to_owned(), ord, name: name.to_owned(), email, app_role: Some(role), ..Person::default() }
}

/// A Page with a full role for the main person, and an Instagram account if a handle is given.
fn page(world: &World<'_>, id: u64, name: &str, instagram: Option<(u64, &str)>) -> Result<Page, Failure> {
    let account = instagram.map(|(id, username)| Instagram {
        id: id.to_string(),
        username: username.to_owned(),
        name: name.to_owned(),
        professional: true,
    });
    let linked = account.as_ref().map(Thing::id);
    if let Some(account) = account {
        world.put(&account)?;
    }
    let page = Page {
        id: id.to_string(),
        name: name.to_owned(),
        category: "Local business".to_owned(),
        instagram: linked.clone(),
        connected: linked,
        ..Page::default()
    };
    world.put(&page)?;
    role(world, MAIN, &page, CLASSIC, false)?;
    Ok(page)
}

/// A role. The list of a person is in the order of the Pages' ids.
fn role(world: &World<'_>, person: &str, page: &Page, tasks: &[&str], portfolio: bool) -> Result<(), Failure> {
    world.put(&Role {
        person: person.to_owned(),
        page: page.id.clone(),
        ord: page.id.parse().unwrap_or(0),
        tasks: tasks.iter().map(|task| (*task).to_owned()).collect(),
        portfolio,
    })
}

/// Another app on a Page.
fn other_app(world: &World<'_>, page: &Page) -> Result<(), Failure> {
    world.put(&Subscription {
        page: page.id.clone(),
        app: "900000000000009".to_owned(),
        name: "Another Inbox".to_owned(),
        fields: vec!["feed".to_owned(), "messages".to_owned()],
    })
}
