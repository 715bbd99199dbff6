//! Which profile is meant, and with what: flag over variable over file over default.

use url::Url;

use super::{Env, File, META_DIALOG, META_GRAPH, Profile, SANDBOX, SettingsError, Stored, is_loopback};
use crate::domain::GRAPH_VERSION;

/// The name of a profile that the environment alone describes.
const UNNAMED: &str = "env";

/// Which profile is meant, before it is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// Its name.
    pub name: String,
    /// Whether a flag or a variable named it, and not the choice of `snorq app use`.
    pub is_named: bool,
    /// Whether it may be registered; the sandbox never is, nor an app that the environment describes alone.
    pub may_be_registered: bool,
}

/// Which profile the flag, the environment and the file mean together.
pub fn meant(flag: Option<&str>, env: &Env, file: &File) -> Result<Meant, SettingsError> {
    let of = |name: &str, is_named| Meant { name: name.to_owned(), is_named, may_be_registered: name != SANDBOX };
    match (flag.or_else(|| env.get("SNORQ_PROFILE")), env.get("SNORQ_APP_ID"), file.current.as_deref()) {
        (Some(name), ..) => Ok(of(name, true)),
        (None, Some(_), _) => Ok(Meant { may_be_registered: false, ..of(UNNAMED, false) }),
        (None, None, Some(name)) => Ok(of(name, false)),
        (None, None, None) => Err(SettingsError::NoApp),
    }
}

/// The profile `name` as it is registered, if it is, with the environment on top.
pub fn profile(name: &str, registered: Option<Stored>, env: &Env) -> Result<Profile, SettingsError> {
    if name == SANDBOX {
        return decide(SANDBOX, Stored::default(), false, &Env::default());
    }
    let (app_id, from_environment) = (env.get("SNORQ_APP_ID"), registered.is_none());
    let stored = registered.or_else(|| app_id.map(of_environment));
    let stored = stored.ok_or_else(|| SettingsError::NoProfile(name.to_owned()))?;
    if let Some(app_id) = app_id.filter(|id| **id != stored.app_id) {
        let message = format!("SNORQ_APP_ID is {app_id}, but profile '{name}' is for app {}", stored.app_id);
        return Err(SettingsError::Bad(message));
    }
    decide(name, stored, from_environment, env)
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
        sealed: None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> Env {
        Env::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    fn stored(id: &str) -> Stored {
        Stored { app_id: id.to_owned(), ..Stored::default() }
    }

    #[test]
    fn flag_beats_variable_beats_file() {
        let (two, file) = (env(&[("SNORQ_PROFILE", "two")]), File { current: Some("one".into()), ..File::default() });
        let name = |flag, env: &Env| meant(flag, env, &file).unwrap().name;
        assert_eq!((name(None, &Env::default()), name(None, &two)), ("one".to_owned(), "two".to_owned()));
        assert_eq!(name(Some("one"), &two), "one");
        assert!(!meant(None, &Env::default(), &file).unwrap().is_named);
    }

    #[test]
    fn the_environment_alone_is_enough() {
        let env = env(&[("SNORQ_APP_ID", "9")]);
        let meant = meant(None, &env, &File { current: Some("one".into()), ..File::default() }).unwrap();
        assert_eq!((meant.name.as_str(), meant.may_be_registered), ("env", false));
        let found = profile(&meant.name, None, &env).unwrap();
        assert_eq!((found.name.as_str(), found.stored.app_id.as_str(), found.from_environment), ("env", "9", true));
    }

    #[test]
    fn an_app_id_that_contradicts_the_profile_is_refused() {
        let refused = profile("one", Some(stored("1")), &env(&[("SNORQ_APP_ID", "9")]));
        assert!(matches!(refused, Err(SettingsError::Bad(_))));
    }

    #[test]
    fn the_sandbox_cannot_be_pointed_elsewhere() {
        let elsewhere = env(&[("SNORQ_GRAPH_URL", "http://localhost:1"), ("SNORQ_APP_ID", "9")]);
        assert!(!meant(Some("sandbox"), &elsewhere, &File::default()).unwrap().may_be_registered);
        let found = profile("sandbox", None, &elsewhere).unwrap();
        assert!(found.is_sandbox());
        assert_eq!(found.graph_url.as_str(), "https://graph.facebook.com/");
    }

    #[test]
    fn nothing_chosen_and_nothing_found_are_two_errors() {
        assert_eq!(meant(None, &Env::default(), &File::default()), Err(SettingsError::NoApp));
        let missing = profile("none", None, &Env::default());
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
