//! One batch: records and tokens read, targets looked at, each target once for each token.

use futures_util::join;

use super::targets::{Kind, Target, kind_of};
use crate::domain::{Code, Connection, Finding, Platform, Secret, Topic, WabaId};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::Meta;
use crate::platforms::health::Observation;
use crate::secrets::VaultError;

/// A connection that is examined.
pub(super) struct Entry {
    pub(super) connection: Connection,
    /// The place of its look in the batch, or why it cannot be looked at.
    pub(super) look: Result<usize, Finding>,
}

/// Some targets with their connections.
pub(super) struct Batch {
    pub(super) targets: u64,
    pub(super) entries: Vec<Entry>,
    pub(super) inspections: Vec<Inspection>,
}

/// A target and the token that it is looked at with.
pub(super) struct Inspection {
    kind: Kind,
    target: String,
    pub(super) token: Secret,
    /// The callback of its own that an account was given.
    pub(super) callback: Option<String>,
    /// An Instagram account stands on it.
    instagram: bool,
}

impl Batch {
    /// Reads records and tokens. What is wrong with one secret is a finding; what is wrong with the whole secret store
    /// ends the run.
    pub(super) async fn prepare(tools: &Tools<'_>, targets: &[Target]) -> Result<Self, Failure> {
        let mut batch = Self { targets: targets.len() as u64, entries: Vec::new(), inspections: Vec::new() };
        for reference in targets.iter().flat_map(|target| &target.references) {
            if let Some(connection) = tools.store.get(tools.profile, reference).await? {
                let look = batch.look_for(tools, &connection).await?;
                batch.entries.push(Entry { connection, look });
            }
        }
        Ok(batch)
    }

    async fn look_for(
        &mut self,
        tools: &Tools<'_>,
        connection: &Connection,
    ) -> Result<Result<usize, Finding>, Failure> {
        let (kind, target) = (kind_of(connection), connection.subscription_target().id());
        let instagram = connection.platform == Platform::Instagram;
        match tools.token(connection).await {
            Ok(None) => Ok(Err(lost(connection, &VaultError::Missing))),
            Ok(Some(token)) => {
                // Those that share it follow each other.
                let known = self.inspections.iter().rposition(|look| look.is_at(kind, target) && look.token == token);
                if let Some(known) = known {
                    self.inspections[known].instagram |= instagram;
                    return Ok(Ok(known));
                }
                let callback = callback(tools, kind, target).await?;
                self.inspections.push(Inspection { kind, target: target.to_owned(), token, callback, instagram });
                Ok(Ok(self.inspections.len() - 1))
            }
            Err(failure) => match failure.cause::<VaultError>().filter(|error| error.is_of_one_secret()) {
                Some(error) => Ok(Err(lost(connection, error))),
                None => Err(failure),
            },
        }
    }

    /// Looks at all targets; what is seen stands in the order of `inspections`.
    pub(super) async fn look(&self, meta: &Meta) -> Vec<Observation> {
        let of = |kind| self.inspections.iter().filter(move |look| look.kind == kind);
        let pages: Vec<_> = of(Kind::Page).map(|look| (look.target.as_str(), &look.token)).collect();
        let ids: Vec<_> = of(Kind::Account).map(|look| WabaId::new(&look.target)).collect();
        let accounts: Vec<_> = ids.iter().zip(of(Kind::Account)).map(|(id, look)| (id, &look.token)).collect();
        let (pages, accounts) = join!(look_at_pages(meta, &pages), look_at_accounts(meta, &accounts));
        let (mut pages, mut accounts) = (pages.into_iter(), accounts.into_iter());
        let next = |look: &Inspection| match look.kind {
            Kind::Page => pages.next(),
            Kind::Account => accounts.next(),
        };
        self.inspections.iter().filter_map(next).collect()
    }
}

impl Batch {
    /// Looks at all targets, and into the inboxes of the Instagram accounts that are connected.
    pub(super) async fn look_inside(&self, meta: &Meta) -> Vec<Observation> {
        let mut seen = self.look(meta).await;
        let stands = |at: &usize| self.inspections[*at].instagram && seen[*at].page().is_some();
        let asked: Vec<usize> = (0..seen.len()).filter(stands).collect();
        let page = |at: &usize| (self.inspections[*at].target.as_str(), &self.inspections[*at].token);
        let pages: Vec<_> = asked.iter().map(page).collect();
        for (at, inbox) in asked.iter().zip(meta.inboxes(&pages).await) {
            if let Observation::Page(Ok(page)) = &mut seen[*at] {
                page.inbox = Some(inbox);
            }
        }
        seen
    }
}

impl Inspection {
    fn is_at(&self, kind: Kind, target: &str) -> bool {
        self.kind == kind && self.target == target
    }
}

async fn look_at_pages(meta: &Meta, pages: &[(&str, &Secret)]) -> Vec<Observation> {
    let seen = if pages.is_empty() { Vec::new() } else { meta.page_states(pages).await };
    seen.into_iter().map(Observation::Page).collect()
}

async fn look_at_accounts(meta: &Meta, accounts: &[(&WabaId, &Secret)]) -> Vec<Observation> {
    let seen = if accounts.is_empty() { Vec::new() } else { meta.account_states(accounts).await };
    seen.into_iter().map(Observation::Account).collect()
}

/// The callback of its own that an account was given, as it is written down.
async fn callback(tools: &Tools<'_>, kind: Kind, target: &str) -> Result<Option<String>, Failure> {
    if kind == Kind::Page {
        return Ok(None);
    }
    Ok(tools.store.note(tools.profile, Topic::Callback, target).await?.map(|note| note.text))
}

fn lost(connection: &Connection, error: &VaultError) -> Finding {
    let code = if *error == VaultError::Missing { Code::SecretMissing } else { Code::SecretDamaged };
    let failure = Failure::from(error.clone());
    let finding = Finding::new(code, format!("the token cannot be read: {failure}")).of(connection.reference());
    Finding { hints: failure.hints, ..finding }
}
