//! Stands before the pages' server and has the limits that it lacks: how long a head may take, how large it may be,
//! how many connections there are, what becomes of a failing accept; and it speaks TLS.
//!
//! Everything lives inside the future that polls it: dropping the [`Listener`] closes ports and connections at once.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{AbortHandle, BoxFuture, FutureExt as _, abortable};
use futures_util::stream::FuturesUnordered;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;

use super::page::Page;
use super::ports::Ports;
use super::request_head::{self, RequestHead};
use super::server::{PageServer, Stream};

/// For the head of a request, TLS handshake included.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// For everything after the head.
const ANSWER_TIME: Duration = Duration::from_secs(5);
/// How long a refused client may go on sending before the connection is cut, so that it gets to read the refusal.
const LINGER: Duration = Duration::from_millis(500);
/// Open connections.
const OPEN: usize = 32;
/// After a failing accept, for example while descriptors are short.
const PAUSE: Duration = Duration::from_millis(100);

/// The public side of a login.
pub(super) struct Listener {
    door: Door,
    tls: Option<TlsAcceptor>,
    open: FuturesUnordered<Connection>,
    /// What ends each open connection, oldest first.
    ends: VecDeque<(u64, AbortHandle)>,
    count: u64,
}

type Connection = BoxFuture<'static, Option<(u64, Option<String>)>>;

impl Listener {
    /// Guards `ports`. Must be called within a runtime.
    pub(super) fn new(ports: Ports, tls: Option<TlsAcceptor>) -> io::Result<Self> {
        let listeners = ports.listeners.into_iter().map(TcpListener::from_std).collect::<io::Result<_>>()?;
        let door = Door { listeners, turn: 0, shut_until: None };
        Ok(Self { door, tls, open: FuturesUnordered::new(), ends: VecDeque::new(), count: 0 })
    }

    /// Serves until a request was answered by `server`, and tells its path. Nothing is lost when the future is dropped.
    pub(super) async fn next(&mut self, server: &Arc<PageServer>) -> String {
        loop {
            tokio::select! {
                stream = self.door.next() => self.admit(stream, Arc::clone(server)),
                Some(done) = self.open.next(), if !self.open.is_empty() => {
                    let Some((number, path)) = done else { continue };
                    self.ends.retain(|(other, _)| *other != number);
                    if let Some(path) = path {
                        return path;
                    }
                }
            }
        }
    }

    /// A flood of idle connections must not keep the browser out: the oldest goes first.
    fn admit(&mut self, stream: TcpStream, server: Arc<PageServer>) {
        if self.ends.len() >= OPEN
            && let Some((_, end)) = self.ends.pop_front()
        {
            end.abort();
        }
        self.count += 1;
        let number = self.count;
        let (serving, end) = abortable(serve(stream, self.tls.clone(), server));
        self.ends.push_back((number, end));
        self.open.push(serving.map(move |done| done.ok().map(|path| (number, path))).boxed());
    }
}

/// Accepts on every listener.
struct Door {
    listeners: Vec<TcpListener>,
    /// The listener that is asked first: a flood on one family must not starve the other.
    turn: usize,
    shut_until: Option<Instant>,
}

impl Door {
    async fn next(&mut self) -> TcpStream {
        loop {
            if let Some(time) = self.shut_until {
                sleep_until(time).await;
                self.shut_until = None;
            }
            match self.accept().await {
                Ok((stream, _)) => return stream,
                Err(error) => {
                    tracing::debug!(%error, "accept");
                    self.shut_until = Some(Instant::now() + PAUSE);
                }
            }
        }
    }

    async fn accept(&mut self) -> io::Result<(TcpStream, SocketAddr)> {
        self.turn = (self.turn + 1) % self.listeners.len().max(1);
        std::future::poll_fn(|context| {
            let (later, first) = self.listeners.split_at(self.turn.min(self.listeners.len()));
            let mut ready = first.iter().chain(later).map(|listener| listener.poll_accept(context));
            ready.find(Poll::is_ready).unwrap_or(Poll::Pending)
        })
        .await
    }
}

/// One connection, one request; tells the path if the request got through.
async fn serve(stream: TcpStream, tls: Option<TlsAcceptor>, server: Arc<PageServer>) -> Option<String> {
    let deadline = Instant::now() + HEAD_TIME;
    let _ = stream.set_nodelay(true);
    let mut stream = opened(stream, tls, deadline).await?;
    let head = match read_head(stream.as_mut(), deadline).await {
        Ok(head) => head?,
        Err(page) => {
            let _ = timeout(ANSWER_TIME, refuse(stream.as_mut(), page)).await;
            return None;
        }
    };
    let path = head.path().to_owned();
    timeout(ANSWER_TIME, answer(stream.as_mut(), &head, &server)).await.ok()?.ok()?;
    Some(path)
}

async fn opened(stream: TcpStream, tls: Option<TlsAcceptor>, deadline: Instant) -> Option<Box<dyn Stream>> {
    let Some(tls) = tls else { return Some(Box::new(stream)) };
    let handshake = tokio::time::timeout_at(deadline, tls.accept(stream)).await.ok()?;
    match handshake {
        Ok(stream) => Some(Box::new(stream)),
        Err(error) => {
            tracing::debug!(%error, "TLS handshake");
            None
        }
    }
}

/// The head; `None` if the client left or never said anything (browsers open connections in advance).
async fn read_head(stream: &mut dyn Stream, deadline: Instant) -> Result<Option<RequestHead>, Page> {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        // One byte more than allowed, so that too much can be told from just enough.
        let mut rest = (&mut *stream).take((request_head::HEAD + 1 - bytes.len()) as u64);
        match tokio::time::timeout_at(deadline, rest.read_buf(&mut bytes)).await {
            Err(_) if bytes.is_empty() => return Ok(None),
            Err(_) => return Err(Page::TooSlow),
            Ok(Ok(0) | Err(_)) => return Ok(None),
            Ok(Ok(_)) => {}
        }
        if let Some(head) = request_head::read(&bytes)? {
            return Ok(Some(head));
        }
    }
}

async fn answer(stream: &mut dyn Stream, head: &RequestHead, server: &PageServer) -> io::Result<()> {
    let answer = match server.ask(head).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::debug!(%error, "the page server does not answer");
            Page::Unavailable.bytes()
        }
    };
    stream.write_all(&closing(answer)).await?;
    stream.shutdown().await
}

async fn refuse(stream: &mut dyn Stream, page: Page) -> io::Result<()> {
    stream.write_all(&closing(page.bytes())).await?;
    stream.shutdown().await?;
    // Closing with bytes unread would reset the connection and could take the answer with it.
    let mut scrap = [0; 8 * 1024];
    let _ = timeout(LINGER, async {
        while stream.read(&mut scrap).await? > 0 {}
        io::Result::Ok(())
    })
    .await;
    Ok(())
}

/// The answer with a `Connection: close`, which the server behind does not say.
fn closing(mut answer: Vec<u8>) -> Vec<u8> {
    if let Some(end) = answer.windows(2).position(|two| two == b"\r\n") {
        answer.splice(end..end, *b"\r\nConnection: close");
    }
    answer
}
