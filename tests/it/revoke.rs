//! What `revoke` promises.

use serde_json::{Value, json};
use snorq::sandbox::wire::Response;

use crate::bench::{Bench, Fixture, Hosted, Output};

const MAIN: &str = "100000000000001";
const ACCOUNT: &str = "instagram:17841400000000001";

impl Fixture {
    /// These Pages of the small world are connected.
    fn with_these(pages: &[&str]) -> Self {
        let args: Vec<_> = pages.iter().flat_map(|page| ["--page", page]).collect();
        Self::with_pages("small", &args)
    }

    fn revoke(&self, args: &[&str]) -> Output {
        self.bench.run(&[&["revoke", "--yes", "--json"], args].concat())
    }

    /// The person's permissions at Meta are taken back once so many calls were made.
    fn withdrawn(&self) -> usize {
        self.hosted.count(&format!("DELETE /v27.0/{MAIN}/permissions"))
    }
}

fn flags(output: &Output, index: usize) -> Value {
    let one = &output.json()["revoked"][index];
    json!([one["unsubscribed"], one["permissions_deleted"], one["secret_deleted"]])
}

#[test]
fn an_instagram_account_keeps_its_page_subscribed() {
    let fixture = Fixture::with_these(&["1001"]);
    let output = fixture.revoke(&["facebook:1001"]).expect(0);
    assert_eq!(flags(&output, 0), json!([false, false, false]), "{output}");
    assert!(output.stdout.contains(ACCOUNT), "{output}");
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
    let last = fixture.revoke(&[ACCOUNT]).expect(0);
    assert_eq!(flags(&last, 0), json!([true, true, true]), "{last}");
    assert!(fixture.hosted.subscribed().is_empty());
    assert_eq!((fixture.withdrawn(), fixture.secrets()), (1, 0));
}

#[test]
fn revoking_twice_is_harmless() {
    let fixture = Fixture::with_these(&["1001"]);
    fixture.revoke(&["--all"]).expect(0);
    let calls = fixture.hosted.count("/");
    let again = fixture.revoke(&["facebook:1001"]).expect(0);
    assert_eq!(again.json()["revoked"], json!([]));
    assert!(again.stderr.contains("disconnected already"), "{again}");
    fixture.revoke(&["--all"]).expect(0);
    assert_eq!(fixture.hosted.count("/"), calls);
}

#[test]
fn permissions_are_kept_as_asked() {
    let fixture = Fixture::with_these(&["1001"]);
    let output = fixture.revoke(&["--all", "--keep-permissions"]).expect(0);
    assert_eq!(flags(&output, 0), json!([true, false, true]), "{output}");
    assert_eq!((fixture.withdrawn(), fixture.secrets()), (0, 0));
    assert!(fixture.hosted.subscribed().is_empty());
}

#[test]
fn permissions_stay_while_another_page_of_the_login_is_connected() {
    let fixture = Fixture::with_these(&["1001", "1003"]);
    let output = fixture.revoke(&["facebook:1003"]).expect(0);
    assert_eq!(flags(&output, 0), json!([true, false, true]), "{output}");
    assert_eq!((fixture.withdrawn(), fixture.hosted.subscribed()), (0, vec!["1001".to_owned()]));
    fixture.revoke(&["--platform", "facebook"]).expect(2);
    assert_eq!(fixture.hosted.subscribed(), ["1001"], "a platform alone names nothing");
    fixture.revoke(&["--all", "--platform", "facebook"]).expect(0);
    assert_eq!((fixture.withdrawn(), fixture.hosted.subscribed()), (0, vec!["1001".to_owned()]));
    fixture.revoke(&["--all"]).expect(0);
    assert_eq!((fixture.withdrawn(), fixture.secrets()), (1, 0));
}

#[test]
fn local_only_works_when_the_platform_is_gone() {
    let mut fixture = Fixture::with_these(&["1001"]);
    fixture.bench = fixture.bench.with("SNORQ_GRAPH_URL", "http://localhost:1");
    let output = fixture.revoke(&["--all", "--local-only"]).expect(0);
    assert_eq!(flags(&output, 0), json!([false, false, true]), "{output}");
    assert_eq!(fixture.secrets(), 0);
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
}

#[test]
fn a_dead_token_is_no_obstacle() {
    for subcode in [458, 460, 467] {
        let fixture = Fixture::with_these(&["1001"]);
        fixture.hosted.sandbox.kill_tokens(MAIN, subcode).unwrap();
        let output = fixture.revoke(&["--all"]).expect(0);
        assert!(fixture.hosted.subscribed().is_empty(), "{output}");
        assert_eq!(flags(&output, 0), json!([true, true, true]), "{output}");
        assert_eq!((fixture.withdrawn(), fixture.secrets()), (1, 0));
    }
}

#[test]
fn a_lost_role_is_no_obstacle() {
    let fixture = Fixture::with_these(&["1001"]);
    fixture.hosted.sandbox.remove_role(MAIN, "1001").unwrap();
    let output = fixture.revoke(&["--all"]).expect(0);
    assert!(fixture.hosted.subscribed().is_empty(), "{output}");
    assert_eq!(flags(&output, 0), json!([true, true, true]), "{output}");
}

#[test]
fn a_lost_key_is_told_and_local_only_does_not_pretend() {
    let mut fixture = Fixture::with_these(&["1001"]);
    let other = fixture.bench.side().join("other.key");
    std::fs::write(&other, [8; 32]).unwrap();
    crate::bench::private(&other);
    fixture.bench = fixture.bench.with("SNORQ_SECRETS_KEY_FILE", &other.to_string_lossy());
    let error = fixture.bench.run(&["token", "facebook:1001", "--json"]).expect(8).error();
    assert!(error["hint"].as_str().unwrap().contains("SNORQ_SECRETS_KEY_FILE"), "{error}");
}

#[test]
fn a_refused_unsubscription_leaves_the_connection_and_the_next_run_goes_on() {
    let fixture = Fixture::with_these(&["1001", "1003"]);
    fixture.hosted.once("DELETE /v27.0/1003/", crate::bench::refusal(100, None));
    let output = fixture.revoke(&["--all"]).expect(6);
    assert_eq!(output.json()["failed"][0]["id"], "1003");
    assert_eq!(output.error()["kind"], "partial");
    assert_eq!(fixture.withdrawn(), 0);
    fixture.revoke(&["--all"]).expect(0);
    assert!(fixture.hosted.subscribed().is_empty());
    assert_eq!((fixture.withdrawn(), fixture.secrets()), (1, 0));
}

#[test]
fn a_wrong_app_secret_never_counts_as_permissions_taken_back() {
    let mut fixture = Fixture::with_these(&["1001"]);
    fixture.hosted.sandbox.kill_tokens(MAIN, 460).unwrap();
    fixture.bench = fixture.bench.with("SNORQ_APP_SECRET", "00000000000000000000000000000000");
    let output = fixture.revoke(&["--all"]);
    assert_eq!(output.code, Some(3), "{output}");
    assert_eq!(output.json()["revoked"], json!([]), "{output}");
    assert!(output.error()["hint"].as_str().unwrap().contains("App settings"), "{output}");
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
    // Even where the Page is gone and the app's token is first used to take the permissions back.
    fixture.hosted.always("/subscribed_apps", crate::bench::refusal(100, Some(33)));
    let output = fixture.revoke(&["--all"]);
    assert_eq!((output.code, &output.json()["revoked"]), (Some(3), &json!([])), "{output}");
}

/// A yes is proven by a list that was read back, never by an answer that is none: the next run tries again.
#[test]
fn an_answer_that_is_no_list_proves_no_revocation() {
    let yes = || Response::new(200).body("application/json", r#"{"success":true}"#);
    let no_list = |body: &str| Response::new(200).body("application/json", body);
    for body in ["{}", r#"{"error":"temporarily_unavailable"}"#] {
        let fixture = Fixture::with_these(&["1001"]);
        fixture.hosted.instead("DELETE /v27.0/1001/subscribed_apps", yes());
        fixture.hosted.instead("GET /v27.0/1001/subscribed_apps", no_list(body));
        fixture.revoke(&["--all"]).expect(9);
        assert_eq!(fixture.hosted.subscribed(), ["1001"], "{body}");
        assert_eq!((fixture.withdrawn(), fixture.secrets()), (0, 2), "{body}");
        fixture.hosted.mend();
        fixture.revoke(&["--all"]).expect(0);
        assert!(fixture.hosted.subscribed().is_empty() && fixture.secrets() == 0, "{body}");
    }
    let fixture = Fixture::with_these(&["1001"]);
    let permissions = format!("/v27.0/{MAIN}/permissions");
    fixture.hosted.instead(&format!("DELETE {permissions}"), yes());
    fixture.hosted.instead(&format!("GET {permissions}"), no_list("{}"));
    fixture.revoke(&["--all"]).expect(9);
    assert_eq!(fixture.secrets(), 2);
    fixture.hosted.mend();
    let _ = fixture.revoke(&["--all"]).expect(0);
    assert_eq!((fixture.withdrawn(), fixture.secrets()), (2, 0), "asked for again, and what was left open is finished");
}

#[test]
fn a_revocation_that_meta_says_was_not_done_is_an_error() {
    let fixture = Fixture::with_these(&["1001"]);
    let no = Response::new(200).body("application/json", r#"{"success":false}"#);
    fixture.hosted.instead("DELETE /v27.0/1001/subscribed_apps", no);
    fixture.revoke(&["--all"]).expect(1);
    assert_eq!((fixture.hosted.subscribed().len(), fixture.secrets()), (1, 2));
}

/// Pains 30, 33, 41: a Page, a number and a person's grant belong to the app, and profiles of one app share them.
#[test]
fn profiles_of_one_app_are_asked_before_they_share_and_do_not_end_each_others_connections() {
    let fixture = Fixture::new("small");
    fixture.connect_pages(&["--page", "1003"]).expect(0);
    let token = &fixture.hosted.credentials.user_token;
    let connect = ["--profile", "second", "connect", "facebook", "--page", "1003", "--token-stdin", "--json"];
    let unasked = fixture.bench.run_with(&connect, token).expect(2);
    assert!(unasked.stderr.contains("facebook:1003") && unasked.stderr.contains("another profile"), "{unasked}");
    fixture.bench.run_with(&[&connect[..], &["--yes"]].concat(), token).expect(0);
    // What it has, it is not asked about again.
    fixture.bench.run_with(&connect, token).expect(0);
    let revoke = ["--profile", "second", "revoke", "facebook:1003", "--yes", "--json"];
    let done = fixture.bench.run(&revoke).expect(0).json()["revoked"][0].clone();
    assert_eq!((&done["unsubscribed"], &done["permissions_deleted"]), (&false.into(), &false.into()), "{done}");
    let remarks = done["remarks"].to_string();
    assert!(remarks.contains("stays subscribed: facebook:1003 of profile"), "{remarks}");
    assert!(remarks.contains("permissions stay: facebook:1003 of profile"), "{remarks}");
    assert_eq!(fixture.hosted.subscribed(), ["1003"]);
    fixture.bench.run(&["token", "facebook:1003", "--yes"]).expect(0);
    let last = fixture.bench.run(&["revoke", "facebook:1003", "--yes", "--json"]).expect(0).json();
    assert_eq!(last["revoked"][0]["permissions_deleted"], true, "nothing else stands on it: {last}");
}

/// Neither the key nor the app secret is there, and another change stands open.
#[test]
fn everything_can_be_forgotten_here_whatever_else_is_lost() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    let place = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
    bench.run_with(&[&add[..], &place].concat(), &hosted.credentials.app_secret).expect(0);
    let connect = ["connect", "facebook", "--all", "--token-stdin"];
    bench.run_with(&connect, &hosted.credentials.user_token).expect(0);
    let lost = bench.without("SNORQ_SECRETS_KEY_FILE");
    let before = hosted.count("");
    lost.run(&["revoke", "--all", "--yes"]).expect(8);
    lost.run(&["revoke", "--all", "--local-only", "--yes"]).expect(0);
    assert_eq!(hosted.count(""), before);
    lost.run(&["app", "remove", "acme", "--yes"]).expect(0);
    assert_eq!(lost.run(&["app", "list", "--json"]).expect(0).json()["profiles"].as_array().unwrap().len(), 1);
}
