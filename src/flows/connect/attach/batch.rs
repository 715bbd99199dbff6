//! One batch: the steps that many Pages take together.

use std::collections::HashMap;

use super::{ChosenPage, ConnectOutcome, records};
use crate::domain::{Asset, Change, Connection, Grant, Secret, SecretName, Status, SubscriptionTarget};
use crate::error::Failure;
use crate::flows::{Tools, undo};
use crate::platforms::{Subscribe, Subscribed, Unproven};
use crate::store::{NewSecret, Outcome};

/// One batch of Pages.
pub(super) struct Batch<'a> {
    tools: &'a Tools<'a>,
    pub(super) pages: Vec<Attempt<'a>>,
    unstored: Vec<(Attempt<'a>, Failure)>,
}

/// One Page on its way.
pub(super) struct Attempt<'a> {
    page: &'a Asset,
    fields: &'a [String],
    token: &'a Secret,
    secret_name: SecretName,
    /// The Page's record, then its Instagram account's.
    records: Vec<Connection>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(tools: &'a Tools<'a>, grant: &'a Grant, chosen: &'a [ChosenPage]) -> Self {
        let with_token = |chosen: &'a ChosenPage| Some((chosen, chosen.page.token.as_ref()?));
        let attempt = |(chosen, token): (&'a ChosenPage, &'a Secret)| {
            let secret_name = SecretName::fresh();
            let records = records::of(tools, grant, chosen, &secret_name);
            Attempt { page: &chosen.page, fields: &chosen.fields, token, secret_name, records }
        };
        let pages = chosen.iter().filter_map(with_token).map(attempt).collect();
        Self { tools, pages, unstored: Vec::new() }
    }

    /// Commits the intent and stores the tokens.
    pub(super) async fn prepare(mut self) -> Result<Self, Failure> {
        self.begin().await?;
        self.store_tokens().await?;
        Ok(self)
    }

    /// Records what was proven and undoes or leaves open what was not.
    pub(super) async fn finish(
        self,
        outcomes: Vec<Result<Subscribed, Unproven>>,
        report: &mut ConnectOutcome,
    ) -> Result<(), Failure> {
        for (attempt, failure) in &self.unstored {
            self.undo(attempt, false, failure, report).await?;
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

    async fn begin(&self) -> Result<(), Failure> {
        let planned: Vec<_> = self.pages.iter().map(|attempt| self.planned(attempt)).collect();
        let changes: Vec<_> = self.pages.iter().flat_map(|attempt| self.changes(attempt)).collect();
        let pending: Vec<_> = self.pages.iter().flat_map(|attempt| attempt.records.clone()).collect();
        Ok(self.tools.store.begin(&planned, &changes, &pending).await?)
    }

    fn planned(&self, attempt: &Attempt<'_>) -> NewSecret {
        NewSecret { name: attempt.secret_name.clone(), ..self.tools.ledger().reserve("page token") }
    }

    fn changes(&self, attempt: &Attempt<'_>) -> Vec<Change> {
        let change = |record| Change::connect(record, attempt.fields, self.tools.now());
        attempt.records.iter().map(change).collect()
    }

    /// Stores the tokens; what the secret store refused does not go on.
    async fn store_tokens(&mut self) -> Result<(), Failure> {
        let secrets: Vec<_> =
            self.pages.iter().map(|attempt| (attempt.secret_name.clone(), attempt.token.clone())).collect();
        let mut failed: HashMap<_, _> = self.tools.ledger().store_all(&secrets).await?.into_iter().collect();
        for attempt in std::mem::take(&mut self.pages) {
            match failed.remove(&attempt.secret_name) {
                Some(failure) => self.unstored.push((attempt, failure)),
                None => self.pages.push(attempt),
            }
        }
        Ok(())
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
