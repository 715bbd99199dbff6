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
mod node;
mod page;
mod path;
mod permissions;
mod profile;
mod subscribed;
mod system_tokens;
mod user;
mod whatsapp;

#[cfg(test)]
pub(crate) use bare::documented;
pub(crate) use batch::{Batch, Next, operations, wanted as is_batch};
pub(crate) use edge::cursor;
pub(crate) use node::{Node, named};
pub(crate) use whatsapp::receive;

use serde_json::Value;

use super::access::{self, Caller};
use super::call::Call;
use super::callback::{self, Barred, CallbackAnswers, CallbackCheck};
use super::error::GraphError;
use super::proof;
use super::version::{OldWay, Version};
use super::world::World;
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

/// What a call that asks no callback ends with.
pub(crate) type Answer = Result<Value, GraphError>;

/// What a call can end with instead of an answer.
#[derive(Debug)]
pub(crate) enum Stop {
    /// One of Meta's errors.
    Error(GraphError),
    /// An address has to be asked first; then the call begins again.
    NeedsCallback(Box<CallbackCheck>),
}

impl Stop {
    /// Whether the world keeps what the call wrote.
    pub(crate) fn lasts(&self) -> bool {
        matches!(self, Self::Error(error) if error.lasts())
    }
}

impl From<GraphError> for Stop {
    fn from(error: GraphError) -> Self {
        Self::Error(error)
    }
}

/// Whether a call may change the world and needs a writing transaction.
pub(crate) fn writes(call: &Call) -> bool {
    call.method != Method::Get || call.path.first().is_some_and(|part| part == "oauth")
}

/// Answers a call. `node` is what [`named`] found.
pub(crate) fn answer<'w>(
    world: World<'w>,
    call: &'w Call,
    node: Option<Node>,
    answers: &'w CallbackAnswers,
) -> Result<Value, Stop> {
    if call.method == Method::Other {
        return Err(GraphError::new(100, "Unsupported method.").kind("GraphMethodException").status(405).into());
    }
    let mut context = Context { world, call, answers };
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["oauth", "access_token"] => return Ok(exchange::answer(&mut context)?),
        [] if call.params.get("ids").is_some() => {
            // Gone from every version since 2026-10-27, and reported as a server's error though it is permanent.
            let words = Version::CURRENT.refuses(OldWay::ManyIds).unwrap_or_default();
            return Err(GraphError::parameter(words).status(500).into());
        }
        _ => {}
    }
    let caller =
        context.caller(path.first().copied().unwrap_or("")).map_err(|error| match (&node, path.as_slice()) {
            // Recorded answers of the Cloud API have another status for the token than the rest of Graph.
            (Some(Node::Number(_)), [_, "messages"]) if error.code() == 190 => error.status(401),
            _ => error,
        })?;
    proof::check(&context.world, call, &caller)?;
    match path.as_slice() {
        ["oauth", "access_token_info"] if context.call.method == Method::Get => Ok(exchange::info(&context, &caller)),
        ["debug_token"] if call.method == Method::Get => Ok(debug_token::answer(&context)?),
        [] => Err(context.unsupported("").into()),
        [_, rest @ ..] => context.node(&caller, node, rest),
    }
}

impl Context<'_> {
    fn caller(&self, first: &str) -> Result<Caller, GraphError> {
        match &self.call.token {
            Some(token) => access::resolve(&self.world, token),
            None if first == "me" => Err(nobody()),
            None => Err(GraphError::new(104, "An access token is required to request this resource.")),
        }
    }

    /// Answers for the object that the path begins with; `node` is the one that its first part names by id.
    fn node(&mut self, caller: &Caller, node: Option<Node>, rest: &[&str]) -> Result<Value, Stop> {
        let first = self.call.path.first().map_or("", String::as_str);
        let (id, node) = match (first, caller) {
            ("me", Caller::App) => return Err(nobody().into()),
            ("me", Caller::Holder(holder)) => {
                let id = holder.page.clone().unwrap_or_else(|| holder.token.person.clone());
                let node = node::find(&self.world, &id)?;
                (id, node)
            }
            _ => (first.to_owned(), node),
        };
        if !node::is_id(&id) {
            return Err(GraphError::alias(&id).unimplemented().into());
        }
        let Some(node) = node else {
            let person = profile::answer(self, caller, &id, rest)?;
            return person.ok_or_else(|| self.absent(&id).into());
        };
        Ok(match node {
            Node::App => return app::answer(self, caller, rest),
            Node::Page(page) => page::answer(self, caller, &page, rest)?,
            Node::Person(person) => user::answer(self, caller, &person, rest)?,
            Node::Instagram(account) => instagram::answer(self, caller, &account, rest)?,
            Node::Business(business) => accounts::business(self, caller, &business, rest)?,
            Node::Waba(waba) => return whatsapp::waba(self, caller, &waba, rest),
            Node::Number(number) => return whatsapp::number(self, caller, number, rest),
        })
    }

    /// Makes sure that a callback address is the app's server's own, which asks it; `param` names it. Nothing may be
    /// told from this call before, because the call begins again once the address has answered.
    fn handshake(&self, param: &str, address: &str, verify_token: &str) -> Result<(), Stop> {
        let to = match self.answers.destination(&self.world, address)? {
            Ok(to) => to,
            Err(Barred::NoAddress) => {
                return Err(GraphError::parameter(format_args!("Param {param} must be a valid HTTPS URI")).into());
            }
            Err(barred) => return Err(callback::refused(&barred.to_string()).into()),
        };
        let verdict = self.answers.verdict(to, verify_token, self.world.now).map_err(Stop::NeedsCallback)?;
        Ok(verdict?)
    }

    /// The fields that were asked for.
    fn fields(&self, usual: &[&str]) -> Result<Vec<Field>, GraphError> {
        match self.call.params.some("fields") {
            Some(text) => fields::of_version(self.call.version, text),
            None => Ok(usual.iter().map(|name| Field::named(name)).collect()),
        }
    }

    /// The error for an object that is not there or not to be seen.
    fn absent(&self, id: &str) -> GraphError {
        GraphError::absent(&self.call.method.as_str().to_ascii_lowercase(), id)
    }

    /// The error for something that the sandbox does not do with an object.
    fn unsupported(&self, id: &str) -> GraphError {
        self.absent(id).unimplemented()
    }

    /// The error for a list that an object does not have, or that the sandbox does not imitate.
    fn no_edge(&self, node: &str, id: &str, rest: &[&str]) -> GraphError {
        let failure = match (self.call.method, rest) {
            (Method::Get, [edge]) => GraphError::field(edge, node),
            (Method::Get, _) => GraphError::path(&self.call.path.join("/")),
            _ => self.absent(id),
        };
        failure.unimplemented()
    }
}

fn nobody() -> GraphError {
    GraphError::new(2500, "An active access token must be used to query information about the current user.")
}

/// A permission that the caller lacks.
fn lacking(message: &str) -> GraphError {
    GraphError::new(200, format!("(#200) {message}")).status(403)
}

/// Puts `id` at the end where it was not asked for: Meta always sends it.
fn with_id(mut node: serde_json::Map<String, Value>, id: &str) -> Value {
    if !node.contains_key("id") {
        node.insert("id".into(), Value::String(id.to_owned()));
    }
    Value::Object(node)
}
