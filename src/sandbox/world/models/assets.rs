//! Pages, their Instagram accounts, and the apps on a Page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, pair};

/// A Page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
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

/// An Instagram account.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Instagram {
    /// Graph id.
    pub(crate) id: String,
    /// Handle.
    pub(crate) username: String,
    /// Name.
    pub(crate) name: String,
    /// Business or creator account.
    pub(crate) professional: bool,
    /// "Allow access to messages" is off in the Instagram app: nothing ever arrives, and no field of the account tells
    /// it; what reads or writes messages is refused (Meta, Messenger error codes).
    #[serde(default)]
    pub(crate) closed: bool,
}

/// An app on a Page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
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

document!(Page, "page", |it| it.id.clone());
document!(Instagram, "instagram", |it| it.id.clone());
document!(Subscription, "subscription", |it| pair(&it.page, &it.app), owner it.page.clone());
