//! What becomes of numbers when Meta's answer is lost: nothing is claimed that was not read back, and nothing is given up
//! that another try brings.

use serde_json::json;
use snorq::sandbox::wire::{Live, Roots};
use snorq::sandbox::{Action, Fault};

use crate::bench::{Bench, Fixture, Hosted, Output, refusal};

const KIOSK: &str = "210000000000001";
const REGISTERED: &str = "310000000000002";

impl Fixture {
    fn with_the_number() -> Self {
        let fixture = Self::new("whatsapp");
        fixture.connect_numbers(&["--phone", REGISTERED], "").expect(0);
        fixture
    }

    /// Disconnects the number and takes it off the platform.
    fn take_off(&self) -> Output {
        self.bench.run(&["revoke", &format!("whatsapp:{REGISTERED}"), "--deregister", "--yes", "--json"])
    }

    /// Strikes the looks at the number after the first `skip`.
    fn blind(&self, skip: u32, action: Action) {
        let matching = format!("GET /v27.0/{REGISTERED}");
        self.hosted.fault(Fault { matching, skip, times: u32::MAX, action });
    }
}

#[test]
fn a_number_that_was_taken_off_and_cannot_be_read_back_is_not_called_gone() {
    let fixture = Fixture::with_the_number();
    fixture.blind(1, refusal(2, None));
    let error = fixture.take_off();
    assert_ne!(error.code, Some(0), "{error}");
    let error = error.error();
    assert!(error["message"].as_str().unwrap().contains("could not be read back"), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("run the same command again"), "{error}");
    assert_ne!(fixture.show(REGISTERED)["status"], "DISCONNECTED");
    // The same command again finishes it: it looks first, and asks no second time.
    fixture.hosted.mend();
    fixture.take_off().expect(0);
    assert_eq!(
        (fixture.show(REGISTERED)["status"].clone(), fixture.hosted.count("/deregister")),
        (json!("DISCONNECTED"), 1)
    );
}

/// It may be one of the Business app, which must not be touched; and Meta counts the tries.
#[test]
fn a_number_that_cannot_be_looked_at_is_not_taken_off_blindly() {
    let fixture = Fixture::with_the_number();
    fixture.blind(0, refusal(2, None));
    let error = fixture.take_off();
    assert_ne!(error.code, Some(0), "{error}");
    assert!(error.error()["message"].as_str().unwrap().contains("before it is deregistered"), "{error}");
    assert_eq!(fixture.hosted.count("/deregister"), 0);
}

#[test]
fn a_number_whose_token_is_dead_is_said_to_stay_registered() {
    let fixture = Fixture::with_the_number();
    fixture.hosted.sandbox.kill_tokens("100000000000900", 458).unwrap();
    let done = fixture.take_off().expect(0).json()["revoked"][0].clone();
    assert_eq!((&done["deregistered"], fixture.hosted.count("/deregister")), (&json!(false), 0), "{done}");
    assert!(done["remarks"].to_string().contains("so it stays registered"), "{done}");
}

/// The customer signs up while nobody listens, and the first questions afterwards are not answered.
#[test]
fn waiting_for_a_hosted_signup_outlives_lost_answers() {
    let (hosted, config) = (Hosted::start("signup"), "910000000000005");
    let app = &hosted.credentials.app_id;
    let bench = Bench::new();
    let add = ["app", "add", "acme", "--app-id", app, "--whatsapp-config-id", config, "--secret-stdin"];
    let urls = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    bench.run_with(&[&add[..], &urls].concat(), &hosted.credentials.app_secret).expect(0);
    let connect = ["connect", "whatsapp", "--hosted", "--all", "--no-register", "--no-browser", "--json", "--timeout"];
    let begin = [&connect[..], &["1s", "--system-token-stdin"]].concat();
    bench.run_with(&begin, &hosted.credentials.system_user_token).expect(3);
    // As often as the client repeats a call: the whole question stays without an answer.
    let (matching, action) = (format!("GET /v27.0/{app}/connected_client_businesses"), refusal(2, None));
    let lost = Fault { matching, skip: 0, times: 3, action };
    hosted.fault(lost.clone());
    let unheard = bench.run(&[&connect[..], &["1s"]].concat());
    assert_ne!(unheard.code, Some(0), "{unheard}");
    assert!(unheard.error()["hint"].as_str().unwrap().contains("--hosted"), "{unheard}");
    hosted.mend();
    let link = format!("{}/messaging/whatsapp/onboard/?app_id={app}&config_id={config}", hosted.url());
    let robot = snorq::sandbox::AutoConsent::new(std::sync::Arc::new(Live::new(Roots::Loopback).unwrap()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(robot.walk(&link.parse().unwrap())).unwrap();
    hosted.fault(lost);
    let done = bench.run(&[&connect[..], &["30s"]].concat()).expect(0).json();
    assert_eq!(done["connections"][0]["waba_id"], "6101");
}

/// Whether the run that asked hears the refusal or the next one does: the record says the same.
#[test]
fn a_refused_callback_is_told_in_the_same_words_by_whoever_finishes() {
    let callback = ["--phone", REGISTERED, "--callback-url", "https://acme.example/hook", "--verify-token-stdin"];
    let edge = format!("POST /v27.0/{KIOSK}/subscribed_apps");
    let own = |fixture: &Fixture, skip, times, action| {
        fixture.hosted.fault(Fault { matching: edge.clone(), skip, times, action });
    };
    let told = Fixture::new("whatsapp");
    own(&told, 1, 1, refusal(2200, None));
    told.connect_numbers(&callback, "verify-me").expect(1);
    let finished = Fixture::new("whatsapp");
    own(&finished, 1, u32::MAX, Action::Html(502));
    finished.connect_numbers(&callback, "verify-me").expect(9);
    finished.hosted.mend();
    own(&finished, 0, 1, refusal(2200, None));
    // Any command that changes something finishes first; this one has nothing else to do.
    finished.bench.run(&["refresh", "--all"]).expect(0);
    let words = |fixture: &Fixture| {
        let shown = fixture.show(REGISTERED);
        assert_eq!(shown["status"], "ERROR");
        // What follows names the single call.
        shown["error_message"].as_str().unwrap().split(", trace").next().unwrap().to_owned()
    };
    assert_eq!(words(&told), words(&finished));
    assert!(words(&told).starts_with("its webhooks do not go to their own address: "), "{}", words(&told));
    // It is never well until the address is set, and mending tries again.
    for fixture in [told, finished] {
        let found = fixture.bench.run(&["verify", "--json"]).expect(5).json();
        assert!(found.to_string().contains("override_lost"), "{found}");
    }
}
