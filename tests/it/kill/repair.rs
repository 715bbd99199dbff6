//! `verify --fix`, and the refresh of a number, killed at every step: the next run finishes, and nothing is called well
//! meanwhile that is not.

use serde_json::{Value, json};
use snorq::sandbox::Sandbox;
use snorq::sandbox::wire::{Method, Request};

use super::{
    CONNECT, REFRESH, WHATSAPP, count, matrix, no_false_number, nothing_false, records, token_is_there, whole,
    whole_number,
};
use crate::bench::{Bench, Hosted, hmac_hex, machine_time};

/// Without the last two a number's app is not whole.
const FIELDS: [&str; 3] = ["messages", "standby", "messaging_handovers"];

const FIX: &[&str] = &["--sandbox", "verify", "--fix", "--quiet"];
const VERIFY: &[&str] = &["--sandbox", "verify", "--quiet"];

/// Two subscriptions have ended, one lost its fields.
#[test]
fn mending_of_pages_killed_at_every_step_is_finished_by_the_next() {
    let listening = Hosted::start("empty");
    let connected = Bench::new();
    connected.run(CONNECT).expect(0);
    reshape(&connected, |world| {
        an_app_without_fault(world, &listening, &["page", "instagram"]);
        let subscriptions = world["subscriptions"].as_array_mut().unwrap();
        subscriptions.retain(|one| one["page"] == "1003");
        subscriptions[0]["fields"] = json!(["messages"]);
    });
    // Nobody who has looked takes them for working.
    connected.run(VERIFY).expect(5);
    matrix("verify --fix", &connected, FIX, |bench, when| {
        nothing_false(bench, when);
        bench.run(FIX).expect(0);
        whole(bench, when, 5, "ACTIVE");
        bench.run(VERIFY).expect(0);
    });
}

/// The account has lost its subscription, and with it the callback of its own.
#[test]
fn mending_of_an_account_killed_at_every_step_is_finished_by_the_next() {
    let listening = Hosted::start("empty");
    let connected = Bench::new();
    connected.run(&["sandbox", "seed", "whatsapp"]).expect(0);
    let token = open(&connected).credentials().unwrap().system_user_token;
    let own = format!("{}/callback?of=kiosk", listening.url());
    let connect = ["--sandbox", "connect", "whatsapp", "--token-stdin", "--phone", "310000000000002"];
    let callback = ["--callback-url", &own, "--verify-token-stdin"];
    connected.run_with(&[&connect[..], &callback].concat(), &format!("{token}\nverify-me")).expect(0);
    reshape(&connected, |world| {
        an_app_without_fault(world, &listening, &["whatsapp_business_account"]);
        world["whatsapp_subscriptions"] = json!([]);
    });
    connected.run(VERIFY).expect(5);
    matrix("verify --fix of an account", &connected, FIX, |bench, when| {
        for one in records(bench).iter().filter(|one| one["status"] == "ACTIVE") {
            assert!(token_is_there(bench, one["ref"].as_str().unwrap()), "{when}: ACTIVE without a secret");
            assert!(redirected(bench, &own), "{when}: ACTIVE without its callback");
        }
        bench.run(FIX).expect(0);
        bench.run(VERIFY).expect(0);
        assert!(records(bench).iter().all(|one| one["status"] == "ACTIVE"), "{when}");
        assert!(redirected(bench, &own), "{when}: the callback is not set");
        assert_eq!(
            count(bench, "json_array_length(doc, '$.attempts')", "number"),
            0,
            "{when}: a number was registered"
        );
        super::nothing_left_over(bench, when);
    });
}

/// The old token stays until the new one is proven, so that at no point the number is lost.
#[test]
fn refresh_of_a_number_killed_at_every_step_keeps_it() {
    let connected = Bench::new();
    connected.run(&["sandbox", "seed", "signup"]).expect(0);
    reshape(&connected, |world| {
        let scopes = ["whatsapp_business_management", "whatsapp_business_messaging", "business_management"];
        let id = "910000000000005";
        let signup = json!({"id": id, "system": true, "signup": true, "sixty_days": true, "scopes": scopes});
        world["app"]["configs"] = json!([signup]);
    });
    connected.run_with(WHATSAPP, "111111").expect(0);
    let token = |bench: &Bench| bench.run(&["--sandbox", "token", "whatsapp:6201"]).expect(0).stdout;
    let old = token(&connected);
    newer_token(&connected);
    matrix("refresh of a number", &connected, REFRESH, |bench, when| {
        no_false_number(bench, when);
        assert!(records(bench).iter().all(|one| one["status"] == "ACTIVE"), "{when}");
        // Where the next run finds it renewed already, it says that there is nothing newer.
        let next = bench.run(REFRESH);
        assert!(matches!(next.code, Some(0 | 3)), "{when}: {next}");
        assert_ne!(token(bench), old, "{when}: it was not renewed");
        whole_number(bench, when, "ACTIVE");
    });
}

/// Lets a day pass, and somebody make the client's system user a token that ends after sixty more.
fn newer_token(bench: &Bench) {
    let sandbox = open(bench);
    sandbox.push_clock(std::time::Duration::from_hours(24)).unwrap();
    let credentials = sandbox.credentials().unwrap();
    let proof = hmac_hex(&credentials.app_secret, &credentials.system_user_token);
    let path = "http://localhost/v27.0/6001/system_user_access_tokens?set_token_expires_in_60_days=true";
    let url = format!("{path}&appsecret_proof={proof}").parse().unwrap();
    let request =
        Request::new(Method::Post, url).header("authorization", format!("Bearer {}", credentials.system_user_token));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let reply = runtime.block_on(snorq::sandbox::wire::Handler::answer(&sandbox, request));
    let answer = reply.into_response().unwrap();
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
}

/// Whether the one account's webhooks go to `url`.
fn redirected(bench: &Bench, url: &str) -> bool {
    count(bench, &format!("doc->>'$.override_uri' = '{url}'"), "waba_subscription") == 1
}

/// The app is live, and hears of `objects` at an address that answers.
fn an_app_without_fault(world: &mut Value, listening: &Hosted, objects: &[&str]) {
    world["app"]["live"] = json!(true);
    let url = format!("{}/callback", listening.url());
    let one = |object: &&str| json!({"object": object, "callback_url": url, "fields": (FIELDS.map(|field| [field, "v27.0"]))});
    world["app_subscriptions"] = objects.iter().map(one).collect();
}

fn open(bench: &Bench) -> Sandbox {
    Sandbox::open(&bench.home().join("sandbox"), machine_time()).unwrap()
}

/// Changes the bench's world as nobody at its controls can.
fn reshape(bench: &Bench, change: impl FnOnce(&mut Value)) {
    let (sandbox, mut file) = (open(bench), Vec::new());
    sandbox.save(&mut file).unwrap();
    let mut world = serde_json::from_slice(&file).unwrap();
    change(&mut world);
    sandbox.load(&mut world.to_string().as_bytes()).unwrap();
}
