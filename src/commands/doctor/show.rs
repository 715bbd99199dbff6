//! The findings on the screen and as a document.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::hint::{Hints, Rendered};
use crate::commands::view::document;
use crate::domain::{Code, GraphCode, Hint, Level};
use crate::flows::doctor::{ByHand, Check, Group, State};
use crate::terminal::{Role, Screen, View};

/// Columns of a check's name, the longest of which has fourteen letters.
const NAME: usize = 16;

/// Everything that was found.
pub(super) struct Diagnosis {
    pub(super) profile: Option<String>,
    pub(super) groups: [(Group, Vec<Check>); 3],
    pub(super) by_hand: Vec<ByHand>,
    pub(super) hints: Hints,
}

impl Diagnosis {
    fn checks(&self) -> impl Iterator<Item = &Check> {
        self.groups.iter().flat_map(|(_, checks)| checks)
    }

    /// What is not well, in the order in which it was found.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Check> {
        self.checks().filter(|check| check.state.is_finding())
    }

    /// The first problem with a remedy comes first: what stands above it rests on it.
    pub(super) fn first(&self) -> Option<&Hint> {
        let of = |state| self.checks().find(move |check| check.state == state && !check.hints.is_empty());
        let first = of(State::Problem).or_else(|| of(State::Warning)).or_else(|| of(State::Unknown))?;
        first.hints.first()
    }

    /// What to say where nothing is wrong.
    fn all_well(&self) -> Option<&'static str> {
        let skipped = self.checks().any(|check| check.state == State::Skipped);
        let well = if skipped { "nothing is wrong with what was looked at" } else { "nothing is wrong" };
        self.findings().next().is_none().then_some(well)
    }

    fn group(&self, screen: &mut Screen<'_>, group: Group, checks: &[Check]) -> io::Result<()> {
        let title = screen.palette.paint(Role::Title, group.as_str());
        writeln!(screen.out, "{title}")?;
        checks.iter().try_for_each(|check| self.check(screen, check))?;
        writeln!(screen.out)
    }

    fn check(&self, screen: &mut Screen<'_>, check: &Check) -> io::Result<()> {
        let (role, sign) = match check.state {
            State::Ok => (Role::Good, "✓"),
            State::Warning => (Role::Warning, "!"),
            State::Problem => (Role::Bad, "✗"),
            State::Unknown => (Role::Warning, "?"),
            State::Skipped => (Role::Dim, "-"),
        };
        let head = screen.palette.paint(role, format!("{sign} {:<NAME$}", check.name));
        let code = check.code.filter(|code| *code != Code::Unknown);
        let code = code.map(|code| format!(" [{}]", code.as_str())).unwrap_or_default();
        put(screen, &format!("  {head}"), NAME + 4, &format!("{}{code}", check.message))?;
        if let Some(why) = &check.why {
            put(screen, &" ".repeat(NAME + 4), NAME + 4, &format!("why: {why}"))?;
        }
        check.hints.iter().try_for_each(|hint| {
            put(screen, &" ".repeat(NAME + 4), NAME + 4, &format!("do: {}", self.hints.line(hint)))
        })
    }
}

/// Writes `words` behind `head`, further lines below the first word. In a pipe a line is a line.
fn put(screen: &mut Screen<'_>, head: &str, indent: usize, words: &str) -> io::Result<()> {
    let Some(width) = screen.width else { return writeln!(screen.out, "{head}{words}") };
    for (at, line) in wrapped(words, width.min(100).max(indent + 20) - indent).iter().enumerate() {
        if at == 0 {
            writeln!(screen.out, "{head}{line}")?;
        } else {
            writeln!(screen.out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

/// Breaks at spaces; a word that is longer than a line, such as an address, stays whole.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last().map_or(0, |line| console::measure_text_width(line));
        match lines.last_mut() {
            Some(last) if line == 0 => last.push_str(word),
            Some(last) if line + 1 + console::measure_text_width(word) <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

impl View for Diagnosis {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        for (group, checks) in &self.groups {
            self.group(screen, *group, checks)?;
        }
        if !self.by_hand.is_empty() {
            let title = screen.palette.paint(Role::Title, "what Meta lets no program read; see for yourself");
            writeln!(screen.out, "{title}")?;
            for one in &self.by_hand {
                put(screen, "  - ", 4, one.what)?;
                put(screen, "    ", 4, &one.place)?;
            }
            writeln!(screen.out)?;
        }
        self.all_well().map_or(Ok(()), |words| writeln!(screen.out, "{words}"))
    }

    fn json(&self) -> Value {
        let by_hand = |one: &ByHand| ByHandView { what: one.name, message: one.what, place: one.place.clone() };
        document(&DoctorDocument {
            healthy: self.findings().next().is_none(),
            profile: self.profile.as_deref(),
            findings: self.findings().map(|check| self.finding(check)).collect(),
            checks: self.groups.iter().flat_map(|(group, checks)| views(*group, checks)).collect(),
            by_hand: self.by_hand.iter().map(by_hand).collect(),
            first: self.first().map(|hint| self.hints.line(hint)),
        })
    }
}

impl Diagnosis {
    fn finding<'a>(&self, check: &'a Check) -> CheckFinding<'a> {
        let level = if check.state == State::Problem { Level::Error } else { Level::Warning };
        let hint = self.hints.joined(&check.hints);
        let (message, why) = (check.message.as_str(), check.why.as_deref());
        let graph = check.graph.as_deref();
        CheckFinding { code: check.code, reference: (), level, message, hint, check: check.name, why, graph }
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct DoctorDocument<'a> {
    healthy: bool,
    profile: Option<&'a str>,
    findings: Vec<CheckFinding<'a>>,
    checks: Vec<CheckView<'a>>,
    by_hand: Vec<ByHandView>,
    /// What to do first.
    first: Option<Rendered>,
}

/// Something that is not well.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "check-finding")]
struct CheckFinding<'a> {
    code: Option<Code>,
    #[serde(rename = "ref")]
    reference: (),
    level: Level,
    message: &'a str,
    hint: Option<Rendered>,
    check: &'a str,
    why: Option<&'a str>,
    graph: Option<&'a GraphCode>,
}

/// Something that was looked at.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "check")]
struct CheckView<'a> {
    group: Group,
    check: &'a str,
    state: State,
    message: &'a str,
}

fn views(group: Group, checks: &[Check]) -> impl Iterator<Item = CheckView<'_>> {
    checks.iter().map(move |check| CheckView { group, check: check.name, state: check.state, message: &check.message })
}

/// What Meta lets no program read.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "by-hand")]
struct ByHandView {
    what: &'static str,
    message: &'static str,
    place: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_addresses_stay_whole() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("see https://a.example/very/long now", 10), ["see", "https://a.example/very/long", "now"]);
        assert_eq!(wrapped("", 10), [""]);
    }
}
