//! The app secret proof: shows Meta that the sender of a token also knows the app secret.
//!
//! Two forms exist. The plain one is `HMAC-SHA256(app secret, token)`; the time-stamped one covers the token, a
//! vertical bar and the time in Unix seconds, is sent with `appsecret_time` and holds for five minutes, so that a
//! captured one is soon worthless (Meta, "Securing Graph API requests" and "Login security"). The time-stamped form is
//! sent until an endpoint refuses it although the clock is right; then this process goes on with the plain one.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

use crate::domain::Secret;

/// Differences below this are the network's, not the clock's.
const TOLERATED_SKEW_SECONDS: i64 = 30;

/// Makes proofs, and remembers what Meta's clock and endpoints want.
#[derive(Debug, Default)]
pub(super) struct AppsecretProof {
    /// Meta's clock minus ours, in seconds.
    skew: AtomicI64,
    plain: AtomicBool,
}

impl AppsecretProof {
    /// The parameters that prove `token`.
    pub(super) fn prove(&self, token: &Secret, app_secret: &Secret, now: Timestamp) -> Vec<(&'static str, Secret)> {
        if self.plain.load(Ordering::Relaxed) {
            return vec![("appsecret_proof", Secret::new(hmac_hex(app_secret, token.expose())))];
        }
        let time = (now.as_second() + self.skew.load(Ordering::Relaxed)).to_string();
        let covered = Secret::new(format!("{}|{time}", token.expose()));
        let proof = hmac_hex(app_secret, covered.expose());
        vec![("appsecret_proof", Secret::new(proof)), ("appsecret_time", Secret::new(time))]
    }

    /// Learns from a refused proof: takes over Meta's clock if it differs, else goes back to the plain form. Answers
    /// whether trying again makes sense.
    pub(super) fn refused(&self, server_time: Option<Timestamp>, now: Timestamp) -> bool {
        let known = self.skew.load(Ordering::Relaxed);
        let skew = server_time.map_or(known, |time| time.as_second() - now.as_second());
        if (skew - known).abs() > TOLERATED_SKEW_SECONDS {
            self.skew.store(skew, Ordering::Relaxed);
            return true;
        }
        !self.plain.swap(true, Ordering::Relaxed)
    }
}

fn hmac_hex(key: &Secret, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose().as_bytes()).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 4231, test case 2.
    #[test]
    fn the_plain_form_is_hmac_sha256_in_hex() {
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hmac_hex(&Secret::new("Jefe"), "what do ya want for nothing?"), expected);
    }

    #[test]
    fn the_stamped_form_covers_token_and_time() {
        let (token, secret) = (Secret::new("T"), Secret::new("S"));
        let proof = AppsecretProof::default().prove(&token, &secret, at(1000));
        let expected = [("appsecret_proof", hmac_hex(&secret, "T|1000")), ("appsecret_time", "1000".to_owned())];
        assert_eq!(proof, expected.map(|(name, value)| (name, Secret::new(value))));
    }

    #[test]
    fn a_refusal_first_corrects_the_clock_then_the_form_then_gives_up() {
        let proof = AppsecretProof::default();
        assert!(proof.refused(Some(at(4600)), at(1000)));
        assert_eq!(proof.prove(&Secret::new("T"), &Secret::new("S"), at(1000))[1].1, Secret::new("4600"));
        assert!(proof.refused(Some(at(4600)), at(1000)));
        assert_eq!(proof.prove(&Secret::new("T"), &Secret::new("S"), at(1000)).len(), 1);
        assert!(!proof.refused(Some(at(4600)), at(1000)));
    }
}
