//! What `verify` promises: a scenario for every finding, nothing mended in vain, no false alarm.

mod app;
mod numbers;
mod watch;

use std::time::Duration;

use rusqlite::types::Value as Cell;
use serde_json::{Value, json};
use snorq::sandbox::wire::{Method, Response};
use snorq::sandbox::{Action, Setting};

use crate::bench::{Bench, Fixture, Hosted, refusal, rewrite, words, world};

/// The main person of every seed.
const MAIN: &str = "100000000000001";
const APP: &str = "900000000000001";
const DAY: Duration = Duration::from_hours(24);

impl Fixture {
    fn connected() -> Self {
        Self::connected_in("small")
    }

    fn connected_in(seed: &str) -> Self {
        let hosted = Hosted::start(seed);
        hosted.healthy_app(&["page", "instagram"]);
        let fixture = Self { bench: Bench::new().within(&hosted), hosted };
        let connect = ["connect", "facebook", "--all", "--token-stdin"];
        fixture.bench.run_with(&connect, &fixture.hosted.credentials.user_token).expect(0);
        fixture
    }

    /// Makes the app's own edge answer with two objects like these.
    fn app_shows(&self, callback: &str, active: bool, field: &str) {
        let fields = json!([{"name": field, "version": "v27.0"}]);
        let row = |object| json!({"object": object, "callback_url": callback, "active": active, "fields": fields});
        self.app_answers(&json!({"data": [row("page"), row("instagram")]}));
    }

    fn app_answers(&self, body: &Value) {
        let answer = Response::new(200).header("facebook-api-version", "v27.0");
        self.hosted.mend();
        self.hosted.instead(&format!("/{APP}/subscriptions"), answer.body("application/json", body.to_string()));
    }
}

const ACME: &str = "instagram:17841400000000001";
const BOLT: &str = "instagram:17841400000000002";

#[test]
fn a_healthy_home_has_no_finding_and_is_stamped() {
    let fixture = Fixture::connected();
    fixture.is_healthy();
    let shown = fixture.bench.run(&["show", ACME, "--json"]).expect(0).json();
    assert!(shown["connection"]["last_verified_at"].is_string(), "{shown}");
    let one = fixture.verify(&["facebook:1003"]).expect(0).json();
    assert_eq!(one["checked"], 1);
    let people = fixture.bench.run(&["verify"]).expect(0);
    assert_eq!(people.stdout, "");
    assert!(people.stderr.contains("5 connections checked, all well"), "{people}");
    assert_eq!(fixture.bench.run(&["verify", "--json-lines"]).expect(0).stdout, "");
    let error = fixture.bench.run(&["verify", "--json-lines", "facebook:9"]).expect(7).error();
    assert_eq!(error["kind"], "not_found");
    fixture.bench.run(&["verify", "--json-lines", "--no-such-flag"]).expect(2).error();
}

#[test]
fn stale_are_those_that_were_not_found_well() {
    let fixture = Fixture::connected();
    let stale = |time| fixture.bench.run(&["list", "--stale", time, "--columns", "ref"]).expect(0).stdout;
    assert_eq!(stale("1h").lines().count(), 5);
    fixture.verify(&["facebook:1003"]).expect(0);
    assert_eq!(stale("1h").lines().count(), 4);
    assert!(!stale("1h").contains("facebook:1003") && stale("0h").contains("facebook:1003"));
    fixture.bench.run(&["list", "--stale", "5m"]).expect(2);
}

/// Pain 11: subscribed at both layers, and its owner keeps apps out (200/2534041).
#[test]
fn an_instagram_account_that_lets_no_messages_out_is_named() {
    let fixture = Fixture::connected_in("messages-closed");
    let closed = ["callback_unreachable app", "messages_closed instagram:17841400000006061"];
    assert_eq!(fixture.found(&[], 5), closed);
    let words = fixture.bench.run(&["verify"]).expect(5);
    assert!(words.stderr.contains("Allow access to messages"), "{words}");
    assert_eq!(fixture.status("facebook:6061"), "ACTIVE", "the Page itself is heard");
    assert_eq!(fixture.status("instagram:17841400000006061"), "ERROR");
    // What is no list proves nothing.
    let fixture = Fixture::connected();
    for body in ["{}", r#"{"data":{}}"#, r#"{"success":true}"#] {
        fixture.hosted.mend();
        let answer = Action::Answer { body: body.to_owned(), status: 200, after_effect: false };
        fixture.hosted.always("GET /1001/conversations", answer);
        assert_eq!(fixture.found(&[ACME], 9), [format!("unknown {ACME}")], "{body}");
    }
    fixture.hosted.mend();
    fixture.is_healthy();
}

/// One call for the app's webhooks, one for its permissions, one login, one request for all Pages, one for the inboxes
/// of all Instagram accounts.
#[test]
fn a_login_is_inspected_once_and_pages_are_read_together() {
    let fixture = Fixture::connected();
    let before = ["debug_token", "POST /v27.0/", "/1001"].map(|part| fixture.hosted.count(part));
    fixture.is_healthy();
    let after = ["debug_token", "POST /v27.0/", "/1001"].map(|part| fixture.hosted.count(part));
    assert_eq!((after[0] - before[0], after[1] - before[1], after[2] - before[2]), (1, 2, 0));
}

/// Earlier defaults had `response_feedback`, which shows thumbs to a Page's customers.
#[test]
fn a_field_that_was_a_default_once_is_no_fault() {
    let fixture = Fixture::connected();
    let fields = fixture.show("facebook:1001")["webhook_fields"].as_array().unwrap().clone();
    assert!(!fields.contains(&"response_feedback".into()), "not by default: {fields:?}");
    let fields: Vec<_> = fields.iter().map(|field| field.as_str().unwrap()).chain(["response_feedback"]).collect();
    fixture.connect_pages(&["--page", "1001", "--fields", &fields.join(",")]).expect(0);
    assert!(fixture.show("facebook:1001")["webhook_fields"].as_array().unwrap().contains(&"response_feedback".into()));
    fixture.is_healthy();
    fixture.connect_pages(&["--page", "1001", "--fields", "messages,response_feedback"]).expect(0);
    fixture.is_healthy();
}

#[test]
fn a_dead_token_is_named_with_metas_cause() {
    for (subcode, cause) in [(459, "confirm"), (460, "password"), (467, "logging out")] {
        let fixture = Fixture::connected();
        fixture.hosted.sandbox.kill_tokens(MAIN, subcode).unwrap();
        let output = fixture.verify(&["facebook:1003"]).expect(5);
        let finding = output.json()["findings"][0].clone();
        assert_eq!((&finding["code"], &finding["level"]), (&"token_dead".into(), &"error".into()));
        assert!(finding["message"].as_str().unwrap().contains(cause), "{finding}");
        let explained = fixture.bench.run(&["explain", &format!("190/{subcode}"), "--json"]).expect(0).json();
        assert_eq!(finding["hint"], explained["explanations"][0]["hint"]);
        assert_eq!(output.error()["kind"], "unhealthy");
        assert_eq!(fixture.status("facebook:1003"), "EXPIRED");
        assert_eq!(fixture.status("facebook:1001"), "ACTIVE", "it was not asked about");
    }
}

#[test]
fn a_lost_role_kills_one_page_and_its_account() {
    let fixture = Fixture::connected();
    assert!(fixture.hosted.sandbox.remove_role(MAIN, "1002").unwrap());
    assert_eq!(fixture.found(&[], 5), ["token_dead facebook:1002".to_owned(), format!("token_dead {BOLT}")]);
}

/// A login's own end leaves Page tokens alive: they are inspected in its place.
#[test]
fn a_login_that_ended_by_date_is_no_finding() {
    let fixture = Fixture::connected();
    fixture.hosted.sandbox.push_clock(61 * DAY).unwrap();
    fixture.is_healthy();
}

#[test]
fn dates_within_the_time_asked_about_are_warnings() {
    let fixture = Fixture::connected();
    let found = fixture.found(&["--within", "91d", "facebook:1003"], 5);
    assert_eq!(found, ["data_access_expiring facebook:1003"]);
    assert_eq!(fixture.status("facebook:1003"), "ACTIVE");
    fixture.bench.run(&["verify", "--within", "soon"]).expect(2);
}

#[test]
fn a_token_with_an_end_is_named_before_it_ends() {
    let hosted = Hosted::start("small");
    world::end_tokens(&hosted.sandbox, "100000000000900", 10 * DAY);
    let bench = Bench::new().within(&hosted);
    let connect = ["connect", "facebook", "--page", "1003", "--token-stdin"];
    bench.run_with(&connect, &hosted.credentials.system_user_token).expect(0);
    let find = |within: &str| {
        let whole = bench.run(&["verify", "--json", "--within", within]).expect(5).json();
        words(&whole["findings"]).contains(&"token_expiring facebook:1003".to_owned())
    };
    assert!(find("14d") && !find("9d"));
}

#[test]
fn missing_permissions_are_named_one_by_one() {
    let fixture = Fixture::connected();
    world::withdraw_scope(&fixture.hosted.sandbox, MAIN, "instagram_manage_messages");
    assert_eq!(fixture.found(&["1001", ACME], 5), [format!("scope_missing {ACME}")]);
    world::withdraw_scope(&fixture.hosted.sandbox, MAIN, "pages_messaging");
    let found = fixture.found(&["1001", ACME], 5);
    assert_eq!(
        found,
        ["scope_missing facebook:1001", &format!("scope_missing {ACME}"), &format!("scope_missing {ACME}")]
    );
    assert_eq!(fixture.status("facebook:1001"), "ERROR");
}

#[test]
fn an_ended_subscription_is_found_mended_and_read_back() {
    let fixture = Fixture::connected();
    fixture.call(Method::Delete, "1001/subscribed_apps", &fixture.app_token());
    let expected = ["page_not_subscribed facebook:1001".to_owned(), format!("page_not_subscribed {ACME}")];
    assert_eq!(fixture.found(&[], 5), expected);
    assert_eq!(fixture.status("facebook:1001"), "ERROR");
    let mended = fixture.verify(&["--fix"]).expect(0).json();
    assert_eq!((&mended["findings"], words(&mended["fixed"])), (&json!([]), expected.to_vec()));
    fixture.is_healthy();
    assert_eq!(fixture.status("facebook:1001"), "ACTIVE");
    assert_eq!(fixture.hosted.subscribed(), ["1001", "1002", "1003"]);
    let log = fixture.bench.run(&["log", "--json"]).expect(0).json();
    assert!(log["actions"].as_array().unwrap().iter().any(|one| one["verb"] == "mend"), "{log}");
}

#[test]
fn lost_fields_are_found_and_restored() {
    let fixture = Fixture::connected();
    let token = fixture.token("facebook:1003");
    fixture.call(Method::Post, "1003/subscribed_apps?subscribed_fields=messages,feed", &token);
    assert_eq!(fixture.found(&["1003"], 5), ["fields_drifted facebook:1003"]);
    let mended = fixture.verify(&["1003", "--fix"]).expect(0).json();
    assert_eq!(words(&mended["fixed"]), ["fields_drifted facebook:1003"]);
    fixture.is_healthy();
}

/// Somebody else's field more is no harm.
#[test]
fn more_fields_than_recorded_are_no_finding() {
    let fixture = Fixture::connected();
    let shown = fixture.bench.run(&["show", "1003", "--json"]).expect(0).json();
    let fields: Vec<_> =
        shown["connection"]["webhook_fields"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let path = format!("1003/subscribed_apps?subscribed_fields={},feed", fields.join(","));
    fixture.call(Method::Post, &path, &fixture.token("facebook:1003"));
    fixture.is_healthy();
}

#[test]
fn mending_that_meta_refuses_changes_nothing_and_is_told() {
    let fixture = Fixture::connected();
    fixture.call(Method::Delete, "1003/subscribed_apps", &fixture.app_token());
    fixture.hosted.always("POST /v27.0/1003/subscribed_apps", refusal(200, None));
    let whole = fixture.verify(&["1003", "--fix"]).expect(5).json();
    assert_eq!(
        (words(&whole["findings"]), &whole["fixed"]),
        (vec!["page_not_subscribed facebook:1003".to_owned()], &json!([]))
    );
    assert!(whole["findings"][0]["message"].as_str().unwrap().contains("; mending failed: "), "{whole}");
}

#[test]
fn a_moved_or_unlinked_account_is_told_apart() {
    let fixture = Fixture::connected();
    world::link_instagram(&fixture.hosted.sandbox, "1001", Some("17841400000000002"));
    world::link_instagram(&fixture.hosted.sandbox, "1002", None);
    assert_eq!(fixture.found(&[], 5), [format!("instagram_moved {ACME}"), format!("instagram_unlinked {BOLT}")]);
}

#[test]
fn a_lost_or_swapped_secret_is_the_first_layer() {
    let fixture = Fixture::connected();
    let mut kept = Vec::new();
    rewrite(&fixture.bench.home(), "connections", "1", |column, cells| {
        let take = |name| std::mem::replace(&mut cells[column(name)], Cell::Null);
        kept.push(["key_id", "sealed"].map(take));
    });
    assert_eq!(fixture.found(&["1003"], 5), ["secret_missing facebook:1003"]);
    // Each in the row of another one.
    kept.rotate_left(1);
    let mut others = kept.into_iter();
    rewrite(&fixture.bench.home(), "connections", "1", |column, cells| {
        let [key_id, sealed] = others.next().unwrap();
        (cells[column("key_id")], cells[column("sealed")]) = (key_id, sealed);
    });
    assert_eq!(fixture.found(&["1003"], 5), ["secret_damaged facebook:1003"]);
    assert_eq!(fixture.status("facebook:1003"), "ERROR");
}

#[test]
fn a_connection_that_was_disconnected_is_not_well_if_asked_about() {
    let fixture = Fixture::connected();
    fixture.bench.run(&["revoke", "facebook:1003", "--yes"]).expect(0);
    assert_eq!(fixture.found(&["facebook:1003"], 5), ["not_connected facebook:1003"]);
    fixture.is_healthy();
}

#[test]
fn what_could_not_be_checked_is_never_healthy() {
    let fixture = Fixture::connected();
    let page =
        Response::new(200).body("application/json", json!([{"code": 200, "body": "<html>"}, null, {}]).to_string());
    fixture.hosted.instead("POST /v27.0/", page);
    fixture.hosted.always("GET /v27.0/100", refusal(368, None));
    let whole = fixture.verify(&[]).expect(5).json();
    assert_eq!(whole["healthy"], false);
    assert!(words(&whole["findings"]).iter().all(|word| word.starts_with("unknown")), "{whole}");
    assert_eq!(whole["findings"].as_array().unwrap().len(), 5);
}

#[test]
fn each_way_of_not_being_answered_has_its_exit_code() {
    let fixture = Fixture::connected();
    let usage = r#"{"1003":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":7}]}"#;
    let body = r#"{"error":{"message":"(#4)","type":"OAuthException","code":4}}"#;
    let slow = Response::new(400).header("x-business-use-case-usage", usage).body("application/json", body);
    fixture.hosted.instead("GET /v27.0/1003", slow);
    let output = fixture.verify(&["1003"]).expect(4);
    assert_eq!(words(&output.json()["findings"])[0], "unknown facebook:1003");
    let mut fixture = fixture;
    fixture.hosted.mend();
    fixture.bench = fixture.bench.with("SNORQ_APP_SECRET", "00000000000000000000000000000000");
    fixture.verify(&[]).expect(3);
    let bench = std::mem::replace(&mut fixture.bench, Bench::new());
    fixture.bench = bench.with("SNORQ_GRAPH_URL", "http://localhost:9");
    assert_eq!(fixture.verify(&[]).expect(9).stdout, "");
    let bench = std::mem::replace(&mut fixture.bench, Bench::new());
    fixture.bench = bench.within(&fixture.hosted).without("SNORQ_SECRETS_KEY_FILE");
    fixture.verify(&[]).expect(8);
}

#[test]
fn lines_come_one_a_finding() {
    let fixture = Fixture::connected();
    fixture.hosted.sandbox.kill_tokens(MAIN, 460).unwrap();
    let output = fixture.bench.run(&["verify", "--json-lines"]).expect(5);
    let lines: Vec<Value> = output.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5, "{output}");
    for line in lines {
        crate::bench::schema::check_as("finding", &line);
        assert_eq!((&line["schema"], &line["code"]), (&"snorq/v1".into(), &"token_dead".into()));
    }
}

#[test]
fn what_was_not_checked_is_not_healthy() {
    let hosted = Hosted::start("small");
    hosted.healthy_app(&["page", "instagram"]);
    let bench = Bench::new().within(&hosted);
    let nothing = || {
        let whole = bench.run(&["verify", "--all", "--json"]).expect(5).json();
        assert_eq!((&whole["healthy"], &whole["checked"]), (&false.into(), &0.into()));
        assert_eq!(whole["findings"].as_array().unwrap().len(), 1);
        let finding = &whole["findings"][0];
        assert_eq!((&finding["code"], &finding["ref"]), (&"nothing_connected".into(), &Value::Null));
        finding["message"].as_str().unwrap().to_owned()
    };
    assert!(nothing().contains("snorq.db is not there"));
    let connect = ["connect", "facebook", "--page", "1001", "--token-stdin"];
    bench.run_with(&connect, &hosted.credentials.user_token).expect(0);
    bench.run(&["verify", "--all"]).expect(0);
    bench.run(&["revoke", "--all", "--yes"]).expect(0);
    assert!(nothing().contains("nothing is connected"));
}

/// No false alarm, and at most one call a connection.
#[test]
fn thousands_of_healthy_connections_have_no_finding() {
    let fixture = Fixture::connected_in("agency");
    let before = fixture.hosted.sandbox.call_count();
    let requests = fixture.hosted.count("");
    let whole = fixture.verify(&["--all"]).expect(0).json();
    let connections = whole["checked"].as_u64().unwrap();
    // Every third Page has an Instagram account.
    assert_eq!((connections, &whole["findings"]), (6_666, &json!([])));
    let calls = fixture.hosted.sandbox.call_count() - before;
    assert!(calls <= 6_676, "one call a Page, one an inbox: {calls} calls for {connections} connections");
    let requests = fixture.hosted.count("") - requests;
    // Two hundred Pages are looked at together: four requests for them, two for the inboxes of a third of them.
    assert!(requests <= 160, "fifty in a request: {requests}");
}

/// What a run that was cut off left is a finding, and mending ends it one way or the other.
#[test]
fn half_done_work_is_found_and_ended() {
    let fixture = Fixture::connected();
    fixture.hosted.always("/subscribed_apps", Action::HangUp { after_effect: false });
    fixture.bench.run(&["revoke", "facebook:1003", "--yes"]).expect(9);
    fixture.hosted.mend();
    assert_eq!(fixture.found(&[], 5), ["unfinished facebook:1003"]);
    let fixed = fixture.verify(&["--fix"]).expect(0).json();
    assert_eq!(words(&fixed["fixed"]), ["unfinished facebook:1003"], "{fixed}");
    fixture.is_healthy();
    assert_eq!(fixture.status("facebook:1003"), "DISCONNECTED");
}
