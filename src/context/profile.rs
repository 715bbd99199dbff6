//! Which profile is meant, from flag, variable, this machine's choice and the database.

use super::{Context, embedded, host};
use crate::error::Failure;
use crate::settings::{self, File, Meant, Profile, is_meta};
use crate::store::{self, ProfileRecord};

impl Context {
    /// The profile that a flag or the variable named.
    pub fn named_profile(&self) -> Option<&str> {
        self.profile_flag.as_deref().or_else(|| self.env.get("SNORQ_PROFILE"))
    }

    /// The profile that is meant, if that can be told without waiting.
    pub fn profile_at_hand(&self) -> Option<Profile> {
        if let Some(profile) = self.profile.get() {
            return Some(profile.clone());
        }
        let meant = self.meant(self.profile_flag.as_deref()).ok()?;
        let known = if meant.may_be_registered { self.profiles_at_hand() } else { Vec::new() };
        self.decide(&meant, known.into_iter().find(|one| one.name == meant.name)).ok()
    }

    /// The registered profiles, for completions and hints: it opens nothing for good.
    pub fn profiles_at_hand(&self) -> Vec<ProfileRecord> {
        self.database().and_then(|address| Ok(store::profiles_at_hand(&address)?)).unwrap_or_default()
    }

    /// The name of the profile that `flag` would mean.
    pub fn meant(&self, flag: Option<&str>) -> Result<Meant, Failure> {
        Ok(settings::meant(flag, &self.env, &self.file()?)?)
    }

    fn decide(&self, meant: &Meant, record: Option<ProfileRecord>) -> Result<Profile, Failure> {
        let record = record.filter(|record| record.is_registered);
        let (stored, sealed) = record.map(|record| (record.stored, record.sealed)).unzip();
        Ok(Profile { sealed: sealed.flatten(), ..settings::profile(&meant.name, stored, &self.env)? })
    }

    /// The profile named `name`, as it is recorded.
    pub async fn profile_named(&self, name: &str) -> Result<Profile, Failure> {
        self.look_up(&self.meant(Some(name))?).await
    }

    async fn look_up(&self, meant: &Meant) -> Result<Profile, Failure> {
        let record = if meant.may_be_registered { self.store().await?.profile(&meant.name).await? } else { None };
        // A profile that was chosen was there: what is missing is the database.
        if meant.may_be_registered
            && !meant.is_named
            && record.is_none()
            && let Some(place) = self.store().await?.missing().await?
        {
            return Err(self.database_gone(&meant.name, &place));
        }
        self.decide(meant, record)
    }

    /// The configuration file as it stands.
    pub fn file(&self) -> Result<File, Failure> {
        Ok(File::read(&self.paths.config_file())?)
    }

    /// The profile that is meant. The first call announces what is unusual about it.
    pub async fn profile(&self) -> Result<&Profile, Failure> {
        let found = self.profile.get_or_try_init(|| async {
            let profile = self.look_up(&self.meant(self.profile_flag.as_deref())?).await?;
            if profile.is_sandbox() {
                self.ahead.go(embedded::ahead(&self.paths));
            }
            self.announce(&profile);
            Ok::<_, Failure>(profile)
        });
        found.await
    }

    fn announce(&self, profile: &Profile) {
        if profile.is_sandbox() {
            self.terminal.info("sandbox: a small Meta inside snorq; nothing here is real");
            return;
        }
        let addresses = [&profile.graph_url, &profile.dialog_url];
        let mut foreign: Vec<_> = addresses.into_iter().filter(|url| !is_meta(url)).map(host).collect();
        foreign.dedup();
        if !foreign.is_empty() {
            self.terminal.warn(&format!("talking to {}, which is not Meta", foreign.join(" and ")));
        }
    }
}
