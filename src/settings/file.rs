//! The configuration file: the profiles and which one is in use. It holds no secret.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{SANDBOX, SettingsError, Stored};
use crate::files::{self, FileError};

/// `config.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The profile chosen with `snorq app use`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current: Option<String>,
    /// The profiles by name.
    #[serde(default)]
    pub profiles: BTreeMap<String, Stored>,
}

impl File {
    /// Reads the file; one that is not there is empty.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let bad = |reason: String| SettingsError::BadFile { path: path.to_owned(), reason };
        match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error| bad(error.message().to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(bad(error.to_string())),
        }
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
        let stored = Stored { app_id: "1".into(), redirect_port: Some(8443), https: true, ..Stored::default() };
        let file = File { current: Some("acme".into()), profiles: BTreeMap::from([("acme".into(), stored)]) };
        file.write(&path).unwrap();
        assert_eq!(File::read(&path), Ok(file));
        assert_eq!(File::read(&folder.path().join("absent")), Ok(File::default()));
    }

    #[test]
    fn an_unknown_key_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, "[profiles.a]\napp_id = \"1\"\napp_secret = \"x\"\n").unwrap();
        assert!(
            matches!(File::read(&path), Err(SettingsError::BadFile { reason, .. }) if reason.contains("app_secret"))
        );
    }

    #[test]
    fn names_are_plain_and_the_sandbox_is_taken() {
        assert_eq!(File::check_name("acme-1"), Ok(()));
        for name in ["", "sandbox", "a b", "../x", "é"] {
            assert!(File::check_name(name).is_err(), "{name}");
        }
    }
}
