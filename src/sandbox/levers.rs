//! What a person at the controls can do to the world: push the clock, change the app, take a role away.

use std::time::Duration;

use super::world::Slice;
use super::world::things::{Kind, Role, Token, pair};
use super::{Sandbox, SandboxError, clients, grants, ids};

/// A setting of the sandbox's app.
#[derive(Debug, Clone)]
pub enum Setting {
    /// Live, or in development mode.
    Live(bool),
    /// "Require App Secret".
    RequireProof(bool),
    /// Valid OAuth Redirect URIs. An entry that ends with `*` is a beginning.
    Redirects(Vec<String>),
    /// Allowed Domains for the JavaScript SDK.
    SdkDomains(Vec<String>),
    /// Permissions with Standard Access only, which people without a role cannot grant to a live app.
    Standard(Vec<String>),
    /// Permissions that no use case of the app offers.
    Withheld(Vec<String>),
    /// The dialog shows "Feature unavailable" to everybody.
    LoginUnavailable(bool),
    /// Deauthorise callback URL.
    Deauthorize(Option<String>),
    /// Data deletion request URL.
    DataDeletion(Option<String>),
}

impl Sandbox {
    /// Changes the app.
    pub fn configure(&self, setting: Setting) -> Result<(), SandboxError> {
        Ok(self.change(|mut world| {
            match setting {
                Setting::Live(live) => world.app.live = live,
                Setting::RequireProof(require) => world.app.require_proof = require,
                Setting::Redirects(redirects) => world.app.redirects = redirects,
                Setting::SdkDomains(domains) => world.app.sdk_domains = domains,
                Setting::Standard(scopes) => world.app.standard = scopes,
                Setting::Withheld(scopes) => world.app.withheld = scopes,
                Setting::LoginUnavailable(off) => world.app.unavailable = off,
                Setting::Deauthorize(url) => world.app.deauthorize = url,
                Setting::DataDeletion(url) => world.app.data_deletion = url,
            }
            world.put(&world.app)
        })?)
    }

    /// Pushes the world's clock forward, for good.
    pub fn push_clock(&self, time: Duration) -> Result<(), SandboxError> {
        let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        Ok(self.change(|mut world| {
            world.state.ahead = world.state.ahead.saturating_add(seconds);
            world.remember()
        })?)
    }

    /// Kills the tokens of a person with a subcode of 190: 459 checkpoint, 460 new password, 467 logged out.
    pub fn kill_tokens(&self, person: &str, subcode: i64) -> Result<(), SandboxError> {
        Ok(self.change(|world| {
            for mut token in world.list::<Token>(person, Slice::ALL)? {
                token.killed = Some(subcode);
                world.put(&token)?;
            }
            Ok(())
        })?)
    }

    /// Resets the app's secret. What was issued under the old one dies with 190/460: Meta says that it dies and not how.
    pub fn reset_secret(&self) -> Result<(), SandboxError> {
        Ok(self.change(|mut world| {
            let serial = world.serial()?;
            let mut secret = ids::hmac_hex(world.app.secret.as_bytes(), &serial.to_be_bytes());
            secret.truncate(32);
            world.app.secret = secret;
            world.put(&world.app)?;
            for mut token in world.every::<Token>()?.into_iter().filter(|token| token.kind != Kind::Foreign) {
                token.killed = token.killed.or(Some(460));
                world.put(&token)?;
            }
            Ok(())
        })?)
    }

    /// A person removes the app in the settings of Facebook; says whether there was anything to remove.
    pub fn remove_app(&self, person: &str) -> Result<bool, SandboxError> {
        Ok(self.change(|mut world| grants::remove_app(&mut world, person))?)
    }

    /// A client business throws the app out under its connected apps; says whether the app was there.
    pub fn throw_out(&self, business: &str) -> Result<bool, SandboxError> {
        Ok(self.change(|mut world| clients::throw_out(&mut world, business))?)
    }

    /// Takes a person's role on a Page away; says whether there was one.
    pub fn remove_role(&self, person: &str, page: &str) -> Result<bool, SandboxError> {
        Ok(self.change(|world| world.remove::<Role>(&pair(person, page)))?)
    }
}
