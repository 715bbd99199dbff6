//! Lists of Pages: `/me/accounts`, `/me/businesses`, and the Pages of a portfolio.
//!
//! `/me/accounts` hides Pages that are reached through a portfolio unless `business_management` is granted (public
//! reports agree on that), and the portfolio's own lists give no `access_token`.

use serde_json::{Map, Value, json};

use super::edge::{self, Ask};
use super::fields::Field;
use super::{Answer, Context, lacking, page, system_tokens, whatsapp};
use crate::http::Method;
use crate::sandbox::access::{Caller, Holder};
use crate::sandbox::clients;
use crate::sandbox::error::GraphError;
use crate::sandbox::world::Slice;
use crate::sandbox::world::models::{Business, Holding, Member, Page, Role, Sort, Target, holdings, targets};

/// What `/me/accounts` shows of a Page when no fields are asked for.
const USUAL: &[&str] = &["access_token", "category", "category_list", "name", "id", "tasks"];

type List = Result<Map<String, Value>, GraphError>;

/// `/me/accounts`.
pub(crate) fn pages(context: &Context<'_>, holder: &Holder, ask: &Ask) -> List {
    let mut list = if holder.grant.covers(Sort::Page) {
        let cut = edge::cut::<Role>(context, &holder.roles, ask)?;
        let data = rows(context, holder, ask, cut.rows.iter().map(|role| role.page.as_str()))?;
        edge::write(context, ask, &cut, data)
    } else {
        let cut = edge::cut::<Target>(context, &targets(&holder.grant.id, Sort::Page), ask)?;
        let data = rows(context, holder, ask, cut.rows.iter().map(|target| target.asset.as_str()))?;
        edge::write(context, ask, &cut, data)
    };
    if ask.summary {
        list.insert("summary".into(), json!({ "total_count": count(context, holder)? }));
    }
    Ok(list)
}

fn rows<'a>(
    context: &Context<'_>,
    holder: &Holder,
    ask: &Ask,
    pages: impl Iterator<Item = &'a str>,
) -> Result<Vec<Value>, GraphError> {
    let usual: Vec<Field> = USUAL.iter().map(|name| Field::named(name)).collect();
    let fields = ask.fields.as_ref().unwrap_or(&usual);
    let mut data = Vec::new();
    for id in pages {
        let Some(role) = shown(context, holder, id)? else { continue };
        let Some(page) = context.world.get::<Page>(id)? else { continue };
        data.push(page::node(context, holder, &page, Some(&role), fields)?);
    }
    Ok(data)
}

/// The role that makes `/me/accounts` show a Page.
fn shown(context: &Context<'_>, holder: &Holder, page: &str) -> Result<Option<Role>, GraphError> {
    let role = holder.role(&context.world, page)?;
    let portfolio = holder.may("business_management");
    Ok(role.filter(|role| holder.may("pages_show_list") && (!role.portfolio || portfolio)))
}

fn count(context: &Context<'_>, holder: &Holder) -> Result<u64, GraphError> {
    if holder.grant.covers(Sort::Page) {
        if !holder.may("pages_show_list") {
            return Ok(0);
        }
        let hidden = (!holder.may("business_management")).then_some("portfolio");
        return context.world.count_in::<Role>(&holder.roles, hidden);
    }
    let named: Vec<Target> = context.world.list(&targets(&holder.grant.id, Sort::Page), Slice::ALL)?;
    let mut count = 0;
    for target in &named {
        count += u64::from(shown(context, holder, &target.asset)?.is_some());
    }
    Ok(count)
}

/// `/me/businesses`.
pub(crate) fn businesses(context: &Context<'_>, holder: &Holder, ask: &Ask) -> List {
    manages(holder)?;
    let cut = edge::cut::<Member>(context, &holder.roles, ask)?;
    let usual = [Field::named("id"), Field::named("name")];
    let mut data = Vec::new();
    for member in &cut.rows {
        let business: Business = context.world.get(&member.business)?.unwrap_or_default();
        data.push(page::business_node(&business, ask.fields.as_deref().unwrap_or(&usual))?);
    }
    Ok(edge::write(context, ask, &cut, data))
}

/// A portfolio, and its owned and client Pages and WhatsApp accounts.
pub(crate) fn business(context: &mut Context<'_>, caller: &Caller, business: &Business, rest: &[&str]) -> Answer {
    let Some(holder) = caller.holder().filter(|holder| holder.page.is_none()) else {
        return Err(context.absent(&business.id));
    };
    if let (Method::Post, ["system_user_access_tokens"]) = (context.call.method, rest) {
        return system_tokens::answer(context, holder, business);
    }
    manages(holder)?;
    if !clients::portfolios(&context.world, holder)?.contains(&business.id) {
        return Err(context.absent(&business.id));
    }
    match (context.call.method, rest) {
        (Method::Get, []) => page::business_node(business, &context.fields(&["id", "name"])?),
        (Method::Get, ["owned_pages"]) => held(context, holder, business, false),
        (Method::Get, ["client_pages"]) => held(context, holder, business, true),
        (Method::Get, [edge @ ("owned_whatsapp_business_accounts" | "client_whatsapp_business_accounts")]) => {
            whatsapp::of_business(context, holder, business, edge)
        }
        _ => Err(context.no_edge("Business", &business.id, rest)),
    }
}

fn held(context: &Context<'_>, holder: &Holder, business: &Business, client: bool) -> Answer {
    let edge = if client { "client_pages" } else { "owned_pages" };
    let ask = Ask::of_call(context, format!("{}/{edge}", business.id))?;
    let cut = edge::cut::<Holding>(context, &holdings(&business.id, client), &ask)?;
    let mut fields = ask.fields.clone().unwrap_or_else(|| vec![Field::named("id"), Field::named("name")]);
    fields.retain(|field| field.name != "access_token");
    let mut data = Vec::new();
    for holding in &cut.rows {
        let page: Page = context.world.get(&holding.page)?.unwrap_or_default();
        data.push(page::node(context, holder, &page, None, &fields)?);
    }
    Ok(Value::Object(edge::write(context, &ask, &cut, data)))
}

fn manages(holder: &Holder) -> Result<(), GraphError> {
    if holder.may("business_management") {
        return Ok(());
    }
    Err(lacking("Requires business_management permission to manage the object"))
}
