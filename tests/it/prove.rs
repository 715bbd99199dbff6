//! `snorq prove`: a message arrives, or the layer that keeps it back is named.

use serde_json::Value;
use snorq::sandbox::Sandbox;

use crate::bench::{Bench, machine_time};

/// A home in which Acme Coffee and its Instagram account are connected.
fn connected() -> Bench {
    let bench = Bench::new();
    let _ = bench.run(&["--sandbox", "connect", "facebook", "--page", "1001"]).expect(0);
    bench
}

fn prove(bench: &Bench, args: &[&str], code: i32) -> Value {
    bench.run(&[&["--sandbox", "prove", "--json", "--timeout", "1s"], args].concat()).expect(code).json()
}

fn world(bench: &Bench) -> Sandbox {
    Sandbox::open(&bench.home().join("sandbox"), machine_time()).unwrap()
}

const PAGE: &str = "facebook:1001";
const INSTAGRAM: &str = "instagram:17841400000000001";

#[test]
fn a_robot_customer_writes_and_the_message_arrives() {
    let bench = connected();
    world(&bench).configure(snorq::sandbox::Setting::Live(true)).unwrap();
    let proof = prove(&bench, &[PAGE, INSTAGRAM], 0);
    let proven = proof["proven"].as_array().unwrap();
    assert_eq!(proven.len(), 2, "{proof}");
    assert!(proven.iter().all(|one| one["after_ms"].as_u64().unwrap() < 20_000), "{proof}");
    assert_eq!(proof["failed"], serde_json::json!([]));
    let said = bench.run(&["--sandbox", "prove", "Acme Coffee"]).expect(0);
    assert!(said.stdout.contains("a message arrived after"), "{said}");
    let after = bench.run(&["--sandbox", "webhooks", "status", "--json"]).expect(0).json();
    assert!(!after.to_string().contains("localhost"), "nothing of it is left: {after}");
}

#[test]
fn a_layer_that_is_broken_is_named_and_the_others_are_proven() {
    let bench = connected();
    // Instagram tells an app in development mode nothing.
    let proof = prove(&bench, &[PAGE, INSTAGRAM], 6);
    assert_eq!(
        (&proof["proven"][0]["ref"], &proof["failed"][0]["code"]),
        (&PAGE.into(), &"app_not_live".into()),
        "{proof}"
    );
    world(&bench).kill_tokens("100000000000001", 460).unwrap();
    let proof = prove(&bench, &[PAGE], 5);
    assert_eq!(
        (&proof["failed"][0]["ref"], &proof["failed"][0]["code"]),
        (&PAGE.into(), &"token_dead".into()),
        "{proof}"
    );
}
