//! What an answer from the login dialog means: one pure parser for the socket and for pasted addresses.
//!
//! Any program on this machine, and any web page in the admin's browser, can send us an answer. Only one that carries the
//! right state says anything; everything else is [`Callback::Bad`] and never ends the wait.

use crate::domain::{Secret, text};

use super::State;

/// Longest value that is looked at.
const LONGEST: usize = 4096;

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Callback {
    /// The code, with the right state.
    Code(Secret),
    /// A refusal, with the right state.
    Refused {
        /// The short word, made safe to show.
        reason: Option<String>,
        /// The sentence, made safe to show.
        description: Option<String>,
    },
    /// None of the parameters that matter: a stray visit, as Meta's own error pages cause.
    Nothing,
    /// Not an answer to this login.
    Bad(&'static str),
}

/// The parameters that matter, in the order of `Known`'s fields. Others are ignored: Meta adds some.
const NAMES: [&str; 8] =
    ["code", "state", "error", "error_reason", "error_description", "error_code", "error_message", "access_token"];

/// Reads a query (without `?`) as the answer to the login that sent `expected`.
pub(super) fn read(query: &str, expected: &State) -> Callback {
    match known(query) {
        Ok(values) => judge(values, expected),
        Err(why) => Callback::Bad(why),
    }
}

fn judge(values: [Option<String>; 8], expected: &State) -> Callback {
    if values.iter().all(Option::is_none) {
        return Callback::Nothing;
    }
    let [code, state, error, reason, description, number, message, token] = values;
    if !state.is_some_and(|state| expected.matches(&state)) {
        return Callback::Bad("it does not belong to this login (its `state` is another or missing)");
    }
    // Meta tells of a misconfigured app with a number and a message only.
    let refusal = error.or(number);
    match (code, refusal) {
        _ if token.is_some() => Callback::Bad("it carries a token where a code was asked for"),
        (Some(_), Some(_)) => Callback::Bad("it carries a code and an error at once"),
        (Some(code), None) if code.is_empty() || !code.bytes().all(|b| b.is_ascii_graphic()) => {
            Callback::Bad("its code is none")
        }
        (Some(code), None) => Callback::Code(Secret::new(code)),
        (None, Some(error)) => Callback::Refused {
            reason: said(reason).or_else(|| said(Some(error))),
            description: said(description.or(message)),
        },
        (None, None) => Callback::Bad("it carries neither a code nor an error"),
    }
}

fn said(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty()).map(|value| text::shown(&value))
}

/// The values of [`NAMES`], each at most once.
fn known(query: &str) -> Result<[Option<String>; 8], &'static str> {
    let mut values: [Option<String>; 8] = Default::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name)?;
        let Some(place) = NAMES.iter().position(|known| *known == name) else { continue };
        let value = decoded(value)?;
        if value.len() > LONGEST {
            return Err("a value in it is longer than any that Meta sends");
        }
        if values[place].replace(value).is_some() {
            return Err("it carries a parameter twice");
        }
    }
    Ok(values)
}

/// Undoes percent-encoding. Stricter than `url`'s own, which lets broken encodings and broken UTF-8 through.
fn decoded(text: &str) -> Result<String, &'static str> {
    const BROKEN: &str = "it is not properly encoded";
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (Some(high), Some(low)) = (rest.next().and_then(digit), rest.next().and_then(digit)) else {
                    return Err(BROKEN);
                };
                high * 16 + low
            }
            byte => byte,
        });
    }
    if bytes.contains(&0) {
        return Err(BROKEN);
    }
    String::from_utf8(bytes).map_err(|_| BROKEN)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
pub(super) mod tests;
