//! Cuts secrets out of what Meta says, before it becomes text of ours.
//!
//! Meta repeats tokens in its error messages ("Malformed access token …"), and `debug_token` repeats the app's: whole,
//! cut short, or encoded as they were sent. A message goes to screens, documents, records and the log, so it is cleaned
//! where it is read. Two rules: what shares a stretch with a secret of the call goes, and so does what is shaped like a
//! token, even if it is none of the call's.

use std::collections::HashSet;

use crate::domain::{Secret, text};

/// Stands where something was cut out.
const CUT: &str = "[cut]";
/// A shared stretch of this many bytes is no coincidence; shorter echoes are worth nothing. A secret below this length,
/// such as a PIN, could be part of a word or of an id, so it counts as a whole word only.
const STRETCH: usize = 8;
/// Letters and digits mixed over this length are a token, a proof or an app secret: Meta's ids are digits, and its
/// names for fields and permissions have no digits.
const TOKEN: usize = 24;
/// Meta's trace ids have eleven or 23 characters; app secrets have 32.
const LONGEST_TRACE: usize = 24;

/// Knows the secrets of a call.
#[derive(Debug, Clone, Default)]
pub(super) struct Redactor {
    secrets: Vec<Vec<u8>>,
}

/// A byte of a text as it is when all encodings are undone, and the stretch of the text that stands for it.
#[derive(Debug, Clone, Copy)]
struct Letter {
    byte: u8,
    start: usize,
    end: usize,
}

impl Redactor {
    /// A redactor of `secrets`.
    pub(super) fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let plain = |secret: &Secret| folded(&letters(secret.expose()));
        Self { secrets: secrets.into_iter().map(plain).filter(|secret| !secret.is_empty()).collect() }
    }

    /// `said` without secrets, and safe to show.
    pub(super) fn clean(&self, said: &str) -> String {
        let letters = letters(said);
        let mut cut = vec![false; said.len()];
        for (start, end) in self.echoes(&letters).into_iter().chain(tokens(&letters)) {
            cut[letters[start].start..letters[end - 1].end].fill(true);
        }
        let mut cleaned = String::with_capacity(said.len());
        let mut cutting = false;
        for (at, c) in said.char_indices() {
            let gone = cut[at..at + c.len_utf8()].contains(&true);
            if !gone {
                cleaned.push(c);
            } else if !cutting {
                cleaned.push_str(CUT);
            }
            cutting = gone;
        }
        text::shown(&cleaned)
    }

    /// A trace id that looks like one.
    pub(super) fn trace(&self, said: &str) -> Option<String> {
        // Meta has escaped the bar of some twice.
        let said = &said.replace(r"\/", "/");
        let shaped = (1..=LONGEST_TRACE).contains(&said.len())
            && said.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte));
        let letters = letters(said);
        let secret = !self.echoes(&letters).is_empty() || begins_token(&letters);
        (shaped && !secret).then(|| said.to_owned())
    }

    /// The word for a kind of error, such as `OAuthException`.
    pub(super) fn word(&self, said: &str) -> Option<String> {
        let shaped = said.len() <= 40 && said.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        (shaped && self.clean(said) == said).then(|| said.to_owned())
    }

    /// Where `letters` share a stretch with a secret.
    fn echoes(&self, letters: &[Letter]) -> Vec<(usize, usize)> {
        let said = folded(letters);
        let mut found = Vec::new();
        for secret in &self.secrets {
            let length = secret.len().min(STRETCH);
            let stretches: HashSet<&[u8]> = secret.windows(length).collect();
            let hits = said.windows(length).enumerate().filter(|(_, window)| stretches.contains(window));
            let hits = hits.map(|(at, _)| (at, at + length));
            found.extend(hits.filter(|(start, end)| length >= STRETCH || stands_alone(&said, *start, *end)));
        }
        found
    }
}

fn stands_alone(said: &[u8], start: usize, end: usize) -> bool {
    let is_part = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
    !is_part(start.checked_sub(1).and_then(|at| said.get(at))) && !is_part(said.get(end))
}

/// Letters without regard to case, and with a form's `+` for a blank.
fn folded(letters: &[Letter]) -> Vec<u8> {
    letters.iter().map(|letter| if letter.byte == b'+' { b' ' } else { letter.byte.to_ascii_lowercase() }).collect()
}

/// Undoes percent signs (however often they were applied) and JSON's escapes.
fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (at, byte) in text.bytes().enumerate() {
        letters.push(Letter { byte, start: at, end: at + 1 });
        while let Some((length, byte)) = escape(&letters) {
            let start = letters[letters.len() - length].start;
            letters.truncate(letters.len() - length);
            letters.push(Letter { byte, start, end: at + 1 });
        }
    }
    letters
}

/// The escape that `letters` end with: its length, and the byte that it stands for.
fn escape(letters: &[Letter]) -> Option<(usize, u8)> {
    let last: Vec<u8> = letters.iter().rev().take(6).rev().map(|letter| letter.byte).collect();
    let hex = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    match last.as_slice() {
        [.., b'\\', slash @ (b'/' | b'"')] => Some((2, *slash)),
        [b'\\', b'u', b'0', b'0', high, low] => Some((6, hex(&[*high, *low])?)),
        [.., b'%', high, low] => Some((3, hex(&[*high, *low])?)),
        _ => None,
    }
}

/// Where something is shaped like a token.
fn tokens(letters: &[Letter]) -> Vec<(usize, usize)> {
    let is_part = |letter: &Letter| letter.byte.is_ascii_alphanumeric() || b"_-".contains(&letter.byte);
    let (mut found, mut start) = (Vec::new(), 0);
    for run in letters.chunk_by(|one, next| is_part(one) == is_part(next)) {
        let has = |wanted: fn(&u8) -> bool| run.iter().any(|letter| wanted(&letter.byte));
        // An app token is the app's id, a bar and the secret.
        let of_app = start >= 2 && letters[start - 1].byte == b'|' && letters[start - 2].byte.is_ascii_digit();
        let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
        if is_part(&run[0]) && (run.len() >= TOKEN && mixed || run.len() >= STRETCH && of_app || begins_token(run)) {
            found.push((start, start + run.len()));
        }
        start += run.len();
    }
    found
}

/// What Meta's tokens begin with: `EAA` for Facebook and WhatsApp, `IGAA` and `IGQ` for Instagram.
fn begins_token(run: &[Letter]) -> bool {
    let begins = |start: &[u8]| run.windows(start.len()).any(|window| window.iter().map(|one| &one.byte).eq(start));
    run.len() >= STRETCH && [b"EAA".as_slice(), b"IGAA", b"IGQ"].into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "EAAGm0PX4ZCpsBAKZAexample1ZD";
    const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn redactor() -> Redactor {
        let secrets = [TOKEN, APP_SECRET, "424242", "pass word|ü/1"].map(Secret::new);
        Redactor::new(&secrets)
    }

    #[test]
    fn an_echo_is_cut_out_however_it_is_written() {
        for echo in [
            TOKEN,
            &TOKEN.to_lowercase(),
            &TOKEN[..12],
            &TOKEN[9..20],
            "%45AAGm0PX4%5ACpsBAK",
            "%2545AAGm0PX4ZCps",
            "77%7C0123456789abcdef0123456789abcdef",
            r"77\u00257C0123456789abcdef",
            "0123456789ABCDEF",
            "424242",
            "pass+word%7C%C3%BC%2F1",
            r"pass word|ü\/1",
        ] {
            let cleaned = redactor().clean(&format!("Malformed access token {echo}: try again"));
            let start = cleaned.find(CUT).unwrap_or_else(|| panic!("{echo} is in {cleaned}"));
            assert!(cleaned.starts_with("Malformed access token ") && start <= 37, "{cleaned}");
            assert!(cleaned.ends_with("[cut]: try again"), "{cleaned}");
        }
    }

    #[test]
    fn what_is_shaped_like_a_token_goes_even_if_it_is_none_of_the_calls() {
        for token in [
            "EAAMADEUP",
            "IGQVJother1",
            "900000000000001|DqZsLtWf9C",
            "ffffffff0fffffffffffffffffffffff",
            "a1b2c3d4e5f6g7h8i9j0k1l2m3",
        ] {
            let cleaned = Redactor::default().clean(&format!("got \"{token}\"."));
            assert!(!cleaned.contains(&token[token.len() - 8..]) && cleaned.contains(CUT), "{cleaned}");
        }
    }

    #[test]
    fn metas_own_words_stay() {
        for said in [
            "(#100) Tried accessing nonexisting field (connected_instagram_account) on node type (Page)",
            "Unsupported get request. Object with ID '17841400000000001' does not exist",
            "Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages",
            "permissions is needed: whatsapp_business_manage_events or instagram_business_manage_messages.",
            "100% of the sum, %zz, \\ and 424242424242",
        ] {
            assert_eq!(redactor().clean(said), said);
        }
    }

    #[test]
    fn a_short_secret_counts_as_a_whole_word_only() {
        let redactor = Redactor::new(&[Secret::new("on"), Secret::new("")]);
        assert_eq!(redactor.clean("permission on Page"), "permission [cut] Page");
    }

    #[test]
    fn a_trace_that_does_not_look_like_one_is_dropped() {
        for trace in ["AWQy_KGAN75DzCTn5AOU0Gy", "F2+nGYsbU2v", "HJZvd/uujRi", "xxxx"] {
            assert_eq!(redactor().trace(trace).as_deref(), Some(trace));
        }
        assert_eq!(redactor().trace(r"HJZvd\/uujRi").as_deref(), Some("HJZvd/uujRi"));
        for other in ["", "a b", APP_SECRET, TOKEN, &TOKEN[..10], &APP_SECRET[..9], "\u{1b}[2J", "EAAotherstoken"] {
            assert_eq!(redactor().trace(other), None, "{other}");
        }
        assert_eq!(redactor().word("GraphMethodException").as_deref(), Some("GraphMethodException"));
        assert_eq!((redactor().word(TOKEN), redactor().word("a b")), (None, None));
    }

    /// However odd a message is, cleaning it ends, and soon.
    #[test]
    fn a_long_row_of_percent_signs_is_read_once() {
        let long = "%25".repeat(100_000);
        assert_eq!(redactor().clean(&long).len(), long.len());
    }
}
