//! Looking at everything that a connection stands on before the first customer notices: machine, profile, app.
//!
//! Each file judges one thing and asks nobody but what it is given, so that a check never stops another; what could not
//! be looked at is told as unknown and never as sound. Nothing is made, changed or sent but questions.

mod app;
mod by_hand;
mod machine;
mod network;
mod profile;
mod records;

pub use app::{judge as judge_app, webhook_coverage};
pub use by_hand::{ByHand, list as by_hand};
pub use machine::{browser, configuration, home, port};
pub use network::{Reached, judge as judge_network, reach};
pub use profile::{Configurations, judge as judge_profile, known as judge_known_profile};
pub use records::{database, secret_store, unfinished};

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;

use crate::domain::{Code, Finding, GraphCode, Hint, Level, Step};
use crate::error::{Failure, Kind};

/// How long one check may take that asks somebody.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "group")]
pub enum Group {
    /// This machine.
    Machine,
    /// The profile: which app, and how it is talked to.
    Profile,
    /// The app at Meta.
    App,
}

impl Group {
    /// The word in documents and headings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Profile => "profile",
            Self::App => "app",
        }
    }
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "state")]
pub enum State {
    /// It was looked at and is sound.
    Ok,
    /// It works today; somebody should act.
    Warning,
    /// It does not work.
    Problem,
    /// It could not be looked at.
    Unknown,
    /// It was not to be looked at, or there is nothing to look at.
    Skipped,
}

impl State {
    /// Whether somebody should read it.
    pub fn is_finding(self) -> bool {
        matches!(self, Self::Warning | Self::Problem | Self::Unknown)
    }
}

/// One check and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at, as a stable word.
    pub name: &'static str,
    /// How it ended.
    pub state: State,
    /// What was found, as a stable word; `None` if it is no finding.
    pub code: Option<Code>,
    /// What, in a few words, without secrets and safe to show.
    pub message: String,
    /// Why it matters.
    pub why: Option<String>,
    /// What to do, best first.
    pub hints: Vec<Hint>,
    /// Meta's own error, if it rests on one.
    pub graph: Option<Box<GraphCode>>,
}

impl Check {
    fn new(name: &'static str, state: State, code: Option<Code>, message: impl Into<String>) -> Self {
        Self { name, state, code, message: message.into(), why: None, hints: Vec::new(), graph: None }
    }

    /// It is sound.
    pub fn ok(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, State::Ok, None, message)
    }

    /// There was nothing to look at.
    pub fn skipped(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, State::Skipped, None, message)
    }

    fn warning(name: &'static str, code: Code, message: impl Into<String>) -> Self {
        Self::new(name, State::Warning, Some(code), message)
    }

    fn problem(name: &'static str, code: Code, message: impl Into<String>) -> Self {
        Self::new(name, State::Problem, Some(code), message)
    }

    /// It could not be looked at.
    pub fn unknown(name: &'static str, message: impl Into<String>) -> Self {
        Self::new(name, State::Unknown, Some(Code::Unknown), message)
    }

    /// What a failure says.
    fn failed(name: &'static str, code: Code, failure: &Failure) -> Self {
        let mut check = Self::problem(name, code, failure.to_string());
        // Whoever reads this has asked the doctor already.
        check.graph.clone_from(&failure.graph);
        check.hints = failure.hints.iter().filter(|hint| hint.step != Some(Step::Examine)).cloned().collect();
        check
    }

    /// What a check of the connections' layers found.
    fn found(name: &'static str, finding: &Finding) -> Self {
        let code = finding.code;
        let mut check = match finding.level {
            _ if code == Code::Unknown => Self::unknown(name, finding.message.clone()),
            Level::Warning => Self::warning(name, code, finding.message.clone()),
            Level::Error => Self::problem(name, code, finding.message.clone()),
        };
        check.graph.clone_from(&finding.graph);
        finding.hints.iter().fold(check, |check, hint| check.hint(hint.clone()))
    }

    fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// Runs one check so that neither a fault in it nor a long silence ends the others.
pub async fn guarded(name: &'static str, check: impl Future<Output = Vec<Check>>) -> Vec<Check> {
    attempt(check).await.unwrap_or_else(|failure| vec![Check::unknown(name, failure.message)])
}

/// The same for a part of the round that is no single check.
pub async fn attempt<T>(part: impl Future<Output = T>) -> Result<T, Failure> {
    match tokio::time::timeout(PATIENCE, AssertUnwindSafe(part).catch_unwind()).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(_)) => Err(Failure::new(Kind::Failed, "the check itself failed: snorq has a fault")),
        Err(_) => Err(Failure::new(Kind::Unreachable, format!("no answer within {} seconds", PATIENCE.as_secs()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_fault_in_a_check_is_an_unknown() {
        let found = guarded("x", async { if true { panic!("fault") } else { Vec::new() } }).await;
        assert_eq!((found[0].state, found[0].code), (State::Unknown, Some(Code::Unknown)));
        assert_eq!(guarded("x", async { vec![Check::ok("x", "well")] }).await[0].state, State::Ok);
    }
}
