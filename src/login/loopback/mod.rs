//! The login that comes back to a listener on this machine's loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{Notify, mpsc};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::desk::{Desk, Outcome};
use super::guard::Guard;
use super::inner::Inner;
use super::signup::{self, Setup, Signed};
use super::{Announce, Listen, Login, LoginError, Opener, State, Waiting, ports, tls};
use crate::clock;
use crate::domain::Secret;

/// How long nothing may come before the usual causes are told.
const SILENCE: Duration = Duration::from_secs(20);
/// How long the pages stay after the outcome, at most.
const GRACE: Duration = Duration::from_secs(2);
/// How long they stay after the result was shown: a second tab, a reload in flight.
const DRAIN: Duration = Duration::from_millis(100);

/// Why nothing reaches us, most frequent first.
const HINTS: [&str; 3] = [
    "If Facebook shows “URL Blocked” or “Can't Load URL”, nothing reaches snorq: register the redirect address in the \
     app's login settings. A live app takes https only: use --https with a fixed port.",
    "If the browser turns the address into https or cannot reach localhost, try a private window, another browser, or \
     --https.",
    "If the browser runs on another machine, use --paste and paste the address it ends on.",
];

/// A login over a loopback listener.
pub struct Loopback {
    listen: Listen,
    opener: Arc<dyn Opener>,
    announce: Arc<dyn Announce>,
    silence: Duration,
}

impl Loopback {
    /// Listens as `listen` says, opens the dialog with `opener` and tells the admin through `announce`.
    pub fn new(listen: Listen, opener: Arc<dyn Opener>, announce: Arc<dyn Announce>) -> Self {
        Self { listen, opener, announce, silence: SILENCE }
    }
}

#[async_trait]
impl Login for Loopback {
    async fn open(&self) -> Result<Box<dyn Waiting>, LoginError> {
        Ok(Box::new(self.bind()?))
    }
}

impl Loopback {
    /// Serves the page of a signup, opens it and waits for what it sends back. Meta's script wants https.
    pub async fn sign_up(&self, setup: Setup) -> Result<Signed, LoginError> {
        let bound = self.bind()?;
        let state = State::fresh();
        let page = format!("https://localhost:{}{}?state={}", bound.port, signup::PATH, state.as_str());
        let page = Url::parse(&page).map_err(|error| LoginError::CannotListen(error.to_string()))?;
        bound.wait(&page, &state, Some(setup)).await
    }

    fn bind(&self) -> Result<Bound, LoginError> {
        let tls: Option<TlsAcceptor> =
            self.listen.tls.as_ref().map(|tls| tls::acceptor(tls, &clock::System)).transpose()?;
        let ports = ports::take(self.listen.port)?;
        let (port, scheme) = (ports.port, if tls.is_some() { "https" } else { "http" });
        let guard = Guard::new(ports, tls).map_err(cannot)?;
        Ok(Bound {
            guard,
            port,
            redirect: format!("{scheme}://localhost:{port}/callback"),
            time: self.listen.timeout,
            silence: self.silence,
            opener: Arc::clone(&self.opener),
            announce: Arc::clone(&self.announce),
        })
    }
}

/// The listener is there; the dialog is not open yet.
struct Bound {
    guard: Guard,
    port: u16,
    redirect: String,
    time: Duration,
    silence: Duration,
    opener: Arc<dyn Opener>,
    announce: Arc<dyn Announce>,
}

/// What has been served so far.
#[derive(Default)]
struct Served {
    callback: AtomicBool,
    result: Notify,
}

#[async_trait]
impl Waiting for Bound {
    fn redirect(&self) -> &str {
        &self.redirect
    }

    async fn consent(self: Box<Self>, dialog: &Url, state: &State) -> Result<Secret, LoginError> {
        self.wait(dialog, state, None).await.map(|signed| signed.code)
    }
}

impl Bound {
    /// Opens `dialog`, or the page of a signup, and waits for the one outcome.
    async fn wait(mut self, dialog: &Url, state: &State, setup: Option<Setup>) -> Outcome {
        let (said, mut heard) = mpsc::unbounded_channel();
        let desk = Desk::new(self.port, state.clone(), said);
        let desk = Arc::new(match setup {
            Some(setup) => desk.signing_up(setup),
            None => desk,
        });
        let inner = Arc::new(Inner::start(Arc::clone(&desk)).map_err(cannot)?);
        let served = Served::default();
        let Self { guard, opener, announce, silence, time, .. } = &mut self;

        // Everything below is one future: when it ends or is dropped, so do ports, connections and the page server.
        let mut serving = std::pin::pin!(serve(guard, &inner, &desk, &served));
        let mut opening = std::pin::pin!(open(opener.as_ref(), announce.as_ref(), dialog));
        let outcome: Outcome = tokio::select! {
            biased;
            Some(outcome) = heard.recv() => outcome,
            error = &mut opening => return Err(error),
            never = &mut serving => never,
            never = tell_silence(announce.as_ref(), *silence, &served) => never,
            () = sleep(*time) => return Err(LoginError::TimedOut(*time)),
        };
        let shown = async {
            served.result.notified().await;
            sleep(DRAIN).await;
        };
        // The opener may still be walking (the robot does), so it goes on as well.
        let _ = timeout(GRACE, async {
            tokio::select! {
                () = shown => {}
                _ = &mut serving => {}
                _ = &mut opening => {}
            }
        })
        .await;
        outcome
    }
}

/// Serves for ever, and notes what was served.
async fn serve<T>(guard: &mut Guard, inner: &Arc<Inner>, desk: &Desk, served: &Served) -> T {
    loop {
        match guard.next(inner).await.as_str() {
            "/callback" | signup::PATH => served.callback.store(true, Ordering::Relaxed),
            "/done" if desk.verdict().is_some() => served.result.notify_one(),
            _ => {}
        }
    }
}

/// Opens the dialog. Ends only with an error that ends the login; when the admin has to open it, that is none.
async fn open(opener: &dyn Opener, announce: &dyn Announce, dialog: &Url) -> LoginError {
    announce.address(dialog);
    if opener.opens() {
        if let Err(reason) = opener.open(dialog).await {
            match opener.fatal(&reason) {
                Some(error) => return error,
                None => announce.by_hand(Some(&reason)),
            }
        }
    } else {
        announce.by_hand(None);
    }
    std::future::pending().await
}

async fn tell_silence<T>(announce: &dyn Announce, after: Duration, served: &Served) -> T {
    sleep(after).await;
    if !served.callback.load(Ordering::Relaxed) {
        announce.silence(&HINTS);
    }
    std::future::pending().await
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn cannot(error: std::io::Error) -> LoginError {
    LoginError::CannotListen(error.to_string())
}

#[cfg(test)]
pub(super) mod tests;
