//! Graph: from a call to an answer.
//!
//! What is not imitated is answered with Meta's own envelope and marked, so that the sandbox can tell its owner;
//! nothing here invents a success.

mod accounts;
mod app;
mod app_lists;
mod app_subscriptions;
mod bare;
mod batch;
mod clients;
mod debug_token;
mod edge;
mod exchange;
mod fields;
mod instagram;
mod messages;
mod page;
mod path;
mod permissions;
mod subscribed;
mod system_tokens;
mod user;
mod whatsapp;

pub(crate) use batch::{Batch, Next, operations, wanted as is_batch};
pub(crate) use edge::cursor;
pub(crate) use whatsapp::receive;

use serde_json::Value;

use super::access::{self, Caller};
use super::call::Call;
use super::callback::{self, Barred, CallbackAnswers};
use super::failure::Failure;
use super::proof;
use super::world::World;
use super::world::models::{Business, Instagram, Number, Page, Person, Waba};
use crate::http::Method;
use fields::Field;

/// A call in its world.
pub(crate) struct Context<'w> {
    /// The world.
    pub(crate) world: World<'w>,
    /// The call.
    pub(crate) call: &'w Call,
    /// What the app's server said to this call so far.
    pub(crate) answers: &'w CallbackAnswers,
}

/// An answer and the Page whose limits it counts against.
pub(crate) type Answer = Result<Value, Failure>;

/// Whether a call may change the world and needs a writing transaction.
pub(crate) fn writes(call: &Call) -> bool {
    call.method != Method::Get || call.path.first().is_some_and(|part| part == "oauth")
}

/// Answers a call.
pub(crate) fn answer<'w>(world: World<'w>, call: &'w Call, answers: &'w CallbackAnswers) -> Answer {
    if call.method == Method::Other {
        return Err(Failure::new(100, "Unsupported method.").kind("GraphMethodException").status(405));
    }
    let mut context = Context { world, call, answers };
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["oauth", "access_token"] => return exchange::answer(&mut context),
        [] if call.params.get("ids").is_some() => {
            // Gone from every version since 2026-10-27, and reported as a server's error though it is permanent.
            return Err(Failure::parameter("The ids query parameter is deprecated in v26.0+").status(500));
        }
        _ => {}
    }
    let caller = context.caller(path.first().copied().unwrap_or(""))?;
    proof::check(&context.world, call, &caller)?;
    match path.as_slice() {
        ["debug_token"] if call.method == Method::Get => debug_token::answer(&context),
        [] => Err(context.unsupported("")),
        [first, rest @ ..] => context.node(&caller, first, rest),
    }
}

impl Context<'_> {
    fn caller(&self, first: &str) -> Result<Caller, Failure> {
        match &self.call.token {
            Some(token) => access::resolve(&self.world, token),
            None if first == "me" => Err(nobody()),
            None => Err(Failure::new(104, "An access token is required to request this resource.")),
        }
    }

    /// Finds the object that the path begins with.
    fn node(&mut self, caller: &Caller, first: &str, rest: &[&str]) -> Answer {
        let id = match (first, caller) {
            ("me", Caller::App) => return Err(nobody()),
            ("me", Caller::Holder(holder)) => holder.page.clone().unwrap_or_else(|| holder.token.person.clone()),
            _ => first.to_owned(),
        };
        if !id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Failure::alias(&id).unimplemented());
        }
        if id == self.world.app.id {
            return app::answer(self, caller, rest);
        }
        if let Some(page) = self.world.get::<Page>(&id)? {
            return page::answer(self, caller, &page, rest);
        }
        if let Some(person) = self.world.get::<Person>(&id)? {
            return user::answer(self, caller, &person, rest);
        }
        if let Some(account) = self.world.get::<Instagram>(&id)? {
            return instagram::answer(self, caller, &account, rest);
        }
        if let Some(business) = self.world.get::<Business>(&id)? {
            return accounts::business(self, caller, &business, rest);
        }
        if let Some(waba) = self.world.get::<Waba>(&id)? {
            return whatsapp::waba(self, caller, &waba, rest);
        }
        if let Some(number) = self.world.get::<Number>(&id)? {
            return whatsapp::number(self, caller, number, rest);
        }
        Err(self.absent(&id))
    }

    /// Makes sure that a callback address is the app's server's own, which asks it; `param` names it. Nothing may be
    /// told from this call before, because the call begins again once the address has answered.
    fn handshake(&self, param: &str, address: &str, verify_token: &str) -> Result<(), Failure> {
        match self.answers.destination(&self.world, address)? {
            Ok(to) => self.answers.verified(to, verify_token, self.world.now),
            Err(Barred::NoAddress) => Err(Failure::parameter(format_args!("Param {param} must be a valid HTTPS URI"))),
            Err(barred) => Err(callback::refused(&barred.to_string())),
        }
    }

    /// The fields that were asked for.
    fn fields(&self, usual: &[&str]) -> Result<Vec<Field>, Failure> {
        match self.call.params.some("fields") {
            Some(text) => fields::parse(text),
            None => Ok(usual.iter().map(|name| Field::named(name)).collect()),
        }
    }

    /// The error for an object that is not there or not to be seen.
    fn absent(&self, id: &str) -> Failure {
        Failure::absent(&self.call.method.as_str().to_ascii_lowercase(), id)
    }

    /// The error for something that the sandbox does not do with an object.
    fn unsupported(&self, id: &str) -> Failure {
        self.absent(id).unimplemented()
    }

    /// The error for a list that an object does not have, or that the sandbox does not imitate.
    fn no_edge(&self, node: &str, id: &str, rest: &[&str]) -> Failure {
        let failure = match (self.call.method, rest) {
            (Method::Get, [edge]) => Failure::field(edge, node),
            (Method::Get, _) => Failure::path(&self.call.path.join("/")),
            _ => self.absent(id),
        };
        failure.unimplemented()
    }
}

fn nobody() -> Failure {
    Failure::new(2500, "An active access token must be used to query information about the current user.")
}

/// A permission that the caller lacks.
fn lacking(message: &str) -> Failure {
    Failure::new(200, format!("(#200) {message}")).status(403)
}

/// Puts `id` at the end where it was not asked for: Meta always sends it.
fn with_id(mut node: serde_json::Map<String, Value>, id: &str) -> Value {
    if !node.contains_key("id") {
        node.insert("id".into(), Value::String(id.to_owned()));
    }
    Value::Object(node)
}
