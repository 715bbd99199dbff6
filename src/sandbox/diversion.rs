//! Handing the app's callbacks to a program that runs for a while, and taking them back. Meta has nothing of the kind: a
//! verify token cannot be read there, so what stood cannot be put back.

use serde::{Deserialize, Serialize};

use super::world::Slice;
use super::world::models::{AppSubscription, pair};
use super::{Sandbox, SandboxError};

/// What the app subscribed to, and whom the sandbox may call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Callbacks {
    subscriptions: Vec<AppSubscription>,
    named: Vec<String>,
}

impl Sandbox {
    /// The callbacks as they stand.
    pub fn callbacks(&self) -> Result<Callbacks, SandboxError> {
        Ok(self.read(|world| {
            let subscriptions = world.list(&world.app.id, Slice::ALL)?;
            Ok(Callbacks { subscriptions, named: world.home.callbacks.clone() })
        })?)
    }

    /// Puts back what stood before `url` took its place. What leads elsewhere by now has been changed meanwhile and
    /// stays as it is.
    pub fn put_back(&self, before: &Callbacks, url: &str) -> Result<(), SandboxError> {
        Ok(self.write(|mut world| {
            let app = world.app.id.clone();
            let now: Vec<AppSubscription> = world.list(&app, Slice::ALL)?;
            for diverted in now.into_iter().filter(|one| one.callback_url == url) {
                world.remove::<AppSubscription>(&pair(&app, diverted.object.name()))?;
                if let Some(stood) = before.subscriptions.iter().find(|one| one.object == diverted.object) {
                    world.put(stood)?;
                }
            }
            let mut named = world.home.callbacks.clone();
            named.retain(|origin| before.named.contains(origin) || !url.starts_with(origin.as_str()));
            world.name_callbacks(named)
        })?)
    }
}
