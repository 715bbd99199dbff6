//! The stories: what connecting, checking and revoking mean, step by step. They return values; they never print and never ask.
//!
//! There is no transaction across the database and Meta. What takes its place: intent is committed, with the secrets that
//! it brings, before the world is changed, every step may be repeated, what the world says is read back, and whoever comes next
//! first finishes or undoes what a killed run left ([`recover`]).

pub mod connect;
mod custody;
pub mod doctor;
mod exclusive;
mod grants;
pub mod listen;
pub mod plan;
pub mod prove;
pub mod recover;
pub mod refresh;
mod resubscribe;
pub mod revoke;
pub mod send;
pub mod siblings;
mod undo;
mod unsubscribe;
pub mod verify;
pub mod webhooks;
pub mod whatsapp;

#[cfg(test)]
mod tests;

pub use custody::Custody;
pub use exclusive::Exclusive;

use std::sync::Arc;

use jiff::Timestamp;

use crate::clock::Clock;
use crate::domain::{Connection, ConnectionRef, Owner, Sealed, Secret};
use crate::error::Failure;
use crate::platforms::Meta;
use crate::secrets::Sealer;
use crate::store::{Action, ConnectionStore, Outcome};

/// What a story works with, all borrowed.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// The profile's name.
    pub profile: &'a str,
    /// Records.
    pub store: &'a dyn ConnectionStore,
    /// What seals and opens secrets.
    pub custody: &'a Custody,
    /// The profile's app at Meta.
    pub meta: &'a Meta,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Who does it, for the log.
    pub actor: &'a str,
    /// Told what is going on.
    pub reporter: &'a dyn Reporter,
}

impl Tools<'_> {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Proves that there is a place for secrets, before anything is asked for one.
    pub async fn prove_custody(&self) -> Result<(), Failure> {
        self.custody.prove(self.store, &|| self.reporter.waiting()).await
    }

    async fn sealer(&self) -> Result<Arc<Sealer>, Failure> {
        self.custody.sealer(self.store).await
    }

    async fn seal(&self, owner: &Owner<'_>, secret: &Secret) -> Result<Sealed, Failure> {
        Ok(self.sealer().await?.seal(owner, secret)?)
    }

    async fn open(&self, owner: &Owner<'_>, sealed: &Sealed) -> Result<Secret, Failure> {
        self.custody.open(self.store, owner, sealed).await
    }

    /// The token of a connection, if it has one.
    async fn token(&self, one: &Connection) -> Result<Option<Secret>, Failure> {
        match &one.sealed {
            Some(sealed) => self.open(&one.owner(), sealed).await.map(Some),
            None => Ok(None),
        }
    }

    /// The token of a connection, if it has one that opens.
    async fn living_token(&self, one: &Connection) -> Result<Option<Secret>, Failure> {
        match &one.sealed {
            Some(sealed) => self.custody.find(self.store, &one.owner(), sealed).await,
            None => Ok(None),
        }
    }

    fn action(
        &self,
        verb: &str,
        reference: Option<&ConnectionRef>,
        outcome: Outcome,
        detail: Option<String>,
    ) -> Action {
        Action {
            at: self.now(),
            profile: self.profile.to_owned(),
            actor: self.actor.to_owned(),
            verb: verb.to_owned(),
            reference: reference.cloned(),
            outcome,
            detail,
        }
    }
}

/// Our own ids sort by the order in which they were made, so that lists show a Page before what stands on it.
fn fresh_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Told what a story is doing; shown by the command that tells it.
pub trait Reporter: Send + Sync {
    /// A piece of work begins, of `total` parts if that is known.
    fn start(&self, what: &str, total: Option<u64>);
    /// So many parts more are done.
    fn advance(&self, by: u64);
    /// The piece of work is over.
    fn finish(&self);
    /// Something that the admin should read.
    fn remark(&self, line: &str);
    /// Another process changes something, and this one waits until it has finished.
    fn waiting(&self);
    /// What killed runs left is settled.
    fn recovered(&self, recovered: &recover::Recovered);
}
