//! Questions on a real terminal: what is asked, what keys do, and what is left when somebody leaves.

use std::process::Stdio;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use serde_json::json;

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

/// The small world with as many Pages more, which no screen holds; on the first of them the person may not write.
fn with_shops(count: usize) -> Bench {
    let bench = Bench::new();
    let mut world: serde_json::Value =
        serde_json::from_str(&bench.run(&["sandbox", "save", "-"]).expect(0).stdout).unwrap();
    for number in 0..count {
        let id = (2001 + number).to_string();
        let tasks = if number == 0 { vec!["ADVERTISE"] } else { vec!["ADVERTISE", "MESSAGING", "MODERATE", "MANAGE"] };
        world["pages"].as_array_mut().unwrap().push(json!({"id": id, "name": format!("Shop {number} of Agency")}));
        world["roles"].as_array_mut().unwrap().push(json!({"page": id, "ord": 2001 + number, "tasks": tasks}));
    }
    bench.run_with(&["sandbox", "load", "-"], &world.to_string()).expect(0);
    bench
}

#[test]
fn pages_are_searched_chosen_and_connected() {
    let bench = with_shops(40);
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("none of 43 chosen");
    talk.types("crepes");
    talk.sees("crepes|");
    talk.sees("> [ ] Cara's");
    talk.types("\r");
    talk.sees("1 of 43 chosen: Cara's");
    talk.types("2001");
    talk.sees("[-] Shop 0 of Agency (2001): you lack the role");
    talk.types("\r");
    talk.sees("! cannot be chosen: you lack the role");
    talk.types("bolt");
    talk.sees("[ ] Bolt Bikes (1002)");
    talk.types("\r");
    talk.sees("2 of 43 chosen: Bolt Bikes");
    talk.sees("[x] Bolt Bikes (1002)");
    talk.types("Shop 7 of Agency");
    talk.sees("[ ] Shop 7 of Agency (2008)");
    talk.types(&"\x7f".repeat("Shop 7 of Agency".len()));
    talk.sees("2 of 43 chosen");
    talk.types("\r");
    talk.sees("Pages to connect: 2 chosen");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
    cursor_is_shown(&seen);
    assert_eq!(active(&bench), ["facebook:1002", "instagram:17841400000000002", "facebook:1003"]);
    // What is connected is marked.
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("[ ]*Bolt Bikes (1002)");
    talk.types("\x1b");
    assert_eq!(talk.end().0, 130);
}

#[test]
fn five_thousand_are_searched_and_all_or_none_are_chosen() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "agency"]).expect(0);
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("none of 5,000 chosen");
    talk.types("\x1b[B");
    talk.sees("> choose all 5,000");
    talk.types("\r");
    talk.sees("5,000 of 5,000 chosen");
    talk.types("\x1b[B");
    talk.sees("> choose none");
    talk.types("\r");
    talk.sees("none of 5,000 chosen");
    talk.types("evora 44");
    talk.sees("evora 44|");
    talk.sees("(500044)");
    talk.types("\r");
    talk.sees("1 of 5,000 chosen");
    talk.types("\r");
    talk.sees("Pages to connect: Caf");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
    assert_eq!(active(&bench), ["facebook:500044"]);
}

#[test]
fn arrows_and_space_choose_as_well() {
    let bench = Bench::new();
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("[ ] Cara's");
    talk.types("\x1b[B");
    talk.sees("> [ ] Bolt");
    talk.types("\x1b[B ");
    talk.sees("> [x] Cara's");
    talk.types("\r");
    talk.sees("Pages to connect: Cara's");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
    cursor_is_shown(&seen);
    assert_eq!(active(&bench).len(), 1, "Cara's Crêpes has no Instagram account: {seen}");
}

/// Whoever types a name into a short list neither chooses all nor leaves; and it may shrink to nothing.
#[test]
fn letters_do_nothing_in_a_short_list_and_a_tiny_screen_is_no_end() {
    use rustix::termios::{Winsize, tcsetwinsize};
    let bench = Bench::new();
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("[ ] Cara's");
    talk.types("aqhjkl");
    talk.types("\x1b[B");
    talk.sees("> [ ] Bolt");
    for rows in [2, 1, 40] {
        let size = Winsize { ws_row: rows, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(talk.session.process().get_file_handle().unwrap(), size).unwrap();
        talk.types("\x1b[B");
    }
    talk.sees("> [ ] Bolt");
    talk.types("*");
    talk.sees("[x] Cara's");
    talk.types("\r");
    talk.sees("Pages to connect: 3 chosen");
    let (code, seen) = talk.end();
    assert_eq!(code, 0, "{seen}");
}

#[test]
fn ctrl_c_and_esc_in_a_list_leave_nothing_behind() {
    for (bench, first) in [(Bench::new(), "[ ] Cara's"), (with_shops(40), "none of 43 chosen")] {
        for key in ["\x03", "\x1b"] {
            let mut talk = Talk::start(&bench, PICK);
            talk.sees(first);
            talk.types(key);
            let (code, seen) = talk.end();
            assert_eq!(code, 130, "{key:?}: {seen}");
            cursor_is_shown(&seen);
            let list = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
            assert_eq!(list["connections"].as_array().unwrap().len(), 0);
        }
    }
}

#[test]
fn an_empty_choice_is_said_and_connects_nothing() {
    for (bench, first) in [(Bench::new(), "[ ] Cara's"), (with_shops(40), "none of 43 chosen")] {
        let mut talk = Talk::start(&bench, PICK);
        talk.sees(first);
        talk.types("\r");
        talk.sees("! nothing is chosen");
        talk.types("\r");
        talk.sees("Pages to connect: none");
        let (code, seen) = talk.end();
        assert_eq!((code, seen.contains("no Page was chosen")), (1, true), "{seen}");
    }
}

/// What is typed faster than it is read is searched whole, and without colours there is not one.
#[test]
fn no_color_is_honoured_and_fast_typing_is_searched() {
    let bench = with_shops(40).with("NO_COLOR", "1");
    let mut talk = Talk::start(&bench, PICK);
    talk.sees("none of 43 chosen");
    for key in "zzzzzzzzzzzzzzzzzzzz".split_inclusive('z') {
        talk.types(key);
    }
    talk.sees("zzzzzzzzzzzzzzzzzzzz|");
    talk.types("\x1b");
    let (code, seen) = talk.end();
    assert_eq!((code, seen.contains("\x1b[1m"), seen.contains("\x1b[2m")), (130, false, false), "{seen:?}");
}

#[test]
fn revoke_asks_with_the_name_and_enter_means_no() {
    let bench = Bench::new();
    let _ = bench.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"]).expect(0);
    let revoke = ["--sandbox", "revoke", "facebook:1001"];
    for (keys, ends) in [("\r", 1), ("n\r", 1), ("\x03", 130)] {
        let mut talk = Talk::start(&bench, &revoke);
        talk.sees("[sandbox] Disconnect Acme Coffee (facebook:1001)?");
        talk.types(keys);
        let (code, seen) = talk.end();
        assert_eq!(code, ends, "{keys:?}: {seen}");
        let said = ["nothing was changed", "error:"].map(|words| seen.contains(words));
        assert_eq!(said, [ends == 1, ends == 130], "{seen}");
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
    for (answer, goes_on) in [("y\r", true), ("n\r", false)] {
        let mut talk = Talk::start(&bench, &args);
        talk.sees("Verify token");
        talk.types("not-to-be-seen\r");
        talk.sees("Replace that address?");
        set("?c");
        talk.types(answer);
        let (code, seen) = talk.end();
        assert_eq!(code, 1, "{seen}");
        assert_eq!(seen.contains("somebody else has just changed"), goes_on, "{seen}");
        assert_eq!(seen.trim_end().ends_with("nothing was changed"), !goes_on, "{seen}");
        assert!(!seen.contains("not-to-be-seen"), "{seen}");
        let status = bench.run(&["webhooks", "status", "--json"]).expect(0).json();
        assert_eq!(status["app"][0]["callback_url"], url("?c"));
    }
}
