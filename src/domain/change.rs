//! A change under way: what is written down before the world is changed, so that a killed run can be finished.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Connection, ConnectionRef, SecretName};

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
    /// For a connect: the name under which the new token is (to be) kept.
    pub secret_name: Option<SecretName>,
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
    /// Connects `record`, whose token is or will be kept under its secret name.
    pub fn connect(record: &Connection, fields: &[String], begun_at: Timestamp) -> Self {
        let connect = Self::of(record, Verb::Connect, begun_at);
        Self { secret_name: record.secret_name.clone(), fields: fields.to_vec(), ..connect }
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
            secret_name: None,
            fields: Vec::new(),
            grant_id: record.grant_id.clone(),
            keep_permissions: false,
            local_only: false,
            begun_at,
        }
    }
}
