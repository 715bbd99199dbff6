//! Opening things to look at them: nothing is made, migrated or written.

use super::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::{Connection, Platform, Status};
use crate::error::{Failure, Kind};
use crate::flows::Reporter;
use crate::flows::verify::{Coverage, sample_coverage};
use crate::http::{Live, Roots, TransportError};
use crate::platforms::Meta;
use crate::secrets::VaultError;
use crate::settings::{Profile, is_loopback};
use crate::store::{self, Examined, Filter, StoreError};

impl Context {
    /// The records as they are. Where they can be read, everything that asks this context for the store from now on
    /// gets them for reading only.
    pub async fn examine(&self) -> Result<Option<Examined>, StoreError> {
        let address = self.database().unwrap_or_else(|_| self.own_database());
        let mut found = store::examine(&address).await?;
        if let Some(records) = found.as_mut().and_then(|found| found.records.take()) {
            // Where it is open already, that one stays.
            let _ = self.store.set(records);
        }
        let _ = self.examined.set(self.store.initialized());
        Ok(found)
    }

    /// Whether the records were looked for and none can be read.
    pub(super) fn has_no_records(&self) -> bool {
        self.examined.get() == Some(&false)
    }

    /// What to say if there is no database though the environment or the choice of a profile speaks of one.
    pub fn lost_database(&self) -> Option<Failure> {
        let chosen = self.meant(None).ok().filter(|meant| meant.may_be_registered && !meant.is_named);
        if let (Some(chosen), Ok(address)) = (chosen, self.database()) {
            return Some(self.database_gone(&chosen.name, &address));
        }
        let address = self.env.get("SNORQ_DATABASE_URL")?;
        let failure = Failure::new(Kind::Database, format!("there is no database at {address} yet"));
        Some(failure.hint("mount its folder; if it is to be a new one, the first connect makes it"))
    }

    /// What to say if the profile `name` was chosen and its database is not there.
    pub fn database_gone(&self, name: &str, address: &str) -> Failure {
        let words = format!("there is no database at {address}, though the profile '{name}' was registered in one");
        let cure = match self.env.get("SNORQ_DATABASE_URL") {
            Some(_) => "mount its folder, or see whether SNORQ_DATABASE_URL names the right place",
            None => "mount its folder, or restore it from a backup",
        };
        Failure::new(Kind::Database, words).hint(cure).hint(Hint::new("or begin a new one", Step::AddProfile))
    }

    /// Whether the records were opened.
    pub fn has_records(&self) -> bool {
        self.examined.get().copied().unwrap_or_else(|| self.store.initialized())
    }

    /// What the secret store of `profile` is, or the one that a first profile would have; and whether it could be used.
    pub async fn look_at_vault(&self, profile: Option<&Profile>) -> Result<(String, Result<(), VaultError>), Failure> {
        let of_sandbox = profile.is_some_and(Profile::is_sandbox);
        let keys = match self.store.get().filter(|_| self.has_records()) {
            Some(store) => Some(store.keys().await?),
            None => None,
        };
        let recorded = keys.as_ref().and_then(|keys| keys.current(of_sandbox)).map(|record| record.keeper);
        let custody = self.choose_custody(of_sandbox, recorded)?;
        Ok((custody.describe(), custody.look(keys.as_ref()).await))
    }

    /// What speaks to the profile's app, if that needs nothing to be made first.
    pub async fn app_at_hand(&self, profile: &Profile) -> Result<&Meta, Failure> {
        let given = self.env.get("SNORQ_APP_SECRET").is_some() || profile.sealed.is_none();
        if !profile.is_sandbox() && !given && !self.has_records() {
            return Err(Failure::new(Kind::Database, "the app secret needs the records, and they cannot be read"));
        }
        self.meta().await
    }

    /// The network as it leads to `graph`.
    pub fn network(graph: &url::Url) -> Result<Live, TransportError> {
        Live::new(if is_loopback(graph) { Roots::Loopback } else { Roots::System })
    }

    /// The platforms of the profile's connections.
    pub async fn connected(&self, profile: &Profile) -> Result<Vec<Platform>, Failure> {
        let (mut found, filter) = (Vec::new(), Filter::of(&profile.name));
        let mut look = |one: Connection| {
            if one.status != Status::Disconnected && !found.contains(&one.platform) {
                found.push(one.platform);
            }
            true
        };
        self.store().await?.visit(&filter, &mut look).await?;
        Ok(found)
    }

    /// How many of the profile's connections send webhooks to the app.
    pub async fn sample_coverage(&self, reporter: &dyn Reporter) -> Result<Coverage, Failure> {
        sample_coverage(&self.tools(reporter).await?).await
    }
}
