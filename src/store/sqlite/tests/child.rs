//! This test program started again as another process.
//!
//! The child runs [`role`] only, which does what the environment says; started by hand it does nothing.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{listed, made, run};
use crate::domain::{Connection, Platform};
use crate::store::contract::{action, moment, record};
use crate::store::sqlite::Sqlite;
use crate::store::{ConnectionStore as _, StoreError};

/// A command that starts this program in `role` on the database `path`, from a shell that first does `setup`
/// (`umask 000`, `ulimit -f 8`).
pub(super) fn shell(setup: &str, role: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{setup}; exec \"$0\" \"$@\"")]);
    as_role(&mut command, role, path);
    command
}

/// The same as another user, if we may; `None` if this test runs without rights over other users.
pub(super) fn nobody(role: &str, path: &Path) -> Option<Command> {
    if !rustix::process::geteuid().is_root() {
        let mut command = Command::new("env");
        as_role(&mut command, role, path);
        return Some(command);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "env"]);
    as_role(&mut command, role, path);
    let tool = Command::new("setpriv").arg("--version").output();
    tool.is_ok().then_some(command)
}

fn as_role(command: &mut Command, role: &str, path: &Path) {
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "store::sqlite::tests::child::role", "--nocapture", "--test-threads=1"]);
    command.env("SNORQ_TEST_ROLE", role).env("SNORQ_TEST_DB", path);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
}

/// What a child said, line by line, without the talk of the test runner.
pub(super) fn said(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let all = String::from_utf8_lossy(&output.stdout).into_owned();
    let marked = all.lines().filter_map(|line| line.split_once("#> ").map(|(_, rest)| rest));
    let said: Vec<_> = marked.collect();
    assert!(!said.is_empty(), "{} {all} {}", output.status, String::from_utf8_lossy(&output.stderr));
    said.join("\n")
}

#[expect(clippy::disallowed_methods, reason = "a child learns from its environment what to do")]
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[expect(clippy::print_stdout, reason = "a child talks to its parent")]
fn say(text: impl std::fmt::Display) {
    println!("#> {text}");
}

/// The child. It is a test, because that is the only way into this program.
#[test]
fn role() {
    let (Some(role), Some(path)) = (variable("SNORQ_TEST_ROLE"), variable("SNORQ_TEST_DB")) else { return };
    let path = Path::new(&path);
    let (verb, number) = role.split_once(' ').unwrap_or((&role, "0"));
    let number: u32 = number.parse().unwrap();
    let done = match verb {
        "write" => run(write_hundred(path, number)),
        "list" => run(listed(path)).map(|found| say(found.len())),
        "make" => run(made(path)),
        "grow" => run(grow(path)),
        "hold" => run(hold(path)),
        _ => panic!("no such role: {verb}"),
    };
    match done {
        Ok(()) => say("done"),
        Err(error) => say(format!("{error:?}")),
    }
}

/// A hundred transactions, each with a record and an entry in the log.
async fn write_hundred(path: &Path, writer: u32) -> Result<(), StoreError> {
    let store = Sqlite::open(path).await?;
    store.bind("race", "app", "place").await?;
    for turn in 0..100 {
        let seconds = i64::from(writer * 100 + turn);
        let record = Connection {
            created_at: moment(seconds),
            ..record("race", Platform::Facebook, &format!("{writer}-{turn}"))
        };
        store.settle(&[record], &[action("race", "connect")]).await?;
    }
    Ok(())
}

/// Writes until something stops it; says how many writes were acknowledged.
async fn grow(path: &Path) -> Result<(), StoreError> {
    let store = Sqlite::open(path).await?;
    store.bind("grown", "app", "place").await?;
    for turn in 0..40 {
        let name = Some("x".repeat(1500));
        let one = record("grown", Platform::Facebook, &turn.to_string());
        let one = Connection { created_at: moment(1_000_000 + turn), platform_display_name: name, ..one };
        store.settle(&[one], &[]).await?;
        say(format!("kept {turn}"));
    }
    Ok(())
}

/// Takes the lock, says so and holds it until it is killed.
async fn hold(path: &Path) -> Result<(), StoreError> {
    let store = Sqlite::open(path).await?;
    let _lock = store.lock(&|| {}).await?;
    say("holding");
    // The parent holds the other end and never writes.
    let _ = std::io::stdin().read_line(&mut String::new());
    Ok(())
}
