//! The `tiny_http` server that answers with the pages, reached by the listener alone.
//!
//! `tiny_http` reads heads without limit or deadline, keeps a thread for every connection and stops accepting for good
//! when descriptors run out. So it listens on a Unix socket in a private folder, where only whole, small and
//! rewritten heads reach it, one request a connection; and it is started anew should it have stopped. Where there are
//! no Unix sockets it listens on a loopback port; there, as everywhere, it answers only requests that carry a nonce.

use std::io::{self, Read as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tiny_http::{Request, Server};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::State;
use super::handler::CallbackHandler;
use super::page::Page;
use super::request_head::{self, RequestHead};

/// The header that carries the nonce.
const NONCE: &str = "x-snorq-listener";
/// How many requests are with the server at once: each takes three descriptors.
const AT_ONCE: usize = 4;
/// How often a request is tried: descriptors may be short for a moment.
const TRIES: u32 = 20;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);
/// Longer than any page.
const LONGEST: u64 = 64 * 1024;

/// The server, and where it is reached.
pub(super) struct PageServer {
    shared: Arc<Shared>,
    running: Mutex<Option<Running>>,
    turns: Semaphore,
}

struct Shared {
    handler: Arc<CallbackHandler>,
    nonce: State,
}

impl PageServer {
    /// Starts the server.
    pub(super) fn start(handler: Arc<CallbackHandler>) -> io::Result<Self> {
        let shared = Arc::new(Shared { handler, nonce: State::fresh() });
        let running = Running::start(&shared)?;
        Ok(Self { shared, running: Mutex::new(Some(running)), turns: Semaphore::new(AT_ONCE) })
    }

    /// The server's answer to `head`, as bytes.
    pub(super) async fn ask(&self, head: &RequestHead) -> io::Result<Vec<u8>> {
        let _turn = self.turns.acquire().await.map_err(io::Error::other)?;
        let request = head.rewritten(NONCE, self.shared.nonce.as_str());
        let mut tries = 0;
        loop {
            let error = match self.exchange(&request).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            tries += 1;
            if tries == TRIES {
                return Err(error);
            }
            // Asking twice does no harm: what was decided stays decided.
            tracing::debug!(%error, "asking the page server again");
            sleep(PAUSE).await;
        }
    }

    async fn exchange(&self, request: &[u8]) -> io::Result<Vec<u8>> {
        let endpoint = self.endpoint()?;
        let mut stream = match connect(&endpoint).await {
            Ok(stream) => stream,
            Err(error) => {
                self.stop(&endpoint);
                return Err(error);
            }
        };
        stream.write_all(request).await?;
        let mut answer = Vec::new();
        stream.take(LONGEST).read_to_end(&mut answer).await?;
        if answer.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(answer) }
    }

    /// Where the server is reached; it is started if there is none.
    fn endpoint(&self) -> io::Result<Endpoint> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = &*running {
            return Ok(running.endpoint.clone());
        }
        let new = Running::start(&self.shared)?;
        let endpoint = new.endpoint.clone();
        *running = Some(new);
        Ok(endpoint)
    }

    /// Stops the server that does not answer at `endpoint`, unless another request did so already.
    fn stop(&self, endpoint: &Endpoint) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.as_ref().is_some_and(|running| running.endpoint == *endpoint) {
            *running = None;
        }
    }
}

/// A server with the thread that answers.
struct Running {
    server: Arc<Server>,
    thread: Option<JoinHandle<()>>,
    endpoint: Endpoint,
    /// The folder of the socket; dropped after the server, which removes the socket itself.
    _folder: Option<tempfile::TempDir>,
}

impl Running {
    fn start(shared: &Arc<Shared>) -> io::Result<Self> {
        Self::answering(listen()?, shared)
    }

    fn answering((server, endpoint, folder): Listening, shared: &Arc<Shared>) -> io::Result<Self> {
        let server = Arc::new(server);
        let (at, shared) = (Arc::clone(&server), Arc::clone(shared));
        let thread = std::thread::Builder::new().name("pages".to_owned()).spawn(move || {
            for request in at.incoming_requests() {
                shared.answer(request);
            }
        })?;
        Ok(Self { server, thread: Some(thread), endpoint, _folder: folder })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(thread) = self.thread.take() {
            // A panic in there was printed by then, and there is nothing to add.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn answer(&self, mut request: Request) {
        let page = match self.head(&mut request) {
            Some(head) => self.handler.answer(&head),
            None => Page::NotNavigated,
        };
        // The listener may have gone.
        let _ = request.respond(self.handler.response(page));
    }

    /// The head that the listener wrote; `None` if another program did.
    fn head(&self, request: &mut Request) -> Option<RequestHead> {
        let headers: Vec<_> = request
            .headers()
            .iter()
            .map(|line| (line.field.as_str().as_str().to_ascii_lowercase(), line.value.as_str().to_owned()))
            .collect();
        let (method, target) = (request.method().to_string(), request.url().to_owned());
        let mut head = RequestHead { method, target, headers, form: String::new() };
        let is_guard = head.values(NONCE).any(|nonce| self.nonce.matches(nonce));
        if is_guard && request.body_length().is_some_and(|length| length > 0) {
            request.as_reader().take(request_head::FORM as u64).read_to_string(&mut head.form).ok()?;
        }
        is_guard.then_some(head)
    }
}

/// Where the server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Endpoint {
    #[cfg(unix)]
    Socket(std::path::PathBuf),
    Port(SocketAddr),
}

type Listening = (Server, Endpoint, Option<tempfile::TempDir>);

#[cfg(unix)]
fn listen() -> io::Result<Listening> {
    use std::os::unix::fs::PermissionsExt as _;
    let private = std::fs::Permissions::from_mode(0o700);
    let folder = tempfile::Builder::new().prefix("snorq-").permissions(private).tempdir()?;
    let path = folder.path().join("pages");
    match std::os::unix::net::UnixListener::bind(&path) {
        Ok(listener) => {
            let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
            Ok((server, Endpoint::Socket(path), Some(folder)))
        }
        // A temporary folder whose path is too long for a socket.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => listen_on_port(),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn listen() -> io::Result<Listening> {
    listen_on_port()
}

fn listen_on_port() -> io::Result<Listening> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
    Ok((server, Endpoint::Port(address), None))
}

/// A connection of any kind.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

async fn connect(endpoint: &Endpoint) -> io::Result<Box<dyn Stream>> {
    Ok(match endpoint {
        #[cfg(unix)]
        Endpoint::Socket(path) => Box::new(tokio::net::UnixStream::connect(path).await?),
        Endpoint::Port(address) => Box::new(tokio::net::TcpStream::connect(address).await?),
    })
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    fn head(target: &str) -> RequestHead {
        let headers = vec![("host".to_owned(), "localhost:7".to_owned())];
        RequestHead { method: "GET".into(), target: target.into(), headers, form: String::new() }
    }

    fn server() -> PageServer {
        PageServer::start(Arc::new(CallbackHandler::new(7, State::fresh(), unbounded_channel().0))).unwrap()
    }

    fn status(answer: &[u8]) -> &str {
        std::str::from_utf8(&answer[9..12]).unwrap()
    }

    #[tokio::test]
    async fn it_answers_over_the_socket_and_over_a_port() {
        let over_socket = server();
        assert_eq!(status(&over_socket.ask(&head("/")).await.unwrap()), "200");
        let over_port = server();
        let running = Running::answering(listen_on_port().unwrap(), &over_port.shared).unwrap();
        assert!(matches!(running.endpoint, Endpoint::Port(address) if address.ip().is_loopback()));
        *over_port.running.lock().unwrap() = Some(running);
        assert_eq!(status(&over_port.ask(&head("/")).await.unwrap()), "200");
        let mut stream = connect(&over_port.endpoint().unwrap()).await.unwrap();
        stream.write_all(&head("/").rewritten("x", "y")).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        assert_eq!(status(&answer), "403");
    }

    #[tokio::test]
    async fn a_request_past_the_guard_is_refused() {
        let server = server();
        let mut stream = connect(&server.endpoint().unwrap()).await.unwrap();
        let wrong = State::fresh();
        stream.write_all(&head("/").rewritten(NONCE, wrong.as_str())).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        assert_eq!(status(&answer), "403");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_socket_is_private_and_goes_with_the_server() {
        use std::os::unix::fs::PermissionsExt as _;
        let server = server();
        let Endpoint::Socket(path) = server.endpoint().unwrap() else { panic!("a Unix socket") };
        let folder = path.parent().unwrap().to_owned();
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        drop(server);
        assert!(!folder.exists());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn l15_a_server_that_stopped_is_started_anew() {
        let server = server();
        let Endpoint::Socket(path) = server.endpoint().unwrap() else { panic!("a Unix socket") };
        // What is left when the accept thread has died: a path without a listener.
        std::fs::remove_file(&path).unwrap();
        assert_eq!(status(&server.ask(&head("/")).await.unwrap()), "200");
    }
}
