//! Answers Meta: the handshake, deliveries, and a load balancer that asks whether any can be taken.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::{Notify, mpsc};

use crate::clock::Clock;
use crate::domain::{Event, Secret};
use crate::http::{Handler, Method, Reply, Request, Response};
use crate::spool::{Arrival, Spool, SpoolError, TargetNumber};
use crate::webhook::{self, Handshake};

/// How long a commit may take before Meta is told to come again. It gives up after five seconds.
const PATIENCE: Duration = Duration::from_secs(4);
/// Where a load balancer asks.
const HEALTH: &str = "/health";

/// What is told of the receiving, for whoever shows it.
#[derive(Debug, Clone)]
pub enum Told {
    /// A delivery is on the disk.
    Delivery(Delivered),
    /// Meta, or another one, asked whether the callback is the app's own.
    Handshake {
        /// Whether the verify token was right.
        right: bool,
    },
    /// A delivery came whose signature is not that of any of the secrets.
    Forged,
    /// A request came for a name that is not this receiver's.
    Misdirected(String),
    /// A delivery could not be kept, so Meta keeps it.
    NotKept(SpoolError),
}

/// A delivery that was kept.
#[derive(Debug, Clone)]
pub struct Delivered {
    /// Its name.
    pub id: String,
    /// When it came.
    pub received: Timestamp,
    /// What it tells, and whether that came before.
    pub events: Vec<(Event, bool)>,
}

/// Takes what Meta delivers to one app.
pub struct Receiver {
    /// Whatever may have signed: the app's secret, one that it had before, the one of Instagram Login.
    pub secrets: Vec<Secret>,
    /// What Meta shows at the handshake.
    pub verify_token: Secret,
    /// The names of hosts that it answers to, beside those of this machine.
    pub names: Vec<String>,
    /// Where deliveries are kept.
    pub spool: Arc<Spool>,
    /// Where they are to go.
    pub targets: Vec<TargetNumber>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who shows what comes. If that is too slow, it is not told everything; everything is kept.
    pub told: mpsc::Sender<Told>,
    /// Woken by everything that is kept, one for each forwarder.
    pub wake: Vec<Arc<Notify>>,
    /// Whether the last delivery could be kept.
    pub healthy: AtomicBool,
}

#[async_trait]
impl Handler for Receiver {
    async fn answer(&self, request: Request) -> Reply {
        if let Some(stranger) = self.stranger(&request) {
            self.tell(Told::Misdirected(stranger));
            return plain(421, "this receiver has another name").into();
        }
        match request.method {
            Method::Get if request.url.path() == HEALTH => self.health(),
            Method::Get => self.handshake(&request),
            Method::Post => self.delivery(request).await,
            _ => plain(405, "").header("allow", "GET, POST"),
        }
        .into()
    }
}

impl Receiver {
    /// The name that a request is for, if that is not a name of this receiver.
    fn stranger(&self, request: &Request) -> Option<String> {
        let host = request.headers.get("host").unwrap_or_default();
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let here = ["localhost", "127.0.0.1", "[::1]"];
        let known = here.into_iter().chain(self.names.iter().map(String::as_str));
        let is_known = known.into_iter().any(|known| known.eq_ignore_ascii_case(name));
        (!is_known).then(|| name.to_owned())
    }

    fn health(&self) -> Response {
        if self.healthy.load(Ordering::Relaxed) { plain(200, "ok") } else { plain(503, "deliveries cannot be kept") }
    }

    fn handshake(&self, request: &Request) -> Response {
        let answer = webhook::handshake(&request.url, &self.verify_token);
        if answer != Handshake::None {
            self.tell(Told::Handshake { right: answer != Handshake::WrongToken });
        }
        match answer {
            Handshake::Confirmed(challenge) => plain(200, &challenge),
            Handshake::WrongToken => plain(403, ""),
            Handshake::None => plain(400, "Meta asks with hub.mode, hub.challenge and hub.verify_token"),
        }
    }

    async fn delivery(&self, request: Request) -> Response {
        let lines = request.headers.all(webhook::SIGNATURE);
        if webhook::signed_by(&self.secrets, lines, &request.body).is_none() {
            self.tell(Told::Forged);
            return plain(401, "the signature is not that of the app");
        }
        let (received, events) = (self.clock.now(), webhook::events(&request.body));
        let arrival = Arrival {
            received,
            headers: request.headers.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: request.body,
            events: events.clone(),
            targets: self.targets.clone(),
        };
        let kept = tokio::time::timeout(PATIENCE, self.spool.keep(arrival)).await.unwrap_or(Err(SpoolError::Busy));
        self.healthy.store(kept.is_ok(), Ordering::Relaxed);
        match kept {
            Ok(kept) => {
                self.wake.iter().for_each(|wake| wake.notify_one());
                let events = events.into_iter().zip(kept.repeats).collect();
                self.tell(Told::Delivery(Delivered { id: kept.id, received, events }));
                plain(200, "ok")
            }
            Err(error) => {
                self.tell(Told::NotKept(error));
                plain(503, "").header("retry-after", "10")
            }
        }
    }

    fn tell(&self, told: Told) {
        // Who shows it may be slow, or gone.
        let _ = self.told.try_send(told);
    }
}

/// A text that no browser takes for a page.
fn plain(status: u16, text: &str) -> Response {
    Response::new(status).body("text/plain; charset=utf-8", text).header("x-content-type-options", "nosniff")
}
