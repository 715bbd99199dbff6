//! What `refresh` promises: new tokens, the same records; and what `permissions` tells.

use std::time::Duration;

use serde_json::Value;

use crate::bench::{Bench, Fixture, Hosted, refusal, world};

/// The main person of every seed.
const MAIN: &str = "100000000000001";
const DAY: Duration = Duration::from_hours(24);

#[test]
fn everything_is_renewed_and_keeps_its_record() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    let (before, old) = (fixture.list(), fixture.token("facebook:1001"));
    let secrets = fixture.secrets();
    let whole = fixture.refresh(&["--all"]).expect(0).json();
    assert_eq!((whole["refreshed"].as_array().unwrap().len(), &whole["failed"]), (5, &serde_json::json!([])));
    for (before, after) in before.iter().zip(fixture.list()) {
        for key in ["ref", "id", "created_at", "parent", "platform_username", "status", "webhook_fields"] {
            let sorted = |value: &Value| {
                value.as_array().cloned().map_or_else(
                    || vec![value.clone()],
                    |mut list| {
                        list.sort_by_key(Value::to_string);
                        list
                    },
                )
            };
            assert_eq!(sorted(&before[key]), sorted(&after[key]), "{key}");
        }
    }
    assert_ne!(fixture.token("facebook:1001"), old);
    assert_eq!(fixture.token("facebook:1001"), fixture.token("instagram:17841400000000001"));
    assert_eq!(fixture.secrets(), secrets, "the old secrets are gone");
}

/// Beyond the sixty days of its first token; not beyond the ninety after which the person has to come back.
#[test]
fn a_login_lives_longer_afterwards() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    // 60 days each, and less than the 90 days after which Meta wants to see the person again.
    for _ in 0..2 {
        fixture.hosted.sandbox.push_clock(40 * DAY).unwrap();
        fixture.refresh(&["facebook:1003"]).expect(0);
    }
}

/// Nothing is lost where nothing can be gained, and the one command that mends it is named.
#[test]
fn what_cannot_be_renewed_says_why_and_stays() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    let old = fixture.token("facebook:1003");
    fixture.hosted.sandbox.push_clock(61 * DAY).unwrap();
    let error = fixture.refresh(&["--all"]).expect(3).error();
    assert!(error["hint"].as_str().unwrap().contains("snorq connect facebook"), "{error}");
    assert_eq!(error["graph"]["subcode"], 463);
    assert_eq!(fixture.token("facebook:1003"), old);
    assert!(fixture.list().iter().all(|one| one["status"] == "ACTIVE"));
}

#[test]
fn one_page_that_fails_leaves_the_others() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    assert!(fixture.hosted.sandbox.remove_role(MAIN, "1003").unwrap());
    let output = fixture.refresh(&["--all"]).expect(6);
    let whole = output.json();
    assert_eq!((whole["refreshed"].as_array().unwrap().len(), whole["failed"][0]["id"].as_str()), (4, Some("1003")));
}

/// Of several that failed the first is told, where more is asked for.
#[test]
fn what_a_partial_failure_comes_from_is_told_with_v() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    assert!(fixture.hosted.sandbox.remove_role(MAIN, "1003").unwrap());
    let because = |args: &[&str]| {
        let output = fixture.bench.run(&[&["refresh", "--all"], args].concat()).expect(6);
        output.stderr.lines().filter(|line| line.starts_with("because: ")).count()
    };
    assert_eq!([because(&[]), because(&["-v"])], [0, 1]);
}

/// The old token stays until the Page has answered to the new one.
#[test]
fn a_page_that_refuses_the_new_token_keeps_the_old_one() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    let (old, secrets) = (fixture.token("facebook:1003"), fixture.secrets());
    fixture.hosted.always("POST /v27.0/1003/subscribed_apps", refusal(200, None));
    fixture.refresh(&["facebook:1003"]).expect(3);
    assert_eq!(fixture.token("facebook:1003"), old);
    assert_eq!(fixture.secrets(), secrets);
}

/// A run that lost Meta in the middle is finished by the next one.
#[test]
fn a_cut_run_is_finished_by_the_next() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    let old = fixture.token("facebook:1003");
    fixture.hosted.always("POST /v27.0/1003/subscribed_apps", snorq::sandbox::Action::Html(502));
    fixture.refresh(&["facebook:1003"]).expect(9);
    assert_eq!(fixture.token("facebook:1003"), old);
    fixture.hosted.mend();
    let whole = fixture.bench.run(&["verify", "facebook:1003", "--fix", "--json"]);
    assert_eq!(whole.json()["fixed"][0]["code"], "unfinished", "{whole}");
    assert_ne!(fixture.token("facebook:1003"), old);
}

#[test]
fn a_system_user_hands_out_page_tokens_again() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let connect = ["connect", "facebook", "--page", "1003", "--token-stdin"];
    bench.run_with(&connect, &hosted.credentials.system_user_token).expect(0);
    bench.run(&["refresh", "1003"]).expect(0);
}

#[test]
fn what_is_not_there_cannot_be_renewed() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    fixture.refresh(&["facebook:9"]).expect(7);
    fixture.refresh(&[]).expect(2);
    fixture.bench.run(&["revoke", "1003", "--yes"]).expect(0);
    fixture.refresh(&["facebook:1003"]).expect(7);
}

#[test]
fn permissions_tell_what_is_needed_and_what_is_granted() {
    let fixture = Fixture::with_pages("small", &["--all"]);
    world::withdraw_scope(&fixture.hosted.sandbox, MAIN, "instagram_basic");
    let whole = fixture.bench.run(&["permissions", "--json"]).expect(0).json();
    let login = &whole["logins"][0];
    assert_eq!((&login["connections"], &login["person"]["id"]), (&5.into(), &MAIN.into()));
    let state = |name: &str| {
        let rows = login["permissions"].as_array().unwrap();
        rows.iter().find(|row| row["permission"] == name).unwrap()["state"].clone()
    };
    assert_eq!((state("pages_messaging"), state("instagram_basic")), ("granted".into(), "missing".into()));
    assert!(whole["needed"].as_array().unwrap().iter().any(|need| need["platform"] == "INSTAGRAM"));
    fixture.hosted.sandbox.kill_tokens(MAIN, 460).unwrap();
    let output = fixture.bench.run(&["permissions", "--json"]).expect(3);
    assert_eq!(output.json()["logins"][0]["error"]["graph"]["subcode"], 460);
    let nobody = Bench::new().within(&fixture.hosted).run(&["permissions"]).expect(0);
    assert!(nobody.stdout.contains("pages_messaging") && nobody.stderr.contains("snorq connect facebook"), "{nobody}");
}
