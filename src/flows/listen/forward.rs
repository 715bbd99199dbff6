//! Passes deliveries on to one target: the same bytes and header lines, at least once, in the order of each conversation.
//!
//! | what | rule |
//! |---|---|
//! | taken | an answer of the 200s, and nothing else |
//! | tried again | after 1 s, 2 s … 15 min, a fifth more or less by chance; for seven days, then it is a dead letter |
//! | the target is away | after five failures in a row one delivery at a time is tried, at most a minute apart; when it is back, everything that waits goes at once |
//! | one delivery is refused and others are taken | its conversation waits for it ten times, then no longer |

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use url::Url;

use crate::clock::Clock;
use crate::http::{Method, Request, Response, Transport, TransportError};
use crate::spool::{Attempt, Outcome, Ready, Spool, SpoolError, TargetNumber};

/// How many deliveries are on their way at once.
const AT_ONCE: usize = 32;
/// For how long a delivery is tried: as long as Meta tries itself (WhatsApp).
const PATIENCE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The longest time between two attempts.
const LONGEST: Duration = Duration::from_mins(15);
/// How long a target may ask for (`Retry-After`).
const MOST_ASKED: Duration = Duration::from_hours(1);
/// So many failures in a row mean that the target is away.
const AWAY: u32 = 5;
/// The longest time between two looks whether it is back.
const LOOK: Duration = Duration::from_mins(1);
/// How often a conversation waits for a delivery that is refused.
const REFUSALS: u32 = 10;
/// How often it is looked whether another process left something, or something has become due.
const GLANCE: Duration = Duration::from_secs(1);

/// How often it is tried to write down what came of an attempt.
const WRITES: u32 = 10;

/// Header lines that belong to one connection and not to the message (RFC 9110, 7.6.1), and those that are set anew.
const NOT_PASSED: &[&str] = &[
    "connection",
    "keep-alive",
    "proxy-connection",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "expect",
    "host",
    "content-length",
    "accept-encoding",
];

/// Sends to one target.
pub struct Forwarder {
    /// Where deliveries are kept.
    pub spool: Arc<Spool>,
    /// The target's number there.
    pub target: TargetNumber,
    /// Its address.
    pub url: Url,
    /// The way to it.
    pub transport: Arc<dyn Transport>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Told when there is something new.
    pub wake: Arc<Notify>,
    health: Mutex<Health>,
}

/// How the target fares.
#[derive(Debug, Default, Clone, Copy)]
struct Health {
    /// Failures since it last took something.
    failures: u32,
    /// When it last took something.
    took: Option<Timestamp>,
    /// Before this time it is left alone.
    rests: Option<Timestamp>,
}

impl Forwarder {
    /// A forwarder that has sent nothing yet.
    pub fn new(
        spool: Arc<Spool>,
        target: TargetNumber,
        url: Url,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { spool, target, url, transport, clock, wake: Arc::new(Notify::new()), health: Mutex::default() }
    }

    /// Sends until `ending` is over, then waits for what is on its way.
    pub async fn run(&self, ending: impl Future<Output = ()>) -> Result<(), SpoolError> {
        tokio::pin!(ending);
        let (mut under_way, mut numbers, mut ends) = (FuturesUnordered::new(), Vec::new(), false);
        self.spool.begin(self.target).await?;
        loop {
            for ready in self.due(&numbers, ends)? {
                numbers.push(ready.number);
                under_way.push(self.pass_on(ready));
            }
            if ends && under_way.is_empty() {
                return self.spool.end(self.target).await;
            }
            tokio::select! {
                Some(number) = under_way.next() => numbers.retain(|one| *one != number),
                () = self.wake.notified() => {}
                () = tokio::time::sleep(GLANCE) => {}
                () = &mut ending, if !ends => ends = true,
            }
        }
    }

    /// What can be sent now, beside what is on its way.
    fn due(&self, under_way: &[i64], ends: bool) -> Result<Vec<Ready>, SpoolError> {
        let (now, health) = (self.clock.now(), self.health());
        if ends || under_way.len() >= AT_ONCE {
            return Ok(Vec::new());
        }
        if health.failures < AWAY {
            return self.spool.ready(self.target, now, AT_ONCE - under_way.len(), under_way, false);
        }
        // A clock that was set back must not make the rest longer.
        let rests = health
            .rests
            .is_some_and(|until| now < until && until.duration_since(now) <= LOOK.try_into().unwrap_or_default());
        if rests || !under_way.is_empty() { Ok(Vec::new()) } else { self.spool.ready(self.target, now, 1, &[], true) }
    }

    /// Sends one delivery and writes down what came of it. Answers its number.
    async fn pass_on(&self, ready: Ready) -> i64 {
        let result = self.transport.send(envelope(&self.url, &ready)).await;
        let now = self.clock.now();
        let outcome = self.judge(&ready, &result, now);
        let (status, words) = told(&result);
        let attempt = Attempt { number: ready.number, at: now, status, words, outcome };
        self.write_down(attempt).await;
        if self.learn(outcome, now)
            && let Err(error) = self.spool.hurry(self.target, now).await
        {
            tracing::warn!(%error, "what waits is tried when it is due");
        }
        ready.number
    }

    /// Writes it down, however busy the disk is: what is not written is sent again, and would look like the first time.
    async fn write_down(&self, attempt: Attempt) {
        for _ in 0..WRITES {
            match self.spool.settle(self.target, attempt.clone()).await {
                Ok(()) => return,
                Err(error) => tracing::warn!(%error, "what became of a delivery was not written down"),
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    fn judge(&self, ready: &Ready, result: &Result<Response, TransportError>, now: Timestamp) -> Outcome {
        let answer = result.as_ref().ok();
        if answer.is_some_and(|response| (200..300).contains(&response.status)) {
            return Outcome::Delivered;
        }
        if now.duration_since(ready.since) >= PATIENCE {
            return Outcome::Failed;
        }
        let refused = answer.is_some() && self.health().took.is_some_and(|took| took > ready.since);
        let asked = answer.and_then(|response| response.headers.get("retry-after")?.parse().ok());
        let asked = asked.map_or(Duration::ZERO, |seconds| Duration::from_secs(seconds).min(MOST_ASKED));
        let pause = gap(ready.attempts, chance()).max(asked);
        let due = now.checked_add(pause).unwrap_or(now);
        Outcome::Again { due, refused, stands_aside: ready.refusals + u32::from(refused) >= REFUSALS }
    }

    /// Learns from an outcome; answers whether the target is back.
    fn learn(&self, outcome: Outcome, now: Timestamp) -> bool {
        let mut health = self.health.lock().unwrap_or_else(PoisonError::into_inner);
        if outcome == Outcome::Delivered {
            let was_away = health.failures >= AWAY;
            *health = Health { failures: 0, took: Some(now), rests: None };
            return was_away;
        }
        health.failures = health.failures.saturating_add(1);
        let pause = gap(health.failures.saturating_sub(AWAY), chance()).min(LOOK);
        health.rests = now.checked_add(pause).ok();
        false
    }

    fn health(&self) -> Health {
        *self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The request by which a target gets a delivery: the bytes and lines that came, and three lines more.
pub(super) fn envelope(url: &Url, ready: &Ready) -> Request {
    let mut request = Request::new(Method::Post, url.clone());
    let passes = |name: &str, value: &str| {
        let name = name.to_ascii_lowercase();
        let sound = value.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte));
        sound && !NOT_PASSED.contains(&name.as_str()) && !name.starts_with("x-snorq-")
    };
    for (name, value) in ready.headers.iter().filter(|(name, value)| passes(name, value)) {
        request.headers.add(name.as_str(), value.as_str());
    }
    request.body.clone_from(&ready.body);
    request
        .header("x-snorq-delivery", ready.id.as_str())
        .header("x-snorq-attempt", (ready.attempts + 1).to_string())
        .header("x-snorq-repeat", ready.repeat.to_string())
}

/// The status of an answer, and what went wrong.
pub(super) fn told(result: &Result<Response, TransportError>) -> (Option<u16>, Option<String>) {
    match result {
        Ok(response) if (200..300).contains(&response.status) => (Some(response.status), None),
        Ok(response) if (300..400).contains(&response.status) => {
            (Some(response.status), Some("it leads elsewhere, and deliveries are not sent after it".to_owned()))
        }
        Ok(response) => (Some(response.status), Some(format!("it answered {} {}", response.status, response.reason()))),
        Err(error) => (None, Some(error.to_string())),
    }
}

/// The time after so many attempts before the next: each twice the one before, and up to a fifth more, so that what
/// failed together does not come back together.
fn gap(attempts: u32, chance: u8) -> Duration {
    let base = Duration::from_secs(1 << attempts.min(10)).min(LONGEST);
    base + base.mul_f64(f64::from(chance) / 255.0 / 5.0)
}

fn chance() -> u8 {
    let mut byte = [0];
    // Without chance the gaps are just their plain lengths.
    let _ = getrandom::fill(&mut byte);
    byte[0]
}

#[cfg(test)]
mod gaps {
    use super::*;

    #[test]
    fn w13_gaps_grow_from_a_second_to_a_quarter_of_an_hour() {
        let seconds = |attempts| (gap(attempts, 0).as_secs(), gap(attempts, 255).as_secs());
        assert_eq!([0, 1, 2, 9, 10, 40].map(seconds), [(1, 1), (2, 2), (4, 4), (512, 614), (900, 1080), (900, 1080)]);
    }
}
