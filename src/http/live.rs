//! [`Transport`] over reqwest.
//!
//! One factory for every client that talks to the world: no redirects (a token would travel with them), bounded
//! times and sizes, the system's proxy and roots for the platform, neither for loopback.

use std::error::Error as _;
use std::time::Duration;

use async_trait::async_trait;

use super::{Headers, Method, Request, Response, Transport, TransportError};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a whole answer may take.
const ANSWER: Duration = Duration::from_secs(30);
/// More than Meta ever sends.
const LIMIT: usize = 8 * 1024 * 1024;

/// Which certificate authorities a client trusts, and whether it uses the system's proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roots {
    /// The system's, through the system's proxy.
    System,
    /// None, and no proxy: for plain http on this machine's loopback, which must work on a machine without either.
    Loopback,
    /// The certificates of this PEM text, and no proxy: for a listener of this machine that shows one of them.
    Only(Vec<u8>),
}

/// The real network.
#[derive(Debug, Clone)]
pub struct Live {
    client: reqwest::Client,
}

impl Live {
    /// Builds the client. It takes some milliseconds, so only commands that talk do it.
    #[expect(clippy::disallowed_methods, reason = "the one factory of clients")]
    pub fn new(roots: Roots) -> Result<Self, TransportError> {
        install_provider();
        let builder = reqwest::Client::builder()
            .user_agent(concat!("snorq/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER);
        let builder = match roots {
            Roots::System => builder.https_only(false),
            Roots::Loopback => builder.no_proxy().tls_certs_only([]),
            Roots::Only(pem) => builder.no_proxy().tls_certs_only(certificates(&pem)?),
        };
        let client = builder.build().map_err(|error| TransportError::NoTls { reason: reason(&error) })?;
        Ok(Self { client })
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<reqwest::Certificate>, TransportError> {
    reqwest::Certificate::from_pem_bundle(pem).map_err(|error| TransportError::NoTls { reason: reason(&error) })
}

/// Makes ring the process's TLS provider. Every part that uses TLS calls this first; the second call does nothing.
pub(crate) fn install_provider() {
    // An error means that a provider is there already, which is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

#[async_trait]
impl Transport for Live {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let host = host_of(&request);
        tracing::debug!(request = ?request, "send");
        let method = match request.method {
            Method::Get | Method::Other => reqwest::Method::GET,
            Method::Head => reqwest::Method::HEAD,
            Method::Post => reqwest::Method::POST,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut call = self.client.request(method, request.url);
        for (name, value) in request.headers.iter() {
            call = call.header(name, value);
        }
        let answer = call.body(request.body).send().await.map_err(|error| explain(&error, &host))?;
        let response = read(answer, &host).await?;
        tracing::debug!(status = response.status, bytes = response.body.len(), "answer");
        Ok(response)
    }
}

async fn read(mut answer: reqwest::Response, host: &str) -> Result<Response, TransportError> {
    let mut headers = Headers::default();
    for (name, value) in answer.headers() {
        headers.add(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    let mut response = Response { status: answer.status().as_u16(), headers, body: Vec::new() };
    while let Some(chunk) = answer.chunk().await.map_err(|error| explain(&error, host))? {
        if response.body.len() + chunk.len() > LIMIT {
            return Err(TransportError::TooLarge { host: host.to_owned(), limit: LIMIT });
        }
        response.body.extend_from_slice(&chunk);
    }
    Ok(response)
}

fn host_of(request: &Request) -> String {
    let name = request.url.host_str().unwrap_or("nowhere");
    request.url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

fn explain(error: &reqwest::Error, host: &str) -> TransportError {
    let host = host.to_owned();
    if error.is_timeout() {
        TransportError::Timeout { host }
    } else if let Some(reason) = tls_fault(error) {
        TransportError::Tls { host, reason }
    } else if error.is_connect() || error.is_builder() {
        TransportError::Connect { host, reason: reason(error) }
    } else {
        TransportError::Broken { host, reason: reason(error) }
    }
}

/// The innermost cause: reqwest's own texts carry the whole address, query and all.
fn reason(error: &reqwest::Error) -> String {
    let mut cause = error.source();
    while let Some(inner) = cause.and_then(std::error::Error::source) {
        cause = Some(inner);
    }
    cause.map_or_else(|| "the request could not be made".to_owned(), ToString::to_string)
}

/// What TLS says, if it was TLS that failed. It travels inside an I/O error, which `source` passes over.
fn tls_fault(error: &reqwest::Error) -> Option<String> {
    let mut cause = error.source();
    while let Some(inner) = cause {
        let wrapped = inner.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let fault = wrapped.and_then(|fault| fault.downcast_ref()).or_else(|| inner.downcast_ref::<rustls::Error>());
        if let Some(fault) = fault {
            return Some(fault.to_string());
        }
        cause = wrapped.map(|fault| fault as &(dyn std::error::Error + 'static)).or_else(|| inner.source());
    }
    None
}
