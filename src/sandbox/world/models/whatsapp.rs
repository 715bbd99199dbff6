//! WhatsApp business accounts, their phone numbers, the apps on an account, and the customers who write to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Document, pair};

/// A WhatsApp business account (WABA).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Waba {
    /// WABA id. It is not the id of the portfolio that owns it.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: String,
    /// The portfolio that owns it.
    pub(crate) business: String,
    /// Place in the portfolio's list.
    pub(crate) ord: i64,
    /// Currency of its bills.
    pub(crate) currency: String,
    /// Meta's number for the time zone.
    pub(crate) timezone: String,
    /// Country, two letters.
    pub(crate) country: String,
    /// `account_review_status`.
    pub(crate) review: String,
    /// `business_verification_status`.
    pub(crate) verification: String,
    /// Locked for a breach of policy: nothing can be sent.
    pub(crate) locked: bool,
    /// Without a payment method: templates fail.
    pub(crate) unpaid: bool,
    /// The business routes its conversations to another responder: the app has copies of them, as `standby`.
    pub(crate) routed: bool,
}

impl Default for Waba {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            business: String::new(),
            ord: 0,
            currency: "USD".to_owned(),
            timezone: "1".to_owned(),
            country: "US".to_owned(),
            review: "APPROVED".to_owned(),
            verification: "verified".to_owned(),
            locked: false,
            unpaid: false,
            routed: false,
        }
    }
}

/// A WhatsApp business account that another portfolio may work with as a partner.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct WabaShare {
    /// The partner's portfolio.
    pub(crate) business: String,
    /// WABA id.
    pub(crate) waba: String,
    /// Place in the partner's list.
    pub(crate) ord: i64,
}

/// A WhatsApp phone number.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
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
    /// Added at this second.
    pub(crate) created: i64,
    /// Last taken into Cloud API at this second; 0 is never.
    pub(crate) onboarded: i64,
    /// `FLAGGED`, `RESTRICTED`, `BANNED` or `RATE_LIMITED`, in place of the plain state.
    pub(crate) condition: Option<String>,
    /// `quality_rating`; `None` is the `GREEN` or `UNKNOWN` of an ordinary number.
    pub(crate) quality: Option<String>,
    /// `name_status`; `None` is `APPROVED`.
    pub(crate) name_status: Option<String>,
    /// A test number of Meta's, which writes to listed recipients only (digits).
    pub(crate) test: Option<Vec<String>>,
    /// Where this number's webhooks go in place of the account's and the app's address.
    pub(crate) override_uri: Option<String>,
    /// Deleted a moment ago, at this second; 0 is never.
    pub(crate) deleted: i64,
    /// When it was registered or deregistered within the last 72 hours.
    pub(crate) attempts: Vec<i64>,
    /// When a wrong PIN was given since the last right one.
    pub(crate) guesses: Vec<i64>,
    /// The code by text or voice that is on its way.
    pub(crate) code: Option<Otp>,
    /// When codes were asked for within the last hour.
    pub(crate) requests: Vec<i64>,
    /// What the Business app's data was asked for: values of `sync_type`.
    pub(crate) synced: Vec<String>,
}

impl Number {
    /// The digits of the number.
    pub(crate) fn digits(&self) -> String {
        self.display.chars().filter(char::is_ascii_digit).collect()
    }
}

/// A verification code.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Otp {
    /// Six digits.
    pub(crate) text: String,
    /// Seconds.
    pub(crate) expires: i64,
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

/// A person with WhatsApp.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Customer {
    /// The phone number, digits only.
    pub(crate) phone: String,
    /// Place in the list.
    pub(crate) ord: i64,
    /// Name.
    pub(crate) name: String,
    /// The id that the business's portfolio knows the person by (BSUID).
    pub(crate) user_id: String,
    /// The handle of a user who hides the phone number.
    pub(crate) username: Option<String>,
    /// The hidden phone number is sent as an empty text; otherwise it is left out.
    pub(crate) blank: bool,
    /// Cannot be reached: no WhatsApp, or an old one.
    pub(crate) gone: bool,
    /// Reads what comes.
    pub(crate) reads: bool,
}

/// What a number and a customer have to do with each other.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Chat {
    /// Phone number id.
    pub(crate) number: String,
    /// The customer's phone number.
    pub(crate) customer: String,
    /// When the customer wrote last, in seconds; 0 is never.
    pub(crate) heard: i64,
    /// When the number may write to this customer again at the pair's steady rate, in seconds.
    pub(crate) due: i64,
}

document!(Waba, "waba", |it| it.id.clone(), owner it.business.clone(), ord it.ord);
document!(WabaShare, "waba_share", |it| pair(&it.business, &it.waba), owner it.business.clone(), ord it.ord);
document!(Number, "number", |it| it.id.clone(), owner it.waba.clone(), ord it.ord);
document!(WabaSubscription, "waba_subscription", |it| pair(&it.waba, &it.app), owner it.waba.clone());
document!(Customer, "customer", |it| it.phone.clone(), ord it.ord);
document!(Chat, "chat", |it| pair(&it.number, &it.customer), owner it.number.clone());
