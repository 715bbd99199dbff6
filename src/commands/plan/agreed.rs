//! What an admin agreed to have disconnected.

use std::collections::BTreeSet;

use super::{ApplyArgs, DesiredState};
use crate::commands::view::first_names;
use crate::context::Context;
use crate::domain::{ConnectionRef, WebhookObject, text};
use crate::error::{Failure, Kind};
use crate::flows::Tools;
use crate::flows::plan::Step;
use crate::prompts::Confirm;

/// What was agreed to.
#[derive(Default)]
pub(super) struct Agreed {
    /// The connections that end.
    ends: BTreeSet<ConnectionRef>,
    /// The objects whose callback or fields the app loses.
    objects: BTreeSet<WebhookObject>,
}

impl ApplyArgs {
    /// Asks for what --prune would disconnect and what the app's webhooks would lose, before the lock is taken: others
    /// work on while a person thinks. `None` where --yes or a plan has said it already.
    pub(super) async fn agree(
        &self,
        cx: &Context,
        tools: &Tools<'_>,
        desired: &DesiredState,
    ) -> Result<Option<Agreed>, Failure> {
        if !self.wish.prune && desired.webhooks.is_empty() {
            return Ok(Some(Agreed::default()));
        }
        let (_, changes) = self.wish.compare(tools, desired).await?;
        warn_of_nothing(cx, desired, &changes);
        if cx.yes || self.as_planned.is_some() {
            return Ok(None);
        }
        let losses: Vec<_> = changes.iter().filter_map(lost).collect();
        if !losses.is_empty() {
            confirm_losses(cx, &losses)?;
        }
        let ends: Vec<_> = changes.iter().filter_map(ended).collect();
        if !ends.is_empty() {
            confirm(cx, &ends)?;
        }
        let ends = ends.into_iter().map(|(reference, _)| reference.clone()).collect();
        Ok(Some(Agreed { ends, objects: losses.into_iter().map(|(object, _)| object).collect() }))
    }
}

impl Agreed {
    /// Nothing else is to be disconnected now.
    pub(super) fn covers(&self, changes: &[Step]) -> Result<(), Failure> {
        let message = if let Some((reference, _)) =
            changes.iter().filter_map(ended).find(|(one, _)| !self.ends.contains(*one))
        {
            format!("{reference} was connected meanwhile, and its end was not agreed to")
        } else if let Some((object, _)) = changes.iter().filter_map(lost).find(|(one, _)| !self.objects.contains(one)) {
            format!("somebody else has just changed the app's webhooks of {object}, and its loss was not agreed to")
        } else {
            return Ok(());
        };
        Err(Failure::new(Kind::Failed, message).hint("run the same command again"))
    }
}

/// What the app's webhooks of an object would lose, in words.
fn lost(step: &Step) -> Option<(WebhookObject, String)> {
    let Step::Webhook { object, difference, .. } = step else { return None };
    let replaced = difference.replaced.as_ref().map(|url| format!("no longer go to {}", text::shown(url)));
    let dropped = (!difference.dropped.is_empty())
        .then(|| format!("lose the fields {}", text::shown(&difference.dropped.join(", "))));
    let losses: Vec<_> = replaced.into_iter().chain(dropped).collect();
    difference.takes_away().then(|| (*object, losses.join(" and ")))
}

fn confirm_losses(cx: &Context, losses: &[(WebhookObject, String)]) -> Result<(), Failure> {
    for (object, words) in losses {
        cx.terminal.warn(&format!("the app's webhooks of {object} would {words}"));
    }
    match cx.prompts.confirm(&Confirm { question: "Change them for the whole app?", flag: "--yes" }) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::declined("nothing was changed")),
        Err(unanswered) => Err(Failure::from(unanswered).hint("or give the plan that says so: --as-planned")),
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
