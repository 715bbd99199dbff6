//! Explanations on the screen and as a document.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::answer::Answer;
use super::{About, Question};
use crate::commands::hint::{Hints, Rendered};
use crate::commands::view::document;
use crate::domain::{Meaning, Waiting};
use crate::terminal::{Role, Screen, View};

pub(super) struct Explanations<'a> {
    pub(super) found: &'a [(&'a Question, Option<Answer>)],
    pub(super) hints: Hints,
}

impl Explanations<'_> {
    fn one(&self, screen: &mut Screen<'_>, asked: &Question, answer: Option<&Answer>) -> io::Result<()> {
        let title = screen.palette.paint(Role::Name, &asked.text).to_string();
        let Some(answer) = answer else {
            return writeln!(screen.out, "{title}  snorq does not know this code");
        };
        writeln!(screen.out, "{title}  {}", answer.means)?;
        if let (false, About::Graph(_, Some(subcode))) = (answer.exact, asked.about) {
            writeln!(screen.out, "  subcode   {subcode} is not known; this is what the code means in general")?;
        }
        if let Some(waiting) = answer.waiting {
            writeln!(screen.out, "  waiting   {}", words(waiting))?;
        }
        for remedy in &answer.remedies {
            writeln!(screen.out, "  remedy    {}", self.hints.line(remedy))?;
        }
        for row in &answer.told_apart {
            writeln!(screen.out, "  if Meta says \"{}\": {}", row.says.replace('*', "…"), row.words)?;
            writeln!(screen.out, "            {}", self.hints.line(&row.remedy))?;
        }
        match answer.exit {
            Some(exit) => writeln!(screen.out, "  exit code {exit} (if it is one that snorq ended with)"),
            None => Ok(()),
        }
    }
}

impl View for Explanations<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        for (at, (asked, answer)) in self.found.iter().enumerate() {
            if at > 0 {
                writeln!(screen.out)?;
            }
            self.one(screen, asked, answer.as_ref())?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let explanations =
            self.found.iter().map(|(asked, answer)| explanation(&self.hints, asked, answer.as_ref())).collect();
        document(&ExplainDocument { explanations })
    }
}

fn words(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Soon => "helps: it passes within minutes, and snorq repeats what may be repeated",
        Waiting::Later => "helps, but it may take hours",
        Waiting::Never => "does not help",
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct ExplainDocument {
    explanations: Vec<Explanation>,
}

/// What one code or word means. Null where it is not known.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "explanation")]
struct Explanation {
    /// As it was asked.
    asked: String,
    #[schemars(extend("enum" = ["graph", "finding", "reason", "dialog", "exit_code", null]))]
    kind: Option<&'static str>,
    /// Null for what is no code of Meta's.
    code: Option<i64>,
    subcode: Option<i64>,
    known: bool,
    /// Whether it is about the very subcode that was asked for.
    exact: bool,
    cause: Option<&'static str>,
    message: Option<&'static str>,
    #[schemars(extend("enum" = ["soon", "later", "no", null]))]
    waiting_helps: Option<&'static str>,
    hint: Option<Rendered>,
    /// What the number means as an exit code of snorq.
    exit_code: Option<&'static str>,
    /// What the code means where Meta's message says so.
    told_apart: Vec<ToldApart>,
}

/// One of several things that share a code.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "told-apart")]
struct ToldApart {
    /// What stands in Meta's message, `*` for anything.
    says: &'static str,
    cause: &'static str,
    message: &'static str,
    hint: Rendered,
}

fn explanation(hints: &Hints, asked: &Question, answer: Option<&Answer>) -> Explanation {
    let (code, subcode) = match asked.about {
        About::Graph(code, subcode) => (Some(code), subcode),
        About::Said(row) => (Some(row.code), row.subcode),
        _ => (None, None),
    };
    let apart = |row: &&'static Meaning| ToldApart {
        says: row.says,
        cause: row.cause.as_str(),
        message: row.words,
        hint: hints.line(&row.remedy),
    };
    Explanation {
        asked: asked.text.clone(),
        kind: answer.map(|answer| answer.kind),
        code,
        subcode,
        known: answer.is_some(),
        exact: answer.is_some_and(|answer| answer.exact),
        cause: answer.and_then(|answer| answer.cause),
        message: answer.map(|answer| answer.means),
        waiting_helps: answer.and_then(|answer| answer.waiting).map(Waiting::as_str),
        hint: answer.and_then(|answer| hints.joined(&answer.remedies)),
        exit_code: answer.and_then(|answer| answer.exit),
        told_apart: answer.into_iter().flat_map(|answer| &answer.told_apart).map(apart).collect(),
    }
}
