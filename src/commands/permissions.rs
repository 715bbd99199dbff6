//! `snorq permissions`

use std::collections::{BTreeMap, HashMap};
use std::io;

use serde_json::{Value, json};

use super::hint::{Hints, next};
use super::view;
use crate::context::Context;
use crate::domain::{Connection, Grant, Platform, Status, text};
use crate::domain::{Hint, Step};
use crate::error::Failure;
use crate::flows::SecretLedger;
use crate::platforms::health::{Examiner as _, TokenInfo};
use crate::platforms::{FACEBOOK_SCOPES, Need};
use crate::store::Filter;
use crate::terminal::{Cell, Role, Screen, Table, View};

/// Show what the app needs on each platform, and what each admin granted
///
/// What was granted is asked of Meta right now, login by login.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) async fn run(cx: &Context, _: Args) -> Result<(), Failure> {
    let profile = cx.profile().await?;
    cx.check_place(profile).await?;
    let store = cx.records().await?;
    let counts = counts(cx).await?;
    let ledger = SecretLedger { store, vault: cx.vault().await?, profile: &profile.name, app_secret: None };
    let mut logins = Vec::new();
    for grant in store.grants(&profile.name).await? {
        let token = token_info(cx, &ledger, &grant).await;
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

async fn token_info(cx: &Context, ledger: &SecretLedger<'_>, grant: &Grant) -> Result<TokenInfo, Failure> {
    let lost = || Failure::not_found("the login's token is not kept").hint(Hint::new("log in again", Step::AGAIN));
    let token = ledger.fetch(grant.secret_name.as_ref().ok_or_else(lost)?).await?;
    Ok(cx.connector().await?.token_info(&token).await?)
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
        let needed: Vec<_> = [Platform::Facebook, Platform::Instagram].into_iter().flat_map(needed).collect();
        json!({"needed": needed, "logins": self.logins.iter().map(|one| document(&self.hints, one)).collect::<Vec<_>>()})
    }
}

fn purpose(need: &Need) -> String {
    let platforms: Vec<_> = need.platforms.iter().map(|platform| platform.prefix()).collect();
    format!("{} ({})", need.purpose, platforms.join(", "))
}

fn needed(platform: Platform) -> Vec<Value> {
    let needs = FACEBOOK_SCOPES.iter().filter(|need| need.platforms.contains(&platform));
    let one = |need: &Need| json!({"platform": platform.as_str(), "permission": need.scope, "purpose": need.purpose, "required": need.required});
    needs.map(one).collect()
}

fn document(hints: &Hints, login: &Login) -> Value {
    let token = login.token.as_ref().ok();
    let assets = |scope: &str| {
        let pairs = token.map(|token| token.targets.pairs()).unwrap_or_default();
        // No ids means all assets, or a permission that is about none.
        pairs.iter().find(|(name, _)| name == scope).map(|(_, ids)| ids.clone()).filter(|ids| !ids.is_empty())
    };
    let states = login.states();
    let one = |(scope, state): (&&str, &&str)| json!({"permission": scope, "state": state, "assets": assets(scope)});
    json!({
        "person": {"id": login.grant.person.id, "name": login.grant.person.name},
        "token_kind": login.grant.token_kind.as_str(),
        "connections": login.connections,
        "permissions": states.iter().map(one).collect::<Vec<_>>(),
        "error": login.token.as_ref().err().map(|failure| view::error(hints, failure)),
    })
}
