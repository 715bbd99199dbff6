//! Hints as a person reads them: the one place where a step becomes a command line.
//!
//! A command is written for the profile that this run was given, by a flag or by `SNORQ_PROFILE`, and names it; where
//! none was given, the command means the chosen profile as this run did, and names none. What can be printed is
//! [`Rendered`], and only this room makes it.

mod command;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::Serialize;

use crate::context::Context;
use crate::domain::hint::{Hint, Step};
use crate::domain::{Connection, ConnectionRef};
use crate::settings::{Profile, SANDBOX};

/// A line that can be printed, its command as it can be typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub(crate) struct Rendered(String);

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Says what to do.
pub(crate) fn note(cx: &Context, hint: impl Into<Hint>) {
    cx.terminal.info(&Hints::of(cx).line(&hint.into()).0);
}

/// Says what comes next: words, and the commands for it.
pub(crate) fn next(cx: &Context, words: &str, steps: &[Step]) {
    cx.terminal.info(&Hints::of(cx).next(words, steps).0);
}

/// What a command line needs to know of the run that prints it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hints {
    /// The profile that a flag or the variable named.
    named: Option<String>,
    /// The profile at hand.
    profile: Option<String>,
    /// Whether it is the sandbox.
    sandbox: bool,
    /// Whether `app set` knows it.
    stored: bool,
    /// The connection that the hints are about.
    about: Option<ConnectionRef>,
}

impl Hints {
    /// For the profile of this run.
    pub(crate) fn of(cx: &Context) -> Self {
        let profile = cx.profile_at_hand();
        Self {
            named: cx.named_profile().map(str::to_owned),
            sandbox: profile.as_ref().is_some_and(Profile::is_sandbox),
            stored: profile.as_ref().is_some_and(|one| !one.from_environment && !one.is_sandbox()),
            profile: profile.map(|one| one.name),
            about: None,
        }
    }

    /// For the profile `name`, which is not the one of this run.
    pub(crate) fn of_profile(name: &str) -> Self {
        let (name, sandbox) = (Some(name.to_owned()), name == SANDBOX);
        Self { named: name.clone(), profile: name, sandbox, stored: !sandbox, about: None }
    }

    /// For a run that did not get as far as to know its profile.
    pub(crate) fn named(profile: Option<String>) -> Self {
        Self { named: profile, ..Self::default() }
    }

    /// The hints of one connection: what they leave open is that one.
    pub(crate) fn about(self, reference: &ConnectionRef) -> Self {
        Self { about: Some(reference.clone()), ..self }
    }

    /// Words and, behind a colon, the command.
    pub(crate) fn line(&self, hint: &Hint) -> Rendered {
        let hint = match &self.about {
            Some(reference) => &hint.clone().about(reference),
            None => hint,
        };
        let Some(step) = &hint.step else { return Rendered(hint.words.clone().into_owned()) };
        let command = self.command(step);
        // In the sandbox nothing is clicked or reviewed.
        let says_all = hint.words.is_empty() || (self.sandbox && matches!(step, Step::Dashboard { .. }));
        Rendered(if says_all { command } else { format!("{}: {command}", hint.words) })
    }

    /// All of them in one line, or nothing.
    pub(crate) fn joined<'a>(&self, hints: impl IntoIterator<Item = &'a Hint>) -> Option<Rendered> {
        let all: Vec<_> = hints.into_iter().map(|hint| self.line(hint).0).collect();
        (!all.is_empty()).then(|| Rendered(all.join("; ")))
    }

    /// Why a connection is not well, and what to do about it, in one line; for the connection's own profile.
    pub(crate) fn reason(&self, one: &Connection) -> Option<Rendered> {
        let reason = one.error_message.as_ref()?;
        let is_mine = self.profile.as_ref().is_none_or(|mine| *mine == one.profile);
        let line = |hint| if is_mine { self.line(hint) } else { Self::of_profile(&one.profile).line(hint) };
        let hint = reason.hint.as_ref().map(|hint| format!("; {}", line(hint)));
        Some(Rendered(format!("{}{}", reason.message, hint.unwrap_or_default())))
    }

    /// Words, and the commands that come next.
    pub(crate) fn next(&self, words: &str, steps: &[Step]) -> Rendered {
        let commands: Vec<_> = steps.iter().map(|step| self.command(step)).collect();
        Rendered(format!("{words}: {}", commands.join(", ")))
    }
}
