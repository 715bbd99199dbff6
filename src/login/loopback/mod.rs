//! The login that comes back to a listener on this machine's loopback.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use tokio::sync::{Notify, mpsc};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::handler::{CallbackHandler, Outcome};
use super::listener::Listener;
use super::server::PageServer;
use super::signup::{self, Signup, SignupSetup};
use super::{ListenOptions, LoginError, LoginMethod, LoginUi, Opener, PendingLogin, State, tls};
use crate::clock::Clock;
use crate::domain::Secret;
use crate::http::LoopbackPort;

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
    listen: ListenOptions,
    opener: Arc<dyn Opener>,
    ui: Arc<dyn LoginUi>,
    /// Says whether a kept certificate is still good.
    clock: Arc<dyn Clock>,
    silence: Duration,
}

impl Loopback {
    /// Listens as `listen` says, opens the dialog with `opener` and tells the admin through `ui`.
    pub fn new(listen: ListenOptions, opener: Arc<dyn Opener>, ui: Arc<dyn LoginUi>, clock: Arc<dyn Clock>) -> Self {
        Self { listen, opener, ui, clock, silence: SILENCE }
    }
}

#[async_trait]
impl LoginMethod for Loopback {
    async fn open(&self) -> Result<Box<dyn PendingLogin>, LoginError> {
        Ok(Box::new(self.bind()?))
    }
}

impl Loopback {
    /// Serves the page of a signup, opens it and waits for what it sends back. Meta's script wants https.
    pub async fn sign_up(&self, setup: SignupSetup) -> Result<Signup, LoginError> {
        let bound = self.bind()?;
        let state = State::fresh();
        let page = format!("https://localhost:{}{}?state={}", bound.port, signup::PATH, state.as_str());
        let page = Url::parse(&page).map_err(|error| LoginError::CannotListen(error.to_string()))?;
        bound.wait(&page, &state, Some(setup)).await
    }

    fn bind(&self) -> Result<Bound, LoginError> {
        let tls: Option<TlsAcceptor> =
            self.listen.tls.as_ref().map(|tls| tls::acceptor(tls, self.clock.as_ref())).transpose()?;
        let bound = LoopbackPort::take(self.listen.port)?;
        let (port, scheme) = (bound.number, if tls.is_some() { "https" } else { "http" });
        Ok(Bound {
            listener: Listener::new(bound, tls),
            port,
            redirect: format!("{scheme}://localhost:{port}/callback"),
            time: self.listen.timeout,
            silence: self.silence,
            opener: Arc::clone(&self.opener),
            ui: Arc::clone(&self.ui),
        })
    }
}

/// The listener is there; the dialog is not open yet.
struct Bound {
    listener: Listener,
    port: u16,
    redirect: String,
    time: Duration,
    silence: Duration,
    opener: Arc<dyn Opener>,
    ui: Arc<dyn LoginUi>,
}

#[async_trait]
impl PendingLogin for Bound {
    fn redirect(&self) -> &str {
        &self.redirect
    }

    async fn consent(self: Box<Self>, dialog: &Url, state: &State) -> Result<Secret, LoginError> {
        self.wait(dialog, state, None).await.map(|signed| signed.code)
    }
}

impl Bound {
    /// Opens `dialog`, or the page of a signup, and waits for the one outcome.
    async fn wait(mut self, dialog: &Url, state: &State, setup: Option<SignupSetup>) -> Outcome {
        let (said, mut heard) = mpsc::unbounded_channel();
        let handler = Arc::new(CallbackHandler::new(self.port, state.clone(), setup, said));
        let server = Arc::new(PageServer::start(Arc::clone(&handler))?);
        let delivered = Arc::new(Notify::new());
        let Self { listener, opener, ui, silence, time, .. } = &mut self;

        // Everything below is one future: when it ends or is dropped, so do ports, connections and the page server.
        let mut serving = std::pin::pin!(listener.serve(&server, &delivered));
        let mut opening = std::pin::pin!(open(opener.as_ref(), ui.as_ref(), dialog));
        let outcome: Outcome = tokio::select! {
            biased;
            Some(outcome) = heard.recv() => outcome,
            error = &mut opening => return Err(error),
            never = &mut serving => never,
            never = tell_silence(ui.as_ref(), *silence, &handler) => never,
            () = sleep(*time) => return Err(LoginError::TimedOut(*time)),
        };
        let shown = async {
            loop {
                delivered.notified().await;
                if handler.has_shown_result() {
                    break;
                }
            }
            sleep(DRAIN).await;
        };
        // The opener may still be at work (automatic consent is), so it goes on as well.
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

/// Opens the dialog. Ends only with an error that ends the login; when the admin has to open it, that is none.
async fn open(opener: &dyn Opener, ui: &dyn LoginUi, dialog: &Url) -> LoginError {
    ui.address(dialog);
    if opener.opens() {
        if let Err(reason) = opener.open(dialog).await {
            match opener.fatal(&reason) {
                Some(error) => return error,
                None => ui.by_hand(Some(&reason)),
            }
        }
    } else {
        ui.by_hand(None);
    }
    std::future::pending().await
}

async fn tell_silence<T>(ui: &dyn LoginUi, after: Duration, handler: &CallbackHandler) -> T {
    sleep(after).await;
    if !handler.was_called() {
        ui.silence(&HINTS);
    }
    std::future::pending().await
}

#[cfg(test)]
pub(super) mod tests;
