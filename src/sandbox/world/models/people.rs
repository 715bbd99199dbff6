//! People, portfolios, and what a person may do where.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, Habits, pair};

/// A person who can log in, or a system user.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Person {
    /// The app-scoped id.
    pub(crate) id: String,
    /// Place in the list of people.
    pub(crate) ord: i64,
    /// Name.
    pub(crate) name: String,
    /// Mail address.
    pub(crate) email: String,
    /// A system user, which works with the roles of this person.
    pub(crate) acts_as: Option<String>,
    /// What the dialog shows unticked at first.
    pub(crate) declines: Vec<String>,
    /// Assets that the dialog shows unticked at first.
    #[serde(default)]
    pub(crate) unticks: Vec<String>,
    /// The dialog opts in to all current and future assets at first.
    pub(crate) all_assets: bool,
    /// The dialog ends in a denial although it was approved.
    pub(crate) denied: bool,
    /// The role on the app; who has none cannot log in while the app is in development mode.
    #[serde(default)]
    pub(crate) app_role: Option<AppRole>,
    /// A system user that the app has in this client business.
    #[serde(default)]
    pub(crate) client_business: Option<String>,
    /// What this person does in Embedded Signup.
    #[serde(default)]
    pub(crate) habits: Habits,
}

impl Person {
    /// Whether it is a person who can log in, and no system user.
    pub(crate) fn logs_in(&self) -> bool {
        self.acts_as.is_none() && self.client_business.is_none()
    }
}

/// Roles on the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AppRole {
    /// Administrator.
    Administrators,
    /// Developer.
    Developers,
    /// Tester.
    Testers,
    /// Analytics user.
    InsightsUsers,
}

/// What a person may do on a Page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Role {
    /// Person.
    pub(crate) person: String,
    /// Page.
    pub(crate) page: String,
    /// Place in the person's list.
    pub(crate) ord: i64,
    /// Tasks as `/me/accounts` names them.
    pub(crate) tasks: Vec<String>,
    /// The role comes through a portfolio, so that `/me/accounts` hides the Page without `business_management`.
    pub(crate) portfolio: bool,
}

/// A business portfolio.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Business {
    /// Business id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
}

/// A person's place in a portfolio.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Member {
    /// Person.
    pub(crate) person: String,
    /// Business.
    pub(crate) business: String,
    /// Place in the person's list.
    pub(crate) ord: i64,
}

/// A Page in a portfolio.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Holding {
    /// Business.
    pub(crate) business: String,
    /// Page.
    pub(crate) page: String,
    /// Place in the list.
    pub(crate) ord: i64,
    /// A client's Page, not an owned one.
    pub(crate) client: bool,
}

/// The list of a portfolio's Pages of one sort.
pub(crate) fn holdings(business: &str, client: bool) -> String {
    pair(business, if client { "client" } else { "owned" })
}

document!(Person, "person", |it| it.id.clone(), ord it.ord);
document!(Role, "role", |it| pair(&it.person, &it.page), owner it.person.clone(), ord it.ord);
document!(Business, "business", |it| it.id.clone());
document!(Member, "member", |it| pair(&it.person, &it.business), owner it.person.clone(), ord it.ord);
document!(Holding, "holding", |it| pair(&it.business, &it.page), owner holdings(&it.business, it.client), ord it.ord);
