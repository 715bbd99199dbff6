//! Waiting for Meta: no longer than `--timeout`, and never in silence.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::time::{Instant, timeout};

use crate::clock::Clock;
use crate::http::{Request, Response, Transport, TransportError};
use crate::terminal::Terminal;

/// After so long without an answer, and as often from then on, a person is told.
const SILENCE: Duration = Duration::from_secs(10);

/// What a command waits with: the wire and the clock of its client, both held to one budget of time.
pub(super) struct Patience<W> {
    within: W,
    budget: Arc<Budget>,
    terminal: Arc<dyn Terminal>,
}

impl<W> Patience<W> {
    pub(super) fn new(within: W, budget: Arc<Budget>, terminal: Arc<dyn Terminal>) -> Self {
        Self { within, budget, terminal }
    }
}

/// The time that a command may spend on Meta; what a person takes to log in or to choose does not count.
#[derive(Debug)]
pub(super) struct Budget {
    limit: Option<Duration>,
    spent: Mutex<Spent>,
}

#[derive(Debug, Default)]
struct Spent {
    /// By waits that have ended.
    before: Duration,
    /// How many wait now, and since when one does.
    now: u32,
    since: Option<Instant>,
}

impl Spent {
    fn in_all(&self) -> Duration {
        self.before + self.since.map_or(Duration::ZERO, |since| since.elapsed())
    }
}

/// A wait under way.
struct Waiting<'a>(&'a Budget);

impl Budget {
    /// A budget of `limit`, or one that does not end.
    pub(super) fn of(limit: Option<Duration>) -> Arc<Self> {
        Arc::new(Self { limit, spent: Mutex::default() })
    }

    /// The whole time again.
    pub(super) fn renew(&self) {
        let mut spent = self.spent();
        spent.before = Duration::ZERO;
        spent.since = spent.since.map(|_| Instant::now());
    }

    fn spent(&self) -> std::sync::MutexGuard<'_, Spent> {
        self.spent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a wait; answers how long it may last.
    fn begin(&self) -> (Waiting<'_>, Duration) {
        let mut spent = self.spent();
        spent.now += 1;
        spent.since.get_or_insert_with(Instant::now);
        let left = self.limit.map_or(Duration::MAX, |limit| limit.saturating_sub(spent.in_all()));
        (Waiting(self), left)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut spent = self.0.spent();
        spent.now -= 1;
        if spent.now == 0 {
            spent.before = spent.in_all();
            spent.since = None;
        }
    }
}

#[async_trait]
impl<T: Transport> Transport for Patience<T> {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let (_waiting, left) = self.budget.begin();
        let over = Err(TransportError::OutOfTime { host });
        if left.is_zero() {
            return over;
        }
        let answered = timeout(left, async {
            let mut sent = self.within.send(request);
            let mut silent = Duration::ZERO;
            loop {
                match timeout(SILENCE, &mut sent).await {
                    Ok(answer) => return answer,
                    Err(_) => silent += SILENCE,
                }
                self.terminal.info(&format!("Meta has not answered for {} s …", silent.as_secs()));
            }
        });
        answered.await.unwrap_or(over)
    }
}

#[async_trait]
impl Clock for Patience<Arc<dyn Clock>> {
    fn now(&self) -> Timestamp {
        self.within.now()
    }

    async fn sleep(&self, time: Duration) {
        let (_waiting, left) = self.budget.begin();
        if time >= SILENCE / 2 {
            self.terminal.info(&format!("Meta asks to wait; going on in {} s …", time.as_secs()));
        }
        self.within.sleep(time.min(left)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::System;
    use crate::http::Method;
    use crate::terminal::scripted::Scripted;

    /// Never answers.
    struct Silent;

    #[async_trait]
    impl Transport for Silent {
        async fn send(&self, _: Request) -> Result<Response, TransportError> {
            std::future::pending().await
        }
    }

    fn request() -> Request {
        Request::new(Method::Get, "http://localhost/me".parse().unwrap())
    }

    /// D12, R-01: all waits of a command together last as long as its budget, and what comes later is not sent.
    #[tokio::test]
    async fn a_command_waits_no_longer_than_its_budget() {
        let (budget, terminal) = (Budget::of(Some(Duration::from_millis(60))), Arc::new(Scripted::default()));
        let wire = Patience::new(Silent, budget.clone(), terminal.clone());
        let clock: Patience<Arc<dyn Clock>> = Patience::new(Arc::new(System), budget, terminal);
        let begun = Instant::now();
        let (one, two) = futures_util::join!(wire.send(request()), wire.send(request()));
        clock.sleep(Duration::from_hours(1)).await;
        let three = wire.send(request()).await;
        for answer in [one, two, three] {
            assert_eq!(answer.map(|_| ()), Err(TransportError::OutOfTime { host: "localhost".to_owned() }));
        }
        assert!(begun.elapsed() >= Duration::from_millis(60) && begun.elapsed() < Duration::from_secs(20));
    }

    #[tokio::test]
    async fn what_a_person_takes_does_not_count() {
        let budget = Budget::of(Some(Duration::from_mins(1)));
        let (first, whole) = budget.begin();
        drop(first);
        let (_second, left) = budget.begin();
        assert!(whole > Duration::from_secs(59) && left > Duration::from_secs(59));
    }
}
