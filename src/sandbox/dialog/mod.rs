//! The login dialog: real HTML pages that a browser, a robot or a person walks.
//!
//! Signing in, then consent (or "continue as before"), then back to the app. Nothing is remembered between the pages:
//! each form carries what the app asked. Forms from other sites are refused by their `Origin`.

mod asked;
mod consent;
mod html;
pub(crate) mod redirect;

use super::call::Params;
use super::failure::Failure;
use super::ids;
use super::world::things::{Code, Grant, Person};
use super::world::{Slice, World};
use crate::http::{Method, Request, Response};
use asked::Asked;
pub(crate) use asked::refusal;
pub(crate) use html::escape;

/// Life of a login code, in seconds.
const CODE: i64 = 600;

/// A dialog in its world.
struct Dialog<'w> {
    world: World<'w>,
    asked: Asked,
    params: Params,
    action: String,
}

/// Whether a path is the dialog's, with or without a version before it.
pub(crate) fn is_dialog(path: &str) -> bool {
    path.ends_with("/dialog/oauth")
}

/// Whether a form comes from another site.
pub(crate) fn cross_site(request: &Request) -> bool {
    let own = request.headers.get("host").unwrap_or("");
    let origin = request.headers.get("origin");
    request.method == Method::Post && origin.is_some_and(|origin| origin != format!("http://{own}"))
}

/// Answers a request to the dialog.
pub(crate) fn answer(world: World<'_>, request: &Request) -> Result<Response, Failure> {
    let params = match request.method {
        Method::Post => Params::form(&String::from_utf8_lossy(&request.body)),
        Method::Get | Method::Head => Params::form(request.url.query().unwrap_or("")),
        _ => return Ok(refusal("Not found", "The dialog knows GET and POST.")),
    };
    let asked = match asked::read(&world.app, &params) {
        Ok(asked) => asked,
        Err(page) => return Ok(page),
    };
    let mut dialog = Dialog { world, asked, action: request.url.path().to_owned(), params };
    if request.method != Method::Post {
        return dialog.sign_in();
    }
    match dialog.params.get("choice") {
        Some("decline" | "cancel") => Ok(dialog.denied()),
        _ => dialog.step(),
    }
}

impl Dialog<'_> {
    fn step(&mut self) -> Result<Response, Failure> {
        let id = self.params.some("person").unwrap_or("").to_owned();
        let Some(person) = self.world.get::<Person>(&id)?.filter(|person| person.acts_as.is_none()) else {
            return self.sign_in();
        };
        let grant = self.grant(&person)?;
        match (self.params.get("step"), self.params.get("choice")) {
            (Some("person"), _) if self.known(&grant) => Ok(self.as_before(&person)),
            (Some("person"), _) | (Some("before"), Some("edit")) => self.consent(&person, &grant),
            (Some("before"), _) if self.known(&grant) => self.finish(&person, &grant),
            (Some("consent"), Some("approve")) if person.denied => Ok(self.denied()),
            (Some("consent"), Some("approve")) => {
                let grant = self.approve(&person, grant)?;
                self.finish(&person, &grant)
            }
            _ => self.sign_in(),
        }
    }

    /// What the person allowed earlier; after the app was removed, nothing but the count of generations is left.
    fn grant(&self, person: &Person) -> Result<Grant, Failure> {
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
        !grant.removed && self.asked.scopes.iter().all(answered)
    }

    fn sign_in(&self) -> Result<Response, Failure> {
        let people: Vec<Person> = self.world.list("", Slice::ALL)?;
        let mut inside = String::from("<p>Who logs in? Nobody needs a password here.</p><fieldset>");
        for (index, person) in people.iter().filter(|person| person.acts_as.is_none()).enumerate() {
            inside += &html::tick("radio", "person", &person.id, index == 0, &person.name, &person.email);
        }
        inside += "</fieldset>";
        let buttons = html::button("continue", "Continue") + &html::button("cancel", "Cancel");
        Ok(self.page("Log in to the sandbox", "person", None, &inside, &buttons))
    }

    fn as_before(&self, person: &Person) -> Response {
        let name = html::escape(&person.name);
        let app = html::escape(&self.world.app.name);
        let inside = format!(
            "<p>{name}, you have used {app} before. Go on with the same Pages, accounts and permissions, or edit \
             them.</p>"
        );
        let buttons = html::button("continue", &format!("Continue as {}", person.name))
            + &html::button("edit", "Edit previous settings")
            + &html::button("decline", "Cancel");
        self.page("Continue as before?", "before", Some(person), &inside, &buttons)
    }

    fn page(&self, title: &str, step: &str, person: Option<&Person>, inside: &str, buttons: &str) -> Response {
        let mut hidden = self.asked.carried.clone();
        hidden.push(("step".to_owned(), step.to_owned()));
        if let Some(person) = person {
            hidden.push(("person".to_owned(), person.id.clone()));
        }
        let form = html::form(&self.action, &hidden, inside, buttons);
        let about = match person {
            Some(person) => format!("Logged in as {}, {}", person.name, person.email),
            None => format!("for the app {}", self.world.app.name),
        };
        html::page(200, title, &format!("<p class=\"soft\">{}</p>{form}", html::escape(&about)))
    }

    fn finish(&mut self, person: &Person, grant: &Grant) -> Result<Response, Failure> {
        let serial = self.world.serial()?;
        let code = ids::code(serial);
        self.world.put(&Code {
            text: code.clone(),
            person: person.id.clone(),
            redirect: self.asked.redirect.clone(),
            generation: grant.generation,
            expires: self.world.now + CODE,
            used: false,
        })?;
        let granted = grant.scopes.join(",");
        let mut answer = vec![("code", code.as_str())];
        if self.asked.granted_scopes {
            answer.push(("granted_scopes", &granted));
        }
        answer.extend(self.asked.state.as_deref().map(|state| ("state", state)));
        Ok(redirect::to(&self.asked.redirect, &answer))
    }

    /// Meta sends the same when nobody denied anything and the app may not grant what it asked for.
    fn denied(&self) -> Response {
        let mut answer = vec![
            ("error", "access_denied"),
            ("error_code", "200"),
            ("error_reason", "user_denied"),
            ("error_description", "Permissions error"),
        ];
        answer.extend(self.asked.state.as_deref().map(|state| ("state", state)));
        redirect::to(&self.asked.redirect, &answer)
    }
}
