//! `snorq connect …`

mod facebook;
mod instagram;
mod login_method;
mod login_ui;
mod pages;
mod reason;
mod select;
mod view;
mod whatsapp;

use clap::Subcommand;

pub(super) use reason::{hint as hint_of, why as why_skipped};

use crate::commands::schema::Document;
use crate::context::Context;
use crate::domain::Hint;
use crate::error::{Failure, Kind};
use crate::flows::connect::ConnectOutcome;
use crate::flows::{Exclusive, Tools};

/// What is written with `--json`.
pub(super) const DOCUMENTS: &[Document] = &[
    Document::of::<view::ConnectDocument>(
        "connect",
        &["connect facebook", "connect instagram", "connect whatsapp"],
        "what connect did, or with --dry-run would do",
    ),
    Document::of::<whatsapp::CodeSent>(
        "code",
        &["connect whatsapp --request-code"],
        "the numbers whose owners were sent a code",
    ),
];

/// Connect Pages, accounts and numbers
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Facebook(Box<facebook::Args>),
    Instagram(Box<instagram::Args>),
    Whatsapp(Box<whatsapp::Args>),
}

impl Command {
    pub(crate) async fn run(self, cx: &Context) -> Result<(), Failure> {
        match self {
            Self::Facebook(args) => facebook::run(cx, *args).await,
            Self::Instagram(args) => instagram::run(cx, *args).await,
            Self::Whatsapp(args) => whatsapp::run(cx, *args).await,
        }
    }
}

/// Proves, before anybody logs in, that there is a place for what comes out of it, and mends what an earlier run left.
async fn prepare(tools: &Tools<'_>) -> Result<(), Failure> {
    tools.prove_custody().await?;
    Exclusive::enter(tools).await?;
    // Nothing is written, and yet the file must be free: another program may hold it.
    Ok(tools.store.log(&[]).await?)
}

/// How a connect of `what` ended, as a whole; `nothing` is for one that found nothing to connect.
fn verdict(report: &ConnectOutcome, what: &str, nothing: impl FnOnce() -> Failure) -> Result<(), Failure> {
    match (report.connections.is_empty(), report.failed.first()) {
        (false, None) => Ok(()),
        (true, Some((_, _, first))) if report.failed.len() == 1 => Err(first.clone()),
        (true, Some((_, _, first))) => {
            // The numbers of Meta's error stand behind the whole.
            let said = &first.message;
            let message = format!("none of {} {what} could be connected; the first: {said}", report.failed.len());
            Err(Failure { message, ..first.clone() })
        }
        (false, Some((_, _, first))) => {
            let message = format!("{} of the chosen {what} could not be connected", report.failed.len());
            let failure = Failure::new(Kind::Partial, message).because(first.clone());
            Err(remedies(report).into_iter().fold(failure, Failure::hint))
        }
        (true, None) => Err(nothing()),
    }
}

/// What helps those that failed, each remedy once: what passes is gone on with by the same command.
fn remedies(report: &ConnectOutcome) -> Vec<Hint> {
    let mut all: Vec<Hint> = Vec::new();
    for (reference, _, failure) in &report.failed {
        let passes = matches!(failure.kind, Kind::Unreachable | Kind::RateLimited) || failure.hints.is_empty();
        let again = || vec![Hint::words("run the same command again: it repairs what is missing")];
        let own = || failure.hints.iter().map(|hint| hint.clone().about(reference)).collect();
        for hint in if passes { again() } else { own() } {
            if !all.contains(&hint) {
                all.push(hint);
            }
        }
    }
    all.truncate(REMEDIES);
    all
}

/// The most remedies that the end of a connect tells; each failure has its own in the document.
const REMEDIES: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ConnectionRef, GraphCode, Platform};

    #[test]
    fn code_and_trace_are_told_once_however_many_failed() {
        let graph = GraphCode { code: Some(2), fbtrace_id: Some("A1".into()), ..GraphCode::default() };
        let failure = Failure { graph: Some(Box::new(graph)), ..Failure::new(Kind::Unreachable, "a passing fault") };
        let page = |id: &str| (ConnectionRef::new(Platform::Facebook, id.to_owned()), id.to_owned(), failure.clone());
        let report = ConnectOutcome { failed: vec![page("1"), page("2")], ..ConnectOutcome::default() };
        let told = verdict(&report, "Pages", || Failure::not_found("none")).unwrap_err().to_string();
        assert_eq!(told, "none of 2 Pages could be connected; the first: a passing fault [code 2, trace A1]");
    }

    #[test]
    fn a_remedy_that_many_failures_share_is_told_once() {
        let failed = |id: &str| {
            let failure = Failure::new(Kind::Authorization, "no").hint("tick it");
            (ConnectionRef::new(Platform::Facebook, id.to_owned()), id.to_owned(), failure)
        };
        let report = ConnectOutcome { failed: vec![failed("1"), failed("2")], ..ConnectOutcome::default() };
        assert_eq!(remedies(&report), [Hint::words("tick it")]);
    }
}
