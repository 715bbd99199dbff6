//! `/{app}/connected_client_businesses` (Meta, Graph API specification): the businesses that let the app in.

use serde_json::Value;

use super::edge::{self, Ask};
use super::fields::Field;
use super::{Answer, Context, page};
use crate::http::Method;
use crate::sandbox::access::Caller;
use crate::sandbox::world::models::{Business, Client, Kind};

/// Answers a call. The list is for the app itself and for its own system users.
pub(crate) fn connected(context: &Context<'_>, caller: &Caller) -> Answer {
    let app = &context.world.app;
    let own = match caller {
        Caller::App => true,
        Caller::Holder(holder) => holder.token.kind == Kind::System && holder.client.is_none() && holder.page.is_none(),
    };
    if !own || context.call.method != Method::Get {
        return Err(context.absent(&app.id));
    }
    let ask = Ask::of_call(context, format!("{}/connected_client_businesses", app.id))?;
    let cut = edge::cut::<Client>(context, "", &ask)?;
    let usual = [Field::named("id"), Field::named("name")];
    let mut data = Vec::new();
    for client in cut.rows.iter().filter(|client| !client.gone) {
        let business: Business = context.world.get(&client.business)?.unwrap_or_default();
        data.push(page::business_node(&business, ask.fields.as_deref().unwrap_or(&usual))?);
    }
    Ok(Value::Object(edge::write(context, &ask, &cut, data)))
}
