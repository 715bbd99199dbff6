//! The question by which Meta finds out whether a callback is the app's own (Meta, webhooks, verification requests).

use subtle::ConstantTimeEq as _;
use url::Url;

use crate::domain::Secret;

/// Longer than any challenge of Meta's, which are whole numbers.
const LONGEST: usize = 128;

/// What to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handshake {
    /// 200 with this as the whole body.
    Confirmed(String),
    /// 403: another verify token.
    WrongToken,
    /// 400: no question of Meta's.
    None,
}

/// Reads the question in the query of `url`, which may have parameters of its own besides.
///
/// The challenge is repeated only if it could do nothing on a page or in a header.
pub fn handshake(url: &Url, verify_token: &Secret) -> Handshake {
    let value = |name: &str| {
        let mut values = url.query_pairs().filter(|(key, _)| key == name).map(|(_, value)| value);
        values.next().filter(|_| values.next().is_none())
    };
    let (Some(mode), Some(challenge), Some(token)) =
        (value("hub.mode"), value("hub.challenge"), value("hub.verify_token"))
    else {
        return Handshake::None;
    };
    if !bool::from(token.as_bytes().ct_eq(verify_token.expose().as_bytes())) {
        return Handshake::WrongToken;
    }
    let harmless = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let sound = (1..=LONGEST).contains(&challenge.len()) && challenge.chars().all(harmless);
    if mode == "subscribe" && sound { Handshake::Confirmed(challenge.into_owned()) } else { Handshake::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(query: &str) -> Handshake {
        let url = Url::parse(&format!("https://hooks.example/meta?{query}")).unwrap();
        handshake(&url, &Secret::new("between us"))
    }

    #[test]
    fn the_challenge_comes_back_for_the_right_token_only() {
        let confirmed = Handshake::Confirmed("1158201444".to_owned());
        assert_eq!(ask("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=between+us"), confirmed);
        assert_eq!(
            ask("tenant=7&hub.verify_token=between%20us&hub.challenge=1158201444&hub.mode=subscribe"),
            confirmed
        );
        for wrong in ["between", "between%20us%20", "", "Between us"] {
            let query = format!("hub.mode=subscribe&hub.challenge=1&hub.verify_token={wrong}");
            assert_eq!(ask(&query), Handshake::WrongToken, "{wrong}");
        }
        for none in [
            "",
            "hub.mode=subscribe&hub.challenge=1",
            "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=between us",
        ] {
            assert_eq!(ask(none), Handshake::None, "{none}");
        }
    }

    #[test]
    fn w09_a_challenge_that_could_act_on_a_page_or_in_a_header_is_not_repeated() {
        let long = "1".repeat(LONGEST + 1);
        for bad in
            ["<script>", "1%0d%0aset-cookie:x", "a%20b", "1&hub.challenge=2", "%22", "", "%00", "ä", long.as_str()]
        {
            let query = format!("hub.mode=subscribe&hub.verify_token=between us&hub.challenge={bad}");
            assert_eq!(ask(&query), Handshake::None, "{bad}");
        }
    }
}
