//! Secrets in a real gnome-keyring, in every state in which one can be. Without its programs these tests say that they
//! were left out; with `SNORQ_TEST_ALL` they fail.
//!
//! What the keyring holds is up to the vault: each secret, or a key to them. Nothing here depends on it.

mod session;

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::bench::{Bench, Server};
use session::Session;

/// A bench in the session, with a profile for the app that lives at `server`.
fn profiled(session: &Session, server: &Server) -> Bench {
    let bench = session.bench();
    let bench = bench.with("SNORQ_GRAPH_URL", server.text("graph_url"));
    let bench = bench.with("SNORQ_DIALOG_URL", server.text("dialog_url"));
    let add = ["app", "add", "acme", "--app-id", server.text("app_id"), "--secret-stdin"];
    let _ = bench.run_with(&add, server.text("app_secret")).expect(0);
    bench
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// No file of the home holds `secret`, plain or in the ways in which text is wrapped.
fn nowhere_in_clear(bench: &Bench, secret: &str) {
    let hex: Vec<_> = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut shapes = vec![secret.to_owned(), hex.concat()];
    shapes.extend([STANDARD.encode(secret), STANDARD_NO_PAD.encode(secret), URL_SAFE_NO_PAD.encode(secret)]);
    // Within a longer text, base64 begins at any of three places.
    shapes.extend((1..3).map(|skipped| STANDARD_NO_PAD.encode(&secret[skipped..])));
    for file in files(&bench.home()) {
        let bytes = std::fs::read(&file).unwrap();
        for shape in &shapes {
            // Not to the end: what follows changes the last letters of base64.
            let shape = &shape.as_bytes()[..shape.len() - 4];
            let found = bytes.windows(shape.len()).any(|window| window == shape);
            assert!(!found, "{} holds a secret", file.display());
        }
    }
}

#[test]
fn secrets_are_in_the_keyring_and_nowhere_else() {
    let Some(session) = Session::start("") else { return };
    let server = Server::start("small");
    assert_eq!(session.entries().len(), 0);
    let bench = profiled(&session, &server);
    let with_app = session.entries();
    assert!(!with_app.is_empty(), "the app's secret stands on an entry of the keyring");

    let user = server.text("user_token");
    let _ = bench.run_with(&["connect", "facebook", "--token-stdin", "--all"], user).expect(0);
    let mut tokens = Vec::new();
    for reference in ["facebook:1001", "facebook:1002", "facebook:1003", "instagram:17841400000000001"] {
        let token = bench.run(&["token", reference]).expect(0).stdout.trim().to_owned();
        assert!(token.len() > 20, "{reference}");
        tokens.push(token);
    }
    for secret in tokens.iter().map(String::as_str).chain([user, server.text("app_secret")]) {
        nowhere_in_clear(&bench, secret);
    }

    let _ = bench.run(&["revoke", "--all", "--yes"]).expect(0);
    assert_eq!(session.entries(), with_app, "what the connections needed is gone, and only that");
    let _ = bench.run(&["token", "facebook:1001"]).expect(7);
}

#[test]
fn without_its_keyring_a_token_is_out_of_reach() {
    let (Some(first), Some(other)) = (Session::start(""), Session::start("")) else { return };
    let server = Server::start("small");
    let bench = profiled(&first, &server);
    let connect = ["connect", "facebook", "--token-stdin", "--page", "1001"];
    let _ = bench.run_with(&connect, server.text("user_token")).expect(0);
    // The same home, in a session whose keyring has never seen it.
    let elsewhere = other.moved(bench);
    let _ = elsewhere.run(&["token", "facebook:1001"]).expect(8);
    assert_eq!(other.entries().len(), 0, "asking makes nothing");
}

#[test]
fn no_keyring_is_exit_8_before_any_login() {
    for option in ["--locked", "--no-collection", "--no-bus"] {
        let Some(session) = Session::start(option) else { return };
        let server = Server::start("small");
        let (bench, opened) = with_browser(session.bench().at(&server));
        let before = calls(&server);
        for args in [&["connect", "facebook", "--all"][..], &["connect", "facebook", "--all", "--token-stdin"]] {
            let output = bench.run_with(args, server.text("user_token")).expect(8);
            assert!(!output.stderr.contains("/dialog/oauth"), "{option}: no address is told: {output}");
            assert!(output.stderr.contains("SNORQ_SECRETS=file"), "{option}: the way out is told: {output}");
        }
        assert!(!opened.exists(), "{option}: no browser is started");
        assert_eq!(calls(&server), before, "{option}: the platform hears nothing");
        let list = bench.run(&["list", "--json"]).expect(0).json();
        assert_eq!(list["connections"].as_array().unwrap().len(), 0, "{option}: nothing is recorded");
    }
}

#[test]
fn doctor_tells_a_keyring_that_cannot_be_used_and_leaves_nothing_in_one_that_can() {
    for (option, code) in [
        ("--locked", &["secret_store_locked", "secret_store_silent"][..]),
        ("--no-collection", &["secret_store_unreachable"]),
        ("--no-bus", &["secret_store_unreachable"]),
    ] {
        let Some(session) = Session::start(option) else { return };
        let server = Server::start("small");
        let output = session.bench().at(&server).run(&["doctor", "--json"]).expect(5);
        let first = output.json()["findings"][0]["code"].clone();
        assert!(code.iter().any(|one| first == *one), "{option}: {output}");
        assert!(output.json()["first"].as_str().unwrap().contains("keyring"), "{option}: {output}");
    }
    let Some(session) = Session::start("") else { return };
    let server = Server::start("small");
    let bench = session.bench().at(&server);
    let document = bench.run(&["doctor", "--json"]).json();
    let checks = document["checks"].as_array().unwrap();
    let store = checks.iter().find(|one| one["check"] == "secret_store").unwrap();
    assert_eq!((&store["state"], &store["message"]), (&"ok".into(), &"system keyring".into()));
    assert!(session.entries().is_empty() && !bench.home().exists(), "looking leaves nothing behind");
    let bench = profiled(&session, &server);
    let before = session.entries();
    let document = bench.run(&["doctor", "--json"]).json();
    assert!(
        document["checks"].as_array().unwrap().iter().any(|one| one["check"] == "app_secret" && one["state"] == "ok")
    );
    assert_eq!(session.entries(), before);
}

/// The check above would see a browser: with a secret store that works, one is started.
#[test]
fn with_a_secret_store_the_browser_is_started() {
    let server = Server::start("small");
    let (bench, opened) = with_browser(Bench::new().at(&server));
    let output = bench.run(&["connect", "facebook", "--all", "--timeout", "1s"]);
    assert!(opened.exists(), "{output}");
}

/// The same with a browser that leaves a file behind instead of opening anything.
fn with_browser(bench: Bench) -> (Bench, PathBuf) {
    let (browser, opened) = (bench.side().join("browser"), bench.side().join("opened"));
    std::fs::write(&browser, format!("#!/bin/sh\ntouch '{}'\n", opened.display())).unwrap();
    let command = format!("sh {}", browser.display());
    (bench.with("BROWSER", &command), opened)
}

/// How many calls the sandbox has answered.
fn calls(server: &Server) -> u64 {
    let args = ["sandbox", "status", "--json"];
    let bench = Bench::new();
    let output = bench.command(&args).env("SNORQ_HOME", server.home()).output().unwrap();
    bench.heard(output, &args).expect(0).json()["sandbox"]["calls"].as_u64().unwrap()
}
