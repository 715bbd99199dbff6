//! Which connections are looked at, those that share a Page together.

use std::collections::HashMap;

use crate::domain::{Connection, ConnectionRef, Platform, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::store::Filter;

/// An asset that is read once, and the connections that stand on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// A Page's id; a number's for WhatsApp.
    pub id: String,
    /// The connections.
    pub references: Vec<ConnectionRef>,
}

/// Every connection of the profile that is not disconnected. Only their names are kept.
pub async fn all(tools: &Tools<'_>) -> Result<Vec<Asset>, Failure> {
    let mut groups = Groups::default();
    let mut look = |connection: Connection| {
        if connection.status != Status::Disconnected {
            groups.add(&connection);
        }
        true
    };
    tools.store.visit(&Filter { profile: Some(tools.profile.to_owned()), ..Filter::default() }, &mut look).await?;
    Ok(groups.assets)
}

/// Just these.
pub fn named(connections: &[Connection]) -> Vec<Asset> {
    let mut groups = Groups::default();
    for connection in connections {
        groups.add(connection);
    }
    groups.assets
}

#[derive(Default)]
struct Groups {
    assets: Vec<Asset>,
    places: HashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, connection: &Connection) {
        let id = asset_of(connection);
        let reference = connection.reference();
        let place = *self.places.entry(id.to_owned()).or_insert(self.assets.len());
        match self.assets.get_mut(place) {
            Some(asset) if asset.references.contains(&reference) => {}
            Some(asset) => asset.references.push(reference),
            None => self.assets.push(Asset { id: id.to_owned(), references: vec![reference] }),
        }
    }
}

/// What a connection is or stands on: an Instagram account is reached through its Page.
pub(in crate::flows) fn asset_of(connection: &Connection) -> &str {
    match (&connection.parent, connection.platform) {
        (Some(parent), Platform::Instagram) => &parent.platform_user_id,
        _ => &connection.platform_user_id,
    }
}
