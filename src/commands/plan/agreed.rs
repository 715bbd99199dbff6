//! What an admin agreed to have disconnected.

use std::collections::BTreeSet;

use super::{ApplyArgs, DesiredState};
use crate::commands::view::first_names;
use crate::context::Context;
use crate::domain::{ConnectionRef, text};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::flows::plan::Step;
use crate::prompts::Confirm;

/// The connections whose end was agreed to.
pub(super) struct Agreed(BTreeSet<ConnectionRef>);

impl ApplyArgs {
    /// Asks for what --prune would disconnect, before the lock is taken: others work on while a person thinks. `None`
    /// where --yes or a plan has said it already.
    pub(super) async fn agree(
        &self,
        cx: &Context,
        tools: &Tools<'_>,
        desired: &DesiredState,
    ) -> Result<Option<Agreed>, Failure> {
        if !self.wish.prune {
            return Ok(None);
        }
        let (_, changes) = self.wish.compare(tools, desired).await?;
        warn_of_nothing(cx, desired, &changes);
        if cx.yes || self.as_planned.is_some() {
            return Ok(None);
        }
        let ends: Vec<_> = changes.iter().filter_map(ended).collect();
        if !ends.is_empty() {
            confirm(cx, &ends)?;
        }
        Ok(Some(Agreed(ends.into_iter().map(|(reference, _)| reference.clone()).collect())))
    }
}

impl Agreed {
    /// Nothing else is to be disconnected now.
    pub(super) fn covers(&self, changes: &[Step]) -> Result<(), Failure> {
        let Some((reference, _)) = changes.iter().filter_map(ended).find(|(one, _)| !self.0.contains(*one)) else {
            return Ok(());
        };
        Err(Failure::new(Kind::Failed, format!("{reference} was connected meanwhile, and its end was not agreed to"))
            .hint("run the same command again"))
    }
}

/// An empty file is often a slip, and with --prune it ends everything.
pub(super) fn warn_of_nothing(cx: &Context, desired: &DesiredState, changes: &[Step]) {
    let ends = changes.iter().filter_map(ended).count();
    if ends > 0 && desired.pages.is_empty() && desired.accounts.is_empty() {
        cx.terminal.warn(&format!("the file names no connection, so that --prune disconnects all {ends}"));
    }
}

fn ended(step: &Step) -> Option<(&ConnectionRef, &str)> {
    match step {
        Step::Disconnect { reference, name } => Some((reference, name)),
        _ => None,
    }
}

fn confirm(cx: &Context, ends: &[(&ConnectionRef, &str)]) -> Result<(), Failure> {
    let name = |(reference, name): &(&ConnectionRef, &str)| format!("{} ({reference})", text::shown(name));
    let names = first_names(ends.iter().map(name));
    cx.terminal.warn(&format!("the file does not name {names}"));
    let question = format!("Disconnect {} of them?", ends.len());
    match cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" }) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::declined("nothing was changed")),
        Err(unanswered) => Err(Failure::from(unanswered)
            .hint(format!("would be disconnected: {names}"))
            .hint("or give the plan that says so: --as-planned")),
    }
}
