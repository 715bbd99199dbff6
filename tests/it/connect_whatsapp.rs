//! What `connect whatsapp` promises, and what becomes of its numbers. The numbers in names are those of the pains that
//! users of other programs suffer from.

use serde_json::{Value, json};

use crate::bench::{Bench, Fixture, Hosted, refusal};

/// The account with the numbers of an ordinary business.
const KIOSK: &str = "210000000000001";
/// Its numbers: fresh, registered, unverified, in the app too, with a PIN of its own (424242).
const FRESH: &str = "310000000000001";
const REGISTERED: &str = "310000000000002";
const UNVERIFIED: &str = "310000000000003";
const COEXISTING: &str = "310000000000004";
const WITH_PIN: &str = "310000000000005";

#[test]
fn a_token_on_standard_input_becomes_a_connection_in_one_command() {
    let fixture = Fixture::new("whatsapp");
    let output = fixture.connect_numbers(&["--phone", FRESH, "--pin-stdin"], "111111").expect(0);
    let one = &output.json()["connections"][0];
    assert_eq!(one["ref"], format!("whatsapp:{FRESH}"));
    assert_eq!((&one["platform"], &one["status"]), (&json!("WHATSAPP"), &json!("ACTIVE")));
    assert_eq!((&one["waba_id"], &one["business_id"]), (&json!(KIOSK), &json!("6001")));
    assert_eq!((&one["token"]["kind"], &one["token"]["expires_at"]), (&json!("system_user"), &Value::Null));
    assert_eq!(one["platform_username"], "+1 631-555-0101");
    assert!(!output.stdout.contains("111111") && !output.stderr.contains("111111"), "{output}");
    let token = fixture.bench.run(&["token", &format!("whatsapp:{FRESH}")]).expect(0);
    assert_eq!(token.stdout.trim(), fixture.hosted.credentials.system_user_token);
}

#[test]
fn peers19_the_account_is_subscribed_before_its_callback_is_set_and_a_second_run_keeps_it() {
    let fixture = Fixture::new("whatsapp");
    let url = format!("{}/callback", fixture.hosted.url());
    let callback = ["--phone", REGISTERED, "--callback-url", &url, "--verify-token-stdin"];
    fixture.connect_numbers(&callback, "verify-me").expect(0);
    let edge = format!("POST /v27.0/{KIOSK}/subscribed_apps");
    assert_eq!(fixture.hosted.count(&edge), 2, "first plain, then with the callback");
    // Another number of the account, without a word of the callback: nothing takes it away.
    fixture.connect_numbers(&["--phone", FRESH, "--pin-stdin"], "111111").expect(0);
    assert_eq!(fixture.hosted.count(&edge), 2);
}

#[test]
fn peers19_a_callback_that_meta_refuses_leaves_nothing_that_looks_well() {
    let fixture = Fixture::new("whatsapp");
    // The second one: the first subscribes.
    let action = refusal(2200, None);
    fixture.hosted.fault(snorq::sandbox::Fault {
        matching: format!("POST /v27.0/{KIOSK}/subscribed_apps"),
        skip: 1,
        times: 1,
        action,
    });
    let callback = ["--phone", REGISTERED, "--callback-url", "https://acme.example/hook", "--verify-token-stdin"];
    let output = fixture.connect_numbers(&callback, "verify-me").expect(1);
    assert_eq!(output.error()["graph"]["code"], 2200);
    let shown = fixture.show(REGISTERED);
    assert_eq!(shown["status"], "ERROR");
    assert!(shown["error_message"].as_str().unwrap().contains("webhooks do not go to their own address"), "{shown}");
}

#[test]
fn peers20_a_token_without_the_permissions_is_told_what_it_has() {
    let fixture = Fixture::new("small");
    let args = ["connect", "whatsapp", "--token-stdin", "--all", "--json"];
    let output = fixture.bench.run_with(&args, &fixture.hosted.credentials.system_user_token);
    let error = output.error();
    assert!(matches!(output.code, Some(3 | 7)), "{output}");
    assert!(error["message"].as_str().unwrap().contains("grants"), "{error}");
}

#[test]
fn peers22_and_23_an_id_of_something_else_is_refused_before_anything_is_recorded() {
    let fixture = Fixture::new("whatsapp");
    let business = fixture.connect_numbers(&["--waba", "6001", "--all"], "").expect(7).error();
    assert!(business["hint"].as_str().unwrap().contains("6001 is the business portfolio's id"), "{business}");
    // A number of one account is not taken for one of another.
    let other = fixture.connect_numbers(&["--waba", "210000000000002", "--phone", FRESH], "").expect(7).error();
    assert!(other["hint"].as_str().unwrap().contains("the numbers are: "), "{other}");
    assert_eq!(fixture.bench.run(&["list", "--json"]).expect(0).json()["connections"], json!([]));
    assert_eq!(fixture.hosted.count("subscribed_apps"), 0);
}

#[test]
fn peers24_a_number_that_is_not_registered_is_never_shown_as_working() {
    let fixture = Fixture::new("whatsapp");
    let output = fixture.connect_numbers(&["--phone", FRESH, "--no-register"], "").expect(0);
    assert_eq!(output.json()["connections"][0]["status"], "PENDING");
    assert_eq!(fixture.hosted.count("/register"), 0);
    // The next run needs no login: it goes on with what waits.
    let args = ["connect", "whatsapp", "--pin-stdin", "--json"];
    let output = fixture.bench.run_with(&args, "111111").expect(0);
    assert_eq!(output.json()["connections"][0]["status"], "ACTIVE");
    assert_eq!((fixture.hosted.count("/register"), fixture.hosted.count("oauth/access_token")), (1, 0));
}

#[test]
fn peers24_a_second_registration_needs_a_yes_and_the_eleventh_is_not_sent() {
    let fixture = Fixture::new("whatsapp");
    let go_on = |more: &[&str]| {
        let args = [&["connect", "whatsapp", "--pin-stdin", "--json", "--no-input"], more].concat();
        fixture.bench.run_with(&args, "111111")
    };
    let first = fixture.connect_numbers(&["--phone", WITH_PIN, "--pin-stdin"], "111111").expect(1).error();
    assert_eq!(first["graph"]["code"], 133_005);
    assert!(first["hint"].as_str().unwrap().contains("try 1 of 10 in 72 hours"), "{first}");
    let unasked = go_on(&[]).expect(2).error();
    assert!(unasked["message"].as_str().unwrap().contains("1 of 10 times"), "{unasked}");
    fixture.hosted.always("/register", refusal(133_005, None));
    for _ in 0..9 {
        go_on(&["--yes"]).expect(1);
    }
    assert_eq!(fixture.hosted.count("/register"), 10);
    let last = go_on(&["--yes"]).expect(0);
    assert_eq!(fixture.hosted.count("/register"), 10, "{last}");
    assert!(fixture.show(WITH_PIN)["error_message"].as_str().unwrap().contains("as many as Meta allows"));
}

#[test]
fn peers24_a_registration_whose_answer_is_lost_is_not_sent_again() {
    let fixture = Fixture::new("whatsapp");
    fixture.hosted.once("/register", snorq::sandbox::Action::HangUp { after_effect: true });
    fixture.connect_numbers(&["--phone", FRESH, "--pin-stdin"], "111111").expect(9);
    assert_eq!((fixture.hosted.count("/register"), fixture.show(FRESH)["status"].clone()), (1, json!("PENDING")));
    // Meta shows it as connected, so there is nothing to register; the PIN was kept.
    let output = fixture.bench.run(&["connect", "whatsapp", "--json"]).expect(0);
    assert_eq!(output.json()["connections"][0]["status"], "ACTIVE", "{output}");
    assert_eq!(fixture.hosted.count("/register"), 1);
}

#[test]
fn peers25_each_number_has_a_pin_of_its_own() {
    let fixture = Fixture::new("whatsapp");
    let both = ["--phone", FRESH, "--phone", WITH_PIN, "--pin-stdin"];
    let lines = format!("{WITH_PIN} 424242\n{FRESH} 111111");
    let output = fixture.connect_numbers(&both, &lines).expect(0);
    assert_eq!(output.json()["connections"].as_array().unwrap().len(), 2);
    for wrong in ["", "12345", "1234567", "12345a"] {
        let fixture = Fixture::new("whatsapp");
        fixture.connect_numbers(&["--phone", FRESH, "--pin-stdin"], wrong).expect(2);
        assert_eq!(fixture.hosted.count("/register"), 0, "{wrong}");
    }
}

#[test]
fn peers26_a_coexistence_number_is_not_registered_and_its_deadline_is_told() {
    let fixture = Fixture::new("whatsapp");
    let token = &fixture.hosted.credentials.system_user_token;
    let args = ["connect", "whatsapp", "--token-stdin", "--phone", COEXISTING];
    let output = fixture.bench.run_with(&args, token).expect(0);
    assert!(output.stderr.contains("can be taken over until 20"), "{output}");
    assert_eq!((fixture.show(COEXISTING)["status"].clone(), fixture.hosted.count("/register")), (json!("ACTIVE"), 0));
}

#[test]
fn peers27_a_number_is_taken_off_only_if_asked_and_that_is_read_back() {
    let fixture = Fixture::new("whatsapp");
    fixture.connect_numbers(&["--phone", FRESH, "--phone", REGISTERED, "--pin-stdin"], "111111").expect(0);
    let revoke = |args: &[&str]| fixture.bench.run(&[&["revoke", "--yes", "--json"], args].concat()).expect(0).json();
    let one = &revoke(&[&format!("whatsapp:{FRESH}")])["revoked"][0];
    assert_eq!((&one["unsubscribed"], &one["deregistered"]), (&json!(false), &json!(false)));
    assert!(one["remarks"][0].as_str().unwrap().contains("still needs it"), "{one}");
    let forgets = |one: &Value| one["remarks"].to_string().contains("its PIN is forgotten here");
    assert!(forgets(one), "{one}");
    let two = &revoke(&[&format!("whatsapp:{REGISTERED}"), "--deregister"])["revoked"][0];
    assert_eq!((&two["unsubscribed"], &two["deregistered"]), (&json!(true), &json!(true)));
    assert_eq!((fixture.hosted.count("/deregister"), &two["secret_deleted"]), (1, &json!(true)));
    assert!(!forgets(two), "snorq never had one: {two}");
}

/// Two customers under one app: each number is one record with its own account, however often it is connected, and what
/// is sent leaves from the number that is named.
#[test]
fn peers30_each_number_is_one_record_with_its_own_account() {
    let fixture = Fixture::new("whatsapp");
    let flora = "310000000000010";
    for phone in [REGISTERED, flora, REGISTERED] {
        fixture.connect_numbers(&["--phone", phone], "").expect(0);
    }
    let listed = fixture.bench.run(&["list", "--json"]).expect(0).json();
    let pair = |one: &Value| (one["ref"].clone(), one["waba_id"].clone());
    let pairs: Vec<_> = listed["connections"].as_array().unwrap().iter().map(pair).collect();
    let wanted = [(REGISTERED, KIOSK), (flora, "210000000000003")];
    assert_eq!(pairs, wanted.map(|(phone, waba)| (json!(format!("whatsapp:{phone}")), json!(waba))));
    for phone in [REGISTERED, flora] {
        let send = ["send", &format!("whatsapp:{phone}"), "--to", "16505551234", "--text", "hello"];
        let _ = fixture.bench.run(&send);
        assert_eq!(fixture.hosted.count(&format!("POST /v27.0/{phone}/messages")), 1, "{phone}");
    }
}

#[test]
fn a_number_is_verified_with_a_code_and_gone_on_with() {
    let fixture = Fixture::new("whatsapp");
    let output = fixture.connect_numbers(&["--phone", UNVERIFIED], "").expect(0);
    let message = output.json()["connections"][0]["error_message"].as_str().unwrap().to_owned();
    assert!(message.contains("--request-code sms"), "{message}");
    let sent = fixture.bench.run(&["connect", "whatsapp", "--phone", UNVERIFIED, "--request-code", "sms", "--json"]);
    assert_eq!(sent.expect(0).json()["code_sent"], json!([format!("whatsapp:{UNVERIFIED}")]));
    let code = fixture.hosted.sandbox.status().unwrap().whatsapp_codes.remove(0).code;
    let args = ["connect", "whatsapp", "--phone", UNVERIFIED, "--verify-code-stdin", "--pin-stdin", "--json"];
    let wrong = fixture.bench.run_with(&args, "000000\n111111");
    assert_eq!(wrong.error()["graph"]["subcode"], 136_025, "{wrong}");
    let output = fixture.bench.run_with(&args, &format!("{code}\n111111")).expect(0);
    assert_eq!(output.json()["connections"][0]["status"], "ACTIVE");
}

#[test]
fn a_window_that_has_closed_is_explained_and_acceptance_is_not_called_delivery() {
    let fixture = Fixture::new("whatsapp");
    fixture.connect_numbers(&["--phone", REGISTERED], "").expect(0);
    let reference = format!("whatsapp:{REGISTERED}");
    let send = ["send", reference.as_str(), "--to", "+1 650-555-1234", "--text", "hello"];
    let output = fixture.bench.run(&send).expect(0);
    assert!(output.stderr.contains("accepted is not delivered"), "{output}");
    fixture.hosted.once("/messages", refusal(131_047, None));
    let error = fixture.bench.run(&[&send[..], &["--json"]].concat()).expect(1).error();
    assert!(error["message"].as_str().unwrap().contains("24 hours"), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("template"), "{error}");
}

/// 3 accounts with 50 numbers each: what is asked grows with accounts plus numbers.
#[test]
fn three_accounts_with_fifty_numbers_each_take_calls_that_grow_with_their_sum() {
    let fixture = Fixture::new("whatsapp-agency");
    let output = fixture.connect_numbers(&["--all", "--no-register"], "").expect(0);
    assert_eq!(output.json()["connections"].as_array().unwrap().len(), 150);
    let calls = fixture.hosted.count("/");
    assert!(calls <= 30, "{calls} calls without registration");
}

/// The sandbox's robot walks the signup's pages; the browser's share is in `browser::popup`.
#[test]
fn a_signup_by_redirect_and_a_hosted_one_end_with_the_same_connection() {
    for way in ["--redirect", "--hosted"] {
        let bench = Bench::new();
        bench.run(&["sandbox", "seed", "signup"]).expect(0);
        let args = ["--sandbox", "connect", "whatsapp", way, "--all", "--pin-stdin", "--timeout", "20s", "--json"];
        let one = bench.run_with(&args, "111111").expect(0).json()["connections"][0].clone();
        assert_eq!((&one["ref"], &one["status"]), (&json!("whatsapp:6201"), &json!("ACTIVE")), "{way}");
        assert_eq!((&one["waba_id"], &one["business_id"]), (&json!("6101"), &json!("6001")), "{way}");
        let revoked = bench.run(&["--sandbox", "revoke", "--all", "--yes", "--json"]).expect(0).json();
        let done = &revoked["revoked"][0];
        assert_eq!((&done["unsubscribed"], &done["permissions_deleted"]), (&json!(true), &json!(true)), "{done}");
    }
}

/// Stopped before the customer has finished, and gone on with afterwards, without the token being given again.
#[test]
fn a_hosted_signup_survives_being_stopped() {
    let fixture = Fixture::new("signup");
    let hosted = ["connect", "whatsapp", "--hosted", "--all", "--no-register", "--no-browser", "--json"];
    let add = [
        "app",
        "add",
        "acme",
        "--app-id",
        &fixture.hosted.credentials.app_id,
        "--whatsapp-config-id",
        "910000000000005",
    ];
    let urls = ["--graph-url", fixture.hosted.url(), "--dialog-url", fixture.hosted.url()];
    let bench = Bench::new();
    bench.run_with(&[&add[..], &urls, &["--secret-stdin"]].concat(), &fixture.hosted.credentials.app_secret).expect(0);
    let first = [&hosted[..], &["--system-token-stdin", "--timeout", "1s"]].concat();
    let waited = bench.run_with(&first, &fixture.hosted.credentials.system_user_token).expect(3).error();
    assert!(waited["hint"].as_str().unwrap().contains("--hosted"), "{waited}");
    // The customer, elsewhere.
    let link = format!(
        "{}/messaging/whatsapp/onboard/?app_id={}&config_id=910000000000005",
        fixture.hosted.url(),
        fixture.hosted.credentials.app_id
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let robot = snorq::sandbox::AutoConsent::new(std::sync::Arc::new(
        snorq::sandbox::wire::Live::new(snorq::sandbox::wire::Roots::Loopback).unwrap(),
    ));
    runtime.block_on(robot.walk(&link.parse().unwrap())).unwrap();
    let done = bench.run(&[&hosted[..], &["--timeout", "20s"]].concat()).expect(0).json();
    assert_eq!(done["connections"][0]["waba_id"], "6101");
}

/// Without a terminal a signup cannot ask: its token is kept for the run that says what was missing.
#[test]
fn a_signup_is_not_lost_when_an_answer_is_missing() {
    for missing in [&["--phone", "9"][..], &["--phone", "6201"]] {
        let bench = Bench::new();
        bench.run(&["sandbox", "seed", "signup"]).expect(0);
        let args = ["--sandbox", "connect", "whatsapp", "--redirect", "--no-input", "--timeout", "20s", "--json"];
        let asked = bench.run(&[&args[..], missing].concat());
        let hint = asked.error()["hint"].as_str().unwrap().to_owned();
        assert!(hint.contains("the signup is kept; go on without another one"), "{asked}");
        let go_on = ["--sandbox", "connect", "whatsapp", "--phone", "6201", "--pin-stdin", "--no-input"];
        let done = bench.run_with(&go_on, "111111").expect(0);
        assert!(done.stdout.starts_with("connected\t"), "{done}");
        assert!(!done.stderr.contains("robot"), "nobody signed up again: {done}");
        let listed = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
        assert_eq!(listed["connections"].as_array().unwrap().len(), 1, "{listed}");
    }
}

/// Where nobody can choose, nobody is made to sign up: the choice comes first, and nothing that nobody chose is recorded.
#[test]
fn a_signup_that_nobody_can_choose_from_is_not_made() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "signup"]).expect(0);
    for way in [&[][..], &["--redirect"], &["--hosted"], &["--code-stdin"]] {
        let args = [&["--sandbox", "connect", "whatsapp", "--json"], way].concat();
        let error = bench.run(&args).expect(2).error();
        assert!(error["hint"].as_str().unwrap().contains("--phone ID"), "{error}");
    }
    let listed = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
    assert_eq!(listed["connections"], serde_json::json!([]));
}

#[test]
fn a_code_on_standard_input_is_traded_once() {
    let fixture = Fixture::new("signup");
    let back = format!("{}/callback", fixture.hosted.url());
    let mut dialog: url::Url = format!("{}/v27.0/dialog/oauth", fixture.hosted.url()).parse().unwrap();
    let query = [("client_id", fixture.hosted.credentials.app_id.as_str()), ("redirect_uri", &back), ("state", "s")];
    let signup =
        [("config_id", "910000000000005"), ("response_type", "code"), ("override_default_response_type", "true")];
    dialog.query_pairs_mut().extend_pairs(query).extend_pairs(signup);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let live = snorq::sandbox::wire::Live::new(snorq::sandbox::wire::Roots::Loopback).unwrap();
    // It ends where no snorq listens; the code is seen on the wire.
    let _ = runtime.block_on(snorq::sandbox::AutoConsent::new(std::sync::Arc::new(live)).walk(&dialog));
    let code = fixture.hosted.secrets().into_iter().find(|secret| secret.starts_with("SNORQCODE")).unwrap();

    let args =
        ["connect", "whatsapp", "--code-stdin", "--redirect-uri", &back, "--phone", "6201", "--pin-stdin", "--json"];
    let input = format!("{code}\n111111\n");
    let done = fixture.bench.run_with(&args, &input).expect(0);
    assert_eq!(done.json()["connections"][0]["ref"], "whatsapp:6201");
    assert!(!format!("{}{}", done.stdout, done.stderr).contains(&code), "{done}");
    let again = fixture.bench.run_with(&args, &input).expect(3);
    assert_eq!(again.error()["graph"]["code"], 100, "a code is good once: {again}");
}

#[test]
fn who_thinks_in_accounts_gets_the_account_and_its_page() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let connect = |args: &[&str]| {
        let args = [&["connect", "instagram", "--token-stdin", "--json", "--no-input"], args].concat();
        bench.run_with(&args, &hosted.credentials.user_token)
    };
    let asked = connect(&[]).expect(2).error();
    let hint = asked["hint"].as_str().unwrap();
    assert!(hint.contains("--account") && hint.contains('@') && hint.contains(" on "), "{hint}");
    let handle = hint.split('@').nth(1).unwrap().split(' ').next().unwrap();
    let done = connect(&["--account", &format!("@{handle}")]).expect(0).json();
    let platforms: Vec<_> = done["connections"].as_array().unwrap().iter().map(|one| one["platform"].clone()).collect();
    assert_eq!(platforms, ["FACEBOOK", "INSTAGRAM"], "{done}");
    assert_eq!(done["connections"][1]["platform_username"], handle);
    let unknown = connect(&["--account", "nobody.at.all"]).expect(7).error();
    assert!(unknown["message"].as_str().unwrap().contains("Instagram account 'nobody.at.all'"), "{unknown}");
}
