//! Findings on the screen: a table that grows, one document at the end, or a document a line.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Value, json};

use crate::context::Context;
use crate::domain::{Cause, Code, Finding, Level, text};
use crate::error::Failure;
use crate::flows::doctor::sandbox_remedy;
use crate::flows::verify::VerifyOutcome;
use crate::terminal::{Cell, Role, Rows, Screen, Table, View, document_line};

/// The most hints that are told at the end.
const HINTS: usize = 8;

/// Shows findings as they come and counts them.
pub(super) struct Show<'a> {
    cx: &'a Context,
    way: Way,
    /// How many were shown.
    pub(super) count: usize,
    /// Why things could not be checked, if nothing else was found.
    pub(super) only_unknown: Option<Vec<Cause>>,
    /// What was mended.
    pub(super) fixed: Vec<Finding>,
    mendable: usize,
    sandbox: bool,
    hints: BTreeSet<String>,
}

enum Way {
    Document(Vec<Finding>),
    Lines,
    Table(Rows),
}

impl<'a> Show<'a> {
    pub(super) fn new(cx: &'a Context, lines: bool, sandbox: bool) -> Self {
        let table = || Table::new(&["FINDING", "REF", "WHAT"]).wrapping(&["WHAT"]).streaming();
        let way = match (lines, cx.terminal.is_json()) {
            (true, _) => Way::Lines,
            (false, true) => Way::Document(Vec::new()),
            (false, false) => Way::Table(table()),
        };
        let (only_unknown, hints) = (Some(Vec::new()), BTreeSet::new());
        Self { cx, way, count: 0, only_unknown, fixed: Vec::new(), mendable: 0, sandbox, hints }
    }

    /// Shows one.
    pub(super) fn finding(&mut self, mut finding: Finding) -> Result<(), Failure> {
        if self.sandbox
            && let Some(command) = sandbox_remedy(finding.code.as_str())
        {
            finding.hint = Some(command.to_owned());
        }
        self.tally(&finding);
        match &mut self.way {
            Way::Document(findings) => findings.push(finding),
            Way::Lines => self.cx.terminal.stream(&mut |screen| line(screen, &finding))?,
            Way::Table(rows) => self.cx.terminal.stream(&mut |screen| rows.row(screen, row(&finding)))?,
        }
        Ok(())
    }

    fn tally(&mut self, finding: &Finding) {
        self.count += 1;
        match (&finding.cause, &mut self.only_unknown) {
            (Some(cause), Some(causes)) if finding.code == Code::Unknown => causes.push(cause.clone()),
            _ => self.only_unknown = None,
        }
        match &finding.hint {
            _ if finding.code.can_be_mended() => self.mendable += 1,
            Some(hint) if self.hints.len() < HINTS => drop(self.hints.insert(hint.clone())),
            _ => {}
        }
    }

    /// Ends the table or writes the document, and tells what to do next.
    pub(super) fn finish(&mut self, outcome: VerifyOutcome) -> Result<(), Failure> {
        let terminal = self.cx.terminal.as_ref();
        match &mut self.way {
            Way::Document(findings) => {
                terminal.emit(&Whole { outcome, findings, fixed: &self.fixed })?;
            }
            Way::Lines => {}
            Way::Table(rows) => {
                terminal.stream(&mut |screen| rows.finish(screen))?;
                self.summarise(outcome);
            }
        }
        Ok(())
    }

    fn summarise(&self, outcome: VerifyOutcome) {
        for one in &self.fixed {
            let reference = one.reference.as_ref().map(ToString::to_string).unwrap_or_default();
            self.cx.terminal.info(&format!("mended: {} of {reference}", one.code.as_str()));
        }
        self.cx.terminal.info(&summary(outcome, self.count));
        if self.mendable > 0 {
            self.cx.next(&format!("{} can be mended without a login: snorq verify --fix", self.mendable));
        }
        self.hints.iter().for_each(|hint| self.cx.next(hint));
    }
}

/// How a check ended, with so many findings.
pub(super) fn summary(outcome: VerifyOutcome, findings: usize) -> String {
    match (outcome.checked, outcome.checked - outcome.healthy) {
        (0, _) => "nothing is connected that could be checked".to_owned(),
        (1, 0) if findings == 0 => "1 connection checked, and well".to_owned(),
        (checked, 0) if findings == 0 => format!("{checked} connections checked, all well"),
        (1, _) => "1 connection checked, not well".to_owned(),
        (checked, 0) => format!("{checked} connections checked; what is wrong is wrong for all of them"),
        (checked, unwell) => format!("{checked} connections checked, {unwell} not well"),
    }
}

pub(super) fn row(finding: &Finding) -> [Cell; 3] {
    let role = match finding.level {
        Level::Warning => Role::Warning,
        Level::Error => Role::Bad,
    };
    let reference = finding.reference.as_ref().map_or_else(|| "the app".to_owned(), ToString::to_string);
    [Cell::mark(role, finding.code.as_str()), reference.into(), text::shown(&finding.message).into()]
}

fn line(screen: &mut Screen<'_>, finding: &Finding) -> io::Result<()> {
    screen.out.write_all(document_line(document(finding)).as_bytes())
}

struct Whole<'a> {
    outcome: VerifyOutcome,
    findings: &'a [Finding],
    fixed: &'a [Finding],
}

impl View for Whole<'_> {
    /// People get the table.
    fn human(&self, _: &mut Screen<'_>) -> io::Result<()> {
        Ok(())
    }

    fn json(&self) -> Value {
        let list = |findings: &[Finding]| findings.iter().map(document).collect::<Vec<_>>();
        json!({
            "healthy": self.findings.is_empty(),
            "checked": self.outcome.checked,
            "findings": list(self.findings),
            "fixed": list(self.fixed),
        })
    }
}

pub(super) fn document(finding: &Finding) -> Value {
    json!({
        "code": finding.code.as_str(),
        "ref": finding.reference.as_ref().map(ToString::to_string),
        "level": finding.level.as_str(),
        "message": finding.message,
        "hint": finding.hint,
    })
}
