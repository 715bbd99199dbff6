//! `https://localhost`: a certificate made here or brought along.
//!
//! What is made is a leaf for this machine's own names, not an authority, and is installed nowhere: to trust it is to
//! trust nothing else. It is kept, so that it has to be trusted once a year.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{ToSpan as _, tz::TimeZone};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;
use zeroize::Zeroizing;

use super::{LoginError, Tls};
use crate::clock::Clock;
use crate::files;

/// The names that the certificate is for.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// How long a made certificate is valid.
const DAYS: i32 = 365;
/// It is made anew this long before it ends.
const RENEW: i32 = 30;
/// The line before the certificate that says when it ends.
const ENDS: &str = "not after ";

/// Files in the folder.
const CERTIFICATE: &str = "localhost.pem";
const KEY: &str = "localhost.key";

/// What accepts TLS connections with `tls`.
pub(super) fn acceptor(tls: &Tls, clock: &dyn Clock) -> Result<TlsAcceptor, LoginError> {
    crate::http::install_provider();
    let config = match tls {
        Tls::Brought { certificate, key } => config(certificate, key)?,
        Tls::Made { folder } => made(folder, clock.now().to_zoned(TimeZone::UTC).date())?,
    };
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// The certificate that is shown with `tls`, as PEM, made if there is none: for a client that is to trust it alone.
pub fn certificate(tls: &Tls, clock: &dyn Clock) -> Result<Vec<u8>, LoginError> {
    acceptor(tls, clock)?;
    let path = match tls {
        Tls::Brought { certificate, .. } => certificate.clone(),
        Tls::Made { folder } => folder.join(CERTIFICATE),
    };
    std::fs::read(&path).map_err(|error| bad(&path, &error))
}

/// The kept certificate while it is good, otherwise a new one.
fn made(folder: &Path, today: Date) -> Result<ServerConfig, LoginError> {
    let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
    if is_valid(&certificate, today)
        && let Ok(config) = config(&certificate, &key)
    {
        return Ok(config);
    }
    make(folder, today).map_err(|error| bad(folder, &*error))?;
    config(&certificate, &key)
}

fn is_valid(certificate: &Path, today: Date) -> bool {
    let Ok(text) = std::fs::read_to_string(certificate) else { return false };
    let ends = text.lines().find_map(|line| line.strip_prefix(ENDS)).and_then(|date| date.parse::<Date>().ok());
    ends.is_some_and(|ends| {
        today.saturating_add(RENEW.days()) < ends && ends <= today.saturating_add((DAYS + 1).days())
    })
}

fn make(folder: &Path, today: Date) -> Result<(), Box<dyn std::error::Error>> {
    let ends = today.checked_add(DAYS.days())?;
    let mut wish = CertificateParams::new(NAMES.map(str::to_owned))?;
    wish.distinguished_name.push(DnType::CommonName, "snorq on this computer");
    wish.is_ca = IsCa::ExplicitNoCa;
    wish.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    wish.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // A day early, for clocks that are slow.
    let (year, month, day) = parts(today.checked_sub(1.day())?)?;
    wish.not_before = date_time_ymd(year, month, day);
    let (year, month, day) = parts(ends)?;
    wish.not_after = date_time_ymd(year, month, day);
    let key = KeyPair::generate()?;
    let certificate = wish.self_signed(&key)?;
    // The key first: a certificate without its key would look valid.
    files::write(&folder.join(KEY), Zeroizing::new(key.serialize_pem()).as_bytes())?;
    files::write(&folder.join(CERTIFICATE), format!("{ENDS}{ends}\n{}", certificate.pem()).as_bytes())?;
    Ok(())
}

fn parts(date: Date) -> Result<(i32, u8, u8), std::num::TryFromIntError> {
    Ok((date.year().into(), date.month().try_into()?, date.day().try_into()?))
}

fn config(certificate: &Path, key: &Path) -> Result<ServerConfig, LoginError> {
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| bad(certificate, &error))?;
    if chain.is_empty() {
        return Err(LoginError::BadCertificate(format!("{}: no certificate in it", certificate.display())));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| bad(key, &error))?;
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|error| bad(certificate, &error))
}

fn bad(path: &Path, error: &dyn std::error::Error) -> LoginError {
    LoginError::BadCertificate(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests;
