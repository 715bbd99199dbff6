//! Everything that can fail, with what to type next and the exit code.

mod dialog;
mod hints;

use std::error::Error;
use std::fmt;
use std::sync::Arc;

pub use dialog::DialogRefusal;

use crate::domain::{ConnectionRef, GraphCode, Hint, Platform, text};

macro_rules! kinds {
    ($($kind:ident $exit:literal $means:literal;)*) => {
        /// What kind of failure it is; the exit code follows from it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[schemars(rename = "kind")]
        pub enum Kind {
            $(#[doc = $means] $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The exit code.
            pub fn exit_code(self) -> u8 {
                match self { $(Self::$kind => $exit,)* }
            }

            /// What it means.
            pub fn means(self) -> &'static str {
                match self { $(Self::$kind => $means,)* }
            }
        }
    };
}

kinds! {
    Failed 1 "failed for a reason that has no kind of its own, or a question was answered with no";
    Usage 2 "wrong command line, or an answer was needed and nobody could be asked";
    Authorization 3 "authorisation is needed: declined, token dead, permission missing";
    RateLimited 4 "the platform asks to wait";
    Unhealthy 5 "a check found something unhealthy, or differences that were asked about";
    Partial 6 "some done, some failed";
    NotFound 7 "no such connection, Page, account or profile";
    SecretStore 8 "the secret store or the database is unavailable, locked or damaged";
    Database 8 "the database is unavailable, locked or damaged";
    Unreachable 9 "the platform cannot be reached";
    Declined 1 "a question was answered with no";
    Interrupted 130 "interrupted";
    Terminated 143 "asked to end (SIGTERM)";
}

/// A failure as the admin sees it.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Kind.
    pub kind: Kind,
    /// What happened, in lower case, without a full stop.
    pub message: String,
    /// What to type or click next, best first.
    pub hints: Vec<Hint>,
    /// Meta's own error, if it was one.
    pub graph: Option<Box<GraphCode>>,
    /// What it comes from: a room's own error, or another failure.
    pub source: Option<Arc<dyn Error + Send + Sync>>,
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

/// Two failures are the same if an admin cannot tell them apart.
impl PartialEq for Failure {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, &self.message, &self.hints, &self.graph) == (other.kind, &other.message, &other.hints, &other.graph)
    }
}

impl Eq for Failure {}

impl Failure {
    /// A failure without hints.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hints: Vec::new(), graph: None, source: None }
    }

    /// A wrong command line.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The answer was no, which is no error; `message` says what did not happen.
    pub fn declined(message: impl Into<String>) -> Self {
        Self::new(Kind::Declined, message)
    }

    /// Something that is not there.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, message)
    }

    /// The same with a hint more.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same, saying first what was being done.
    #[must_use]
    pub fn during(mut self, what: &str) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// The failure with what it comes from.
    #[must_use]
    pub fn because(mut self, source: impl Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    fn sources(&self) -> impl Iterator<Item = &(dyn Error + 'static)> {
        std::iter::successors(self.source(), |step: &&(dyn Error + 'static)| (*step).source())
    }

    /// What it comes from, step by step, as far as that says more than the steps before.
    pub fn reasons(&self) -> Vec<String> {
        let mut told = vec![self.message.clone()];
        for step in self.sources() {
            let words = text::shown(&step.to_string());
            if !told.iter().any(|before| before.contains(&words)) {
                told.push(words);
            }
        }
        told.split_off(1)
    }

    /// The error of kind `E` that it comes from, for those who branch on it.
    pub fn cause<E: Error + 'static>(&self) -> Option<&E> {
        self.sources().find_map(|step| step.downcast_ref())
    }

    /// The failure of something on `platform`: hints that leave it open mean that.
    #[must_use]
    pub fn on(mut self, platform: Platform) -> Self {
        self.hints = self.hints.into_iter().map(|hint| hint.on(platform)).collect();
        self
    }

    /// The failure of one connection: hints that leave it open mean that.
    #[must_use]
    pub fn about(mut self, reference: &ConnectionRef) -> Self {
        self.hints = self.hints.into_iter().map(|hint| hint.about(reference)).collect();
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(graph) = &self.graph {
            write!(f, " [{graph}]")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
