//! What an id names. Each call looks once, for its limits and its answer alike.

use crate::sandbox::call::Call;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{Business, Instagram, Number, Page, Person, Waba};

/// An object of Graph.
pub(crate) enum Node {
    /// The sandbox's app.
    App,
    /// A Page.
    Page(Page),
    /// A person or a system user.
    Person(Person),
    /// An Instagram account.
    Instagram(Instagram),
    /// A portfolio.
    Business(Business),
    /// A WhatsApp business account.
    Waba(Waba),
    /// A WhatsApp phone number.
    Number(Number),
}

/// Whether a part of a path is an id and no name.
pub(crate) fn is_id(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the first part of a call's path names by its id.
pub(crate) fn named(world: &World<'_>, call: &Call) -> Result<Option<Node>, GraphError> {
    match call.path.first().filter(|part| is_id(part)) {
        Some(id) => find(world, id),
        None => Ok(None),
    }
}

/// What an id names.
pub(super) fn find(world: &World<'_>, id: &str) -> Result<Option<Node>, GraphError> {
    if id == world.app.id {
        return Ok(Some(Node::App));
    }
    if let Some(page) = world.get(id)? {
        return Ok(Some(Node::Page(page)));
    }
    if let Some(person) = world.get(id)? {
        return Ok(Some(Node::Person(person)));
    }
    if let Some(account) = world.get(id)? {
        return Ok(Some(Node::Instagram(account)));
    }
    if let Some(business) = world.get(id)? {
        return Ok(Some(Node::Business(business)));
    }
    if let Some(waba) = world.get(id)? {
        return Ok(Some(Node::Waba(waba)));
    }
    Ok(world.get(id)?.map(Node::Number))
}
