//! Which connections are looked at, those that share a Page together.

use std::collections::HashMap;

use crate::domain::{Connection, ConnectionRef, Status, SubscriptionTarget};
use crate::error::Failure;
use crate::flows::Tools;
use crate::store::Filter;

/// What connections stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A Page.
    Page,
    /// A WhatsApp Business account.
    Account,
}

/// A target that is read once, and the connections that stand on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The connections.
    pub references: Vec<ConnectionRef>,
}

/// Every connection of the profile that is not disconnected. Only their names are kept.
pub async fn all(tools: &Tools<'_>) -> Result<Vec<Target>, Failure> {
    let mut groups = Groups::default();
    let mut look = |connection: Connection| {
        if connection.status != Status::Disconnected {
            groups.add(&connection);
        }
        true
    };
    tools.store.visit(&Filter::of(tools.profile), &mut look).await?;
    Ok(groups.targets)
}

/// Just these.
pub fn named(connections: &[Connection]) -> Vec<Target> {
    let mut groups = Groups::default();
    for connection in connections {
        groups.add(connection);
    }
    groups.targets
}

#[derive(Default)]
struct Groups {
    targets: Vec<Target>,
    places: HashMap<(Kind, String), usize>,
}

impl Groups {
    fn add(&mut self, connection: &Connection) {
        let (kind, id) = (kind_of(connection), connection.subscription_target().id());
        let reference = connection.reference();
        let place = *self.places.entry((kind, id.to_owned())).or_insert(self.targets.len());
        match self.targets.get_mut(place) {
            Some(target) if target.references.contains(&reference) => {}
            Some(target) => target.references.push(reference),
            None => self.targets.push(Target { kind, id: id.to_owned(), references: vec![reference] }),
        }
    }
}

/// The sort of what a connection stands on.
pub(super) fn kind_of(connection: &Connection) -> Kind {
    match connection.subscription_target() {
        SubscriptionTarget::Page(_) => Kind::Page,
        SubscriptionTarget::Account(_) => Kind::Account,
    }
}
