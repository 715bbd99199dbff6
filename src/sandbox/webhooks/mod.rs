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
use super::world::models::{Delivery, Happening, Object, Stage};
use super::world::{Slice, World};

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
    if serial % FORGETTING == 0 {
        forget(world, i64::from(serial) - KEPT)?;
    }
    world.put(&happening)
}

/// How many of the latest happenings are kept, told or not.
const KEPT: i64 = 10_000;
/// After so many numbers older ones are forgotten.
const FORGETTING: u32 = 256;

/// Forgets what happened before this number, unless it still waits to be told. Twice as many go at once as come.
fn forget(world: &World<'_>, before: i64) -> Result<(), GraphError> {
    let limit = 2 * FORGETTING as usize;
    let oldest = Slice { after: Some(i64::MIN), before: Some(before), limit };
    for old in world.list::<Happening>("", oldest)? {
        let id = old.serial.to_string();
        if world.get::<Delivery>(&id)?.is_none_or(|delivery| delivery.stage != Stage::Waiting) {
            world.remove::<Delivery>(&id)?;
            world.remove::<Happening>(&id)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::Sandbox;

    #[test]
    fn what_was_told_is_forgotten_and_what_waits_is_not() {
        let sandbox = Sandbox::in_memory("small").unwrap();
        let left = sandbox.write(|world| {
            for (serial, stage) in
                (1..).zip([Stage::Delivered, Stage::Waiting, Stage::Untold, Stage::Failed, Stage::Delivered])
            {
                world.put(&Happening { serial, ..Happening::default() })?;
                world.put(&Delivery { serial, stage, ..Delivery::default() })?;
            }
            forget(&world, 5)?;
            let left: Vec<Delivery> = world.all()?;
            assert_eq!(world.count::<Happening>()?, 2);
            Ok(left.into_iter().map(|one| one.serial).collect::<Vec<_>>())
        });
        assert_eq!(left.unwrap(), [2, 5]);
    }
}
