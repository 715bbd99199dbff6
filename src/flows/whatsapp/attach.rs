//! From chosen numbers to working connections, account by account.
//!
//! For each account: intent and `PENDING` records are committed, the account is subscribed and the subscription read
//! back, then its own callback is set if wished, then each number is registered if it needs to be, and what Meta shows
//! of it decides whether it is `ACTIVE`.

use futures_util::stream::{self, StreamExt as _};

use super::{account, callback, records, register};
use crate::domain::{Account, Connection, Grant, Number, Reason, Secret, SubscriptionTarget};
use crate::error::Failure;
use crate::flows::connect::ConnectOutcome;
use crate::flows::undo::{Attempt, undo};
use crate::flows::{Exclusive, Tools, grants};
use crate::platforms::{Login, Unproven};
use crate::store::Outcome;

/// Accounts that are connected, and numbers of each that are registered, at the same time.
const CONCURRENCY: usize = 4;

/// What becomes of a number's registration.
#[derive(Debug, Clone)]
pub enum RegistrationStep {
    /// It works already, or must not be registered.
    Nothing,
    /// Register it with this PIN.
    Register(Secret),
    /// Leave it as it is, for this reason.
    Leave(Reason),
}

/// A number to connect.
#[derive(Debug, Clone)]
pub struct ChosenNumber {
    /// The number.
    pub number: Number,
    /// Its registration.
    pub step: RegistrationStep,
}

/// An account with the numbers to connect; without any it is recorded and waits for its number.
#[derive(Debug, Clone)]
pub struct ChosenAccount {
    /// The account.
    pub account: Account,
    /// Its chosen numbers.
    pub plans: Vec<ChosenNumber>,
}

/// Where webhooks go in place of the app's address.
#[derive(Debug, Clone)]
pub struct Callback {
    /// The address.
    pub url: String,
    /// What Meta shows there to be let in.
    pub verify: Secret,
}

/// What is wished for.
#[derive(Debug)]
pub struct ConnectAccounts {
    /// Accounts.
    pub chosen: Vec<ChosenAccount>,
    /// A callback of their own.
    pub callback: Option<Callback>,
}

/// Records the login and connects what was chosen.
pub async fn attach(tools: &Exclusive<'_>, login: &Login, wanted: ConnectAccounts) -> Result<ConnectOutcome, Failure> {
    let grant = grants::record(tools, login).await?;
    let mut report = ConnectOutcome::default();
    let total: usize = wanted.chosen.iter().map(|chosen| chosen.plans.len().max(1)).sum();
    tools.reporter.start("connecting", Some(total as u64));
    let (grant, wish) = (&grant, wanted.callback.as_ref());
    let each = wanted.chosen.iter().map(|chosen| async move {
        let mut report = ConnectOutcome::default();
        AccountAttempt { tools, login, grant, chosen }.connect(wish, &mut report).await.map(|()| report)
    });
    // Every account is heard to its end, so that a failure of one leaves no other half done.
    let ended: Vec<_> = stream::iter(each).buffered(CONCURRENCY).collect().await;
    tools.reporter.finish();
    if wish.is_some() {
        callback::tell_what_it_carries(tools);
    }
    for one in ended {
        let one = one?;
        report.connections.extend(one.connections);
        report.failed.extend(one.failed);
    }
    grants::drop_unused(tools).await?;
    Ok(report)
}

struct AccountAttempt<'a> {
    tools: &'a Tools<'a>,
    login: &'a Login,
    grant: &'a Grant,
    chosen: &'a ChosenAccount,
}

impl AccountAttempt<'_> {
    async fn connect(&self, wish: Option<&Callback>, report: &mut ConnectOutcome) -> Result<(), Failure> {
        let records = self.records().await?;
        let changes: Vec<_> = records.iter().map(|record| records::change(self.tools, record)).collect();
        self.tools.store.begin(&changes, &records).await?;
        if let Some(wish) = wish {
            callback::remember(self.tools, &self.chosen.account.id, wish).await?;
        }
        let subscribed = account::subscribe(self.tools, &self.chosen.account.id, &self.login.token, wish.is_some());
        match subscribed.await {
            Ok(()) => self.numbers(&records, report).await,
            Err(account::Stopped::Platform(unproven)) => self.stopped(&records, unproven, report).await,
            Err(account::Stopped::Callback(failure)) => self.without_callback(&records, &failure, report).await,
            Err(account::Stopped::Ours(failure)) => Err(failure),
        }
    }

    async fn records(&self) -> Result<Vec<Connection>, Failure> {
        let of = |number| records::of(self.tools, self.grant, &self.chosen.account, number);
        let mut records: Vec<_> = match self.chosen.plans.as_slice() {
            [] => vec![of(None)],
            plans => plans.iter().map(|plan| of(Some(&plan.number))).collect(),
        };
        let sealer = self.tools.sealer().await?;
        for record in &mut records {
            record.sealed = Some(sealer.seal(&record.owner(), &self.login.token)?);
        }
        Ok(records)
    }

    async fn numbers(&self, records: &[Connection], report: &mut ConnectOutcome) -> Result<(), Failure> {
        if self.chosen.plans.is_empty() {
            return self.settle(&[records::without_number(self.tools, &records[0])], report).await;
        }
        let pairs = self.chosen.plans.iter().zip(records);
        let ended = stream::iter(pairs).map(|(plan, record)| async move {
            let end = self.number(plan, record).await;
            self.tools.reporter.advance(1);
            end
        });
        let mut settled = Vec::new();
        for (end, record) in ended.buffered(CONCURRENCY).collect::<Vec<_>>().await.into_iter().zip(records) {
            let (record, failure) = match end? {
                (done, None) => (done, None),
                (done, Some(failure)) => (done, Some((record, failure))),
            };
            settled.push(record);
            if let Some((record, failure)) = failure {
                report.failed.push((record.reference(), record.title().into_owned(), failure));
            }
        }
        self.settle(&settled, report).await?;
        self.arrived(records).await
    }

    /// One number: registered if planned, and judged by what Meta shows afterwards.
    async fn number(&self, plan: &ChosenNumber, record: &Connection) -> Result<(Connection, Option<Failure>), Failure> {
        let judged = |number: &Number, left: Option<&Reason>| records::judged(self.tools, record, number, left);
        match &plan.step {
            RegistrationStep::Nothing => Ok((judged(&plan.number, None), None)),
            RegistrationStep::Leave(reason) => Ok((judged(&plan.number, Some(reason)), None)),
            RegistrationStep::Register(pin) => {
                match register::register(self.tools, &plan.number.id, pin, &self.login.token).await? {
                    Ok(number) => Ok((judged(&number, None), None)),
                    Err(failure) => Ok((judged(&plan.number, Some(&failure.message.as_str().into())), Some(failure))),
                }
            }
        }
    }

    async fn settle(&self, records: &[Connection], report: &mut ConnectOutcome) -> Result<(), Failure> {
        let outcome = |record: &Connection| if record.error_message.is_some() { Outcome::Waits } else { Outcome::Done };
        let action = |record: &Connection| {
            let detail = record.error_message.as_ref().map(|reason| reason.message.clone());
            self.tools.action("connect", Some(&record.reference()), outcome(record), detail)
        };
        let log: Vec<_> = records.iter().map(action).collect();
        self.tools.store.settle(records, &log).await?;
        for record in records {
            if !is_failed(report, record) {
                report.connections.extend(self.tools.store.get(self.tools.profile, &record.reference()).await?);
            }
        }
        Ok(())
    }

    /// An account whose numbers are recorded waits no longer.
    async fn arrived(&self, records: &[Connection]) -> Result<(), Failure> {
        let waiting = records::waiting(&self.chosen.account.id);
        let Some(record) = self.tools.store.get(self.tools.profile, &waiting).await? else { return Ok(()) };
        debug_assert!(!records.iter().any(|one| one.reference() == waiting));
        Ok(self.tools.store.abandon(&records::change(self.tools, &record), &[]).await?)
    }

    /// The account could not be subscribed: what may pass stays open for the next run, the rest is undone.
    async fn stopped(
        &self,
        records: &[Connection],
        unproven: Unproven,
        report: &mut ConnectOutcome,
    ) -> Result<(), Failure> {
        let Unproven { trouble, taken } = unproven;
        let passes = trouble.passes();
        let mut failure = Failure::from(trouble);
        if passes {
            failure = failure.hint("it is written down as PENDING; the next connect or revoke goes on from there");
        } else {
            let attempt = Attempt {
                target: Some(SubscriptionTarget::Account(self.chosen.account.id.as_str())),
                token: Some(&self.login.token),
                changes: records.iter().map(|record| records::change(self.tools, record)).collect(),
                begun: records,
                taken,
            };
            let open = undo(self.tools, &attempt, &failure, ("connect", Outcome::Failed)).await?;
            failure = open.unwrap_or(failure);
        }
        for record in records {
            report.failed.push((record.reference(), record.title().into_owned(), failure.clone()));
        }
        Ok(())
    }

    /// The account is subscribed, but its webhooks do not go where they should.
    async fn without_callback(
        &self,
        records: &[Connection],
        failure: &Failure,
        report: &mut ConnectOutcome,
    ) -> Result<(), Failure> {
        let erring = |record| account::without_callback(self.tools, record, failure);
        let settled: Vec<_> = records.iter().map(erring).collect();
        let mut log = Vec::new();
        for record in &settled {
            report.failed.push((record.reference(), record.title().into_owned(), failure.clone()));
            let detail = record.error_message.as_ref().map(|reason| reason.message.clone());
            log.push(self.tools.action("connect", Some(&record.reference()), Outcome::Failed, detail));
        }
        Ok(self.tools.store.settle(&settled, &log).await?)
    }
}

fn is_failed(report: &ConnectOutcome, record: &Connection) -> bool {
    report.failed.iter().any(|(reference, _, _)| *reference == record.reference())
}
