//! Findings on the screen: a table that grows, one document at the end, or a document a line.

use std::collections::BTreeSet;
use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::hint::{Hints, Rendered, next};
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::{Cause, Code, ConnectionRef, Finding, GraphCode, Level, Step, text};
use crate::error::Failure;
use crate::flows::verify::VerifyOutcome;
use crate::terminal::{Cell, Role, Rows, Screen, Table, View};

/// The most hints that are told at the end.
const HINTS: usize = 8;

/// Shows findings as they come and counts them.
pub(super) struct FindingsWriter<'a> {
    cx: &'a Context,
    output: Output,
    /// How many were shown.
    pub(super) count: usize,
    /// Why things could not be checked, if nothing else was found.
    pub(super) only_unknown: Option<Vec<Cause>>,
    /// What was mended.
    pub(super) fixed: Vec<Finding>,
    mendable: usize,
    hints: Hints,
    /// What is told at the end.
    told: BTreeSet<Rendered>,
}

enum Output {
    Document(Vec<Finding>),
    Lines,
    Table(Rows),
}

impl<'a> FindingsWriter<'a> {
    pub(super) fn new(cx: &'a Context, lines: bool) -> Self {
        let table = || Table::new(&["FINDING", "REF", "WHAT"]).wrapping(&["WHAT"]).streaming();
        let output = match (lines, cx.terminal.is_json()) {
            (true, _) => Output::Lines,
            (false, true) => Output::Document(Vec::new()),
            (false, false) => Output::Table(table()),
        };
        let (only_unknown, hints, told) = (Some(Vec::new()), Hints::of(cx), BTreeSet::new());
        Self { cx, output, count: 0, only_unknown, fixed: Vec::new(), mendable: 0, hints, told }
    }

    /// Shows one.
    pub(super) fn finding(&mut self, finding: Finding) -> Result<(), Failure> {
        self.tally(&finding);
        match &mut self.output {
            Output::Document(findings) => findings.push(finding),
            Output::Lines => self.cx.terminal.stream(&mut |screen| line(screen, &self.hints, &finding))?,
            Output::Table(rows) => self.cx.terminal.stream(&mut |screen| rows.row(screen, row(&finding)))?,
        }
        Ok(())
    }

    fn tally(&mut self, finding: &Finding) {
        self.count += 1;
        match (&finding.cause, &mut self.only_unknown) {
            (Some(cause), Some(causes)) if finding.code == Code::Unknown => causes.push(cause.clone()),
            _ => self.only_unknown = None,
        }
        if finding.code.can_be_mended() {
            self.mendable += 1;
        } else if let Some(hint) = hint(&self.hints, finding).filter(|_| self.told.len() < HINTS) {
            self.told.insert(hint);
        }
    }

    /// Ends the table or writes the document, and tells what to do next.
    pub(super) fn finish(&mut self, outcome: VerifyOutcome) -> Result<(), Failure> {
        let terminal = self.cx.terminal.as_ref();
        match &mut self.output {
            Output::Document(findings) => {
                terminal.emit(&VerifyView { outcome, findings, fixed: &self.fixed, hints: &self.hints })?;
            }
            Output::Lines => {}
            Output::Table(rows) => {
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
        if outcome.routing_unseen {
            self.cx.terminal.info(ROUTING_UNSEEN);
        }
        if self.mendable > 0 {
            next(self.cx, &format!("{} can be mended without a login", self.mendable), &[Step::Fix(None)]);
        }
        self.told.iter().for_each(|hint| self.cx.terminal.info(&hint.to_string()));
    }
}

/// Meta shows the roles of responders to no app here (Meta, Conversation Routing).
const ROUTING_UNSEEN: &str = "not seen from here: whether the business routes WhatsApp conversations to another responder \
                              (Meta Business Suite > Conversation Routing)";

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

pub(in crate::commands) fn row(finding: &Finding) -> [Cell; 3] {
    let role = match finding.level {
        Level::Warning => Role::Warning,
        Level::Error => Role::Bad,
    };
    let reference = finding.reference.as_ref().map_or_else(|| "the app".to_owned(), ToString::to_string);
    [Cell::mark(role, finding.code.as_str()), reference.into(), text::shown(&finding.message).into()]
}

fn line(screen: &mut Screen<'_>, hints: &Hints, finding: &Finding) -> io::Result<()> {
    screen.document(document(&FindingView::new(hints, finding)))
}

struct VerifyView<'a> {
    outcome: VerifyOutcome,
    findings: &'a [Finding],
    fixed: &'a [Finding],
    hints: &'a Hints,
}

impl<'a> View for VerifyView<'a> {
    /// People get the table.
    fn human(&self, _: &mut Screen<'_>) -> io::Result<()> {
        Ok(())
    }

    fn json(&self) -> Value {
        let views = |findings: &'a [Finding]| findings.iter().map(|one| FindingView::new(self.hints, one)).collect();
        document(&VerifyDocument {
            healthy: self.findings.is_empty(),
            checked: self.outcome.checked,
            findings: views(self.findings),
            fixed: views(self.fixed),
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct VerifyDocument<'a> {
    healthy: bool,
    checked: usize,
    findings: Vec<FindingView<'a>>,
    /// What --fix mended.
    fixed: Vec<FindingView<'a>>,
}

/// One finding; `ref` is null for the app's own.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "finding")]
pub(in crate::commands) struct FindingView<'a> {
    code: Code,
    #[serde(rename = "ref")]
    reference: Option<&'a ConnectionRef>,
    level: Level,
    message: &'a str,
    hint: Option<Rendered>,
    /// Meta's own error, if the finding rests on one.
    graph: Option<&'a GraphCode>,
}

impl<'a> FindingView<'a> {
    pub(in crate::commands) fn new(hints: &Hints, finding: &'a Finding) -> Self {
        Self {
            code: finding.code,
            reference: finding.reference.as_ref(),
            level: finding.level,
            message: &finding.message,
            hint: hint(hints, finding),
            graph: finding.graph.as_deref(),
        }
    }
}

/// What to do about a finding, in one line.
fn hint(hints: &Hints, finding: &Finding) -> Option<Rendered> {
    match &finding.reference {
        Some(reference) => hints.clone().about(reference).joined(&finding.hints),
        None => hints.joined(&finding.hints),
    }
}
