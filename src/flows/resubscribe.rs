//! Connecting again what is recorded: with the token that it has, or with a new one.
//!
//! The intent is written down as that of a connect, so that a run that is killed meanwhile is finished or undone by the
//! next one like any other ([`crate::flows::recover`]). Until the new token is stored and the Page has answered to it,
//! the record keeps the old one.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{Change, Connection, Secret, SecretName, Status};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::{Subscribe, Subscribed, Unproven};
use crate::store::{NewSecret, Outcome};

/// A Page that is connected again, with the connections that stand on it.
pub(super) struct Resubscription {
    /// Page id.
    pub(super) page: String,
    /// The token to go on with.
    pub(super) token: Secret,
    /// Where it is or will be kept.
    pub(super) secret_name: SecretName,
    /// Whether it is new and has to be stored first.
    pub(super) new: Option<NewSecret>,
    /// The records as they are to become.
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
        let change = |one: &Connection| Change {
            secret_name: Some(self.secret_name.clone()),
            ..Change::connect(one, &fields, tools.now())
        };
        self.connections.iter().map(change).collect()
    }
}

/// Connects `pages` again and answers for each the records that were proven, or why not. `verb` is the word for the log.
pub(super) async fn resubscribe(
    tools: &Tools<'_>,
    verb: &str,
    pages: &[Resubscription],
) -> Result<Vec<Result<Vec<Connection>, Failure>>, Failure> {
    let planned: Vec<_> = pages.iter().filter_map(|page| page.new.clone()).collect();
    let changes: Vec<_> = pages.iter().flat_map(|page| page.changes(tools)).collect();
    tools.store.begin(&planned, &changes, &[]).await?;
    let unstored = store_tokens(tools, pages).await?;
    let fields: Vec<_> = pages.iter().map(Resubscription::fields).collect();
    let stored: Vec<usize> = (0..pages.len()).filter(|at| !unstored.contains_key(&pages[*at].secret_name)).collect();
    let wish = |at: &usize| Subscribe { page: &pages[*at].page, token: &pages[*at].token, fields: &fields[*at] };
    let wishes: Vec<_> = stored.iter().map(wish).collect();
    let mut answers: HashMap<usize, _> = stored.into_iter().zip(tools.meta.subscribe_pages(&wishes).await).collect();
    let mut ended = Vec::with_capacity(pages.len());
    for (at, page) in pages.iter().enumerate() {
        ended.push(match (answers.remove(&at), unstored.get(&page.secret_name)) {
            (Some(answer), _) => settle(tools, verb, page, answer).await?,
            (None, Some(failure)) => abandon(tools, verb, page, failure.clone()).await?,
            (None, None) => Ok(Vec::new()),
        });
    }
    Ok(ended)
}

async fn store_tokens(tools: &Tools<'_>, pages: &[Resubscription]) -> Result<HashMap<SecretName, Failure>, Failure> {
    let new = pages.iter().filter(|page| page.new.is_some());
    let secrets: Vec<_> = new.map(|page| (page.secret_name.clone(), page.token.clone())).collect();
    if secrets.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(tools.ledger().store_all(&secrets).await?.into_iter().collect())
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
        secret_name: Some(page.secret_name.clone()),
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
