//! What Graph can answer instead of yes, through the real binary.
//!
//! A call is repeated after 0.25, 1 and 4 seconds, so cases that repeat are few and end early.

use snorq::sandbox::Action;
use snorq::sandbox::wire::Response;

use crate::bench::{Bench, Browser, Fixture, Hosted, refusal};

/// The one Page without an Instagram account.
const PLAIN: &[&str] = &["--page", "1003"];

#[test]
fn each_code_has_its_kind_and_exit_code() {
    let fixture = Fixture::new("small");
    for (code, subcode, exit, kind) in [
        (190, Some(460), 3, "authorization"),
        (190, Some(463), 3, "authorization"),
        (190, Some(492), 3, "authorization"),
        (102, None, 3, "authorization"),
        (10, None, 3, "authorization"),
        (200, None, 3, "authorization"),
        (283, None, 3, "authorization"),
        // `me` is whoever logged in: if Meta does not know them, another login helps and no other id.
        (100, Some(33), 3, "authorization"),
        (100, None, 1, "failed"),
        (368, None, 1, "failed"),
    ] {
        fixture.hosted.mend();
        fixture.hosted.once("GET /v27.0/me", refusal(code, subcode));
        let before = fixture.hosted.count("/me");
        let error = fixture.connect_pages(PLAIN).expect(exit).error();
        assert_eq!(error["kind"], kind, "{code}/{subcode:?}");
        assert_eq!((&error["graph"]["code"], &error["graph"]["subcode"]), (&code.into(), &subcode.into()));
        assert_eq!(fixture.hosted.count("/me") - before, 1, "{code} is not repeated");
    }
    assert_eq!(fixture.status("facebook:1003"), "");
}

/// Meta says how long in a header; then nothing is repeated, and the hint names the time.
#[test]
fn a_throttled_call_is_exit_four_with_the_time() {
    let fixture = Fixture::new("small");
    for code in [4, 17, 32, 613, 80_001] {
        let body = format!(r#"{{"error":{{"message":"(#{code}) slow down","type":"OAuthException","code":{code}}}}}"#);
        let usage = r#"{"1003":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":7}]}"#;
        let response = Response::new(400).header("x-business-use-case-usage", usage).body("application/json", body);
        fixture.hosted.instead("GET /v27.0/me", response);
        let before = fixture.hosted.count("/me");
        let error = fixture.connect_pages(PLAIN).expect(4).error();
        assert_eq!(error["kind"], "rate_limited");
        assert_eq!(error["hint"], "try again in 7 minutes", "{code}");
        assert_eq!(fixture.hosted.count("/me") - before, 1, "{code} is not repeated");
    }
}

#[test]
fn usage_close_to_the_limit_stops_before_meta_does() {
    let fixture = Fixture::new("small");
    let body = r#"{"id":"100000000000001","name":"Ada Admin"}"#;
    let usage = r#"{"call_count":99,"total_time":1,"total_cputime":1}"#;
    let response = Response::new(200).header("x-app-usage", usage).body("application/json", body);
    fixture.hosted.instead("GET /v27.0/me", response);
    let error = fixture.connect_pages(PLAIN).expect(4).error();
    assert!(error["message"].as_str().unwrap().contains("used up"), "{error}");
    assert_eq!(fixture.hosted.count("/me"), 1);
}

#[test]
fn a_passing_fault_is_repeated_twice_and_then_exit_nine() {
    for code in [1, 2] {
        let fixture = Fixture::new("small");
        fixture.hosted.once("GET /v27.0/me", refusal(code, None));
        fixture.connect_pages(PLAIN).expect(0);
        fixture.hosted.always("GET /v27.0/me", refusal(code, None));
        let before = fixture.hosted.count("/me");
        let error = fixture.connect_pages(PLAIN).expect(9).error();
        assert_eq!(error["graph"]["code"], code);
        assert_eq!(fixture.hosted.count("/me") - before, 3);
    }
}

#[test]
fn an_answer_that_is_not_metas_is_read_again() {
    for action in [Action::Html(502), Action::Html(200), Action::Truncated, Action::HangUp { after_effect: false }] {
        let fixture = Fixture::new("small");
        fixture.hosted.once("GET /v27.0/me", action.clone());
        fixture.connect_pages(PLAIN).expect(0);
        assert_eq!(fixture.status("facebook:1003"), "ACTIVE", "{action:?}");
    }
}

#[test]
fn an_answer_that_stays_foreign_is_exit_nine_and_not_quoted() {
    let fixture = Fixture::new("small");
    fixture.hosted.always("GET /v27.0/me", Action::Html(502));
    let output = fixture.connect_pages(PLAIN).expect(9);
    assert_eq!(output.error()["kind"], "unreachable");
    assert!(!output.stderr.contains("Sorry") && output.stderr.contains("502"), "{output}");
    assert_eq!(fixture.hosted.count("/me"), 4);
}

#[test]
fn a_subscription_whose_answer_is_lost_is_finished_by_the_next_run() {
    let fixture = Fixture::new("small");
    fixture.hosted.always("POST /v27.0/1003/subscribed_apps", Action::HangUp { after_effect: true });
    let output = fixture.connect_pages(PLAIN).expect(9);
    assert_eq!(output.json()["failed"][0]["id"], "1003");
    assert!(output.error()["hint"].as_str().unwrap().contains("PENDING"), "{output}");
    assert_eq!(fixture.status("facebook:1003"), "PENDING");
    assert_eq!(fixture.hosted.subscribed(), ["1003"]);
    fixture.hosted.mend();
    let next = fixture.connect_pages(PLAIN).expect(0);
    assert!(next.stderr.contains("an earlier run was cut off; finished: connect facebook:1003"), "{next}");
    assert_eq!(fixture.status("facebook:1003"), "ACTIVE");
    assert_eq!(fixture.hosted.subscribed(), ["1003"]);
}

#[test]
fn a_cut_off_connect_can_be_revoked() {
    let fixture = Fixture::new("small");
    fixture.hosted.always("POST /v27.0/1003/subscribed_apps", Action::Truncated);
    fixture.connect_pages(PLAIN).expect(9);
    fixture.hosted.mend();
    fixture.bench.run(&["revoke", "--all", "--yes"]).expect(0);
    assert_eq!(fixture.status("facebook:1003"), "DISCONNECTED");
    assert!(fixture.hosted.subscribed().is_empty());
}

/// A code is good for one use, so its exchange is sent once, whatever happens.
#[test]
fn the_code_is_exchanged_exactly_once() {
    for action in [
        Action::HangUp { after_effect: true },
        Action::HangUp { after_effect: false },
        Action::Html(502),
        Action::Truncated,
        refusal(2, None),
    ] {
        let fixture = Fixture::new("small");
        let browser = Browser::install(fixture.bench.side());
        let bench = fixture.bench.with("BROWSER", &browser.program.to_string_lossy());
        fixture.hosted.always("/oauth/access_token", action.clone());
        let output = bench.run(&["connect", "facebook", "--all", "--json"]);
        assert!(matches!(output.code, Some(9)), "{action:?}: {output}");
        assert_eq!(fixture.hosted.count("/oauth/access_token"), 1, "{action:?}");
        let listed = bench.run(&["list", "--json"]).expect(0).json();
        assert_eq!(listed["connections"], serde_json::json!([]));
    }
}

/// A code that is too old, used, or asked for with another address is spent: only a new login helps.
#[test]
fn r09_a_code_that_is_spent_leads_to_a_new_login_and_leaves_nothing() {
    for subcode in [36_007, 36_008, 36_009] {
        let fixture = Fixture::new("small");
        let browser = Browser::install(fixture.bench.side());
        let bench = fixture.bench.with("BROWSER", &browser.program.to_string_lossy());
        fixture.hosted.always("/oauth/access_token", refusal(100, Some(subcode)));
        let error = bench.run(&["connect", "facebook", "--all", "--json"]).expect(3).error();
        assert_eq!(error["graph"]["subcode"], subcode);
        assert!(error["hint"].as_str().unwrap().contains("start the login again"), "{error}");
        let listed = bench.run(&["list", "--json"]).expect(0).json();
        assert_eq!(listed["connections"], serde_json::json!([]));
    }
}

/// What counts is what is read back; a no counts as it is.
#[test]
fn success_that_cannot_be_read_back_is_none() {
    for (body, words) in [
        (r#"{"success":true}"#, "does not show it"),
        (r#"{"success":"true"}"#, "does not show it"),
        ("true", "does not show it"),
        (r#"{"success":false}"#, "it was not done"),
    ] {
        let fixture = Fixture::new("small");
        let answer = Response::new(200).body("application/json", body);
        fixture.hosted.instead("POST /v27.0/1003/subscribed_apps", answer);
        let error = fixture.connect_pages(PLAIN).expect(1).error();
        assert!(error["message"].as_str().unwrap().contains(words), "{body}: {error}");
        assert_eq!(fixture.status("facebook:1003"), "", "{body}");
    }
}

/// A redirect with a body that reads like a yes is neither followed nor believed.
#[test]
fn no_redirect_is_followed() {
    let elsewhere = Hosted::start("empty");
    for (status, target) in [(301, None), (302, Some(&elsewhere)), (307, None), (308, Some(&elsewhere))] {
        let fixture = Fixture::new("small");
        let target = target.unwrap_or(&fixture.hosted).url();
        let answer = Response::new(status).header("location", format!("{target}/caught"));
        let answer = answer.body("application/json", r#"{"access_token":"x","id":"100000000000001"}"#);
        let browser = Browser::install(fixture.bench.side());
        let bench = fixture.bench.with("BROWSER", &browser.program.to_string_lossy());
        fixture.hosted.instead("/oauth/access_token", answer);
        let output = bench.run(&["connect", "facebook", "--all", "--json"]).expect(9);
        assert!(output.stderr.contains(&format!("status {status}")), "{output}");
        assert_eq!((elsewhere.count("/"), fixture.hosted.count("/caught")), (0, 0), "{status}");
        assert_eq!(fixture.hosted.count("/oauth/access_token"), 1);
    }
}

#[test]
fn nobody_listening_is_exit_nine() {
    let fixture = Fixture::new("small");
    let port = {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let url = format!("http://localhost:{port}");
    let add = ["app", "add", "acme", "--app-id", "900000000000001", "--secret-stdin", "--json", "--graph-url", &url];
    let output = Bench::new().run_with(&add, &fixture.hosted.credentials.app_secret).expect(9);
    assert_eq!(output.error()["kind"], "unreachable");
    assert!(output.stderr.contains(&format!("localhost:{port}")), "{output}");
}

/// That no Page is reached can be said of a list only. Whatever else comes is told as what it is.
#[test]
fn a_list_that_is_none_is_not_an_empty_one() {
    let fixture = Fixture::new("small");
    for (body, exit, code) in [
        ("{}", 9, None),
        (r#"{"data":null}"#, 9, None),
        (r#"{"data":{"0":{"id":"1001"}}}"#, 9, None),
        (r#"{"error":"temporarily_unavailable","error_description":"try later"}"#, 9, None),
        (r#"{"error":{"code":"190","error_subcode":"463","message":"expired"}}"#, 3, Some(190)),
        (r#"{"error":{"code":415,"message":"Two factor authentication required"}}"#, 3, Some(415)),
    ] {
        fixture.hosted.mend();
        fixture.hosted.instead("/me/accounts", Response::new(200).body("application/json", body));
        // What the permissions name is found all the same, where nothing is wrong but the list.
        fixture.hosted.instead("GET /v27.0/debug_token", unnamed(&fixture));
        let error = fixture.connect_pages(&["--all"]).expect(exit).error();
        assert_eq!(error["graph"]["code"].as_i64(), code, "{body}");
        assert!(fixture.list().is_empty(), "{body}");
    }
}

/// A token whose permissions name no Page.
fn unnamed(fixture: &Fixture) -> Response {
    let scopes = ["pages_show_list", "pages_messaging", "pages_manage_metadata"];
    let data = serde_json::json!({"app_id": fixture.hosted.credentials.app_id, "type": "USER", "is_valid": true,
                                  "expires_at": 0, "user_id": "100000000000001", "scopes": scopes});
    Response::new(200).body("application/json", serde_json::json!({"data": data}).to_string())
}

/// Whether an account has numbers is not known while Meta refuses to list them, so nothing is recorded of it.
#[test]
fn an_account_whose_numbers_are_refused_is_no_account_without_numbers() {
    let fixture = Fixture::new("whatsapp");
    fixture.hosted.always("GET /*/phone_numbers", refusal(100, Some(33)));
    let error = fixture.connect_numbers(&["--waba", "210000000000001", "--all", "--no-register"], "").expect(7).error();
    assert_eq!((&error["graph"]["code"], &error["graph"]["subcode"]), (&100.into(), &33.into()));
    assert!(error["message"].as_str().unwrap().contains("the numbers of 210000000000001 cannot be read"), "{error}");
    assert!(fixture.list().is_empty());
}

/// Meta repeats what it was sent; neither the screen nor the log may.
#[test]
fn a_secret_that_meta_repeats_is_cut_out() {
    let fixture = Fixture::new("small");
    let secrets = [fixture.hosted.credentials.user_token.clone(), fixture.hosted.credentials.app_secret.clone()];
    for path in ["GET /v27.0/me", "GET /v27.0/debug_token"] {
        fixture.hosted.mend();
        let message = format!("Malformed access token {}", secrets.join(" "));
        fixture.hosted.always(path, Action::Error { status: 400, code: 190, subcode: None, message });
        let output = fixture.connect_pages(PLAIN).expect(3);
        let log = fixture.bench.run(&["log", "--json"]).expect(0);
        for secret in &secrets {
            assert!(!format!("{output}{log}").contains(&secret[..12]), "{output}");
        }
        assert!(output.error()["message"].as_str().unwrap().contains("Malformed access token [cut] [cut]"), "{output}");
    }
}
