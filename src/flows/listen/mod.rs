//! Receiving what Meta delivers, and passing it on.
//!
//! A delivery is answered with 200 once it is on the disk and not before. What is shown and what is forwarded comes from
//! there, and neither can keep Meta waiting.

mod again;
mod forward;
mod receive;
#[cfg(test)]
mod tests;

pub use again::{Sent, send_again};
pub use forward::Forwarder;
pub use receive::{Delivered, Receiver, Told};

use std::time::Duration;

use crate::http::host::Limits;

/// What a public receiver takes (Meta: a body has up to 3 MB, an answer must come within five seconds).
pub const LIMITS: Limits =
    Limits { body_time: Duration::from_secs(10), body: 4 * 1024 * 1024, bodies: 64 * 1024 * 1024, connections: 1000 };
