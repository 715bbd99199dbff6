//! `/{app}/roles` and `/{app}/permissions` (Meta, application edges; shapes from the API specification).

use serde_json::{Value, json};

use super::{Answer, Context};
use crate::sandbox::access::Caller;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::models::Person;

/// Who has a role on the app.
pub(crate) fn roles(context: &Context<'_>, caller: &Caller) -> Answer {
    own(caller)?;
    let mut people: Vec<Person> = context.world.all()?;
    people.sort_by_key(|person| person.ord);
    let row = |person: &Person| {
        let role = person.app_role?;
        Some(json!({ "app_id": context.world.app.id, "user": person.id, "role": role }))
    };
    let data: Vec<Value> = people.iter().filter_map(row).collect();
    Ok(json!({ "data": data }))
}

/// What review granted: to an app in development mode nothing but what needs no review. Permissions that no use case
/// of the app offers have no row.
pub(crate) fn permissions(context: &Context<'_>, caller: &Caller) -> Answer {
    own(caller)?;
    let app = &context.world.app;
    let named = |list: &[String], scope: &str| list.iter().any(|name| name == scope);
    let status = |scope: &str| {
        let approved = app.live && !named(&app.standard, scope);
        if approved || matches!(scope, "public_profile" | "email") { "live" } else { "unapproved" }
    };
    let wanted = context.call.params.some("status");
    if let Some(wanted) = wanted.filter(|wanted| !matches!(*wanted, "live" | "unapproved")) {
        return Err(GraphError::parameter(format_args!(
            "Param status must be one of {{live, unapproved}} - got \"{wanted}\"."
        )));
    }
    let passes = |scope: &&&str| !named(&app.withheld, scope) && wanted.is_none_or(|wanted| wanted == status(scope));
    let row = |scope: &&str| json!({ "permission": scope, "status": status(scope) });
    Ok(json!({ "data": SCOPES.iter().filter(passes).map(row).collect::<Vec<_>>() }))
}

fn own(caller: &Caller) -> Result<(), GraphError> {
    match caller {
        Caller::App => Ok(()),
        Caller::Holder(_) => Err(GraphError::new(15, "(#15) This method must be called with an app access_token.")),
    }
}
