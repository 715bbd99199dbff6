//! Work under way: a bar or a spinner, on a terminal's stderr and only once it has lasted half a second.
//!
//! On a dumb terminal (a screen reader, an editor) one plain line says what is being done; in a pipe there is nothing.

use std::io;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::Progress;
use super::messages::write_lines;
use super::width::cut;
use crate::domain::text;

/// How long work may last before it is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often a spinner turns.
const TURN: Duration = Duration::from_millis(100);

/// Where work under way may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProgressTarget {
    /// A terminal of this many columns.
    Drawn(usize),
    /// A terminal on which nothing can be drawn.
    Lines,
    /// Nowhere.
    Nowhere,
}

/// Begins a piece of work.
pub(super) fn begin(target: ProgressTarget, bars: &MultiProgress, what: &str, total: Option<u64>) -> Box<dyn Progress> {
    let what = text::shown(what);
    match target {
        ProgressTarget::Drawn(columns) => Box::new(Drawn::begin(bars, &what, total, columns)),
        ProgressTarget::Lines => Box::new(Announced {
            _later: Later::new(PATIENCE, move || write_lines(&mut io::stderr().lock(), &format!("{what}…"))),
        }),
        ProgressTarget::Nowhere => Box::new(Unseen),
    }
}

/// A bar or spinner.
struct Drawn {
    bar: ProgressBar,
    later: Option<Later>,
}

impl Drawn {
    fn begin(bars: &MultiProgress, what: &str, total: Option<u64>, columns: usize) -> Self {
        let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
        // Hidden until it joins the others on the screen.
        bar.set_draw_target(indicatif::ProgressDrawTarget::hidden());
        bar.set_style(style(template(total.is_some(), columns)));
        bar.set_prefix(cut(what, columns / 2).into_owned());
        let (shown, bars) = (bar.clone(), bars.clone());
        let later = Later::new(PATIENCE, move || {
            bars.add(shown.clone()).enable_steady_tick(TURN);
        });
        Self { bar, later: Some(later) }
    }
}

impl Progress for Drawn {
    fn advance(&self, by: u64) {
        self.bar.inc(by);
    }
}

impl Drop for Drawn {
    fn drop(&mut self) {
        // The timer ends before the bar is cleared: else the bar could appear afterwards.
        self.later = None;
        self.bar.finish_and_clear();
    }
}

/// Bars need room; on a narrow screen the count says it.
const BAR_FROM: usize = 60;

fn template(with_total: bool, columns: usize) -> &'static str {
    match with_total {
        true if columns >= BAR_FROM => "{spinner} {prefix}  {human_pos} of {human_len}  {bar:12}",
        true => "{spinner} {prefix}  {human_pos} of {human_len}",
        false => "{spinner} {prefix}",
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner()).progress_chars("━━─")
}

/// One line, if the work lasts.
struct Announced {
    _later: Later,
}

impl Progress for Announced {
    fn advance(&self, _by: u64) {}
}

/// Nothing at all.
struct Unseen;

impl Progress for Unseen {
    fn advance(&self, _by: u64) {}
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
    fn every_template_is_valid() {
        for template in [template(true, 80), template(true, 40), template(false, 80)] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn work_can_be_done_without_anybody_watching() {
        for target in [ProgressTarget::Nowhere, ProgressTarget::Lines, ProgressTarget::Drawn(80)] {
            let bars = MultiProgress::with_draw_target(indicatif::ProgressDrawTarget::hidden());
            let work = begin(target, &bars, "Reading Pages", Some(2));
            work.advance(2);
        }
    }
}
