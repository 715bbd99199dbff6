//! What a person at the controls can do to the world: push the clock, change the app, take a role away.

use std::time::Duration;

use super::world::Slice;
use super::world::things::{Role, Token, pair};
use super::{Sandbox, SandboxError};

/// A setting of the sandbox's app.
#[derive(Debug, Clone)]
pub enum Setting {
    /// Live, or in development mode.
    Live(bool),
    /// "Require App Secret".
    RequireProof(bool),
    /// Valid OAuth Redirect URIs. An entry that ends with `*` is a beginning.
    Redirects(Vec<String>),
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

    /// Takes a person's role on a Page away; says whether there was one.
    pub fn remove_role(&self, person: &str, page: &str) -> Result<bool, SandboxError> {
        Ok(self.change(|world| world.remove::<Role>(&pair(person, page)))?)
    }
}
