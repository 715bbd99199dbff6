//! Whether a connection works, layer by layer.
//!
//! Two halves: an [`Examiner`] asks the platform and brings facts, and the checks of `CHECKS` judge them without
//! asking anybody. To add a check, add a row to the table and, if it needs a fact more, the fact to [`Facts`]; to add a
//! platform, give it an examiner and name it in the rows that hold for it.

mod app;
mod meta;
mod page;
mod token;

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

pub use app::judge as judge_app;

use super::Need;
use crate::domain::{Code, Connection, Finding, InstagramLink, Platform, Scope, Secret, Targets, TokenKind, Trouble};
use crate::graph::{AppSubscription, codes};

/// Asks the platform.
#[async_trait]
pub trait Examiner: Send + Sync {
    /// What holds for the whole app; asked once a run.
    async fn app(&self) -> Result<AppFacts, Trouble>;
    /// What a token is worth; a dead one is trouble.
    async fn worth(&self, token: &Secret) -> Result<Worth, Trouble>;
    /// What the platform shows of assets, each to its own token, many at once.
    async fn look(&self, assets: &[(&str, &Secret)]) -> Vec<Result<Seen, Trouble>>;
}

/// What holds for the whole app.
#[derive(Debug, Clone)]
pub struct AppFacts {
    /// App id.
    pub id: String,
    /// Its webhook subscriptions.
    pub subscriptions: Vec<AppSubscription>,
    /// Each callback of theirs, and whether it answered.
    pub callbacks: Vec<(String, Result<(), Trouble>)>,
    /// The permissions that are open to everybody.
    pub live: Result<BTreeSet<String>, Trouble>,
    /// The version that was asked for.
    pub version: String,
    /// The version that answered, if Meta named it.
    pub served: Option<String>,
}

/// What a token is worth. It holds for every Page token of the same login: a person has one grant for an app.
#[derive(Debug, Clone)]
pub struct Worth {
    /// Kind of the token that was inspected.
    pub kind: TokenKind,
    /// Permissions.
    pub scopes: BTreeSet<Scope>,
    /// On which assets.
    pub targets: Targets,
    /// End of the token that was inspected.
    pub expires_at: Option<Timestamp>,
    /// End of access to the person's data.
    pub data_access_expires_at: Option<Timestamp>,
}

/// What the platform shows of an asset.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Webhook fields that it sends to the app.
    pub fields: Vec<String>,
    /// The Instagram account behind it.
    pub instagram: InstagramLink,
}

/// Everything that the checks of one connection look at.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The record.
    pub connection: &'a Connection,
    /// What its token is worth; `None` if nothing alive could be inspected.
    pub worth: Option<&'a Result<Worth, Trouble>>,
    /// What the platform shows.
    pub seen: &'a Result<Seen, Trouble>,
    /// Now.
    pub now: Timestamp,
    /// What ends within this time is a finding.
    pub within: SignedDuration,
}

type Check = fn(&Facts<'_>) -> Vec<Finding>;

/// Platforms whose connections stand on a Page.
const ON_PAGES: &[Platform] = &[Platform::Facebook, Platform::Instagram];

/// Every check of a connection, lowest layer first, with the platforms that it holds for.
const CHECKS: &[(&[Platform], Check)] = &[
    (&Platform::ALL, token::is_alive),
    (&Platform::ALL, token::lasts),
    (&Platform::ALL, token::gives_access),
    (&Platform::ALL, token::allows),
    (ON_PAGES, page::is_subscribed),
    (ON_PAGES, page::has_its_fields),
    (&[Platform::Instagram], page::has_its_account),
];

/// Judges one connection; no finding means that every check ran and passed.
pub fn judge(facts: &Facts<'_>) -> Vec<Finding> {
    let platform = facts.connection.platform;
    let checks = CHECKS.iter().filter(|(platforms, _)| platforms.contains(&platform));
    let found = checks.flat_map(|(_, check)| check(facts));
    found.map(|finding| finding.of(facts.connection.reference())).collect()
}

/// What could not be checked, and why.
pub fn unknown(what: &str, trouble: &Trouble) -> Finding {
    let finding = Finding::new(Code::Unknown, format!("{what} could not be checked: {}", trouble.message));
    Finding { hint: codes::remedy(trouble), cause: Some(trouble.cause.clone()), ..finding }
}

/// What a connection of this platform cannot do without.
pub fn needs_of(platform: Platform) -> impl Iterator<Item = &'static Need> {
    super::FACEBOOK_SCOPES.iter().filter(move |need| need.platforms.contains(&platform))
}

/// A finding from a trouble, with the remedy of its code.
fn from_trouble(code: Code, trouble: &Trouble) -> Finding {
    Finding { hint: codes::remedy(trouble), ..Finding::new(code, codes::brief(trouble)) }
}

/// A day, as people write it.
fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
