//! WhatsApp: from a signup to numbers that can receive and send.
//!
//! The code of a signup lives thirty seconds, so it is traded before anything is asked; the accounts and numbers are
//! found from the token alone, whatever a page or an event says. A number is registered at most once without somebody
//! being asked again: Meta locks it after ten tries.

mod account;
mod attach;
mod authorize;
mod callback;
mod code;
mod deregister;
mod discover;
pub mod hosted;
mod records;
mod register;
mod renew;

pub use attach::{Callback, ChosenAccount, ChosenNumber, ConnectAccounts, RegistrationStep, attach};
pub use authorize::{accept, authorize, popup, redeem};
pub use code::{CodeMethod, request_code, verify_code};
pub use discover::{DiscoveredAccounts, discover, pending, resume};
pub use records::waiting;
pub use register::{remembered, stored_pin};

pub(super) use account::{finish, restore};
pub(super) use callback::{direct, forget as forget_callback, remembered as callback};
pub(super) use deregister::{deregister, forget, wish_deregister};
pub(super) use renew::renew;
