//! The environment, read once. An empty variable counts as unset.

use std::collections::HashMap;

use crate::domain::Secret;

/// What a child process (the browser) gets of the environment: what finds the screen and the person's settings, and
/// nothing that can hold a secret of ours.
const FOR_CHILDREN: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "LANG",
    "LC_ALL",
    "TERM",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_RUNTIME_DIR",
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
    "XDG_DATA_DIRS",
    "XDG_CONFIG_HOME",
    "DBUS_SESSION_BUS_ADDRESS",
    "TMPDIR",
    "SYSTEMROOT",
    "WSL_DISTRO_NAME",
    "WSL_INTEROP",
];

/// A snapshot of the variables that snorq knows.
#[derive(Debug, Clone, Default)]
pub struct Env(HashMap<String, Secret>);

impl Env {
    /// Reads the process's environment.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn read() -> Self {
        let known = KNOWN.iter().chain(FOR_CHILDREN);
        let pairs = known.filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?)));
        Self::of(pairs)
    }

    /// An environment made of `pairs`. A line end behind a value is none of it: `export X=$(cat file)` loses it, other
    /// ways of setting a variable (a container's, a CI's) do not.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let pairs = pairs.into_iter().map(|(name, value)| (name, Secret::new(value.trim_end_matches(['\r', '\n']))));
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// A variable that is no secret.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(Secret::expose)
    }

    /// A variable that is a secret.
    pub fn secret(&self, name: &str) -> Option<Secret> {
        self.0.get(name).cloned()
    }

    /// Whether a switch is on: set, and not to a word for no.
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !matches!(value.to_ascii_lowercase().as_str(), "0" | "false" | "no" | "off"))
    }

    /// Who acts, for the log: the system's user, else the person behind a CI job, else the user's number.
    pub fn actor(&self) -> String {
        let names = ["USER", "LOGNAME", "USERNAME", "GITHUB_ACTOR", "GITLAB_USER_LOGIN"];
        names.iter().find_map(|name| self.get(name)).map_or_else(number, str::to_owned)
    }

    /// The variables for a child process.
    pub fn for_children(&self) -> Vec<(String, String)> {
        FOR_CHILDREN.iter().filter_map(|name| Some(((*name).to_owned(), self.get(name)?.to_owned()))).collect()
    }
}

#[cfg(unix)]
fn number() -> String {
    format!("uid {}", rustix::process::getuid().as_raw())
}

#[cfg(not(unix))]
fn number() -> String {
    "unknown".to_owned()
}

/// Every variable that snorq reads for itself.
const KNOWN: &[&str] = &[
    "SNORQ_PROFILE",
    "SNORQ_JSON",
    "SNORQ_NO_INPUT",
    "SNORQ_LOG",
    "SNORQ_HOME",
    "SNORQ_APP_ID",
    "SNORQ_APP_SECRET",
    "SNORQ_GRAPH_URL",
    "SNORQ_DIALOG_URL",
    "SNORQ_GRAPH_VERSION",
    "SNORQ_SECRETS",
    "SNORQ_SECRETS_KEY_FILE",
    "SNORQ_SECRETS_PASSPHRASE",
    "SNORQ_DATABASE_URL",
    "SNORQ_VERIFY_TOKEN",
    "BROWSER",
    "CI",
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "SSH_CONNECTION",
    "SSH_TTY",
    "USERNAME",
    "GITHUB_ACTOR",
    "GITLAB_USER_LOGIN",
    "APPDATA",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    // The HTTP client and the TLS library read these for themselves; doctor tells which are in force.
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_is_unset_and_no_is_off() {
        let pairs = [("CI", ""), ("SNORQ_JSON", "0"), ("SNORQ_NO_INPUT", "1")];
        let env = Env::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((env.is_on("CI"), env.is_on("SNORQ_JSON"), env.is_on("SNORQ_NO_INPUT")), (false, false, true));
    }

    #[test]
    fn a_line_end_is_no_part_of_a_value() {
        let env = Env::of([("SNORQ_APP_SECRET".to_owned(), "abc\r\n".to_owned()), ("CI".to_owned(), "\n".to_owned())]);
        assert_eq!((env.get("SNORQ_APP_SECRET"), env.get("CI")), (Some("abc"), None));
    }

    #[test]
    fn the_actor_has_a_name_or_a_number() {
        let env = |pairs: &[(&str, &str)]| Env::of(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        assert_eq!(env(&[("USER", "ada"), ("GITHUB_ACTOR", "bob")]).actor(), "ada");
        assert_eq!(env(&[("LOGNAME", "ada")]).actor(), "ada");
        assert_eq!(env(&[("GITLAB_USER_LOGIN", "bob")]).actor(), "bob");
        #[cfg(unix)]
        assert!(env(&[]).actor().starts_with("uid "));
    }

    #[test]
    fn children_get_nothing_of_ours() {
        let pairs = [("PATH", "/bin"), ("SNORQ_APP_SECRET", "x"), ("SNORQ_SECRETS_PASSPHRASE", "y")];
        let env = Env::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(env.for_children(), [("PATH".to_owned(), "/bin".to_owned())]);
    }
}
