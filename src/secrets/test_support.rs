//! Tests with several processes: this test program itself, started once more with the part to play in its environment.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::Vault;
use crate::domain::{Secret, SecretName};

const PART: &str = "SNORQ_TEST_PART";
const HOME: &str = "SNORQ_TEST_HOME";
const GATE: &str = "gate";

#[expect(clippy::disallowed_methods, reason = "how tests are told what there is, and their other selves what to do")]
pub(super) fn told(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// Says that a test was not run; where all must run, that is a failure.
pub(super) fn not_run(why: &str) {
    assert!(told("SNORQ_TEST_ALL").is_none(), "{why}");
    say(&format!("not run: {why}"));
}

/// Whether processes can be killed at a system call; if not, that is said.
pub(super) fn has_strace() -> bool {
    let there = Command::new("strace").arg("-V").output().is_ok();
    if !there {
        not_run("strace is not installed");
    }
    there
}

/// A line for whoever watches the tests, past their capture.
pub(super) fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// The part this process is to play, and where; nothing in an ordinary run of all tests.
pub(super) fn part() -> Option<(String, String)> {
    Some((told(PART)?, told(HOME)?))
}

/// The command line of another self that runs the test `actor`, behind the words in `before`.
pub(super) fn other_self(before: &[&str], actor: &str, part: &str, home: &Path) -> Command {
    let program = std::env::current_exe().unwrap();
    let program = program.to_str().unwrap();
    let line: Vec<&str> = before.iter().copied().chain([program, "--exact", actor, "--nocapture"]).collect();
    let mut command = Command::new(line[0]);
    command.args(&line[1..]).env(PART, part).env(HOME, home).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What one of a crowd does: 50 secrets put, read and deleted, five of them kept and named on the output.
pub(super) async fn one_of_a_crowd(vault: &dyn Vault, home: &Path) {
    File::open(home.join(GATE)).unwrap().lock_shared().unwrap();
    let mut out = Vec::new();
    for round in 0..50 {
        let (name, secret) = (SecretName::fresh(), Secret::new(SecretName::fresh().as_str()));
        vault.put(&name, &secret).await.unwrap();
        assert_eq!(vault.get(&name).await.unwrap(), secret);
        if round % 10 == 0 {
            writeln!(out, "kept {name} {}", secret.expose()).unwrap();
        } else {
            vault.delete(&name).await.unwrap();
        }
    }
    std::io::stdout().write_all(&out).unwrap();
}

/// Starts sixteen at the same moment and checks afterwards that what each kept is there, and its own.
pub(super) async fn crowd_loses_nothing(vault: &dyn Vault, actor: &str, home: &Path) -> HashMap<SecretName, String> {
    let gate = File::create(home.join(GATE)).unwrap();
    gate.lock().unwrap();
    let crowd: Vec<_> = (0..16).map(|_| other_self(&[], actor, "crowd", home).spawn().unwrap()).collect();
    gate.unlock().unwrap();
    let outputs: Vec<Output> = crowd.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    let mut kept = HashMap::new();
    for output in outputs {
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
        for (_, line) in text.lines().filter_map(|line| line.split_once("kept ")) {
            let (name, secret) = line.split_once(' ').unwrap();
            kept.insert(SecretName::recorded(name), secret.to_owned());
        }
    }
    assert_eq!(kept.len(), 16 * 5);
    for (name, secret) in &kept {
        assert_eq!(vault.get(name).await.unwrap().expose(), secret);
    }
    kept
}
