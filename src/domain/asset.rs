//! What a login could reach: Pages with their Instagram accounts, and for each why it can or cannot be connected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Secret, Trouble};

/// A Facebook Page as discovery found it.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Page id.
    pub id: String,
    /// Page name, as Meta gave it: make it safe before showing.
    pub name: String,
    /// The Page's own token, if Meta handed one out.
    pub token: Option<Secret>,
    /// What the person may do on the Page; empty where Meta does not tell (only `/me/accounts` does).
    pub tasks: Vec<String>,
    /// The Instagram side.
    pub instagram: InstagramLink,
    /// Where it was found first.
    pub source: Source,
    /// Why it cannot be connected, if so.
    pub unusable: Option<Unusable>,
}

/// Which way led to a Page first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// `/me/accounts`.
    Accounts,
    /// An id in the token's granted targets, read by itself.
    GrantedTarget,
    /// A business portfolio's own or client Pages.
    Portfolio,
}

/// Why a Page or an Instagram account was not or cannot be connected. The words are part of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "reason")]
pub enum Unusable {
    /// It exists, but this login did not include it.
    NotGranted,
    /// The person lacks the task (role) on the Page that subscribing and messaging need.
    MissingTask,
    /// Seen in a business portfolio, without a token for it.
    PortfolioOnly,
    /// Meta names it but hands out no Page token.
    NoToken,
    /// The id is granted, but cannot be read.
    Unreadable,
    /// No Instagram account is linked to the Page.
    NoInstagram,
    /// An Instagram account is linked, but this login did not include it.
    InstagramNotGranted,
    /// The linked Instagram account is a personal one.
    InstagramNotProfessional,
    /// It could be connected and was not chosen.
    NotSelected,
}

/// The Instagram side of a Page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstagramLink {
    /// Nothing is linked.
    None,
    /// A professional account is linked and can be used.
    Linked {
        /// Instagram account id (`17841…`).
        id: String,
        /// Handle without the at sign.
        username: Option<String>,
        /// False if only `connected_instagram_account` names it, which Meta fills from the Page's settings and which
        /// does not prove that messages work.
        proven: bool,
    },
    /// Something is linked that this login may not use.
    NotGranted {
        /// Id, if Meta shows it.
        id: Option<String>,
        /// Handle, if Meta shows it.
        username: Option<String>,
    },
    /// A personal account is linked.
    NotProfessional {
        /// Id, if Meta shows it.
        id: Option<String>,
        /// Handle, if Meta shows it.
        username: Option<String>,
    },
}

/// A Page as its own token sees it.
#[derive(Debug, Clone)]
pub struct PageState {
    /// The fields that it sends to this app; empty if none.
    pub fields: Vec<String>,
    /// The Instagram account behind it.
    pub instagram: InstagramLink,
    /// Whether that account lets apps see its messages; `None` where it was not asked.
    pub inbox: Option<Result<bool, Trouble>>,
}

/// Everything a login could reach.
#[derive(Debug, Clone, Default)]
pub struct Discovery {
    /// Pages, each once, usable ones first.
    pub pages: Vec<Asset>,
    /// What could not be asked, in plain words (a portfolio without permission, a list that was cut).
    pub warnings: Vec<String>,
    /// Why the list of Pages could not be read to its end. What is not among `pages` may be there all the same.
    pub refused: Option<Trouble>,
}
