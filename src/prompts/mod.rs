//! What a person can be asked: the port between what a command needs to know and who asks for it.
//!
//! The terminal asks on the screen, tests answer from a script. A prompt names the flag that answers it, so that where no
//! person can be asked [`PromptError::Unanswered`] says what to type.

use std::io;

use crate::domain::Secret;

/// Asks the person who started the command.
pub trait Prompts: Send + Sync {
    /// Whether there is a person who can be asked.
    fn can_ask(&self) -> bool;
    /// Asks yes or no; `--yes` answers yes.
    fn confirm(&self, question: &Confirm<'_>) -> Result<bool, PromptError>;
    /// Lets several of many be chosen. Answers the indices, in the order of the options.
    fn choose(&self, choice: &Choice<'_>) -> Result<Vec<usize>, PromptError>;
    /// Asks for a line of text.
    fn ask(&self, question: &Question<'_>) -> Result<String, PromptError>;
    /// Asks for a secret, without echo.
    fn secret(&self, question: &Question<'_>) -> Result<Secret, PromptError>;
}

/// A yes-or-no question. The default answer is no.
#[derive(Debug, Clone, Copy)]
pub struct Confirm<'a> {
    /// The question, with the name of what is at stake in it.
    pub question: &'a str,
    /// The flag that answers it: `--yes`.
    pub flag: &'a str,
}

/// A choice of several.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// What is to be chosen: `Pages to connect`.
    pub prompt: &'a str,
    /// The flag that answers it: `--page`.
    pub flag: &'a str,
    /// The candidates.
    pub options: &'a [Candidate],
}

impl Choice<'_> {
    /// Adds to an unanswered choice what could have been chosen.
    pub fn naming_candidates(&self, error: PromptError) -> PromptError {
        match error {
            PromptError::Unanswered { prompt, flag, .. } => {
                let open = self.options.iter().filter(|option| option.disabled.is_none());
                let candidates = open.map(|option| (option.key.clone(), option.line())).collect();
                PromptError::Unanswered { prompt, flag, candidates }
            }
            other => other,
        }
    }
}

/// One candidate of a choice.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// What the flag takes: an id.
    pub key: String,
    /// One safe line: name and id.
    pub label: String,
    /// Its state, if it has one already: `connected: active`.
    pub note: Option<String>,
    /// Why it cannot be chosen, if so; it is shown with the others.
    pub disabled: Option<String>,
    /// Whether it starts out chosen.
    pub preselected: bool,
}

impl Candidate {
    /// Label and state.
    pub fn line(&self) -> String {
        self.note.as_ref().map_or_else(|| self.label.clone(), |note| format!("{}  [{note}]", self.label))
    }
}

/// An open question.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The question.
    pub prompt: &'a str,
    /// The flag that answers it.
    pub flag: &'a str,
    /// The answer if the admin just presses Enter.
    pub default: Option<&'a str>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// No person is at the terminal, or `--no-input` forbids to ask.
    #[error("{prompt}: an answer is needed, and nobody can be asked")]
    Unanswered {
        /// What was to be asked.
        prompt: String,
        /// The flag that answers it.
        flag: String,
        /// What it may be, if the choice is known: key and label.
        candidates: Vec<(String, String)>,
    },
    /// The admin pressed Ctrl-C or Esc.
    #[error("interrupted")]
    Interrupted,
    /// The terminal broke.
    #[error("the terminal cannot be used: {0}")]
    Broken(#[from] io::Error),
}
