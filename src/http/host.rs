//! Hosts a [`Handler`] on a port with hyper: the only file that binds a socket for it.
//!
//! It refuses what no honest client does, by its [`Limits`]: heads and bodies that take too long or are too large, and
//! more connections than there is room for. It listens on loopback, unless it is asked by name for every address.

use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

use super::{BindError, Handler, Headers, LoopbackPort, Method, Reply, Request, Response};

/// How long the head of a request may take.
const HEAD: Duration = Duration::from_secs(5);
/// The most header lines, and the most bytes of a head.
const LINES: usize = 64;
const HEAD_BYTES: usize = 48 * 1024;

/// What a host takes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the body of a request may take.
    pub body_time: Duration,
    /// The largest body, in bytes.
    pub body: usize,
    /// All bodies that are being received together, in bytes.
    pub bodies: usize,
    /// The most connections at once.
    pub connections: usize,
}

impl Limits {
    /// For clients of this machine.
    pub const LOCAL: Self =
        Self { body_time: Duration::from_secs(30), body: 8 * 1024 * 1024, bodies: usize::MAX, connections: 512 };
}

/// A handler being served. It serves while this value lives; dropping it closes the port and every connection.
#[derive(Debug)]
pub struct Host {
    port: u16,
    tasks: Vec<JoinHandle<()>>,
    /// Told when no more requests are taken.
    ending: watch::Sender<bool>,
}

/// What every connection of a host shares.
struct Shared {
    handler: Arc<dyn Handler>,
    port: u16,
    limits: Limits,
    /// A permit for each connection.
    room: Arc<Semaphore>,
    /// A permit for each byte of a body that is being received.
    bytes: Semaphore,
    ending: watch::Receiver<bool>,
}

impl Host {
    /// Serves `handler` on `127.0.0.1` and `::1` at `port`; 0 takes a port that is free on both. A machine with one of
    /// the two families only is served on that one.
    pub fn bind(handler: Arc<dyn Handler>, port: u16) -> Result<Self, BindError> {
        Self::bind_within(handler, port, Limits::LOCAL)
    }

    /// As [`bind`](Self::bind), with other limits.
    pub fn bind_within(handler: Arc<dyn Handler>, port: u16, limits: Limits) -> Result<Self, BindError> {
        let LoopbackPort { number, listeners } = LoopbackPort::take(Some(port))?;
        Ok(Self::over(handler, (number, listeners), limits))
    }

    /// Serves `handler` on every address of this machine. Who calls this has been told to.
    pub async fn bind_everywhere(handler: Arc<dyn Handler>, port: u16) -> Result<Self, BindError> {
        let bound = every(port).await.map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => BindError::PortTaken(port),
            _ => BindError::CannotListen(error),
        })?;
        Ok(Self::over(handler, bound, Limits::LOCAL))
    }

    fn over(handler: Arc<dyn Handler>, (port, listeners): (u16, Vec<TcpListener>), limits: Limits) -> Self {
        let (ending, ended) = watch::channel(false);
        let shared = Arc::new(Shared {
            handler,
            port,
            limits,
            room: Arc::new(Semaphore::new(limits.connections)),
            bytes: Semaphore::new(limits.bodies.min(Semaphore::MAX_PERMITS)),
            ending: ended,
        });
        let tasks = listeners.into_iter().map(|listener| tokio::spawn(accept(listener, Arc::clone(&shared)))).collect();
        Self { port, tasks, ending }
    }

    /// Takes no more requests, and waits so long for those that are under way. A second call ends at once.
    pub async fn drain(mut self, patience: Duration) {
        let _ = self.ending.send(true);
        let tasks = std::mem::take(&mut self.tasks);
        let aborts: Vec<_> = tasks.iter().map(JoinHandle::abort_handle).collect();
        let all = futures_util::future::join_all(tasks);
        if tokio::time::timeout(patience, all).await.is_err() {
            aborts.iter().for_each(tokio::task::AbortHandle::abort);
        }
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of the root, by name and not by number: `http://localhost:PORT/`.
    pub fn base(&self) -> Url {
        address(self.port, "/").expect("a number makes a valid port")
    }

    /// Serves until `until` is over.
    pub async fn run(self, until: impl Future<Output = ()>) {
        until.await;
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Binds every address. On most systems the listener of IPv6 takes IPv4 as well, so that the second one finds the port
/// in use.
async fn every(port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    let six = TcpListener::bind(SocketAddr::new(Ipv6Addr::UNSPECIFIED.into(), port)).await;
    let port = six.as_ref().ok().and_then(|six| six.local_addr().ok()).map_or(port, |address| address.port());
    let four = TcpListener::bind(SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), port)).await;
    match (six, four) {
        (Ok(six), four) => Ok((port, std::iter::once(six).chain(four).collect())),
        (Err(_), Ok(four)) => Ok((four.local_addr()?.port(), vec![four])),
        (Err(error), Err(_)) => Err(error),
    }
}

/// Takes connections, each with a permit. Aborting this task aborts its connections, which the set owns.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    let mut ending = shared.ending.clone();
    loop {
        let taken = tokio::select! {
            () = async { drop(ending.wait_for(|ended| *ended).await) } => break,
            taken = take(&listener, &shared.room) => taken,
            Some(_) = connections.join_next() => continue,
        };
        let Some((stream, permit)) = taken else { break };
        connections.spawn(converse(stream, Arc::clone(&shared), permit));
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// The next connection, once there is room for it.
async fn take(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let permit = Arc::clone(room).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return Some((stream, permit)),
            // Out of descriptors, or the peer is gone already: neither may stop the host.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn converse(stream: TcpStream, shared: Arc<Shared>, _permit: OwnedSemaphorePermit) {
    let _ = stream.set_nodelay(true);
    let mut ending = shared.ending.clone();
    let service = service_fn(move |incoming| one(incoming, Arc::clone(&shared)));
    let mut connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(LINES)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let is_ending = async move { drop(ending.wait_for(|ended| *ended).await) };
    let ended = tokio::select! {
        ended = &mut connection => Some(ended),
        () = is_ending => None,
    };
    let ended = if let Some(ended) = ended {
        ended
    } else {
        Pin::new(&mut connection).graceful_shutdown();
        (&mut connection).await
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
        if wants_reset(&error) {
            // Closing with this set sends a reset.
            let _ = connection.into_parts().io.into_inner().set_zero_linger();
        }
    }
}

/// Whether the handler asked for a reset.
fn wants_reset(error: &hyper::Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<Cut>());
    cause.is_some_and(|cut| cut.reset)
}

/// The handler wants no answer to be sent.
#[derive(Debug, thiserror::Error)]
#[error("the connection is cut on request")]
struct Cut {
    reset: bool,
}

async fn one(incoming: hyper::Request<Incoming>, shared: Arc<Shared>) -> Result<hyper::Response<Answer>, Cut> {
    let answer = match read(incoming, &shared).await {
        Ok(request) => shared.handler.answer(request).await,
        Err(status) => Response::new(status).header("connection", "close").into(),
    };
    match answer {
        Reply::Answer(response) => {
            let length = response.body.len() as u64;
            Ok(write(response, length))
        }
        Reply::Repeated(response, bytes) => Ok(write(response, bytes)),
        Reply::Cut { reset } => Err(Cut { reset }),
    }
}

/// Reads the request, or says with which status it is refused.
async fn read(incoming: hyper::Request<Incoming>, shared: &Shared) -> Result<Request, u16> {
    let (head, body) = incoming.into_parts();
    let path = head.uri.path_and_query().map_or("/", hyper::http::uri::PathAndQuery::as_str);
    let mut request = Request::new(Method::named(head.method.as_str()), address(shared.port, path).ok_or(400_u16)?);
    request.headers = Headers::default();
    for (name, value) in &head.headers {
        request.headers.add(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    // A length that is announced is refused at once, not when so many bytes have come.
    if body.size_hint().lower() > shared.limits.body as u64 {
        return Err(413);
    }
    let whole = collect(body, shared);
    request.body = tokio::time::timeout(shared.limits.body_time, whole).await.map_err(|_| 408_u16)??;
    Ok(request)
}

/// Receives a body. While it comes, each of its bytes counts against what all bodies may take together.
async fn collect(mut body: Incoming, shared: &Shared) -> Result<Vec<u8>, u16> {
    let (mut whole, mut counted) = (Vec::new(), Vec::new());
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| 400_u16)?.into_data() else { continue };
        if whole.len() + data.len() > shared.limits.body {
            return Err(413);
        }
        let count = u32::try_from(data.len()).map_err(|_| 413_u16)?;
        counted.push(shared.bytes.try_acquire_many(count).map_err(|_| 503_u16)?);
        whole.extend_from_slice(&data);
    }
    Ok(whole)
}

fn address(port: u16, path: &str) -> Option<Url> {
    Url::parse(&format!("http://localhost:{port}{path}")).ok()
}

fn write(answer: Response, length: u64) -> hyper::Response<Answer> {
    let mut response = hyper::Response::builder().status(answer.status);
    for (name, value) in answer.headers.iter() {
        response = response.header(name, value);
    }
    response.body(Answer { piece: answer.body.into(), left: length }).unwrap_or_else(|_: hyper::http::Error| broken())
}

/// A handler that writes impossible header lines is a fault of ours; the client sees a plain 500.
fn broken() -> hyper::Response<Answer> {
    let mut response = hyper::Response::new(Answer { piece: Bytes::new(), left: 0 });
    *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
    response
}

/// A body: a piece, sent until so many bytes are out; usually once.
struct Answer {
    piece: Bytes,
    left: u64,
}

impl Body for Answer {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.is_end_stream() {
            return Poll::Ready(None);
        }
        let length = usize::try_from(self.left).unwrap_or(usize::MAX).min(self.piece.len());
        self.left -= length as u64;
        Poll::Ready(Some(Ok(Frame::data(self.piece.slice(..length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0 || self.piece.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(if self.piece.is_empty() { 0 } else { self.left })
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;
    use async_trait::async_trait;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    struct Echo;

    #[async_trait]
    impl Handler for Echo {
        async fn answer(&self, request: Request) -> Reply {
            match request.url.path() {
                "/cut" => Reply::Cut { reset: false },
                "/reset" => Reply::Cut { reset: true },
                "/again" => Reply::Repeated(Response::new(200).body("text/plain", "abc"), 7),
                _ => {
                    let text = format!("{} {}", request.url, request.body.len());
                    Response::new(200).body("text/plain", text).into()
                }
            }
        }
    }

    async fn say(address: IpAddr, port: u16, text: &[u8]) -> String {
        let mut stream = TcpStream::connect((address, port)).await.unwrap();
        stream.write_all(text).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[tokio::test]
    async fn serves_both_loopbacks_and_stops_when_dropped() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        let port = host.port();
        let ask = b"GET /a?b=c HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        let wanted = format!("http://localhost:{port}/a?b=c 0");
        assert!(say(Ipv4Addr::LOCALHOST.into(), port, ask).await.ends_with(&wanted));
        if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await.is_ok() {
            assert!(say(Ipv6Addr::LOCALHOST.into(), port, ask).await.ends_with(&wanted));
        }
        drop(host);
        tokio::task::yield_now().await;
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err());
    }

    #[tokio::test]
    async fn a_taken_port_is_named() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        let second = Host::bind(Arc::new(Echo), host.port());
        assert!(matches!(second, Err(BindError::PortTaken(port)) if port == host.port()));
    }

    #[tokio::test]
    async fn a_huge_body_is_refused_and_a_cut_answer_is_no_answer() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        let head = format!("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", Limits::LOCAL.body + 1);
        assert!(say(Ipv4Addr::LOCALHOST.into(), host.port(), head.as_bytes()).await.starts_with("HTTP/1.1 413"));
        let cut = b"GET /cut HTTP/1.1\r\nhost: localhost\r\n\r\n";
        assert_eq!(say(Ipv4Addr::LOCALHOST.into(), host.port(), cut).await, "");
    }

    #[tokio::test]
    async fn a_cut_is_an_orderly_end_and_a_reset_is_none() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        for (path, wanted) in [("/cut", None), ("/reset", Some(io::ErrorKind::ConnectionReset))] {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, host.port())).await.unwrap();
            stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).await.unwrap();
            let ended = stream.read_to_end(&mut Vec::new()).await;
            assert_eq!(ended.err().map(|error| error.kind()), wanted, "{path}");
        }
    }

    #[tokio::test]
    async fn what_is_under_way_is_answered_before_a_host_that_is_drained_ends() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, host.port())).await.unwrap();
        stream.write_all(b"POST /late HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\na").await.unwrap();
        let idle = TcpStream::connect((Ipv4Addr::LOCALHOST, host.port())).await.unwrap();
        let port = host.port();
        let mut answer = String::new();
        let finish = async {
            // The listener goes first.
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
                tokio::task::yield_now().await;
            }
            stream.write_all(b"b").await.unwrap();
            stream.read_to_string(&mut answer).await.unwrap();
        };
        tokio::join!(host.drain(HEAD), finish);
        assert!(answer.ends_with("/late 2"), "{answer}");
        drop(idle);
    }

    #[tokio::test]
    async fn l13_a_head_of_many_or_long_lines_is_refused() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        let many = "a: b\r\n".repeat(LINES + 1);
        let long = format!("a: {}\r\n", "b".repeat(HEAD_BYTES));
        for lines in [many, long] {
            let head = format!("GET / HTTP/1.1\r\nhost: localhost\r\n{lines}\r\n");
            let answer = say(Ipv4Addr::LOCALHOST.into(), host.port(), head.as_bytes()).await;
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");
        }
    }

    #[tokio::test]
    async fn a_repeated_body_has_the_length_that_was_asked_for() {
        let host = Host::bind(Arc::new(Echo), 0).unwrap();
        let ask = b"GET /again HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        let answer = say(Ipv4Addr::LOCALHOST.into(), host.port(), ask).await;
        assert!(answer.contains("content-length: 7\r\n") && answer.ends_with("\r\n\r\nabcabca"), "{answer}");
    }
}
