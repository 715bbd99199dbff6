//! Whether a connection works, layer by layer.
//!
//! Two halves: [`Meta`](super::Meta) is asked for facts, and the checks of `CHECKS` judge them without asking anything. To
//! add a check, add a row to the table and, if it needs a fact more, the fact to [`Facts`]; to add a platform, bring its
//! facts and name it in the rows that hold for it.

mod app;
mod number;
mod observe;
mod page;
mod token;

use jiff::{SignedDuration, Timestamp};

pub use app::judge as judge_app;
use app::unanswered;

use super::{CallbackAnswer, Need};
use crate::domain::{Cause, Code, Connection, Finding, Number, PageState, Platform, TokenInfo, Trouble};
use crate::graph::codes;

/// What the platform shows of a WhatsApp Business account.
#[derive(Debug, Clone)]
pub struct AccountState {
    /// It sends webhooks to the app.
    pub subscribed: bool,
    /// The callback of its own, if they go there and not to the app's.
    pub callback: Option<Callback>,
    /// Its numbers.
    pub numbers: Vec<Number>,
}

/// An account's own callback.
#[derive(Debug, Clone)]
pub struct Callback {
    /// Its address.
    pub url: String,
    /// What it answered to this machine.
    pub answer: CallbackAnswer,
}

/// What a look brought at what a connection is or stands on.
#[derive(Debug, Clone)]
pub enum Observation {
    /// A Page.
    Page(Result<PageState, Trouble>),
    /// A WhatsApp Business account.
    Account(Result<AccountState, Trouble>),
}

impl Observation {
    /// Why nothing was seen.
    pub fn trouble(&self) -> Option<&Trouble> {
        match self {
            Self::Page(seen) => seen.as_ref().err(),
            Self::Account(seen) => seen.as_ref().err(),
        }
    }

    /// The Page, if that was seen.
    pub fn page(&self) -> Option<&PageState> {
        if let Self::Page(Ok(seen)) = self { Some(seen) } else { None }
    }

    /// The account, if that was seen.
    pub fn account(&self) -> Option<&AccountState> {
        if let Self::Account(Ok(seen)) = self { Some(seen) } else { None }
    }

    /// Whether its token lives, as far as the look tells: an account that is not shown may be one that the token is not
    /// allowed to see.
    pub fn token_lives(&self) -> bool {
        match self.trouble().map(|trouble| &trouble.cause) {
            None => true,
            Some(cause) => matches!(self, Self::Account(_)) && matches!(cause, Cause::Gone | Cause::MissingPermission),
        }
    }
}

/// Everything that the checks of one connection look at.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The record.
    pub connection: &'a Connection,
    /// Its token; `None` if nothing alive could be inspected.
    pub token: Option<&'a Result<TokenInfo, Trouble>>,
    /// What the platform shows.
    pub observation: &'a Observation,
    /// The callback of its own that a WhatsApp account was given, as it is recorded.
    pub callback: Option<&'a str>,
    /// Now.
    pub now: Timestamp,
    /// What ends within this time is a finding.
    pub within: SignedDuration,
}

type Check = fn(&Facts<'_>) -> Vec<Finding>;

/// Platforms whose connections stand on a Page.
const ON_PAGES: &[Platform] = &[Platform::Facebook, Platform::Instagram];

const WHATSAPP: &[Platform] = &[Platform::Whatsapp];

/// Every check of a connection, lowest layer first, with the platforms that it holds for.
const CHECKS: &[(&[Platform], Check)] = &[
    (&Platform::ALL, token::is_alive),
    (&Platform::ALL, token::lasts),
    (&Platform::ALL, token::gives_access),
    (&Platform::ALL, token::allows),
    (ON_PAGES, page::is_subscribed),
    (ON_PAGES, page::has_its_fields),
    (&[Platform::Instagram], page::has_its_account),
    (&[Platform::Instagram], page::lets_messages_out),
    (WHATSAPP, number::is_subscribed),
    (WHATSAPP, number::has_its_callback),
    (WHATSAPP, number::is_there),
    (WHATSAPP, number::is_registered),
    (WHATSAPP, number::is_unflagged),
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
    let words = format!("{what} could not be checked: {}", trouble.message);
    let finding = Finding::new(Code::Unknown, words).because(trouble);
    Finding { hints: codes::remedy(trouble).into_iter().collect(), cause: Some(trouble.cause.clone()), ..finding }
}

/// What a connection of this platform cannot do without.
pub fn needs_of(platform: Platform) -> impl Iterator<Item = &'static Need> {
    super::FACEBOOK_SCOPES.iter().chain(super::WHATSAPP_SCOPES).filter(move |need| need.platforms.contains(&platform))
}

/// A finding from a trouble, with the remedy of its code.
fn from_trouble(code: Code, trouble: &Trouble) -> Finding {
    let finding = Finding::new(code, codes::brief(trouble)).because(trouble);
    Finding { hints: codes::remedy(trouble).into_iter().collect(), ..finding }
}

/// A day, as people write it.
fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
