//! The seeds of what is subscribed and yet not heard: both layers are right, and something else is in the way.

use super::{MAIN, app, page, person, whatsapp};
use crate::sandbox::error::GraphError;
use crate::sandbox::world::World;
use crate::sandbox::world::models::{App, AppSubscription, Instagram, Object, Subscription, Waba, WabaSubscription};

/// Nothing listens there.
const NOBODY: &str = "http://localhost:9/webhooks";

/// An Instagram account whose owner has not allowed access to messages.
pub(super) fn messages_closed(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&App { live: true, ..app() })?;
    subscribed(world, 6061, "Closed", Some((17_841_400_000_006_061, "closed")))?;
    let mut account: Instagram = world.get("17841400000006061")?.unwrap_or_default();
    account.closed = true;
    world.put(&account)
}

/// An app in development, on a Page to which strangers write.
pub(super) fn app_in_development(world: &World<'_>) -> Result<(), GraphError> {
    subscribed(world, 6071, "Works for the developer", None)
}

/// An app whose callbacks belong to another product.
pub(super) fn callback_taken(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&App { live: true, ..app() })?;
    subscribed(world, 6081, "Answered elsewhere", None)
}

/// A number whose business has another responder, subscribed at both layers to `messages` alone.
pub(super) fn routed_elsewhere(world: &World<'_>) -> Result<(), GraphError> {
    world.put(&App { live: true, ..app() })?;
    subscribed(world, 6091, "Routed", None)?;
    whatsapp::portfolio(world, "6009", "Routed Group")?;
    let account = "210000000000009";
    world.put(&Waba { routed: true, ..whatsapp::waba(account, "6009", 1, "Routed") })?;
    world.put(&whatsapp::registered(world, whatsapp::number(account, 91, "Routed Elsewhere")))?;
    world.put(&WabaSubscription { waba: account.to_owned(), app: app().id, override_uri: None })
}

/// A person with one Page that is subscribed at both layers.
fn subscribed(world: &World<'_>, id: u64, name: &str, instagram: Option<(u64, &str)>) -> Result<(), GraphError> {
    world.put(&person(MAIN, 1, "Hannah CallbackAnswers"))?;
    let page = page(world, id, name, instagram)?;
    let (app, fields) = (app(), ["messages", "messaging_postbacks"]);
    for object in Object::ALL {
        world.put(&AppSubscription {
            app: app.id.clone(),
            object,
            callback_url: NOBODY.to_owned(),
            include_values: false,
            fields: fields.map(|field| (field.to_owned(), "v27.0".to_owned())).into(),
        })?;
    }
    world.put(&Subscription { page: page.id, app: app.id, name: app.name, fields: fields.map(str::to_owned).into() })
}
