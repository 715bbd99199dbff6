//! `snorq sandbox set`

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::failed;
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::error::Failure;
use crate::sandbox::{Scope, Setting, callable};
use crate::terminal::{KeyValueTable, Screen, View};

/// Change what the dashboard of the sandbox's app would change; without a flag, show it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Who can log in: people with a role on the app, or everybody
    #[arg(long, value_enum)]
    mode: Option<Mode>,
    /// Refuse calls without a proof of the app secret
    #[arg(long, value_enum)]
    require_proof: Option<Switch>,
    /// Valid OAuth redirect addresses in place of those that there are; `*` at the end is anything
    #[arg(long, value_name = "ADDRESS", num_args = 1..)]
    redirects: Option<Vec<String>>,
    /// Allowed domains for the JavaScript SDK, in place of those that there are
    #[arg(long, value_name = "DOMAIN", num_args = 1..)]
    sdk_domains: Option<Vec<String>>,
    /// Permissions with standard access only: in live mode nobody without a role can grant them
    #[arg(long, value_name = "PERMISSION", num_args = 0..)]
    standard: Option<Vec<String>>,
    /// Permissions that no use case of the app offers: the dialog drops them without a word
    #[arg(long, value_name = "PERMISSION", num_args = 0..)]
    withheld: Option<Vec<String>>,
    /// Whether the dialog lets anybody in, or shows "Feature unavailable"
    #[arg(long, value_enum)]
    login: Option<Switch>,
    /// Who is told that a person removed the app; `none` for nobody
    #[arg(long, value_name = "URL", value_parser = callback)]
    deauthorize_url: Option<Callback>,
    /// Who is asked to delete a person's data; `none` for nobody
    #[arg(long, value_name = "URL", value_parser = callback)]
    data_deletion_url: Option<Callback>,
    /// Refuse calls above the limits
    #[arg(long, value_enum)]
    enforce_limits: Option<Switch>,
    /// Calls that a limit lets through in its hour or day, as app=200; also user, page-by-user, page, instagram and
    /// whatsapp
    #[arg(long, value_name = "LIMIT=CALLS", value_parser = limit)]
    limit: Vec<(Scope, u64)>,
    /// Where callbacks may be on this machine or in a private network, as `http://localhost:3000`; `any` for every port
    /// of this machine, `none` for none of it
    #[arg(long, value_name = "ORIGIN", num_args = 1.., value_parser = callbacks)]
    callbacks: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    Live,
    Development,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

/// An address to be told at, or none.
#[derive(Debug, Clone)]
struct Callback(Option<String>);

fn callback(text: &str) -> Result<Callback, String> {
    match text {
        "none" => Ok(Callback(None)),
        url if callable(url) => Ok(Callback(Some(url.to_owned()))),
        _ => Err("an https address is needed, or a plain http one on this machine".to_owned()),
    }
}

fn callbacks(text: &str) -> Result<String, String> {
    if ["any", "none"].contains(&text) { Ok(text.to_owned()) } else { origin(text) }
}

/// An origin as browsers write it.
pub(super) fn origin(text: &str) -> Result<String, String> {
    let origin = url::Url::parse(text).ok().map(|url| url.origin().ascii_serialization());
    match origin {
        Some(origin) if text.trim_end_matches('/') == origin => Ok(origin),
        _ => Err("an origin is scheme, host and port, such as http://localhost:3000".to_owned()),
    }
}

fn limit(text: &str) -> Result<(Scope, u64), String> {
    let read = |(name, calls): (&str, &str)| {
        let scope = Scope::ALL.into_iter().find(|scope| scope.name() == name)?;
        let calls = calls.parse().ok().filter(|calls| (1..=1_000_000_000).contains(calls))?;
        Some((scope, calls))
    };
    text.split_once('=').and_then(read).ok_or_else(|| {
        let names = Scope::ALL.map(Scope::name).join(", ");
        format!("a limit is NAME=CALLS with at least one call; the names are {names}")
    })
}

impl Args {
    fn settings(self) -> impl Iterator<Item = Setting> {
        let on = |switch| switch == Switch::On;
        let app = [
            self.mode.map(|mode| Setting::Live(mode == Mode::Live)),
            self.require_proof.map(|switch| Setting::RequireProof(on(switch))),
            self.redirects.map(Setting::Redirects),
            self.sdk_domains.map(Setting::SdkDomains),
            self.standard.map(Setting::Standard),
            self.withheld.map(Setting::Withheld),
            self.login.map(|switch| Setting::LoginUnavailable(!on(switch))),
            self.deauthorize_url.map(|callback| Setting::Deauthorize(callback.0)),
            self.data_deletion_url.map(|callback| Setting::DataDeletion(callback.0)),
            self.enforce_limits.map(|switch| Setting::EnforceLimits(on(switch))),
            self.callbacks.map(|mut origins| {
                origins.retain(|origin| origin != "none");
                Setting::Callbacks(origins)
            }),
        ];
        let limits = self.limit.into_iter().map(|(scope, calls)| Setting::Limit(scope, calls));
        app.into_iter().flatten().chain(limits)
    }
}

pub(crate) fn run(cx: &Context, args: Args) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    for setting in args.settings() {
        sandbox.configure(setting).map_err(|error| failed(&error))?;
    }
    let settings = sandbox.settings().map_err(|error| failed(&error))?;
    Ok(cx.terminal.emit(&AppSettings(settings))?)
}

struct AppSettings(Value);

impl View for AppSettings {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        let mut table = KeyValueTable::default();
        for (key, value) in self.0.as_object().into_iter().flatten() {
            table.add(&key.replace('_', " "), words(value));
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&SettingsDocument { settings: &self.0 })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SettingsDocument<'a> {
    #[schemars(with = "Map<String, Value>")]
    settings: &'a Value,
}

fn words(value: &Value) -> String {
    match value {
        Value::Bool(on) => if *on { "on" } else { "off" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Null => "none".to_owned(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(" "),
        Value::Object(map) if map.is_empty() => "the usual ones".to_owned(),
        Value::Object(map) => map.iter().map(|(name, calls)| format!("{name}={calls}")).collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
    }
}
