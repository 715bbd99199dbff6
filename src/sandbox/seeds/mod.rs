//! Named worlds to begin with. The same name gives the same world, byte for byte.

mod agency;
mod earlier;
mod hard;
mod heard;
mod plain;
mod settings;
mod signup;
mod whatsapp;

#[cfg(test)]
pub(crate) use agency::{of as agency_of, one as agency_page};
#[cfg(test)]
pub(crate) use earlier::{DEATHS, EARLIER};
#[cfg(test)]
pub(crate) use whatsapp::{FLORA, KIOSK, YOUNG};

use super::catalogue::SCOPES;
use super::dialog::redirect::SUCCESS as LOGIN_SUCCESS;
use super::failure::Failure;
use super::world::things::{
    APP_ID, App, AppRole, Business, Config, Grant, Instagram, Kind, Page, Person, Role, Sort, Subscription, Token,
};
use super::world::{State, Thing, World};

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

/// A world to begin with.
#[derive(Debug)]
pub struct Seed {
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub about: &'static str,
    /// The troubles of users that it shows, by their number in [`PAINS`].
    pub pains: &'static [u8],
    plant: Plant,
}

/// What users of apps on Meta's platform suffer from and Meta causes, in public issues of many projects; the number
/// stays the same when one is added.
pub const PAINS: &[(u8, &str)] = &[
    (1, "Pages of a portfolio are missing from the list"),
    (2, "only the first 25 Pages are shown"),
    (3, "three Pages were ticked, one is seen"),
    (4, "no Pages and no permission after a login that ended well"),
    (5, "the earlier grant is used again, and a new Page is never offered"),
    (6, "a second login that leaves a Page out kills its token"),
    (7, "a Page is offered on which the person may not act"),
    (8, "an Instagram account without its Page, or a Page without the account"),
    (9, "the Instagram account moved to another Page"),
    (10, "the Instagram account is looked for in the list of Pages"),
    (11, "everything is subscribed, and no message ever arrives"),
    (12, "it works for the developer and not for customers"),
    (13, "the dialog says that the feature is unavailable"),
    (14, "the app works with a configuration, not with permissions"),
    (15, "a permission that was renamed is refused in the dialog"),
    (16, "a partial grant looks connected, and a Page's token has no permissions to ask for"),
    (17, "a token dies and nobody is told"),
    (18, "a token for tests is used for good"),
    (19, "an account's own callback is refused before the app is subscribed"),
    (22, "the business's id is taken for the account's"),
    (24, "a number looks connected and was never registered"),
    (25, "nobody knows which PIN is asked for"),
    (26, "a number of the Business app must not be registered"),
    (28, "the app's webhook is right, and the account was never subscribed"),
    (29, "an app has one callback, and somebody else has it"),
    (31, "the callback does not pass the handshake"),
    (32, "a field of a subscription needs a permission that is missing"),
    (33, "a Page that was removed goes on sending"),
    (35, "the redirect address is not registered"),
    (36, "calls without a proof are refused"),
    (37, "an old version answers as another"),
];

/// Puts people and things into an empty world.
type Plant = fn(&World<'_>) -> Result<(), Failure>;

/// Every seed.
pub const SEEDS: &[Seed] = &[
    Seed {
        name: "small",
        about: "one person with three Pages, two of them with an Instagram account",
        pains: &[10, 14, 15, 37],
        plant: plain::small,
    },
    Seed {
        name: "portfolio",
        about: "Pages behind business portfolios, which /me/accounts hides; New Pages; a Page without MESSAGING",
        pains: &[1],
        plant: hard::portfolio,
    },
    Seed {
        name: "instagram",
        about: "every way in which an Instagram account can be linked, half linked or not linked",
        pains: &[8],
        plant: hard::instagram,
    },
    Seed {
        name: "agency",
        about: "one person with 5,000 Pages, every third with an Instagram account",
        pains: &[2],
        plant: agency::plant,
    },
    Seed {
        name: "declined",
        about: "people who decline one permission, all of them, or are denied without declining",
        pains: &[16, 32],
        plant: plain::declined,
    },
    Seed { name: "empty", about: "a person without Pages", pains: &[], plant: plain::empty },
    Seed {
        name: "unticked-page",
        about: "three Pages, two of which the person leaves unticked at login",
        pains: &[3],
        plant: settings::unticked_page,
    },
    Seed {
        name: "nothing-granted",
        about: "a login that ends well and grants no permission",
        pains: &[4],
        plant: settings::nothing_granted,
    },
    Seed {
        name: "reused-grant",
        about: "an earlier login that the dialog uses again, and a Page that came later",
        pains: &[5],
        plant: earlier::reused_grant,
    },
    Seed {
        name: "second-login",
        about: "two connected Pages; the next login leaves one out and kills its token",
        pains: &[6],
        plant: earlier::second_login,
    },
    Seed {
        name: "page-without-task",
        about: "a Page on which the person may advertise but not subscribe",
        pains: &[7],
        plant: settings::page_without_task,
    },
    Seed {
        name: "instagram-moved",
        about: "an Instagram account that moved from one connected Page to another",
        pains: &[9],
        plant: earlier::instagram_moved,
    },
    Seed {
        name: "dead-tokens",
        about: "a token for each way to die: removed, checkpoint, password, expired, logged out, role lost",
        pains: &[17],
        plant: earlier::dead_tokens,
    },
    Seed {
        name: "expiring-token",
        about: "a token with five days left whose data access ends in two",
        pains: &[17],
        plant: earlier::expiring_token,
    },
    Seed {
        name: "test-token",
        about: "a token that lives for a day, and its Page's token with it",
        pains: &[18],
        plant: earlier::test_token,
    },
    Seed {
        name: "left-subscription",
        about: "a person who removed the app, and a Page that is still subscribed",
        pains: &[33],
        plant: earlier::left_subscription,
    },
    Seed {
        name: "strict-redirects",
        about: "a live app with one registered address, which is not localhost",
        pains: &[35],
        plant: settings::strict_redirects,
    },
    Seed {
        name: "proof-required",
        about: "an app that wants appsecret_proof with every call",
        pains: &[36],
        plant: settings::proof_required,
    },
    Seed {
        name: "login-unavailable",
        about: "an app whose dialog shows \"Feature unavailable\" to everybody",
        pains: &[13],
        plant: settings::login_unavailable,
    },
    Seed {
        name: "messages-closed",
        about: "an Instagram account that is subscribed at both layers and lets no message out",
        pains: &[11],
        plant: heard::messages_closed,
    },
    Seed {
        name: "app-in-development",
        about: "a Page subscribed at both layers by an app in development, which hears nothing of strangers",
        pains: &[12],
        plant: heard::app_in_development,
    },
    Seed {
        name: "callback-taken",
        about: "an app whose one callback for each object is somebody else's, where nobody answers",
        pains: &[29, 31],
        plant: heard::callback_taken,
    },
    Seed {
        name: "signup",
        about: "people who sign a business up for WhatsApp: with, without and with an unverified number, and so on",
        pains: &[],
        plant: signup::plant,
    },
    Seed {
        name: "whatsapp",
        about: "WhatsApp accounts with numbers in every state, and customers who write to them",
        pains: &[19, 22, 24, 25, 26, 28],
        plant: whatsapp::plant,
    },
    Seed {
        name: "whatsapp-agency",
        about: "three WhatsApp accounts with fifty numbers each",
        pains: &[],
        plant: whatsapp::agency,
    },
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
    SEEDS.iter().map(|seed| seed.name).collect::<Vec<_>>().join(", ")
}

/// The seed of this name.
pub(crate) fn named(name: &str) -> Option<&'static Seed> {
    SEEDS.iter().find(|seed| seed.name == name)
}

/// Replaces the world.
pub(crate) fn plant(world: &mut World<'_>, seed: &Seed) -> Result<(), Failure> {
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
pub(crate) fn ready(world: &World<'_>, main: &str) -> Result<(), Failure> {
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
    world.put(&Token { expires: end, data_access, ..token(READY_USER, Kind::User, main) })?;
    world.put(&token(READY_SYSTEM, Kind::System, SYSTEM))?;
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
fn page(world: &World<'_>, id: u64, name: &str, instagram: Option<(u64, &str)>) -> Result<Page, Failure> {
    let account = instagram.map(|(id, username)| Instagram {
        id: id.to_string(),
        username: username.to_owned(),
        name: name.to_owned(),
        professional: true,
        closed: false,
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
