//! The app and what was set up for it in its dashboard.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, Person};

/// A Meta app.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct App {
    /// App id.
    pub(crate) id: String,
    /// App name.
    pub(crate) name: String,
    /// App secret; where it is empty, the one that belongs to the home.
    pub(crate) secret: String,
    /// Live, or in development mode.
    pub(crate) live: bool,
    /// Valid OAuth Redirect URIs.
    pub(crate) redirects: Vec<String>,
    /// "Require App Secret" in the dashboard.
    pub(crate) require_proof: bool,
    /// Facebook Login for Business configurations.
    pub(crate) configs: Vec<Config>,
    /// The portfolio that the app belongs to: the partner of its client businesses.
    #[serde(default)]
    pub(crate) business: String,
    /// Allowed Domains for the JavaScript SDK.
    #[serde(default)]
    pub(crate) sdk_domains: Vec<String>,
    /// Permissions with Standard Access only: in live mode only people with a role on the app can grant them.
    #[serde(default)]
    pub(crate) standard: Vec<String>,
    /// Permissions that no use case of the app offers; the dialog drops them silently.
    #[serde(default)]
    pub(crate) withheld: Vec<String>,
    /// Meta has switched the app's login off.
    #[serde(default)]
    pub(crate) unavailable: bool,
    /// Deauthorise callback URL.
    #[serde(default)]
    pub(crate) deauthorize: Option<String>,
    /// Data deletion request URL.
    #[serde(default)]
    pub(crate) data_deletion: Option<String>,
}

impl App {
    /// Whether a person can grant a permission to the app as it stands.
    pub(crate) fn may_ask(&self, person: &Person, scope: &str) -> bool {
        let names = |list: &[String]| list.iter().any(|name| name == scope);
        let outsider = self.live && person.app_role.is_none();
        !(names(&self.withheld) || (outsider && names(&self.standard)))
    }
}

/// A Facebook Login for Business configuration.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Config {
    /// Configuration id.
    pub(crate) id: String,
    /// What it asks for, all or nothing.
    pub(crate) scopes: Vec<String>,
    /// It makes a system-user token.
    pub(crate) system: bool,
    /// It comes from the WhatsApp template: its pages are those of Embedded Signup.
    #[serde(default)]
    pub(crate) signup: bool,
    /// Its system-user tokens end after 60 days; otherwise they have no end.
    #[serde(default)]
    pub(crate) sixty_days: bool,
}

/// The one app that the sandbox serves.
pub(crate) const APP_ID: &str = "900000000000001";

document!(App, "app", |it| it.id.clone());
