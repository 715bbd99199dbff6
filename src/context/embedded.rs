//! The sandbox inside this process: its world below the data folder, served on a free loopback port.

use std::sync::Arc;

use jiff::SignedDuration;
use url::Url;

use crate::clock::{Clock as _, System};
use crate::domain::Secret;
use crate::error::{Failure, Kind};
use crate::graph::App;
use crate::http::host::Host;
use crate::sandbox::{Credentials, Sandbox, SandboxError};
use crate::settings::Paths;

/// A served sandbox; it stops when dropped.
pub struct Embedded {
    /// Its app.
    pub app: App,
    /// Its address, for Graph and dialog alike.
    pub base: Url,
    /// The small Meta itself.
    pub sandbox: Arc<Sandbox>,
    _host: Host,
}

impl Embedded {
    /// Opens the world and serves it on a free port.
    pub async fn start(paths: &Paths) -> Result<Self, Failure> {
        Self::serve(open(paths)?.of_owner(), 0, false).await
    }

    /// Serves a sandbox on `port`, or on a free one for 0: on loopback, or on every address of this machine.
    pub async fn serve(sandbox: Sandbox, port: u16, everywhere: bool) -> Result<Self, Failure> {
        let sandbox = Arc::new(sandbox);
        let host = if everywhere {
            Host::bind_everywhere(sandbox.clone(), port).await
        } else {
            Host::bind(sandbox.clone(), port)
        };
        let host =
            host.map_err(|error| Failure::new(Kind::Failed, format!("the sandbox cannot be served: {error}")))?;
        let credentials = credentials(&sandbox)?;
        let app = App { id: credentials.app_id, secret: Secret::new(credentials.app_secret) };
        Ok(Self { app, base: host.base(), sandbox, _host: host })
    }
}

/// Opens the world without serving it.
pub fn open(paths: &Paths) -> Result<Sandbox, Failure> {
    let broken = |error| broken(&error).hint(format!("begin a new one by removing {}", paths.sandbox().display()));
    Sandbox::open(&paths.sandbox(), Arc::new(|| System.now())).map_err(broken)
}

/// By how much the world's clock is ahead of the machine's. A world that cannot be opened is told of by what opens it.
pub fn ahead(paths: &Paths) -> SignedDuration {
    let seconds = Sandbox::ahead_in(&paths.sandbox(), Arc::new(|| System.now()));
    SignedDuration::from_secs(seconds.unwrap_or_default())
}

/// The world's app and ready-made tokens.
pub fn credentials(sandbox: &Sandbox) -> Result<Credentials, Failure> {
    sandbox.credentials().map_err(|error| broken(&error))
}

fn broken(error: &SandboxError) -> Failure {
    Failure::new(Kind::Database, format!("the sandbox's world cannot be used: {error}"))
}
