//! What happened in the world and is to be told to the app's server.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Thing;

/// The objects that webhooks are about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Object {
    /// A Page.
    #[default]
    Page,
    /// An Instagram account.
    Instagram,
    /// A WhatsApp business account.
    WhatsappBusinessAccount,
}

/// Something that happened to an asset.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Happening {
    /// Number.
    pub(crate) serial: u32,
    /// What kind of asset.
    pub(crate) object: Object,
    /// The asset: what `entry.id` names.
    pub(crate) asset: String,
    /// The field of the subscription.
    pub(crate) field: String,
    /// An item of `messaging[]`, not the value of one of `changes[]`.
    pub(crate) messaging: bool,
    /// Seconds.
    pub(crate) at: i64,
    /// The item or value.
    pub(crate) value: Value,
}

thing!(Happening, "happening", |it| it.serial.to_string(), ord i64::from(it.serial));
