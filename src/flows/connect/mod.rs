//! Connecting: authorise, discover, attach. Between discovery and attachment somebody chooses.

mod attach;
mod authorize;
mod discover;

pub use attach::{Chosen, Report, Wanted, attach};
pub use authorize::{accept, authorize};
pub use discover::{Endangered, Found, discover, endangered};
pub(super) use discover::{made_by, page_of};
