//! `snorq explain CODE…`

mod answer;
mod view;

use std::str::FromStr;

use crate::commands::hint::Hints;
use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::{Code, Unusable};
use crate::error::{DialogRefusal, Failure};
use crate::platforms;
use answer::Answer;
use view::{ExplainDocument, Explanations};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[Document::of::<ExplainDocument>(
    "explain",
    &["explain"],
    "what codes of Meta's and words of snorq mean; null where a code is not known",
)];

/// Explain Meta's error codes and the words of snorq, offline
///
/// Tells what a code means, whether waiting helps, and what to do. A code may be given as Meta writes it (190), with
/// its subcode (190/460), or as a subcode alone (36008). Findings (`token_dead`), reasons why something was skipped
/// (`not_granted`), exit codes (exit-3) and the words of an error page of Facebook's ("URL Blocked") are known as well.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Codes and words such as 190, 190/460, 131047, `token_dead`, exit-3
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<Question>,
}

/// What is asked about.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// As it was typed.
    text: String,
    about: About,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// A code of Meta's, with its subcode.
    Graph(i64, Option<i64>),
    /// A message of Meta's that tells what its code leaves open.
    Said(&'static crate::domain::Meaning),
    Finding(Code),
    Skipped(Unusable),
    /// An error page of the login dialog.
    Dialog(&'static DialogRefusal),
    Exit(u8),
}

impl FromStr for Question {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let about = exit(text).or_else(|| graph(text)).or_else(|| word(text)).or_else(|| page(text));
        let about = about.ok_or_else(|| {
            format!(
                "'{text}' is not a code such as 190 or 190/460, nor a word such as token_dead, not_granted or exit-3"
            )
        })?;
        Ok(Self { text: text.trim().to_owned(), about })
    }
}

fn exit(text: &str) -> Option<About> {
    let number = text.trim().strip_prefix("exit")?.trim_start_matches(['-', ' ', ':']);
    number.parse().ok().filter(|code| answer::exit_words(*code).is_some()).map(About::Exit)
}

fn graph(text: &str) -> Option<About> {
    let number = |part: &str| part.trim().trim_start_matches('#').parse::<i64>().ok();
    match text.split_once(['/', '-']) {
        Some((code, subcode)) => Some(About::Graph(number(code)?, Some(number(subcode)?))),
        None => Some(About::Graph(number(text)?, None)),
    }
}

fn word(text: &str) -> Option<About> {
    let word = text.trim().to_ascii_lowercase();
    let finding = Code::ALL.iter().find(|code| code.as_str() == word).copied().map(About::Finding);
    finding.or_else(|| serde_json::from_value(word.into()).ok().map(About::Skipped))
}

fn page(text: &str) -> Option<About> {
    DialogRefusal::of(text).map(About::Dialog).or_else(|| platforms::said(text).map(About::Said))
}

pub(crate) fn run(cx: &Context, args: &Args) -> Result<(), Failure> {
    let found: Vec<_> = args.codes.iter().map(|asked| (asked, Answer::to(asked.about))).collect();
    cx.terminal.emit(&Explanations { found: &found, hints: Hints::of(cx) })?;
    let unknown: Vec<_> =
        found.iter().filter(|(_, answer)| answer.is_none()).map(|(asked, _)| asked.text.clone()).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Failure::not_found(format!("snorq does not know {}", unknown.join(", ")))
        .hint("look it up in Meta's own list: https://developers.facebook.com/docs/graph-api/guides/error-handling"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(text: &str) -> About {
        text.parse::<Question>().unwrap_or_else(|why| panic!("{why}")).about
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        for (text, code, subcode) in
            [("190", 190, None), ("190/460", 190, Some(460)), ("190-460", 190, Some(460)), ("#10", 10, None)]
        {
            assert_eq!(about(text), About::Graph(code, subcode));
        }
        for text in ["", "x", "190/", "/1", "190/x", "exit-99"] {
            assert!(text.parse::<Question>().is_err(), "{text}");
        }
    }

    #[test]
    fn every_word_of_snorq_and_every_page_of_the_dialog_is_explained() {
        for code in Code::ALL {
            assert_eq!(about(code.as_str()), About::Finding(*code));
        }
        assert_eq!(about("not_granted"), About::Skipped(Unusable::NotGranted));
        assert_eq!(about("exit-3"), About::Exit(3));
        assert!(matches!(about("URL Blocked"), About::Dialog(_)));
        assert!(matches!(about("(#100) The App_id in the input_token did not match the Viewing App"), About::Said(_)));
    }
}
