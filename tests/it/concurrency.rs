//! Several processes at once on one database.

use std::process::{Child, Stdio};

use serde_json::Value;

use crate::bench::{Bench, Output, Server};

/// Starts a command with the sandbox's ready-made token on its standard input.
fn start(bench: &Bench, server: &Server, args: &[&str]) -> Child {
    use std::io::Write as _;
    let mut command = bench.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that fails early does not read; its answer is looked at.
    let _ = child.stdin.take().unwrap().write_all(server.text("user_token").as_bytes());
    child
}

fn connect(page: &str) -> Vec<&str> {
    vec!["connect", "facebook", "--token-stdin", "--yes", "--json", "--page", page]
}

fn records(bench: &Bench) -> Vec<Value> {
    bench.run(&["list", "--json"]).expect(0).json()["connections"].as_array().unwrap().clone()
}

fn all(bench: &Bench, children: Vec<Child>) -> Vec<Output> {
    let outputs = children.into_iter().map(|child| bench.heard(child.wait_with_output().unwrap(), &["together"]));
    let outputs: Vec<_> = outputs.collect();
    for output in &outputs {
        let said = format!("{}{}", output.stdout, output.stderr).to_lowercase();
        assert!(!said.contains("locked") && !said.contains("busy"), "{output}");
    }
    outputs
}

#[test]
fn eight_connects_of_one_page_are_one_connection() {
    let server = Server::start("small");
    let bench = Bench::new().at(&server);
    let children = (0..8).map(|_| start(&bench, &server, &connect("1001"))).collect();
    for output in all(&bench, children) {
        let _ = output.expect(0);
    }
    let records = records(&bench);
    assert_eq!(records.len(), 2, "{records:#?}");
    assert!(records.iter().all(|one| one["status"] == "ACTIVE"), "{records:#?}");
    // One for the login, one for the Page and its account; the others were removed.
    assert_eq!(crate::bench::secrets(&bench.home()), 2);
}

#[test]
fn connects_and_revokes_at_once_lose_nothing() {
    let server = Server::start("small");
    let bench = Bench::new().at(&server);
    bench.run_with(&["connect", "facebook", "--token-stdin", "--all", "--yes"], server.text("user_token")).expect(0);
    for _ in 0..4 {
        let revoke = ["revoke", "facebook:1003", "--yes", "--json", "--keep-permissions"];
        let wishes: Vec<Vec<&str>> = vec![
            connect("1001"),
            revoke.to_vec(),
            connect("1002"),
            connect("1003"),
            revoke.to_vec(),
            connect("1001"),
            connect("1002"),
            connect("1003"),
        ];
        let children = wishes.iter().map(|args| start(&bench, &server, args)).collect();
        for output in all(&bench, children) {
            let _ = output.expect(0);
        }
        for one in records(&bench) {
            let expected: &[&str] =
                if one["platform_user_id"] == "1003" { &["ACTIVE", "DISCONNECTED"] } else { &["ACTIVE"] };
            assert!(expected.contains(&one["status"].as_str().unwrap()), "{one:#}");
        }
    }
    bench.run_with(&["connect", "facebook", "--token-stdin", "--all", "--yes"], server.text("user_token")).expect(0);
    assert_eq!(records(&bench).iter().filter(|one| one["status"] == "ACTIVE").count(), 5);
}
