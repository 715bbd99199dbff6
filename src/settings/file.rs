//! The configuration file: what a person chose for this machine. It holds no secret.

use std::path::Path;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{SANDBOX, SettingsError, VaultKind};
use crate::files::{self, FileError};

/// `config.toml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The profile chosen with `snorq app use`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// Who keeps the data key of a database that has none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrets: Option<VaultKind>,
    /// The database's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The profiles of the layout before the first release.
    #[serde(default, skip_serializing)]
    pub(super) profiles: Option<IgnoredAny>,
}

impl File {
    /// Reads the file; one that is not there is empty.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let bad = |reason: String| SettingsError::BadFile { path: path.to_owned(), reason };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(bad(error.to_string())),
        };
        let file: Self = toml::from_str(&text).map_err(|error| bad(error.message().to_owned()))?;
        if file.profiles.is_some() {
            return Err(SettingsError::EarlyLayout(path.to_owned()));
        }
        Ok(file)
    }

    /// Writes the file as a whole or not at all, private to the user.
    pub fn write(&self, path: &Path) -> Result<(), SettingsError> {
        let bad = |reason: String| SettingsError::Unwritable { path: path.to_owned(), reason };
        let text = toml::to_string(self).map_err(|error| bad(error.to_string()))?;
        files::write(path, text.as_bytes())
            .map_err(|FileError { path, reason, .. }| SettingsError::Unwritable { path, reason })
    }

    /// Checks a name for a new profile.
    pub fn check_name(name: &str) -> Result<(), SettingsError> {
        if name == SANDBOX {
            return Err(SettingsError::Bad("the profile 'sandbox' is built in and cannot be changed".to_owned()));
        }
        let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || name.len() > 64 || !name.chars().all(sound) {
            let rule = "a profile's name is made of letters, digits, '-', '_' and '.', at most 64";
            return Err(SettingsError::Bad(rule.to_owned()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_back_what_it_writes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/config.toml");
        let file = File { current: Some("acme".into()), secrets: Some(VaultKind::File), ..File::default() };
        file.write(&path).unwrap();
        assert_eq!(File::read(&path), Ok(file));
        assert_eq!(File::read(&folder.path().join("absent")), Ok(File::default()));
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "app_secret = \"x\"\n").unwrap();
        assert!(
            matches!(File::read(&path), Err(SettingsError::BadFile { reason, .. }) if reason.contains("app_secret"))
        );
    }

    #[test]
    fn the_layout_before_the_first_release_is_known_and_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "current = \"a\"\n[profiles.a]\napp_id = \"1\"\nsecret_name = \"x\"\n").unwrap();
        assert_eq!(File::read(&path), Err(SettingsError::EarlyLayout(path)));
    }

    #[test]
    fn names_are_plain_and_the_sandbox_is_taken() {
        assert_eq!(File::check_name("acme-1"), Ok(()));
        for name in ["", "sandbox", "a b", "../x", "é"] {
            assert!(File::check_name(name).is_err(), "{name}");
        }
    }
}
