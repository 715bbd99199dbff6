//! A profile: one Meta app and the place it talks to.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{SettingsError, address};
use crate::domain::Sealed;

/// The built-in profile.
pub const SANDBOX: &str = "sandbox";
/// Meta's Graph API.
pub const META_GRAPH: &str = "https://graph.facebook.com";
/// The host of Meta's login dialog.
pub const META_DIALOG: &str = "https://www.facebook.com";

/// A profile as it is recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stored {
    /// App id.
    #[serde(skip)]
    pub app_id: String,
    /// Configuration of Facebook Login for Business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config_id: Option<String>,
    /// Configuration of WhatsApp Embedded Signup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_config_id: Option<String>,
    /// Graph version, if not the one this snorq was built for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graph_version: Option<String>,
    /// Another Graph address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graph_url: Option<String>,
    /// Another dialog address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialog_url: Option<String>,
    /// Fixed port of the redirect address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_port: Option<u16>,
    /// The redirect address is `https`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub https: bool,
    /// Webhook fields in place of the defaults.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub webhook_fields: Vec<String>,
}

/// A profile as a command uses it, with everything decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Name.
    pub name: String,
    /// What is recorded of it, or would be.
    pub stored: Stored,
    /// Its app secret, if that is recorded.
    pub sealed: Option<Sealed>,
    /// Whether it exists in the environment only.
    pub from_environment: bool,
    /// Graph address.
    pub graph_url: Url,
    /// Dialog address.
    pub dialog_url: Url,
    /// Graph version.
    pub graph_version: String,
}

impl Profile {
    /// Whether it talks to Meta itself. The sandbox's addresses are those of Meta until it is served.
    pub fn is_real(&self) -> bool {
        !self.is_sandbox() && is_meta(&self.graph_url)
    }

    /// Whether it is the built-in one.
    pub fn is_sandbox(&self) -> bool {
        self.name == SANDBOX
    }

    /// The place that it talks to. Its records and secrets belong to one place and are never used at another.
    pub fn place(&self) -> String {
        if self.is_sandbox() { SANDBOX.to_owned() } else { place(&self.graph_url, &self.dialog_url) }
    }
}

impl Stored {
    /// The place that it belongs to by what is recorded, whatever the environment says today.
    pub fn place(&self) -> Result<String, SettingsError> {
        let graph = address(self.graph_url.as_deref().unwrap_or(META_GRAPH))?;
        Ok(place(&graph, &address(self.dialog_url.as_deref().unwrap_or(META_DIALOG))?))
    }

    /// Records the addresses that `profile` was decided to have, where they are not Meta's.
    pub fn settle_at(&mut self, profile: &Profile) {
        let foreign = |url: &Url| (!is_meta(url)).then(|| url.origin().ascii_serialization());
        self.graph_url = foreign(&profile.graph_url);
        self.dialog_url = foreign(&profile.dialog_url);
    }
}

/// A Graph address and a dialog address as one place. Meta has many hosts; a served sandbox has another port each time.
fn place(graph: &Url, dialog: &Url) -> String {
    let owner = |url: &Url| match url {
        url if is_loopback(url) => "loopback".to_owned(),
        url if is_meta(url) => META_GRAPH.to_owned(),
        url => url.origin().ascii_serialization(),
    };
    let (graph, dialog) = (owner(graph), owner(dialog));
    if graph == dialog { graph } else { format!("{graph}, with a login at {dialog}") }
}

/// Which secret store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum VaultKind {
    /// The system keyring.
    Keyring,
    /// A key file, or a passphrase.
    File,
}

impl VaultKind {
    /// The word in variables and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::File => "file",
        }
    }
}

impl std::str::FromStr for VaultKind {
    type Err = SettingsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "keyring" => Ok(Self::Keyring),
            "file" => Ok(Self::File),
            other => Err(SettingsError::Bad(format!("SNORQ_SECRETS is keyring or file, not '{other}'"))),
        }
    }
}

/// Whether an address is on this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether an address is Meta's own, compared part by part and never as text.
pub fn is_meta(url: &Url) -> bool {
    let same = |own: &str| Url::parse(own).is_ok_and(|own| own.origin() == url.origin());
    url.username().is_empty() && url.password().is_none() && (same(META_GRAPH) || same(META_DIALOG))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_not_meta() {
        let meta = ["https://graph.facebook.com", "https://graph.facebook.com:443/", "https://WWW.facebook.com/x"];
        for text in meta {
            assert!(is_meta(&Url::parse(text).unwrap()), "{text}");
        }
        let others = [
            "http://graph.facebook.com",
            "https://graph.facebook.com:8443",
            "https://graph.facebook.com.evil.example",
            "https://evilgraph.facebook.com",
            "https://graph.facebook.com@evil.example",
            "https://user@graph.facebook.com",
            "https://graph.facebook.com.",
            "https://graph.faceb\u{3bf}ok.com",
        ];
        for text in others {
            assert!(!is_meta(&Url::parse(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn a_place_is_both_addresses() {
        let of = |graph: &str, dialog: &str| {
            let text = |url: &str| (!url.is_empty()).then(|| url.to_owned());
            Stored { graph_url: text(graph), dialog_url: text(dialog), ..Stored::default() }.place().unwrap()
        };
        assert_eq!(of("", ""), META_GRAPH);
        assert_eq!(of("http://localhost:1", "http://127.0.0.1:2"), "loopback");
        assert_eq!(of("https://graph.example", "https://graph.example"), "https://graph.example");
        for (graph, dialog) in
            [("https://graph.example", ""), ("", "https://graph.example"), ("", "http://localhost:1")]
        {
            assert!(of(graph, dialog).contains(", with a login at "), "{graph} {dialog}");
        }
    }

    #[test]
    fn loopback_is_a_host_and_no_prefix() {
        for (text, expected) in [
            ("http://localhost:1", true),
            ("http://127.0.0.1:1", true),
            ("http://[::1]:1", true),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1.evil.example", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(text).unwrap()), expected, "{text}");
        }
    }
}
