//! What a signup makes: portfolio, WhatsApp account, number, and the app's place in the business.

use maud::{Markup, html};

use super::super::page::hidden;
use super::{Dialog, NEW};
use crate::sandbox::call::Params;
use crate::sandbox::clients::{self, fresh};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Business, Client, Member, Number, Person, Sort, Target, Waba};

/// The name that a person's new portfolio gets.
pub(super) fn new_business(person: &Person) -> String {
    format!("{}'s Business", person.name)
}

/// What was signed up.
pub(super) struct Signed {
    /// Portfolio.
    pub(super) business: String,
    /// The account's name.
    pub(super) name: String,
    /// WhatsApp account.
    pub(super) waba: String,
    /// Number, if there is one.
    pub(super) number: Option<String>,
    /// The number lives in the WhatsApp Business app as well.
    pub(super) coexistence: bool,
}

impl Signed {
    /// Hidden inputs, from which [`Signed::read`] reads it.
    pub(super) fn hidden(&self) -> Markup {
        html! {
            (hidden("waba", &self.waba))
            @if let Some(number) = &self.number { (hidden("phone", number)) }
        }
    }

    /// Reads it back; `None` if the app is not, or no longer, in that business.
    pub(super) fn read(world: &World<'_>, params: &Params) -> Result<Option<Self>, GraphError> {
        let Some(waba) = world.get::<Waba>(params.some("waba").unwrap_or(""))? else { return Ok(None) };
        if world.get::<Client>(&waba.business)?.is_none_or(|client| client.gone) {
            return Ok(None);
        }
        let number = world.get::<Number>(params.some("phone").unwrap_or(""))?.filter(|number| number.waba == waba.id);
        Ok(Some(Self::of(waba, number)))
    }

    fn of(waba: Waba, number: Option<Number>) -> Self {
        Self {
            business: waba.business,
            name: waba.name,
            waba: waba.id,
            coexistence: number.as_ref().is_some_and(|number| number.on_biz_app),
            number: number.map(|number| number.id),
        }
    }
}

impl Dialog<'_> {
    /// Makes what was chosen; `None` if the choices do not fit together.
    pub(super) fn settle(&mut self, person: &Person) -> Result<Option<Signed>, GraphError> {
        let Some(config) = self.asked.config.clone() else { return Ok(None) };
        let Some(business) = self.business_for(person)? else { return Ok(None) };
        let Some(waba) = self.account_for(person, &business)? else { return Ok(None) };
        let number = match self.params.get("number") {
            Some("none") => None,
            _ => match self.number_for(&waba)? {
                Some(number) => Some(number),
                None => return Ok(None),
            },
        };
        let grant = clients::admit(&mut self.world, &business, &config, &self.asked.scopes)?;
        // The account that was signed up last is named first.
        let ord = -i64::from(self.world.serial()?);
        self.world.put(&Target { grant: grant.id, asset: waba.id.clone(), sort: Sort::Waba, ord })?;
        clients::share(&mut self.world, &waba)?;
        Ok(Some(Signed::of(waba, number)))
    }

    /// The account that the form names, if it is one of the chosen business.
    pub(super) fn chosen_account(&self, person: &Person) -> Result<Option<Waba>, GraphError> {
        let business: Option<Business> = self.chosen_business(person)?;
        let account = self.params.some("account").unwrap_or("");
        let account: Option<Waba> = self.world.get(account)?;
        Ok(account.filter(|account| business.is_some_and(|business| business.id == account.business)))
    }

    fn business_for(&mut self, person: &Person) -> Result<Option<Business>, GraphError> {
        if self.params.get("business") != Some(NEW) {
            return self.chosen_business(person);
        }
        let business = Business { id: fresh(&mut self.world, "620")?, name: new_business(person) };
        self.world.put(&business)?;
        let ord = i64::from(self.world.state.serial);
        self.world.put(&Member { person: person.id.clone(), business: business.id.clone(), ord })?;
        Ok(Some(business))
    }

    fn account_for(&mut self, person: &Person, business: &Business) -> Result<Option<Waba>, GraphError> {
        if self.params.get("account") != Some(NEW) {
            return self.chosen_account(person);
        }
        let id = fresh(&mut self.world, "630")?;
        let ord = i64::from(self.world.state.serial);
        let waba = Waba { id, name: business.name.clone(), business: business.id.clone(), ord, ..Waba::default() };
        self.world.put(&waba)?;
        Ok(Some(waba))
    }

    fn number_for(&mut self, waba: &Waba) -> Result<Option<Number>, GraphError> {
        let choice = self.params.get("number").unwrap_or("").to_owned();
        let (verified, app) = match choice.as_str() {
            "verified" => (true, false),
            "unverified" => (false, false),
            "coexistence" if self.asked.extras.coexistence => (true, true),
            id => {
                let number: Option<Number> = self.world.get(id)?;
                return Ok(number.filter(|number| number.waba == waba.id));
            }
        };
        let id = fresh(&mut self.world, "640")?;
        let serial = self.world.state.serial;
        let now = self.world.now;
        let number = Number {
            id,
            created: now,
            onboarded: if app { now } else { 0 },
            waba: waba.id.clone(),
            ord: i64::from(serial),
            display: format!("+1 631-555-{:04}", serial % 10_000),
            verified_name: waba.name.clone(),
            verified,
            // A coexistence number is registered already, by the app on the phone.
            registered: app,
            on_biz_app: app,
            ..Number::default()
        };
        self.world.put(&number)?;
        Ok(Some(number))
    }
}
