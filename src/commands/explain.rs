//! `snorq explain CODE…`

use std::io;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::hint::{Hints, Rendered};
use super::view::document;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Meaning, Waiting};
use crate::error::Failure;
use crate::platforms;
use crate::terminal::{Role, Screen, View};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<ExplainDocument>(
    "explain",
    &["explain"],
    "what codes of Meta's mean; null where a code is not known",
)];

/// Explain Meta's error codes, offline
///
/// Tells what a code means, whether waiting helps, and what to do. A code may be given as Meta writes it (190), with
/// its subcode (190/460), or as a subcode alone (36008).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Codes such as 190, 190/460, 131047
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<Code>,
}

/// A code and, if given, its subcode.
#[derive(Debug, Clone, Copy)]
struct Code {
    code: i64,
    subcode: Option<i64>,
}

impl FromStr for Code {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |part: &str| part.trim().trim_start_matches('#').parse::<i64>();
        let (code, subcode) = text.split_once(['/', '-']).map_or((text, None), |(code, rest)| (code, Some(rest)));
        let sound = |_| format!("'{text}' is not a code such as 190 or 190/460");
        Ok(Self { code: number(code).map_err(sound)?, subcode: subcode.map(number).transpose().map_err(sound)? })
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code)?;
        self.subcode.map_or(Ok(()), |subcode| write!(f, "/{subcode}"))
    }
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let found: Vec<_> = args
        .codes
        .iter()
        .map(|code| Explained { asked: *code, row: platforms::explain(code.code, code.subcode) })
        .collect();
    cx.terminal.emit(&Explanations { found: &found, hints: Hints::of(cx) })?;
    let unknown: Vec<_> = found.iter().filter(|one| one.row.is_none()).map(|one| one.asked.to_string()).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Failure::not_found(format!("snorq does not know {}", unknown.join(", ")))
        .hint("look it up in Meta's own list: https://developers.facebook.com/docs/graph-api/guides/error-handling"))
}

struct Explained {
    asked: Code,
    row: Option<&'static Meaning>,
}

impl Explained {
    /// Whether the row is about the very subcode that was asked for.
    fn is_exact(&self) -> bool {
        let told = |row: &Meaning| self.asked.subcode.is_none() || row.subcode == self.asked.subcode;
        self.row.is_some_and(told)
    }
}

struct Explanations<'a> {
    found: &'a [Explained],
    hints: Hints,
}

impl View for Explanations<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        for (at, one) in self.found.iter().enumerate() {
            if at > 0 {
                writeln!(screen.out)?;
            }
            let title = screen.palette.paint(Role::Name, &one.asked.to_string()).to_string();
            let Some(row) = one.row else {
                writeln!(screen.out, "{title}  snorq does not know this code")?;
                continue;
            };
            writeln!(screen.out, "{title}  {}", row.words)?;
            if let (false, Some(subcode)) = (one.is_exact(), one.asked.subcode) {
                writeln!(screen.out, "  subcode   {subcode} is not known; this is what the code means in general")?;
            }
            writeln!(screen.out, "  waiting   {}", waiting(row))?;
            writeln!(screen.out, "  remedy    {}", self.hints.line(&row.remedy))?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let explanations = self.found.iter().map(|one| explanation(&self.hints, one)).collect();
        document(&ExplainDocument { explanations })
    }
}

fn waiting(row: &Meaning) -> &'static str {
    match row.waiting {
        Waiting::Soon => "helps: it passes within minutes, and snorq repeats what may be repeated",
        Waiting::Later => "helps, but it may take hours",
        Waiting::Never => "does not help",
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ExplainDocument {
    explanations: Vec<Explanation>,
}

/// What one code means. Null where it is not known.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "explanation")]
struct Explanation {
    code: i64,
    subcode: Option<i64>,
    known: bool,
    /// Whether it is about the very subcode that was asked for.
    exact: bool,
    cause: Option<&'static str>,
    message: Option<&'static str>,
    #[schemars(extend("enum" = ["soon", "later", "no", null]))]
    waiting_helps: Option<&'static str>,
    hint: Option<Rendered>,
}

fn explanation(hints: &Hints, one: &Explained) -> Explanation {
    Explanation {
        code: one.asked.code,
        subcode: one.asked.subcode,
        known: one.row.is_some(),
        exact: one.is_exact(),
        cause: one.row.map(|row| row.cause.as_str()),
        message: one.row.map(|row| row.words),
        waiting_helps: one.row.map(|row| row.waiting.as_str()),
        hint: one.row.map(|row| hints.line(&row.remedy)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        for (text, expected) in [("190", "190"), ("190/460", "190/460"), ("190-460", "190/460"), ("#10", "10")] {
            assert_eq!(text.parse::<Code>().unwrap().to_string(), expected);
        }
        for text in ["", "x", "190/", "/1", "190/x"] {
            assert!(text.parse::<Code>().is_err(), "{text}");
        }
    }
}
