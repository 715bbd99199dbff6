//! The app and what was set up for it in its dashboard.

use serde::{Deserialize, Serialize};

use super::Thing;

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
    /// Deauthorise callback URL.
    #[serde(default)]
    pub(crate) deauthorize: Option<String>,
    /// Data deletion request URL.
    #[serde(default)]
    pub(crate) data_deletion: Option<String>,
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

/// The one app that the sandbox serves.
pub(crate) const APP_ID: &str = "900000000000001";

thing!(App, "app", |it| it.id.clone());
