//! What a person at the controls can do to the world: push the clock, change the app, do to a person what happens to
//! people.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::error::GraphError;
use super::limits::Scope;
use super::world::models::{Instagram, Kind, Number, Page, Person, Role, Token, pair};
use super::world::{Ready, Slice, World};
use super::{Sandbox, SandboxError, callback, clients, grants, ids};

/// A setting of the sandbox's app.
#[derive(Debug, Clone)]
pub enum Setting {
    /// Live, or in development mode.
    Live(bool),
    /// "Require App Secret".
    RequireProof(bool),
    /// Valid OAuth Redirect URIs. An entry that ends with `*` is a beginning.
    Redirects(Vec<String>),
    /// Allowed Domains for the JavaScript SDK.
    SdkDomains(Vec<String>),
    /// Permissions with Standard Access only, which people without a role cannot grant to a live app.
    Standard(Vec<String>),
    /// Permissions that no use case of the app offers.
    Withheld(Vec<String>),
    /// The dialog shows "Feature unavailable" to everybody.
    LoginUnavailable(bool),
    /// Deauthorise callback URL.
    Deauthorize(Option<String>),
    /// Data deletion request URL.
    DataDeletion(Option<String>),
    /// Calls above a limit are refused.
    EnforceLimits(bool),
    /// A limit: calls in its span.
    Limit(Scope, u64),
    /// Origins on this machine or in a private network that callbacks may be at, or `any` for all of this machine. They
    /// belong to the home and not to the world.
    Callbacks(Vec<String>),
}

/// What happens to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountEvent {
    /// A new password: tokens die with 190/460.
    NewPassword,
    /// Logged out everywhere: tokens die with 190/467.
    LogOut,
    /// A checkpoint: tokens die with 190/459.
    Checkpoint,
    /// The person removes the app: tokens die with 190/458.
    RemoveApp,
    /// The person loses the role on this Page: its tokens die with 190/492.
    LoseRole(String),
}

impl Sandbox {
    /// Changes the app, or what limits do.
    pub fn configure(&self, setting: Setting) -> Result<(), SandboxError> {
        Ok(self.write(|mut world| {
            match setting {
                Setting::Live(live) => world.app.live = live,
                Setting::RequireProof(require) => world.app.require_proof = require,
                Setting::Redirects(redirects) => world.app.redirects = redirects,
                Setting::SdkDomains(domains) => world.app.sdk_domains = domains,
                Setting::Standard(scopes) => world.app.standard = scopes,
                Setting::Withheld(scopes) => world.app.withheld = scopes,
                Setting::LoginUnavailable(off) => world.app.unavailable = off,
                Setting::Deauthorize(url) => world.app.deauthorize = named(&mut world, url)?,
                Setting::DataDeletion(url) => world.app.data_deletion = named(&mut world, url)?,
                Setting::EnforceLimits(enforced) => world.state.limits.enforced = enforced,
                Setting::Limit(scope, calls) => world.state.limits.tell(scope, calls),
                Setting::Callbacks(origins) => return world.name_callbacks(origins),
            }
            world.remember()?;
            world.put(&world.app)
        })?)
    }

    /// The settings as JSON.
    pub fn settings(&self) -> Result<Value, SandboxError> {
        Ok(self.read(|world| {
            let limits = &world.state.limits;
            let told: serde_json::Map<_, _> =
                limits.told.iter().map(|(scope, calls)| (scope.name().to_owned(), json!(calls))).collect();
            Ok(json!({
                "mode": if world.app.live { "live" } else { "development" },
                "require_proof": world.app.require_proof,
                "redirects": world.app.redirects,
                "sdk_domains": world.app.sdk_domains,
                "standard": world.app.standard,
                "withheld": world.app.withheld,
                "login": !world.app.unavailable,
                "deauthorize_url": world.app.deauthorize,
                "data_deletion_url": world.app.data_deletion,
                "enforce_limits": limits.enforced,
                "limits": told,
                "callbacks": world.home.callbacks,
            }))
        })?)
    }

    /// The world's time, and the seconds by which it is ahead of the machine's.
    pub fn clock(&self) -> Result<(Timestamp, i64), SandboxError> {
        Ok(self.read(|world| Ok((Timestamp::from_second(world.now).unwrap_or_default(), world.state.ahead)))?)
    }

    /// Pushes the world's clock forward.
    pub fn push_clock(&self, time: Duration) -> Result<(), SandboxError> {
        let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        Ok(self.write(|mut world| {
            world.state.ahead = world.state.ahead.saturating_add(seconds);
            world.remember()
        })?)
    }

    /// Sets the world's clock to the machine's time. What has died of old age stays as it was written: nothing is
    /// undone but the time.
    pub fn reset_clock(&self) -> Result<(), SandboxError> {
        Ok(self.write(|mut world| {
            world.state.ahead = 0;
            world.remember()
        })?)
    }

    /// Does to a person what happens to people; says whether there is such a person, or such a role.
    pub fn apply_event(&self, person: &str, event: &AccountEvent) -> Result<bool, SandboxError> {
        Ok(self.write(|mut world| {
            if !world.has::<Person>(person)? {
                return Ok(false);
            }
            match event {
                AccountEvent::NewPassword => kill(&world, person, 460)?,
                AccountEvent::LogOut => kill(&world, person, 467)?,
                AccountEvent::Checkpoint => kill(&world, person, 459)?,
                AccountEvent::RemoveApp => return grants::remove_app(&mut world, person),
                AccountEvent::LoseRole(page) => return world.remove::<Role>(&pair(person, page)),
            }
            Ok(true)
        })?)
    }

    /// Id and name of everybody who can log in.
    pub fn people(&self) -> Result<Vec<(String, String)>, SandboxError> {
        let people: Vec<Person> = self.read(|world| world.list("", Slice::ALL))?;
        let people = people.into_iter().filter(Person::logs_in);
        Ok(people.map(|person| (person.id, person.name)).collect())
    }

    /// Every Page, Instagram account and WhatsApp number: its id, then what it is called.
    pub fn assets(&self) -> Result<Vec<Vec<String>>, SandboxError> {
        Ok(self.read(|world| {
            let pages: Vec<Page> = world.list("", Slice::ALL)?;
            let accounts: Vec<Instagram> = world.list("", Slice::ALL)?;
            let numbers: Vec<Number> = world.list("", Slice::ALL)?;
            let mut all: Vec<_> = pages.into_iter().map(|one| vec![one.id, one.name]).collect();
            all.extend(accounts.into_iter().map(|one| vec![one.id, one.username, one.name]));
            all.extend(numbers.into_iter().map(|one| vec![one.id, one.display, one.verified_name]));
            Ok(all)
        })?)
    }

    /// Kills the tokens of a person with a subcode of 190: 459 checkpoint, 460 new password, 467 logged out.
    pub fn kill_tokens(&self, person: &str, subcode: i64) -> Result<(), SandboxError> {
        Ok(self.write(|world| kill(&world, person, subcode))?)
    }

    /// Resets the app's secret. What was issued under the old one dies with 190/460: Meta says that it dies and not how.
    /// The ready-made tokens are made anew.
    pub fn reset_secret(&self) -> Result<(), SandboxError> {
        Ok(self.write(|mut world| {
            let serial = world.serial()?;
            let mut secret = ids::hmac_hex(world.app_secret().as_bytes(), &serial.to_be_bytes());
            secret.truncate(32);
            world.app.secret = secret;
            world.put(&world.app)?;
            for mut token in world.all::<Token>()?.into_iter().filter(|token| token.kind != Kind::Foreign) {
                token.killed = token.killed.or(Some(460));
                world.put(&token)?;
            }
            let Ready { user, system } = world.state.ready;
            world.state.ready = Ready { user: again(&mut world, user)?, system: again(&mut world, system)? };
            world.remember()
        })?)
    }

    /// A client business throws the app out under its connected apps; says whether the app was there.
    pub fn throw_out(&self, business: &str) -> Result<bool, SandboxError> {
        Ok(self.write(|mut world| clients::throw_out(&mut world, business))?)
    }

    /// Takes a person's role on a Page away; says whether there was one.
    pub fn remove_role(&self, person: &str, page: &str) -> Result<bool, SandboxError> {
        self.apply_event(person, &AccountEvent::LoseRole(page.to_owned()))
    }
}

/// What the owner sets may be called, wherever it is.
fn named(world: &mut World<'_>, url: Option<String>) -> Result<Option<String>, GraphError> {
    if let Some(origin) = url.as_deref().and_then(callback::to_name) {
        world.home = world.name_callback(&origin)?;
    }
    Ok(url)
}

/// Issues the token of that number once more.
fn again(world: &mut World<'_>, serial: u32) -> Result<u32, GraphError> {
    let old: Option<Token> = world.get(&serial.to_string())?;
    let serial = world.serial()?;
    if let Some(old) = old {
        let later = |end: i64| if end == 0 { 0 } else { end - old.issued + world.now };
        let (expires, data_access) = (later(old.expires), later(old.data_access));
        world.put(&Token { serial, issued: world.now, expires, data_access, killed: None, ..old })?;
    }
    Ok(serial)
}

fn kill(world: &World<'_>, person: &str, subcode: i64) -> Result<(), GraphError> {
    for mut token in world.list::<Token>(person, Slice::ALL)? {
        token.killed = Some(subcode);
        world.put(&token)?;
    }
    Ok(())
}
