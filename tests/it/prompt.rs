//! Questions on a real terminal: what is asked, what keys do, and what is left when somebody leaves.

use std::process::Stdio;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::bench::Bench;

const PATIENCE: Option<u64> = Some(30_000);

/// A command on a terminal, and all that it has written there.
struct Talk {
    session: PtySession,
    seen: String,
}

impl Talk {
    fn start(bench: &Bench, args: &[&str]) -> Self {
        let mut command = bench.command(args);
        command.env("TERM", "xterm-256color").stdin(Stdio::inherit());
        Self { session: spawn_command(command, PATIENCE).unwrap(), seen: String::new() }
    }

    /// Waits for these words.
    #[track_caller]
    fn sees(&mut self, words: &str) {
        match self.session.exp_string(words) {
            Ok(before) => self.seen += &(before + words),
            Err(error) => panic!("'{words}' was expected: {error}\n{}", self.seen),
        }
    }

    fn types(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
        self.session.flush().unwrap();
    }

    /// Waits for the end; the exit code, and everything that was written.
    fn end(mut self) -> (i32, String) {
        self.seen += &self.session.exp_eof().unwrap();
        match self.session.process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (code, self.seen),
            other => panic!("{other:?}\n{}", self.seen),
        }
    }
}

/// What is connected, by ref.
fn active(bench: &Bench) -> Vec<String> {
    let list = bench.run(&["--sandbox", "list", "--json", "--status", "active"]).expect(0).json();
    let connections = list["connections"].as_array().unwrap();
    connections.iter().map(|one| one["ref"].as_str().unwrap().to_owned()).collect()
}

/// A terminal whose cursor is hidden and not shown again is spoilt for whatever comes next.
#[track_caller]
fn cursor_is_shown(seen: &str) {
    let (hidden, shown) = (seen.rfind("\x1b[?25l"), seen.rfind("\x1b[?25h"));
    assert!(hidden.is_none() || hidden < shown, "the cursor stays hidden: {seen:?}");
}

const PICK: &[&str] = &["--sandbox", "connect", "facebook", "--consent", "auto"];

#[test]
fn pages_are_searched_chosen_and_connected() {
    let bench = Bench::new();
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("0 of 3 chosen");
    talk.types("bolt");
    talk.sees("1 match");
    talk.types("\t");
    talk.sees("1 of 3 chosen");
    talk.types("\r");
    talk.sees("Pages to connect: Bolt Bikes (1002)");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
    cursor_is_shown(&seen);
    assert_eq!(active(&bench), ["facebook:1002", "instagram:17841400000000002"]);
}

#[test]
fn arrows_and_space_choose_as_well() {
    let bench = Bench::new();
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("0 of 3 chosen");
    talk.types("\x1b[B");
    talk.sees("space choose");
    talk.types("\x1b[B ");
    talk.sees("1 of 3 chosen");
    talk.types("\r");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
    assert_eq!(active(&bench).len(), 1, "Cara's Crêpes has no Instagram account: {seen}");
}

#[test]
fn ctrl_c_in_the_list_leaves_nothing_behind() {
    let bench = Bench::new();
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("0 of 3 chosen");
    talk.types("\x03");
    let (code, seen) = talk.end();
    assert_eq!(code, 130, "{seen}");
    cursor_is_shown(&seen);
    let list = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
    assert_eq!(list["connections"].as_array().unwrap().len(), 0);
}

#[test]
fn revoke_asks_with_the_name_and_enter_means_no() {
    let bench = Bench::new();
    let _ = bench.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"]).expect(0);
    let revoke = ["--sandbox", "revoke", "facebook:1001"];
    for keys in ["\r", "n\r", "\x03"] {
        let mut talk = Talk::start(&bench, &revoke);
        talk.sees("Disconnect Acme Coffee (facebook:1001)?");
        talk.types(keys);
        let (code, seen) = talk.end();
        assert_eq!(code, 130, "{keys:?}: {seen}");
        cursor_is_shown(&seen);
        assert_eq!(active(&bench), ["facebook:1001"], "{keys:?}");
    }
    let mut talk = Talk::start(&bench, &revoke);
    talk.sees("Disconnect Acme Coffee (facebook:1001)?");
    talk.types("y\r");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
    assert_eq!(active(&bench), Vec::<String>::new());
}

/// A person at a terminal misses a browser; a program does not. The lines fit the screen.
#[test]
fn doctor_on_a_terminal_misses_the_browser_and_keeps_to_the_screen() {
    let bench = Bench::new().with("SNORQ_GRAPH_URL", "http://localhost:9").with("COLUMNS", "80").with("NO_COLOR", "1");
    let talk = Talk::start(&bench, &["doctor"]);
    let (code, seen) = talk.end();
    assert_eq!(code, 5, "{seen}");
    assert!(seen.contains("[no_browser]") && seen.contains("--paste"), "{seen}");
    for line in seen.lines() {
        assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
    }
}

/// The verify token is asked for without echo, and what somebody else set while the question stood is not replaced.
#[test]
fn an_address_that_changed_while_the_question_stood_is_not_replaced() {
    let hosted = crate::bench::Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let url = |path: &str| format!("{}/callback{path}", hosted.url());
    let set = |path: &str| {
        let args =
            ["webhooks", "set", "--object", "page", "--callback-url", &url(path), "--verify-token-stdin", "--yes"];
        bench.run_with(&args, "one").expect(0)
    };
    set("?a");
    let other = url("?b");
    let args = ["webhooks", "set", "--object", "page", "--callback-url", &other, "--verify-token-stdin"];
    for (answer, ends) in [("y\r", 1), ("n\r", 130)] {
        let mut talk = Talk::start(&bench, &args);
        talk.sees("Verify token");
        talk.types("not-to-be-seen\r");
        talk.sees("Replace that address?");
        set("?c");
        talk.types(answer);
        let (code, seen) = talk.end();
        assert_eq!(code, ends, "{seen}");
        assert_eq!(seen.contains("somebody else has just changed"), ends == 1, "{seen}");
        assert!(!seen.contains("not-to-be-seen"), "{seen}");
        let status = bench.run(&["webhooks", "status", "--json"]).expect(0).json();
        assert_eq!(status["app"][0]["callback_url"], url("?c"));
    }
}
