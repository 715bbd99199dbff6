//! Which profile is meant, and with what: flag over variable over file over default.

use url::Url;

use super::{Env, File, META_DIALOG, META_GRAPH, Profile, SANDBOX, SettingsError, Stored, VaultKind, is_loopback};
use crate::domain::GRAPH_VERSION;

/// The name of a profile that the environment alone describes.
const UNNAMED: &str = "env";

/// Finds the profile that `flag`, the environment and the file mean together.
pub fn profile(flag: Option<&str>, env: &Env, file: &File) -> Result<Profile, SettingsError> {
    let named = flag.or_else(|| env.get("SNORQ_PROFILE"));
    let app_id = env.get("SNORQ_APP_ID");
    let (name, stored) = match (named, app_id) {
        (Some(SANDBOX), _) => return decide(SANDBOX, Stored::default(), false, &Env::default()),
        (Some(name), app_id) => (name, file.profiles.get(name).cloned().or_else(|| app_id.map(of_environment))),
        (None, Some(app_id)) => (UNNAMED, Some(of_environment(app_id))),
        (None, None) => match file.current.as_deref() {
            Some(SANDBOX) => return decide(SANDBOX, Stored::default(), false, &Env::default()),
            Some(name) => (name, file.profiles.get(name).cloned()),
            None => return Err(SettingsError::NoApp),
        },
    };
    let stored = stored.ok_or_else(|| SettingsError::NoProfile(name.to_owned()))?;
    if let Some(app_id) = app_id.filter(|id| **id != stored.app_id) {
        let message = format!("SNORQ_APP_ID is {app_id}, but profile '{name}' is for app {}", stored.app_id);
        return Err(SettingsError::Bad(message));
    }
    decide(name, stored, !file.profiles.contains_key(name), env)
}

fn of_environment(app_id: &str) -> Stored {
    Stored { app_id: app_id.to_owned(), ..Stored::default() }
}

fn decide(name: &str, stored: Stored, from_environment: bool, env: &Env) -> Result<Profile, SettingsError> {
    let pick = |variable: &str, stored: Option<&String>, default: &str| {
        env.get(variable).or(stored.map(String::as_str)).unwrap_or(default).to_owned()
    };
    let graph = pick("SNORQ_GRAPH_URL", stored.graph_url.as_ref(), META_GRAPH);
    let dialog = pick("SNORQ_DIALOG_URL", stored.dialog_url.as_ref(), META_DIALOG);
    let version = pick("SNORQ_GRAPH_VERSION", stored.graph_version.as_ref(), GRAPH_VERSION);
    Ok(Profile {
        name: name.to_owned(),
        from_environment,
        graph_url: address(&graph)?,
        dialog_url: address(&dialog)?,
        graph_version: checked_version(version)?,
        stored,
    })
}

/// The Graph address that holds where no profile is chosen.
pub fn graph_address(env: &Env) -> Result<Url, SettingsError> {
    address(env.get("SNORQ_GRAPH_URL").unwrap_or(META_GRAPH))
}

/// Reads an address that tokens may be sent to: `https`, or `http` on this machine; nothing but host and port.
pub fn address(text: &str) -> Result<Url, SettingsError> {
    let bad = |why: &str| SettingsError::Bad(format!("'{text}' cannot be used as an address: {why}"));
    let url = Url::parse(text).map_err(|error| bad(&error.to_string()))?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    if !safe {
        return Err(bad("it must be https, or http on this machine"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(bad("it must not carry a name or password"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(bad("it must end after host and port"));
    }
    Ok(url)
}

/// Reads an address that webhooks can go to. Meta calls nothing but https; a sandbox calls this machine as well.
pub fn callback_address(text: &str) -> Result<String, String> {
    match Url::parse(text) {
        Ok(url) if url.scheme() == "https" && url.host().is_some() => Ok(text.to_owned()),
        Ok(url) if url.scheme() == "http" && is_loopback(&url) => Ok(text.to_owned()),
        _ => Err("an https address is needed".to_owned()),
    }
}

fn checked_version(text: String) -> Result<String, SettingsError> {
    let number = text.strip_prefix('v').and_then(|rest| rest.strip_suffix(".0"));
    let sound = number.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()));
    sound.then_some(()).ok_or_else(|| SettingsError::Bad(format!("'{text}' is not a Graph version such as v27.0")))?;
    Ok(text)
}

/// Which secret store a profile uses: the variable, else what the profile recorded, else the keyring.
pub fn vault_kind(env: &Env, stored: &Stored) -> Result<VaultKind, SettingsError> {
    match env.get("SNORQ_SECRETS") {
        Some(word) => word.parse(),
        None => Ok(stored.secrets.unwrap_or(VaultKind::Keyring)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> Env {
        Env::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    fn file() -> File {
        let stored = |id: &str| Stored { app_id: id.to_owned(), ..Stored::default() };
        let profiles = [("one".to_owned(), stored("1")), ("two".to_owned(), stored("2"))];
        File { current: Some("one".to_owned()), profiles: profiles.into() }
    }

    #[test]
    fn flag_beats_variable_beats_file() {
        let two = env(&[("SNORQ_PROFILE", "two")]);
        assert_eq!(profile(None, &Env::default(), &file()).unwrap().name, "one");
        assert_eq!(profile(None, &two, &file()).unwrap().name, "two");
        assert_eq!(profile(Some("one"), &two, &file()).unwrap().name, "one");
    }

    #[test]
    fn the_environment_alone_is_enough() {
        let found = profile(None, &env(&[("SNORQ_APP_ID", "9")]), &File::default()).unwrap();
        assert_eq!((found.name.as_str(), found.stored.app_id.as_str(), found.from_environment), ("env", "9", true));
    }

    #[test]
    fn an_app_id_that_contradicts_the_profile_is_refused() {
        assert!(matches!(profile(Some("one"), &env(&[("SNORQ_APP_ID", "9")]), &file()), Err(SettingsError::Bad(_))));
    }

    #[test]
    fn the_sandbox_cannot_be_pointed_elsewhere() {
        let elsewhere = env(&[("SNORQ_GRAPH_URL", "http://localhost:1"), ("SNORQ_APP_ID", "9")]);
        let found = profile(Some("sandbox"), &elsewhere, &file()).unwrap();
        assert!(found.is_sandbox());
        assert_eq!(found.graph_url.as_str(), "https://graph.facebook.com/");
    }

    #[test]
    fn nothing_chosen_and_nothing_found_are_two_errors() {
        assert_eq!(profile(None, &Env::default(), &File::default()), Err(SettingsError::NoApp));
        let missing = profile(Some("none"), &Env::default(), &file());
        assert_eq!(missing, Err(SettingsError::NoProfile("none".to_owned())));
    }

    #[test]
    fn addresses_that_could_leak_a_token_are_refused() {
        for good in ["https://graph.example", "http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:1/"] {
            assert!(address(good).is_ok(), "{good}");
        }
        let bad = ["http://graph.facebook.com", "ftp://x", "https://a:b@x", "https://x/y", "https://x?t=1", "x", "//x"];
        for text in bad {
            assert!(address(text).is_err(), "{text}");
        }
    }
}
