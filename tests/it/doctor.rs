//! What `doctor` promises: a diagnosis whatever is missing, a scenario for each finding at Meta, and no trace left behind.

use std::time::Duration;

use serde_json::{Value, json};
use snorq::sandbox::wire::{Method, Response};
use snorq::sandbox::{Action, Setting};

use crate::bench::{Bench, Fixture, Hosted, Output, files, free_port, snapshot, untrusted};

const APP: &str = "900000000000001";

/// Nobody listens there.
const NOWHERE: &str = "http://localhost:9";

impl Fixture {
    fn registered() -> Self {
        let hosted = Hosted::start("small");
        hosted.healthy_app(&["page", "instagram"]);
        let bench = Bench::new().with("SNORQ_GRAPH_URL", hosted.url()).with("SNORQ_DIALOG_URL", hosted.url());
        let port = free_port();
        let add = ["app", "add", "acme", "--app-id", APP, "--secret-stdin", "--https", "--redirect-port", &port];
        bench.run_with(&add, &hosted.credentials.app_secret).expect(0);
        let fixture = Self { hosted, bench };
        let token = &fixture.hosted.credentials.user_token;
        fixture.bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], token).expect(0);
        fixture
    }

    /// Changes the app's own subscriptions.
    fn app_subscriptions(&self, method: Method, query: &str) {
        let token = format!("{APP}|{}", self.hosted.credentials.app_secret);
        self.hosted.call(method, &format!("{APP}/subscriptions?{query}"), &token);
    }

    /// The codes of the findings.
    #[track_caller]
    fn diagnosed(&self) -> Vec<String> {
        let output = self.bench.run(&["doctor", "--json"]);
        let code = if output.json()["healthy"] == true { 0 } else { 5 };
        codes(&output.expect(code))
    }
}

#[track_caller]
fn codes(output: &Output) -> Vec<String> {
    let found = output.json()["findings"].clone();
    for one in found.as_array().unwrap() {
        let remedied = one["hint"].is_string() && one["why"].is_string();
        assert!(remedied || one["code"] == "unknown" || one["code"] == "no_profile", "{one}");
    }
    found.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

fn state(document: &Value, check: &str) -> String {
    let all = document["checks"].as_array().unwrap();
    let found = all.iter().find(|one| one["check"] == check).unwrap_or_else(|| panic!("no {check} in {document}"));
    found["state"].as_str().unwrap().to_owned()
}

/// A diagnosis, no fault, nothing made.
#[track_caller]
fn diagnosis(bench: &Bench, expected: &[&str]) -> Value {
    let before = files(bench.side());
    let output = bench.run(&["doctor", "--json"]).expect(5);
    assert!(!output.stderr.contains("fault"), "{output}");
    assert_eq!(codes(&output), expected, "{output}");
    assert!(files(bench.side()) == before, "doctor changes nothing");
    let people = bench.run(&["doctor"]).expect(5);
    assert!(!people.stdout.contains('\x1b'), "{people}");
    let last = people.stderr.lines().last().unwrap();
    assert!(last.starts_with("hint: first: "), "{people}");
    output.json()
}

#[test]
fn a_healthy_world_has_no_finding_and_is_left_as_it_is() {
    let fixture = Fixture::registered();
    let before = files(fixture.bench.side());
    let output = fixture.bench.run(&["doctor", "--json"]).expect(0);
    assert_eq!(output.json()["findings"], json!([]), "{output}");
    assert!(files(fixture.bench.side()) == before, "doctor changes nothing");
    let mut document = output.json();
    for check in document["checks"].as_array_mut().unwrap() {
        // Folders and ports differ from run to run.
        if matches!(check["check"].as_str(), Some("home" | "database" | "secret_store" | "port")) {
            check["message"] = json!("[here]");
        }
    }
    snapshot("doctor", document);
    let people = fixture.bench.run(&["doctor"]).expect(0);
    assert!(people.stdout.ends_with("\nnothing is wrong with what was looked at\n"), "{people}");
}

#[test]
fn no_profile_alone() {
    let hosted = Hosted::start("small");
    let document = diagnosis(&Bench::new().with("SNORQ_GRAPH_URL", hosted.url()), &["no_profile"]);
    assert_eq!((state(&document, "network"), &document["profile"]), ("ok".to_owned(), &Value::Null));
}

#[test]
fn no_network_alone() {
    let mut fixture = Fixture::registered();
    fixture.bench = fixture.bench.with("SNORQ_GRAPH_URL", NOWHERE);
    let document = diagnosis(&fixture.bench, &["network_unreachable", "unknown", "unknown", "unknown", "unknown"]);
    for check in ["database", "secret_store", "profile"] {
        assert_eq!(state(&document, check), "ok", "{check}");
    }
    assert_eq!(state(&document, "app"), "unknown");
}

#[test]
fn no_keyring_alone() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted).without("SNORQ_SECRETS").without("SNORQ_SECRETS_KEY_FILE");
    let bench = bench.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let output = bench.run(&["doctor", "--json"]).expect(5);
    assert!(codes(&output).contains(&"secret_store_unreachable".to_owned()), "{output}");
    assert_eq!(state(&output.json(), "app_secret"), "ok", "the environment has it");
    assert!(output.json()["first"].as_str().unwrap().contains("SNORQ_SECRETS=file"), "{output}");
}

#[test]
fn everything_missing_at_once() {
    let bench = Bench::new().without("SNORQ_SECRETS").without("SNORQ_SECRETS_KEY_FILE");
    let bench = bench.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").with("SNORQ_GRAPH_URL", NOWHERE);
    diagnosis(&bench, &["secret_store_unreachable", "network_unreachable", "unknown", "no_profile"]);
}

#[test]
fn a_file_store_without_its_key() {
    let hosted = Hosted::start("small");
    let missing = Bench::new().within(&hosted).with("SNORQ_SECRETS_KEY_FILE", "/nonexistent/key");
    assert!(codes(&missing.run(&["doctor", "--json"]).expect(5)).contains(&"secret_store_wrong_key".to_owned()));
    let unset = Bench::new().within(&hosted).without("SNORQ_SECRETS_KEY_FILE");
    assert!(codes(&unset.run(&["doctor", "--json"]).expect(5)).contains(&"secret_store_unset".to_owned()));
}

#[test]
fn a_home_that_cannot_be_written() {
    let bench = Bench::new().with("SNORQ_GRAPH_URL", NOWHERE);
    std::fs::write(bench.home(), "a file in the way").unwrap();
    let output = bench.run(&["doctor", "--json"]).expect(5);
    assert_eq!(codes(&output)[0], "home_unwritable", "{output}");
}

#[test]
fn a_damaged_database_and_a_damaged_configuration() {
    let fixture = Fixture::registered();
    let database = fixture.bench.home().join("snorq.db");
    let sound = std::fs::read(&database).unwrap();
    std::fs::write(&database, &sound[..sound.len() / 2]).unwrap();
    let found = fixture.diagnosed();
    assert_eq!(found[0], "database_damaged", "{found:?}");
    assert!(found.contains(&"no_profile".to_owned()), "{found:?}");
    std::fs::write(&database, &sound).unwrap();
    std::fs::write(fixture.bench.home().join("config.toml"), "nonsense").unwrap();
    let found = fixture.diagnosed();
    assert!(found.contains(&"configuration_unreadable".to_owned()), "{found:?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "no command writes the schema of the future")]
fn a_database_of_a_newer_snorq() {
    let fixture = Fixture::registered();
    let database = rusqlite::Connection::open(fixture.bench.home().join("snorq.db")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let found = fixture.diagnosed();
    assert_eq!(found[0], "database_newer", "{found:?}");
}

#[test]
fn what_a_run_left_half_done() {
    let fixture = Fixture::registered();
    fixture.hosted.always("/subscribed_apps", Action::HangUp { after_effect: false });
    fixture.bench.run(&["revoke", "facebook:1003", "--yes"]).expect(9);
    fixture.hosted.mend();
    assert!(fixture.diagnosed().contains(&"unfinished".to_owned()), "{:?}", fixture.diagnosed());
    fixture.bench.run(&["revoke", "facebook:1003", "--yes"]).expect(0);
    assert!(!fixture.diagnosed().contains(&"unfinished".to_owned()), "{:?}", fixture.diagnosed());
}

#[test]
fn a_certificate_that_nobody_signed() {
    let mut fixture = Fixture::registered();
    fixture.bench = fixture.bench.with("SNORQ_GRAPH_URL", &untrusted());
    let found = fixture.diagnosed();
    assert_eq!(found[0], "tls_untrusted", "{found:?}");
}

#[test]
fn a_port_that_somebody_has() {
    let fixture = Fixture::registered();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    fixture.bench.run(&["app", "set", "acme", "--redirect-port", &port]).expect(0);
    assert_eq!(fixture.diagnosed(), ["port_taken"]);
}

#[test]
fn a_clock_that_is_off() {
    let fixture = Fixture::registered();
    fixture.hosted.sandbox.push_clock(Duration::from_mins(10)).unwrap();
    assert_eq!(fixture.diagnosed(), ["clock_skewed"]);
}

#[test]
fn somebody_else_in_metas_place() {
    let fixture = Fixture::registered();
    fixture.hosted.instead("/me", Response::new(200).body("text/html", "<html>sign in"));
    assert_eq!(fixture.diagnosed()[0], "network_not_meta");
}

#[test]
fn a_wrong_secret() {
    let fixture = Fixture::registered();
    fixture.hosted.sandbox.reset_secret().unwrap();
    let found = fixture.diagnosed();
    assert_eq!(found[0], "app_secret_wrong", "{found:?}");
}

#[test]
fn a_version_that_ended() {
    let mut fixture = Fixture::registered();
    fixture.bench = fixture.bench.with("SNORQ_GRAPH_VERSION", "v19.0");
    assert_eq!(fixture.diagnosed(), ["version_served_differs"]);
    fixture.bench = fixture.bench.with("SNORQ_GRAPH_VERSION", "v21.0");
    assert_eq!(fixture.diagnosed(), ["version_ending"]);
}

#[test]
fn an_app_in_development_mode() {
    let fixture = Fixture::registered();
    fixture.hosted.sandbox.configure(Setting::Live(false)).unwrap();
    assert_eq!(fixture.diagnosed(), ["app_not_live"]);
}

#[test]
fn a_live_app_takes_no_plain_redirect() {
    let fixture = Fixture::registered();
    fixture.bench.run(&["app", "set", "acme", "--https", "false"]).expect(0);
    assert_eq!(fixture.diagnosed(), ["redirect_not_https"]);
}

#[test]
fn permissions_without_advanced_access_and_without_a_use_case() {
    let fixture = Fixture::registered();
    fixture.hosted.sandbox.configure(Setting::Standard(vec!["instagram_manage_messages".to_owned()])).unwrap();
    assert_eq!(fixture.diagnosed(), ["permission_not_advanced"]);
    fixture.hosted.sandbox.configure(Setting::Standard(Vec::new())).unwrap();
    fixture.hosted.sandbox.configure(Setting::Withheld(vec!["pages_messaging".to_owned()])).unwrap();
    assert_eq!(fixture.diagnosed(), ["permission_not_offered"]);
}

#[test]
fn a_configuration_that_the_app_does_not_have() {
    let fixture = Fixture::registered();
    fixture.bench.run(&["app", "set", "acme", "--config-id", "123"]).expect(0);
    assert_eq!(fixture.diagnosed(), ["configuration_unknown"]);
}

#[test]
fn webhooks_that_are_missing_at_either_layer() {
    let fixture = Fixture::registered();
    let token = format!("{APP}|{}", fixture.hosted.credentials.app_secret);
    fixture.hosted.call(Method::Delete, "1003/subscribed_apps", &token);
    assert_eq!(fixture.diagnosed(), ["second_layer_missing"]);
    fixture.bench.run(&["verify", "--fix"]).expect(0);
    fixture.app_subscriptions(Method::Delete, "object=instagram");
    assert_eq!(fixture.diagnosed(), ["app_not_subscribed"]);
}

#[test]
fn a_callback_is_asked_by_ourselves() {
    let fixture = Fixture::registered();
    for (status, body, code) in
        [(503, "", "callback_failing"), (404, "", "callback_odd"), (200, "hello", "callback_odd")]
    {
        fixture.hosted.mend();
        fixture.hosted.instead("/callback", Response::new(status).body("text/plain", body));
        assert_eq!(fixture.diagnosed(), [code], "{status}");
    }
    let fields = json!([{"name": "messages", "version": "v27.0"}]);
    for (url, code) in [(NOWHERE, "callback_unreachable"), ("ftp://x.test/", "callback_not_https")] {
        let row = |object| json!({"object": object, "callback_url": url, "active": true, "fields": fields});
        let body = json!({"data": [row("page"), row("instagram")]}).to_string();
        fixture.hosted.mend();
        let answer = Response::new(200).header("facebook-api-version", "v27.0").body("application/json", body);
        fixture.hosted.instead(&format!("/{APP}/subscriptions"), answer);
        assert_eq!(fixture.diagnosed(), [code], "{url}");
    }
}

#[test]
fn offline_asks_nobody() {
    let fixture = Fixture::registered();
    let before = fixture.hosted.count("/");
    let document = fixture.bench.run(&["doctor", "--offline", "--json"]).expect(0).json();
    assert_eq!((fixture.hosted.count("/"), state(&document, "network")), (before, "skipped".to_owned()));
}

#[test]
fn a_sandbox_without_a_world_is_not_made_for_it() {
    let bench = Bench::new();
    let document = bench.run(&["--sandbox", "doctor", "--json"]).expect(0).json();
    assert_eq!(state(&document, "app"), "skipped");
    assert!(!bench.home().exists());
}

#[test]
fn the_sandboxs_own_app_is_mended_by_commands() {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    let output = bench.run(&["--sandbox", "doctor", "--json"]).expect(5);
    assert_eq!(codes(&output), ["app_not_live", "app_not_subscribed", "app_not_subscribed"]);
    let first = output.json()["first"].as_str().unwrap().to_owned();
    assert!(!output.stdout.contains("developers.facebook.com"), "{output}");
    let words: Vec<_> = first.split(' ').skip(1).collect();
    bench.run(&words).expect(0);
    let output = bench.run(&["--sandbox", "doctor", "--json"]).expect(5);
    assert_eq!(codes(&output), ["app_not_subscribed", "app_not_subscribed"]);
}
