//! `snorq permissions`

use std::collections::{BTreeMap, HashMap};
use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::hint::{Hints, next};
use super::view::{self, FailureView, document};
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Connection, Grant, Hint, Platform, Status, Step, TokenInfo, TokenKind, text};
use crate::error::Failure;
use crate::platforms::{FACEBOOK_SCOPES, Need};
use crate::store::Filter;
use crate::terminal::{Cell, Role, Screen, Table, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<PermissionsDocument>(
    "permissions",
    &["permissions"],
    "what the app needs and what each login granted",
)];

/// Show what the app needs on each platform, and what each admin granted
///
/// What was granted is asked of Meta right now, login by login.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) async fn run(cx: &Context, _: Args) -> Result<(), Failure> {
    let profile = cx.profile().await?;
    cx.check_place(profile).await?;
    let store = cx.store().await?;
    let counts = counts(cx).await?;
    let mut logins = Vec::new();
    for grant in store.grants(&profile.name).await? {
        let token = token_info(cx, &grant).await;
        let connections = counts.get(&grant.id).copied().unwrap_or_default();
        logins.push(Login { grant, token, connections });
    }
    if logins.is_empty() {
        next(cx, "nobody has logged in yet; next", &[Step::AGAIN]);
    }
    let failure = logins.iter().find_map(|login| login.token.as_ref().err().cloned());
    cx.terminal.emit(&Permissions { logins: &logins, hints: Hints::of(cx) })?;
    failure.map_or(Ok(()), Err)
}

async fn token_info(cx: &Context, grant: &Grant) -> Result<TokenInfo, Failure> {
    let lost = || Failure::not_found("the login's token is not kept").hint(Hint::new("log in again", Step::AGAIN));
    let sealed = grant.sealed.as_ref().ok_or_else(lost)?;
    let token = cx.custody().await?.open(cx.store().await?, &grant.owner(), sealed).await?;
    Ok(cx.meta().await?.token_info(&token).await?)
}

/// How many connections stand on each login.
async fn counts(cx: &Context) -> Result<HashMap<String, usize>, Failure> {
    let mut counts = HashMap::new();
    let mut count = |one: Connection| {
        if let (Some(grant), true) = (one.grant_id, one.status != Status::Disconnected) {
            *counts.entry(grant).or_default() += 1;
        }
        true
    };
    let profile = Some(cx.profile().await?.name.clone());
    cx.store().await?.visit(&Filter { profile, ..Filter::default() }, &mut count).await?;
    Ok(counts)
}

/// One login and what Meta says of it.
struct Login {
    grant: Grant,
    token: Result<TokenInfo, Failure>,
    connections: usize,
}

impl Login {
    /// Every permission that is needed or granted, with its state.
    fn states(&self) -> BTreeMap<&str, &'static str> {
        let mut states: BTreeMap<_, _> = FACEBOOK_SCOPES.iter().map(|need| (need.scope, "missing")).collect();
        states.extend(self.grant.declined.iter().map(|scope| (scope.as_str(), "declined")));
        if let Ok(token) = &self.token {
            states.extend(token.scopes.iter().map(|scope| (scope.as_str(), "granted")));
        }
        states
    }

    fn name(&self) -> String {
        let person = &self.grant.person;
        text::shown(person.name.as_deref().unwrap_or(&person.id))
    }
}

struct Permissions<'a> {
    logins: &'a [Login],
    hints: Hints,
}

impl View for Permissions<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let mut table = Table::new(&["STATE", "PERMISSION", "LOGIN", "NEEDED FOR"]).cutting(&["LOGIN", "NEEDED FOR"]);
        for need in FACEBOOK_SCOPES.iter().filter(|_| self.logins.is_empty()) {
            let state = if need.required { "required" } else { "optional" };
            table.row([state.into(), need.scope.into(), Cell::from(""), Cell::from(purpose(need))]);
        }
        for login in self.logins {
            for (scope, state) in login.states() {
                let need = FACEBOOK_SCOPES.iter().find(|need| need.scope == scope);
                let role = match (state, need) {
                    ("granted", _) => Role::Good,
                    (_, Some(need)) if need.required => Role::Bad,
                    _ => Role::Warning,
                };
                let words = need.map(purpose).unwrap_or_default();
                table.row([Cell::mark(role, state), Cell::from(text::shown(scope)), login.name().into(), words.into()]);
            }
        }
        table.write(screen)
    }

    fn json(&self) -> Value {
        document(&PermissionsDocument {
            needed: [Platform::Facebook, Platform::Instagram].into_iter().flat_map(needed).collect(),
            logins: self.logins.iter().map(|one| login(&self.hints, one)).collect(),
        })
    }
}

fn purpose(need: &Need) -> String {
    let platforms: Vec<_> = need.platforms.iter().map(|platform| platform.prefix()).collect();
    format!("{} ({})", need.purpose, platforms.join(", "))
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct PermissionsDocument<'a> {
    needed: Vec<NeededView>,
    logins: Vec<LoginView<'a>>,
}

/// A permission that a platform needs.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "needed")]
struct NeededView {
    platform: Platform,
    permission: &'static str,
    purpose: &'static str,
    required: bool,
}

/// What one person granted, as Meta says now; `error` says why Meta could not be asked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "login")]
struct LoginView<'a> {
    person: PersonView<'a>,
    token_kind: TokenKind,
    /// How many connections stand on it.
    connections: usize,
    permissions: Vec<PermissionView<'a>>,
    error: Option<FailureView<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "person")]
struct PersonView<'a> {
    id: &'a str,
    name: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "permission")]
struct PermissionView<'a> {
    permission: &'a str,
    #[schemars(extend("enum" = ["granted", "declined", "missing"]))]
    state: &'static str,
    /// The ids that it is granted for; null: all assets, or a permission that is about none.
    assets: Option<&'a [String]>,
}

fn needed(platform: Platform) -> Vec<NeededView> {
    let needs = FACEBOOK_SCOPES.iter().filter(|need| need.platforms.contains(&platform));
    let one =
        |need: &Need| NeededView { platform, permission: need.scope, purpose: need.purpose, required: need.required };
    needs.map(one).collect()
}

fn login<'a>(hints: &Hints, login: &'a Login) -> LoginView<'a> {
    let pairs = login.token.as_ref().map(|token| token.targets.pairs()).unwrap_or_default();
    let assets = |scope: &str| {
        let found = pairs.iter().find(|(name, _)| name == scope);
        found.map(|(_, ids)| ids.as_slice()).filter(|ids| !ids.is_empty())
    };
    let one =
        |(permission, state): (&'a str, &'static str)| PermissionView { permission, state, assets: assets(permission) };
    LoginView {
        person: PersonView { id: &login.grant.person.id, name: login.grant.person.name.as_deref() },
        token_kind: login.grant.token_kind,
        connections: login.connections,
        permissions: login.states().into_iter().map(one).collect(),
        error: login.token.as_ref().err().map(|failure| view::error(hints, failure)),
    }
}
