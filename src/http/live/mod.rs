//! [`Transport`] over reqwest.
//!
//! One factory for every client that talks to the world: no redirects (a token would travel with them), bounded
//! times and sizes, the system's proxy and roots for the platform, neither for loopback.

use std::error::Error as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
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
    /// The same, for the internet only: a name that leads to this machine or into a private network leads nowhere.
    Internet,
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
    pub fn new(roots: Roots) -> Result<Self, TransportError> {
        Self::of(Self::builder(roots)?)
    }

    /// As [`new`](Self::new), with every name of a header in capitals (`X-Hub-Signature-256`), as Meta's webhooks have it.
    pub(crate) fn capitalising(roots: Roots) -> Result<Self, TransportError> {
        Self::of(Self::builder(roots)?.http1_title_case_headers())
    }

    fn of(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = builder.build().map_err(|error| TransportError::NoTls { reason: reason(&error) })?;
        Ok(Self { client })
    }

    #[expect(clippy::disallowed_methods, reason = "the one factory of clients")]
    fn builder(roots: Roots) -> Result<reqwest::ClientBuilder, TransportError> {
        install_provider();
        let builder = reqwest::Client::builder()
            .user_agent(concat!("snorq/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(ANSWER);
        Ok(match roots {
            Roots::System => builder.https_only(false),
            Roots::Internet => builder.https_only(true).dns_resolver(Internet),
            Roots::Loopback => here(builder).tls_certs_only([]),
            Roots::Only(pem) => here(builder).tls_certs_only(certificates(&pem)?),
        })
    }
}

/// For this machine: no proxy, and `localhost` is the loopback itself, which RFC 6761 (6.3) allows and a container without
/// a hosts file needs.
fn here(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    let loopback = [IpAddr::from(Ipv4Addr::LOCALHOST), Ipv6Addr::LOCALHOST.into()];
    builder.no_proxy().resolve_to_addrs("localhost", &loopback.map(|address| (address, 0).into()))
}

/// Whether an address is one of the internet and not of this machine, its link or a private network (RFC 6890).
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => {
            let [first, second, ..] = four.octets();
            let shared = first == 100 && second & 0xc0 == 64;
            let here = four.is_loopback() || four.is_private() || four.is_link_local() || first == 0;
            !(here || shared || four.is_broadcast() || four.is_multicast())
        }
        IpAddr::V6(six) => {
            if let Some(four) = six.to_ipv4_mapped() {
                return is_public(four.into());
            }
            let here = six.is_loopback() || six.is_unspecified() || six.is_unique_local();
            !(here || six.is_unicast_link_local() || six.is_multicast())
        }
    }
}

/// Resolves names as the system does and leaves out what [`is_public`] does not hold for.
struct Internet;

impl reqwest::dns::Resolve for Internet {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<_> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("the name leads to no address of the internet".into());
            }
            Ok(Box::new(public.into_iter()) as reqwest::dns::Addrs)
        })
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

#[cfg(test)]
mod tests;
