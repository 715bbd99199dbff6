//! The words of the field: plain values without side effects.
//!
//! Everything here can be built, compared and printed in a test without a file, a socket or a clock. No I/O, no
//! async, no `clap`, no knowledge of how Meta spells things on the wire: that is what the rooms above are for.

mod asset;
mod change;
mod code;
mod connection;
mod event;
mod finding;
mod grant;
pub mod hint;
mod meaning;
mod message;
mod name;
mod note;
mod platform;
mod secret;
pub mod text;
mod trouble;
mod version;
mod webhook;
mod whatsapp;

pub use asset::{Asset, Discovery, InstagramLink, PageState, Source, Unusable};
pub use change::{Change, Verb};
pub use code::{Code, Level};
pub use connection::{Connection, Reason, Status, SubscriptionTarget, TokenKind};
pub use event::Event;
pub use finding::Finding;
pub use grant::{Grant, Person, Scope, Targets, TokenInfo};
pub use hint::{Hint, Step};
pub use meaning::{Meaning, Waiting};
pub use message::{Accepted, Text};
pub use name::{Meant, Names, Typed, read};
pub use note::{MOST_REGISTRATIONS, Note, Registration, Topic};
pub use platform::{ConnectionRef, Platform};
pub use secret::{DatabaseId, KeeperKind, KeyId, KeyRecord, Owner, Sealed, Secret};
pub use trouble::{Cause, GraphCode, Trouble};
pub use version::{GRAPH_VERSION, end_of_version};
pub use webhook::{AppSubscription, WabaSubscription, WebhookObject, is_rewritten, is_same_address};
pub use whatsapp::{Account, Accounts, Business, BusinessId, CodeMethod, Number, PhoneId, Verification, WabaId};
