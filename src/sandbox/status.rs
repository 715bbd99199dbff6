//! What the sandbox tells about itself, its ready-made credentials among it.

use serde_json::{Value, json};

use super::access;
use super::error::GraphError;
use super::ids::Key;
use super::world::World;
use super::world::models::{Grant, Instagram, Kind, Number, Page, Person, Subscription, Token, Waba};
use super::{PhoneCode, Sandbox, SandboxError, held, phones, seeds};

/// What is left out, in words for the help.
pub const NOT_IMITATED: &[&str] = &[
    "WhatsApp: media uploads, groups, making templates, profiles, settings, QR codes, block lists, commerce",
    "messages with attachments (sent, but not shown), templates and handover of Messenger and Instagram",
    "device login, OpenID Connect, signed_request of the JavaScript SDK, FB.api, FB.logout and social plugins",
    "files in multipart bodies",
    "Instagram Login (graph.instagram.com)",
];

/// The world in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The seed's name.
    pub seed: String,
    /// People who can log in.
    pub people: u64,
    /// Pages.
    pub pages: u64,
    /// Instagram accounts.
    pub instagram_accounts: u64,
    /// WhatsApp business accounts.
    pub whatsapp_accounts: u64,
    /// WhatsApp phone numbers.
    pub whatsapp_numbers: u64,
    /// Verification codes that no text message brings.
    pub whatsapp_codes: Vec<PhoneCode>,
    /// User and system-user tokens that are alive; Page tokens follow from them.
    pub tokens_alive: u64,
    /// Subscriptions of apps to Pages.
    pub subscriptions: u64,
    /// Calls that were served, by processes that are gone and by this one.
    pub calls: u64,
}

impl Status {
    /// As JSON, with what is not imitated.
    pub fn to_json(&self) -> Value {
        let code = |sent: &PhoneCode| format!("{}: {}", sent.number, sent.code);
        json!({
            "seed": self.seed,
            "people": self.people,
            "pages": self.pages,
            "instagram_accounts": self.instagram_accounts,
            "whatsapp_accounts": self.whatsapp_accounts,
            "whatsapp_numbers": self.whatsapp_numbers,
            "whatsapp_codes": self.whatsapp_codes.iter().map(code).collect::<Vec<_>>(),
            "tokens_alive": self.tokens_alive,
            "subscriptions": self.subscriptions,
            "calls": self.calls,
            "not_imitated": NOT_IMITATED,
        })
    }
}

/// What another program needs to work against the sandbox. The tokens are the same until the world is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// App id.
    pub app_id: String,
    /// App secret.
    pub app_secret: String,
    /// A long-lived token of the seed's main person, with every permission and all assets.
    pub user_token: String,
    /// A token of a system user that works with the same Pages.
    pub system_user_token: String,
}

/// A token of the world, with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldToken {
    /// Whose: the name of a person or a system user.
    pub name: String,
    /// The id of that person or system user.
    pub person: String,
    /// `user` or `system_user`.
    pub kind: &'static str,
    /// Why it opens nothing, in Meta's words; `None` where it lives.
    pub dead: Option<String>,
    /// The token itself.
    pub token: String,
}

/// A secret for the pages of a public sandbox, which no other run has.
pub fn page_secret() -> Result<String, SandboxError> {
    let key = Key::random().map_err(|error| SandboxError::Folder(error.into()))?;
    Ok(key.control())
}

impl Sandbox {
    /// The world in figures.
    pub fn status(&self) -> Result<Status, SandboxError> {
        let served = held(&self.metrics).calls();
        Ok(self.read(|world| {
            let people: Vec<Person> = world.all()?;
            let grants: Vec<Grant> = world.all()?;
            let alive = |token: &Token| {
                let grant = grants.iter().find(|grant| grant.id == token.grant);
                let allowed = grant.is_some_and(|grant| !grant.removed && grant.generation == token.generation);
                let own = token.kind != Kind::Foreign;
                own && allowed && token.killed.is_none() && (token.expires == 0 || token.expires > world.now)
            };
            let tokens: Vec<Token> = world.all()?;
            Ok(Status {
                people: people.iter().filter(|person| person.logs_in()).count() as u64,
                pages: world.count::<Page>()?,
                instagram_accounts: world.count::<Instagram>()?,
                whatsapp_accounts: world.count::<Waba>()?,
                whatsapp_numbers: world.count::<Number>()?,
                whatsapp_codes: phones::codes(&world)?,
                tokens_alive: tokens.iter().filter(|token| alive(token)).count() as u64,
                subscriptions: world.count::<Subscription>()?,
                calls: world.state.calls + served,
                seed: world.state.seed,
            })
        })?)
    }

    /// What opens the sandbox's own pages: the home's key, or the one that the sandbox was made public with.
    pub fn page_key(&self) -> Result<String, SandboxError> {
        match &self.page_key {
            Some(key) => Ok(key.clone()),
            None => Ok(self.read(|world| Ok(world.home.key.control()))?),
        }
    }

    /// The ready-made credentials.
    pub fn credentials(&self) -> Result<Credentials, SandboxError> {
        Ok(self.read(|world| {
            Ok(Credentials {
                app_secret: world.app_secret(),
                app_id: world.app.id,
                user_token: world.home.key.token(Kind::User, world.state.ready.user),
                system_user_token: world.home.key.token(Kind::System, world.state.ready.system),
            })
        })?)
    }

    /// Every user and system-user token of the world, the oldest first; of one person only, where `person` names one.
    pub fn tokens(&self, person: Option<&str>) -> Result<Vec<HeldToken>, SandboxError> {
        Ok(self.read(|world| {
            let mut tokens: Vec<Token> = world.all()?;
            tokens.retain(|token| token.kind != Kind::Foreign && person.is_none_or(|id| id == token.person));
            tokens.sort_by_key(|token| token.serial);
            tokens.into_iter().map(|token| held_token(&world, token)).collect()
        })?)
    }

    /// A token of another app, which `debug_token` must refuse.
    pub fn foreign_token(&self) -> String {
        let token = self.read(|world| Ok(world.home.key.token(Kind::Foreign, seeds::READY_FOREIGN)));
        token.unwrap_or_default()
    }

    /// Calls that this process served, by method and path route.
    pub fn calls(&self) -> Vec<(String, u64)> {
        held(&self.metrics).routes()
    }

    /// How many calls this process served.
    pub fn call_count(&self) -> u64 {
        held(&self.metrics).calls()
    }

    /// The sandbox app's own subscriptions: Page id and fields, by Page id.
    pub fn subscriptions(&self) -> Result<Vec<(String, Vec<String>)>, SandboxError> {
        Ok(self.read(|world| {
            let all: Vec<Subscription> = world.all()?;
            let own = all.into_iter().filter(|one| one.app == world.app.id);
            Ok(own.map(|one| (one.page, one.fields)).collect())
        })?)
    }
}

fn held_token(world: &World<'_>, token: Token) -> Result<HeldToken, GraphError> {
    let person: Person = world.get(&token.person)?.unwrap_or_default();
    let holder = access::find(world, token.serial, None)?;
    Ok(HeldToken {
        name: person.name,
        person: token.person,
        kind: if token.kind == Kind::System { "system_user" } else { "user" },
        dead: access::alive(world, &holder).err().map(|failure| failure.message().to_owned()),
        token: world.home.key.token(token.kind, token.serial),
    })
}
