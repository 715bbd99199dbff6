//! The `tiny_http` server that answers with the pages, reached by the listener alone.
//!
//! `tiny_http` reads heads without limit or deadline, keeps a thread for every connection and stops accepting for good
//! when descriptors run out. So it listens on a Unix socket in a private folder, where only whole and small heads reach
//! it, one request a connection; and it is started anew should it have stopped. Where there are no Unix sockets it
//! listens on a loopback port; there, as everywhere, it answers only requests that carry a nonce.

use std::io::{self, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tiny_http::{Method, Request, Server};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::handler::CallbackHandler;
use super::page::Page;
use super::{LoginError, State};

/// Longest form, in bytes.
pub(super) const FORM: usize = 16 * 1024;
/// How many requests are with the server at once: each takes three descriptors.
const AT_ONCE: usize = 4;
/// How often a request is tried: descriptors may be short for a moment.
const TRIES: u32 = 20;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);
/// Longer than any page, in bytes.
const LONGEST: u64 = 64 * 1024;
/// What a byte beyond ASCII becomes: `tiny_http` drops a connection that brings one, and a cookie of another program on
/// this machine may. Nothing that is looked at may hold this one either.
const FOREIGN: u8 = 0x7f;

/// The server, and where it is reached.
pub(super) struct PageServer {
    answers: Arc<Answers>,
    running: Mutex<Option<Running>>,
    turns: Semaphore,
}

impl PageServer {
    /// Starts the server.
    pub(super) fn start(handler: Arc<CallbackHandler>) -> Result<Self, LoginError> {
        let answers = Arc::new(Answers { handler, nonce: State::fresh() });
        let running = Running::start(&answers)?;
        Ok(Self { answers, running: Mutex::new(Some(running)), turns: Semaphore::new(AT_ONCE) })
    }

    /// The answer to `request`, a whole head and what is there of its form; `None` while the form is not whole.
    pub(super) async fn ask(&self, request: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let _turn = self.turns.acquire().await.map_err(io::Error::other)?;
        let request = self.answers.signed(request);
        let mut tries = 0;
        let answer = loop {
            let error = match self.exchange(&request).await {
                Ok(answer) => break answer,
                Err(error) => error,
            };
            tries += 1;
            if tries == TRIES {
                return Err(error);
            }
            // Asking twice does no harm: what was decided stays decided.
            tracing::debug!(%error, "asking the page server again");
            sleep(PAUSE).await;
        };
        Ok(match answer.strip_prefix(self.answers.nonce.as_str().as_bytes()) {
            Some([]) => None,
            Some(page) => Some(page.to_vec()),
            // `tiny_http` itself has refused, in words and headers of its own.
            None => Some(Page::NotUnderstood.bytes()),
        })
    }

    async fn exchange(&self, request: &[u8]) -> io::Result<Vec<u8>> {
        let mut stream = self.connect()?;
        stream.write_all(request).await?;
        // Nothing more will come, so that the handler never waits for a client.
        stream.shutdown().await?;
        let mut answer = Vec::new();
        stream.take(LONGEST).read_to_end(&mut answer).await?;
        if answer.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(answer) }
    }

    /// A connection to the server, which is started if there is none and given up if it does not accept.
    fn connect(&self) -> io::Result<Box<dyn Stream>> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let server = match running.take().filter(Running::is_answering) {
            Some(server) => server,
            None => Running::start(&self.answers).map_err(io::Error::other)?,
        };
        let stream = server.endpoint.connect()?;
        *running = Some(server);
        Ok(stream)
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
    fn start(answers: &Arc<Answers>) -> Result<Self, LoginError> {
        Self::answering(listen(&std::env::temp_dir())?, answers).map_err(LoginError::cannot_listen)
    }

    fn answering((server, endpoint, folder): Listening, answers: &Arc<Answers>) -> io::Result<Self> {
        let server = Arc::new(server);
        let (at, answers) = (Arc::clone(&server), Arc::clone(answers));
        let thread = std::thread::Builder::new().name("pages".to_owned()).spawn(move || {
            for request in at.incoming_requests() {
                answers.give(request);
            }
        })?;
        Ok(Self { server, thread: Some(thread), endpoint, _folder: folder })
    }

    fn is_answering(&self) -> bool {
        self.thread.as_ref().is_some_and(|thread| !thread.is_finished())
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

/// What is answered, and the nonce by which listener and server know each other.
struct Answers {
    handler: Arc<CallbackHandler>,
    nonce: State,
}

impl Answers {
    /// The request with lines of ours behind its first. Of several lines of one name `tiny_http` believes the first, so
    /// that no line of a client's makes it keep the connection (`close`) or touch a body (`upgrade`): it would take as
    /// much memory as a `Content-Length` names, and the process would end where there is not so much.
    fn signed(&self, request: &[u8]) -> Vec<u8> {
        let first = request.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let lines = format!("x-snorq-listener: {}\r\nConnection: close, upgrade\r\n", self.nonce.as_str());
        let end = request.windows(4).position(|four| four == b"\r\n\r\n").map_or(request.len(), |end| end + 4);
        let (head, form) = request.split_at(end);
        let ascii = head.iter().map(|byte| if byte.is_ascii() { *byte } else { FOREIGN });
        let mut signed: Vec<u8> = ascii.collect();
        signed.splice(first..first, lines.into_bytes());
        signed.extend_from_slice(form);
        signed
    }

    /// Answers with the nonce first: what does not begin with it is `tiny_http`'s own.
    fn give(&self, mut request: Request) {
        let is_listener = request.headers().first().is_some_and(|line| self.nonce.matches(line.value.as_str()));
        let mut answer = Vec::new();
        if is_listener {
            let without_body = *request.method() == Method::Head;
            answer.extend_from_slice(self.nonce.as_str().as_bytes());
            if let Some(page) = self.handler.answer(&mut request) {
                answer.extend(self.handler.bytes(page, without_body));
            }
        } else {
            answer = Page::NotNavigated.bytes();
        }
        let mut writer = request.into_writer();
        // The listener may have gone.
        let _ = writer.write_all(&answer).and_then(|()| writer.flush());
    }
}

/// Where the server listens.
#[derive(Debug)]
enum Endpoint {
    #[cfg(unix)]
    Socket(std::path::PathBuf),
    Port(SocketAddr),
}

type Listening = (Server, Endpoint, Option<tempfile::TempDir>);

/// The socket is in a private folder in `temporary`.
#[cfg(unix)]
fn listen(temporary: &std::path::Path) -> Result<Listening, LoginError> {
    use std::os::unix::fs::PermissionsExt as _;
    let private = std::fs::Permissions::from_mode(0o700);
    let folder = tempfile::Builder::new().prefix("snorq-").permissions(private).tempdir_in(temporary);
    let folder = folder.map_err(|error| LoginError::NoTemporaryFolder(error.to_string()))?;
    let path = folder.path().join("pages");
    match std::os::unix::net::UnixListener::bind(&path) {
        Ok(listener) => {
            let server = Server::from_listener(listener, None).map_err(io::Error::other);
            Ok((server.map_err(LoginError::cannot_listen)?, Endpoint::Socket(path), Some(folder)))
        }
        // A temporary folder whose path is too long for a socket.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
            listen_on_port().map_err(LoginError::cannot_listen)
        }
        Err(error) => Err(LoginError::cannot_listen(error)),
    }
}

#[cfg(not(unix))]
fn listen(_: &std::path::Path) -> Result<Listening, LoginError> {
    listen_on_port().map_err(LoginError::cannot_listen)
}

fn listen_on_port() -> io::Result<Listening> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
    Ok((server, Endpoint::Port(address), None))
}

impl Endpoint {
    /// Connects at once or not at all. Must be called within a runtime.
    fn connect(&self) -> io::Result<Box<dyn Stream>> {
        match self {
            #[cfg(unix)]
            Self::Socket(path) => {
                let stream = std::os::unix::net::UnixStream::connect(path)?;
                stream.set_nonblocking(true)?;
                Ok(Box::new(tokio::net::UnixStream::from_std(stream)?))
            }
            Self::Port(address) => {
                let stream = std::net::TcpStream::connect(address)?;
                stream.set_nonblocking(true)?;
                Ok(Box::new(tokio::net::TcpStream::from_std(stream)?))
            }
        }
    }
}

/// A connection of any kind.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost:7\r\n\r\n";

    fn server() -> PageServer {
        PageServer::start(Arc::new(CallbackHandler::new(7, State::fresh(), None, unbounded_channel().0))).unwrap()
    }

    async fn status(server: &PageServer, request: &[u8]) -> String {
        let answer = server.ask(request).await.unwrap().unwrap();
        String::from_utf8(answer[9..12].to_vec()).unwrap()
    }

    /// Says `request` at the endpoint, past [`PageServer::ask`].
    async fn say(server: &PageServer, request: &[u8]) -> String {
        let mut stream = server.connect().unwrap();
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn it_answers_over_the_socket_and_over_a_port() {
        assert_eq!(status(&server(), GET).await, "200");
        let over_port = server();
        let running = Running::answering(listen_on_port().unwrap(), &over_port.answers).unwrap();
        assert!(matches!(running.endpoint, Endpoint::Port(address) if address.ip().is_loopback()));
        *over_port.running.lock().unwrap() = Some(running);
        assert_eq!(status(&over_port, GET).await, "200");
        let close = [&GET[..GET.len() - 2], b"Connection: close\r\n\r\n"].concat();
        assert_eq!(&say(&over_port, &close).await[9..12], "403");
    }

    #[tokio::test]
    async fn a_request_past_the_listener_is_refused() {
        let server = server();
        let other = Answers { handler: Arc::clone(&server.answers.handler), nonce: State::fresh() };
        assert_eq!(&say(&server, &other.signed(GET)).await[9..12], "403");
    }

    #[test]
    fn lines_of_ours_come_first_and_no_byte_beyond_ascii_is_passed_on() {
        let answers = server().answers;
        let signed =
            answers.signed("GET / HTTP/1.1\r\nConnection: keep-alive\r\nCookie: \u{e9}\r\n\r\n\u{e9}".as_bytes());
        let wanted = format!(
            "GET / HTTP/1.1\r\nx-snorq-listener: {}\r\nConnection: close, upgrade\r\nConnection: keep-alive\r\nCookie: \
             \u{7f}\u{7f}\r\n\r\n\u{e9}",
            answers.nonce.as_str()
        );
        assert_eq!(String::from_utf8(signed).unwrap(), wanted);
    }

    #[cfg(unix)]
    fn path(server: &PageServer) -> std::path::PathBuf {
        match &server.running.lock().unwrap().as_ref().unwrap().endpoint {
            Endpoint::Socket(path) => path.clone(),
            Endpoint::Port(_) => panic!("a Unix socket"),
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_socket_is_private_and_goes_with_the_server() {
        use std::os::unix::fs::PermissionsExt as _;
        let server = server();
        let folder = path(&server).parent().unwrap().to_owned();
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        drop(server);
        assert!(!folder.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_missing_temporary_folder_is_named_as_such() {
        let nowhere = tempfile::tempdir().unwrap().path().join("nowhere");
        let Err(LoginError::NoTemporaryFolder(why)) = listen(&nowhere) else { panic!("no folder can be made there") };
        assert!(why.contains("nowhere"), "{why}");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn l15_a_server_that_stopped_is_started_anew() {
        let server = server();
        // What is left when the accept thread has died: a path without a listener.
        std::fs::remove_file(path(&server)).unwrap();
        assert_eq!(status(&server, GET).await, "200");
        // What is left when the thread that answers has died: requests that no thread takes.
        server.running.lock().unwrap().as_ref().unwrap().server.unblock();
        while server.running.lock().unwrap().as_ref().unwrap().is_answering() {
            tokio::task::yield_now().await;
        }
        assert_eq!(status(&server, GET).await, "200");
    }
}
