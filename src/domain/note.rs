//! A note: what a profile has to remember beside its connections, so that a run that was cut off can be gone on with.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Owner, Sealed};

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The registration of a WhatsApp number, by its id: how often it was asked for, and the PIN.
    Registration,
    /// Where a WhatsApp Business account sends its webhooks in place of the app's address; the secret is the verify
    /// token.
    Callback,
    /// A hosted signup that is waited for; the secret is the token that asks.
    Hosted,
    /// A number that is to be deregistered when it is disconnected.
    Deregister,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 4] = [Self::Registration, Self::Callback, Self::Hosted, Self::Deregister];

    /// The spelling in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Callback => "callback",
            Self::Hosted => "hosted",
            Self::Deregister => "deregister",
        }
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One note; there is at most one of a topic on a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The profile.
    pub profile: String,
    /// What it is about.
    pub topic: Topic,
    /// The id of what it is about.
    pub subject: String,
    /// What is to be remembered, without secrets.
    pub text: String,
    /// A secret that belongs to it.
    pub sealed: Option<Sealed>,
}

impl Note {
    /// What its secret is sealed for. A verify token is shown to the address that it was noted with, and to no other.
    pub fn owner(&self) -> Owner<'_> {
        let shown_to = if self.topic == Topic::Callback { &self.text } else { "" };
        Owner::Note { profile: &self.profile, topic: self.topic.as_str(), subject: &self.subject, shown_to }
    }
}

/// How long Meta counts, and how many registrations and deregistrations of one number it allows in that time (133016).
const WINDOW: SignedDuration = SignedDuration::from_hours(72);
/// The most of them.
pub const MOST_REGISTRATIONS: usize = 10;

/// What is remembered of a number's registration: the text of a note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The number was registered with the PIN that the note names.
    pub proven: bool,
    /// When Meta was asked to register or deregister it, as far as that still counts.
    pub tries: Vec<Timestamp>,
}

impl Registration {
    /// Reads a note's text; what cannot be read counts as nothing.
    pub fn recorded(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As a note's text.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("times become JSON")
    }

    /// The tries that still count at `now`.
    pub fn count(&self, now: Timestamp) -> usize {
        self.tries.iter().filter(|at| **at > now - WINDOW).count()
    }

    /// The same with one try more; those that no longer count are dropped.
    #[must_use]
    pub fn tried(mut self, now: Timestamp) -> Self {
        self.tries.retain(|at| *at > now - WINDOW);
        self.tries.push(now);
        Self { proven: false, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_count_for_seventy_two_hours() {
        let start = Timestamp::from_second(1_795_435_200).unwrap();
        let one = Registration::default().tried(start);
        assert_eq!(one.count(start + SignedDuration::from_hours(71)), 1);
        assert_eq!(one.count(start + SignedDuration::from_hours(72)), 0);
        let two = one.tried(start + SignedDuration::from_hours(73));
        assert_eq!(two.tries.len(), 1, "the first is forgotten");
        assert_eq!(Registration::recorded(&two.text()), two);
        assert_eq!(Registration::recorded("nonsense"), Registration::default());
    }
}
