//! System-user configurations (Meta, Facebook Login for Business): which business, which of its assets.
//!
//! The person picks one portfolio and, in it, assets; what comes of it belongs to the app's system user in that
//! portfolio and not to the person. Permissions are no choice.

use maud::html;

use super::consent::{Asset, assets_part};
use super::{CODE, Dialog, page};
use crate::http::Response;
use crate::sandbox::clients;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{
    Business, Grant, Holding, Instagram, Member, Page, Person, Role, Sort, Waba, holdings, pair,
};

/// Roles that are assigned to a system user.
const TASKS: &[&str] = &["MODERATE", "MESSAGING", "ANALYZE", "ADVERTISE", "CREATE_CONTENT", "MANAGE"];

impl Dialog<'_> {
    /// One step of such a login.
    pub(super) fn client(&mut self, person: &Person) -> Result<Response, GraphError> {
        let business = self.chosen_business(person)?;
        match (self.params.get("step"), business) {
            (Some("business"), Some(business)) => self.business_assets(person, &business),
            (Some("assets"), Some(_)) if person.denied => Ok(self.denied(None)),
            (Some("assets"), Some(business)) => self.let_in(&business),
            _ => self.businesses(person),
        }
    }

    /// The portfolios of a person.
    pub(super) fn portfolios(&self, person: &Person) -> Result<Vec<Business>, GraphError> {
        let mut found = Vec::new();
        for member in self.world.list::<Member>(&person.id, Slice::ALL)? {
            found.extend(self.world.get::<Business>(&member.business)?);
        }
        Ok(found)
    }

    /// The portfolio that the form names, if the person belongs to it.
    pub(super) fn chosen_business(&self, person: &Person) -> Result<Option<Business>, GraphError> {
        let Some(id) = self.params.some("business") else { return Ok(None) };
        if !self.world.has::<Member>(&pair(&person.id, id))? {
            return Ok(None);
        }
        self.world.get(id)
    }

    fn businesses(&self, person: &Person) -> Result<Response, GraphError> {
        let businesses = self.portfolios(person)?;
        if businesses.is_empty() {
            let inside = html! { p { "You belong to no business portfolio, so there is nothing to choose." } };
            let cancel = page::button("cancel", "Cancel");
            return Ok(self.page("Choose a business", "nothing", Some(person), &inside, &cancel));
        }
        let inside = html! {
            p { "Which business is " (self.world.app.name) " to work with?" }
            fieldset {
                @for (index, one) in businesses.iter().enumerate() {
                    (page::tick("radio", "business", &one.id, index == 0, &one.name, &one.id))
                }
            }
        };
        let buttons = html! { (page::button("continue", "Continue")) (page::button("cancel", "Cancel")) };
        Ok(self.page("Choose a business", "business", Some(person), &inside, &buttons))
    }

    fn business_assets(&self, person: &Person, business: &Business) -> Result<Response, GraphError> {
        let ticked = |asset: &Asset| !person.unticks.contains(&asset.id);
        let inside = html! {
            (page::hidden("business", &business.id))
            @for sort in Sort::ALL {
                @if self.chooses(sort) {
                    (assets_part(sort, &self.assets_of(business, sort)?, person.all_assets, ticked))
                }
            }
            (self.permissions_part(person, &Grant::default()))
        };
        let buttons = html! { (page::button("approve", "Approve")) (page::button("decline", "Decline")) };
        let title = format!("{} asks for access to {}", self.world.app.name, business.name);
        Ok(self.page(&title, "assets", Some(person), &inside, &buttons))
    }

    /// The assets that a portfolio owns.
    fn assets_of(&self, business: &Business, sort: Sort) -> Result<Vec<Asset>, GraphError> {
        if sort == Sort::Waba {
            let wabas: Vec<Waba> = self.world.list(&business.id, Slice::ALL)?;
            return Ok(wabas.into_iter().map(|waba| Asset { id: waba.id, name: waba.name, ord: waba.ord }).collect());
        }
        let mut assets = Vec::new();
        for Holding { page, ord, .. } in self.world.list(&holdings(&business.id, false), Slice::ALL)? {
            let Some(page) = self.world.get::<Page>(&page)? else { continue };
            if sort == Sort::Page {
                assets.push(Asset { id: page.id, name: page.name, ord });
            } else if let Some(id) = page.instagram {
                let account: Instagram = self.world.get(&id)?.unwrap_or_default();
                assets.push(Asset { name: format!("@{}", account.username), id, ord });
            }
        }
        Ok(assets)
    }

    fn let_in(&mut self, business: &Business) -> Result<Response, GraphError> {
        let Some(config) = self.asked.config.clone() else { return self.sign_in() };
        let mut grant = clients::admit(&mut self.world, business, &config, &self.asked.scopes)?;
        for sort in Sort::ALL {
            if self.chooses(sort) {
                let assets = self.assets_of(business, sort)?;
                let all = self.choose(&assets, &grant, sort)?;
                grant.cover(sort, all);
            }
        }
        self.assign(&grant, business)?;
        self.world.put(&grant)?;
        let login = clients::login(&grant, config.sixty_days);
        let pairs = self.yields(&login, &grant.scopes, CODE)?;
        Ok(self.end(pairs, None))
    }

    /// Gives the system user roles on the Pages that were picked, and on no others.
    fn assign(&self, grant: &Grant, business: &Business) -> Result<(), GraphError> {
        self.world.remove_all::<Role>(&grant.person)?;
        let ticked: Vec<&str> = self.params.all(Sort::Page.key()).collect();
        for page in self.assets_of(business, Sort::Page)? {
            if grant.covers(Sort::Page) || ticked.contains(&page.id.as_str()) {
                self.world.put(&Role {
                    person: grant.person.clone(),
                    page: page.id,
                    ord: page.ord,
                    tasks: TASKS.iter().map(|task| (*task).to_owned()).collect(),
                    portfolio: true,
                })?;
            }
        }
        Ok(())
    }
}
