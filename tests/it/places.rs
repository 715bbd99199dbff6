//! A profile's secrets and records stay at the place that they belong to, whatever the environment says.

use snorq::sandbox::wire::{Method, Response};

use rusqlite::types::Value;

use crate::bench::{Bench, Hosted, rewrite};

const OTHER: &str = "https://login.example.invalid";

/// Everything that speaks to Meta with something stored, with what it reads from standard input.
const SPEAKING: &[(&[&str], &str)] = &[
    (&["permissions"], ""),
    (&["doctor"], ""),
    (&["verify", "--all"], ""),
    (&["verify", "--all", "--fix", "--yes"], ""),
    (&["refresh", "--all"], ""),
    (&["revoke", "--all", "--yes"], ""),
    (&["connect", "facebook", "--all", "--token-stdin"], "token"),
    (&["connect", "instagram", "--all", "--token-stdin"], "token"),
    (&["connect", "whatsapp", "--all", "--token-stdin"], "token"),
    (&["webhooks", "status"], ""),
    (&["webhooks", "unset", "--object", "page", "--yes"], ""),
    (
        &["webhooks", "set", "--object", "page", "--callback-url", "https://a.example/x", "--verify-token-stdin"],
        "verify",
    ),
    (&["export"], ""),
    (&["send", "facebook:1001", "--to", "1", "--text", "x"], ""),
];

/// Runs everything at `bench`, which is at another place than its profile: exit code 2, and no request.
#[track_caller]
fn refused(bench: &Bench, hosted: &Hosted, variable: &str) {
    let before = hosted.count("");
    for (args, input) in SPEAKING {
        let error = bench.run_with(&[*args, &["--json"]].concat(), input).expect(2).error();
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("belong"), "{args:?}: {error}");
        assert!(error["hint"].as_str().unwrap().contains(&format!("unset {variable}")), "{args:?}: {error}");
        assert_eq!(hosted.count(""), before, "{args:?}");
    }
}

fn registered(bench: &Bench, hosted: &Hosted, dialog: &str) {
    let place = ["--graph-url", hosted.url(), "--dialog-url", dialog];
    let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
    bench.run_with(&[&add[..], &place].concat(), &hosted.credentials.app_secret).expect(0);
}

fn connected(bench: &Bench, hosted: &Hosted) {
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], &hosted.credentials.user_token).expect(0);
}

#[test]
fn nothing_stored_is_sent_where_a_variable_leads() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    registered(&bench, &hosted, OTHER);
    connected(&bench, &hosted);
    bench.run(&["permissions"]).expect(0);
    let elsewhere = bench.with("SNORQ_DIALOG_URL", hosted.url());
    refused(&elsewhere, &hosted, "SNORQ_DIALOG_URL");
    elsewhere.run(&["list"]).expect(0);
    // Another database knows nothing of the profile, and so neither of its secret.
    let fresh = format!("sqlite:{}", elsewhere.side().join("fresh.db").display());
    let elsewhere = elsewhere.with("SNORQ_DATABASE_URL", &fresh);
    refused_by_record(&elsewhere, &hosted, 8);
}

/// Whoever has no records has nothing to send by ref; the rest is refused all the same.
#[track_caller]
fn refused_by_record(bench: &Bench, hosted: &Hosted, code: i32) {
    let before = hosted.count("");
    for (args, input) in SPEAKING.iter().filter(|(args, _)| args[0] != "send") {
        // Of all that is missing it tells, whatever it is.
        let code = if code == 8 && args[0] == "doctor" { 5 } else { code };
        bench.run_with(args, input).expect(code);
        assert_eq!(hosted.count(""), before, "{args:?}");
    }
}

#[test]
fn a_registered_profile_is_not_led_away_from_meta() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    registered(&bench, &hosted, hosted.url());
    // As it is recorded of an app at Meta.
    rewrite(&bench.home(), "profiles", "1", |column, cells| {
        cells[column("origin")] = Value::Text("https://graph.facebook.com".to_owned());
        cells[column("settings")] = Value::Text("{}".to_owned());
    });
    let before = hosted.count("");
    let bench = bench.with("SNORQ_GRAPH_URL", hosted.url()).with("SNORQ_DIALOG_URL", hosted.url());
    let bench = bench.with("SNORQ_APP_SECRET", &hosted.credentials.app_secret);
    refused_by_record(&bench, &hosted, 2);
    let set = ["app", "set", "acme", "--secret-stdin"];
    bench.run_with(&set, &hosted.credentials.app_secret).expect(2);
    assert_eq!(hosted.count(""), before);
}

#[test]
fn an_app_of_the_environment_stays_where_its_records_are() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted).with("SNORQ_DIALOG_URL", OTHER);
    connected(&bench, &hosted);
    refused(&bench.with("SNORQ_DIALOG_URL", hosted.url()), &hosted, "SNORQ_DIALOG_URL");
}

#[test]
fn a_new_app_secret_goes_to_the_profiles_own_place_only() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    registered(&bench, &hosted, hosted.url());
    let (before, secret) = (hosted.count(""), &hosted.credentials.app_secret);
    let set = ["app", "set", "acme", "--secret-stdin"];
    for more in [["--graph-url", "https://graph.example.invalid"], ["--dialog-url", OTHER], ["--graph-url", ""]] {
        let output = bench.run_with(&[&set[..], &more].concat(), secret).expect(2);
        assert!(output.stderr.contains("belongs to loopback"), "{output}");
        bench.run(&[&set[..3], &more].concat()).expect(2);
    }
    let away = bench.with("SNORQ_GRAPH_URL", "https://graph.example.invalid");
    away.run_with(&set, secret).expect(2);
    let fresh = format!("sqlite:{}", away.side().join("fresh.db").display());
    let away = away.with("SNORQ_DATABASE_URL", &fresh);
    away.run_with(&set, secret).expect(8);
    assert_eq!(hosted.count(""), before);
    away.without("SNORQ_GRAPH_URL").without("SNORQ_DATABASE_URL").run_with(&set, secret).expect(0);
}

#[test]
fn an_address_of_the_environment_becomes_the_profiles_own() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().with("SNORQ_GRAPH_URL", hosted.url()).with("SNORQ_DIALOG_URL", hosted.url());
    let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
    bench.run_with(&add, &hosted.credentials.app_secret).expect(0);
    let bench = bench.without("SNORQ_GRAPH_URL").without("SNORQ_DIALOG_URL");
    connected(&bench, &hosted);
}

#[test]
fn an_answer_that_does_not_name_the_app_proves_no_secret() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    registered(&bench, &hosted, hosted.url());
    for body in ["{}", "[]", "true", r#"{"id":""}"#, r#"{"id":"1"}"#, r#"{"name":"Acme"}"#, r#"{"success":true}"#] {
        hosted.instead(&format!("/{}", hosted.credentials.app_id), Response::new(200).body("application/json", body));
        bench.run_with(&["app", "set", "acme", "--secret-stdin"], "0123456789abcdef0123456789abcdef").expect(9);
        let add = ["app", "add", "other", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
        let add = [&add[..], &["--graph-url", hosted.url(), "--dialog-url", hosted.url()]].concat();
        bench.run_with(&add, "0123456789abcdef0123456789abcdef").expect(9);
        hosted.mend();
    }
    bench.run(&["app", "show", "other"]).expect(7);
    // The secret that stood is the one that is used.
    let path = format!("{}/subscriptions", hosted.credentials.app_id);
    hosted.call(Method::Get, &path, &format!("{}|{}", hosted.credentials.app_id, hosted.credentials.app_secret));
    connected(&bench, &hosted);
}
