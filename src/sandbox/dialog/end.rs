//! How the dialog ends: at the app's address, in the page that opened it, or nowhere.
//!
//! A code travels in the query, a token in the fragment (Meta, manual login flow). The page that opened the dialog with
//! the JavaScript SDK gets messages: one for the SDK, which looks like a query string, and Embedded Signup's event, a
//! JSON string. It gets none unless its host stands in Allowed Domains and in Valid OAuth Redirect URIs.

use maud::html;
use serde_json::Value;
use url::form_urlencoded::Serializer;

use super::asked::Back;
use super::{Dialog, page, redirect};
use crate::http::Response;
use crate::sandbox::error::GraphError;
use crate::sandbox::tokens;
use crate::sandbox::world::models::{Code, Login, Report};

/// Names and values that are handed back.
pub(super) type Pairs = Vec<(&'static str, String)>;

/// Embedded Signup's event, and when it is told.
pub(super) struct Event {
    /// What is told.
    pub(super) value: Value,
    /// When.
    pub(super) report: Report,
}

impl Dialog<'_> {
    /// Makes what a login gives: code, token, names of permissions. `life` is the code's, in seconds.
    pub(super) fn yields(&mut self, login: &Login, scopes: &[String], life: i64) -> Result<Pairs, GraphError> {
        let mut pairs = Pairs::new();
        let wanted = self.asked.wanted;
        if wanted.token {
            let token = tokens::of_login(&mut self.world, login)?;
            pairs.push(("access_token", tokens::text(&self.world, &token)));
            pairs.push(("data_access_expiration_time", token.data_access.to_string()));
            pairs.push(("expires_in", (token.expires - self.world.now).to_string()));
            if matches!(self.asked.back, Back::Opener(_)) {
                pairs.push(("user_id", login.person.clone()));
            }
        }
        if wanted.code {
            pairs.push(("code", self.code(login, life)?));
        }
        if wanted.granted_scopes {
            pairs.push(("granted_scopes", scopes.join(",")));
        }
        Ok(pairs)
    }

    fn code(&mut self, login: &Login, life: i64) -> Result<String, GraphError> {
        let redirect = match &self.asked.back {
            Back::Redirect(address) => address.clone(),
            Back::Opener(_) | Back::Nowhere => String::new(),
        };
        let serial = self.world.serial()?;
        let text = self.world.home.key.code(serial);
        let expires = self.world.now + life;
        self.world.put(&Code { text: text.clone(), login: login.clone(), redirect, expires, used: false })?;
        Ok(text)
    }

    /// Hands back what a login gives.
    pub(super) fn end(&self, mut pairs: Pairs, event: Option<&Event>) -> Response {
        pairs.extend(self.asked.state.clone().map(|state| ("state", state)));
        match &self.asked.back {
            Back::Redirect(address) => {
                let address = redirect::landing(address, &self.base);
                redirect::to(&address, &pairs, self.asked.wanted.token)
            }
            Back::Opener(origin) => self.told(origin, &pairs, event),
            Back::Nowhere => {
                page::page(200, "All done", &html! { p { "You can close this window and go back to the app." } })
            }
        }
    }

    /// Meta sends this too when the person denied nothing and the app may not be granted what it asked for.
    pub(super) fn denied(&self, event: Option<&Event>) -> Response {
        let pairs = [
            ("error", "access_denied"),
            ("error_code", "200"),
            ("error_reason", "user_denied"),
            ("error_description", "Permissions error"),
        ];
        match &self.asked.back {
            Back::Nowhere => {
                page::page(200, "Cancelled", &html! { p { "Nothing was connected. You can close this window." } })
            }
            _ => self.end(pairs.map(|(name, value)| (name, value.to_owned())).to_vec(), event),
        }
    }

    /// The last page in the popup: it speaks to the page that opened it, and closes.
    fn told(&self, origin: &str, pairs: &Pairs, event: Option<&Event>) -> Response {
        if !redirect::sdk_allowed(&self.world.app, origin) {
            tracing::warn!("the page that opened the dialog is in no allowed domain; nothing is handed back");
            let words = html! {
                p {
                    "Nothing was handed back: " (origin) " must stand in Allowed Domains for the JavaScript SDK and in "
                    "Valid OAuth Redirect URIs."
                }
            };
            return page::page(200, "Not an allowed domain", &words);
        }
        let words = html! {
            p { "You can close this window." }
            (page::messages(origin, "load", &self.messages(pairs, event)))
        };
        page::scripted("One moment", &words)
    }

    /// The messages in their order.
    pub(super) fn messages(&self, pairs: &Pairs, event: Option<&Event>) -> Vec<String> {
        let cb = self.params.get("cb").unwrap_or("");
        let query = Serializer::new(String::new()).append_pair("cb", cb).extend_pairs(pairs).finish();
        let Some(event) = event else { return vec![query] };
        let told = event.value.to_string();
        match event.report {
            Report::EventFirst => vec![told, query],
            Report::CodeFirst => vec![query, told],
            Report::CodeOnly => vec![query],
            Report::EventOnly => vec![told],
        }
    }
}
