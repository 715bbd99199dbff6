//! Work under way: a bar or a spinner, on a terminal's stderr and only once it has lasted half a second.
//!
//! On a dumb terminal (a screen reader, an editor) one plain line says what is being done; in a pipe there is nothing.

use std::borrow::Cow;
use std::io;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::Progress;
use super::live::say;
use super::width::cut;
use crate::domain::text;

/// How long work may last before anybody needs to be told.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often a spinner turns.
const TURN: Duration = Duration::from_millis(100);

/// Where work under way may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surface {
    /// A terminal of this many columns.
    Drawn(usize),
    /// A terminal on which nothing can be drawn.
    Lines,
    /// Nowhere.
    Nowhere,
}

/// Begins a piece of work.
pub(super) fn begin(surface: Surface, bars: &MultiProgress, what: &str, total: Option<u64>) -> Box<dyn Progress> {
    let what = text::shown(what);
    match surface {
        Surface::Drawn(columns) => Box::new(Drawn::begin(bars, &what, total, columns)),
        Surface::Lines => Box::new(Announced {
            _later: Later::new(PATIENCE, move || say(&mut io::stderr().lock(), &format!("{what}…"))),
        }),
        Surface::Nowhere => Box::new(Unseen),
    }
}

/// A bar or spinner.
struct Drawn {
    bar: ProgressBar,
    columns: usize,
    later: Option<Later>,
}

impl Drawn {
    fn begin(bars: &MultiProgress, what: &str, total: Option<u64>, columns: usize) -> Self {
        let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
        // Hidden until it joins the others on the screen.
        bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        bar.set_style(style(total.is_some()));
        bar.set_prefix(cut(what, columns / 2).into_owned());
        let (shown, bars) = (bar.clone(), bars.clone());
        let later = Later::new(PATIENCE, move || {
            bars.add(shown.clone()).enable_steady_tick(TURN);
        });
        Self { bar, columns, later: Some(later) }
    }
}

impl Progress for Drawn {
    fn advance(&self, by: u64) {
        self.bar.inc(by);
    }

    fn say(&self, what: &str) {
        self.bar.set_message(message(what, self.columns).into_owned());
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        // First nobody shows it any more, then it goes: else it could appear after it was taken away.
        self.later = None;
        self.bar.finish_and_clear();
    }
}

/// What is said beside the bar, in what the bar leaves.
fn message(what: &str, columns: usize) -> Cow<'static, str> {
    cut(&text::shown(what), columns / 3).into_owned().into()
}

fn style(with_total: bool) -> ProgressStyle {
    let template = if with_total {
        "{spinner} {prefix}  {human_pos} of {human_len}  {bar:12}  {msg}"
    } else {
        "{spinner} {prefix}  {msg}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner()).progress_chars("━━─")
}

/// One line, if the work lasts.
struct Announced {
    _later: Later,
}

impl Progress for Announced {
    fn advance(&self, _by: u64) {}
    fn say(&self, _what: &str) {}
}

/// Nothing at all.
struct Unseen;

impl Progress for Unseen {
    fn advance(&self, _by: u64) {}
    fn say(&self, _what: &str) {}
}

/// Does something after a while, unless dropped before. Once it is dropped, it is certain not to happen any more.
struct Later {
    cancel: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Later {
    fn new(after: Duration, then: impl FnOnce() + Send + 'static) -> Self {
        let (cancel, cancelled) = mpsc::channel::<()>();
        let thread = thread::Builder::new().name("progress".to_owned()).spawn(move || {
            if cancelled.recv_timeout(after) == Err(RecvTimeoutError::Timeout) {
                then();
            }
        });
        // Without a thread there is no progress to be seen, which must stop no work.
        Self { cancel: Some(cancel), thread: thread.ok() }
    }
}

impl Drop for Later {
    fn drop(&mut self) {
        drop(self.cancel.take());
        if let Some(thread) = self.thread.take() {
            // A panic in there concerns the screen only.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_work_shows_nothing() {
        let (told, hear) = mpsc::channel();
        drop(Later::new(Duration::from_hours(1), move || told.send(()).unwrap()));
        assert!(hear.recv().is_err(), "dropped unheard");
    }

    #[test]
    fn long_work_is_shown() {
        let (told, hear) = mpsc::channel();
        let later = Later::new(Duration::ZERO, move || told.send(()).unwrap());
        assert!(hear.recv().is_ok());
        drop(later);
    }

    #[test]
    fn both_templates_are_valid() {
        for template in [true, false] {
            drop(style(template));
        }
        assert!(
            ProgressStyle::with_template("{spinner} {prefix}  {human_pos} of {human_len}  {bar:12}  {msg}").is_ok()
        );
    }

    #[test]
    fn what_is_said_is_harmless_and_short() {
        assert_eq!(message("Acme\x1b[2J\nCoffee, the one by the old harbour", 60), "Acme\u{FFFD}[2J Coffee, th…");
    }

    #[test]
    fn work_can_be_done_without_anybody_watching() {
        for surface in [Surface::Nowhere, Surface::Lines, Surface::Drawn(80)] {
            let bars = MultiProgress::with_draw_target(indicatif::ProgressDrawTarget::hidden());
            let work = begin(surface, &bars, "Reading Pages", Some(2));
            work.advance(2);
            work.say("Acme");
        }
    }
}
