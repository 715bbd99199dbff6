//! Connecting again what is recorded: with the token that it has, or with a new one.
//!
//! The intent is written down as that of a connect, so that a run that is killed meanwhile is finished or undone by the
//! next one like any other ([`crate::flows::recover`]). Until the Page has answered to the new token,
//! the record keeps the old one.

use std::collections::BTreeSet;

use crate::domain::{Change, Connection, Secret, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::{Subscribe, Subscribed, Unproven};
use crate::store::Outcome;

/// A Page that is connected again, with the connections that stand on it.
pub(super) struct Resubscription {
    /// Page id.
    pub(super) page: String,
    /// The token to go on with.
    pub(super) token: Secret,
    /// The records as they are to become, each with that token.
    pub(super) connections: Vec<Connection>,
}

impl Resubscription {
    /// Every field that one of the connections had: one subscription serves them all.
    fn fields(&self) -> Vec<String> {
        let fields: BTreeSet<_> = self.connections.iter().flat_map(|one| one.webhook_fields.iter().cloned()).collect();
        fields.into_iter().collect()
    }

    fn changes(&self, tools: &Tools<'_>) -> Vec<Change> {
        let fields = self.fields();
        self.connections.iter().map(|one| Change::connect(one, &fields, tools.now())).collect()
    }
}

/// Connects `pages` again and answers for each the records that were proven, or why not. `verb` is the word for the log.
pub(super) async fn resubscribe(
    tools: &Tools<'_>,
    verb: &str,
    pages: &[Resubscription],
) -> Result<Vec<Result<Vec<Connection>, Failure>>, Failure> {
    let changes: Vec<_> = pages.iter().flat_map(|page| page.changes(tools)).collect();
    tools.store.begin(&changes, &[]).await?;
    let fields: Vec<_> = pages.iter().map(Resubscription::fields).collect();
    let wishes: Vec<_> = pages
        .iter()
        .zip(&fields)
        .map(|(page, fields)| Subscribe { page: &page.page, token: &page.token, fields })
        .collect();
    let mut ended = Vec::with_capacity(pages.len());
    for (page, answer) in pages.iter().zip(tools.meta.subscribe_pages(&wishes).await) {
        ended.push(settle(tools, verb, page, answer).await?);
    }
    Ok(ended)
}

async fn settle(
    tools: &Tools<'_>,
    verb: &str,
    page: &Resubscription,
    answer: Result<Subscribed, Unproven>,
) -> Result<Result<Vec<Connection>, Failure>, Failure> {
    let subscribed = match answer {
        Ok(subscribed) => subscribed,
        // It may have had its effect: the change stays open, and the next run finds out.
        Err(unproven) if unproven.taken => return Ok(Err(unproven.trouble.into())),
        Err(unproven) => return abandon(tools, verb, page, unproven.trouble.into()).await,
    };
    let proven = |one: &Connection| Connection {
        status: Status::Active,
        error_message: None,
        webhook_fields: subscribed.fields.clone(),
        updated_at: tools.now(),
        ..one.clone()
    };
    let records: Vec<_> = page.connections.iter().map(proven).collect();
    let log: Vec<_> =
        records.iter().map(|one| tools.action(verb, Some(&one.reference()), Outcome::Done, None)).collect();
    tools.store.settle(&records, &log).await?;
    Ok(Ok(records))
}

/// Leaves everything as it was.
async fn abandon(
    tools: &Tools<'_>,
    verb: &str,
    page: &Resubscription,
    failure: Failure,
) -> Result<Result<Vec<Connection>, Failure>, Failure> {
    for change in page.changes(tools) {
        let action = tools.action(verb, Some(&change.reference), Outcome::Failed, Some(failure.to_string()));
        tools.store.abandon(&change, &[action]).await?;
    }
    Ok(Err(failure))
}
