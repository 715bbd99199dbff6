//! Businesses that let the app in (Meta, Facebook Login for Business, business-integration system users).
//!
//! In each client business the app has one system user, named after it, an identity of its own: it does not go
//! with the person who let the app in, and it sees what was picked in the dialog and nothing else. The business can
//! throw the app out, which kills its tokens with 190/458.

use serde_json::json;

use super::access::Holder;
use super::error::GraphError;
use super::grants;
use super::webhooks;
use super::world::models::{
    Business, Client, Config, Grant, Kind, Login, Member, Object, Person, Token, Waba, WabaShare, pair,
};
use super::world::{Slice, World};

/// A new id of a kind that begins with `start`.
pub(crate) fn fresh(world: &mut World<'_>, start: &str) -> Result<String, GraphError> {
    Ok(format!("{start}{:012}", world.serial()?))
}

/// Lets the app into a business with the permissions of a configuration; gives the grant, to which assets can be added.
pub(crate) fn admit(
    world: &mut World<'_>,
    business: &Business,
    config: &Config,
    scopes: &[String],
) -> Result<Grant, GraphError> {
    let known = world.get::<Client>(&business.id)?;
    let system_user = match &known {
        Some(client) => client.system_user.clone(),
        None => system_user(world, business)?,
    };
    let ord = known.map_or_else(|| world.serial().map(i64::from), |client| Ok(client.ord))?;
    let sixty_days = config.sixty_days;
    world.put(&Client {
        business: business.id.clone(),
        system_user: system_user.clone(),
        sixty_days,
        gone: false,
        ord,
    })?;
    let mut grant: Grant = world.get(&system_user)?.unwrap_or_default();
    grant.id.clone_from(&system_user);
    grant.person = system_user;
    grant.removed = false;
    for scope in scopes {
        if !grant.scopes.contains(scope) {
            grant.scopes.push(scope.clone());
        }
    }
    world.put(&grant)?;
    Ok(grant)
}

fn system_user(world: &mut World<'_>, business: &Business) -> Result<String, GraphError> {
    let id = fresh(world, "122")?;
    world.put(&Person {
        id: id.clone(),
        name: format!("{} System User", world.app.name),
        client_business: Some(business.id.clone()),
        ord: i64::from(world.state.serial),
        ..Person::default()
    })?;
    Ok(id)
}

/// The login that stands for a client's grant.
pub(crate) fn login(grant: &Grant, sixty_days: bool) -> Login {
    Login {
        kind: Kind::System,
        person: grant.person.clone(),
        grant: grant.id.clone(),
        generation: grant.generation,
        sixty_days,
    }
}

/// The portfolios that a token's holder reaches: those of which it is a member; of the app's system user in a client
/// business, that one; of another system user, also the portfolio that the app itself belongs to.
pub(crate) fn portfolios(world: &World<'_>, holder: &Holder) -> Result<Vec<String>, GraphError> {
    if let Some(own) = &holder.client {
        return Ok(vec![own.clone()]);
    }
    let members: Vec<Member> = world.list(&holder.roles, Slice::ALL)?;
    let mut found: Vec<String> = members.into_iter().map(|member| member.business).collect();
    if holder.token.kind == Kind::System {
        found.push(world.app.business.clone());
    }
    Ok(found)
}

/// The newest token of a client's system user that is alive.
pub(crate) fn newest(world: &World<'_>, grant: &Grant) -> Result<Option<Token>, GraphError> {
    let tokens: Vec<Token> = world.list(&grant.person, Slice::ALL)?;
    let alive = |token: &Token| {
        let current = token.grant == grant.id && token.generation == grant.generation && token.killed.is_none();
        current && (token.expires == 0 || token.expires > world.now)
    };
    Ok(tokens.into_iter().rev().find(alive))
}

/// The business throws the app out; says whether the app was there.
pub(crate) fn throw_out(world: &mut World<'_>, business: &str) -> Result<bool, GraphError> {
    let Some(mut client) = world.get::<Client>(business)?.filter(|client| !client.gone) else { return Ok(false) };
    client.gone = true;
    world.put(&client)?;
    grants::remove(world, &client.system_user)?;
    let partner = world.app.business.clone();
    for waba in world.list::<Waba>(business, Slice::ALL)? {
        if world.remove::<WabaShare>(&pair(&partner, &waba.id))? {
            tell(world, "PARTNER_REMOVED", &waba)?;
        }
    }
    Ok(true)
}

/// Shares a client's WhatsApp account with the app's portfolio and tells the app's server.
pub(crate) fn share(world: &mut World<'_>, waba: &Waba) -> Result<(), GraphError> {
    let (business, ord) = (world.app.business.clone(), i64::from(world.serial()?));
    world.put(&WabaShare { business, waba: waba.id.clone(), ord })?;
    tell(world, "PARTNER_ADDED", waba)
}

/// `account_update`: the entry's id is the partner's side and not the customer's account (public reports agree).
fn tell(world: &mut World<'_>, event: &str, waba: &Waba) -> Result<(), GraphError> {
    let value = json!({
        "event": event,
        "waba_info": { "waba_id": waba.id, "owner_business_id": waba.business },
    });
    let partner = world.app.business.clone();
    webhooks::happen(world, Object::WhatsappBusinessAccount, &partner, "account_update", false, value)
}
