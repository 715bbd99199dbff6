//! What happens in the world and whom the app's server is told of it.
//!
//! A happening is told if both layers are subscribed, see `route`; otherwise the reason why no address was told is kept.
//! What is to be told is a document that waits until it is due, so any process may make one; `deliver` sends it.

mod body;
mod deliver;
mod retry;
mod route;
mod signed;

pub use deliver::DeliveryReport;
pub(crate) use signed::removed;

use serde_json::Value;

use super::error::GraphError;
use super::world::World;
use super::world::models::{Delivery, Happening, Object, Stage};

/// Writes down that something happened to an asset.
///
/// `asset` is what `entry.id` names: a Page, an Instagram account or a WhatsApp business account. `field` is the field
/// of the subscription. With `messaging`, `value` is one item of `messaging[]`, otherwise the `value` of one of
/// `changes[]`.
pub(crate) fn happen(
    world: &mut World<'_>,
    object: Object,
    asset: &str,
    field: &str,
    messaging: bool,
    value: Value,
) -> Result<(), GraphError> {
    let serial = world.serial()?;
    let (asset, field, at) = (asset.to_owned(), field.to_owned(), world.now);
    let happening = Happening { serial, object, asset, field, messaging, at, value };
    let (url, reason) = match route::find(world, &happening)? {
        Ok(url) => (url, String::new()),
        Err(reason) => (String::new(), reason),
    };
    world.put(&Delivery {
        serial,
        about: format!("{} {}", object.name(), happening.field),
        stage: if reason.is_empty() { Stage::Waiting } else { Stage::Untold },
        url,
        reason,
        since: at,
        due: at,
        ..Delivery::default()
    })?;
    world.put(&happening)
}
