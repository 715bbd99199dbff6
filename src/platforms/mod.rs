//! What the verbs mean on each platform.
//!
//! A [`Connector`] speaks the field's language (grant, Page, subscription, trouble) and hides the API. Facebook and
//! Instagram share one, because an Instagram account is reached through its Page; WhatsApp's numbers have one of their
//! own, [`NumberConnector`].

mod app_snapshot;
mod facebook;
mod fields;
pub mod health;
mod login;
mod page_discovery;
mod scopes;
mod webhooks;
mod whatsapp;

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;
use url::Url;

pub use app_snapshot::AppSnapshot;
pub use facebook::{Facebook, dialog};
pub use fields::{DEFAULT_FIELDS, check as check_fields, check_name as check_field, instagram_name};
pub use scopes::{FACEBOOK_SCOPES, Need, WHATSAPP_SCOPES, unmet};
pub use webhooks::{AppWebhooks, inbox_fields};
pub use whatsapp::{NumberConnector, Whatsapp};

pub use crate::graph::{Accepted, AppSubscription, Business, CallbackAnswer, CodeMethod, Text, WabaSubscription};

use crate::domain::{Asset, Discovery, Person, Scope, Secret, Targets, TokenKind, Trouble};

/// What came out of a login, before anything of it is stored.
#[derive(Debug, Clone)]
pub struct Login {
    /// The token, long-lived if the platform makes it so.
    pub token: Secret,
    /// Who it speaks for.
    pub person: Person,
    /// Kind.
    pub token_kind: TokenKind,
    /// Granted permissions.
    pub scopes: BTreeSet<Scope>,
    /// Permissions that were declined, as far as the platform tells.
    pub declined: BTreeSet<Scope>,
    /// Assets, permission by permission.
    pub targets: Targets,
    /// End of the token.
    pub token_expires_at: Option<Timestamp>,
    /// End of access to the person's data.
    pub data_access_expires_at: Option<Timestamp>,
}

/// What is asked for at a login.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Configuration of Facebook Login for Business, in place of single permissions.
    pub config_id: Option<String>,
    /// Ask again for what was declined earlier.
    pub rerequest: bool,
}

/// One asset to subscribe.
#[derive(Debug, Clone, Copy)]
pub struct Subscribe<'a> {
    /// Page id.
    pub page: &'a str,
    /// The Page's token.
    pub token: &'a Secret,
    /// Webhook fields.
    pub fields: &'a [String],
}

/// A subscription that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribed {
    /// Fields that are subscribed now, as the platform says.
    pub fields: Vec<String>,
    /// Fields that were left out, each with the permission that it lacks.
    pub left_out: Vec<(String, String)>,
}

/// A change that was not read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproven {
    /// What the platform answered in its place.
    pub trouble: Trouble,
    /// Whether the platform took the change all the same: then it has to be taken back.
    pub taken: bool,
}

impl Unproven {
    pub(crate) fn refused(trouble: Trouble) -> Self {
        // A lost answer may have been a yes.
        Self { taken: trouble.passes(), trouble }
    }

    pub(crate) fn taken(trouble: Trouble) -> Self {
        Self { taken: true, trouble }
    }
}

/// The verbs.
#[async_trait]
pub trait Connector: Send + Sync {
    /// The login dialog's address.
    fn dialog(&self, redirect: &str, state: &str, wish: &Wish) -> Url;
    /// A code to a token of full life, inspected: it is of this app, valid, and of a person or system user.
    async fn redeem(&self, code: &Secret, redirect: &str) -> Result<Login, Trouble>;
    /// A token from elsewhere, inspected in the same way.
    async fn accept(&self, token: Secret) -> Result<Login, Trouble>;
    /// A recorded login made as long as it can be without the person, inspected in the same way.
    async fn renew(&self, token: Secret) -> Result<Login, Trouble>;
    /// Single Pages that the login reaches, each with its token.
    async fn pages(&self, login: &Login, ids: &[String]) -> Vec<Result<Asset, Trouble>>;
    /// Everything that the login could reach.
    async fn discover(&self, login: &Login) -> Result<Discovery, Trouble>;
    /// Subscribes and reads back, many at once; a field that lacks its permission is left out and named.
    async fn subscribe(&self, wishes: &[Subscribe<'_>]) -> Vec<Result<Subscribed, Unproven>>;
    /// The fields that are subscribed now.
    async fn subscription(&self, page: &str, token: &Secret) -> Result<Vec<String>, Trouble>;
    /// Ends the subscription and proves it, with the Page's token or, if that is dead or lost, as the app.
    async fn unsubscribe(&self, page: &str, token: Option<&Secret>) -> Result<bool, Trouble>;
    /// Takes the person's permissions back and proves it.
    async fn revoke_permissions(&self, person: &str) -> Result<bool, Trouble>;
    /// Sends a text on any platform, with the token of what sends.
    async fn send(&self, text: &Text<'_>, token: &Secret) -> Result<Accepted, Trouble>;
    /// Checks the app's id and secret against the platform; answers the app's name.
    async fn check_app(&self) -> Result<Option<String>, Trouble>;
}
