//! Secrets and answers from standard input.

use std::collections::VecDeque;
use std::io::{IsTerminal as _, Read as _};

use crate::context::Context;
use crate::domain::Secret;
use crate::error::Failure;
use crate::prompts::Question;

/// No token or secret is longer.
const LIMIT: u64 = 64 * 1024;

/// One line of standard input.
pub(crate) fn line() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::BufRead::read_line(&mut std::io::stdin().lock().take(LIMIT), &mut text)?;
    Ok(text.trim().to_owned())
}

/// All of standard input, as text without the line break at its end.
pub(crate) fn text() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin().take(LIMIT).read_to_string(&mut text)?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
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

    /// A token that came from elsewhere. One of the sandbox is refused where it would go to Meta.
    pub(crate) async fn token(&mut self, cx: &Context) -> Result<Secret, Failure> {
        let token = self.secret(cx, "Token", "--token-stdin")?;
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
            let mut text = zeroize::Zeroizing::new(String::new());
            std::io::stdin().take(LIMIT).read_to_string(&mut text)?;
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            self.left = Some(lines.map(Secret::new).collect());
        }
        Ok(self.left.get_or_insert_default())
    }
}
