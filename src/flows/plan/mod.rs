//! A profile's desired state against what stands: what would have to change, and making it so.
//!
//! [`read_current()`] reads what stands here and at Meta, in batches; [`compare()`] is pure; [`apply()`] makes the steps true through
//! the same stories as `connect`, `verify --fix` and `revoke`, so that a run that is killed is finished or undone by the
//! next one like any other.

mod apply;
mod compare;
mod current;

use std::collections::{BTreeSet, HashMap};

pub use apply::{ApplyOutcome, ApplyRequest, SuppliedToken, apply, unreached, verify_tokens_lacking};
pub use compare::{compare, waiting};
pub use current::read_current;

use crate::domain::AppSubscription;
use crate::domain::{Connection, ConnectionRef, PageState, WabaId, WebhookObject};
use crate::flows::webhooks::Difference;

/// The state that is wished for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DesiredState {
    /// Pages.
    pub pages: Vec<Page>,
    /// WhatsApp Business accounts.
    pub accounts: Vec<Account>,
    /// The app's own webhooks.
    pub webhooks: Vec<Webhook>,
}

/// A subscription of the app itself that is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Of which kind of object.
    pub object: WebhookObject,
    /// Where Meta delivers.
    pub callback: String,
    /// Fields; `None`: what an inbox needs, beside those that stand.
    pub fields: Option<BTreeSet<String>>,
}

/// A Page that is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The Page.
    pub reference: ConnectionRef,
    /// A name for people; Meta's own is what is recorded.
    pub name: Option<String>,
    /// The Instagram account behind it, if that is wished for too.
    pub instagram: Option<ConnectionRef>,
    /// Webhook fields.
    pub fields: BTreeSet<String>,
}

/// A WhatsApp Business account that is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: WabaId,
    /// Where its webhooks go in place of the app's address; `None` leaves that as it is, unless things are pruned.
    pub callback: Option<String>,
    /// Its numbers; without any, the account is recorded and waits for one.
    pub numbers: Vec<ConnectionRef>,
}

/// What stands.
#[derive(Debug, Clone, Default)]
pub struct CurrentState {
    /// The profile's records that are not disconnected, oldest first.
    pub records: Vec<Connection>,
    /// What Meta shows of the Pages whose recorded token lives, by Page id.
    pub pages: HashMap<String, PageState>,
    /// The accounts that are subscribed, as their recorded token sees it, each with its own callback.
    pub accounts: HashMap<WabaId, Option<String>>,
    /// The app's own webhooks, if they were asked about.
    pub webhooks: Vec<AppSubscription>,
}

/// One change of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Connect, or connect again what does not work.
    Connect {
        /// What.
        reference: ConnectionRef,
        /// Name, if known.
        name: Option<String>,
        /// Whether it is recorded, and does not work.
        again: bool,
        /// Webhook fields of a Page.
        fields: Vec<String>,
    },
    /// Change the fields of a Page.
    Fields {
        /// The Page.
        page: ConnectionRef,
        /// Its name.
        name: Option<String>,
        /// Fields that come.
        added: Vec<String>,
        /// Fields that go.
        removed: Vec<String>,
    },
    /// Change where the webhooks of a WhatsApp account go.
    Callback {
        /// The account.
        account: WabaId,
        /// The callback of its own that it has, if any.
        from: Option<String>,
        /// The one that it is to have; `None` is the app's.
        to: Option<String>,
    },
    /// Change the app's own webhooks.
    Webhook {
        /// What is to stand.
        wish: AppSubscription,
        /// The kind of object.
        object: WebhookObject,
        /// What becomes different.
        difference: Difference,
    },
    /// Disconnect what the file does not name.
    Disconnect {
        /// What.
        reference: ConnectionRef,
        /// Name.
        name: String,
    },
}
