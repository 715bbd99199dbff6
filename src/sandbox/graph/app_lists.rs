//! `/{app}/roles` and `/{app}/permissions` (Meta, application edges; shapes from the API specification).

use serde_json::{Value, json};

use super::{Answer, Context};
use crate::sandbox::access::Caller;
use crate::sandbox::catalogue::SCOPES;
use crate::sandbox::failure::Failure;
use crate::sandbox::world::things::Person;

/// Who has a role on the app. The first person made it; the others test it.
pub(crate) fn roles(context: &Context<'_>, caller: &Caller) -> Answer {
    own(caller)?;
    let mut people: Vec<Person> = context.world.every()?;
    people.retain(|person| person.acts_as.is_none());
    people.sort_by_key(|person| person.ord);
    let row = |(index, person): (usize, &Person)| {
        let role = if index == 0 { "administrators" } else { "testers" };
        json!({ "app_id": context.world.app.id, "user": person.id, "role": role })
    };
    let data: Vec<Value> = people.iter().enumerate().map(row).collect();
    Ok(json!({ "data": data }))
}

/// What review granted: to an app in development mode nothing but what needs no review.
pub(crate) fn permissions(context: &Context<'_>, caller: &Caller) -> Answer {
    own(caller)?;
    let live = context.world.app.live;
    let status = |scope: &str| if live || matches!(scope, "public_profile" | "email") { "live" } else { "unapproved" };
    let wanted = context.call.params.some("status");
    if let Some(wanted) = wanted.filter(|wanted| !matches!(*wanted, "live" | "unapproved")) {
        return Err(Failure::parameter(format_args!(
            "Param status must be one of {{live, unapproved}} - got \"{wanted}\"."
        )));
    }
    let passes = |scope: &&&str| wanted.is_none_or(|wanted| wanted == status(scope));
    let row = |scope: &&str| json!({ "permission": scope, "status": status(scope) });
    Ok(json!({ "data": SCOPES.iter().filter(passes).map(row).collect::<Vec<_>>() }))
}

fn own(caller: &Caller) -> Result<(), Failure> {
    match caller {
        Caller::App => Ok(()),
        Caller::Holder(_) => Err(Failure::new(15, "(#15) This method must be called with an app access_token.")),
    }
}
