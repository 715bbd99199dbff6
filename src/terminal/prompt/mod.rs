//! Asking: the only caller of dialoguer.
//!
//! Whether a person can be asked is decided before (`StdTerminal::can_ask`), because dialoguer looks at one stream only,
//! and its `FuzzySelect` spins for ever without a terminal. Every way out leaves the cursor shown and the keyboard's modes
//! as they were. Every answer ends with Enter, so that an Enter typed after `y` does not answer the next question.
//!
//! On Ctrl-C dialoguer raises SIGINT and, where that signal is handled, the prompt returns [`PromptError::Interrupted`].
//! Where we read, the prompt returns it without any signal, on Esc as well.

mod choose;
mod list;
mod raw;
mod theme;

use std::io;

use console::{Key, Term};
use zeroize::Zeroizing;

pub(super) use self::choose::choose;
use self::raw::Raw;
pub use self::raw::restore;
use self::theme::{Plain, YesNo};
use super::Palette;
use crate::domain::{Secret, text};
use crate::prompts::{PromptError, Question};

/// Yes or no; no is the default.
///
/// This is dialoguer's `Input`, not its `Confirm`, which takes a `y` anywhere in a pasted line for a yes.
pub(super) fn confirm(question: &str, palette: Palette) -> Result<bool, PromptError> {
    let theme = YesNo(palette);
    let input = dialoguer::Input::<String>::with_theme(&theme)
        .with_prompt(text::shown(question))
        .allow_empty(true)
        .validate_with(|line: &String| yes_or_no(line).map(drop).ok_or("answer y or n"));
    let line = answer(&Term::stderr(), |term| input.interact_text_on(term))?;
    Ok(yes_or_no(&line).unwrap_or_default())
}

/// What a typed answer means; nothing is no.
fn yes_or_no(line: &str) -> Option<bool> {
    match line.trim().to_lowercase().as_str() {
        "y" | "yes" => Some(true),
        "" | "n" | "no" => Some(false),
        _ => None,
    }
}

/// A line of text. Asks again until there is one.
pub(super) fn ask(question: &Question<'_>, palette: Palette) -> Result<String, PromptError> {
    let theme = Plain(palette);
    let mut input = dialoguer::Input::<String>::with_theme(&theme).with_prompt(text::shown(question.prompt));
    if let Some(default) = question.default {
        input = input.default(default.to_owned());
    }
    answer(&Term::stderr(), |term| input.interact_text_on(term)).map(|line| line.trim().to_owned())
}

/// dialoguer's `Password` reads a whole line with the standard library, which goes on reading after a signal: as long
/// as it waits Ctrl-C does nothing. Here keys are read one by one.
pub(super) fn secret(question: &Question<'_>, palette: Palette) -> Result<Secret, PromptError> {
    let term = Term::stderr();
    let raw = Raw::enter()?;
    term.write_str(&theme::secret_prompt(palette, &text::shown(question.prompt)))?;
    let secret = hidden_line(|| term.read_key_raw());
    drop(raw);
    term.write_line("")?;
    secret
}

/// What a terminal puts around a paste, if a program left it in that mode: these keys, then `0~` before and `1~` behind it.
const PASTE: [char; 3] = ['[', '2', '0'];

/// Takes keys until Enter. Anything but plain characters is left out: a token has none. A line end within a paste ends
/// nothing.
fn hidden_line(mut read: impl FnMut() -> io::Result<Key>) -> Result<Secret, PromptError> {
    // Room enough for any token, so that no half of it stays behind in memory when the text grows.
    let mut line = Zeroizing::new(String::with_capacity(8192));
    let mut pasting = false;
    loop {
        match read() {
            Ok(Key::UnknownEscSeq(keys)) if keys == PASTE => {
                pasting = read()? == Key::Char('0');
                // The sign that ends the mark.
                read()?;
            }
            Ok(Key::Enter) if pasting => {}
            Ok(Key::Enter) if line.trim().is_empty() => line.clear(),
            Ok(Key::Enter) => return Ok(Secret::new(line.trim())),
            Ok(Key::CtrlC | Key::Escape) => return Err(PromptError::Interrupted),
            Ok(Key::Backspace) => drop(line.pop()),
            Ok(Key::Char('\x15')) => line.clear(),
            Ok(Key::Char(c)) if !c.is_control() => line.push(c),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(PromptError::Interrupted),
            Err(error) => return Err(error.into()),
        }
    }
}

/// What dialoguer's prompt answers, or why there is nothing; in either case the terminal is as it was.
fn answer<T>(term: &Term, prompt: impl FnOnce(&Term) -> dialoguer::Result<T>) -> Result<T, PromptError> {
    let raw = Raw::enter()?;
    let answer = prompt(term);
    drop(raw);
    term.show_cursor()?;
    term.flush()?;
    answer.map_err(|dialoguer::Error::IO(error)| match error.kind() {
        io::ErrorKind::Interrupted => {
            // The question stays on its line; what comes next begins a new one.
            let _ = Term::stderr().write_line("");
            PromptError::Interrupted
        }
        _ => PromptError::Broken(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_yes() {
        for (typed, means) in [(" Yes ", Some(true)), ("y", Some(true)), ("", Some(false)), ("NO", Some(false))] {
            assert_eq!(yes_or_no(typed), means, "{typed}");
        }
        assert_eq!(yes_or_no("try it"), None);
    }

    #[test]
    fn a_hidden_line_is_what_was_typed() {
        let typed = |keys: Vec<Key>| {
            let mut keys = keys.into_iter();
            hidden_line(|| keys.next().ok_or_else(|| io::ErrorKind::UnexpectedEof.into()))
        };
        let mut keys: Vec<Key> = "x\x15 EAAGx".chars().map(Key::Char).collect();
        keys.extend([Key::Backspace, Key::ArrowLeft, Key::Char('2'), Key::Enter]);
        assert_eq!(typed(keys).unwrap().expose(), "EAAG2");
        let mark = |end| [Key::UnknownEscSeq(PASTE.to_vec()), Key::Char(end), Key::Char('~')];
        let pasted = "http://".chars().map(Key::Char).chain([Key::Enter]).chain("localhost".chars().map(Key::Char));
        let keys = mark('0').into_iter().chain(pasted).chain(mark('1')).chain([Key::Char('/'), Key::Enter]);
        assert_eq!(typed(keys.collect()).unwrap().expose(), "http://localhost/");
        assert!(matches!(typed(vec![Key::Enter, Key::CtrlC]), Err(PromptError::Interrupted)));
        assert!(matches!(typed(vec![Key::Char('x')]), Err(PromptError::Broken(_))));
    }
}
