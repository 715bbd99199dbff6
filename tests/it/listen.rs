//! `snorq listen` as an admin runs it: beside it a sandbox in which customers write, behind it a server under
//! development.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::bench::{Bench, Fixture, schema};

/// A running `snorq --sandbox listen --json`.
struct Listener {
    child: Child,
    lines: BufReader<ChildStdout>,
    url: String,
}

impl Listener {
    fn start(bench: &Bench, args: &[&str]) -> Self {
        Self::run(bench, &[&["--sandbox", "listen", "--json"], args].concat())
    }

    fn run(bench: &Bench, args: &[&str]) -> Self {
        let mut child = bench.command(args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        let mut listener = Self { child, lines, url: String::new() };
        let first = listener.line();
        schema::check_as("listening", &first);
        first["listening"]["url"].as_str().unwrap().clone_into(&mut listener.url);
        listener
    }

    fn line(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    fn delivery(&mut self) -> Value {
        let line = self.line();
        schema::check_as("delivery", &line);
        line["delivery"].clone()
    }

    fn end(mut self, signal: Signal) -> Option<i32> {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        self.child.wait().unwrap().code()
    }
}

/// A home in which Acme Coffee is connected.
fn connected() -> Bench {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"]).expect(0);
    bench
}

fn write(bench: &Bench, text: &str) -> Value {
    bench.run(&["sandbox", "event", "message", "--to", "1001", "--text", text, "--json"]).expect(0).json()
}

fn callbacks(bench: &Bench) -> Value {
    bench.run(&["--sandbox", "webhooks", "status", "--json"]).expect(0).json()["app"].clone()
}

#[test]
fn a_message_of_the_sandbox_is_shown_with_nothing_else_set_up() {
    let bench = connected();
    let before = callbacks(&bench);
    let mut listener = Listener::start(&bench, &[]);
    let told = write(&bench, "grüß Gott");
    assert_eq!(told["deliveries"][0]["state"], "delivered", "{told}");
    let shown = listener.delivery();
    assert_eq!(
        (&shown["ref"], &shown["text"], &shown["kind"]),
        (&"facebook:1001".into(), &"grüß Gott".into(), &"text".into())
    );
    assert_eq!(shown["repeat"], false);
    let number = told["deliveries"][0]["number"].to_string();
    bench.run(&["sandbox", "deliveries", "--redeliver", &number, "--json"]).expect(0);
    assert_eq!(listener.delivery()["repeat"], true);
    assert_eq!(listener.end(Signal::TERM), Some(0));
    assert_eq!(callbacks(&bench), before, "the world is as it was");
    let listed = bench.run(&["--sandbox", "deliveries", "list", "--json"]).expect(0).json();
    assert_eq!((&listed["kept"], listed["deliveries"].as_array().unwrap().len()), (&2.into(), 2));
}

#[test]
fn after_a_kill_the_next_command_puts_the_callbacks_back_and_what_was_acknowledged_is_there() {
    let bench = connected();
    let before = callbacks(&bench);
    let mut listener = Listener::start(&bench, &[]);
    write(&bench, "kept");
    let shown = listener.delivery();
    assert_eq!(listener.end(Signal::KILL), None);
    assert_eq!(callbacks(&bench), before);
    let id = shown["id"].as_str().unwrap();
    let whole = bench.run(&["--sandbox", "deliveries", "show", id, "--json"]).expect(0).json();
    assert!(whole["body"].as_str().unwrap().contains("\"kept\""), "{whole}");
    let body = bench.run(&["--sandbox", "deliveries", "show", &id[..30], "--body"]).expect(0).stdout;
    assert_eq!(Value::from(body), whole["body"]);
}

#[test]
fn a_second_listener_is_refused_and_says_why() {
    let bench = connected();
    let listener = Listener::start(&bench, &[]);
    let second = bench.run(&["--sandbox", "listen"]).expect(1);
    assert!(second.stderr.contains("another snorq receives for this profile already"), "{second}");
    assert_eq!(listener.end(Signal::INT), Some(0));
}

#[test]
fn trigger_makes_every_event_for_a_receiver_and_replay_sends_what_is_kept() {
    let bench = connected();
    let mut listener = Listener::start(&bench, &[]);
    let events = bench.run(&["trigger", "--json"]).expect(0).json()["events"].as_array().unwrap().clone();
    assert!(events.len() > 100);
    for event in ["page.message", "instagram.comment", "whatsapp.delivered"] {
        let url = listener.url.clone();
        bench.run(&["--sandbox", "trigger", event, "--to", &url, "--json"]).expect(0);
        assert!(!listener.delivery()["kind"].as_str().unwrap().is_empty());
    }
    let url = listener.url.clone();
    bench.run(&["--sandbox", "trigger", "page.thing", "--to", &url]).expect(2);
    let listed = bench.run(&["--sandbox", "deliveries", "list", "--kind", "text", "--json"]).expect(0).json();
    let id = listed["deliveries"][0]["id"].as_str().unwrap().to_owned();
    let replayed = bench.run(&["--sandbox", "deliveries", "replay", &id, "--to", &url, "--json"]).expect(0).json();
    assert_eq!(replayed["replayed"][0]["taken"], true);
    let again = listener.delivery();
    assert_eq!((&again["repeat"], &again["key"]), (&true.into(), &listed["deliveries"][0]["key"]));
    listener.end(Signal::TERM);
    bench.run(&["--sandbox", "deliveries", "purge"]).expect(2);
    let purged = bench.run(&["--sandbox", "deliveries", "purge", "--yes", "--json"]).expect(0).json();
    assert_eq!(purged["purged"], 4);
    bench.run(&["--sandbox", "deliveries", "show", &id]).expect(7);
}

#[test]
fn what_a_target_did_not_take_is_seen_and_sent_once_more() {
    let bench = connected();
    let dead = format!("http://localhost:{}/hooks", crate::bench::free_port());
    let mut listener = Listener::start(&bench, &["--forward", &dead]);
    write(&bench, "for the target");
    let id = listener.delivery()["id"].as_str().unwrap().to_owned();
    let whole = bench.run(&["--sandbox", "deliveries", "show", &id, "--json"]).expect(0).json();
    assert_eq!(
        (&whole["targets"][0]["url"], &whole["targets"][0]["state"]),
        (&dead.as_str().into(), &"waiting".into())
    );
    listener.end(Signal::TERM);
    let failed = bench.run(&["--sandbox", "deliveries", "replay", &id, "--json"]).expect(1).stdout;
    assert!(failed.contains("no connection to"), "{failed}");
    let waiting = bench.run(&["--sandbox", "deliveries", "list", "--state", "waiting", "--json"]).expect(0).json();
    assert_eq!(waiting["waiting"], 1);
}

/// Who gives no verify token means the one that `listen` expects, on whichever machine that runs.
#[test]
fn webhooks_are_set_for_it_without_a_token_of_ones_own() {
    let fixture = Fixture::new("small");
    let listener = Listener::run(&fixture.bench, &["listen", "--json"]);
    let set = ["webhooks", "set", "--object", "page", "--callback-url", &listener.url, "--json"];
    let change = fixture.bench.run(&set).expect(0).json();
    assert_eq!(
        change["after"]["callback_url"].as_str().map(|url| url.trim_end_matches('/')),
        Some(listener.url.trim_end_matches('/'))
    );
    assert_eq!(listener.end(Signal::TERM), Some(0));
}
