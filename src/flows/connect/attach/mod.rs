//! From chosen Pages to working connections, many at a time.
//!
//! For each batch of Pages: intent and `PENDING` records are committed with the tokens, the Pages subscribed and the subscriptions read back, and only then are the records `ACTIVE`. One Page's trouble does not undo
//! another's. What Meta refused is undone; what may have had its effect stays open for the next run.

mod batch;
mod records;

use std::sync::Arc;

use crate::domain::{Asset, Connection, ConnectionRef, Grant, Status};
use crate::error::Failure;
use crate::flows::{Exclusive, Tools, grants};
use crate::platforms::Login;
use crate::store::Outcome;
use batch::Batch;

/// Pages whose intent is committed together: enough to fill the requests that are under way at once.
const BATCH: usize = 200;

/// A Page to connect.
#[derive(Debug, Clone)]
pub struct ChosenPage {
    /// The Page.
    pub page: Asset,
    /// Whether to record its Instagram account as well.
    pub instagram: bool,
    /// Webhook fields; most Pages have the same.
    pub fields: Arc<[String]>,
}

/// What is wished for.
#[derive(Debug)]
pub struct ConnectPages {
    /// Pages.
    pub chosen: Vec<ChosenPage>,
    /// Connections that the login has orphaned and whose loss the admin has accepted.
    pub orphaned: Vec<Connection>,
}

/// How it ended.
#[derive(Debug, Default)]
pub struct ConnectOutcome {
    /// Records that are `ACTIVE` now.
    pub connections: Vec<Connection>,
    /// What failed: ref, name and why.
    pub failed: Vec<(ConnectionRef, String, Failure)>,
    /// Fields that a Page could not be subscribed to: ref, field and why.
    pub left_out: Vec<(ConnectionRef, String, String)>,
}

/// Records the login and connects what was chosen.
pub async fn attach(tools: &Exclusive<'_>, login: &Login, wanted: ConnectPages) -> Result<ConnectOutcome, Failure> {
    let grant = grants::record(tools, login).await?;
    give_up(tools, &wanted.orphaned).await?;
    let mut report = ConnectOutcome::default();
    tools.reporter.start("connecting", Some(wanted.chosen.len() as u64));
    let ended = in_batches(tools, &grant, &wanted, &mut report).await;
    tools.reporter.finish();
    ended?;
    grants::drop_unused(tools).await?;
    Ok(report)
}

/// Connects batch after batch. While one is with Meta, the next one is written down.
async fn in_batches(
    tools: &Tools<'_>,
    grant: &Grant,
    wanted: &ConnectPages,
    report: &mut ConnectOutcome,
) -> Result<(), Failure> {
    let sealer = tools.sealer().await?;
    let mut batches = wanted.chosen.chunks(BATCH).map(|chosen| Batch::new(tools, &sealer, grant, chosen));
    let mut ready = match batches.next() {
        Some(first) => Some(first.begin().await?),
        None => None,
    };
    while let Some(batch) = ready {
        let next = batches.next();
        let (outcomes, next) = futures_util::join!(batch.subscribe(), async {
            match next {
                Some(next) => next.begin().await.map(Some),
                None => Ok(None),
            }
        });
        tools.reporter.advance(batch.pages.len() as u64);
        batch.finish(outcomes, report).await?;
        ready = next?;
    }
    Ok(())
}

/// Marks what the login has orphaned, so that nobody takes it for working.
async fn give_up(tools: &Tools<'_>, orphaned: &[Connection]) -> Result<(), Failure> {
    if orphaned.is_empty() {
        return Ok(());
    }
    let message = "a later login of the same person left this Page out, so Meta ended its token";
    let mark = |connection: &Connection| Connection {
        status: Status::Expired,
        error_message: Some(message.into()),
        updated_at: tools.now(),
        ..connection.clone()
    };
    let records: Vec<_> = orphaned.iter().map(mark).collect();
    let log: Vec<_> = orphaned
        .iter()
        .map(|connection| {
            tools.action("orphaned", Some(&connection.reference()), Outcome::Done, Some(message.to_owned()))
        })
        .collect();
    Ok(tools.store.settle(&records, &log).await?)
}
