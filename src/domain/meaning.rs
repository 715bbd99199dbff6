//! What an error code of the platform means, in our words.

use super::{Cause, Hint};

/// What one code, or one subcode of it, means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The first code that the row is about.
    pub code: i64,
    /// The last one: rows of whole families span more than one.
    pub last: i64,
    /// The subcode; `None` for the code in general.
    pub subcode: Option<i64>,
    /// What stands in Meta's message where code and subcode leave open what is meant, `*` for anything; empty if they
    /// do not. Developers' messages are English whatever the person's language; one that is not has the code's meaning.
    pub says: &'static str,
    /// The kind of trouble.
    pub cause: Cause,
    /// What happened, in plain words.
    pub words: &'static str,
    /// Whether the same request may well succeed later, with nothing changed.
    pub waiting: Waiting,
    /// What to type or click.
    pub remedy: Hint,
}

/// Whether waiting helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Within seconds; snorq repeats such calls by itself.
    Soon,
    /// After minutes or hours.
    Later,
    /// Never.
    Never,
}

impl Waiting {
    /// The stable word for JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Never => "no",
        }
    }
}

impl Meaning {
    /// The row for one subcode.
    #[must_use]
    pub const fn sub(mut self, subcode: i64) -> Self {
        self.subcode = Some(subcode);
        self
    }

    /// The row for what Meta says so, whether or not the subcode comes with it.
    #[must_use]
    pub const fn says(mut self, phrase: &'static str) -> Self {
        self.says = phrase;
        self
    }

    /// The row up to the code `last`.
    #[must_use]
    pub const fn to(mut self, last: i64) -> Self {
        self.last = last;
        self
    }

    /// Whether the row speaks of `code`.
    pub fn is_about(&self, code: i64) -> bool {
        (self.code..=self.last).contains(&code)
    }

    /// Whether the row speaks of the code as a whole.
    pub fn is_general(&self) -> bool {
        self.subcode.is_none() && self.says.is_empty()
    }

    /// Whether `message` is one that the row is about.
    pub fn is_said_by(&self, message: &str) -> bool {
        let mut rest = Some(message);
        let mut parts = self.says.split('*');
        !self.says.is_empty()
            && parts.all(|part| {
                rest = rest.and_then(|rest| rest.split_once(part)).map(|(_, rest)| rest);
                rest.is_some()
            })
    }
}
