//! The page on which Pages, Instagram accounts and permissions are chosen, and what comes of it.
//!
//! A new choice of assets replaces the earlier one, which is how a second login can kill an earlier Page's token.
//! With a configuration of Facebook Login for Business there is no choice of permissions: all or nothing.

use std::fmt::Write as _;

use super::{Dialog, html};
use crate::http::Response;
use crate::sandbox::catalogue::{Reach, reach, wording};
use crate::sandbox::failure::Failure;
use crate::sandbox::world::Slice;
use crate::sandbox::world::things::{Grant, Instagram, Page, Person, Role, Target, pair, targets};

/// An asset that can be ticked.
struct Asset {
    id: String,
    name: String,
    ord: i64,
}

impl Dialog<'_> {
    /// Writes the page.
    pub(super) fn consent(&self, person: &Person, grant: &Grant) -> Result<Response, Failure> {
        let mut inside = String::new();
        for instagram in [false, true] {
            if self.chooses(instagram) {
                inside += &self.assets_part(person, grant, instagram)?;
            }
        }
        inside += &self.permissions_part(person, grant);
        let buttons = html::button("approve", "Approve") + &html::button("decline", "Decline");
        let title = format!("{} asks for access", self.world.app.name);
        Ok(self.page(&title, "consent", Some(person), &inside, &buttons))
    }

    /// Whether the permissions that are asked for need a choice of assets.
    fn chooses(&self, instagram: bool) -> bool {
        let wanted = if instagram { Reach::Instagram } else { Reach::Pages };
        self.asked.scopes.iter().any(|scope| reach(scope) == wanted)
    }

    fn assets_part(&self, person: &Person, grant: &Grant, instagram: bool) -> Result<String, Failure> {
        let (name, title) = names(instagram);
        let mode = format!("{name}_mode");
        let all = if grant.removed { person.all_assets } else { all_of(grant, instagram) };
        let kinds = if instagram { "Instagram accounts" } else { "Pages" };
        let mut part = format!("<h2>{title}</h2><fieldset>");
        part += &html::tick("radio", &mode, "selected", !all, &format!("Only the {kinds} that are ticked below"), "");
        part += &html::tick("radio", &mode, "all", all, &format!("Opt in to all current and future {kinds}"), "");
        part += "</fieldset><fieldset class=\"long\">";
        let assets = self.assets(person, instagram)?;
        for asset in &assets {
            let before = self.world.has::<Target>(&pair(&grant.id, &asset.id))?;
            let first = grant.removed && !person.unticks.contains(&asset.id);
            let ticked = first || all_of(grant, instagram) || before;
            part += &html::tick("checkbox", name, &asset.id, ticked, &asset.name, &asset.id);
        }
        if assets.is_empty() {
            let _ = write!(part, "<p class=\"soft\">No {kinds}.</p>");
        }
        Ok(part + "</fieldset>")
    }

    fn permissions_part(&self, person: &Person, grant: &Grant) -> String {
        let mut part = String::from("<h2>What the app may do</h2><fieldset>");
        for scope in self.shown(grant) {
            let (words, fixed) = (wording(scope), self.asked.business || scope == "public_profile");
            if fixed {
                part += &html::given(words, scope);
            } else {
                let ticked = !person.declines.contains(scope);
                part += &html::tick("checkbox", "permission", scope, ticked, words, scope);
            }
        }
        part + "</fieldset>"
    }

    /// What was declined earlier is shown again only when the app asks for that.
    fn shown<'a>(&'a self, grant: &'a Grant) -> impl Iterator<Item = &'a String> {
        let hidden = |scope: &&String| !self.asked.rerequest && grant.declined.contains(scope);
        self.asked.scopes.iter().filter(move |scope| !hidden(scope))
    }

    /// The assets that a person can grant: those with a role.
    fn assets(&self, person: &Person, instagram: bool) -> Result<Vec<Asset>, Failure> {
        let roles: Vec<Role> = self.world.list(&person.id, Slice::ALL)?;
        let mut assets: Vec<Asset> = Vec::new();
        for role in roles {
            let Some(page) = self.world.get::<Page>(&role.page)? else { continue };
            if !instagram {
                assets.push(Asset { id: page.id, name: page.name, ord: role.ord });
            } else if let Some(id) = page.instagram.or(page.connected) {
                let account: Instagram = self.world.get(&id)?.unwrap_or_default();
                if account.professional {
                    assets.push(Asset { name: format!("@{}", account.username), id, ord: role.ord });
                }
            }
        }
        Ok(assets)
    }

    /// Writes the grant that the form describes.
    pub(super) fn approve(&self, person: &Person, mut grant: Grant) -> Result<Grant, Failure> {
        let ticked: Vec<&str> = self.params.all("permission").collect();
        let shown: Vec<String> = self.shown(&grant).cloned().collect();
        for scope in shown {
            let given = self.asked.business || scope == "public_profile" || ticked.contains(&scope.as_str());
            grant.scopes.retain(|known| *known != scope);
            grant.declined.retain(|known| *known != scope);
            if given { grant.scopes.push(scope) } else { grant.declined.push(scope) }
        }
        grant.removed = false;
        for instagram in [false, true] {
            if self.chooses(instagram) {
                let all = self.choose(person, &grant, instagram)?;
                *(if instagram { &mut grant.all_instagram } else { &mut grant.all_pages }) = all;
            }
        }
        self.world.put(&grant)?;
        Ok(grant)
    }

    /// Replaces the assets that the grant names; says whether it is all of them.
    fn choose(&self, person: &Person, grant: &Grant, instagram: bool) -> Result<bool, Failure> {
        let (name, _) = names(instagram);
        self.world.remove_all::<Target>(&targets(&grant.id, instagram))?;
        if self.params.get(&format!("{name}_mode")) == Some("all") {
            return Ok(true);
        }
        let ticked: std::collections::HashSet<&str> = self.params.all(name).collect();
        for asset in self.assets(person, instagram)?.into_iter().filter(|asset| ticked.contains(asset.id.as_str())) {
            self.world.put(&Target { grant: grant.id.clone(), asset: asset.id, instagram, ord: asset.ord })?;
        }
        Ok(false)
    }
}

fn all_of(grant: &Grant, instagram: bool) -> bool {
    !grant.removed && if instagram { grant.all_instagram } else { grant.all_pages }
}

fn names(instagram: bool) -> (&'static str, &'static str) {
    if instagram { ("instagram", "Instagram accounts") } else { ("page", "Pages") }
}
