//! Where files live.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::{Env, SettingsError};

/// The folders of snorq. With `SNORQ_HOME` all three are that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
}

impl Paths {
    /// `SNORQ_HOME`, else the platform's own folders (XDG on Linux and macOS).
    pub fn find(env: &Env) -> Result<Self, SettingsError> {
        if let Some(home) = env.get("SNORQ_HOME") {
            let home = std::path::absolute(home).map_err(|error| SettingsError::Bad(format!("SNORQ_HOME: {error}")))?;
            return Ok(Self { config: home.clone(), data: home.clone(), state: home });
        }
        let base = etcetera::choose_base_strategy().map_err(|_| SettingsError::NoHome)?;
        let data = base.data_dir().join("snorq");
        let state = base.state_dir().map_or_else(|| data.clone(), |state| state.join("snorq"));
        Ok(Self { config: base.config_dir().join("snorq"), data, state })
    }

    /// Every folder, each once.
    pub fn folders(&self) -> Vec<&Path> {
        let mut all = vec![self.config.as_path(), &self.data, &self.state];
        all.dedup();
        all
    }

    /// What was chosen for this machine.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The default database.
    pub fn database(&self) -> PathBuf {
        self.data.join("snorq.db")
    }

    /// What was delivered to a profile, beside the records.
    pub fn spool(&self, profile: &str) -> PathBuf {
        self.data.join("spool").join(format!("{profile}.db"))
    }

    /// The lock under which the keyring is asked by one process at a time.
    pub fn keyring_lock(&self) -> PathBuf {
        self.state.join("keyring.lock")
    }

    /// Certificate and key for `https://localhost`.
    pub fn tls(&self) -> PathBuf {
        self.data.join("tls")
    }

    /// The sandbox: its world, and the key of its profile's secrets.
    pub fn sandbox(&self) -> PathBuf {
        self.data.join("sandbox")
    }

    /// What opens the sandbox profile's secrets. Sandbox tokens open nothing.
    pub fn sandbox_key(&self) -> PathBuf {
        self.sandbox().join("secrets.key")
    }
}
