//! The keyboard's modes: switched for the length of a prompt, and always switched back.
//!
//! `console`, which reads for dialoguer, switches to raw input for each single key and back in between. What is typed or
//! pasted meanwhile is echoed by the terminal, which garbles a list and would show a secret, and a Ctrl-C typed then is
//! lost. So the modes are set once around the whole prompt, and the original ones are kept where a signal handler finds
//! them too.

use std::io;

use console::Term;

/// Raw input without echo, until dropped.
pub(super) struct Raw(());

impl Raw {
    /// Switches the terminal on stdin.
    pub(super) fn enter() -> io::Result<Self> {
        modes::enter()?;
        Ok(Self(()))
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        modes::leave();
    }
}

/// Gives the terminal back as it was, the cursor shown and the input modes of before, when the process ends while a
/// prompt may be open; harmless at any other time.
pub fn restore() {
    modes::leave();
    let term = Term::stderr();
    if term.is_term() {
        // If it fails, the terminal has gone.
        let _ = term.show_cursor();
    }
}

#[cfg(unix)]
mod modes {
    use std::io;
    use std::sync::{Mutex, PoisonError};

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The modes to go back to, while a prompt is open.
    static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

    pub(super) fn enter() -> io::Result<()> {
        let before = tcgetattr(io::stdin())?;
        let mut raw = before.clone();
        raw.make_raw();
        // What is written keeps its line ends.
        raw.output_modes = before.output_modes;
        tcsetattr(io::stdin(), OptionalActions::Drain, &raw)?;
        *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
        Ok(())
    }

    pub(super) fn leave() {
        if let Some(before) = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // If the terminal has gone, so have its modes.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &before);
        }
    }
}

#[cfg(not(unix))]
mod modes {
    //! Windows hands out keys one by one without echo; nothing needs to be switched.

    pub(super) fn enter() -> std::io::Result<()> {
        Ok(())
    }

    pub(super) fn leave() {}
}
