//! The page on which Pages, Instagram accounts and permissions are chosen, and what comes of it.
//!
//! A new choice of assets replaces the earlier one, which is how a second login can kill an earlier Page's token.
//! With a configuration of Facebook Login for Business there is no choice of permissions: all or nothing.

use std::collections::HashSet;

use maud::{Markup, html};

use super::{Dialog, page};
use crate::http::Response;
use crate::sandbox::catalogue::{Reach, reach, wording};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Grant, Instagram, Member, Page, Person, Role, Sort, Target, Waba, targets};

/// An asset that can be ticked.
pub(super) struct Asset {
    /// Its id.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
    /// Its place in the list.
    pub(super) ord: i64,
}

impl Dialog<'_> {
    /// Writes the page.
    pub(super) fn consent(&self, person: &Person, grant: &Grant) -> Result<Response, GraphError> {
        let inside = html! {
            @for sort in Sort::ALL {
                @if self.chooses(sort) { (self.assets_part(person, grant, sort)?) }
            }
            (self.permissions_part(person, grant))
        };
        let buttons = html! { (page::button("approve", "Approve")) (page::button("decline", "Decline")) };
        let title = format!("{} asks for access", self.world.app.name);
        Ok(self.page(&title, "consent", Some(person), &inside, &buttons))
    }

    /// Whether the permissions that are asked for need a choice of assets.
    pub(super) fn chooses(&self, sort: Sort) -> bool {
        let wanted = Reach::Assets(sort);
        self.asked.scopes.iter().any(|scope| reach(scope) == wanted)
    }

    fn assets_part(&self, person: &Person, grant: &Grant, sort: Sort) -> Result<Markup, GraphError> {
        let all = if grant.removed { person.all_assets } else { all_of(grant, sort) };
        let before: Vec<Target> = self.world.list(&targets(&grant.id, sort), Slice::ALL)?;
        let before: HashSet<String> = before.into_iter().map(|target| target.asset).collect();
        let first = |asset: &Asset| grant.removed && !person.unticks.contains(&asset.id);
        let ticked = |asset: &Asset| first(asset) || all || before.contains(&asset.id);
        Ok(assets_part(sort, &self.assets(person, sort)?, all, ticked))
    }

    pub(super) fn permissions_part(&self, person: &Person, grant: &Grant) -> Markup {
        let whole = self.asked.config.is_some();
        html! {
            h2 { "What the app may do" }
            // Nothing to tick, so nothing to make room for.
            fieldset.plain[whole] {
                @for scope in self.shown(grant) {
                    @if whole || scope == "public_profile" {
                        (page::given(wording(scope), &format!("{scope}, always included")))
                    } @else {
                        @let ticked = !person.declines.contains(scope);
                        (page::tick("checkbox", "permission", scope, ticked, wording(scope), scope))
                    }
                }
            }
        }
    }

    /// What was declined earlier is shown again only when the app asks for that.
    fn shown<'a>(&'a self, grant: &'a Grant) -> impl Iterator<Item = &'a String> {
        let hidden = |scope: &&String| !self.asked.rerequest && grant.declined.contains(scope);
        self.asked.scopes.iter().filter(move |scope| !hidden(scope))
    }

    /// The assets that a person can grant: those with a role.
    fn assets(&self, person: &Person, sort: Sort) -> Result<Vec<Asset>, GraphError> {
        match sort {
            Sort::Page => self.pages(person),
            Sort::Instagram => self.accounts(person),
            Sort::Waba => self.wabas(person),
        }
    }

    fn pages(&self, person: &Person) -> Result<Vec<Asset>, GraphError> {
        let asset = |(ord, page): (i64, Page)| Asset { id: page.id, name: page.name, ord };
        Ok(self.reached(person)?.into_iter().map(asset).collect())
    }

    fn accounts(&self, person: &Person) -> Result<Vec<Asset>, GraphError> {
        let mut assets = Vec::new();
        for (ord, page) in self.reached(person)? {
            let Some(id) = page.instagram.or(page.connected) else { continue };
            let account: Instagram = self.world.get(&id)?.unwrap_or_default();
            if account.professional {
                assets.push(Asset { name: format!("@{}", account.username), id, ord });
            }
        }
        Ok(assets)
    }

    /// The Pages on which a person has a role, with their places in the list.
    fn reached(&self, person: &Person) -> Result<Vec<(i64, Page)>, GraphError> {
        let roles: Vec<Role> = self.world.list(&person.id, Slice::ALL)?;
        let mut pages = Vec::new();
        for role in roles {
            pages.extend(self.world.get::<Page>(&role.page)?.map(|page| (role.ord, page)));
        }
        Ok(pages)
    }

    fn wabas(&self, person: &Person) -> Result<Vec<Asset>, GraphError> {
        let mut assets = Vec::new();
        for member in self.world.list::<Member>(&person.id, Slice::ALL)? {
            let wabas: Vec<Waba> = self.world.list(&member.business, Slice::ALL)?;
            assets.extend(wabas.into_iter().map(|waba| Asset { id: waba.id, name: waba.name, ord: waba.ord }));
        }
        Ok(assets)
    }

    /// Writes the grant that the form describes.
    pub(super) fn approve(&self, person: &Person, mut grant: Grant) -> Result<Grant, GraphError> {
        let ticked: Vec<&str> = self.params.all("permission").collect();
        let shown: Vec<String> = self.shown(&grant).cloned().collect();
        for scope in shown {
            let given = self.asked.config.is_some() || scope == "public_profile" || ticked.contains(&scope.as_str());
            grant.scopes.retain(|known| *known != scope);
            grant.declined.retain(|known| *known != scope);
            if given { grant.scopes.push(scope) } else { grant.declined.push(scope) }
        }
        grant.removed = false;
        for sort in Sort::ALL {
            if self.chooses(sort) {
                let all = self.choose(&self.assets(person, sort)?, &grant, sort)?;
                grant.cover(sort, all);
            }
        }
        self.world.put(&grant)?;
        Ok(grant)
    }

    /// Replaces the assets that the grant names; says whether it is all of them.
    pub(super) fn choose(&self, assets: &[Asset], grant: &Grant, sort: Sort) -> Result<bool, GraphError> {
        let name = sort.key();
        self.world.remove_all::<Target>(&targets(&grant.id, sort))?;
        if self.params.get(&format!("{name}_mode")) == Some("all") {
            return Ok(true);
        }
        let ticked: HashSet<&str> = self.params.all(name).collect();
        for asset in assets.iter().filter(|asset| ticked.contains(asset.id.as_str())) {
            self.world.put(&Target { grant: grant.id.clone(), asset: asset.id.clone(), sort, ord: asset.ord })?;
        }
        Ok(false)
    }
}

/// The choice among assets of a sort: only those that are ticked, or all current and future ones.
pub(super) fn assets_part(sort: Sort, assets: &[Asset], all: bool, ticked: impl Fn(&Asset) -> bool) -> Markup {
    let kinds = match sort {
        Sort::Page => "Pages",
        Sort::Instagram => "Instagram accounts",
        Sort::Waba => "WhatsApp accounts",
    };
    let mode = format!("{}_mode", sort.key());
    let (some, every) =
        (format!("Only the {kinds} that are ticked below"), format!("Opt in to all current and future {kinds}"));
    html! {
        h2 { (kinds) }
        fieldset {
            (page::tick("radio", &mode, "selected", !all, &some, ""))
            (page::tick("radio", &mode, "all", all, &every, ""))
        }
        fieldset.long {
            @for asset in assets {
                (page::tick("checkbox", sort.key(), &asset.id, ticked(asset), &asset.name, &asset.id))
            }
            @if assets.is_empty() { p.soft { "No " (kinds) "." } }
        }
    }
}

fn all_of(grant: &Grant, sort: Sort) -> bool {
    !grant.removed && grant.covers(sort)
}
