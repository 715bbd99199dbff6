//! One batch: the steps that many Pages take together.

use super::{ChosenPage, ConnectOutcome, records};
use crate::domain::{Asset, Change, Connection, ConnectionRef, Grant, Platform, Secret, Status, SubscriptionTarget};
use crate::error::Failure;
use crate::flows::{Tools, undo};
use crate::platforms::{Subscribe, Subscribed, Unproven};
use crate::secrets::Sealer;
use crate::store::Outcome;

/// One batch of Pages.
pub(super) struct Batch<'a> {
    tools: &'a Tools<'a>,
    pub(super) pages: Vec<Attempt<'a>>,
    /// Pages whose token is none that could be kept.
    refused: Vec<(&'a Asset, Failure)>,
}

/// One Page on its way.
pub(super) struct Attempt<'a> {
    page: &'a Asset,
    fields: &'a [String],
    token: &'a Secret,
    /// The Page's record, then its Instagram account's.
    records: Vec<Connection>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(tools: &'a Tools<'a>, sealer: &Sealer, grant: &'a Grant, chosen: &'a [ChosenPage]) -> Self {
        let mut batch = Self { tools, pages: Vec::new(), refused: Vec::new() };
        for one in chosen {
            let Some(token) = &one.page.token else { continue };
            match records::of(tools, sealer, grant, one, token) {
                Ok(records) => {
                    batch.pages.push(Attempt { page: &one.page, fields: &one.fields, token, records });
                }
                Err(error) => batch.refused.push((&one.page, error.into())),
            }
        }
        batch
    }

    /// Commits the intent, with the tokens.
    pub(super) async fn begin(self) -> Result<Self, Failure> {
        let changes: Vec<_> = self.pages.iter().flat_map(|attempt| self.changes(attempt)).collect();
        let pending: Vec<_> = self.pages.iter().flat_map(|attempt| attempt.records.clone()).collect();
        self.tools.store.begin(&changes, &pending).await?;
        Ok(self)
    }

    /// Records what was proven and undoes or leaves open what was not.
    pub(super) async fn finish(
        self,
        outcomes: Vec<Result<Subscribed, Unproven>>,
        report: &mut ConnectOutcome,
    ) -> Result<(), Failure> {
        for (page, failure) in &self.refused {
            let reference = ConnectionRef::new(Platform::Facebook, page.id.clone());
            report.failed.push((reference, page.name.clone(), failure.clone()));
        }
        let mut done = Vec::new();
        for (attempt, outcome) in self.pages.iter().zip(outcomes) {
            match outcome {
                Ok(subscribed) => done.extend(self.proven(attempt, subscribed, report)),
                Err(unproven) => self.troubled(attempt, unproven, report).await?,
            }
        }
        let log: Vec<_> = done
            .iter()
            .map(|record| self.tools.action("connect", Some(&record.reference()), Outcome::Done, None))
            .collect();
        self.tools.store.settle(&done, &log).await?;
        // Read back: a connection that was recorded before has kept its id and birthday.
        for record in &done {
            report.connections.extend(self.tools.store.get(self.tools.profile, &record.reference()).await?);
        }
        Ok(())
    }

    fn changes(&self, attempt: &Attempt<'_>) -> Vec<Change> {
        let change = |record| Change::connect(record, attempt.fields, self.tools.now());
        attempt.records.iter().map(change).collect()
    }

    pub(super) async fn subscribe(&self) -> Vec<Result<Subscribed, Unproven>> {
        let wish =
            |attempt: &Attempt<'a>| Subscribe { page: &attempt.page.id, token: attempt.token, fields: attempt.fields };
        let wishes: Vec<_> = self.pages.iter().map(wish).collect();
        self.tools.meta.subscribe_pages(&wishes).await
    }

    fn proven(&self, attempt: &Attempt<'_>, subscribed: Subscribed, report: &mut ConnectOutcome) -> Vec<Connection> {
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

    async fn troubled(
        &self,
        attempt: &Attempt<'_>,
        unproven: Unproven,
        report: &mut ConnectOutcome,
    ) -> Result<(), Failure> {
        let Unproven { trouble, taken } = unproven;
        let passes = trouble.passes();
        let failure = Failure::from(trouble);
        if !passes {
            return self.undo(attempt, taken, &failure, report).await;
        }
        let failure = failure.hint("it is written down as PENDING; the next connect or revoke goes on from there");
        report.failed.push((attempt.records[0].reference(), attempt.page.name.clone(), failure));
        Ok(())
    }

    /// Takes back what was begun for one Page and its Instagram account.
    async fn undo(
        &self,
        attempt: &Attempt<'_>,
        taken: bool,
        failure: &Failure,
        report: &mut ConnectOutcome,
    ) -> Result<(), Failure> {
        let undone = undo::Attempt {
            target: Some(SubscriptionTarget::Page(&attempt.page.id)),
            token: Some(attempt.token),
            changes: self.changes(attempt),
            begun: &attempt.records,
            taken,
        };
        let open = undo::undo(self.tools, &undone, failure, ("connect", Outcome::Failed)).await?;
        let failure = open.unwrap_or_else(|| failure.clone());
        report.failed.push((attempt.records[0].reference(), attempt.page.name.clone(), failure));
        Ok(())
    }
}
