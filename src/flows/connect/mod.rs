//! Connecting: authorise, discover, attach. Between discovery and attachment somebody chooses.

mod attach;
mod authorize;
mod discover;

pub use attach::{ChosenPage, ConnectOutcome, ConnectPages, attach};
pub use authorize::{accept, authorize};
pub(super) use discover::made_by;
pub use discover::{DiscoveredPages, discover, orphaned_by};
