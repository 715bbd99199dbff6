//! A change under way: what is written down before the world is changed, so that a killed run can be finished.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionRef, Owner, Sealed};

/// What is being done to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It is being connected, or connected again with a new token.
    Connect,
    /// It is being revoked.
    Revoke,
}

impl Verb {
    /// The spelling in the database and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Revoke => "revoke",
        }
    }
}

/// One open change of one connection. It is committed before anything outside is touched and removed in the
/// transaction that ends it; there is at most one per connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The profile.
    pub profile: String,
    /// Which connection.
    pub reference: ConnectionRef,
    /// What is being done.
    pub verb: Verb,
    /// For a connect: the new token, sealed for the connection that it is going to be of.
    pub sealed: Option<Sealed>,
    /// For a connect: the webhook fields wished for.
    pub fields: Vec<String>,
    /// For a connect: the login that it belongs to.
    pub grant_id: Option<String>,
    /// For a revoke: leave the person's permissions alone.
    pub keep_permissions: bool,
    /// For a revoke: touch nothing at the platform.
    pub local_only: bool,
    /// When it began.
    pub begun_at: Timestamp,
}

impl Change {
    /// Connects `record` with the token that it has.
    pub fn connect(record: &Connection, fields: &[String], begun_at: Timestamp) -> Self {
        let connect = Self::of(record, Verb::Connect, begun_at);
        Self { sealed: record.sealed.clone(), fields: fields.to_vec(), ..connect }
    }

    /// Revokes `record`, at the platform and with the person's permissions.
    pub fn revoke(record: &Connection, begun_at: Timestamp) -> Self {
        Self::of(record, Verb::Revoke, begun_at)
    }

    fn of(record: &Connection, verb: Verb, begun_at: Timestamp) -> Self {
        Self {
            profile: record.profile.clone(),
            reference: record.reference(),
            verb,
            sealed: None,
            fields: Vec::new(),
            grant_id: record.grant_id.clone(),
            keep_permissions: false,
            local_only: false,
            begun_at,
        }
    }

    /// What its token is sealed for.
    pub fn owner(&self) -> Owner<'_> {
        let ConnectionRef { platform, platform_user_id } = &self.reference;
        Owner::Connection { profile: &self.profile, platform: *platform, id: platform_user_id }
    }
}
