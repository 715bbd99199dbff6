//! `POST /{client business}/system_user_access_tokens` (Meta, reference of that edge): the app fetches or makes a token of
//! its system user in a client business.
//!
//! It refuses calls without `appsecret_proof` always, whatever the dashboard says; callers without
//! `business_management` and those from outside the app's own portfolio with 200; a business that has thrown the app
//! out with 452; unknown permission names with 3962. `asset` and `scope` narrow the token.

use serde_json::json;

use super::{Answer, Context, lacking};
use crate::sandbox::access::Holder;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::clients;
use crate::sandbox::error::GraphError;
use crate::sandbox::proof;
use crate::sandbox::tokens;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{
    AppRole, Business, Client, Grant, Kind, Person, Sort, Target, Token, pair, targets,
};

/// Answers a call.
pub(crate) fn answer(context: &mut Context<'_>, holder: &Holder, business: &Business) -> Answer {
    let params = &context.call.params;
    if params.some("appsecret_proof").is_none() {
        return Err(proof::missing());
    }
    if !holder.may("business_management") {
        return Err(lacking("Requires business_management permission to manage the object."));
    }
    if !of_the_app(context, holder)? {
        return Err(lacking("The caller is no system user or administrator of the app's own business."));
    }
    let Some(client) = context.world.get::<Client>(&business.id)? else { return Err(context.absent(&business.id)) };
    if params.some("system_user_id").is_some_and(|id| id != client.system_user) {
        return Err(GraphError::parameter("Param system_user_id is not the app's system user in this business."));
    }
    let grant: Grant = context.world.get(&client.system_user)?.unwrap_or_default();
    if client.gone || grant.removed {
        return Err(GraphError::new(452, "Session key invalid. The user has revoked this session."));
    }
    let token = wanted(context, &client, grant)?;
    Ok(json!({ "access_token": tokens::text(&context.world, &token) }))
}

/// Whether the caller belongs to the app's side and not to a client's.
fn of_the_app(context: &Context<'_>, holder: &Holder) -> Result<bool, GraphError> {
    let person: Person = context.world.get(&holder.token.person)?.unwrap_or_default();
    let system = holder.token.kind == Kind::System && holder.client.is_none();
    Ok(system || person.app_role == Some(AppRole::Administrators))
}

fn wanted(context: &mut Context<'_>, client: &Client, grant: Grant) -> Result<Token, GraphError> {
    let params = &context.call.params;
    let yes = |name: &str| params.some(name).is_some_and(|value| value == "true" || value == "1");
    let (scopes, assets) = (params.list("scope"), params.list("asset"));
    let known = if yes("fetch_only") { clients::newest(&context.world, &grant)? } else { None };
    if let Some(token) = known {
        return Ok(token);
    }
    let sixty_days = yes("set_token_expires_in_60_days") || client.sixty_days;
    let grant = match (scopes, assets) {
        (None, None) => grant,
        (scopes, assets) => narrowed(context, &grant, scopes, assets.as_deref())?,
    };
    tokens::of_login(&mut context.world, &clients::login(&grant, sixty_days))
}

/// A grant of fewer permissions or assets, for one token.
fn narrowed(
    context: &mut Context<'_>,
    grant: &Grant,
    scopes: Option<Vec<String>>,
    assets: Option<&[String]>,
) -> Result<Grant, GraphError> {
    let mut narrow = Grant { id: format!("{}/{}", grant.id, context.world.serial()?), ..grant.clone() };
    if let Some(scopes) = scopes {
        for scope in &scopes {
            allowed(grant, scope)?;
        }
        narrow.scopes = scopes;
    }
    narrow.all = if assets.is_some() { Vec::new() } else { grant.all.clone() };
    let world = &context.world;
    for sort in Sort::ALL {
        for target in world.list::<Target>(&targets(&grant.id, sort), Slice::ALL)? {
            if assets.is_none_or(|wanted| wanted.contains(&target.asset)) {
                world.put(&Target { grant: narrow.id.clone(), ..target })?;
            }
        }
    }
    for asset in assets.into_iter().flatten() {
        if !world.has::<Target>(&pair(&narrow.id, asset))? {
            return Err(context.absent(asset));
        }
    }
    world.put(&narrow)?;
    Ok(narrow)
}

fn allowed(grant: &Grant, scope: &str) -> Result<(), GraphError> {
    if !SCOPES.contains(&scope) {
        return Err(GraphError::new(3962, format!("(#3962) The permission name {scope} is not valid.")));
    }
    if !grant.scopes.iter().any(|granted| granted == scope) {
        return Err(lacking(&format!("The client business has not granted {scope} to the app.")));
    }
    Ok(())
}
