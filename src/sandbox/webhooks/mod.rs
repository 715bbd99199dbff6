//! What happens in the world and whom the app's server is told of it.

use serde_json::Value;

use super::failure::Failure;
use super::world::World;
use super::world::things::{Happening, Object};

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
) -> Result<(), Failure> {
    let serial = world.serial()?;
    world.put(&Happening {
        serial,
        object,
        asset: asset.to_owned(),
        field: field.to_owned(),
        messaging,
        at: world.now,
        value,
    })
}
