//! What belongs to a home and to no seed: the key of its credentials, and whom on this machine it may call.
//!
//! It stays when the world is seeded anew or loaded from a file, and it is in no saved file: equal seeds give equal
//! files in every home.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{World, decode};
use crate::sandbox::SandboxError;
use crate::sandbox::error::GraphError;
use crate::sandbox::ids::Key;

/// A word in the place of an origin: every address of this machine.
pub(crate) const ANY: &str = "any";

/// A home.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Home {
    /// What its credentials are made from.
    pub(crate) key: Key,
    /// Origins that the app's server may have though they are on this machine or speak plain http, or [`ANY`].
    pub(crate) callbacks: Vec<String>,
}

impl Home {
    /// A home on disk, which may be served to programs that do not belong to its owner.
    pub(super) fn fresh() -> Result<Self, SandboxError> {
        let key = Key::random().map_err(|error| SandboxError::Folder(error.into()))?;
        Ok(Self { key, callbacks: Vec::new() })
    }

    /// A home in memory, whose owner is the program that made it.
    pub(super) fn known() -> Self {
        Self { key: Key::known(), callbacks: vec![ANY.to_owned()] }
    }

    /// Whether the owner named the origin of an address.
    pub(crate) fn names(&self, url: &Url) -> bool {
        let origin = url.origin().ascii_serialization();
        self.callbacks.contains(&origin)
    }
}

/// Reads the home; one that is new is made by `make`.
pub(super) fn keep(sql: &Connection, make: impl FnOnce() -> Result<Home, SandboxError>) -> Result<(), SandboxError> {
    if !sql.prepare("SELECT 1 FROM home")?.exists([])? {
        write(sql, &make()?)?;
    }
    Ok(())
}

/// Reads the home.
pub(super) fn read(sql: &Connection) -> Result<Home, GraphError> {
    let mut ask = sql.prepare_cached("SELECT doc FROM home WHERE one = 1")?;
    let home = ask.query_row([], decode).optional()?;
    home.ok_or_else(|| GraphError::new(2, "the sandbox's home is gone").status(500))
}

fn write(sql: &Connection, home: &Home) -> Result<(), GraphError> {
    let doc = serde_json::to_string(home)?;
    sql.execute("INSERT OR REPLACE INTO home (one, doc) VALUES (1, ?1)", params![doc])?;
    Ok(())
}

impl World<'_> {
    /// The app's secret: the home's own, unless the dashboard or a file gave it another one.
    pub(crate) fn app_secret(&self) -> String {
        if self.app.secret.is_empty() { self.home.key.app_secret() } else { self.app.secret.clone() }
    }

    /// Replaces the origins that may be called.
    pub(crate) fn name_callbacks(&mut self, callbacks: Vec<String>) -> Result<(), GraphError> {
        self.home.callbacks = callbacks;
        write(self.sql, &self.home)
    }

    /// Names one more origin; gives the home as it is then.
    pub(crate) fn name_callback(&self, origin: &str) -> Result<Home, GraphError> {
        let mut home = self.home.clone();
        home.callbacks.push(origin.to_owned());
        write(self.sql, &home)?;
        Ok(home)
    }
}
