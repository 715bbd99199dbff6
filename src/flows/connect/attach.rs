//! From chosen Pages to working connections, many at a time.
//!
//! For each wave of Pages: intent and `PENDING` records are committed, the tokens stored and read back, the Pages
//! subscribed and the subscriptions read back, and only then are the records `ACTIVE`. One Page's trouble does not undo
//! another's. What Meta refused is undone; what may have had its effect stays open for the next run.

use std::collections::HashMap;

use super::Endangered;
use super::discover::of_person;
use crate::domain::{
    Asset, Change, Connection, ConnectionRef, Grant, InstagramLink, Platform, Secret, SecretName, Status, TokenKind,
    Trouble, Verb,
};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::{Login, Subscribe, Subscribed};
use crate::store::Filter;

/// Pages whose intent is committed together: enough to fill the requests that are under way at once.
const WAVE: usize = 200;

/// A Page to connect.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The Page.
    pub page: Asset,
    /// Whether to record its Instagram account as well.
    pub instagram: bool,
}

/// What is wished for.
#[derive(Debug)]
pub struct Wanted {
    /// Pages.
    pub chosen: Vec<Chosen>,
    /// Webhook fields.
    pub fields: Vec<String>,
    /// Connections that the login has orphaned and whose loss the admin has accepted.
    pub lost: Vec<Endangered>,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct Report {
    /// Records that are `ACTIVE` now.
    pub connections: Vec<Connection>,
    /// What failed: ref, name and why.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
    /// Fields that a Page could not be subscribed to: ref, field and the permission that it lacks.
    pub left_out: Vec<(ConnectionRef, String, String)>,
}

/// Records the login and connects what was chosen. Call it under the lock.
pub async fn attach(tools: &Tools<'_>, login: &Login, wanted: Wanted) -> Result<Report, Failure> {
    let grant = record_grant(tools, login).await?;
    give_up(tools, &wanted.lost).await?;
    let mut report = Report::default();
    tools.steps.begin("connecting", Some(wanted.chosen.len() as u64));
    for wave in wanted.chosen.chunks(WAVE) {
        let outcome = Wave::new(tools, &grant, &wanted.fields, wave).run(&mut report).await;
        if outcome.is_err() {
            tools.steps.end();
        }
        outcome?;
        tools.steps.advance(wave.len() as u64);
    }
    tools.steps.end();
    drop_unused(tools, &grant).await?;
    tools.custody().sweep().await?;
    Ok(report)
}

/// Stores the login's token and records the grant in place of the person's earlier one.
async fn record_grant(tools: &Tools<'_>, login: &Login) -> Result<Grant, Failure> {
    let custody = tools.custody();
    let planned = custody.plan("user token");
    tools.store.begin(std::slice::from_ref(&planned), &[], &[]).await?;
    custody.stow_one(&planned.name, &login.token).await?;
    let earlier = tools.store.grants(tools.profile).await?;
    let id = of_person(&earlier, &login.person.id).map_or_else(fresh_id, |grant| grant.id.clone());
    let grant = Grant {
        id,
        profile: tools.profile.to_owned(),
        person: login.person.clone(),
        token_kind: login.token_kind,
        secret_name: Some(planned.name),
        scopes: login.scopes.clone(),
        declined: login.declined.clone(),
        targets: login.targets.clone(),
        token_expires_at: login.token_expires_at,
        data_access_expires_at: login.data_access_expires_at,
    };
    tools.store.put_grant(&grant).await?;
    Ok(grant)
}

/// Marks what the login has orphaned, so that nobody takes it for working.
async fn give_up(tools: &Tools<'_>, lost: &[Endangered]) -> Result<(), Failure> {
    if lost.is_empty() {
        return Ok(());
    }
    let message = "a later login of the same person left this Page out, so Meta ended its token";
    let mark = |connection: &Connection| Connection {
        status: Status::Expired,
        error_message: Some(message.to_owned()),
        updated_at: tools.now(),
        ..connection.clone()
    };
    let records: Vec<_> = lost.iter().map(mark).collect();
    let log: Vec<_> = lost
        .iter()
        .map(|connection| tools.action("orphaned", Some(&connection.reference()), "done", Some(message.to_owned())))
        .collect();
    Ok(tools.store.settle(&records, &log).await?)
}

/// A grant that no connection came out of is not worth keeping a token for.
async fn drop_unused(tools: &Tools<'_>, grant: &Grant) -> Result<(), Failure> {
    let filter = Filter { profile: Some(tools.profile.to_owned()), ..Filter::default() };
    let mut used = false;
    let mut look = |connection: Connection| {
        used = connection.status != Status::Disconnected && connection.grant_id.as_ref() == Some(&grant.id);
        !used
    };
    tools.store.visit(&filter, &mut look).await?;
    if !used {
        tools.store.remove_grant(tools.profile, &grant.id).await?;
    }
    Ok(())
}

/// Our own ids sort by the order in which they were made, so that lists show a Page before what stands on it.
fn fresh_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// One wave of Pages.
struct Wave<'a> {
    tools: &'a Tools<'a>,
    grant: &'a Grant,
    fields: &'a [String],
    pages: Vec<Attempt<'a>>,
}

/// One Page on its way.
struct Attempt<'a> {
    page: &'a Asset,
    token: &'a Secret,
    secret_name: SecretName,
    /// The Page's record, then its Instagram account's.
    records: Vec<Connection>,
}

impl<'a> Wave<'a> {
    fn new(tools: &'a Tools<'a>, grant: &'a Grant, fields: &'a [String], chosen: &'a [Chosen]) -> Self {
        let with_token = |chosen: &'a Chosen| Some((chosen, chosen.page.token.as_ref()?));
        let attempt = |(chosen, token): (&'a Chosen, &'a Secret)| {
            let secret_name = SecretName::fresh();
            let records = records(tools, grant, chosen, &secret_name);
            Attempt { page: &chosen.page, token, secret_name, records }
        };
        let pages = chosen.iter().filter_map(with_token).map(attempt).collect();
        Self { tools, grant, fields, pages }
    }

    async fn run(mut self, report: &mut Report) -> Result<(), Failure> {
        self.begin().await?;
        self.stow(report).await?;
        let outcomes = self.subscribe().await;
        let mut done = Vec::new();
        for (attempt, outcome) in self.pages.iter().zip(outcomes) {
            match outcome {
                Ok(subscribed) => done.extend(self.proven(attempt, subscribed, report)),
                Err(trouble) => self.troubled(attempt, trouble, report).await?,
            }
        }
        let log: Vec<_> =
            done.iter().map(|record| self.tools.action("connect", Some(&record.reference()), "done", None)).collect();
        self.tools.store.settle(&done, &log).await?;
        // Read back: a connection that was recorded before has kept its id and birthday.
        for record in &done {
            report.connections.extend(self.tools.store.get(self.tools.profile, &record.reference()).await?);
        }
        Ok(())
    }

    async fn begin(&self) -> Result<(), Failure> {
        let planned: Vec<_> = self.pages.iter().map(|attempt| self.planned(attempt)).collect();
        let changes: Vec<_> = self.pages.iter().flat_map(|attempt| self.changes(attempt)).collect();
        let pending: Vec<_> = self.pages.iter().flat_map(|attempt| attempt.records.clone()).collect();
        Ok(self.tools.store.begin(&planned, &changes, &pending).await?)
    }

    fn planned(&self, attempt: &Attempt<'_>) -> crate::store::NewSecret {
        crate::store::NewSecret { name: attempt.secret_name.clone(), ..self.tools.custody().plan("page token") }
    }

    fn changes(&self, attempt: &Attempt<'_>) -> Vec<Change> {
        let change = |record: &Connection| Change {
            profile: self.tools.profile.to_owned(),
            reference: record.reference(),
            verb: Verb::Connect,
            secret_name: Some(attempt.secret_name.clone()),
            fields: self.fields.to_vec(),
            grant_id: Some(self.grant.id.clone()),
            keep_permissions: false,
            local_only: false,
            begun_at: self.tools.now(),
        };
        attempt.records.iter().map(change).collect()
    }

    /// Stores the tokens; what the secret store refused is undone and does not go on.
    async fn stow(&mut self, report: &mut Report) -> Result<(), Failure> {
        let secrets: Vec<_> =
            self.pages.iter().map(|attempt| (attempt.secret_name.clone(), attempt.token.clone())).collect();
        let failed: HashMap<_, _> = self.tools.custody().stow(&secrets).await?.into_iter().collect();
        let (good, bad) =
            std::mem::take(&mut self.pages).into_iter().partition(|attempt| !failed.contains_key(&attempt.secret_name));
        self.pages = good;
        let bad: Vec<Attempt<'_>> = bad;
        for attempt in &bad {
            self.undo(attempt, &failed[&attempt.secret_name], report).await?;
        }
        Ok(())
    }

    async fn subscribe(&self) -> Vec<Result<Subscribed, Trouble>> {
        let wish =
            |attempt: &Attempt<'a>| Subscribe { page: &attempt.page.id, token: attempt.token, fields: self.fields };
        let wishes: Vec<_> = self.pages.iter().map(wish).collect();
        self.tools.connector.subscribe(&wishes).await
    }

    fn proven(&self, attempt: &Attempt<'_>, subscribed: Subscribed, report: &mut Report) -> Vec<Connection> {
        let page = attempt.records[0].reference();
        let left_out = subscribed.left_out.into_iter().map(|(field, needs)| (page.clone(), field, needs));
        report.left_out.extend(left_out);
        let active = |record: &Connection| Connection {
            status: Status::Active,
            webhook_fields: subscribed.fields.clone(),
            updated_at: self.tools.now(),
            ..record.clone()
        };
        attempt.records.iter().map(active).collect()
    }

    async fn troubled(&self, attempt: &Attempt<'_>, trouble: Trouble, report: &mut Report) -> Result<(), Failure> {
        let passes = trouble.passes();
        let failure = Failure::from(trouble);
        if !passes {
            return self.undo(attempt, &failure, report).await;
        }
        let failure =
            failure.hint("it is written down as PENDING; the next snorq connect or revoke goes on from there");
        report.failed.push((attempt.records[0].reference(), attempt.page.name.clone(), failure));
        Ok(())
    }

    /// Takes back what was begun for one Page and its Instagram account.
    async fn undo(&self, attempt: &Attempt<'_>, failure: &Failure, report: &mut Report) -> Result<(), Failure> {
        for change in self.changes(attempt) {
            let action = self.tools.action("connect", Some(&change.reference), "failed", Some(failure.to_string()));
            self.tools.store.abandon(&change, &[action]).await?;
        }
        report.failed.push((attempt.records[0].reference(), attempt.page.name.clone(), failure.clone()));
        Ok(())
    }
}

/// The records of a Page and, if wanted and usable, of its Instagram account, still `PENDING`. They share the Page's
/// token: an Instagram account is reached through its Page.
fn records(tools: &Tools<'_>, grant: &Grant, chosen: &Chosen, secret_name: &SecretName) -> Vec<Connection> {
    let page = ConnectionRef::new(Platform::Facebook, chosen.page.id.clone());
    let blank = |reference: &ConnectionRef| Connection {
        id: fresh_id(),
        profile: tools.profile.to_owned(),
        platform: reference.platform,
        platform_user_id: reference.platform_user_id.clone(),
        platform_username: None,
        platform_display_name: None,
        secret_name: Some(secret_name.clone()),
        token_kind: TokenKind::Page,
        // A Page token has no date of its own if the login's token is long-lived; a system user's passes its date on.
        token_expires_at: grant.token_expires_at.filter(|_| grant.token_kind == TokenKind::SystemUser),
        data_access_expires_at: grant.data_access_expires_at,
        scopes: grant.scopes.iter().cloned().collect(),
        status: Status::Pending,
        error_message: None,
        parent: None,
        webhook_fields: Vec::new(),
        grant_id: Some(grant.id.clone()),
        waba_id: None,
        business_id: None,
        last_sync_at: None,
        last_verified_at: None,
        created_at: tools.now(),
        updated_at: tools.now(),
    };
    let mut records = vec![Connection { platform_display_name: Some(chosen.page.name.clone()), ..blank(&page) }];
    if let (true, InstagramLink::Linked { id, username, .. }) = (chosen.instagram, &chosen.page.instagram) {
        let account = blank(&ConnectionRef::new(Platform::Instagram, id.clone()));
        records.push(Connection {
            platform_username: username.clone(),
            platform_display_name: username.clone().or_else(|| Some(chosen.page.name.clone())),
            parent: Some(page),
            ..account
        });
    }
    records
}
