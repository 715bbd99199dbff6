//! `snorq app list`

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::hint;
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::Step;
use crate::error::Failure;
use crate::settings::{SANDBOX, Stored};
use crate::store::ProfileRecord;
use crate::terminal::{Screen, Table, View};

/// List the profiles
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) async fn run(cx: &Context, _: &Args) -> Result<(), Failure> {
    let (current, registered) = (cx.file()?.current, cx.store().await?.profiles().await?);
    if registered.is_empty() {
        hint::next(cx, "only the sandbox is there; register your app", &[Step::AddProfile]);
    }
    Ok(cx.terminal.emit(&Profiles { current, registered })?)
}

struct Profiles {
    current: Option<String>,
    registered: Vec<ProfileRecord>,
}

impl Profiles {
    fn is_current(&self, name: &str) -> bool {
        self.current.as_deref() == Some(name)
    }

    fn names(&self) -> impl Iterator<Item = (&str, Option<&Stored>)> {
        let own = self.registered.iter().map(|one| (one.name.as_str(), Some(&one.stored)));
        own.chain([(SANDBOX, None)])
    }
}

impl View for Profiles {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["PROFILE", "APP ID", "IN USE"]);
        for (name, stored) in self.names() {
            let app_id = stored.map_or_else(|| "built in".to_owned(), |stored| stored.app_id.clone());
            let in_use = if self.is_current(name) { "✓ in use" } else { "" };
            table.row([name.to_owned(), app_id, in_use.to_owned()]);
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        let mut profiles = Vec::new();
        for (name, stored) in self.names() {
            let (app_id, current) = (stored.map(|stored| stored.app_id.as_str()), self.is_current(name));
            profiles.push(ProfileEntry { name, app_id, current, built_in: stored.is_none() });
        }
        document(&ProfileList { profiles })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ProfileList<'a> {
    profiles: Vec<ProfileEntry<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "profile-entry")]
struct ProfileEntry<'a> {
    name: &'a str,
    /// None for the sandbox, whose app is its world's.
    app_id: Option<&'a str>,
    current: bool,
    built_in: bool,
}
