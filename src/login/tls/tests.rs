//! `https` for real, with a client that trusts the made certificate and nothing else.

use std::time::Duration;

use jiff::civil::date;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::super::ListenOptions;
use super::super::loopback::tests::{listen, start};
use super::*;
use crate::clock::System;

fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

async fn get(port: u16, name: &str, target: &str, certificate: &Path) -> std::io::Result<String> {
    crate::http::install_provider();
    let mut roots = RootCertStore::empty();
    for one in CertificateDer::pem_file_iter(certificate).unwrap() {
        roots.add(one.unwrap()).unwrap();
    }
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let name = rustls::pki_types::ServerName::try_from(name.to_owned()).unwrap();
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await?;
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test]
async fn a_login_over_https_with_a_made_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let certificate = folder.path().join(CERTIFICATE);
    let login = start(ListenOptions { tls: Some(Tls::Made { folder: folder.path().into() }), ..listen() }).await;
    for name in NAMES {
        assert!(get(login.port, name, "/", &certificate).await.unwrap().starts_with("HTTP/1.1 200"), "{name}");
    }
    assert!(get(login.port, "example.com", "/", &certificate).await.is_err());
    let mut plain = TcpStream::connect(("127.0.0.1", login.port)).await.unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP"));
    let answer = get(login.port, "localhost", &login.good(), &certificate).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("\r\nLocation: /done\r\n"));
    assert!(!answer.to_lowercase().contains("strict-transport-security"));
    assert!(get(login.port, "localhost", "/done", &certificate).await.unwrap().contains("Logged in"));
    assert_eq!(login.end.await.unwrap().unwrap().expose(), "canary-code");
}

#[tokio::test]
async fn the_redirect_address_says_https() {
    use super::super::{LoginMethod as _, Loopback, NoBrowser};
    let folder = tempfile::tempdir().unwrap();
    let watch = std::sync::Arc::new(super::super::loopback::tests::Watch::default());
    let wish = ListenOptions {
        tls: Some(Tls::Made { folder: folder.path().into() }),
        port: None,
        timeout: Duration::from_secs(1),
    };
    let waiting = Loopback::new(wish, Arc::new(NoBrowser), watch, Arc::new(System)).open().await.unwrap();
    assert!(waiting.redirect().starts_with("https://localhost:") && waiting.redirect().ends_with("/callback"));
}

/// Always in the year 2040.
struct Later;

#[async_trait::async_trait]
impl Clock for Later {
    fn now(&self) -> jiff::Timestamp {
        "2040-06-01T12:00:00Z".parse().unwrap()
    }

    async fn sleep(&self, time: Duration) {
        System.sleep(time).await;
    }
}

#[tokio::test]
async fn whether_a_kept_certificate_is_good_is_judged_by_the_clock_that_was_given() {
    use super::super::{LoginMethod as _, Loopback, NoBrowser};
    let folder = tempfile::tempdir().unwrap();
    let tls = Tls::Made { folder: folder.path().into() };
    for (clock, ends) in [(Arc::new(System) as Arc<dyn Clock>, None), (Arc::new(Later), Some("not after 2041-06-01"))] {
        let watch = Arc::new(super::super::loopback::tests::Watch::default());
        let wish = ListenOptions { tls: Some(tls.clone()), port: None, timeout: Duration::from_secs(1) };
        Loopback::new(wish, Arc::new(NoBrowser), watch, clock).open().await.unwrap();
        let kept = text(folder.path(), CERTIFICATE);
        assert!(ends.is_none_or(|ends| kept.starts_with(ends)), "{kept}");
    }
}

#[test]
fn l25_the_key_is_private_and_the_certificate_is_a_leaf_that_is_kept() {
    crate::http::install_provider();
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("tls");
    let day = date(2026, 5, 1);
    made(&folder, day).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&folder.join(KEY)), mode(&folder.join(CERTIFICATE))), (0o700, 0o600, 0o600));
    }
    let first = text(&folder, CERTIFICATE);
    assert!(first.starts_with("not after 2027-05-01\n-----BEGIN CERTIFICATE-----"), "{first}");
    made(&folder, date(2027, 3, 31)).unwrap();
    assert_eq!(text(&folder, CERTIFICATE), first);
    made(&folder, date(2027, 4, 1)).unwrap();
    assert_ne!(text(&folder, CERTIFICATE), first, "less than 30 days are left");
}

#[test]
fn a_damaged_pair_is_made_anew() {
    crate::http::install_provider();
    let folder = tempfile::tempdir().unwrap();
    let (path, day) = (folder.path(), date(2026, 5, 1));
    made(path, day).unwrap();
    let first = text(path, CERTIFICATE);
    for (name, damage) in
        [(KEY, String::new()), (CERTIFICATE, "x".into()), (KEY, rcgen::KeyPair::generate().unwrap().serialize_pem())]
    {
        std::fs::write(path.join(name), damage).unwrap();
        made(path, day).unwrap();
        assert_ne!(text(path, CERTIFICATE), first, "{name}");
    }
    // A clock that was set back by years must not keep a certificate for years.
    std::fs::write(path.join(CERTIFICATE), format!("{ENDS}2030-01-01\n{first}")).unwrap();
    made(path, day).unwrap();
    assert!(text(path, CERTIFICATE).starts_with("not after 2027-05-01"));
}

#[test]
fn brought_files_are_used_or_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    crate::http::install_provider();
    made(folder.path(), date(2026, 5, 1)).unwrap();
    let (certificate, key) = (folder.path().join(CERTIFICATE), folder.path().join(KEY));
    let brought = |certificate: &Path, key: &Path| {
        acceptor(&Tls::Brought { certificate: certificate.into(), key: key.into() }, &System).map(|_| ())
    };
    assert_eq!(brought(&certificate, &key), Ok(()));
    let nowhere = folder.path().join("nowhere.pem");
    for (certificate, key) in [(&nowhere, &key), (&certificate, &nowhere), (&key, &key), (&certificate, &certificate)] {
        assert!(
            matches!(brought(certificate, key), Err(LoginError::BadCertificate(why)) if why.contains(".pem") || why.contains(".key"))
        );
    }
}

/// A machine that does not trust a certificate says so, and not that there is no connection.
#[tokio::test]
async fn an_untrusted_certificate_is_named_as_such() {
    use crate::http::{Live, Method, Request, Roots, Transport as _, TransportError};
    let folder = tempfile::tempdir().unwrap();
    let login = start(ListenOptions { tls: Some(Tls::Made { folder: folder.path().into() }), ..listen() }).await;
    let url = format!("https://localhost:{}/", login.port).parse().unwrap();
    let answer = Live::new(Roots::Loopback).unwrap().send(Request::new(Method::Get, url)).await;
    assert!(matches!(answer, Err(TransportError::Tls { .. })), "{answer:?}");
}
