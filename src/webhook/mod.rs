//! What Meta sends, read without a socket or a file: the handshake, the signature, the envelope and what is in it.
//!
//! Nothing here refuses a delivery for its shape. What is signed is Meta's; what is not understood is kept as it is and
//! told under the names that Meta gives it.

mod envelope;
mod field;
mod handshake;
mod json;
mod messaging;
mod samples;
mod signature;
#[cfg(test)]
mod tests;
mod whatsapp;

pub use envelope::events;
pub use handshake::{Handshake, handshake};
pub use samples::{Cast, Sample, samples};
pub use signature::{SIGNATURE, signature, signed_by, verify_token};
