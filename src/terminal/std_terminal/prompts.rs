//! Asks at the terminal, if a person can see the question and answer it.

use super::StdTerminal;
use crate::domain::{Secret, text};
use crate::prompts::{Choice, Confirm, PromptError, Prompts, Question};
use crate::terminal::{Environment, prompt};

impl StdTerminal {
    /// A prompt, with no bar in its way; or why there can be none.
    fn asking<T>(
        &self,
        prompt: &str,
        flag: &str,
        ask: impl FnOnce() -> Result<T, PromptError>,
    ) -> Result<T, PromptError> {
        if self.can_ask() {
            return self.bars.suspend(ask);
        }
        Err(PromptError::Unanswered { prompt: text::shown(prompt), flag: flag.to_owned(), candidates: Vec::new() })
    }
}

impl Prompts for StdTerminal {
    fn can_ask(&self) -> bool {
        self.info.stdin && self.info.stderr && !self.info.term_dumb && !self.options.no_input
    }

    fn confirm(&self, question: &Confirm<'_>) -> Result<bool, PromptError> {
        if self.options.yes {
            return Ok(true);
        }
        let asked = match self.options.environment {
            Environment::Sandbox => format!("[sandbox] {}", question.question),
            Environment::Meta => question.question.to_owned(),
        };
        self.asking(&asked, question.flag, || prompt::confirm(&asked, self.err))
    }

    fn choose(&self, choice: &Choice<'_>) -> Result<Vec<usize>, PromptError> {
        let chosen = self.asking(choice.prompt, choice.flag, || prompt::choose(choice, self.err));
        chosen.map_err(|error| choice.naming_candidates(error))
    }

    fn ask(&self, question: &Question<'_>) -> Result<String, PromptError> {
        self.asking(question.prompt, question.flag, || prompt::ask(question, self.err))
    }

    fn secret(&self, question: &Question<'_>) -> Result<Secret, PromptError> {
        self.asking(question.prompt, question.flag, || prompt::secret(question, self.err))
    }
}
