//! What `verify` promises about WhatsApp: a scenario for every finding about an account or a number, what is mended and
//! what is not, no false alarm, and calls that grow with the accounts.

use serde_json::{Value, json};
use snorq::sandbox::Action;
use snorq::sandbox::wire::{Method, Response};

use crate::bench::{Fixture, refusal, words, world};

const APP: &str = "900000000000001";
/// The system user behind the ready-made token.
const SYSTEM_USER: &str = "100000000000900";
/// The account of an ordinary business, with a fresh, a registered and a coexistence number.
const KIOSK: &str = "210000000000001";
const FRESH: &str = "310000000000001";
const REGISTERED: &str = "310000000000002";
const COEXISTING: &str = "310000000000004";
/// Another account, and its number that Meta has flagged and rates red.
const YOUNG: &str = "210000000000002";
const FLAGGED: &str = "310000000000008";

impl Fixture {
    /// A world of numbers, with a healthy app, in which nothing is connected.
    fn of_numbers(seed: &str) -> Self {
        let fixture = Self::new(seed);
        fixture.hosted.healthy_app(&["whatsapp_business_account"]);
        fixture
    }

    /// The kiosk's registered number is connected.
    fn kiosk() -> Self {
        let fixture = Self::of_numbers("whatsapp");
        fixture.connect_numbers(&["--phone", REGISTERED], "").expect(0);
        fixture
    }

    /// The same, with a callback of the account's own.
    fn redirected() -> Self {
        let fixture = Self::of_numbers("whatsapp");
        let own = fixture.own_callback();
        fixture
            .connect_numbers(&["--phone", REGISTERED, "--callback-url", &own, "--verify-token-stdin"], "verify-me")
            .expect(0);
        fixture
    }

    fn own_callback(&self) -> String {
        format!("{}/callback?of=kiosk", self.hosted.url())
    }

    /// Mends, expects that to be all that was wrong, and looks again.
    #[track_caller]
    fn is_repaired(&self, expected: &[String]) {
        let mended = self.verify(&["--fix"]).expect(0).json();
        assert_eq!((&mended["findings"], words(&mended["fixed"])), (&json!([]), expected.to_vec()));
        self.is_healthy();
    }

    /// Changes the world as nobody at the controls can.
    fn reshape(&self, change: impl FnOnce(&mut Value)) {
        let mut file = Vec::new();
        self.hosted.sandbox.save(&mut file).unwrap();
        let mut world = serde_json::from_slice(&file).unwrap();
        change(&mut world);
        self.hosted.sandbox.load(&mut world.to_string().as_bytes()).unwrap();
    }

    fn change(&self, phone: &str, key: &str, value: Value) {
        self.reshape(|world| {
            let numbers = world["whatsapp_numbers"].as_array_mut().unwrap();
            numbers.iter_mut().find(|number| number["id"] == phone).unwrap()[key] = value;
        });
    }

    fn without_numbers(&self, gone: impl Fn(&Value) -> bool) {
        self.reshape(|world| world["whatsapp_numbers"].as_array_mut().unwrap().retain(|number| !gone(number)));
    }

    /// The calls that a check makes.
    fn calls(&self) -> u64 {
        let before = self.hosted.sandbox.call_count();
        let _ = self.verify(&[]);
        self.hosted.sandbox.call_count() - before
    }
}

fn one(code: &str, phone: &str) -> Vec<String> {
    vec![format!("{code} whatsapp:{phone}")]
}

#[test]
fn healthy_numbers_have_no_finding_and_are_stamped() {
    let fixture = Fixture::of_numbers("whatsapp");
    let phones = ["--phone", FRESH, "--phone", REGISTERED, "--phone", COEXISTING, "--pin-stdin"];
    fixture.connect_numbers(&phones, &format!("{FRESH} 111111")).expect(0);
    let before = fixture.hosted.count(KIOSK);
    let whole = fixture.verify(&[]).expect(0).json();
    assert_eq!((&whole["healthy"], &whole["checked"], &whole["findings"]), (&json!(true), &json!(3), &json!([])));
    assert_eq!(fixture.hosted.count(KIOSK) - before, 1, "one look for three numbers");
    for phone in [FRESH, REGISTERED, COEXISTING] {
        let shown = fixture.bench.run(&["show", phone, "--json"]).expect(0).json();
        assert!(shown["connection"]["last_verified_at"].is_string(), "{shown}");
    }
}

#[test]
fn peers28_an_account_that_lost_its_subscription_is_found_at_every_number_and_mended_once() {
    let fixture = Fixture::of_numbers("whatsapp");
    fixture.connect_numbers(&["--phone", REGISTERED, "--phone", COEXISTING], "").expect(0);
    fixture.call(Method::Delete, &format!("{KIOSK}/subscribed_apps"), &fixture.hosted.credentials.system_user_token);
    let expected = [REGISTERED, COEXISTING].map(|phone| format!("waba_not_subscribed whatsapp:{phone}"));
    assert_eq!(fixture.found(&[], 5), expected);
    assert_eq!((fixture.status(REGISTERED), fixture.status(COEXISTING)), ("ERROR".to_owned(), "ERROR".to_owned()));
    let edge = format!("POST /v27.0/{KIOSK}/subscribed_apps");
    let before = fixture.hosted.count(&edge);
    fixture.is_repaired(&expected);
    assert_eq!((fixture.hosted.count(&edge) - before, fixture.status(REGISTERED)), (1, "ACTIVE".to_owned()));
    let log = fixture.bench.run(&["log", "--json"]).expect(0).json();
    let mended = |one: &&Value| one["verb"] == "mend" && one["outcome"] == "done";
    assert_eq!(log["actions"].as_array().unwrap().iter().filter(mended).count(), 2, "{log}");
}

/// Anybody's plain subscription takes the account's own callback away.
#[test]
fn a_lost_callback_is_set_again() {
    let fixture = Fixture::redirected();
    fixture.is_healthy();
    fixture.call(Method::Post, &format!("{KIOSK}/subscribed_apps"), &fixture.hosted.credentials.system_user_token);
    let finding = fixture.verify(&[]).expect(5).json()["findings"][0].clone();
    assert_eq!((&finding["code"], &finding["level"]), (&json!("override_lost"), &json!("error")));
    assert!(finding["message"].as_str().unwrap().contains(&fixture.own_callback()), "{finding}");
    fixture.is_repaired(&one("override_lost", REGISTERED));
}

#[test]
fn a_callback_that_somebody_else_set_is_taken_back() {
    let fixture = Fixture::redirected();
    let path = format!("{KIOSK}/subscribed_apps?override_callback_uri={}&verify_token=v", fixture.callback());
    fixture.call(Method::Post, &path, &fixture.hosted.credentials.system_user_token);
    fixture.is_repaired(&one("override_lost", REGISTERED));
}

/// Meta takes an own callback only for an account that is subscribed.
#[test]
fn an_account_without_subscription_is_subscribed_before_its_callback_is_set() {
    let fixture = Fixture::redirected();
    fixture.call(Method::Delete, &format!("{KIOSK}/subscribed_apps"), &fixture.hosted.credentials.system_user_token);
    assert_eq!(fixture.found(&[], 5), one("waba_not_subscribed", REGISTERED));
    let edge = format!("POST /v27.0/{KIOSK}/subscribed_apps");
    let before = fixture.hosted.count(&edge);
    fixture.is_repaired(&one("waba_not_subscribed", REGISTERED));
    assert_eq!(fixture.hosted.count(&edge) - before, 2, "plain, then with the callback");
}

/// What is refused is told with its reason, is not called mended, and is tried again the next time.
#[test]
fn a_callback_that_meta_refuses_stays_a_finding() {
    let fixture = Fixture::redirected();
    fixture.call(Method::Post, &format!("{KIOSK}/subscribed_apps"), &fixture.hosted.credentials.system_user_token);
    fixture.hosted.once(&format!("POST /v27.0/{KIOSK}/subscribed_apps"), refusal(2200, None));
    let whole = fixture.verify(&["--fix"]).expect(5).json();
    assert_eq!((words(&whole["findings"]), &whole["fixed"]), (one("override_lost", REGISTERED), &json!([])));
    assert!(whole["findings"][0]["message"].as_str().unwrap().contains("; mending failed: "), "{whole}");
    fixture.is_repaired(&one("override_lost", REGISTERED));
}

#[test]
fn a_silent_callback_of_the_accounts_own_is_a_warning() {
    let fixture = Fixture::redirected();
    fixture.hosted.instead("GET /callback", Response::new(502));
    let whole = fixture.verify(&[]).expect(5).json();
    assert_eq!(
        words(&whole["findings"]),
        ["callback_unreachable app", &format!("callback_unreachable whatsapp:{REGISTERED}")]
    );
    assert_eq!(whole["findings"][1]["level"], "warning");
    fixture.hosted.mend();
    fixture.is_healthy();
}

#[test]
fn an_account_that_waits_for_its_number_is_told_what_to_do() {
    let fixture = Fixture::of_numbers("whatsapp");
    let mut numbers = json!(null);
    fixture.reshape(|world| {
        numbers = world["whatsapp_numbers"].clone();
        world["whatsapp_numbers"].as_array_mut().unwrap().retain(|number| number["waba"] != YOUNG);
    });
    fixture.connect_numbers(&["--waba", YOUNG, "--all"], "").expect(0);
    let waiting = format!("waba-{YOUNG}");
    let hint = || fixture.verify(&[]).expect(5).json()["findings"][0]["hint"].as_str().unwrap().to_owned();
    assert_eq!(fixture.found(&[], 5), one("number_pending", &waiting));
    assert!(hint().contains("WhatsApp Manager"), "{}", hint());
    assert_eq!(fixture.status(&waiting), "PENDING");
    // Nothing that a machine could mend.
    assert_eq!(fixture.found(&["--fix"], 5), one("number_pending", &waiting));
    fixture.reshape(|world| world["whatsapp_numbers"] = numbers);
    assert!(hint().contains(&format!("snorq connect whatsapp --waba {YOUNG}")), "{}", hint());
}

#[test]
fn a_number_that_is_registered_no_longer_is_found_and_never_registered_by_mending() {
    let fixture = Fixture::kiosk();
    fixture.call(Method::Post, &format!("{REGISTERED}/deregister"), &fixture.hosted.credentials.system_user_token);
    let finding = fixture.verify(&[]).expect(5).json()["findings"][0].clone();
    assert_eq!((&finding["code"], &finding["level"]), (&json!("number_not_registered"), &json!("error")));
    assert_eq!(fixture.status(REGISTERED), "PENDING");
    assert_eq!(fixture.found(&["--fix"], 5), one("number_not_registered", REGISTERED));
    assert_eq!(fixture.hosted.count("/register"), 0);
    let command = format!("snorq connect whatsapp --phone {REGISTERED}");
    assert!(finding["hint"].as_str().unwrap().contains(&command), "{finding}");
    // The hint's command, with the PIN that it would ask for.
    let words = ["connect", "whatsapp", "--phone", REGISTERED, "--pin-stdin", "--json"];
    fixture.bench.run_with(&words, "123456").expect(0);
    fixture.is_healthy();
    assert_eq!(fixture.status(REGISTERED), "ACTIVE");
}

#[test]
fn a_number_that_was_registered_elsewhere_waits_no_longer() {
    let fixture = Fixture::of_numbers("whatsapp");
    fixture.connect_numbers(&["--phone", FRESH, "--no-register"], "").expect(0);
    assert_eq!(fixture.found(&[], 5), one("number_not_registered", FRESH));
    fixture.change(FRESH, "registered", json!(true));
    fixture.is_healthy();
    assert_eq!(fixture.status(FRESH), "ACTIVE");
}

#[test]
fn what_meta_has_against_a_number_is_named_by_how_bad_it_is() {
    let fixture = Fixture::of_numbers("whatsapp");
    fixture.connect_numbers(&["--phone", FLAGGED], "").expect(0);
    let finding = |fixture: &Fixture| {
        let whole = fixture.verify(&[]).expect(5).json();
        assert_eq!(words(&whole["findings"]), one("number_flagged", FLAGGED));
        let finding = &whole["findings"][0];
        format!("{} {}", finding["level"].as_str().unwrap(), finding["message"].as_str().unwrap())
    };
    let flagged = finding(&fixture);
    assert!(flagged.starts_with("warning ") && flagged.contains("flagged") && flagged.contains("RED"), "{flagged}");
    assert_eq!(fixture.status(FLAGGED), "ACTIVE");
    fixture.change(FLAGGED, "condition", json!("BANNED"));
    let banned = finding(&fixture);
    assert!(banned.starts_with("error ") && banned.contains("banned"), "{banned}");
    assert_eq!(fixture.status(FLAGGED), "ERROR");
    fixture.change(FLAGGED, "condition", json!(null));
    fixture.change(FLAGGED, "quality", json!("GREEN"));
    fixture.is_healthy();
    fixture.change(FLAGGED, "name_status", json!("DECLINED"));
    assert!(finding(&fixture).contains("display name"));
}

#[test]
fn a_number_that_left_its_account_is_gone() {
    let fixture = Fixture::kiosk();
    fixture.without_numbers(|number| number["id"] == REGISTERED);
    assert_eq!(fixture.found(&[], 5), one("asset_gone", REGISTERED));
    assert_eq!(fixture.status(REGISTERED), "ERROR");
}

#[test]
fn a_dead_token_and_a_missing_permission_are_named() {
    let fixture = Fixture::kiosk();
    world::withdraw_scope(&fixture.hosted.sandbox, SYSTEM_USER, "whatsapp_business_messaging");
    assert_eq!(fixture.found(&[], 5), one("scope_missing", REGISTERED));
    fixture.hosted.sandbox.kill_tokens(SYSTEM_USER, 458).unwrap();
    let finding = fixture.verify(&["--fix"]).expect(5).json()["findings"][0].clone();
    assert_eq!((&finding["code"], fixture.status(REGISTERED)), (&json!("token_dead"), "EXPIRED".to_owned()));
}

/// Meta, Conversation Routing: `messages` stop without an error, so what tells of it has to be subscribed before.
#[test]
fn an_app_that_would_not_hear_of_another_responder_is_named_and_mended() {
    let fixture = Fixture::kiosk();
    let app = format!("{APP}/subscriptions?object=whatsapp_business_account&verify_token=v&fields=messages,standby");
    let path = format!("{app}&callback_url={}", fixture.callback());
    fixture.call(Method::Post, &path, &fixture.app_token());
    let finding = fixture.verify(&[]).expect(5).json()["findings"][0].clone();
    assert_eq!((&finding["code"], &finding["level"]), (&json!("routed_elsewhere"), &json!("warning")));
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("messaging_handovers") && !message.contains("standby"), "{message}");
    assert_eq!(fixture.status(REGISTERED), "ACTIVE");
    let set = ["webhooks", "set", "--object", "whatsapp_business_account", "--verify-token-stdin", "--callback-url"];
    fixture.bench.run_with(&[&set[..], &[&fixture.callback()]].concat(), "v").expect(0);
    fixture.is_healthy();
    let words = fixture.bench.run(&["verify"]).expect(0);
    assert!(words.stderr.contains("not seen from here") && words.stderr.contains("another responder"), "{words}");
}

/// Without its own look at the app's webhooks, everything below would look well and nothing would arrive.
#[test]
fn the_app_is_looked_at_for_accounts() {
    let fixture = Fixture::kiosk();
    let answer = Response::new(200).header("facebook-api-version", "v27.0");
    let answer = answer.body("application/json", json!({"data": []}).to_string());
    fixture.hosted.instead(&format!("/{APP}/subscriptions"), answer);
    let finding = fixture.verify(&[]).expect(5).json()["findings"][0].clone();
    assert_eq!((&finding["code"], &finding["ref"]), (&json!("app_not_subscribed"), &Value::Null));
    assert!(finding["message"].as_str().unwrap().contains("whatsapp_business_account"), "{finding}");
}

/// The doctor counts what sends nothing; an account's numbers all count.
#[test]
fn the_doctor_asks_accounts_too() {
    let fixture = Fixture::of_numbers("whatsapp");
    fixture.connect_numbers(&["--phone", REGISTERED, "--phone", COEXISTING], "").expect(0);
    let check = || {
        let output = fixture.bench.run(&["doctor", "--json"]);
        let checks = output.json()["checks"].as_array().unwrap().clone();
        checks.into_iter().find(|check| check["check"] == "connections").unwrap()
    };
    let well = check();
    assert_eq!(
        (&well["state"], well["message"].as_str().unwrap()),
        (&json!("ok"), "2 asked, all send webhooks to the app")
    );
    fixture.call(Method::Delete, &format!("{KIOSK}/subscribed_apps"), &fixture.hosted.credentials.system_user_token);
    let ill = check();
    assert_eq!((&ill["state"], ill["message"].as_str().unwrap()), (&json!("problem"), "2 of 2 send the app nothing"));
}

#[test]
fn what_could_not_be_checked_is_never_healthy_and_changes_no_record() {
    let fixture = Fixture::kiosk();
    fixture.is_healthy();
    fixture.hosted.always(&format!("GET /v27.0/{KIOSK}"), Action::HangUp { after_effect: false });
    assert_eq!(fixture.found(&[], 9), one("unknown", REGISTERED));
    assert_eq!(fixture.status(REGISTERED), "ACTIVE");
    fixture.hosted.mend();
    // The account is shown, and one of its edges is not.
    fixture.hosted.sandbox.remove_faults().unwrap();
    fixture.call(Method::Delete, &format!("{KIOSK}/subscribed_apps"), &fixture.hosted.credentials.system_user_token);
    fixture.hosted.always(&format!("GET /v27.0/{KIOSK}/subscribed_apps"), refusal(2, None));
    assert_eq!(fixture.found(&[], 9), one("unknown", REGISTERED));
}

#[test]
fn a_lost_secret_is_the_first_layer_of_a_number_too() {
    let fixture = Fixture::kiosk();
    crate::bench::rewrite(&fixture.bench.home(), "connections", "1", |column, cells| {
        for name in ["key_id", "sealed"] {
            cells[column(name)] = rusqlite::types::Value::Null;
        }
    });
    assert_eq!(fixture.found(&["--fix"], 5), one("secret_missing", REGISTERED));
}

/// Three accounts: with fifty numbers each, a check costs what it costs with five.
#[test]
fn calls_grow_with_accounts_and_not_with_numbers() {
    let connected = |index: u64, account: u64| {
        let fixture = Fixture::of_numbers("whatsapp-agency");
        let ord = |number: &Value, key: &str| number[key].as_str().unwrap()[9..].parse::<u64>().unwrap();
        fixture.without_numbers(|number| ord(number, "id") % 100 > index || ord(number, "waba") % 100 > account);
        fixture.connect_numbers(&["--all", "--no-register"], "").expect(0);
        let calls = fixture.calls();
        (fixture.found(&[], 5).len(), calls)
    };
    let (many, calls) = connected(50, 3);
    let (few, calls_of_few) = connected(5, 3);
    assert_eq!((many, few, calls), (150, 15, calls_of_few));
    assert!(calls <= 8, "{calls} calls for three accounts");
}
