//! Limits: whose calls count against what, how the count fades, and the refusal at the end of it (Meta, rate
//! limiting).
//!
//! The app's and the user's calls count in a rolling hour, those of Business Use Cases in a rolling day (WhatsApp: an
//! hour), all on the world's clock. Nothing is refused until the world is told to, so that a normal run never slows
//! down; the figures then stay below 100. Where a Business Use Case counts a call, the platform's limits do not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::call::Call;
use super::error::GraphError;
use super::faults::codes;
use super::graph::Node;
use super::ids::Named;
use super::world::models::{Kind, Number, Token, Waba};
use super::world::{Slice, World};

/// What calls count against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The app's calls with user and app tokens.
    App,
    /// A user's calls.
    User,
    /// Calls about a Page with user tokens.
    PageByUser,
    /// Calls about a Page with its own or a system user's token.
    Page,
    /// Calls about an Instagram account.
    Instagram,
    /// Calls about a WhatsApp business account or its numbers.
    Whatsapp,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::App, Self::User, Self::PageByUser, Self::Page, Self::Instagram, Self::Whatsapp];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::User => "user",
            Self::PageByUser => "page-by-user",
            Self::Page => "page",
            Self::Instagram => "instagram",
            Self::Whatsapp => "whatsapp",
        }
    }

    /// The code of the refusal.
    fn code(self) -> i64 {
        match self {
            Self::App => 4,
            Self::User => 17,
            Self::PageByUser => 32,
            Self::Page => 80_001,
            Self::Instagram => 80_002,
            Self::Whatsapp => 80_008,
        }
    }

    /// Calls in a span when nothing else is told: that of an app, a Page and an account with some life in them. The
    /// figure of a WhatsApp account without a registered number is in [`charges`].
    fn usual(self) -> u64 {
        match self {
            Self::App | Self::User => 200_000,
            Self::PageByUser | Self::Page | Self::Instagram => 4_800,
            Self::Whatsapp => 5_000,
        }
    }

    /// Seconds in which calls count.
    fn span(self) -> i64 {
        if matches!(self, Self::Page | Self::Instagram) { 86_400 } else { 3_600 }
    }
}

/// Calls an hour for a WhatsApp account without a registered number.
const UNREGISTERED: u64 = 200;

/// What the world was told about limits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    /// Calls above a limit are refused.
    pub enforced: bool,
    /// Limits that are not the usual ones.
    pub told: Vec<(Scope, u64)>,
}

impl Limits {
    /// Tells a limit.
    pub(crate) fn tell(&mut self, scope: Scope, calls: u64) {
        self.told.retain(|(known, _)| *known != scope);
        self.told.push((scope, calls));
    }

    fn budget(&self, scope: Scope, usual: u64) -> u64 {
        self.told.iter().find(|(known, _)| *known == scope).map_or(usual, |(_, calls)| *calls).max(1)
    }
}

/// What one call counts against.
pub(crate) struct Charge {
    /// What.
    pub(crate) scope: Scope,
    /// Whose: an asset, a person, or the app.
    pub(crate) asset: String,
    budget: u64,
}

/// What a call counts against; `node` is what its path names.
pub(crate) fn charges(world: &World<'_>, call: &Call, node: Option<&Node>) -> Result<Vec<Charge>, GraphError> {
    let charge = |scope: Scope, asset: &str, usual: u64| {
        let budget = world.state.limits.budget(scope, usual);
        Charge { scope, asset: asset.to_owned(), budget }
    };
    let one = |scope: Scope, asset: &str| charge(scope, asset, scope.usual());
    let Some(token) = &call.token else { return Ok(Vec::new()) };
    let page = match node {
        Some(Node::Waba(Waba { id: waba, .. }) | Node::Number(Number { waba, .. })) => {
            let numbers: Vec<Number> = world.list(waba, Slice::ALL)?;
            let registered = numbers.iter().any(|number| number.registered);
            let usual = if registered { Scope::Whatsapp.usual() } else { UNREGISTERED };
            return Ok(vec![charge(Scope::Whatsapp, waba, usual)]);
        }
        Some(Node::Instagram(account)) => return Ok(vec![one(Scope::Instagram, &account.id)]),
        Some(Node::Page(page)) => Some(page.id.as_str()),
        _ => None,
    };
    let app = one(Scope::App, &world.app.id);
    let serial = match world.home.key.read(token) {
        Some(Named::Page(_, page)) => return Ok(vec![one(Scope::Page, &page)]),
        Some(Named::Remembered(serial)) => serial,
        _ => return Ok(vec![app]),
    };
    let Some(token) = world.get::<Token>(&serial.to_string())? else { return Ok(vec![app]) };
    match page {
        Some(page) if token.kind != Kind::User => return Ok(vec![one(Scope::Page, page)]),
        _ => {}
    }
    let mut all = vec![app, one(Scope::User, &token.person)];
    all.extend(page.map(|page| one(Scope::PageByUser, page)));
    Ok(all)
}

/// How much of a limit is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Used {
    /// The limit.
    pub(crate) scope: Scope,
    /// Whose.
    pub(crate) asset: String,
    /// Percent.
    pub(crate) share: u64,
    /// Minutes until calls are let in again; 0 when they are.
    pub(crate) minutes: u64,
}

impl Used {
    /// The refusal of a call above the limit.
    pub(crate) fn refusal(&self) -> GraphError {
        codes::limit(self.scope.code())
    }

    /// Whether the platform counts it and not a Business Use Case.
    fn of_platform(&self) -> bool {
        matches!(self.scope, Scope::App | Scope::User | Scope::PageByUser)
    }
}

/// Names and values of the headers that tell what is used: the app's, with its fullest figure, where the platform counts
/// a call, and that of a Business Use Case where one does. A call that counts against nothing has neither.
pub(crate) fn headers(used: &[Used]) -> impl Iterator<Item = (&'static str, String)> {
    let app = used.iter().filter(|used| used.of_platform()).map(|used| used.share).max();
    let app = app.map(|share| codes::usage(Scope::App.code(), "", share, 0));
    let business = used.iter().filter(|used| !used.of_platform());
    let business = business.map(|used| codes::usage(used.scope.code(), &used.asset, used.share, used.minutes));
    app.into_iter().chain(business).flatten().map(|(name, value)| (name, value.to_string()))
}

/// The count of a span and of the one before it, which fades while this one goes on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Window {
    index: i64,
    this: u64,
    last: u64,
}

impl Window {
    /// Counts a call at `now`, if there is room or nothing is enforced; says how much is used, and whether there was
    /// room.
    pub(crate) fn charge(&mut self, charge: &Charge, now: i64, enforced: bool) -> (Used, bool) {
        let span = charge.scope.span();
        let index = now.div_euclid(span);
        if index != self.index {
            self.last = if index == self.index + 1 { self.this } else { 0 };
            (self.this, self.index) = (0, index);
        }
        let left = u64::try_from(span - now.rem_euclid(span)).unwrap_or(0);
        let span = span.unsigned_abs();
        let room = !enforced || self.count(left, span) < charge.budget;
        if room {
            self.this += 1;
        }
        let most = if enforced { 100 } else { 99 };
        let share = (self.count(left, span) * 100 / charge.budget).min(most);
        let wait = if share < 100 { 0 } else { self.wait(left, span, charge.budget) };
        (Used { scope: charge.scope, asset: charge.asset.clone(), share, minutes: wait.div_ceil(60) }, room)
    }

    fn count(&self, left: u64, span: u64) -> u64 {
        self.this + self.last * left / span
    }

    /// Seconds until the count is below the budget, when no more calls come.
    fn wait(&self, left: u64, span: u64, budget: u64) -> u64 {
        // The rest of a span at which a count has faded below what is free.
        let faded = |count: u64, free: u64| (free * span).saturating_sub(1) / count.max(1);
        if self.this < budget {
            left.saturating_sub(faded(self.last, budget - self.this))
        } else {
            left + span - faded(self.this, budget).min(span)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(budget: u64) -> Charge {
        Charge { scope: Scope::Whatsapp, asset: "1".into(), budget }
    }

    #[test]
    fn usage_adds_up_and_fades_within_a_span() {
        let (mut window, charge) = (Window::default(), page(4_800));
        for _ in 0..479 {
            window.charge(&charge, 0, false);
        }
        assert_eq!(window.charge(&charge, 0, false).0.share, 10);
        assert_eq!(window.charge(&charge, 3600 + 1800, false).0.share, 5);
        assert_eq!(window.charge(&charge, 3600 * 4, false).0.share, 0);
    }

    #[test]
    fn nothing_is_refused_and_nothing_full_until_it_is_enforced() {
        let (mut window, charge) = (Window::default(), page(10));
        let shares: Vec<_> = (0..12).map(|_| window.charge(&charge, 0, false)).collect();
        assert!(shares.iter().all(|(used, room)| *room && used.share <= 99 && used.minutes == 0));
    }

    #[test]
    fn the_time_that_is_told_is_the_time_after_which_calls_are_let_in() {
        for (budget, begin) in [(10, 0), (10, 3000), (1, 1234), (200, 3599), (7, 5000)] {
            let (mut window, charge) = (Window::default(), page(budget));
            let mut now = begin;
            for _ in 0..3 {
                let mut told = window.charge(&charge, now, true);
                while told.1 {
                    told = window.charge(&charge, now, true);
                }
                assert_eq!(told.0.share, 100);
                let minutes = i64::try_from(told.0.minutes).unwrap();
                assert!((1..=121).contains(&minutes), "{minutes}");
                assert!(!window.clone().charge(&charge, now + 60 * (minutes - 2).max(0), true).1, "not much sooner");
                now += 60 * minutes;
                assert!(window.charge(&charge, now, true).1, "budget {budget}, {minutes} minutes after {now}");
            }
        }
    }
}
