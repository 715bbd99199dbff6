//! An app's server for tests: it answers Meta's handshake, verifies signatures and keeps what it was told.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::Value;

use crate::http::host::Host;
use crate::http::{Handler, Method, Reply, Request, Response};
use crate::sandbox::held;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behaviour {
    /// As Meta wants it.
    Well,
    /// Answers everything with this status.
    Status(u16),
    /// Answers the handshake with another challenge.
    WrongChallenge,
    /// Never answers.
    Silent,
}

struct Server {
    behaviour: Mutex<Behaviour>,
    seen: Mutex<Vec<Request>>,
}

#[async_trait]
impl Handler for Server {
    async fn answer(&self, request: Request) -> Reply {
        let behaviour = *held(&self.behaviour);
        held(&self.seen).push(request.clone());
        match behaviour {
            Behaviour::Silent => std::future::pending().await,
            Behaviour::Status(status) => Response::new(status).into(),
            Behaviour::WrongChallenge => Response::new(200).body("text/plain", "1").into(),
            Behaviour::Well => well(&request).into(),
        }
    }
}

fn well(request: &Request) -> Response {
    if request.method == Method::Post {
        return Response::new(200);
    }
    let query: Vec<_> = request.url.query_pairs().collect();
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.to_string());
    let fine = value("hub.mode").as_deref() == Some("subscribe") && value("hub.verify_token").as_deref() == Some("vt");
    match value("hub.challenge").filter(|_| fine) {
        Some(challenge) => Response::new(200).body("text/plain", challenge),
        None => Response::new(403),
    }
}

/// A server on a free port; it stops when dropped.
pub(super) struct Receiver {
    server: Arc<Server>,
    host: Host,
}

impl Receiver {
    pub(super) fn start() -> Self {
        let server = Arc::new(Server { behaviour: Mutex::new(Behaviour::Well), seen: Mutex::default() });
        let host = Host::bind(server.clone(), 0).unwrap();
        Self { server, host }
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.host.base().join(path).unwrap().to_string()
    }

    pub(super) fn behave(&self, behaviour: Behaviour) {
        *held(&self.server.behaviour) = behaviour;
    }

    /// What was posted since the last look.
    pub(super) fn posts(&self) -> Vec<Request> {
        let mut seen = std::mem::take(&mut *held(&self.server.seen));
        seen.retain(|request| request.method == Method::Post);
        seen
    }

    /// The same as JSON.
    pub(super) fn told(&self) -> Vec<Value> {
        self.posts().iter().map(|request| serde_json::from_slice(&request.body).unwrap()).collect()
    }
}
