//! The login dialog's address and the exchanges of code and tokens.

use std::time::Duration;

use serde::Deserialize;
use url::Url;

use super::answer::Answer;
use super::call::Call;
use super::scalars;
use super::{Endpoint, Graph};
use crate::domain::{Cause, Secret, Trouble};

/// What the admin is asked to allow.
#[derive(Debug, Clone, Default)]
pub struct Consent {
    /// Permissions, for classic login and test apps.
    pub scopes: Vec<String>,
    /// The configuration of Facebook Login for Business, which names the permissions itself and then replaces `scopes`.
    pub config_id: Option<String>,
    /// Ask again for what was declined earlier.
    pub rerequest: bool,
    /// The dialog is WhatsApp's Embedded Signup.
    pub signup: bool,
}

/// What makes a dialog Embedded Signup. Version 4 is chosen by the configuration, and wants no more than this.
const SIGNUP: &str = r#"{"setup":{}}"#;
/// What the hosted signup's address carries; undocumented, but in use everywhere.
const HOSTED: &str = r#"{"sessionInfoVersion":"3","version":"v4"}"#;
/// A code lives for half a minute (Meta, "Manually build a login flow").
const EXCHANGE: Duration = Duration::from_secs(10);
const WITHOUT_TOKEN: &str = "Meta answered the exchange without a token";
/// Meta's host of the hosted signup.
const BUSINESS_HOST: &str = "business.facebook.com";

/// The dialog's address (Meta, "Manually build a login flow"; for `config_id`: "Facebook Login for Business").
///
/// No PKCE: ordinary Facebook Login drops the challenge and then refuses the verifier at the exchange.
pub fn dialog(endpoint: &Endpoint, app_id: &str, redirect: &str, state: &str, consent: &Consent) -> Url {
    let mut url = endpoint.dialog.clone();
    url.set_path(&format!("{}/dialog/oauth", endpoint.version));
    {
        let mut query = url.query_pairs_mut();
        query.append_pair("client_id", app_id).append_pair("redirect_uri", redirect);
        query.append_pair("state", state).append_pair("response_type", "code");
        match &consent.config_id {
            Some(id) => query.append_pair("config_id", id).append_pair("override_default_response_type", "true"),
            None => query.append_pair("scope", &consent.scopes.join(",")),
        };
        if consent.signup {
            query.append_pair("extras", SIGNUP);
        }
        if consent.rerequest {
            query.append_pair("auth_type", "rerequest");
        }
    }
    url
}

/// The address of Meta's hosted signup page, which needs no page of ours and tells nobody how it ended.
pub fn hosted_link(endpoint: &Endpoint, app_id: &str, config_id: &str) -> Url {
    let mut url = endpoint.dialog.clone();
    if url.host_str() == Some("www.facebook.com") {
        // The host of a parsed https address can be set to a name.
        let _ = url.set_host(Some(BUSINESS_HOST));
    }
    url.set_path("messaging/whatsapp/onboard/");
    url.query_pairs_mut()
        .append_pair("app_id", app_id)
        .append_pair("config_id", config_id)
        .append_pair("extras", HOSTED);
    url
}

impl Graph {
    /// Trades the code for a token, with the dialog's redirect address; the SDK's codes have none, and Meta refuses them
    /// with one. Sent once, whatever happens: a code is good for one use.
    pub async fn exchange(&self, code: &Secret, redirect: Option<&str>) -> Result<Secret, Trouble> {
        let mut call = self.with_app(Call::get("oauth/access_token").once()).within(EXCHANGE);
        if let Some(redirect) = redirect {
            call = call.param("redirect_uri", redirect);
        }
        token_of(&self.call(call.hidden("code", code)).await?, WITHOUT_TOKEN)
    }

    /// Trades a short-lived user token for one of about sixty days.
    pub async fn extend_token(&self, token: &Secret) -> Result<Secret, Trouble> {
        let call = self.with_app(Call::get("oauth/access_token")).param("grant_type", "fb_exchange_token");
        token_of(&self.call(call.hidden("fb_exchange_token", token)).await?, WITHOUT_TOKEN)
    }

    /// Trades a system user's token that ends for one of sixty days more; the old one lives on to its end (Meta, system
    /// users: generate, refresh and revoke tokens).
    pub async fn extend_system_token(&self, token: &Secret) -> Result<Secret, Trouble> {
        let call = self.with_app(Call::get("oauth/access_token")).param("grant_type", "fb_exchange_token");
        let call = call.param("set_token_expires_in_60_days", "true").hidden("fb_exchange_token", token);
        token_of(&self.call(call).await?, WITHOUT_TOKEN)
    }

    fn with_app(&self, call: Call) -> Call {
        call.param("client_id", &self.app.id).hidden("client_secret", &self.app.secret)
    }
}

/// The token that was asked for, or trouble in these words.
pub(super) fn token_of(answer: &Answer, otherwise: &str) -> Result<Secret, Trouble> {
    #[derive(Deserialize)]
    struct Exchanged {
        #[serde(default, deserialize_with = "scalars::token")]
        access_token: Option<Secret>,
    }
    let Exchanged { access_token } = answer.node(otherwise)?;
    access_token.ok_or_else(|| Trouble::new(Cause::Garbled, otherwise))
}
