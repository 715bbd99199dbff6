//! Secrets and answers from standard input.

use std::io::{IsTerminal as _, Read as _};

use crate::context::Context;
use crate::domain::Secret;
use crate::error::Failure;
use crate::terminal::Question;

/// No token or secret is longer.
const LIMIT: u64 = 64 * 1024;

/// One line of standard input.
pub(crate) fn line() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::BufRead::read_line(&mut std::io::stdin().lock().take(LIMIT), &mut text)?;
    Ok(text.trim().to_owned())
}

/// A secret that `flag` announced: asked for without echo on a terminal, read from a pipe otherwise.
pub(crate) fn secret(cx: &Context, what: &str, flag: &str) -> Result<Secret, Failure> {
    if std::io::stdin().is_terminal() {
        return Ok(cx.terminal.ask_secret(&Question { prompt: what, flag, default: None })?);
    }
    let mut text = String::new();
    std::io::stdin().take(LIMIT).read_to_string(&mut text)?;
    let secret = Secret::new(text.trim());
    if secret.is_empty() {
        return Err(Failure::usage(format!("{flag}: nothing came on standard input")));
    }
    Ok(secret)
}
