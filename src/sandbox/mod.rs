//! A small Meta of its own: login dialog, tokens, Pages, Instagram and WhatsApp accounts, webhook subscriptions.
//!
//! It is written from what Meta documents and from what others observed, never from our client's structs; it imports
//! nothing of this crate but `http`. What it does not imitate it refuses in Meta's own envelope and
//! names in the log. It refuses tokens and secrets that are not its own, requests for another host, and forms from
//! other sites.
//!
//! The world is one SQLite file that any number of processes share; see `world`.

mod access;
mod auto_consent;
mod call;
mod callback;
mod catalogue;
mod clients;
mod controls;
mod dialog;
mod diversion;
mod edges;
mod error;
mod escaped;
mod events;

mod faults;
mod file;
mod gate;
mod grants;
mod graph;
mod ids;

mod limits;
mod loose;
mod metrics;
mod multipart;
mod origin;
mod outcome;
mod panel;
mod phones;
mod proof;
mod seeds;
mod serve;
mod status;
mod threads;
mod times;
mod tokens;
mod version;
mod webhooks;
mod world;

#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::Notify;

/// What a sandbox is asked over, for programs that host one.
pub mod wire {
    pub use crate::http::host::Host;
    pub use crate::http::{Handler, Headers, Live, Method, Reply, Request, Response, Roots, Transport, TransportError};
}

pub use auto_consent::AutoConsent;

pub use callback::callable;
pub use controls::{AccountEvent, Setting};
pub use diversion::Callbacks;
pub use edges::IMITATED;
pub use events::{Event, Guest, Happened};
pub use faults::{Action, BadFault, FAULTS, Fault, FaultKind, HEADER as FAULT_HEADER};
pub use file::schema;
pub use ids::TOKEN_PREFIX;
pub use limits::{Limits, Scope};
pub use phones::PhoneCode;
pub use seeds::{PAINS, SEEDS, Seed};
pub use status::{Credentials, HeldToken, NOT_IMITATED, Status, page_secret};
pub use webhooks::DeliveryReport;

use callback::CallbackClient;
use error::GraphError;
use metrics::Metrics;
use world::{Document, World};

/// Tells the machine's time. The world can be ahead of it.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Takes one line for the person who runs the sandbox.
pub type Tell = Box<dyn Fn(&str) + Send + Sync>;

/// The seed of a new world.
pub const FIRST_SEED: &str = "small";

/// Why the sandbox cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The folder or a file in it.
    #[error("the sandbox's folder cannot be used: {0}")]
    Folder(#[source] io::Error),
    /// The world's file.
    #[error("the sandbox's world cannot be used: {0}")]
    World(#[from] rusqlite::Error),
    /// Something in the world.
    #[error("the sandbox's world is damaged: {0}")]
    Damaged(String),
    /// There is no seed of this name.
    #[error("there is no seed named {0}; there are {names}", names = seeds::names())]
    NoSuchSeed(String),
    /// A world's file.
    #[error("the world's file cannot be used: {0}")]
    File(String),
}

impl From<GraphError> for SandboxError {
    fn from(failure: GraphError) -> Self {
        Self::Damaged(failure.message().to_owned())
    }
}

/// The sandbox.
pub struct Sandbox {
    sql: Mutex<Connection>,
    now: Now,
    metrics: Mutex<Metrics>,
    callbacks: CallbackClient,
    wake: Notify,
    latency: Duration,
    names: Vec<String>,
    guests: Vec<String>,
    page_key: Option<String>,
    of_owner: bool,
    tell: Tell,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("latency", &self.latency).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Opens the world in `folder`, or makes one there with the seed `small`.
    pub fn open(folder: &Path, now: Now) -> Result<Self, SandboxError> {
        let (sql, lock) = world::on_disk(folder)?;
        let sandbox = Self::over(sql, now);
        if sandbox.read(|world| Ok(world.state.seed.is_empty()))? {
            sandbox.seed(FIRST_SEED)?;
        }
        drop(lock);
        Ok(sandbox)
    }

    /// The seconds by which the clock of the world in `folder` is ahead of the machine's; none is made where there is none.
    pub fn ahead_in(folder: &Path, now: Now) -> Result<i64, SandboxError> {
        if !world::is_in(folder) {
            return Ok(0);
        }
        Ok(Self::open(folder, now)?.clock()?.1)
    }

    /// A world that is gone when it is dropped, with a clock that stands at 2026-11-23 12:00 UTC.
    pub fn in_memory(seed: &str) -> Result<Self, SandboxError> {
        let noon = Timestamp::from_second(1_795_435_200).unwrap_or_default();
        Self::in_memory_at(seed, Arc::new(move || noon))
    }

    /// As [`in_memory`](Self::in_memory), with another clock.
    pub fn in_memory_at(seed: &str, now: Now) -> Result<Self, SandboxError> {
        let sandbox = Self::over(world::in_memory()?, now);
        sandbox.seed(seed)?;
        Ok(sandbox)
    }

    fn over(sql: Connection, now: Now) -> Self {
        Self {
            sql: Mutex::new(sql),
            now,
            metrics: Mutex::default(),
            callbacks: CallbackClient::default(),
            wake: Notify::new(),
            latency: Duration::ZERO,
            names: Vec::new(),
            guests: Vec::new(),
            page_key: None,
            of_owner: false,
            tell: Box::new(|line| tracing::warn!("{line}")),
        }
    }

    /// Adds this much time to each request.
    #[must_use]
    pub fn with_latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Answers to these names besides those of loopback, and lets its pages ask for the password `key`.
    #[must_use]
    pub fn with_names(mut self, names: &[String], key: String) -> Self {
        self.names = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        self.page_key = Some(key);
        self
    }

    /// Takes requests from pages of these origins and lets them read the answers.
    #[must_use]
    pub fn with_guests(mut self, origins: Vec<String>) -> Self {
        self.guests = origins;
        self
    }

    /// Says that the home's owner alone asks: every callback named in a call may be called from then on.
    #[must_use]
    pub fn of_owner(mut self) -> Self {
        self.of_owner = true;
        self
    }

    /// Tells `tell`, in place of the log, what it is asked for and does not imitate.
    #[must_use]
    pub fn with_tell(mut self, tell: Tell) -> Self {
        self.tell = tell;
        self
    }

    /// Replaces the world with the seed of this name.
    pub fn seed(&self, name: &str) -> Result<(), SandboxError> {
        let seed = seeds::named(name).ok_or_else(|| SandboxError::NoSuchSeed(name.to_owned()))?;
        Ok(self.write(|mut world| seeds::plant(&mut world, seed))?)
    }

    /// Replaces the world with the seed that it came from. Every token of a login dies; the ready-made ones come back.
    pub fn reset(&self) -> Result<(), SandboxError> {
        let name = self.read(|world| Ok(world.state.seed))?;
        self.seed(&name)
    }

    /// Whether the world has any document of a kind: one look at a key, cheap enough for every request.
    fn any<T: Document>(&self) -> Result<bool, GraphError> {
        world::any::<T>(&held(&self.sql))
    }

    /// Looks at the world in one reading transaction.
    fn read<T>(&self, f: impl FnOnce(World<'_>) -> Result<T, GraphError>) -> Result<T, GraphError> {
        self.transaction(TransactionBehavior::Deferred, f, GraphError::lasts)
    }

    /// Changes the world in one writing transaction; nothing is kept of a change that fails, unless the failure says
    /// so itself.
    fn write<T>(&self, f: impl FnOnce(World<'_>) -> Result<T, GraphError>) -> Result<T, GraphError> {
        self.transaction(TransactionBehavior::Immediate, f, GraphError::lasts)
    }

    /// Does `work` in one transaction; `lasts` says of an error whether what was written before it stays.
    fn transaction<T, E: From<GraphError>>(
        &self,
        behavior: TransactionBehavior,
        work: impl FnOnce(World<'_>) -> Result<T, E>,
        lasts: fn(&E) -> bool,
    ) -> Result<T, E> {
        let mut sql = held(&self.sql);
        let transaction = sql.transaction_with_behavior(behavior).map_err(GraphError::from)?;
        let result = work(World::open(&transaction, (self.now)().as_second())?);
        if result.as_ref().err().is_none_or(lasts) {
            transaction.commit().map_err(GraphError::from)?;
        }
        result
    }
}

/// The figures of this process are added to those of the world when it goes.
impl Drop for Sandbox {
    fn drop(&mut self) {
        let calls = held(&self.metrics).calls();
        if calls == 0 {
            return;
        }
        let kept = self.write(|mut world| {
            world.state.calls += calls;
            world.remember()
        });
        if kept.is_err() {
            tracing::debug!("the count of calls was not kept");
        }
    }
}

/// A lock that outlives a panic: what it guards is a database connection or plain counters.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
