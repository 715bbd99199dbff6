//! `verify --fix` killed at every step: the next one finishes, and nothing is called well meanwhile that is not.

use std::sync::Arc;

use serde_json::{Value, json};
use snorq::clock::{Clock as _, System};
use snorq::sandbox::Sandbox;

use super::{CONNECT, count, matrix, nothing_false, records, token_is_there, whole};
use crate::bench::{Bench, Hosted};

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
        let (mut named, mut kept) = (super::names(bench), super::files(bench));
        named.sort();
        kept.sort();
        assert_eq!(named, kept, "{when}: ledger and secret store differ");
    });
}

/// Whether the one account's webhooks go to `url`.
fn redirected(bench: &Bench, url: &str) -> bool {
    count(bench, &format!("doc->>'$.override_uri' = '{url}'"), "waba_subscription") == 1
}

/// The app is live, and hears of `objects` at an address that answers.
fn an_app_without_fault(world: &mut Value, listening: &Hosted, objects: &[&str]) {
    world["app"]["live"] = json!(true);
    let url = format!("{}/callback", listening.url());
    let one = |object: &&str| json!({"object": object, "callback_url": url, "fields": [["messages", "v26.0"]]});
    world["app_subscriptions"] = objects.iter().map(one).collect();
}

fn open(bench: &Bench) -> Sandbox {
    Sandbox::open(&bench.home().join("sandbox"), Arc::new(|| System.now())).unwrap()
}

/// Changes the bench's world as nobody at its controls can.
fn reshape(bench: &Bench, change: impl FnOnce(&mut Value)) {
    let (sandbox, mut file) = (open(bench), Vec::new());
    sandbox.save(&mut file).unwrap();
    let mut world = serde_json::from_slice(&file).unwrap();
    change(&mut world);
    sandbox.load(&mut world.to_string().as_bytes()).unwrap();
}
