//! Findings: what a check found wrong, under words that scripts may rely on.

use super::{Cause, Code, ConnectionRef, GraphCode, Hint, Level, Trouble};

/// One finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// Of which connection; `None` for the app's own.
    pub reference: Option<ConnectionRef>,
    /// One sentence for a person, without secrets and safe to show.
    pub message: String,
    /// What to do, best first.
    pub hints: Vec<Hint>,
    /// For [`Code::Unknown`]: why it could not be checked.
    pub cause: Option<Cause>,
    /// Meta's own error, if it rests on one.
    pub graph: Option<Box<GraphCode>>,
}

/// Two findings are the same if they say the same: the trace in Meta's error is another each time.
impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        (self.code, self.level, &self.reference, &self.message, &self.hints, &self.cause)
            == (other.code, other.level, &other.reference, &other.message, &other.hints, &other.cause)
    }
}

impl Eq for Finding {}

impl Finding {
    /// A finding about the app, without a hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let (message, hints) = (message.into(), Vec::new());
        Self { code, level: code.level(), reference: None, message, hints, cause: None, graph: None }
    }

    /// The finding with Meta's error that it rests on.
    #[must_use]
    pub fn because(self, trouble: &Trouble) -> Self {
        Self { graph: trouble.graph.clone(), ..self }
    }

    /// The same, about a connection.
    #[must_use]
    pub fn of(mut self, reference: ConnectionRef) -> Self {
        self.reference = Some(reference);
        self
    }

    /// The same, for what is worse than its code usually is: nothing works.
    #[must_use]
    pub fn grave(mut self) -> Self {
        self.level = Level::Error;
        self
    }

    /// The finding with a hint more.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hints.push(hint.into());
        self
    }
}
