//! Secrets and answers from standard input.

use std::collections::VecDeque;
use std::io::{IsTerminal as _, Read as _};

use zeroize::Zeroizing;

use crate::context::Context;
use crate::domain::Secret;
use crate::error::Failure;
use crate::prompts::Question;

/// No token or secret is longer.
const LIMIT: u64 = 64 * 1024;

/// What a terminal puts around a paste, if a program left it in that mode.
const PASTE: [&str; 2] = ["\x1b[200~", "\x1b[201~"];

/// One line of standard input; `None` at its end.
pub(crate) fn line() -> Result<Option<String>, Failure> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = std::io::BufRead::read_until(&mut std::io::stdin().lock().take(LIMIT), b'\n', &mut bytes)?;
    if read == 0 { Ok(None) } else { Ok(Some(decoded(&bytes)?.trim().to_owned())) }
}

/// All of standard input, as text without the line break at its end.
pub(crate) fn text() -> Result<String, Failure> {
    Ok(whole()?.trim_end_matches(['\r', '\n']).to_owned())
}

fn whole() -> Result<Zeroizing<String>, Failure> {
    // Room enough, so that no half of a secret stays behind in memory when it grows.
    let mut bytes = Zeroizing::new(Vec::with_capacity(8192));
    std::io::stdin().take(LIMIT).read_to_end(&mut bytes)?;
    decoded(&bytes).map(|text| Zeroizing::new(text.to_owned()))
}

/// The text of what came, without the mark that some editors put before it.
fn decoded(bytes: &[u8]) -> Result<&str, Failure> {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0);
    match std::str::from_utf8(bytes) {
        Ok(text) if !wide => Ok(text.trim_start_matches('\u{feff}')),
        _ if wide => Err(Failure::usage("standard input is UTF-16, and UTF-8 is needed")
            .hint("in PowerShell, first: $OutputEncoding = [Text.Encoding]::UTF8; of a file: save it as UTF-8")),
        _ => Err(Failure::usage("standard input is no UTF-8 text")),
    }
}

/// A secret that `flag` announced: asked for without echo on a terminal, read from a pipe otherwise.
pub(crate) fn secret(cx: &Context, what: &str, flag: &str) -> Result<Secret, Failure> {
    Lines::default().secret(cx, what, flag)
}

/// Several secrets, one on a line, for commands that take more than one from a pipe.
#[derive(Default)]
pub(crate) struct Lines {
    /// What is left of the pipe; `None` before it is read.
    left: Option<VecDeque<Secret>>,
}

impl Lines {
    /// The next secret, which `flag` announced: asked for without echo on a terminal.
    pub(crate) fn secret(&mut self, cx: &Context, what: &str, flag: &str) -> Result<Secret, Failure> {
        if std::io::stdin().is_terminal() {
            return Ok(cx.prompts.secret(&Question { prompt: what, flag, default: None })?);
        }
        let next = self.left()?.pop_front();
        next.ok_or_else(|| Failure::usage(format!("{flag}: nothing came on standard input for: {what}")))
    }

    /// A token that came from elsewhere, which `flag` announced. One of the sandbox is refused where it would go to Meta.
    pub(crate) async fn token(&mut self, cx: &Context, what: &str, flag: &str) -> Result<Secret, Failure> {
        let given = self.secret(cx, what, flag)?;
        let token = given.bare();
        if !token.is_token() {
            return Err(no_token(&token, flag));
        }
        if cx.profile().await?.is_real() && token.starts_with(crate::sandbox::TOKEN_PREFIX) {
            return Err(Failure::usage("that is a token of the sandbox; Meta does not know it"));
        }
        Ok(token)
    }

    /// The secret behind `name` and a blank, wherever its line stands.
    pub(crate) fn named(&mut self, name: &str) -> Option<Secret> {
        if std::io::stdin().is_terminal() {
            return None;
        }
        let left = self.left().ok()?;
        let begin = format!("{name} ");
        let place = left.iter().position(|line| line.starts_with(&begin))?;
        left.remove(place).and_then(|line| line.without(&begin))
    }

    fn left(&mut self) -> Result<&mut VecDeque<Secret>, Failure> {
        if self.left.is_none() {
            let text = whole()?;
            let text = PASTE.iter().fold(text, |text, mark| Zeroizing::new(text.replace(mark, "")));
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            self.left = Some(lines.map(Secret::new).collect());
        }
        Ok(self.left.get_or_insert_default())
    }
}

/// Said before anything is sent: Meta would call it a token that is no longer valid.
fn no_token(given: &Secret, flag: &str) -> Failure {
    if given.starts_with("{") || given.starts_with("[") {
        return Failure::usage(format!("{flag}: that is JSON, and the token alone is needed"))
            .hint("give the value of access_token, such as: jq -r .access_token");
    }
    Failure::usage(format!("{flag}: that is no token: it has blanks or signs that no token has"))
        .hint("give the token alone, on one line")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf8_is_named() {
        assert_eq!(decoded(b"\xef\xbb\xbfEAA\r\n").unwrap(), "EAA\r\n");
        for wide in [&b"\xff\xfeE\0A\0"[..], b"\xfe\xff\0E\0A", b"E\0A\0"] {
            let failure = decoded(wide).unwrap_err();
            assert!(failure.message.contains("UTF-16") && failure.hints.len() == 1, "{failure}");
        }
        assert!(decoded(b"\xc3\x28").unwrap_err().message.contains("no UTF-8"));
    }
}
