//! WhatsApp business accounts, their phone numbers, and the apps on an account.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Thing, pair};

/// A WhatsApp business account (WABA).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Waba {
    /// WABA id. It is not the id of the portfolio that owns it.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// The portfolio that owns it.
    pub(crate) business: String,
    /// Place in the portfolio's list.
    pub(crate) ord: i64,
}

/// A WhatsApp phone number.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Number {
    /// Phone number id.
    pub(crate) id: String,
    /// The account that it belongs to.
    pub(crate) waba: String,
    /// Place in the account's list.
    pub(crate) ord: i64,
    /// The number as people write it, such as `+1 631-555-1111`.
    pub(crate) display: String,
    /// The name that customers see.
    pub(crate) verified_name: String,
    /// The number was verified with a code.
    pub(crate) verified: bool,
    /// The number is registered for Cloud API.
    pub(crate) registered: bool,
    /// The PIN of two-step verification.
    pub(crate) pin: Option<String>,
    /// A coexistence number, which lives in the WhatsApp Business app as well.
    pub(crate) on_biz_app: bool,
}

/// The app on a WhatsApp business account.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct WabaSubscription {
    /// WABA id.
    pub(crate) waba: String,
    /// App.
    pub(crate) app: String,
    /// Where this account's webhooks go in place of the app's address.
    pub(crate) override_uri: Option<String>,
}

thing!(Waba, "waba", |it| it.id.clone(), owner it.business.clone(), ord it.ord);
thing!(Number, "number", |it| it.id.clone(), owner it.waba.clone(), ord it.ord);
thing!(WabaSubscription, "waba_subscription", |it| pair(&it.waba, &it.app), owner it.waba.clone());
