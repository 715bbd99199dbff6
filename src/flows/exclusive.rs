//! The right to change connections, here or at Meta.

use std::ops::Deref;

use super::Tools;
use super::recover::recover;
use crate::error::Failure;
use crate::store::Lock;

/// The tools of whoever changes something: no other process does so meanwhile, and what killed runs left is settled.
///
/// Every flow that changes the world takes one, and [`Exclusive::enter`] is the way to it. The system frees the lock
/// of a process that is killed.
pub struct Exclusive<'a> {
    tools: Tools<'a>,
    lock: Lock,
}

impl<'a> Exclusive<'a> {
    /// Waits until no other process changes anything, then finishes or undoes what killed runs left. The reporter is told
    /// of both.
    pub async fn enter(tools: &Tools<'a>) -> Result<Self, Failure> {
        let lock = tools.store.lock(&|| tools.reporter.waiting()).await?;
        let exclusive = Self { tools: *tools, lock };
        let recovered = recover(&exclusive).await?;
        tools.reporter.recovered(&recovered);
        Ok(exclusive)
    }

    /// The same without settling anything first, for what neither asks Meta nor needs a secret: it works whatever state
    /// the rest is in.
    pub async fn enter_as_it_is(tools: &Tools<'a>) -> Result<Self, Failure> {
        let lock = tools.store.lock(&|| tools.reporter.waiting()).await?;
        Ok(Self { tools: *tools, lock })
    }

    /// Forgets the keys that open nothing any more.
    pub(super) async fn tidy_keys(&self) -> Result<(), Failure> {
        self.custody.tidy(self.store, &self.lock).await
    }
}

impl<'a> Deref for Exclusive<'a> {
    type Target = Tools<'a>;

    fn deref(&self) -> &Tools<'a> {
        &self.tools
    }
}
