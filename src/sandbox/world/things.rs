//! The kinds of documents in the world. They are the sandbox's own, not Meta's: what goes over the wire is written in
//! `graph`.

use serde::{Deserialize, Serialize};

use super::Thing;

/// The one app that the sandbox serves.
pub(crate) const APP_ID: &str = "900000000000001";

/// A Meta app.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct App {
    /// App id.
    pub(crate) id: String,
    /// App name.
    pub(crate) name: String,
    /// App secret.
    pub(crate) secret: String,
    /// Live, or in development mode.
    pub(crate) live: bool,
    /// Valid OAuth Redirect URIs.
    pub(crate) redirects: Vec<String>,
    /// "Require App Secret" in the dashboard.
    pub(crate) require_proof: bool,
    /// Facebook Login for Business configurations.
    pub(crate) configs: Vec<Config>,
}

/// A Facebook Login for Business configuration.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Config {
    /// Configuration id.
    pub(crate) id: String,
    /// What it asks for, all or nothing.
    pub(crate) scopes: Vec<String>,
    /// It makes a system-user token.
    pub(crate) system: bool,
}

/// Somebody who can log in, or a system user.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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
}

/// A Page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Page {
    /// Page id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// Category.
    pub(crate) category: String,
    /// On the New Pages Experience.
    pub(crate) transitioned: bool,
    /// The portfolio that owns it.
    pub(crate) business: Option<String>,
    /// `instagram_business_account`.
    pub(crate) instagram: Option<String>,
    /// `connected_instagram_account`.
    pub(crate) connected: Option<String>,
}

/// What a person may do on a Page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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

/// An Instagram account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Instagram {
    /// Graph id.
    pub(crate) id: String,
    /// Handle.
    pub(crate) username: String,
    /// Name.
    pub(crate) name: String,
    /// Business or creator account.
    pub(crate) professional: bool,
}

/// A business portfolio.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Business {
    /// Business id.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
}

/// A person's place in a portfolio.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Member {
    /// Person.
    pub(crate) person: String,
    /// Business.
    pub(crate) business: String,
    /// Place in the person's list.
    pub(crate) ord: i64,
}

/// A Page in a portfolio.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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

/// What a person allowed the app. The ready-made token has a grant of its own, so that it lives beside logins.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Grant {
    /// The person's id, with `/ready` behind it for the ready-made token.
    pub(crate) id: String,
    /// Person.
    pub(crate) person: String,
    /// Granted permissions.
    pub(crate) scopes: Vec<String>,
    /// Declined permissions.
    pub(crate) declined: Vec<String>,
    /// All current and future Pages.
    pub(crate) all_pages: bool,
    /// All current and future Instagram accounts.
    pub(crate) all_instagram: bool,
    /// Goes up when the person removes the app, which kills the tokens of earlier numbers.
    pub(crate) generation: u32,
    /// The person removed the app.
    pub(crate) removed: bool,
}

/// An asset that a grant names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Target {
    /// Grant.
    pub(crate) grant: String,
    /// Page or Instagram account.
    pub(crate) asset: String,
    /// It is an Instagram account.
    pub(crate) instagram: bool,
    /// Place in the list.
    pub(crate) ord: i64,
}

/// The kinds of tokens that the world remembers. Page tokens are computed from their parent and not remembered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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

/// A login code.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Code {
    /// The code itself.
    pub(crate) text: String,
    /// Person.
    pub(crate) person: String,
    /// The dialog's `redirect_uri`.
    pub(crate) redirect: String,
    /// The grant's generation.
    pub(crate) generation: u32,
    /// Seconds.
    pub(crate) expires: i64,
    /// Exchanged already.
    pub(crate) used: bool,
}

/// An app on a Page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Subscription {
    /// Page.
    pub(crate) page: String,
    /// App.
    pub(crate) app: String,
    /// The app's name.
    pub(crate) name: String,
    /// Fields.
    pub(crate) fields: Vec<String>,
}

/// Says kind, key and place of a document.
macro_rules! thing {
    ($type:ty, $kind:literal, |$it:ident| $id:expr $(, owner $owner:expr)? $(, ord $ord:expr)?) => {
        impl Thing for $type {
            const KIND: &'static str = $kind;
            fn id(&self) -> String {
                let $it = self;
                $id
            }
            $(fn owner(&self) -> String {
                let $it = self;
                $owner
            })?
            $(fn ord(&self) -> i64 {
                let $it = self;
                $ord
            })?
        }
    };
}

/// The key of something that belongs to two things.
pub(crate) fn pair(one: &str, two: &str) -> String {
    format!("{one}/{two}")
}

/// The list of a grant's targets of one sort.
pub(crate) fn targets(grant: &str, instagram: bool) -> String {
    pair(grant, if instagram { "instagram" } else { "pages" })
}

/// The list of a portfolio's Pages of one sort.
pub(crate) fn holdings(business: &str, client: bool) -> String {
    pair(business, if client { "client" } else { "owned" })
}

thing!(App, "app", |it| it.id.clone());
thing!(Person, "person", |it| it.id.clone(), ord it.ord);
thing!(Page, "page", |it| it.id.clone());
thing!(Role, "role", |it| pair(&it.person, &it.page), owner it.person.clone(), ord it.ord);
thing!(Instagram, "instagram", |it| it.id.clone());
thing!(Business, "business", |it| it.id.clone());
thing!(Member, "member", |it| pair(&it.person, &it.business), owner it.person.clone(), ord it.ord);
thing!(Holding, "holding", |it| pair(&it.business, &it.page), owner holdings(&it.business, it.client), ord it.ord);
thing!(Grant, "grant", |it| it.id.clone(), owner it.person.clone());
thing!(Target, "target", |it| pair(&it.grant, &it.asset), owner targets(&it.grant, it.instagram), ord it.ord);
thing!(Token, "token", |it| it.serial.to_string(), owner it.person.clone(), ord i64::from(it.serial));
thing!(Code, "code", |it| it.text.clone(), owner it.person.clone());
thing!(Subscription, "subscription", |it| pair(&it.page, &it.app), owner it.page.clone());
