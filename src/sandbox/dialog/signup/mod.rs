//! Embedded Signup, version 4 (Meta, Embedded Signup): business, WhatsApp account, number, review, done.
//!
//! One set of pages for its three forms: the dialog that redirects, the popup of the JavaScript SDK, and the hosted
//! link. The choices travel from page to page in the form; "Confirm" makes what was chosen, and from then on the
//! business is connected, whether the last page's button is pressed or the window closed.

mod event;
mod pages;
mod settle;

use maud::html;

use super::asked::Back;
use super::end::Event;
use super::{Dialog, page};
use crate::http::Response;
use crate::sandbox::clients;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::{Client, Grant, Person, Report};
use settle::Signed;

/// Life of a code of Embedded Signup, in seconds (Meta, Embedded Signup implementation).
const CODE: i64 = 30;

/// What is chosen from page to page, as the form names it.
const CHOICES: &[&str] = &["business", "account", "number"];

/// The choice of something that is not there yet.
const NEW: &str = "new";

impl Dialog<'_> {
    /// One step of a signup.
    pub(super) fn signup(&mut self, person: &Person) -> Result<Response, GraphError> {
        match (self.params.get("step"), self.params.get("choice")) {
            (Some("person"), _) => self.business_page(person),
            (Some("business"), _) => self.account_page(person),
            (Some("account"), _) => self.number_page(person),
            (Some("number"), _) => self.review_page(person),
            (Some("review"), _) if person.denied => Ok(self.denied(None)),
            (Some("review"), _) => {
                let Some(signed) = self.settle(person)? else { return self.business_page(person) };
                self.done_page(person, &signed)
            }
            (Some("done"), _) => self.hand_over(person),
            _ => self.sign_in(),
        }
    }

    /// The last page. In a popup, closing it hands over the same as its button.
    fn done_page(&mut self, person: &Person, signed: &Signed) -> Result<Response, GraphError> {
        let inside = html! { (self.done_words(person, signed)) (signed.hidden()) };
        let form = self.form("done", Some(person), &inside, &page::button("finish", "Finish"));
        let title = format!("{} is connected", signed.name);
        let Back::Opener(origin) = &self.asked.back else { return Ok(page::page(200, &title, &form)) };
        if !super::redirect::sdk_allowed(&self.world.app, origin) {
            return Ok(page::page(200, &title, &form));
        }
        let origin = origin.clone();
        let pairs = self.handed(signed)?;
        let event = Event { value: event::finished(signed, person.habits.phoneless), report: person.habits.report };
        let messages = page::messages(&origin, "leave", &self.messages(&pairs, Some(&event)));
        Ok(page::scripted(&title, &html! { (form) (messages) }))
    }

    fn hand_over(&mut self, person: &Person) -> Result<Response, GraphError> {
        let Some(signed) = Signed::read(&self.world, &self.params)? else { return self.business_page(person) };
        let pairs = self.handed(&signed)?;
        let report = self.params.get("report").and_then(Report::named).unwrap_or(person.habits.report);
        let phoneless = self.params.get("phoneless").is_some();
        let event = Event { value: event::finished(&signed, phoneless), report };
        Ok(self.end(pairs, Some(&event)))
    }

    /// Code, or token: what the app gets for the business.
    fn handed(&mut self, signed: &Signed) -> Result<super::end::Pairs, GraphError> {
        if self.asked.back == Back::Nowhere {
            return Ok(Vec::new());
        }
        let client: Client = self.world.get(&signed.business)?.unwrap_or_default();
        let grant: Grant = self.world.get(&client.system_user)?.unwrap_or_default();
        let login = clients::login(&grant, client.sixty_days);
        self.yields(&login, &grant.scopes, CODE)
    }

    /// The event of a signup that was given up on the page that sent the form.
    pub(super) fn abandoned(&self) -> Option<Event> {
        self.stopped(event::abandoned)
    }

    /// The event of a signup on whose page an error was reported.
    pub(super) fn reported(&self) -> Option<Event> {
        let now = self.world.now;
        self.stopped(|screen| event::reported(screen, now))
    }

    fn stopped(&self, write: impl Fn(&str) -> serde_json::Value) -> Option<Event> {
        let signup = self.asked.config.as_ref().is_some_and(|config| config.signup);
        // On the page before, the login, it has not begun.
        let screen = event::screen(self.params.get("step")?)?;
        signup.then(|| Event { value: write(screen), report: Report::EventFirst })
    }
}
