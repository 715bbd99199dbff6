//! What `refresh` promises about WhatsApp: tokens that never end are left alone, the client's newest one is fetched, and
//! nothing is lost where nothing can be gained.

use std::time::Duration;

use serde_json::{Value, json};
use snorq::sandbox::Action;
use snorq::sandbox::wire::{Live, Method, Roots};

use crate::bench::{Bench, Fixture, Hosted, Output, hmac_hex, refusal};

/// The client's business, its account and its number.
const BUSINESS: &str = "6001";
const WABA: &str = "6101";
const NUMBER: &str = "whatsapp:6201";
/// Signups whose tokens end after sixty days, and signups whose tokens never end.
const SIXTY_DAYS: &str = "910000000000006";
const FOR_EVER: &str = "910000000000005";
const DAY: Duration = Duration::from_hours(24);

impl Fixture {
    fn signed_up(config: &str) -> Self {
        let (hosted, bench) = (Hosted::start("signup"), Bench::new());
        let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--whatsapp-config-id", config];
        let urls = ["--graph-url", hosted.url(), "--dialog-url", hosted.url(), "--secret-stdin"];
        bench.run_with(&[&add[..], &urls].concat(), &hosted.credentials.app_secret).expect(0);
        let connect = ["connect", "whatsapp", "--hosted", "--all", "--no-browser", "--json", "--timeout"];
        let waiting = [&connect[..], &["1s", "--no-register", "--system-token-stdin"]].concat();
        bench.run_with(&waiting, &hosted.credentials.system_user_token).expect(3);
        sign_up(&hosted, config);
        bench.run_with(&[&connect[..], &["20s", "--pin-stdin"]].concat(), "111111").expect(0);
        Self { hosted, bench }
    }

    /// Business tokens that Meta does not lengthen.
    fn unlengthened(&self) {
        self.hosted.always("GET /v27.0/oauth/access_token", refusal(100, None));
    }

    fn with_system_token(&self) -> Output {
        let args = ["refresh", NUMBER, "--system-token-stdin", "--json"];
        self.bench.run_with(&args, &self.hosted.credentials.system_user_token)
    }

    /// Lets a day pass, and somebody make the client's system user a token that ends after sixty more.
    fn newer_token(&self) {
        self.hosted.sandbox.push_clock(DAY).unwrap();
        let system = &self.hosted.credentials.system_user_token;
        let proof = hmac_hex(&self.hosted.credentials.app_secret, system);
        let path =
            format!("{BUSINESS}/system_user_access_tokens?set_token_expires_in_60_days=true&appsecret_proof={proof}");
        self.hosted.call(Method::Post, &path, system);
    }
}

/// The customer, elsewhere.
fn sign_up(hosted: &Hosted, config: &str) {
    let app = &hosted.credentials.app_id;
    let link = format!("{}/messaging/whatsapp/onboard/?app_id={app}&config_id={config}", hosted.url());
    let robot = snorq::sandbox::AutoConsent::new(std::sync::Arc::new(Live::new(Roots::Loopback).unwrap()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(robot.walk(&link.parse().unwrap())).unwrap();
}

#[test]
fn a_token_that_never_ends_is_left_alone_without_a_call() {
    let fixture = Fixture::signed_up(FOR_EVER);
    let calls = fixture.hosted.count("");
    let whole = fixture.refresh(&["--all"]).expect(0).json();
    assert_eq!(
        (&whole["refreshed"], &whole["lasting"][0]["ref"], &whole["failed"]),
        (&json!([]), &json!(NUMBER), &json!([]))
    );
    assert_eq!(fixture.hosted.count("") - calls, 0);
    let people = fixture.bench.run(&["refresh", NUMBER]).expect(0);
    assert!(people.stdout.contains("never ends"), "{people}");
}

/// Meta, system users: a token that ends is lengthened by exchange, and no other token is needed for it.
#[test]
fn a_business_token_that_ends_is_lengthened() {
    let fixture = Fixture::signed_up(SIXTY_DAYS);
    let (old, before) = (fixture.token(NUMBER), fixture.show(NUMBER));
    fixture.hosted.sandbox.push_clock(DAY).unwrap();
    let whole = fixture.refresh(&[NUMBER]).expect(0).json();
    assert_eq!((&whole["refreshed"][0]["ref"], &whole["failed"]), (&json!(NUMBER), &json!([])));
    let end = |record: &Value| record["token"]["expires_at"].as_str().unwrap().to_owned();
    assert!(end(&fixture.show(NUMBER)) > end(&before));
    assert_ne!(fixture.token(NUMBER), old);
}

#[test]
fn a_newer_token_is_fetched_proven_and_kept_in_place_of_the_old_one() {
    let fixture = Fixture::signed_up(SIXTY_DAYS);
    fixture.unlengthened();
    let (old, before, secrets) = (fixture.token(NUMBER), fixture.show(NUMBER), fixture.secrets());
    fixture.newer_token();
    let subscribed = fixture.hosted.count(&format!("POST /v27.0/{WABA}/subscribed_apps"));
    let whole = fixture.with_system_token().expect(0).json();
    assert_eq!((&whole["refreshed"][0]["ref"], &whole["failed"]), (&json!(NUMBER), &json!([])));
    let after = fixture.show(NUMBER);
    for key in ["id", "created_at", "status", "waba_id", "business_id", "platform_username"] {
        assert_eq!(before[key], after[key], "{key}");
    }
    let end = |record: &Value| record["token"]["expires_at"].as_str().unwrap().to_owned();
    assert!(end(&after) > end(&before), "{after}");
    assert_ne!(fixture.token(NUMBER), old);
    assert_eq!(fixture.secrets(), secrets, "the old secret is gone");
    assert_eq!(fixture.hosted.count(&format!("POST /v27.0/{WABA}/subscribed_apps")), subscribed, "it was subscribed");
    let found = fixture.bench.run(&["verify", NUMBER, "--json"]).json()["findings"].clone();
    assert!(!found.to_string().contains("token_"), "{found}");
    // Once more: now it is the same.
    fixture.with_system_token().expect(3);
}

/// Nothing is lost where nothing can be gained, and the one command that mends it is named.
#[test]
fn the_same_token_and_a_refusal_are_told_and_lose_nothing() {
    let fixture = Fixture::signed_up(SIXTY_DAYS);
    fixture.unlengthened();
    let (old, secrets) = (fixture.token(NUMBER), fixture.secrets());
    let same = fixture.with_system_token().expect(3).error();
    assert!(same["message"].as_str().unwrap().contains("the same token as before, which ends on 20"), "{same}");
    assert_eq!(same["hint"], "sign up again: snorq connect whatsapp");
    let edge = format!("{BUSINESS}/system_user_access_tokens");
    fixture.hosted.once(&edge, refusal(452, None));
    let refused = fixture.with_system_token();
    assert_ne!(refused.code, Some(0), "{refused}");
    assert!(refused.error()["hint"].as_str().unwrap().contains("snorq connect whatsapp"), "{refused}");
    assert_eq!(
        (fixture.token(NUMBER), fixture.secrets(), fixture.show(NUMBER)["status"].clone()),
        (old, secrets, json!("ACTIVE"))
    );
}

#[test]
fn without_a_system_token_the_command_that_has_one_is_named() {
    let fixture = Fixture::signed_up(SIXTY_DAYS);
    fixture.unlengthened();
    let calls = fixture.hosted.count("");
    let error = fixture.refresh(&["--all"]).expect(3).error();
    assert_eq!(error["hint"], format!("give it: snorq refresh {NUMBER} --system-token-stdin"));
    assert_eq!(fixture.hosted.count("") - calls, 1, "whether it can be lengthened was asked");
}

/// The old token stays until the account has answered to the new one.
#[test]
fn an_account_that_does_not_answer_to_the_new_token_keeps_the_old_one() {
    let fixture = Fixture::signed_up(SIXTY_DAYS);
    fixture.unlengthened();
    let (old, secrets) = (fixture.token(NUMBER), fixture.secrets());
    fixture.newer_token();
    let edge = format!("GET /v27.0/{WABA}/subscribed_apps");
    fixture.hosted.once(&edge, refusal(200, None));
    fixture.with_system_token().expect(3);
    assert_eq!(fixture.token(NUMBER), old);
    // The login has the newer token, the number the old one.
    assert_eq!(fixture.secrets(), secrets);
    fixture.with_system_token().expect(0);
    assert_ne!(fixture.token(NUMBER), old);
    assert_eq!(fixture.secrets(), secrets);
}

/// A run that lost Meta in the middle is finished by the next one.
#[test]
fn a_cut_run_is_finished_by_the_next() {
    let fixture = Fixture::signed_up(SIXTY_DAYS);
    fixture.unlengthened();
    let old = fixture.token(NUMBER);
    fixture.newer_token();
    fixture.hosted.always(&format!("GET /v27.0/{WABA}/subscribed_apps"), Action::Html(502));
    fixture.with_system_token().expect(9);
    assert_eq!(fixture.token(NUMBER), old);
    fixture.hosted.mend();
    let whole = fixture.bench.run(&["verify", NUMBER, "--fix", "--json"]);
    assert_eq!(whole.json()["fixed"][0]["code"], "unfinished", "{whole}");
    assert_ne!(fixture.token(NUMBER), old);
}
