//! `verify --watch`.

use super::*;
use crate::bench::Fixture;

/// Each wait is for a line that the watch writes.
#[test]
fn a_watch_tells_what_changes_until_it_is_asked_to_end() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    use rustix::process::{Pid, Signal, kill_process};
    for signal in [Signal::INT, Signal::TERM] {
        let fixture = Fixture::connected();
        fixture.call(Method::Delete, "1003/subscribed_apps", &fixture.app_token());
        let mut command = fixture.bench.command(&["verify", "--watch=1s", "--json-lines"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut next = || {
            let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            crate::bench::schema::check_as("watch", &line);
            format!("{} {} {}", line["change"], line["code"], line["ref"]).replace('"', "")
        };
        assert_eq!(next(), "new page_not_subscribed facebook:1003");
        fixture.bench.run(&["verify", "--fix", "facebook:1003"]).expect(0);
        assert_eq!(next(), "gone page_not_subscribed facebook:1003");
        kill_process(Pid::from_child(&child), signal).unwrap();
        let ended = fixture.bench.heard(child.wait_with_output().unwrap(), &["verify", "--watch"]).expect(0);
        assert_eq!(ended.stderr.lines().filter(|line| line.contains("error")).count(), 0, "{ended}");
    }
}

/// What it last found is how it ends: something.
#[test]
fn a_watch_that_found_something_ends_with_five() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    use rustix::process::{Pid, Signal, kill_process};
    for signal in [Signal::INT, Signal::TERM] {
        let fixture = Fixture::connected();
        fixture.call(Method::Delete, "1003/subscribed_apps", &fixture.app_token());
        let mut command = fixture.bench.command(&["verify", "--watch=1s", "--json-lines"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&line["environment"], &line["code"]), (&"meta".into(), &"page_not_subscribed".into()));
        kill_process(Pid::from_child(&child), signal).unwrap();
        let ended = fixture.bench.heard(child.wait_with_output().unwrap(), &["verify", "--watch"]).expect(5);
        assert_eq!(ended.error()["message"], "1 finding stands");
    }
}

/// The second line meets a closed pipe.
#[test]
fn a_watch_that_nobody_reads_ends() {
    let fixture = Fixture::connected();
    fixture.call(Method::Delete, "1003/subscribed_apps", &fixture.app_token());
    let mut command = fixture.bench.command(&["verify", "--watch=1s", "--json-lines"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_watch_is_no_document_and_mends_nothing() {
    let fixture = Fixture::connected();
    let error = fixture.bench.run(&["verify", "--watch", "--json"]).expect(2).error();
    assert!(error["hint"].as_str().unwrap().contains("--json-lines"), "{error}");
    for args in [&["--watch", "--fix"][..], &["--watch=0s"], &["--watch=soon"]] {
        fixture.bench.run(&[&["verify"], args].concat()).expect(2);
    }
}
