//! Servers that must not be believed, each wrong in one way, beside one that is right.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair,
    NameConstraints,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::*;

/// An authority, the good and the badly signed certificate of a server, and its key. Rust's own tools no longer sign
/// with SHA-1: `openssl x509 -req -sha1` did, for a hundred years.
const SIGNATURES: &[u8] = include_bytes!("signatures.pem");

/// Signs certificates for `localhost`.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    pub(super) fn new() -> Self {
        Self::limited(None)
    }

    fn limited(names: Option<NameConstraints>) -> Self {
        install_provider();
        let mut own = CertificateParams::new(Vec::new()).unwrap();
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        own.distinguished_name.push(DnType::CommonName, "an authority");
        own.name_constraints = names;
        let key = KeyPair::generate().unwrap();
        let pem = own.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(own, key), pem }
    }

    pub(super) fn pem(&self) -> Vec<u8> {
        self.pem.clone().into_bytes()
    }

    /// A server with a certificate that is good but for what `spoil` does.
    pub(super) fn server(&self, spoil: impl FnOnce(&mut CertificateParams)) -> Arc<ServerConfig> {
        let mut leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        spoil(&mut leaf);
        let key = KeyPair::generate().unwrap();
        let certificate = leaf.signed_by(&key, &self.issuer).unwrap().der().clone();
        config(certificate, PrivatePkcs8KeyDer::from(key.serialize_der()).into())
    }
}

fn config(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> Arc<ServerConfig> {
    Arc::new(ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap())
}

fn self_signed() -> Arc<ServerConfig> {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().self_signed(&key).unwrap();
    config(certificate.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der()).into())
}

/// What a client that trusts `pem` makes of a server; true if it was believed.
async fn believed(pem: Vec<u8>, server: Arc<ServerConfig>) -> bool {
    let acceptor = TlsAcceptor::from(server);
    let (port, _) = serving(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            if let Ok(stream) = acceptor.accept(stream).await {
                answers(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
            }
        }
    })
    .await;
    judged(pem, port).await
}

async fn judged(pem: Vec<u8>, port: u16) -> bool {
    match Live::new(Roots::Only(pem)).unwrap().send(get(&format!("https://localhost:{port}/"))).await {
        Ok(answer) => answer.status == 200,
        Err(error) => {
            assert!(matches!(error, TransportError::Tls { .. }), "{error:?}");
            false
        }
    }
}

#[tokio::test]
async fn r12_no_bad_certificate_is_believed() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let pem = || authority.pem();
    assert!(believed(pem(), authority.server(|_| {})).await, "the good one");
    let elsewhere = GeneralSubtree::DnsName("example.com".to_owned());
    let narrow =
        Authority::limited(Some(NameConstraints { permitted_subtrees: vec![elsewhere], excluded_subtrees: vec![] }));
    let bad = [
        ("expired", pem(), authority.server(|leaf| leaf.not_after = rcgen::date_time_ymd(2020, 1, 1))),
        ("not yet good", pem(), authority.server(|leaf| leaf.not_before = rcgen::date_time_ymd(2990, 1, 1))),
        (
            "of another host",
            pem(),
            authority.server(|leaf| {
                *leaf = CertificateParams::new(vec!["example.com".to_owned()]).unwrap();
            }),
        ),
        ("self-signed", pem(), self_signed()),
        ("of an unknown authority", pem(), stranger.server(|_| {})),
        (
            "for another use",
            pem(),
            authority.server(|leaf| leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]),
        ),
        ("outside of its authority's names", narrow.pem(), narrow.server(|_| {})),
    ];
    for (what, pem, server) in bad {
        assert!(!believed(pem, server).await, "{what}");
    }
}

#[tokio::test]
async fn r12_no_weak_signature_is_believed() {
    install_provider();
    let mut chain = CertificateDer::pem_slice_iter(SIGNATURES).map(Result::unwrap);
    let (_, good, weak) = (chain.next().unwrap(), chain.next().unwrap(), chain.next().unwrap());
    let key = || PrivateKeyDer::from_pem_slice(SIGNATURES).unwrap();
    let text = String::from_utf8(SIGNATURES.to_vec()).unwrap();
    let authority = text.split_inclusive("-----END CERTIFICATE-----\n").next().unwrap().as_bytes().to_vec();
    assert!(believed(authority.clone(), config(good, key())).await, "SHA-256");
    assert!(!believed(authority, config(weak, key())).await, "SHA-1");
}

/// A server that answers with an old version, or with a cipher that hides nothing.
#[tokio::test]
async fn r12_no_old_version_and_no_empty_cipher_is_taken() {
    for (version, cipher) in [([3, 1], [0, 0x2f]), ([3, 2], [0, 0x2f]), ([3, 3], [0, 0x3b])] {
        let random = [7; 32];
        let hello = [&version[..], &random, &[0], &cipher, &[0]].concat();
        let length = u8::try_from(hello.len()).unwrap();
        let record = [&[22, 3, 1, 0, length + 4, 2, 0, 0, length][..], &hello].concat();
        let (port, _) = serving(move |mut stream| {
            let record = record.clone();
            async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(&record).await;
                // Whatever it answers is read, so that no reset hides why.
                let _ = stream.read_to_end(&mut Vec::new()).await;
            }
        })
        .await;
        assert!(!judged(Authority::new().pem(), port).await, "{version:?} {cipher:?}");
    }
}
