//! The values that only the store and its callers share.

use std::str::FromStr;

use jiff::Timestamp;

use crate::domain::{Connection, ConnectionRef, Fingerprint, Platform, Reason, SecretName, Status};

/// Which connections to list. Empty lists let everything through.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this profile.
    pub profile: Option<String>,
    /// Only these platforms.
    pub platforms: Vec<Platform>,
    /// Only these states.
    pub statuses: Vec<Status>,
}

impl Filter {
    /// All of one profile.
    pub fn of(profile: &str) -> Self {
        Self { profile: Some(profile.to_owned()), ..Self::default() }
    }
}

/// A secret that is about to be stored.
#[derive(Debug, Clone)]
pub struct NewSecret {
    /// The name it will have.
    pub name: SecretName,
    /// The profile it belongs to.
    pub profile: String,
    /// What it is, for a person who reads the ledger: `page token`, `user token`, `app secret`.
    pub purpose: &'static str,
}

/// State of a name in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerState {
    /// Written down before the vault is; nothing uses it yet.
    Planned,
    /// A record, a grant or a profile uses it.
    InUse,
    /// To be deleted from the vault.
    PendingDelete,
}

/// One row of the ledger.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// The name.
    pub name: SecretName,
    /// The profile.
    pub profile: String,
    /// What it is.
    pub purpose: String,
    /// State.
    pub state: LedgerState,
    /// Mark of the secret, once it was stored and read back.
    pub fingerprint: Option<Fingerprint>,
}

/// What a check found of a connection, to be written down.
#[derive(Debug, Clone)]
pub struct Health {
    /// The record as it was read before the check.
    pub record: Connection,
    /// The state that was found.
    pub status: Status,
    /// Why it is not well.
    pub error_message: Option<Reason>,
    /// When it was found well, if it was.
    pub verified_at: Option<Timestamp>,
    /// Now.
    pub at: Timestamp,
}

/// One entry of the log of admin actions. It is only ever appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// When.
    pub at: Timestamp,
    /// The profile.
    pub profile: String,
    /// The operating system's user.
    pub actor: String,
    /// What was done: `connect`, `revoke`, `app add`, `recover` …
    pub verb: String,
    /// To which connection, if to one.
    pub reference: Option<ConnectionRef>,
    /// How it ended, or that it began.
    pub outcome: Outcome,
    /// Particulars in plain words, without secrets.
    pub detail: Option<String>,
}

/// How an action ended, or that it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It began; how it ended is an entry of its own.
    Begun,
    /// Meta is asked for what counts whether or not its answer arrives.
    Asked,
    /// Meta took it, which does not prove that it arrived.
    Accepted,
    /// It is done.
    Done,
    /// It is recorded, and waits for something that a person has to do.
    Waits,
    /// It was not done.
    Failed,
    /// What was begun was taken back.
    Undone,
}

impl Outcome {
    const ALL: [Self; 7] =
        [Self::Begun, Self::Asked, Self::Accepted, Self::Done, Self::Waits, Self::Failed, Self::Undone];

    /// The word in the database, in JSON and on the screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Done => "done",
            Self::Waits => "waits",
            Self::Failed => "failed",
            Self::Undone => "undone",
        }
    }
}

impl FromStr for Outcome {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|one| one.as_str() == word).ok_or_else(|| format!("'{word}' is no outcome"))
    }
}

/// The lock under which changes are made; dropping it frees it.
#[derive(Debug)]
#[must_use = "the lock is freed when this is dropped"]
pub struct Lock {
    /// Held open for as long as the lock is.
    pub(super) file: std::fs::File,
}

impl Drop for Lock {
    /// Closing the file would do, were it not for programs that are being started right now and still hold a copy.
    fn drop(&mut self) {
        // If this fails, closing is left, and the end of the process after that.
        let _ = self.file.unlock();
    }
}
