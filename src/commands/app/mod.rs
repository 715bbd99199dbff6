//! `snorq app …`: profiles, one per Meta app.

mod add;
mod list;
mod remove;
mod set;
mod show;
mod switch;

use clap::Subcommand;

use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Secret, WebhookObject};
use crate::error::Failure;
use crate::platforms::check_fields;
use crate::settings::{Profile, SettingsError, Stored, address};
use crate::store::ProfileRecord;

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<show::ProfileDocument>("app", &["app add", "app show", "app set"], "a profile"),
    Document::of::<list::ProfileList>("app-list", &["app list"], "the profiles"),
    Document::of::<switch::CurrentProfile>("app-use", &["app use"], "the chosen profile"),
    Document::of::<remove::Removed>("app-remove", &["app remove"], "the removed profile"),
];

/// Register and choose Meta apps; each is a profile
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Add(add::Args),
    List(list::Args),
    Show(show::Args),
    Use(switch::Args),
    Set(set::Args),
    Remove(remove::Args),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Add(args) => add::run(cx, args).await,
            Self::List(args) => list::run(cx, &args).await,
            Self::Show(args) => show::run(cx, args).await,
            Self::Use(args) => switch::run(cx, &args).await,
            Self::Set(args) => set::run(cx, args).await,
            Self::Remove(args) => remove::run(cx, args).await,
        }
    }
}

/// The properties of a profile that `add` and `set` take.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Properties {
    /// Login configuration of Facebook Login for Business, in place of single permissions
    #[arg(long, value_name = "ID")]
    config_id: Option<String>,
    /// Login configuration of WhatsApp Embedded Signup
    #[arg(long, value_name = "ID")]
    whatsapp_config_id: Option<String>,
    /// Graph version [default: the one this snorq was built for]
    #[arg(long, value_name = "vN.0")]
    graph_version: Option<String>,
    /// Fixed port of the redirect address
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    redirect_port: Option<u16>,
    /// Whether the redirect address is https, as a live app needs
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    https: Option<bool>,
    /// Webhook fields, separated by commas [default: what an inbox needs]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    fields: Vec<String>,
    /// Another Graph address than Meta's
    #[arg(long, value_name = "URL")]
    graph_url: Option<String>,
    /// Another address of the login dialog than Meta's
    #[arg(long, value_name = "URL")]
    dialog_url: Option<String>,
}

impl Properties {
    /// Writes what was given over `stored`; an empty text takes a property away.
    fn apply(&self, stored: &mut Stored) -> Result<(), Failure> {
        for url in [&self.graph_url, &self.dialog_url].into_iter().flatten().filter(|url| !url.is_empty()) {
            address(url)?;
        }
        let put = |slot: &mut Option<String>, given: &Option<String>| {
            if let Some(text) = given {
                *slot = (!text.is_empty()).then(|| text.clone());
            }
        };
        put(&mut stored.config_id, &self.config_id);
        put(&mut stored.whatsapp_config_id, &self.whatsapp_config_id);
        put(&mut stored.graph_version, &self.graph_version);
        put(&mut stored.graph_url, &self.graph_url);
        put(&mut stored.dialog_url, &self.dialog_url);
        stored.redirect_port = self.redirect_port.or(stored.redirect_port);
        stored.https = self.https.unwrap_or(stored.https);
        if !self.fields.is_empty() {
            stored.webhook_fields = self.fields.iter().filter(|field| !field.is_empty()).cloned().collect();
        }
        if !stored.webhook_fields.is_empty() {
            check_fields(WebhookObject::Page, &stored.webhook_fields)
                .map_err(|why| Failure::usage(format!("--fields: {why}")))?;
        }
        Ok(())
    }
}

/// What `profile` would be as it is `stored`, with the environment on top.
fn decided(cx: &Context, name: &str, stored: &Stored) -> Result<Profile, Failure> {
    Ok(crate::settings::profile(name, Some(stored.clone()), &cx.env)?)
}

/// Checks id and secret against the platform; answers the app's name there.
async fn check(cx: &Context, profile: &Profile, secret: &Secret) -> Result<Option<String>, Failure> {
    let name = cx.meta_with(secret.clone(), profile).await?.check_app().await;
    name.map_err(|trouble| Failure::from(trouble).during("the app could not be checked"))
}

/// The registered profile `name`, as it stands.
async fn registered(cx: &Context, name: &str) -> Result<ProfileRecord, Failure> {
    let store = cx.store().await?;
    let found = store.profile(name).await?.filter(|one| one.is_registered);
    match (found, store.missing().await?) {
        (Some(record), _) => Ok(record),
        // One that was chosen was there: what is missing is the database.
        (None, Some(place)) if cx.file()?.current.as_deref() == Some(name) => Err(cx.database_gone(name, &place)),
        _ => Err(SettingsError::NoProfile(name.to_owned()).into()),
    }
}

/// The record with an app secret in place of the one that it had.
async fn with_secret(cx: &Context, record: ProfileRecord, secret: &Secret) -> Result<ProfileRecord, Failure> {
    let custody = cx.open_custody(false).await?;
    let sealed = custody.sealer(cx.store().await?).await?.seal(&record.owner(), secret)?;
    Ok(ProfileRecord { sealed: Some(sealed), ..record })
}
