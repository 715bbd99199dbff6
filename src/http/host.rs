//! Hosts a [`Handler`](super::Handler) on a loopback port with hyper.
