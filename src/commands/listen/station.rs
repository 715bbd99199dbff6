//! A receiver on a port of this machine, with its spool and, for the sandbox, the app's callbacks.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use tokio::sync::mpsc;
use url::Url;

use crate::context::{Context, Receiving};
use crate::domain::Secret;
use crate::error::{Failure, Kind};
use crate::flows::listen::{Forwarder, LIMITS, Receiver, Told};
use crate::http::host::Host;
use crate::http::{Live, Roots};
use crate::settings::is_loopback;
use crate::spool::{Limits, Spool};
use crate::webhook;

/// How long what is under way may take once the end is asked for.
const DRAIN: Duration = Duration::from_secs(5);

/// The one receiver of a profile.
pub(in crate::commands) struct Station<'a> {
    pub(super) cx: &'a Context,
    receiving: Receiving,
    pub(in crate::commands) spool: Arc<Spool>,
    pub(super) forwarders: Vec<Forwarder>,
}

/// Where it listens, and what for.
pub(in crate::commands) struct Place<'a> {
    pub(in crate::commands) port: u16,
    /// Under which Meta reaches it.
    pub(in crate::commands) public_url: Option<&'a Url>,
    /// A secret that may sign, beside the app's own.
    pub(in crate::commands) secret: Option<Secret>,
}

impl<'a> Station<'a> {
    /// Becomes the receiver of the profile; nothing if another process is it.
    pub(in crate::commands) async fn take(
        cx: &'a Context,
        limits: Limits,
        forward: &[Url],
    ) -> Result<Option<Self>, Failure> {
        let Some(receiving) = cx.receive().await? else { return Ok(None) };
        let spool = Spool::open(&cx.paths.spool(&cx.profile().await?.name), limits)?;
        spool.prune(cx.clock.now()).await?;
        let mut forwarders = Vec::new();
        for url in forward {
            let (target, way) = (spool.target(url.as_str()).await?, Arc::new(way(url)?));
            forwarders.push(Forwarder::new(Arc::clone(&spool), target, url.clone(), way, Arc::clone(&cx.clock)));
        }
        Ok(Some(Self { cx, receiving, spool, forwarders }))
    }

    /// Listens and, for the sandbox, has everything delivered here.
    pub(in crate::commands) async fn open(&self, place: Place<'_>, told: mpsc::Sender<Told>) -> Result<Host, Failure> {
        let Self { cx, spool, forwarders, .. } = self;
        let own = cx.signing_secret().await?;
        let verify_token = webhook::verify_token(&own);
        let receiver = Receiver {
            secrets: std::iter::once(own).chain(place.secret).collect(),
            verify_token: verify_token.clone(),
            names: place.public_url.and_then(Url::host_str).map(str::to_owned).into_iter().collect(),
            spool: Arc::clone(spool),
            targets: forwarders.iter().map(|one| one.target).collect(),
            clock: Arc::clone(&cx.clock),
            told,
            wake: forwarders.iter().map(|one| Arc::clone(&one.wake)).collect(),
            healthy: AtomicBool::new(true),
        };
        let host = Host::bind_within(Arc::new(receiver), place.port, LIMITS)
            .map_err(|error| Failure::new(Kind::Failed, format!("nothing can be received: {error}")))?;
        if cx.profile().await?.is_sandbox() {
            cx.divert(&self.receiving, &host.base(), &verify_token).await?;
        }
        Ok(host)
    }

    /// Gives the sandbox its callbacks back and answers what is under way.
    pub(in crate::commands) async fn close(&self, host: Host) -> Result<(), Failure> {
        let back = if self.cx.profile().await?.is_sandbox() { self.cx.end_diversion(&self.receiving) } else { Ok(()) };
        host.drain(DRAIN).await;
        back
    }
}

/// The way to a target: this machine without a proxy, the rest as the system says.
pub(in crate::commands) fn way(url: &Url) -> Result<Live, Failure> {
    Ok(Live::new(if is_loopback(url) { Roots::Loopback } else { Roots::System })?)
}
