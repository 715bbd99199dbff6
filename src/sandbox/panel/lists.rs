//! The lists of the control page: what the world holds, twenty-five rows at a time.

use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::{
    Delivery, Grant, Happening, Instagram, Kind, Number, Page, Person, Subscription, Token, Waba, WabaSubscription,
};
use crate::sandbox::world::{Document, World};
use crate::sandbox::{ids, tokens};

/// Rows that are shown at once.
pub(super) const ROWS: u64 = 25;

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    People,
    Pages,
    Instagram,
    Whatsapp,
    Numbers,
    Tokens,
    Subscriptions,
    Happenings,
    Deliveries,
}

/// A part of a list.
pub(super) struct Part {
    pub(super) heads: &'static [&'static str],
    pub(super) rows: Vec<Vec<String>>,
}

impl List {
    /// All of them, in the order of the page.
    pub(super) const ALL: [Self; 9] = [
        Self::People,
        Self::Pages,
        Self::Instagram,
        Self::Whatsapp,
        Self::Numbers,
        Self::Tokens,
        Self::Subscriptions,
        Self::Happenings,
        Self::Deliveries,
    ];

    /// The list of this name; people where there is none.
    pub(super) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|list| list.name() == name).unwrap_or(Self::People)
    }

    /// Its name in addresses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Pages => "pages",
            Self::Instagram => "instagram",
            Self::Whatsapp => "whatsapp",
            Self::Numbers => "numbers",
            Self::Tokens => "tokens",
            Self::Subscriptions => "subscriptions",
            Self::Happenings => "happenings",
            Self::Deliveries => "deliveries",
        }
    }

    /// Its title.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::People => "People",
            Self::Pages => "Pages",
            Self::Instagram => "Instagram",
            Self::Whatsapp => "WhatsApp accounts",
            Self::Numbers => "Numbers",
            Self::Tokens => "Tokens",
            Self::Subscriptions => "Subscriptions",
            Self::Happenings => "Happenings",
            Self::Deliveries => "Deliveries",
        }
    }

    /// How many rows it has.
    pub(super) fn count(self, world: &World<'_>) -> Result<u64, GraphError> {
        match self {
            Self::People => world.count::<Person>(),
            Self::Pages => world.count::<Page>(),
            Self::Instagram => world.count::<Instagram>(),
            Self::Whatsapp => world.count::<Waba>(),
            Self::Numbers => world.count::<Number>(),
            Self::Tokens => world.count::<Token>(),
            Self::Subscriptions => Ok(world.count::<Subscription>()? + world.count::<WabaSubscription>()?),
            Self::Happenings => world.count::<Happening>(),
            Self::Deliveries => world.count::<Delivery>(),
        }
    }

    /// Its rows from this one on.
    pub(super) fn part(self, world: &World<'_>, from: u64) -> Result<Part, GraphError> {
        match self {
            Self::People => part(world, from, &["Id", "Name", "Mail"], |person: Person| {
                vec![person.id, person.name, person.acts_as.map_or(person.email, |_| "a system user".to_owned())]
            }),
            Self::Pages => part(world, from, &["Id", "Name", "Instagram", "Portfolio"], |page: Page| {
                vec![page.id, page.name, dash(page.instagram), dash(page.business)]
            }),
            Self::Instagram => part(world, from, &["Id", "Handle", "Name"], |account: Instagram| {
                vec![account.id, account.username, account.name]
            }),
            Self::Whatsapp => {
                part(world, from, &["Id", "Name", "Portfolio"], |waba: Waba| vec![waba.id, waba.name, waba.business])
            }
            Self::Numbers => part(world, from, &["Id", "Number", "Account", "State"], |number: Number| {
                let state = if number.registered { "registered" } else { "not registered" };
                vec![number.id, number.display, number.waba, state.to_owned()]
            }),
            Self::Tokens => part(world, from, &["Token", "Person", "State", "Expires"], |token: Token| {
                let state = state(world, &token);
                vec![masked(world, &token), token.person, state, expires(token.expires)]
            }),
            Self::Subscriptions => subscriptions(world, from),
            Self::Happenings => part(world, from, &["Number", "Asset", "Field"], |happening: Happening| {
                vec![happening.serial.to_string(), happening.asset, happening.field]
            }),
            Self::Deliveries => part(world, from, &["Number", "About", "Stage", "Attempts", "To"], |one: Delivery| {
                let (stage, attempts) = (one.stage.name().to_owned(), one.attempts.len().to_string());
                vec![one.serial.to_string(), one.about, stage, attempts, without_query(&one.url)]
            }),
        }
    }
}

fn part<T: Document>(
    world: &World<'_>,
    from: u64,
    heads: &'static [&'static str],
    row: impl FnMut(T) -> Vec<String>,
) -> Result<Part, GraphError> {
    Ok(Part { heads, rows: world.page::<T>(from, ROWS)?.into_iter().map(row).collect() })
}

/// Those of Pages first, then those of WhatsApp accounts.
fn subscriptions(world: &World<'_>, from: u64) -> Result<Part, GraphError> {
    let mut all = part(world, from, &["Asset", "App", "Fields"], |one: Subscription| {
        vec![one.page, one.name, one.fields.join(", ")]
    })?;
    let room = ROWS - all.rows.len() as u64;
    let behind = from.saturating_sub(world.count::<Subscription>()?);
    let whatsapp = world.page::<WabaSubscription>(behind, room)?;
    all.rows.extend(whatsapp.into_iter().map(|one| vec![one.waba, one.app, dash(one.override_uri)]));
    Ok(all)
}

/// An address without what may be secret in it.
fn without_query(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or("").to_owned()
}

/// Enough of a token to know it again.
fn masked(world: &World<'_>, token: &Token) -> String {
    let whole = tokens::text(world, token);
    format!("{}…{}", &whole[..ids::TOKEN_PREFIX.len() + 9], &whole[whole.len() - 4..])
}

fn state(world: &World<'_>, token: &Token) -> String {
    let grant: Option<Grant> = world.get(&token.grant).ok().flatten();
    let granted = grant.is_some_and(|grant| !grant.removed && grant.generation == token.generation);
    match token.killed {
        _ if token.kind == Kind::Foreign => "of another app".to_owned(),
        Some(subcode) => format!("dead, 190/{subcode}"),
        None if !granted => "dead, 190/458".to_owned(),
        None if token.expires != 0 && token.expires <= world.now => "dead, 190/463".to_owned(),
        None => "alive".to_owned(),
    }
}

fn expires(seconds: i64) -> String {
    match jiff::Timestamp::from_second(seconds) {
        Ok(time) if seconds != 0 => time.strftime("%Y-%m-%d %H:%M").to_string(),
        _ => "never".to_owned(),
    }
}

fn dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "–".to_owned())
}
