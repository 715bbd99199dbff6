//! The values that only the store and its callers share.

use std::str::FromStr;

use jiff::Timestamp;

use crate::domain::{Connection, ConnectionRef, DatabaseId, KeyId, KeyRecord, Owner, Platform, Reason, Sealed, Status};
use crate::settings::Stored;

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

/// A profile as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRecord {
    /// Its name.
    pub name: String,
    /// What is known of it. Its app is the one that it first talked to.
    pub stored: Stored,
    /// The place that it first talked to.
    pub origin: String,
    /// Whether it was registered; otherwise it was met in the environment, and only its app and place are known.
    pub is_registered: bool,
    /// Its app secret.
    pub sealed: Option<Sealed>,
}

impl ProfileRecord {
    /// One that was met and not registered.
    pub fn met(name: &str, app_id: &str, origin: &str) -> Self {
        Self {
            name: name.to_owned(),
            stored: Stored { app_id: app_id.to_owned(), ..Stored::default() },
            origin: origin.to_owned(),
            is_registered: false,
            sealed: None,
        }
    }

    /// What its app secret is sealed for.
    pub fn owner(&self) -> Owner<'_> {
        Owner::Profile { name: &self.name, app_id: &self.stored.app_id, origin: &self.origin }
    }
}

/// What a database knows of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The database.
    pub database: DatabaseId,
    /// The keys, in the order in which they came.
    pub records: Vec<KeyRecord>,
    /// Those that something is sealed under.
    pub used: Vec<KeyId>,
}

impl Keys {
    /// The one under which secrets are sealed now: the sandbox's, or those that belong to Meta.
    pub fn current(&self, of_sandbox: bool) -> Option<&KeyRecord> {
        self.records.iter().find(|record| record.is_current && record.is_of_sandbox() == of_sandbox)
    }

    /// The one with this name.
    pub fn find(&self, id: KeyId) -> Option<&KeyRecord> {
        self.records.iter().find(|record| record.id == id)
    }

    /// Those that open nothing any more and seal nothing.
    pub fn left(&self) -> impl Iterator<Item = &KeyRecord> {
        self.records.iter().filter(|record| !record.is_current && !self.used.contains(&record.id))
    }
}

/// Opens a sealed secret of an owner and seals it anew; nothing if it is to stay as it is.
pub type Reseal = dyn Fn(&Owner<'_>, &Sealed) -> Option<Sealed> + Send + Sync;

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
