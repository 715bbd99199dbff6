//! The time, as something that a test can set.

use std::sync::OnceLock;
use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

/// Tells the time and waits.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
    /// Waits for `time`.
    async fn sleep(&self, time: Duration);
}

/// The machine's clock until it is told, once, how far another one is ahead of it: that of a sandbox's world.
#[derive(Debug, Default)]
pub struct Ahead(OnceLock<SignedDuration>);

impl Ahead {
    /// Goes by the other clock from now on; what is told later is not heard.
    pub fn go(&self, ahead: SignedDuration) {
        let _ = self.0.set(ahead);
    }
}

#[async_trait]
impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        let now = System.now();
        self.0.get().and_then(|ahead| now.checked_add(*ahead).ok()).unwrap_or(now)
    }

    async fn sleep(&self, time: Duration) {
        System.sleep(time).await;
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct System;

#[async_trait]
impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}
