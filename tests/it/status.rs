//! What `status` and `open` promise: a glance without a call to Meta, one thing to do next, and addresses to look at.

use crate::bench::{Bench, Fixture};

#[test]
fn a_profile_without_connections_is_told_to_connect() {
    let bench = Bench::new();
    let status = bench.run(&["--sandbox", "status", "--json"]).expect(0).json();
    assert_eq!(status["profile"], "sandbox");
    assert_eq!(status["counts"]["ACTIVE"], 0);
    assert_eq!(status["next"], "snorq --sandbox connect facebook");
    assert!(status["soonest_end"].is_null() && status["last_verified_at"].is_null());
}

#[test]
fn what_is_connected_is_counted_by_state_and_platform() {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    let status = bench.run(&["--sandbox", "status", "--json"]).expect(0).json();
    assert_eq!(status["counts"], serde_json::json!({"PENDING":0,"ACTIVE":5,"EXPIRED":0,"ERROR":0,"DISCONNECTED":0}));
    assert_eq!(status["platforms"], serde_json::json!({"FACEBOOK":3,"INSTAGRAM":2,"WHATSAPP":0,"TIKTOK":0}));
    assert_eq!(status["open_changes"], 0);
    assert_eq!(status["next"], "snorq --sandbox verify", "what was never checked is checked next");
    assert!(status["soonest_end"]["ref"].is_string(), "{status}");
}

#[test]
fn without_a_command_a_profile_shows_how_it_stands_and_a_newcomer_gets_help() {
    let fixture = Fixture::new("small");
    let bare = fixture.bench.run(&[]).expect(0);
    assert!(bare.stdout.starts_with("profile\tenv, app "), "{bare}");
    // Help shows commands for no profile in particular, so it is not read as output is.
    let help = Bench::new().command(&[]).output().unwrap();
    assert_eq!((help.status.code(), help.stdout.as_slice()), (Some(2), b"".as_slice()));
    assert!(String::from_utf8_lossy(&help.stderr).contains("Usage: snorq"));
}

#[test]
fn addresses_go_to_stdout_and_no_browser_opens_in_a_script() {
    let fixture = Fixture::new("small");
    let app = fixture.bench.run(&["open", "webhooks"]).expect(0);
    assert!(app.stdout.starts_with("https://developers.facebook.com/apps/"), "{app}");
    assert!(app.stdout.trim_end().ends_with("/webhooks/"), "{app}");
    fixture.bench.run(&["open", "facebook:404"]).expect(7);
    let sandbox = fixture.bench.run(&["--sandbox", "open", "app"]).expect(2);
    assert!(sandbox.stderr.contains("snorq sandbox start"), "{sandbox}");
}
