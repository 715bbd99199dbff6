//! No secret is where it should not be.
