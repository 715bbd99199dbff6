//! `snorq app show`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::view::document;
use crate::context::Context;
use crate::error::Failure;
use crate::platforms::DEFAULT_FIELDS;
use crate::settings::{self, Profile};
use crate::terminal::{KeyValueTable, Screen, View};

/// Show a profile, with the redirect address to register
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Profile [default: the chosen one]
    name: Option<String>,
}

pub(crate) async fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    if let Some(name) = args.name {
        return emit(cx, &name).await;
    }
    let name = cx.profile().await?.name.clone();
    emit(cx, &name).await
}

/// Shows the profile `name`.
pub(super) async fn emit(cx: &Context, name: &str) -> Result<(), Failure> {
    let profile = cx.profile_named(name).await?;
    let custody = cx.open_custody(profile.is_sandbox()).await;
    let vault = custody.map_or_else(|failure| failure.message, |custody| custody.describe());
    let backend = cx.secrets_kind(&profile).await?.as_str();
    let current = cx.file()?.current.as_deref() == Some(name);
    let redirect_uri = redirect_uri(&profile);
    let (app_id, login_url) = cx.login_address(&profile, &redirect_uri).await?;
    Ok(cx.terminal.emit(&ProfileView { profile, current, app_id, redirect_uri, login_url, backend, vault })?)
}

/// The redirect address to register.
fn redirect_uri(profile: &Profile) -> String {
    match profile.stored.redirect_port {
        Some(port) => settings::redirect_uri(profile.stored.https, port),
        None => settings::redirect_uri(true, settings::FIXED_PORT),
    }
}

/// A profile with what follows from it.
struct ProfileView {
    profile: Profile,
    current: bool,
    app_id: String,
    redirect_uri: String,
    login_url: String,
    backend: &'static str,
    vault: String,
}

impl ProfileView {
    /// An address of the profile; none for the sandbox, which is inside snorq.
    fn place(&self, url: &url::Url) -> Option<String> {
        (!self.profile.is_sandbox()).then(|| url.origin().ascii_serialization())
    }

    fn fields(&self) -> Vec<String> {
        match self.profile.stored.webhook_fields.as_slice() {
            [] => DEFAULT_FIELDS.iter().map(|field| (*field).to_owned()).collect(),
            own => own.to_vec(),
        }
    }
}

impl View for ProfileView {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let stored = &self.profile.stored;
        let none = || "none".to_owned();
        let lines = [
            ("profile", format!("{}{}", self.profile.name, if self.current { " (in use)" } else { "" })),
            ("app id", self.app_id.clone()),
            ("login config", stored.config_id.clone().unwrap_or_else(none)),
            ("whatsapp config", stored.whatsapp_config_id.clone().unwrap_or_else(none)),
            (
                "graph",
                format!(
                    "{} {}",
                    self.place(&self.profile.graph_url).unwrap_or_else(|| "inside snorq,".to_owned()),
                    self.profile.graph_version
                ),
            ),
            ("webhook fields", self.fields().join(", ")),
            ("secrets in", self.vault.clone()),
            ("redirect address", self.redirect_uri.clone()),
            ("login address", self.login_url.clone()),
        ];
        let mut table = KeyValueTable::default();
        for (label, value) in lines {
            table.add(label, value);
        }
        table.write(screen)?;
        if self.profile.is_sandbox() {
            return Ok(());
        }
        writeln!(screen.out)?;
        writeln!(
            screen.out,
            "While the app is in development mode, nothing need be registered: it takes any http://localhost."
        )?;
        writeln!(screen.out, "For a live app, add the redirect address, letter by letter, to the app's dashboard:")?;
        writeln!(
            screen.out,
            "Facebook Login (for Business) > Settings > Valid OAuth Redirect URIs; then connect with --https."
        )
    }

    fn json(&self) -> Value {
        let stored = &self.profile.stored;
        let profile = ProfileFacts {
            name: &self.profile.name,
            app_id: &self.app_id,
            current: self.current,
            built_in: self.profile.is_sandbox(),
            config_id: stored.config_id.as_deref(),
            whatsapp_config_id: stored.whatsapp_config_id.as_deref(),
            graph_version: &self.profile.graph_version,
            graph_url: self.place(&self.profile.graph_url),
            dialog_url: self.place(&self.profile.dialog_url),
            redirect_port: stored.redirect_port,
            https: stored.https,
            redirect_uri: &self.redirect_uri,
            login_url: &self.login_url,
            webhook_fields: self.fields(),
            secrets: self.backend,
            secret_stored: self.profile.sealed.is_some() || self.profile.is_sandbox(),
        };
        document(&ProfileDocument { profile })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ProfileDocument<'a> {
    profile: ProfileFacts<'a>,
}

/// One Meta app and the place it talks to; the addresses are null for the sandbox, which is inside of snorq.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "profile")]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the document")]
struct ProfileFacts<'a> {
    name: &'a str,
    app_id: &'a str,
    current: bool,
    built_in: bool,
    config_id: Option<&'a str>,
    whatsapp_config_id: Option<&'a str>,
    graph_version: &'a str,
    graph_url: Option<String>,
    dialog_url: Option<String>,
    redirect_port: Option<u16>,
    https: bool,
    redirect_uri: &'a str,
    login_url: &'a str,
    webhook_fields: Vec<String>,
    #[schemars(extend("enum" = ["keyring", "file"]))]
    secrets: &'a str,
    secret_stored: bool,
}
