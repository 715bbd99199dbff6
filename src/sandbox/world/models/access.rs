//! What people allowed the app, and the tokens and codes that came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, pair};

/// What a person allowed the app. The ready-made token has a grant of its own, so that it lives beside logins.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Grant {
    /// The person's id, with `/ready` behind it for the ready-made token.
    pub(crate) id: String,
    /// Person.
    pub(crate) person: String,
    /// Granted permissions.
    pub(crate) scopes: Vec<String>,
    /// Declined permissions.
    pub(crate) declined: Vec<String>,
    /// The sorts of assets of which it covers all current and future ones.
    pub(crate) all: Vec<Sort>,
    /// Goes up when the person removes the app, which kills the tokens of earlier numbers.
    pub(crate) generation: u32,
    /// The person removed the app.
    pub(crate) removed: bool,
}

impl Grant {
    /// Whether it covers all current and future assets of a sort.
    pub(crate) fn covers(&self, sort: Sort) -> bool {
        self.all.contains(&sort)
    }

    /// Says whether it is to cover all current and future assets of a sort.
    pub(crate) fn cover(&mut self, sort: Sort, all: bool) {
        self.all.retain(|known| *known != sort);
        if all {
            self.all.push(sort);
        }
    }
}

/// The sorts of assets that a login chooses among.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    /// Pages.
    #[default]
    Page,
    /// Instagram accounts.
    Instagram,
    /// WhatsApp business accounts.
    Waba,
}

impl Sort {
    /// All of them, in the order of the dialog.
    pub(crate) const ALL: [Self; 3] = [Self::Page, Self::Instagram, Self::Waba];

    /// The name of inputs and lists.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Instagram => "instagram",
            Self::Waba => "waba",
        }
    }
}

/// An asset that a grant names.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Target {
    /// Grant.
    pub(crate) grant: String,
    /// The asset's id.
    pub(crate) asset: String,
    /// What it is.
    pub(crate) sort: Sort,
    /// Place in the list.
    pub(crate) ord: i64,
}

/// The kinds of tokens that the world remembers. Page tokens are computed from their parent and not remembered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A person's.
    #[default]
    User,
    /// A system user's.
    System,
    /// One of another app.
    Foreign,
}

/// A token.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Token {
    /// Number.
    pub(crate) serial: u32,
    /// Kind.
    pub(crate) kind: Kind,
    /// Person behind it.
    pub(crate) person: String,
    /// Grant behind it.
    pub(crate) grant: String,
    /// The grant's generation when it was issued.
    pub(crate) generation: u32,
    /// Seconds.
    pub(crate) issued: i64,
    /// Seconds; 0 is never.
    pub(crate) expires: i64,
    /// Seconds; 0 is never.
    pub(crate) data_access: i64,
    /// A long-lived one, whose Page tokens have no end.
    pub(crate) long: bool,
    /// Killed, with this subcode of 190.
    pub(crate) killed: Option<i64>,
}

/// What a login came to: what its code promises and its token keeps.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Login {
    /// Kind of the token.
    pub(crate) kind: Kind,
    /// Person or system user.
    pub(crate) person: String,
    /// Grant.
    pub(crate) grant: String,
    /// The grant's generation.
    pub(crate) generation: u32,
    /// The token ends after 60 days and not never; of system users only.
    pub(crate) sixty_days: bool,
}

/// A login code.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Code {
    /// The code itself.
    pub(crate) text: String,
    /// What it stands for.
    pub(crate) login: Login,
    /// The dialog's `redirect_uri`; empty for a code of the JavaScript SDK.
    pub(crate) redirect: String,
    /// Seconds.
    pub(crate) expires: i64,
    /// Exchanged already.
    pub(crate) used: bool,
}

/// The list of a grant's targets of one sort.
pub(crate) fn targets(grant: &str, sort: Sort) -> String {
    pair(grant, sort.key())
}

document!(Grant, "grant", |it| it.id.clone(), owner it.person.clone());
document!(Target, "target", |it| pair(&it.grant, &it.asset), owner targets(&it.grant, it.sort), ord it.ord);
document!(Token, "token", |it| it.serial.to_string(), owner it.person.clone(), ord i64::from(it.serial));
document!(Code, "code", |it| it.text.clone(), owner it.login.person.clone());
