//! The script answers, and the record tells.

use serde_json::json;

use super::*;
use crate::prompts::Candidate;

struct Greeting;

impl View for Greeting {
    fn human(&self, out: &mut Screen<'_>) -> io::Result<()> {
        writeln!(out.out, "hello")
    }

    fn json(&self) -> Value {
        json!({"greeting": "hello"})
    }
}

#[test]
fn everything_is_answered_and_remembered() {
    let terminal =
        Scripted::new([Answer::Yes(true), Answer::keys(&["2"]), Answer::Text("x".into()), Answer::Interrupt]);
    let option =
        |key: &str| Candidate { key: key.into(), label: key.into(), note: None, disabled: None, preselected: false };
    let options = [option("1"), option("2")];
    let question = Question { prompt: "App id", flag: "--app-id", default: None };
    assert!(terminal.confirm(&Confirm { question: "Sure?", flag: "--yes" }).unwrap());
    assert_eq!(terminal.choose(&Choice { prompt: "Pages", flag: "--page", options: &options }).unwrap(), [1]);
    assert_eq!(terminal.ask(&question).unwrap(), "x");
    assert!(matches!(terminal.secret(&question), Err(PromptError::Interrupted)));
    assert!(matches!(terminal.ask(&question), Err(PromptError::Unanswered { .. })));
    terminal.emit(&Greeting).unwrap();
    terminal.warn("careful");
    let record = terminal.record();
    assert_eq!(record.asked, ["Sure?", "Pages", "App id", "App id", "App id"]);
    assert_eq!((record.written.as_str(), record.said.as_slice()), ("hello\n", &["warning: careful".to_owned()][..]));
    assert_eq!(record.documents, [json!({"greeting": "hello"})]);
    assert_eq!(terminal.left(), 0);
}

#[test]
fn documents_instead_of_text() {
    let terminal = Scripted::json([]);
    terminal.emit(&Greeting).unwrap();
    assert!(terminal.is_json() && terminal.record().written.is_empty());
}
