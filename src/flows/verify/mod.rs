//! Checking: what is recorded against what Meta says, for thousands of connections in few calls.
//!
//! | what | asked how often |
//! |---|---|
//! | the app: its subscriptions, callback, mode, version | once a run |
//! | the login: permissions, dates | once a login |
//! | the Page: does its token live, what does it send, which Instagram account | once a Page, fifty in a request |
//! | the Instagram account: does its owner let messages out | once a Page that has one connected, fifty in a request |
//! | the WhatsApp account: does its token live, does it send, its numbers | once an account, fifty in a request |
//!
//! Connections are taken in batches, so that memory does not grow with their number; while one batch is with Meta, the
//! next one's tokens are read. Nothing is changed but the records' state; [`repair()`] changes the world.

mod batch;
mod coverage;
mod logins;
mod repair;
mod targets;

use std::collections::{BTreeSet, HashMap};

use jiff::SignedDuration;

pub use coverage::{Coverage, SubscriptionState, inspect_all, sample_coverage};
pub use repair::{Unrepaired, repair};
pub use targets::{Target, all, named};

use crate::domain::hint::{Hint, Step};
use crate::domain::{Cause, Change, Code, Connection, ConnectionRef, Finding, Level, Platform, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::health::{self, Observation};
use crate::store::Health;
use batch::Batch;
use logins::Logins;

/// Assets that are looked at together: enough to fill the requests that are under way at once.
const BATCH: usize = 200;

/// Told every finding as it comes.
pub type Tell<'a> = &'a mut (dyn FnMut(Finding) -> Result<(), Failure> + Send);

/// How it ended, in numbers.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct VerifyOutcome {
    /// Connections that were looked at.
    pub checked: usize,
    /// Those among them of which nothing is wrong.
    pub healthy: usize,
    /// WhatsApp numbers were among them: who answers their conversations is for the business alone to see.
    pub routing_unseen: bool,
}

/// Checks `targets` and tells each finding: the app's first, then each connection's, lowest layer first.
pub async fn verify(
    tools: &Tools<'_>,
    targets: &[Target],
    within: SignedDuration,
    tell: Tell<'_>,
) -> Result<VerifyOutcome, Failure> {
    if targets.is_empty() {
        tell(nothing_connected(tools).await?)?;
        return Ok(VerifyOutcome::default());
    }
    let platforms = platforms(targets);
    let mut run = Run {
        tools,
        within,
        open: open_changes(tools).await?,
        logins: Logins::of(tools).await?,
        app_is_healthy: true,
        outcome: VerifyOutcome { routing_unseen: platforms.contains(&Platform::Whatsapp), ..VerifyOutcome::default() },
    };
    run.check_app(&platforms, tell).await?;
    tools.reporter.start("checking", Some(targets.len() as u64));
    let ended = run.in_batches(targets, tell).await;
    tools.reporter.finish();
    ended?;
    Ok(run.outcome)
}

/// What was not checked is not healthy: the records may lie elsewhere than where was looked.
async fn nothing_connected(tools: &Tools<'_>) -> Result<Finding, Failure> {
    let missing = tools.store.missing().await?.map(|path| format!("{path} is not there, so nothing was checked"));
    let words = missing.unwrap_or_else(|| "nothing is connected, so nothing was checked".to_owned());
    Ok(Finding::new(Code::NothingConnected, words).hint(Hint::new("connect something", Step::AGAIN)))
}

fn platforms(targets: &[Target]) -> BTreeSet<Platform> {
    targets.iter().flat_map(|target| &target.references).map(|reference| reference.platform).collect()
}

async fn open_changes(tools: &Tools<'_>) -> Result<HashMap<ConnectionRef, Change>, Failure> {
    let open = tools.store.open_changes(tools.profile).await?;
    Ok(open.into_iter().map(|change| (change.reference.clone(), change)).collect())
}

/// One run.
struct Run<'a> {
    tools: &'a Tools<'a>,
    within: SignedDuration,
    open: HashMap<ConnectionRef, Change>,
    logins: Logins<'a>,
    app_is_healthy: bool,
    outcome: VerifyOutcome,
}

impl Run<'_> {
    /// The app comes first: without it nothing else can be asked, and a wrong secret is no connection's fault.
    async fn check_app(&mut self, platforms: &BTreeSet<Platform>, tell: Tell<'_>) -> Result<(), Failure> {
        let app = self.tools.meta.app_snapshot().await;
        let found = match &app.subscriptions {
            Ok(_) => health::judge_app(&app, platforms, self.tools.now(), self.within),
            Err(trouble) if trouble.passes() || trouble.cause == Cause::BadApp => return Err(trouble.clone().into()),
            Err(trouble) => vec![health::unknown("the app's own webhooks", trouble)],
        };
        self.app_is_healthy = found.iter().all(|finding| finding.level != Level::Error);
        found.into_iter().try_for_each(tell)
    }

    async fn in_batches(&mut self, targets: &[Target], tell: Tell<'_>) -> Result<(), Failure> {
        let mut batches = targets.chunks(BATCH);
        let mut ready = Batch::prepare(self.tools, batches.next().unwrap_or_default()).await?;
        loop {
            let next = batches.next();
            let (seen, next) = futures_util::join!(ready.look_inside(self.tools.meta), async {
                match next {
                    Some(next) => Batch::prepare(self.tools, next).await.map(Some),
                    None => Ok(None),
                }
            });
            self.logins.learn(&ready, &seen).await?;
            self.judge(&ready, &seen, tell).await?;
            self.tools.reporter.advance(ready.targets);
            match next? {
                Some(batch) => ready = batch,
                None => return Ok(()),
            }
        }
    }

    async fn judge(&mut self, batch: &Batch, seen: &[Observation], tell: Tell<'_>) -> Result<(), Failure> {
        let mut notes = Vec::new();
        for entry in &batch.entries {
            let found = self.findings(batch, entry, seen);
            self.outcome.checked += 1;
            self.outcome.healthy += usize::from(found.is_empty());
            notes.extend(self.note(&entry.connection, &found));
            found.into_iter().try_for_each(&mut *tell)?;
        }
        Ok(self.tools.store.note_health(&notes).await?)
    }

    fn findings(&self, batch: &Batch, entry: &batch::Entry, seen: &[Observation]) -> Vec<Finding> {
        let connection = &entry.connection;
        if let Some(finding) = self.early(connection) {
            return vec![finding];
        }
        let look = match &entry.look {
            Ok(look) => *look,
            Err(finding) => return vec![finding.clone()],
        };
        health::judge(&health::Facts {
            connection,
            token: self.logins.token(connection),
            observation: &seen[look],
            callback: batch.inspections[look].callback.as_deref(),
            now: self.tools.now(),
            within: self.within,
        })
    }

    /// What makes looking further useless.
    fn early(&self, connection: &Connection) -> Option<Finding> {
        let reference = connection.reference();
        if connection.status == Status::Disconnected {
            let finding = Finding::new(Code::NotConnected, "it was disconnected");
            return Some(finding.of(reference).hint(Hint::new("connect it again", Step::AGAIN)));
        }
        let half = self.open.get(&reference).map(|change| change.verb.as_str());
        // A number that waits to be registered is nobody's half-done work.
        let half_connected = connection.status == Status::Pending && connection.platform != Platform::Whatsapp;
        let half = half.or(half_connected.then_some("connect"))?;
        let finding = Finding::new(Code::Unfinished, format!("a {half} was begun and did not end"));
        Some(finding.hint(Hint::new("finish or undo it", Step::Fix(Some(reference.clone())))).of(reference))
    }

    /// The record's new state. What could not be checked leaves it as it is.
    fn note(&self, connection: &Connection, found: &[Finding]) -> Option<Health> {
        let first_error = found.iter().find(|finding| finding.level == Level::Error);
        let status = match first_error.map(|finding| finding.code) {
            Some(Code::NothingConnected | Code::Unfinished | Code::NotConnected) => return None,
            Some(Code::TokenDead) => Status::Expired,
            Some(Code::NumberPending | Code::NumberNotRegistered) => Status::Pending,
            Some(_) => Status::Error,
            None if found.iter().any(|finding| finding.code == Code::Unknown) => return None,
            None => Status::Active,
        };
        let now = self.tools.now();
        Some(Health {
            record: connection.clone(),
            status,
            error_message: first_error.map(|finding| finding.message.clone().into()),
            verified_at: (found.is_empty() && self.app_is_healthy).then_some(now),
            at: now,
        })
    }
}
