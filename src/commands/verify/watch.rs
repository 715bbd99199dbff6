//! `snorq verify --watch`: the same check again and again; after the first round only what has changed is shown.

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::show::FindingView;
use super::{Checkup, show};
use crate::commands::hint::Hints;
use crate::commands::view;
use crate::context::Context;
use crate::domain::{Code, Finding, text};
use crate::error::{Failure, Kind};
use crate::flows::verify::VerifyOutcome;
use crate::terminal::{Cell, Role, Screen, Table};

/// Checks until it is interrupted, or the reader has gone.
pub(super) async fn watch(checkup: &Checkup<'_>, every: Duration, lines: bool) -> Result<(), Failure> {
    let mut watch = Watch::new(checkup.cx, lines);
    let mut going = true;
    while going {
        checkup.cx.next_round();
        let round = checkup.gather().await;
        going = watch.round(round)?;
        if going {
            checkup.cx.clock.sleep(every).await;
        }
    }
    Ok(())
}

/// What the last rounds brought.
pub(super) struct Watch<'a> {
    cx: &'a Context,
    hints: Hints,
    lines: bool,
    /// What is wrong; nothing before the first round.
    standing: Option<Vec<Finding>>,
    /// Why the last round brought nothing.
    trouble: Option<Failure>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(cx: &'a Context, lines: bool) -> Self {
        Self { cx, hints: Hints::of(cx), lines, standing: None, trouble: None }
    }

    /// Takes in a round; answers whether the reader is still there.
    pub(super) fn round(&mut self, round: Result<(VerifyOutcome, Vec<Finding>), Failure>) -> Result<bool, Failure> {
        match round {
            Ok((outcome, found)) => self.changes(outcome, found)?,
            Err(failure) if may_pass(&failure) => self.missed(failure),
            Err(failure) => return Err(failure),
        }
        Ok(!self.cx.terminal.is_stdout_closed())
    }

    /// What the last round found; one that could not check anything found nothing well.
    fn verdict(&self) -> Result<(), Failure> {
        let unwell = |message: String| Err(Failure::new(Kind::Unhealthy, message));
        match (&self.trouble, self.standing.as_ref().map_or(0, Vec::len)) {
            (Some(_), _) => unwell("the last check could not be made".to_owned()),
            (None, 0) => Ok(()),
            (None, 1) => unwell("1 finding stands".to_owned()),
            (None, many) => unwell(format!("{many} findings stand")),
        }
    }

    fn changes(&mut self, outcome: VerifyOutcome, found: Vec<Finding>) -> Result<(), Failure> {
        let is_back = self.trouble.take().is_some() || self.standing.is_none();
        let before = self.standing.take().unwrap_or_default();
        let found = with_unseen(&before, found);
        let count = found.len();
        self.standing = Some(found);
        let changes = between(&before, self.standing.as_deref().unwrap_or_default());
        // Whoever has read it may end the watch at once.
        self.cx.serves(self.verdict());
        if !changes.is_empty() {
            self.show(&changes)?;
        }
        if is_back || !changes.is_empty() {
            self.cx.terminal.info(&show::summary(outcome, count));
        }
        Ok(())
    }

    fn show(&self, changes: &[Change]) -> Result<(), Failure> {
        let now = self.cx.clock.now();
        let mut write = |screen: &mut Screen<'_>| {
            if self.lines { lines(screen, &self.hints, now, changes) } else { table(screen, now, changes) }
        };
        Ok(self.cx.terminal.stream(&mut write)?)
    }

    /// A round that failed is told, and once if the next ones fail for the same reason.
    fn missed(&mut self, failure: Failure) {
        if self.trouble.as_ref().is_none_or(|told| told.message != failure.message) {
            view::tell(self.cx.terminal.as_ref(), &self.hints, &failure);
        }
        self.trouble = Some(failure);
        self.cx.serves(self.verdict());
    }
}

/// Whether the next round may do better.
fn may_pass(failure: &Failure) -> bool {
    matches!(failure.kind, Kind::Unreachable | Kind::RateLimited)
}

/// A finding that came or went.
struct Change<'a> {
    finding: &'a Finding,
    is_new: bool,
}

/// What was found, and what stood before of those that could not be checked this time: what was not seen has not gone.
fn with_unseen(before: &[Finding], mut found: Vec<Finding>) -> Vec<Finding> {
    let is_unseen = |one: &&Finding| {
        found.iter().any(|new| new.code == Code::Unknown && new.reference == one.reference) && !found.contains(one)
    };
    let unseen: Vec<_> = before.iter().filter(is_unseen).cloned().collect();
    found.extend(unseen);
    found
}

/// What went, then what came. A finding whose words alone are new has not gone.
fn between<'a>(before: &'a [Finding], now: &'a [Finding]) -> Vec<Change<'a>> {
    let same = |one: &Finding, two: &Finding| (one.code, &one.reference) == (two.code, &two.reference);
    let new: Vec<_> = now.iter().filter(|one| !before.contains(one)).collect();
    let has_gone = |one: &&Finding| !now.contains(one) && !new.iter().any(|new| same(new, one));
    let gone = before.iter().filter(has_gone).map(|finding| Change { finding, is_new: false });
    gone.chain(new.iter().map(|finding| Change { finding, is_new: true })).collect()
}

fn table(screen: &mut Screen<'_>, now: Timestamp, changes: &[Change]) -> io::Result<()> {
    let mut table = Table::new(&["WHEN", "FINDING", "REF", "WHAT"]).wrapping(&["WHAT"]);
    let when = now.strftime("%H:%M:%S").to_string();
    for Change { finding, is_new } in changes {
        let [code, reference, message] = show::row(finding);
        let cells = if *is_new {
            [Cell::from(&when), code, reference, message]
        } else {
            let gone = format!("no longer: {}", text::shown(&finding.message));
            [Cell::from(&when), Cell::mark(Role::Good, finding.code.as_str()), reference, gone.into()]
        };
        table.row(cells);
    }
    table.write(screen)
}

fn lines(screen: &mut Screen<'_>, hints: &Hints, now: Timestamp, changes: &[Change]) -> io::Result<()> {
    changes.iter().try_for_each(|change| screen.document(view::document(&ChangeView::new(hints, now, change))))
}

/// One line: a finding that came or went.
#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ChangeView<'a> {
    at: Timestamp,
    #[schemars(extend("enum" = ["new", "gone"]))]
    change: &'static str,
    #[serde(flatten)]
    finding: FindingView<'a>,
}

impl<'a> ChangeView<'a> {
    fn new(hints: &Hints, at: Timestamp, change: &'a Change) -> Self {
        let word = if change.is_new { "new" } else { "gone" };
        Self { at, change: word, finding: FindingView::new(hints, change.finding) }
    }
}
