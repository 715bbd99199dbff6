//! What is asked, shown and coloured, by what the streams are.

use super::*;
use crate::prompts::{Candidate, Choice, Confirm, PromptError, Prompts as _, Question};
use crate::terminal::{ColorWhen, Environment};

const OPTIONS: OutputOptions = OutputOptions {
    json: false,
    no_input: false,
    yes: false,
    quiet: false,
    color: ColorWhen::Auto,
    environment: Environment::Meta,
};
const TERMINALS: TerminalInfo = TerminalInfo {
    stdin: true,
    stdout: true,
    stderr: true,
    term_dumb: false,
    no_color: false,
    clicolor_force: false,
    width: Some(40),
};

#[test]
fn the_flag_beats_the_environment_which_beats_the_stream() {
    use ColorWhen::{Always, Auto, Never};
    for no_color in [false, true] {
        for clicolor_force in [false, true] {
            for term_dumb in [false, true] {
                for terminal in [false, true] {
                    let info = TerminalInfo { term_dumb, no_color, clicolor_force, ..TERMINALS };
                    assert!(info.palette(Always, terminal).is_coloured());
                    assert!(!info.palette(Never, terminal).is_coloured());
                    let wished = !no_color && (clicolor_force || terminal && !term_dumb);
                    assert_eq!(info.palette(Auto, terminal).is_coloured(), wished, "{info:?} {terminal}");
                }
            }
        }
    }
}

#[test]
fn only_a_terminal_has_a_width() {
    assert_eq!(TERMINALS.columns(&Term::stdout(), true), Some(40));
    assert_eq!(TERMINALS.columns(&Term::stdout(), false), None);
    let nonsense = TerminalInfo { width: Some(0), ..TERMINALS };
    assert!(nonsense.columns(&Term::stdout(), true) > Some(0));
}

#[test]
fn people_are_asked_only_where_they_can_see_and_answer() {
    let can = |options, info| StdTerminal::new(options, info).can_ask();
    assert!(can(OPTIONS, TERMINALS));
    assert!(can(OutputOptions { json: true, ..OPTIONS }, TerminalInfo { stdout: false, ..TERMINALS }));
    assert!(!can(OutputOptions { no_input: true, ..OPTIONS }, TERMINALS));
    assert!(!can(OPTIONS, TerminalInfo { stdin: false, ..TERMINALS }));
    assert!(!can(OPTIONS, TerminalInfo { stderr: false, ..TERMINALS }));
    assert!(!can(OPTIONS, TerminalInfo { term_dumb: true, ..TERMINALS }));
}

#[test]
fn every_prompt_nobody_can_answer_names_its_flag() {
    let terminal = StdTerminal::new(OPTIONS, TerminalInfo::default());
    let question = Question { prompt: "App id", flag: "--app-id", default: Some("1") };
    let flags = [
        flag(terminal.ask(&question).unwrap_err()),
        flag(terminal.secret(&question).unwrap_err()),
        flag(terminal.confirm(&Confirm { question: "Really?", flag: "--yes" }).unwrap_err()),
    ];
    assert_eq!(flags, ["--app-id", "--app-id", "--yes"]);
}

fn flag(error: PromptError) -> String {
    match error {
        PromptError::Unanswered { flag, .. } => flag,
        other => panic!("{other}"),
    }
}

#[test]
fn a_choice_nobody_can_make_names_what_could_be_chosen() {
    let candidate = |key: &str, disabled: Option<&str>| Candidate {
        key: key.into(),
        label: format!("Page {key}"),
        note: None,
        disabled: disabled.map(Into::into),
        preselected: false,
    };
    let options = [candidate("1", None), candidate("2", Some("not granted"))];
    let choice = Choice { prompt: "Pages to connect", flag: "--page", options: &options };
    match StdTerminal::new(OPTIONS, TerminalInfo::default()).choose(&choice) {
        Err(PromptError::Unanswered { prompt, flag, candidates }) => {
            assert_eq!((prompt.as_str(), flag.as_str()), ("Pages to connect", "--page"));
            assert_eq!(candidates, [("1".to_owned(), "Page 1".to_owned())]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn yes_answers_where_nobody_is() {
    let terminal = StdTerminal::new(OutputOptions { yes: true, no_input: true, ..OPTIONS }, TerminalInfo::default());
    assert!(terminal.confirm(&Confirm { question: "Really?", flag: "--yes" }).unwrap());
}

#[test]
fn progress_needs_a_terminal_and_leave() {
    let progress_target = |options, info| StdTerminal::new(options, info).progress_target();
    assert_eq!(progress_target(OPTIONS, TERMINALS), ProgressTarget::Drawn(40));
    assert_eq!(progress_target(OutputOptions { json: true, ..OPTIONS }, TERMINALS), ProgressTarget::Drawn(40));
    assert_eq!(progress_target(OutputOptions { quiet: true, ..OPTIONS }, TERMINALS), ProgressTarget::Nowhere);
    assert_eq!(progress_target(OPTIONS, TerminalInfo { term_dumb: true, ..TERMINALS }), ProgressTarget::Lines);
    assert_eq!(progress_target(OPTIONS, TerminalInfo { stderr: false, ..TERMINALS }), ProgressTarget::Nowhere);
}

#[test]
fn only_a_closed_pipe_is_no_error() {
    let terminal = StdTerminal::new(OPTIONS, TerminalInfo::default());
    let full = terminal.quiet(Err(io::ErrorKind::StorageFull.into())).unwrap_err();
    assert_eq!((full.kind(), terminal.is_stdout_closed()), (io::ErrorKind::StorageFull, false));
    assert!(terminal.quiet(Err(io::ErrorKind::BrokenPipe.into())).is_ok() && terminal.is_stdout_closed());
}
