//! What connections send to the app at all, looked at without judging it or writing anything down.

use super::batch::Batch;
use super::targets::{Target, all};
use crate::domain::Connection;
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::health::Observation;

/// What was counted, in connections.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Those that Meta showed.
    pub asked: usize,
    /// Those among them that send nothing.
    pub lacking: usize,
    /// Those that were not asked, or of which Meta showed nothing.
    pub left: usize,
}

/// What a connection's Page or account sends to the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionState {
    /// Anything at all.
    pub subscribed: bool,
    /// A Page's fields; an account has none of its own.
    pub fields: Vec<String>,
    /// An account's own callback.
    pub callback: Option<String>,
}

/// Told each connection and what it sends, or why that is not known.
type Tell<'a> = &'a mut (dyn FnMut(&Connection, Result<SubscriptionState, String>) -> Result<(), Failure> + Send);

/// Asks of the Pages and accounts of one batch only, which are few requests.
pub async fn sample_coverage(tools: &Tools<'_>) -> Result<Coverage, Failure> {
    let targets = all(tools).await?;
    let (first, rest) = targets.split_at(targets.len().min(super::BATCH));
    let left = rest.iter().map(|target| target.references.len()).sum();
    let mut layer = Coverage { left, ..Coverage::default() };
    let mut count = |_: &Connection, sent: Result<SubscriptionState, String>| {
        match sent {
            Ok(sent) => {
                layer.asked += 1;
                layer.lacking += usize::from(!sent.subscribed);
            }
            Err(_) => layer.left += 1,
        }
        Ok(())
    };
    look(tools, first, &mut count).await?;
    Ok(layer)
}

/// Asks of every connection of the profile, batch by batch.
pub async fn inspect_all(tools: &Tools<'_>, tell: Tell<'_>) -> Result<(), Failure> {
    let targets = all(tools).await?;
    tools.reporter.start("looking", Some(targets.len() as u64));
    for batch in targets.chunks(super::BATCH) {
        look(tools, batch, tell).await?;
        tools.reporter.advance(batch.len() as u64);
    }
    tools.reporter.finish();
    Ok(())
}

async fn look(tools: &Tools<'_>, targets: &[Target], tell: Tell<'_>) -> Result<(), Failure> {
    let batch = Batch::prepare(tools, targets).await?;
    let seen = batch.look(tools.meta).await;
    for entry in &batch.entries {
        let found = match &entry.look {
            Ok(look) => sent(&seen[*look]),
            Err(finding) => Err(finding.message.clone()),
        };
        tell(&entry.connection, found)?;
    }
    Ok(())
}

fn sent(observation: &Observation) -> Result<SubscriptionState, String> {
    match observation {
        Observation::Page(Ok(seen)) => {
            Ok(SubscriptionState { subscribed: !seen.fields.is_empty(), fields: seen.fields.clone(), callback: None })
        }
        Observation::Account(Ok(seen)) => {
            let callback = seen.callback.as_ref().map(|one| one.url.clone());
            Ok(SubscriptionState { subscribed: seen.subscribed, fields: Vec::new(), callback })
        }
        Observation::Page(Err(trouble)) | Observation::Account(Err(trouble)) => Err(trouble.message.clone()),
    }
}
