//! The public side of a login: a relay that knows bytes, limits and TLS, and leaves HTTP to the page server behind it.
//!
//! The limits are those that `tiny_http` lacks: how long a head may take, how large it may be, how many connections
//! there are, what becomes of a failing accept. Dropping the [`Listener`] closes port and connections.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tokio_rustls::TlsAcceptor;

use super::page::Page;
use super::request_head::{self, HEAD};
use super::server::{FORM, PageServer, Stream};
use crate::http::LoopbackPort;

/// For the head of a request, TLS handshake included.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// For everything after the head, until the answer is sent.
const ANSWER_TIME: Duration = Duration::from_secs(5);
/// How long a client may go on sending once it has its answer. Closing with bytes unread would reset the connection and
/// could take the answer with it.
const LINGER: Duration = Duration::from_millis(500);
/// Open connections.
const OPEN: usize = 32;
/// After a failing accept, for example while descriptors are short.
const PAUSE: Duration = Duration::from_millis(100);

/// The port of a login, on each family of the loopback, and the connections to it.
pub(super) struct Listener {
    /// One or two.
    families: Vec<TcpListener>,
    tls: Option<TlsAcceptor>,
    connections: JoinSet<Option<()>>,
    /// What ends each open connection, oldest first.
    ends: VecDeque<AbortHandle>,
}

impl Listener {
    /// Accepts on `port`.
    pub(super) fn new(port: LoopbackPort, tls: Option<TlsAcceptor>) -> Self {
        Self { families: port.listeners, tls, connections: JoinSet::new(), ends: VecDeque::new() }
    }

    /// Serves for ever with the answers of `server`, and notifies `delivered` after each that was sent.
    pub(super) async fn serve<T>(&mut self, server: &Arc<PageServer>, delivered: &Arc<Notify>) -> T {
        loop {
            // Taken in random order, so that a flood on one family does not starve the other.
            tokio::select! {
                stream = accept(self.families.first()) => self.admit(stream, Arc::clone(server), Arc::clone(delivered)),
                stream = accept(self.families.get(1)) => self.admit(stream, Arc::clone(server), Arc::clone(delivered)),
                Some(_) = self.connections.join_next() => {}
            }
        }
    }

    /// A flood of idle connections must not keep the browser out: the oldest goes first.
    fn admit(&mut self, stream: TcpStream, server: Arc<PageServer>, delivered: Arc<Notify>) {
        self.ends.retain(|end| !end.is_finished());
        if self.ends.len() >= OPEN
            && let Some(oldest) = self.ends.pop_front()
        {
            oldest.abort();
        }
        self.ends.push_back(self.connections.spawn(relay(stream, self.tls.clone(), server, delivered)));
    }
}

async fn accept(family: Option<&TcpListener>) -> TcpStream {
    let Some(family) = family else { return std::future::pending().await };
    loop {
        match family.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                tracing::debug!(%error, "accept");
                sleep(PAUSE).await;
            }
        }
    }
}

/// One connection, one request, one answer; `None` if it ended early.
async fn relay(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    server: Arc<PageServer>,
    delivered: Arc<Notify>,
) -> Option<()> {
    let deadline = Instant::now() + HEAD_TIME;
    let _ = stream.set_nodelay(true);
    let mut client = opened(stream, tls, deadline).await?;
    let received = read_head(client.as_mut(), deadline).await.transpose()?;
    timeout(ANSWER_TIME, async {
        let answer = match received {
            Ok((bytes, head)) => ask(&server, client.as_mut(), bytes, head).await?,
            Err(page) => page.bytes(),
        };
        client.write_all(&answer).await?;
        client.shutdown().await
    })
    .await
    .ok()?
    .ok()?;
    delivered.notify_one();
    timeout(LINGER, drain(client.as_mut())).await.ok()?.ok()
}

async fn opened(stream: TcpStream, tls: Option<TlsAcceptor>, deadline: Instant) -> Option<Box<dyn Stream>> {
    let Some(tls) = tls else { return Some(Box::new(stream)) };
    let handshake = timeout_at(deadline, tls.accept(stream)).await.ok()?;
    match handshake {
        Ok(stream) => Some(Box::new(stream)),
        Err(error) => {
            tracing::debug!(%error, "TLS handshake");
            None
        }
    }
}

/// What has come once the head is whole, and how long the head is; `None` if the client left or never said anything
/// (browsers open connections in advance).
async fn read_head(client: &mut dyn Stream, deadline: Instant) -> Result<Option<(Vec<u8>, usize)>, Page> {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        // One byte more than allowed, so that too much can be told from just enough.
        let mut rest = (&mut *client).take((HEAD + 1 - bytes.len()) as u64);
        match timeout_at(deadline, rest.read_buf(&mut bytes)).await {
            Err(_) if bytes.is_empty() => return Ok(None),
            Err(_) => return Err(Page::TooSlow),
            Ok(Ok(0) | Err(_)) => return Ok(None),
            Ok(Ok(_)) => {}
        }
        if let Some(head) = request_head::length(&bytes)? {
            return Ok(Some((bytes, head)));
        }
    }
}

/// The page server's answer to the request in `bytes`, whose head is so long. What follows the head is handed over, and
/// read on, only while the page server says that it lacks something.
async fn ask(server: &PageServer, client: &mut dyn Stream, mut bytes: Vec<u8>, head: usize) -> io::Result<Vec<u8>> {
    let mut length = head;
    loop {
        match server.ask(&bytes[..length]).await {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) if bytes.len() > length => {}
            Ok(None) => {
                let mut rest = (&mut *client).take((head + FORM).saturating_sub(length) as u64);
                if rest.read_buf(&mut bytes).await? == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            Err(error) => {
                tracing::debug!(%error, "the page server does not answer");
                return Ok(Page::Unavailable.bytes());
            }
        }
        length = bytes.len();
    }
}

async fn drain(client: &mut dyn Stream) -> io::Result<()> {
    let mut scrap = [0; 8 * 1024];
    while client.read(&mut scrap).await? > 0 {}
    Ok(())
}
