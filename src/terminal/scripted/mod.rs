//! A terminal for tests: answers from a list, and remembers what was said, asked and written.

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::{Environment, Palette, Progress, Screen, Terminal, View};
use crate::domain::Secret;
use crate::prompts::{Choice, Confirm, PromptError, Prompts, Question};

/// What the admin will do next.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// Says yes or no.
    Yes(bool),
    /// Chooses the candidates with these keys.
    Keys(Vec<String>),
    /// Types a line, or a secret.
    Text(String),
    /// Presses Ctrl-C.
    Interrupt,
}

impl Answer {
    /// Chooses the candidates with these keys.
    pub(crate) fn keys(keys: &[&str]) -> Self {
        Self::Keys(keys.iter().map(|key| (*key).to_owned()).collect())
    }
}

/// A terminal whose admin acts from a list. When the list is empty, no question can be asked.
#[derive(Default)]
pub(crate) struct Scripted {
    json: bool,
    answers: Mutex<VecDeque<Answer>>,
    record: Mutex<Record>,
}

/// What went over the terminal.
#[derive(Debug, Default, Clone)]
pub(crate) struct Record {
    /// Information, warnings (`warning: …`), errors and what work was under way (`… what`).
    pub(crate) said: Vec<String>,
    /// The prompts, in order.
    pub(crate) asked: Vec<String>,
    /// What was written to stdout for people.
    pub(crate) written: String,
    /// The documents, also where people's text was asked for.
    pub(crate) documents: Vec<Value>,
}

impl Scripted {
    /// An admin who will answer this.
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), ..Self::default() }
    }

    /// An admin who will answer this and gave `--json`.
    pub(crate) fn json(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { json: true, ..Self::new(answers) }
    }

    /// What has happened so far.
    pub(crate) fn record(&self) -> Record {
        lock(&self.record).clone()
    }

    /// Answers that no question took.
    pub(crate) fn left(&self) -> usize {
        lock(&self.answers).len()
    }

    fn next(&self, prompt: &str, flag: &str) -> Result<Answer, PromptError> {
        lock(&self.record).asked.push(prompt.to_owned());
        match lock(&self.answers).pop_front() {
            Some(Answer::Interrupt) => Err(PromptError::Interrupted),
            Some(answer) => Ok(answer),
            None => Err(PromptError::Unanswered {
                prompt: prompt.to_owned(),
                flag: flag.to_owned(),
                candidates: Vec::new(),
            }),
        }
    }

    fn said(&self, line: String) {
        lock(&self.record).said.push(line);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Terminal for Scripted {
    fn emit(&self, view: &dyn View) -> io::Result<()> {
        lock(&self.record).documents.push(view.json());
        if self.json { Ok(()) } else { self.stream(&mut |screen| view.human(screen)) }
    }

    fn stream(&self, write: &mut dyn FnMut(&mut Screen<'_>) -> io::Result<()>) -> io::Result<()> {
        let mut out = Vec::new();
        write(&mut Screen { out: &mut out, width: Some(80), palette: Palette::PLAIN, environment: Environment::Meta })?;
        lock(&self.record).written.push_str(&String::from_utf8_lossy(&out));
        Ok(())
    }

    fn is_json(&self) -> bool {
        self.json
    }

    fn info(&self, line: &str) {
        self.said(line.to_owned());
    }

    fn say(&self, line: &str) {
        self.said(line.to_owned());
    }

    fn warn(&self, line: &str) {
        self.said(format!("warning: {line}"));
    }

    fn error(&self, human: &str, json: &Value) {
        self.said(if self.json { json.to_string() } else { human.to_owned() });
    }

    fn progress(&self, what: &str, _total: Option<u64>) -> Box<dyn Progress> {
        self.said(format!("… {what}"));
        Box::new(Unwatched)
    }
}

impl Prompts for Scripted {
    fn can_ask(&self) -> bool {
        self.left() > 0
    }

    fn confirm(&self, question: &Confirm<'_>) -> Result<bool, PromptError> {
        match self.next(question.question, question.flag)? {
            Answer::Yes(yes) => Ok(yes),
            other => panic!("{}: asked for yes or no, scripted is {other:?}", question.question),
        }
    }

    fn choose(&self, choice: &Choice<'_>) -> Result<Vec<usize>, PromptError> {
        match self.next(choice.prompt, choice.flag).map_err(|error| choice.naming_candidates(error))? {
            Answer::Keys(keys) => Ok(indices(choice, &keys)),
            other => panic!("{}: asked for a choice, scripted is {other:?}", choice.prompt),
        }
    }

    fn ask(&self, question: &Question<'_>) -> Result<String, PromptError> {
        match self.next(question.prompt, question.flag)? {
            Answer::Text(line) => Ok(line),
            other => panic!("{}: asked for a text, scripted is {other:?}", question.prompt),
        }
    }

    fn secret(&self, question: &Question<'_>) -> Result<Secret, PromptError> {
        self.ask(question).map(Secret::new)
    }
}

/// A person could choose only what is there and can be chosen; so can the script.
fn indices(choice: &Choice<'_>, keys: &[String]) -> Vec<usize> {
    for key in keys {
        let found = choice.options.iter().any(|option| option.key == *key && option.disabled.is_none());
        assert!(found, "{}: {key} cannot be chosen", choice.prompt);
    }
    (0..choice.options.len()).filter(|index| keys.contains(&choice.options[*index].key)).collect()
}

struct Unwatched;

impl Progress for Unwatched {
    fn advance(&self, _by: u64) {}
}

mod tests;
