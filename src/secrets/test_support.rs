//! Tests with several processes: this test program itself, started once more with the part to play in its environment.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

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

/// Waits until all of a crowd are there.
pub(super) fn at_the_gate(home: &Path) {
    File::open(home.join(GATE)).unwrap().lock_shared().unwrap();
}

/// Starts sixteen at the same moment; each must come through.
pub(super) fn crowd(actor: &str, home: &Path) {
    let gate = File::create(home.join(GATE)).unwrap();
    gate.lock().unwrap();
    let crowd: Vec<_> = (0..16).map(|_| other_self(&[], actor, "crowd", home).spawn().unwrap()).collect();
    gate.unlock().unwrap();
    let outputs: Vec<Output> = crowd.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for output in outputs {
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    }
}
