//! Faults that are set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Document;
use crate::sandbox::faults::Fault;

/// A fault with its number, which is its place as well.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub(crate) struct StoredFault {
    /// Number.
    pub(crate) number: u32,
    /// The fault.
    pub(crate) fault: Fault,
}

document!(StoredFault, "fault", |it| it.number.to_string(), ord i64::from(it.number));
