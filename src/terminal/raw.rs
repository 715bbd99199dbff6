//! The keyboard's modes: switched for the length of a prompt, and always switched back.
//!
//! `console` switches to raw input for each single key and back in between; what is pasted meanwhile is echoed by the
//! terminal, which garbles a list and would show a secret. So the modes are set once around the whole prompt, and the
//! original ones are kept where a signal handler finds them too.

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

/// Gives the terminal back as it was: an open prompt wiped away, the cursor shown, the input modes of before. For
/// whoever ends the process while a prompt may be open; harmless at any other time.
pub fn restore() {
    let term = Term::stderr();
    let was_asking = modes::leave();
    if term.is_term() {
        // There is nobody left to tell if it fails. Our prompts leave the cursor on their first line.
        let _ = if was_asking { term.clear_to_end_of_screen() } else { Ok(()) };
        let _ = term.show_cursor();
    }
}

#[cfg(unix)]
mod modes {
    use std::io;
    use std::sync::Mutex;

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
        *lock() = Some(before);
        Ok(())
    }

    /// Goes back; tells whether there was anything to go back from.
    pub(super) fn leave() -> bool {
        let before = lock().take();
        if let Some(before) = &before {
            // If the terminal has gone, so have its modes.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
        before.is_some()
    }

    fn lock() -> std::sync::MutexGuard<'static, Option<Termios>> {
        BEFORE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(not(unix))]
mod modes {
    //! Windows hands out keys one by one without echo; nothing needs to be switched.

    pub(super) fn enter() -> std::io::Result<()> {
        Ok(())
    }

    pub(super) fn leave() -> bool {
        false
    }
}
