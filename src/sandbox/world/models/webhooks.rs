//! What happened in the world, who is to be told, and what came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Document, pair};

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

impl Object {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Page, Self::Instagram, Self::WhatsappBusinessAccount];

    /// The name on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Instagram => "instagram",
            Self::WhatsappBusinessAccount => "whatsapp_business_account",
        }
    }

    /// Reads a name from the wire.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|object| object.name() == name)
    }
}

/// The app's subscription of an object.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct AppSubscription {
    /// App.
    pub(crate) app: String,
    /// What it is about.
    pub(crate) object: Object,
    /// Where deliveries go.
    pub(crate) callback_url: String,
    /// Payloads are to carry values and not only names of what changed.
    pub(crate) include_values: bool,
    /// Fields with the version that each was subscribed with.
    pub(crate) fields: Vec<(String, String)>,
}

/// How long a process may hold a delivery, in seconds.
pub(crate) const HOLD: i64 = 30;

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// It is to be tried, for the first time or again.
    #[default]
    Waiting,
    /// The server took it.
    Delivered,
    /// It was given up.
    Failed,
    /// There was no address to tell.
    Untold,
}

impl Stage {
    /// The name in documents and lists.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Untold => "untold",
        }
    }
}

/// One attempt to deliver.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Attempt {
    /// Seconds.
    pub(crate) at: i64,
    /// The server's status; `None` if it gave none.
    pub(crate) status: Option<u16>,
    /// Why there was no answer, or what the answer said where it matters.
    pub(crate) words: String,
}

/// What becomes of something that happened: whom it is told to and how that went. It has the happening's number.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Delivery {
    /// Number of the happening.
    pub(crate) serial: u32,
    /// Whether it is a signed request about this person (app-scoped id) and not an update of a subscription.
    pub(crate) person: Option<String>,
    /// What happened, for lists: the object and the field, or the name of the callback.
    pub(crate) about: String,
    /// Where to; empty if no address is told.
    pub(crate) url: String,
    /// Where it stands.
    pub(crate) stage: Stage,
    /// Why no address is told.
    pub(crate) reason: String,
    /// When the first attempt was due, in seconds; the time for attempts counts from here.
    pub(crate) since: i64,
    /// When the next attempt is due, in seconds.
    pub(crate) due: i64,
    /// Until when a process holds it, in seconds of the machine's clock, which no control moves.
    pub(crate) held: i64,
    /// The attempts.
    pub(crate) attempts: Vec<Attempt>,
}

/// The conversation of a Page or an Instagram account with a person.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Thread {
    /// Page or Instagram account.
    pub(crate) asset: String,
    /// The id that this asset knows the person by (PSID or IGSID).
    pub(crate) person: String,
    /// Name.
    pub(crate) name: String,
    /// Place in the asset's list: later ones are more recent.
    pub(crate) ord: i64,
    /// When the person wrote last, in seconds.
    pub(crate) heard: i64,
    /// When either side wrote last, in seconds of the world's clock.
    pub(crate) updated: i64,
    /// Has no role on the app, so that an app in development mode hears nothing of this person.
    pub(crate) stranger: bool,
    /// Receives nothing: blocked the Page, or left.
    pub(crate) gone: bool,
    /// How much was written.
    #[serde(default)]
    pub(crate) count: u64,
    /// The id of the last message.
    #[serde(default)]
    pub(crate) last: String,
}

/// A message of a thread.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub(crate) struct ThreadMessage {
    /// The conversation: asset and person.
    pub(crate) thread: String,
    /// Place in it: later ones are newer.
    pub(crate) ord: i64,
    /// Message id.
    pub(crate) mid: String,
    /// The asset wrote it, not the person.
    pub(crate) own: bool,
    /// Seconds.
    pub(crate) at: i64,
    /// Text.
    pub(crate) text: String,
}

document!(AppSubscription, "app_subscription", |it| pair(&it.app, it.object.name()), owner it.app.clone());
// What a process holds stands behind what is due, so that the first of a list can be taken.
document!(Delivery, "delivery", |it| it.serial.to_string(), owner it.stage.name().to_owned(),
    ord if it.held > 0 { it.due.saturating_add(HOLD) } else { it.due });
document!(ThreadMessage, "thread_message", |it| it.mid.clone(), owner it.thread.clone(), ord it.ord);
document!(Thread, "thread", |it| pair(&it.asset, &it.person), owner it.asset.clone(), ord it.ord);
document!(Happening, "happening", |it| it.serial.to_string(), ord i64::from(it.serial));
