//! Named worlds to begin with. The same name gives the same world, byte for byte.

mod agency;
mod earlier;
mod hard;
mod plain;
mod settings;
mod signup;
mod table;
mod unheard;
mod whatsapp;

#[cfg(test)]
pub(crate) use agency::{of as agency_of, one as agency_page};
#[cfg(test)]
pub(crate) use earlier::{DEATHS, EARLIER};
#[cfg(test)]
pub(crate) use whatsapp::{FLORA, KIOSK, YOUNG};

pub use table::{PAINS, SEEDS, Seed};

use super::catalogue::SCOPES;
use super::dialog::redirect::SUCCESS as LOGIN_SUCCESS;
use super::error::GraphError;
use super::world::models::{
    APP_ID, App, AppRole, Business, Config, Grant, Instagram, Kind, Page, Person, Role, Sort, Subscription, Token,
};
use super::world::{Document, State, World};

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
    SEEDS.iter().map(|seed| seed.name).collect::<Vec<_>>().join(", ")
}

/// The seed of this name.
pub(crate) fn named(name: &str) -> Option<&'static Seed> {
    SEEDS.iter().find(|seed| seed.name == name)
}

/// Replaces the world.
pub(crate) fn plant(world: &mut World<'_>, seed: &Seed) -> Result<(), GraphError> {
    world.clear()?;
    // The clock begins at the machine's time again.
    world.now -= world.state.ahead;
    world.state = state(seed.name);
    world.remember()?;
    world.app = app();
    world.put(&world.app)?;
    world.put(&Business { id: OWN_BUSINESS.to_owned(), name: "SNORQ Sandbox".to_owned() })?;
    (seed.plant)(world)?;
    ready(world, MAIN)
}

/// What a world that begins knows about itself.
pub(crate) fn state(seed: &str) -> State {
    State { seed: seed.to_owned(), serial: FIRST_SERIAL, ..State::default() }
}

/// The permissions of an inbox.
fn usual() -> Vec<String> {
    [
        "public_profile",
        "email",
        "pages_show_list",
        "pages_messaging",
        "pages_manage_metadata",
        "instagram_basic",
        "instagram_manage_messages",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The app of every seed that has no other.
pub(crate) fn app() -> App {
    let usual = usual();
    let mut wide = usual.clone();
    wide.push("business_management".to_owned());
    App {
        id: APP_ID.to_owned(),
        name: "SNORQ Sandbox".to_owned(),
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
pub(crate) fn ready(world: &World<'_>, main: &str) -> Result<(), GraphError> {
    world.put(&Person {
        id: SYSTEM.to_owned(),
        ord: 900,
        name: "SNORQ Sandbox System User".to_owned(),
        acts_as: Some(main.to_owned()),
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
    world.put(&Token { expires: end, data_access, ..token(world.state.ready.user, Kind::User, main) })?;
    world.put(&token(world.state.ready.system, Kind::System, SYSTEM))?;
    world.put(&token(READY_FOREIGN, Kind::Foreign, main))?;
    for person in [main, SYSTEM] {
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
fn page(world: &World<'_>, id: u64, name: &str, instagram: Option<(u64, &str)>) -> Result<Page, GraphError> {
    let account = instagram.map(|(id, username)| Instagram {
        id: id.to_string(),
        username: username.to_owned(),
        name: name.to_owned(),
        professional: true,
        closed: false,
    });
    let linked = account.as_ref().map(Document::id);
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
fn role(world: &World<'_>, person: &str, page: &Page, tasks: &[&str], portfolio: bool) -> Result<(), GraphError> {
    world.put(&Role {
        person: person.to_owned(),
        page: page.id.clone(),
        ord: page.id.parse().unwrap_or(0),
        tasks: tasks.iter().map(|task| (*task).to_owned()).collect(),
        portfolio,
    })
}

/// Another app on a Page.
fn other_app(world: &World<'_>, page: &Page) -> Result<(), GraphError> {
    world.put(&Subscription {
        page: page.id.clone(),
        app: "900000000000009".to_owned(),
        name: "Another Inbox".to_owned(),
        fields: vec!["feed".to_owned(), "messages".to_owned()],
    })
}
