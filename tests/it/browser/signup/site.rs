//! A page of an app's own site, over https on localhost: it loads the sandbox's JavaScript SDK, opens Embedded Signup
//! on a click, and writes down what reaches it.

use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

const PAGE: &str = r#"<!doctype html><title>a page</title><h1>A page</h1>
<button id="go">Connect WhatsApp</button><ol id="log"></ol>
<script>
  function note(kind, value) {
    var line = document.createElement("li");
    line.textContent = JSON.stringify([kind, value]);
    document.getElementById("log").append(line);
  }
  window.addEventListener("message", function (event) {
    if (event.origin !== "SANDBOX") return note("stranger", event.origin);
    try { var said = JSON.parse(event.data); } catch (e) { return; }
    if (said.type === "WA_EMBEDDED_SIGNUP") note("event", said);
  });
  window.fbAsyncInit = function () {
    FB.init({ appId: "900000000000001", autoLogAppEvents: true, xfbml: true, version: "v27.0" });
    document.getElementById("go").disabled = false;
    document.body.dataset.ready = "1";
  };
  document.getElementById("go").addEventListener("click", function () {
    FB.login(function (response) { note("answer", response); }, OPTIONS);
  });
</script>
<script async defer crossorigin="anonymous" src="SANDBOX/en_US/sdk.js"></script>"#;

/// The site; it goes with the test.
pub(super) struct Site {
    pub(super) address: String,
    _stop: oneshot::Sender<()>,
}

impl Site {
    /// Serves the page, which logs in at `sandbox` with `options`, over https or else http.
    pub(super) fn start(sandbox: &str, options: &str, https: bool) -> Self {
        let page = PAGE.replace("SANDBOX", sandbox).replace("OPTIONS", options);
        let (told, port) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
                told.send(listener.local_addr().unwrap().port()).unwrap();
                tokio::select! {
                    () = serve(&listener, &page, https.then(acceptor)) => {}
                    _ = stopped => {}
                }
            });
        });
        let scheme = if https { "https" } else { "http" };
        Self { address: format!("{scheme}://localhost:{}/", port.recv().unwrap()), _stop: stop }
    }
}

fn acceptor() -> TlsAcceptor {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A browser opens several connections and leaves some unused, so each has a task of its own.
async fn serve(listener: &TcpListener, page: &str, tls: Option<TlsAcceptor>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (page, tls) = (page.to_owned(), tls.clone());
        tokio::spawn(async move {
            match tls {
                None => answer(stream, &page).await,
                Some(tls) => match tls.accept(stream).await {
                    Ok(stream) => answer(stream, &page).await,
                    Err(_) => Ok(()),
                },
            }
        });
    }
}

async fn answer(
    mut stream: impl tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    page: &str,
) -> std::io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let byte = stream.read_u8().await?;
        request.push(byte);
    }
    let status = if request.starts_with(b"GET / ") { "200 OK" } else { "404 Not Found" };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        page.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(page.as_bytes()).await?;
    stream.shutdown().await
}
