//! What `webhooks` promises: shown, asked, set, read back; both layers side by side.

use serde_json::{Value, json};
use snorq::sandbox::wire::{Method, Response};
use snorq::sandbox::{Action, Setting};

use crate::bench::{Bench, Fixture, Hosted, Output, files, refusal};

const TOKEN: &str = "a verify token";
const EDGE: &str = "/900000000000001/subscriptions";

impl Fixture {
    fn live() -> Self {
        let hosted = Hosted::start("small");
        hosted.sandbox.configure(Setting::Live(true)).unwrap();
        let fixture = Self { bench: Bench::new().within(&hosted), hosted };
        let token = &fixture.hosted.credentials.user_token;
        fixture.bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], token).expect(0);
        fixture
    }

    fn set_webhooks(&self, object: &str, url: &str, more: &[&str]) -> Output {
        let args = ["webhooks", "set", "--json", "--object", object, "--callback-url", url, "--verify-token-stdin"];
        self.bench.run_with(&[&args[..], more].concat(), TOKEN)
    }

    fn webhooks(&self) -> Value {
        self.bench.run(&["webhooks", "status", "--json"]).expect(0).json()
    }

    fn writes(&self) -> u64 {
        let edge = |(shape, _): &&(String, u64)| shape.ends_with(" /{id}/subscriptions");
        self.hosted.writes().iter().filter(edge).map(|(_, count)| count).sum()
    }

    #[track_caller]
    fn refused(&self, output: &Output, says: &str) {
        let error = output.error();
        let told = format!("{} {}", error["message"], error["hint"]);
        assert!(told.contains(says) && !told.contains(TOKEN), "{output}");
        assert_eq!((self.writes(), &self.webhooks()["app"]), (0, &json!([])), "nothing was changed");
    }
}

#[test]
fn what_verify_misses_is_set_and_verify_is_clean() {
    let fixture = Fixture::live();
    let found = fixture.bench.run(&["verify", "--json"]).expect(5).json();
    let hint = found["findings"][0]["hint"].as_str().unwrap();
    assert!(
        hint.contains("snorq webhooks set --object page --callback-url https://YOURS --verify-token-stdin"),
        "{hint}"
    );
    for object in ["page", "instagram", "whatsapp_business_account"] {
        let set = fixture.set_webhooks(object, &fixture.callback(), &[]).expect(0).json();
        assert_eq!((&set["object"], &set["before"]), (&object.into(), &Value::Null));
        assert_eq!(set["after"]["callback_url"], fixture.callback());
        assert!(set["after"]["fields"].as_array().unwrap().contains(&"messages".into()), "{set}");
    }
    fixture.bench.run(&["verify"]).expect(0);
    let doctor = fixture.bench.run(&["doctor", "--json"]);
    assert!(!doctor.stdout.contains("app_not_subscribed"), "{doctor}");
    let log = fixture.bench.run(&["log", "--json"]).expect(0).stdout;
    assert!(log.contains("webhooks set") && !log.contains(TOKEN), "{log}");
}

#[test]
fn peers29_another_address_is_replaced_with_a_yes_only() {
    let fixture = Fixture::live();
    fixture.set_webhooks("page", &fixture.callback(), &["--fields", "messages,feed"]).expect(0);
    let other = format!("{}?other", fixture.callback());
    let asked = fixture.set_webhooks("page", &other, &["--no-input"]).expect(2);
    assert!(asked.error()["hint"].as_str().unwrap().contains("--yes"), "{asked}");
    assert_eq!(fixture.webhooks()["app"][0]["callback_url"], fixture.callback());
    let replaced = fixture.set_webhooks("page", &other, &["--yes"]).expect(0).json();
    assert_eq!(
        (&replaced["before"]["callback_url"], &replaced["after"]["callback_url"]),
        (&fixture.callback().into(), &other.as_str().into())
    );
    let fields = replaced["after"]["fields"].as_array().unwrap();
    assert!(fields.contains(&"feed".into()) && fields.contains(&"standby".into()), "what stood stays: {replaced}");
    // A field that would go is asked about as well; one that stays is not.
    let _ = fixture.set_webhooks("page", &other, &["--fields", "messages"]).expect(2);
    let fewer = fixture.set_webhooks("page", &other, &["--fields", "messages", "--yes"]).expect(0).json();
    assert_eq!(fewer["after"]["fields"], json!(["messages"]));
    fixture.set_webhooks("page", &other, &["--fields", "messages"]).expect(0);
}

/// Somebody else's server stands there: what is said names it, and for WhatsApp the way round it.
#[test]
fn peers29_a_taken_callback_is_named_and_an_account_may_have_its_own() {
    let hosted = Hosted::start("callback-taken");
    let bench = Bench::new().within(&hosted);
    let url = format!("{}/callback", hosted.url());
    let set = |object: &str| {
        let args = ["webhooks", "set", "--json", "--object", object, "--callback-url", &url, "--verify-token-stdin"];
        bench.run_with(&args, TOKEN)
    };
    let status = bench.run(&["webhooks", "status", "--json"]).expect(0).json();
    let taken = status["app"][0]["callback_url"].as_str().unwrap().to_owned();
    let asked = set("page").expect(2);
    assert!(asked.error()["hint"].as_str().unwrap().contains(&taken), "{asked}");
    let whatsapp = set("whatsapp_business_account").expect(2).error();
    assert!(whatsapp["hint"].as_str().unwrap().contains("snorq connect whatsapp --callback-url"), "{whatsapp}");
    assert_eq!(bench.run(&["webhooks", "status", "--json"]).expect(0).json(), status);
}

#[test]
fn a_callback_that_answers_wrong_is_explained_before_meta_is_asked() {
    let fixture = Fixture::live();
    let answers = [
        (Response::new(200).body("text/plain", "\"1158201444\""), "not with the challenge"),
        (Response::new(403), "refuses the verify token"),
        (Response::new(404), "status 404"),
        (Response::new(500), "status 500"),
    ];
    for (answer, says) in answers {
        fixture.hosted.instead("/callback", answer);
        fixture.refused(&fixture.set_webhooks("page", &fixture.callback(), &[]).expect(1), says);
        fixture.hosted.mend();
    }
    fixture.refused(&fixture.set_webhooks("page", "http://localhost:9/callback", &[]).expect(9), "--no-probe");
}

#[test]
fn metas_own_handshake_has_the_last_word() {
    let fixture = Fixture::live();
    fixture.hosted.always(&format!("POST /v27.0{EDGE}"), refusal(2200, None));
    let refused = fixture.set_webhooks("page", &fixture.callback(), &["--no-probe"]).expect(1);
    assert_eq!(refused.error()["graph"]["code"], 2200, "{refused}");
    fixture.hosted.mend();
    fixture.refused(&refused, "handshake");
    let unknown = fixture.set_webhooks("page", &fixture.callback(), &["--fields", "messages,nonsense"]).expect(2);
    assert!(unknown.error()["message"].as_str().unwrap().contains("nonsense"), "{unknown}");
    let log = fixture.bench.run(&["log", "--json"]).expect(0).json();
    let outcomes: Vec<_> =
        log["actions"].as_array().unwrap().iter().filter(|one| one["verb"] == "webhooks set").collect();
    assert!(outcomes.iter().any(|one| one["outcome"] == "failed"), "{log}");
}

#[test]
fn a_change_that_is_not_there_afterwards_is_a_failure() {
    let fixture = Fixture::live();
    let empty = Response::new(200).header("facebook-api-version", "v27.0");
    fixture.hosted.instead(&format!("GET /v27.0{EDGE}"), empty.body("application/json", r#"{"data":[]}"#));
    let output = fixture.set_webhooks("page", &fixture.callback(), &[]).expect(1);
    assert!(output.error()["message"].as_str().unwrap().contains("shows something else"), "{output}");
}

#[test]
fn unset_asks_and_reads_back() {
    let fixture = Fixture::live();
    fixture.bench.run(&["webhooks", "unset", "--object", "page", "--yes"]).expect(7);
    fixture.set_webhooks("page", &fixture.callback(), &[]).expect(0);
    fixture.set_webhooks("instagram", &fixture.callback(), &[]).expect(0);
    fixture.bench.run(&["webhooks", "unset", "--object", "page", "--no-input"]).expect(2);
    let ended = fixture.bench.run(&["webhooks", "unset", "--object", "page", "--yes", "--json"]).expect(0).json();
    assert_eq!((&ended["before"]["object"], &ended["after"]), (&"page".into(), &Value::Null));
    assert_eq!(fixture.webhooks()["app"].as_array().unwrap().len(), 1, "instagram stays");
}

#[test]
fn status_shows_what_is_lost_at_which_layer() {
    let fixture = Fixture::live();
    fixture.set_webhooks("page", &fixture.callback(), &[]).expect(0);
    fixture.set_webhooks("instagram", &fixture.callback(), &["--fields", "messages"]).expect(0);
    let app = format!("{}|{}", fixture.hosted.credentials.app_id, fixture.hosted.credentials.app_secret);
    fixture.hosted.call(Method::Delete, "1003/subscribed_apps", &app);
    let status = fixture.webhooks();
    let by = |reference: &str| {
        let all = status["connections"].as_array().unwrap();
        all.iter().find(|one| one["ref"] == reference).unwrap().clone()
    };
    assert_eq!(by("facebook:1001")["missing_at_app"], json!([]));
    assert_eq!(by("facebook:1001")["missing_here"], json!([]));
    assert_eq!(by("facebook:1003")["missing_here"], json!(["*"]));
    let account = by("instagram:17841400000000001");
    assert!(account["missing_at_app"].as_array().unwrap().contains(&"messaging_seen".into()), "{account}");
    let people = fixture.bench.run(&["webhooks", "status"]).expect(0);
    assert!(people.stdout.contains("lacking\tCara's Crêpes\tfacebook:1003\tnothing\teverything"), "{people}");
    assert!(people.stderr.contains("snorq verify --fix"), "{people}");
}

#[test]
fn an_account_with_a_callback_of_its_own_shows_it() {
    let hosted = Hosted::start("whatsapp");
    let bench = Bench::new().within(&hosted);
    let own = format!("{}/callback", hosted.url());
    let input = format!("{}\n{TOKEN}\n", hosted.credentials.system_user_token);
    let phone = ["connect", "whatsapp", "--token-stdin", "--phone", "310000000000002"];
    let args = [&phone[..], &["--callback-url", &own, "--verify-token-stdin"]].concat();
    bench.run_with(&args, &input).expect(0);
    let status = bench.run(&["webhooks", "status", "--json"]).expect(0).json();
    assert_eq!(status["connections"][0]["callback_url"], own);
    assert_eq!(status["connections"][0]["missing_at_app"], json!(["messages"]));
}

#[test]
fn the_sandbox_inside_has_webhooks_too() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().with("SNORQ_PROFILE", "sandbox");
    let url = format!("{}/callback", hosted.url());
    let set = ["webhooks", "set", "--object", "page", "--callback-url", &url, "--verify-token-stdin"];
    let told = bench.run_with(&set, TOKEN).expect(0);
    assert!(
        told.stdout.starts_with("set\tpage\t") && told.stderr.contains("now: the app has no webhooks of page"),
        "{told}"
    );
    let wrong =
        bench.run_with(&["webhooks", "set", "--object", "user", "--callback-url", &url, "--verify-token-stdin"], "");
    assert!(wrong.expect(2).stderr.contains("whatsapp_business_account"));
    let _ = bench.run_with(&set, "").expect(2);
}

/// The verify token stands in no output, no log and no file.
#[test]
fn a_verify_token_is_kept_and_shown_nowhere() {
    let fixture = Fixture::live();
    let url = fixture.callback();
    let args = ["-vvv", "webhooks", "set", "--object", "page", "--callback-url", &url, "--verify-token-stdin"];
    let output = fixture.bench.run_with(&args, TOKEN).expect(0);
    assert!(!output.stdout.contains(TOKEN) && !output.stderr.contains(TOKEN), "{output}");
    let kept = files(&fixture.bench.home());
    let found = kept.iter().find(|(_, bytes)| bytes.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()));
    assert!(found.is_none(), "{:?}", found.map(|(path, _)| path));
}

#[test]
fn what_meta_does_not_show_is_told() {
    let fixture = Fixture::live();
    assert!(fixture.hosted.sandbox.remove_role("100000000000001", "1001").unwrap(), "its token dies");
    let output = fixture.bench.run(&["webhooks", "status", "--json"]).expect(6);
    let row = output.json()["connections"][0].clone();
    assert!(row["subscribed"].is_null() && row["error"].is_string(), "{row}");
    assert!(output.error()["message"].as_str().unwrap().contains("2 of 5"), "the Page and its account: {output}");
    fixture.hosted.always(EDGE, Action::HangUp { after_effect: false });
    fixture.bench.run(&["webhooks", "status", "--json"]).expect(9).error();
}

/// Each Page is read once, fifty in a request, its account with it.
#[test]
fn thousands_of_connections_are_read_together() {
    let hosted = Hosted::start("agency");
    let bench = Bench::new().within(&hosted);
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], &hosted.credentials.user_token).expect(0);
    let (calls, requests) = (hosted.sandbox.call_count(), hosted.count(""));
    let status = bench.run(&["webhooks", "status", "--json"]).expect(0).json();
    assert_eq!(status["connections"].as_array().unwrap().len(), 6_666);
    assert!(hosted.sandbox.call_count() - calls <= 5_010, "one call a Page");
    assert!(hosted.count("") - requests <= 110, "fifty Pages in a request");
}
