//! What the real client does with what the network can do to it.

mod servers;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;
use servers::Authority;

#[test]
fn this_machine_and_private_networks_are_not_the_internet() {
    for near in [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
    ] {
        assert!(!is_public(near.parse().unwrap()), "{near}");
    }
    for far in ["31.13.64.35", "100.128.0.1", "2a03:2880::1", "::ffff:31.13.64.35"] {
        assert!(is_public(far.parse().unwrap()), "{far}");
    }
}

#[tokio::test]
async fn a_name_of_this_machine_leads_nowhere_on_the_internet() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("https://localhost:{port}/").parse().unwrap();
    let sent = Live::new(Roots::Internet).unwrap().send(Request::new(Method::Get, url)).await;
    assert!(matches!(sent, Err(TransportError::Connect { .. })), "{:?}", sent.map(|answer| answer.status));
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "no connection was made");
}

/// A server that does `with` every connection; its port, and how many came.
async fn serving<Done: Future<Output = ()> + Send + 'static>(
    with: impl Fn(tokio::net::TcpStream) -> Done + Send + 'static,
) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, came) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let counted = came.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(with(stream));
        }
    });
    (port, came)
}

/// Reads what comes first and writes `answer`.
async fn answers(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: impl AsRef<[u8]>) {
    let _ = stream.read(&mut [0; 4096]).await;
    let _ = stream.write_all(answer.as_ref()).await;
    let _ = stream.shutdown().await;
}

fn get(url: &str) -> Request {
    Request::new(Method::Get, url.parse().unwrap()).header("authorization", "Bearer canary-token")
}

/// Every status that redirects, to the same host, to another one, and down to plain http.
#[tokio::test]
async fn t12_no_redirect_is_followed() {
    let authority = Authority::new();
    let acceptor = TlsAcceptor::from(authority.server(|_| {}));
    let (elsewhere, strayed) = serving(|stream| answers(stream, "HTTP/1.1 200 OK\r\n\r\n")).await;
    let targets = Arc::new(Mutex::new(Vec::new()));
    let next = targets.clone();
    let (port, came) = serving(move |stream| {
        let (acceptor, answer) = (acceptor.clone(), next.lock().unwrap().pop().unwrap());
        async move { answers(acceptor.accept(stream).await.unwrap(), answer).await }
    })
    .await;
    let client = Live::new(Roots::Only(authority.pem())).unwrap();
    let own = format!("https://localhost:{port}");
    let mut tried = 0;
    for status in [301, 302, 303, 307, 308] {
        for target in [own.clone(), format!("https://127.0.0.1:{elsewhere}"), format!("http://localhost:{elsewhere}")] {
            let answer = format!("HTTP/1.1 {status} Away\r\nLocation: {target}/caught\r\nContent-Length: 0\r\n\r\n");
            targets.lock().unwrap().push(answer);
            assert_eq!(client.send(get(&format!("{own}/v1/me"))).await.unwrap().status, status);
            tried += 1;
            assert_eq!((came.load(Ordering::SeqCst), strayed.load(Ordering::SeqCst)), (tried, 0), "{status} {target}");
        }
    }
    assert_eq!(tried, 15);
}

/// Eight MiB are more than Meta ever sends; nothing is unpacked, so nothing grows.
#[tokio::test]
async fn r06_a_huge_answer_is_cut_and_a_packed_one_stays_packed() {
    let (port, _) = serving(|mut stream| async move {
        let chunk = [b"10000\r\n".as_slice(), &vec![b'a'; 0x10000], b"\r\n"].concat();
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
        while stream.write_all(&chunk).await.is_ok() {}
    })
    .await;
    let client = Live::new(Roots::Loopback).unwrap();
    let begun = Instant::now();
    let endless = client.send(get(&format!("http://localhost:{port}/"))).await;
    assert!(matches!(endless, Err(TransportError::TooLarge { limit: LIMIT, .. })), "{endless:?}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());

    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 4, 0, 0x43, 0xbe, 0xb7, 0xe8, 1, 0, 0, 0];
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", packed.len());
    let (port, _) = serving(move |stream| answers(stream, [head.as_bytes(), &packed].concat())).await;
    let answer = client.send(get(&format!("http://localhost:{port}/"))).await.unwrap();
    assert_eq!(answer.body, packed);
}

/// The address has the secret in its query and in its path, as some of Meta's have to.
#[tokio::test]
async fn t05_no_error_shows_the_address_that_failed() {
    let answers_with = async |answer: &'static str| serving(move |stream| answers(stream, answer)).await.0;
    let ports = [
        ("http", answers_with("").await),
        ("http", answers_with("nonsense\r\n\r\n").await),
        ("http", answers_with("HTTP/1.1 200 OK\r\nContent-Le").await),
        ("http", answers_with("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut").await),
        ("http", answers_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").await),
        ("http", answers_with("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n").await),
        ("https", answers_with("HTTP/1.1 200 OK\r\n\r\n").await),
        ("http", std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()),
    ];
    let client = Live::new(Roots::Loopback).unwrap();
    let mut seen = 0;
    for (scheme, port) in ports.iter().cycle().take(2000) {
        let url = format!("{scheme}://localhost:{port}/canary?access_token=canary&client_secret=canary#canary");
        let error = client.send(get(&url)).await.unwrap_err();
        let mut said = format!("{error} {error:?} {error:#?}");
        let mut cause = std::error::Error::source(&error);
        while let Some(inner) = cause {
            said.extend([inner.to_string(), format!("{inner:?}")]);
            cause = inner.source();
        }
        assert!(!said.contains("canary"), "{said}");
        seen += 1;
    }
    assert_eq!(seen, 2000);
}
