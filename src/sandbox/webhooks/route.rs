//! Who is told: the address, or the reason why none is (Meta, webhooks of Pages, Instagram and WhatsApp).
//!
//! A field is delivered only if the app is subscribed to it and the asset has the app on it. An Instagram account is
//! reached through its Page, whose fields have other names; fields without a Page's name need any subscription.

use crate::sandbox::catalogue::{FIELDS, OVERRIDDEN};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{
    AppSubscription, Happening, Instagram, Number, Object, Page, Subscription, Thread, Waba, WabaSubscription, pair,
};

/// Instagram's names for fields that a Page calls otherwise (public report).
const NAMES: &[(&str, &str)] = &[
    ("messaging_seen", "message_reads"),
    ("messaging_referral", "messaging_referrals"),
    ("messaging_handover", "messaging_handovers"),
    ("message_edit", "message_edits"),
];

/// The Page's name of an Instagram field, if it has one.
fn page_field(field: &str) -> Option<&str> {
    let named = NAMES.iter().find(|(instagram, _)| *instagram == field).map_or(field, |(_, page)| page);
    FIELDS.contains(&named).then_some(named)
}

/// The address that is told of a happening, or why there is none.
pub(super) fn find(world: &World<'_>, happening: &Happening) -> Result<Result<String, String>, GraphError> {
    let (object, field) = (happening.object, &happening.field);
    let app: Option<AppSubscription> = world.get(&pair(&world.app.id, object.name()))?;
    let Some(app) = app else {
        return Ok(Err(format!("the app is not subscribed to {} (/{{app}}/subscriptions)", object.name())));
    };
    if !app.fields.iter().any(|(name, _)| name == field) {
        return Ok(Err(format!("the app's subscription of {} lacks the field {field}", object.name())));
    }
    let asset = match object {
        Object::Page => on_page(world, &happening.asset, Some(field))?,
        Object::Instagram => on_instagram(world, &happening.asset, field)?,
        Object::WhatsappBusinessAccount => on_waba(world, happening)?,
    };
    if let Err(reason) = asset {
        return Ok(Err(reason));
    }
    if let Some(reason) = development(world, happening)? {
        return Ok(Err(reason));
    }
    Ok(Ok(asset.unwrap_or_default().unwrap_or(app.callback_url)))
}

/// What an asset says: an address of its own, the app's, or none.
type Layer = Result<Result<Option<String>, String>, GraphError>;

fn on_page(world: &World<'_>, page: &str, field: Option<&str>) -> Layer {
    let Some(subscription) = world.get::<Subscription>(&pair(page, &world.app.id))? else {
        return Ok(Err(format!("the app is not on Page {page} (/{page}/subscribed_apps)")));
    };
    Ok(match field {
        Some(field) if !subscription.fields.iter().any(|known| known == field) => {
            Err(format!("the app's subscription of Page {page} lacks the field {field}"))
        }
        _ => Ok(None),
    })
}

fn on_instagram(world: &World<'_>, account: &str, field: &str) -> Layer {
    if world.get::<Instagram>(account)?.is_some_and(|account| account.closed) {
        return Ok(Err(format!("Instagram account {account} does not allow access to messages")));
    }
    match linked_page(world, account)? {
        Some(page) => on_page(world, &page.id, page_field(field)),
        None => Ok(Err(format!("no Page is linked to Instagram account {account}"))),
    }
}

/// The Page of an Instagram account.
pub(super) fn linked_page(world: &World<'_>, account: &str) -> Result<Option<Page>, GraphError> {
    let linked = |page: &Page| [&page.instagram, &page.connected].into_iter().flatten().any(|id| id == account);
    Ok(world.all::<Page>()?.into_iter().find(linked))
}

/// The number's own address goes before the account's, that before the app's, for the fields that they carry. What concerns a partner and not an
/// account (`PARTNER_ADDED`) needs no subscription of an account.
fn on_waba(world: &World<'_>, happening: &Happening) -> Layer {
    let waba = &happening.asset;
    if !world.has::<Waba>(waba)? {
        return Ok(Ok(None));
    }
    let Some(account) = world.get::<WabaSubscription>(&pair(waba, &world.app.id))? else {
        return Ok(Err(format!("the app is not on WhatsApp account {waba} (/{waba}/subscribed_apps)")));
    };
    if !OVERRIDDEN.contains(&happening.field.as_str()) {
        return Ok(Ok(None));
    }
    let number = happening.value["metadata"]["phone_number_id"].as_str().unwrap_or("");
    let number: Option<Number> = world.get(number)?;
    Ok(Ok(number.and_then(|number| number.override_uri).or(account.override_uri)))
}

/// What an app in development mode does not hear: Instagram nothing at all, of Pages what people without a role do.
fn development(world: &World<'_>, happening: &Happening) -> Result<Option<String>, GraphError> {
    if world.app.live {
        return Ok(None);
    }
    if happening.object == Object::Instagram {
        return Ok(Some("the app is in development mode, which gets no webhooks of Instagram".to_owned()));
    }
    let person = happening.value["sender"]["id"].as_str().unwrap_or("");
    let thread: Option<Thread> = world.get(&pair(&happening.asset, person))?;
    let stranger = thread.is_some_and(|thread| thread.stranger);
    Ok(stranger.then(|| format!("the app is in development mode and {person} has no role on it")))
}
