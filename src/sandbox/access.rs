//! Who calls, and what that caller may do: tokens, their parentage, their grants.
//!
//! A Page token lives as long as its parent is not killed, the person's present grant still names the Page and the
//! person still has a role there; it outlives the expiry of a long-lived parent (Meta, long-lived access tokens). It
//! refuses tokens that are not the sandbox's own, real ones of Meta above all.

use super::error::GraphError;
use super::ids::{self, Named};
use super::times;
use super::world::World;
use super::world::models::{Grant, Kind, Person, Role, Sort, Target, Token, pair};

/// The holder of a token.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    /// The token, or the parent of the Page's token.
    pub(crate) token: Token,
    /// What was allowed.
    pub(crate) grant: Grant,
    /// Whose roles count: the person, or the one that a system user works for.
    pub(crate) roles: String,
    /// The client business in which it is the app's system user.
    pub(crate) client: Option<String>,
    /// The Page that the token acts as.
    pub(crate) page: Option<String>,
}

/// Who calls.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// The app itself.
    App,
    /// A person, a system user or a Page.
    Holder(Box<Holder>),
}

impl Caller {
    /// The holder; `None` for the app.
    pub(crate) fn holder(&self) -> Option<&Holder> {
        match self {
            Self::App => None,
            Self::Holder(holder) => Some(holder),
        }
    }
}

impl Holder {
    /// Whether a permission is granted now.
    pub(crate) fn may(&self, scope: &str) -> bool {
        self.grant.scopes.iter().any(|granted| granted == scope)
    }

    /// When the token ends, in seconds; 0 is never.
    pub(crate) fn expires(&self) -> i64 {
        if self.page.is_some() && self.token.long { 0 } else { self.token.expires }
    }

    /// The role on a Page.
    pub(crate) fn role(&self, world: &World<'_>, page: &str) -> Result<Option<Role>, GraphError> {
        world.get(&pair(&self.roles, page))
    }

    /// Whether the grant names an asset.
    pub(crate) fn includes(&self, world: &World<'_>, asset: &str, sort: Sort) -> Result<bool, GraphError> {
        Ok(self.grant.covers(sort) || world.has::<Target>(&pair(&self.grant.id, asset))?)
    }

    /// The token that this holder gets for a Page; `None` without a role or without a grant for it.
    pub(crate) fn page_token(&self, world: &World<'_>, page: &str) -> Result<Option<String>, GraphError> {
        let may = self.includes(world, page, Sort::Page)? && self.role(world, page)?.is_some();
        Ok(may.then(|| world.home.key.page_token(self.token.serial, page)))
    }
}

/// Finds out who calls with `token`.
pub(crate) fn resolve(world: &World<'_>, token: &str) -> Result<Caller, GraphError> {
    if let Some((app, secret)) = token.split_once('|') {
        return app_caller(world, app, secret);
    }
    let (serial, page) = match world.home.key.read(token) {
        None | Some(Named::App) => {
            return Err(GraphError::new(190, "Invalid OAuth access token - Cannot parse access token"));
        }
        Some(Named::Remembered(serial)) => (serial, None),
        Some(Named::Page(serial, page)) => (serial, Some(page)),
    };
    let holder = find(world, serial, page)?;
    alive(world, &holder)?;
    Ok(Caller::Holder(Box::new(holder)))
}

/// Reads a token's holder without asking whether it is alive.
pub(crate) fn find(world: &World<'_>, serial: u32, page: Option<String>) -> Result<Holder, GraphError> {
    let Some(token) = world.get::<Token>(&serial.to_string())? else {
        return Err(GraphError::new(190, "Invalid OAuth access token data."));
    };
    if token.kind == Kind::Foreign {
        return Err(GraphError::new(190, "Error validating application. Invalid application ID."));
    }
    let grant: Grant = world.get(&token.grant)?.unwrap_or_default();
    let person: Person = world.get(&token.person)?.unwrap_or_default();
    let roles = person.acts_as.unwrap_or_else(|| token.person.clone());
    Ok(Holder { token, grant, roles, client: person.client_business, page })
}

/// Says why a token is dead, if it is.
pub(crate) fn alive(world: &World<'_>, holder: &Holder) -> Result<(), GraphError> {
    if let Some(subcode) = holder.token.killed {
        return Err(GraphError::dead(subcode, words(subcode, &world.app.id)));
    }
    if holder.grant.removed || holder.grant.generation != holder.token.generation {
        return Err(GraphError::dead(458, words(458, &world.app.id)));
    }
    let end = holder.expires();
    if end != 0 && end <= world.now {
        let (end, now) = (times::in_words(end), times::in_words(world.now));
        return Err(GraphError::dead(463, format_args!("Session has expired on {end}. The current time is {now}.")));
    }
    match &holder.page {
        Some(page) => alive_on(world, holder, page),
        None => Ok(()),
    }
}

/// A later login that leaves a Page out takes the app's authorisation for it back.
fn alive_on(world: &World<'_>, holder: &Holder, page: &str) -> Result<(), GraphError> {
    if !holder.includes(world, page, Sort::Page)? {
        return Err(GraphError::dead(458, words(458, &world.app.id)));
    }
    if holder.role(world, page)?.is_none() {
        return Err(GraphError::dead(492, words(492, &world.app.id)));
    }
    Ok(())
}

/// The words for each subcode of 190 (Meta, Graph API error handling).
fn words(subcode: i64, app: &str) -> String {
    match subcode {
        458 => format!("The user has not authorized application {app}."),
        459 => "The session has been invalidated because the user has been checkpointed.".to_owned(),
        460 => "The session has been invalidated because the user changed their password or Facebook has changed the \
                session for security reasons."
            .to_owned(),
        467 => "The session is invalid because the user logged out.".to_owned(),
        492 => "The session is invalid because the user no longer has a role on the Page.".to_owned(),
        _ => "The session is invalid.".to_owned(),
    }
}

fn app_caller(world: &World<'_>, app: &str, secret: &str) -> Result<Caller, GraphError> {
    if app != world.app.id {
        return Err(GraphError::new(190, "Error validating application. Invalid application ID."));
    }
    if ids::same(secret, &world.app_secret()) || ids::same(secret, &world.home.key.app_token()) {
        return Ok(Caller::App);
    }
    Err(GraphError::new(190, "Invalid OAuth access token signature."))
}
