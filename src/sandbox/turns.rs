//! What people do elsewhere, which turns a connection bad without a word: settings changed, accounts moved, dates set.

use std::time::Duration;

use super::world::Slice;
use super::world::models::{Grant, Page, Token};
use super::{Sandbox, SandboxError};

impl Sandbox {
    /// Links another Instagram account to a Page, or none.
    pub fn link_instagram(&self, page: &str, account: Option<&str>) -> Result<(), SandboxError> {
        Ok(self.write(|world| {
            let mut page: Page = world.get(page)?.unwrap_or_default();
            page.instagram = account.map(str::to_owned);
            page.connected.clone_from(&page.instagram);
            world.put(&page)
        })?)
    }

    /// Gives the tokens of a person, and the Page tokens that stand on them, an end, as a configuration with an expiry
    /// does.
    pub fn end_tokens(&self, person: &str, after: Duration) -> Result<(), SandboxError> {
        Ok(self.write(|world| {
            for mut token in world.list::<Token>(person, Slice::ALL)? {
                token.expires = world.now.saturating_add(i64::try_from(after.as_secs()).unwrap_or(i64::MAX));
                token.long = false;
                world.put(&token)?;
            }
            Ok(())
        })?)
    }

    /// Takes one permission out of what a person has granted, ready-made tokens included.
    pub fn withdraw_scope(&self, person: &str, scope: &str) -> Result<(), SandboxError> {
        Ok(self.write(|world| {
            for id in [person.to_owned(), format!("{person}/ready")] {
                if let Some(mut grant) = world.get::<Grant>(&id)? {
                    grant.scopes.retain(|granted| granted != scope);
                    world.put(&grant)?;
                }
            }
            Ok(())
        })?)
    }
}
