//! The login dialog: real HTML pages that a browser, a robot or a person walks.
//!
//! Signing in, then consent (or "continue as before"), a business and its assets, or Embedded Signup, then back to the
//! app. Nothing is remembered between the pages: each form carries what the app asked.

mod asked;
mod business;
mod consent;
mod end;
mod extras;
mod page;
pub(crate) mod redirect;
pub(crate) mod sdk;
mod signup;

use maud::{Markup, html};

use super::call::Params;
use super::error::GraphError;
use super::world::models::{Grant, Kind, Login, Person};
use super::world::{Slice, World};
use crate::http::{Method, Request, Response};
use asked::Asked;
pub(crate) use asked::refusal;

/// Life of a login code, in seconds.
const CODE: i64 = 600;

/// The pages of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// `/dialog/oauth`.
    Login,
    /// Meta's hosted signup link, which needs no page of the app.
    Hosted,
}

/// How a page is visited.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visit {
    /// Which page.
    pub(crate) place: Place,
    /// With a telephone.
    pub(crate) mobile: bool,
}

/// A dialog in its world.
struct Dialog<'w> {
    world: World<'w>,
    asked: Asked,
    params: Params,
    action: String,
    base: String,
}

/// Which page of the dialog a path is, with or without a version before it.
pub(crate) fn place(path: &str) -> Option<Place> {
    match path.trim_end_matches('/') {
        path if path.ends_with("/dialog/oauth") => Some(Place::Login),
        "/messaging/whatsapp/onboard" => Some(Place::Hosted),
        _ => None,
    }
}

/// Answers a request to the dialog.
pub(crate) fn answer(world: World<'_>, place: Place, request: &Request) -> Result<Response, GraphError> {
    let params = match request.method {
        Method::Post => Params::form(&String::from_utf8_lossy(&request.body)),
        Method::Get | Method::Head => Params::form(request.url.query().unwrap_or("")),
        _ => return Ok(refusal("Not found", "The dialog knows GET and POST.")),
    };
    let mobile = request.headers.get("user-agent").is_some_and(|agent| agent.contains("Mobi"));
    let asked = match asked::read(&world.app, Visit { place, mobile }, &params) {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let base = format!("http://{}", request.headers.get("host").unwrap_or("localhost"));
    let mut dialog = Dialog { world, asked, action: request.url.path().to_owned(), params, base };
    if request.method != Method::Post {
        return Ok(if place == Place::Hosted { dialog.welcome() } else { dialog.sign_in()? });
    }
    match dialog.params.get("choice") {
        Some("decline" | "cancel") => Ok(dialog.denied(dialog.abandoned().as_ref())),
        Some("report_error") => Ok(dialog.denied(dialog.reported().as_ref())),
        _ => dialog.step(),
    }
}

impl Dialog<'_> {
    fn step(&mut self) -> Result<Response, GraphError> {
        let id = self.params.some("person").unwrap_or("").to_owned();
        let Some(person) = self.world.get::<Person>(&id)?.filter(Person::logs_in) else {
            return self.sign_in();
        };
        if !self.world.app.live && person.app_role.is_none() {
            let words = "This app is in development mode. Only people with a role on the app can log in.";
            return Ok(refusal("App not active", words));
        }
        if !self.withhold(&person) && self.params.get("step") != Some("person") {
            // All or nothing, and the app may not have all: a denial that the person did not make.
            return Ok(self.denied(None));
        }
        match &self.asked.config {
            Some(config) if config.signup => self.signup(&person),
            Some(config) if config.system => self.client(&person),
            _ => self.classic(&person),
        }
    }

    /// Drops what the app may not be granted, silently as at Meta; says whether a configuration is still whole.
    fn withhold(&mut self, person: &Person) -> bool {
        let before = self.asked.scopes.len();
        let app = &self.world.app;
        self.asked.scopes.retain(|scope| app.may_ask(person, scope));
        self.asked.config.is_none() || self.asked.scopes.len() == before
    }

    fn classic(&mut self, person: &Person) -> Result<Response, GraphError> {
        let grant = self.grant(person)?;
        match (self.params.get("step"), self.params.get("choice")) {
            (Some("person"), _) if self.known(&grant) => Ok(self.as_before(person)),
            (Some("person"), _) | (Some("before"), Some("edit")) => self.consent(person, &grant),
            (Some("before"), _) if self.known(&grant) => self.finish(person, &grant),
            (Some("consent"), Some("approve")) if person.denied => Ok(self.denied(None)),
            (Some("consent"), Some("approve")) => {
                let grant = self.approve(person, grant)?;
                self.finish(person, &grant)
            }
            _ => self.sign_in(),
        }
    }

    /// What the person allowed earlier; after the app was removed, nothing but the count of generations is left.
    fn grant(&self, person: &Person) -> Result<Grant, GraphError> {
        let known = self.world.get::<Grant>(&person.id)?;
        Ok(known.unwrap_or_else(|| Grant {
            id: person.id.clone(),
            person: person.id.clone(),
            removed: true,
            ..Grant::default()
        }))
    }

    /// Whether everything that is asked was answered in an earlier login.
    fn known(&self, grant: &Grant) -> bool {
        let answered =
            |scope: &String| grant.scopes.contains(scope) || (!self.asked.rerequest && grant.declined.contains(scope));
        !self.asked.reauthorize && !grant.removed && self.asked.scopes.iter().all(answered)
    }

    /// The first page of the hosted link.
    fn welcome(&self) -> Response {
        let inside = html! {
            p { "Connect your WhatsApp account to " (self.world.app.name) ". It takes a few minutes." }
        };
        self.page("Connect to WhatsApp", "welcome", None, &inside, &page::button("start", "Get started"))
    }

    fn sign_in(&self) -> Result<Response, GraphError> {
        let people: Vec<Person> = self.world.list("", Slice::ALL)?;
        let inside = html! {
            p { "Who logs in? Nobody needs a password here." }
            fieldset {
                @for (index, person) in people.iter().filter(|person| person.logs_in()).enumerate() {
                    (page::tick("radio", "person", &person.id, index == 0, &person.name, &person.email))
                }
            }
        };
        let buttons = html! { (page::button("continue", "Continue")) (page::button("cancel", "Cancel")) };
        Ok(self.page("Log in to the sandbox", "person", None, &inside, &buttons))
    }

    fn as_before(&self, person: &Person) -> Response {
        let inside = html! {
            p {
                (person.name) ", you have used " (self.world.app.name) " before. Go on with the same Pages, accounts and "
                "permissions, or edit them."
            }
        };
        let buttons = html! {
            (page::button("continue", &format!("Continue as {}", person.name)))
            (page::button("edit", "Edit previous settings"))
            (page::button("decline", "Cancel"))
        };
        self.page("Continue as before?", "before", Some(person), &inside, &buttons)
    }

    fn page(&self, title: &str, step: &str, person: Option<&Person>, inside: &Markup, buttons: &Markup) -> Response {
        page::page(200, title, &self.form(step, person, inside, buttons))
    }

    /// A page's form, with what the app asked and what was chosen so far.
    fn form(&self, step: &str, person: Option<&Person>, inside: &Markup, buttons: &Markup) -> Markup {
        let mut carried = self.asked.carried.clone();
        carried.push(("step".to_owned(), step.to_owned()));
        if let Some(person) = person {
            carried.push(("person".to_owned(), person.id.clone()));
        }
        html! {
            p.soft {
                @match person {
                    Some(person) => { "Logged in as " (person.name) ", " (person.email) },
                    None => { "for the app " (self.world.app.name) },
                }
            }
            (page::form(&self.action, &carried, inside, buttons))
        }
    }

    fn finish(&mut self, person: &Person, grant: &Grant) -> Result<Response, GraphError> {
        let login = Login {
            kind: Kind::User,
            person: person.id.clone(),
            grant: grant.id.clone(),
            generation: grant.generation,
            sixty_days: false,
        };
        let pairs = self.yields(&login, &grant.scopes, CODE)?;
        Ok(self.end(pairs, None))
    }
}
