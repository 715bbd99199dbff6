//! The stories: what connecting, checking and revoking mean, step by step. They return values; they never print and never ask.
//!
//! There is no transaction across the database, the secret store and Meta. What takes its place: intent is committed
//! before the world is changed, every step may be repeated, what the world says is read back, and whoever comes next
//! first finishes or undoes what a killed run left ([`recover`]).

pub mod connect;
pub mod doctor;
mod exclusive;
mod grants;
mod ledger;
pub mod plan;
pub mod recover;
pub mod refresh;
mod resubscribe;
pub mod revoke;
pub mod send;
mod undo;
mod unsubscribe;
pub mod verify;
pub mod webhooks;
pub mod whatsapp;

#[cfg(test)]
mod tests;

pub use exclusive::Exclusive;
pub use ledger::SecretLedger;

use jiff::Timestamp;

use crate::clock::Clock;
use crate::domain::{ConnectionRef, SecretName};
use crate::platforms::Meta;
use crate::secrets::Vault;
use crate::store::{Action, ConnectionStore, Outcome};

/// What a story works with, all borrowed.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// The profile's name.
    pub profile: &'a str,
    /// Where the profile's app secret is kept, so that cleaning up spares it.
    pub app_secret: Option<&'a SecretName>,
    /// Records.
    pub store: &'a dyn ConnectionStore,
    /// Secrets.
    pub vault: &'a dyn Vault,
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

    fn ledger(&self) -> SecretLedger<'_> {
        SecretLedger { store: self.store, vault: self.vault, profile: self.profile, app_secret: self.app_secret }
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
