//! What `webhooks` promises: shown, asked, set, read back; both layers side by side.

use serde_json::{Value, json};
use snorq::http::{Method, Response};
use snorq::sandbox::{Action, Setting};

use crate::bench::{Bench, Hosted, Output, files, refusal};

const TOKEN: &str = "a verify token";
const EDGE: &str = "/900000000000001/subscriptions";

/// Three Pages with two accounts, connected at a live app that has no webhooks of its own.
struct Desk {
    hosted: Hosted,
    bench: Bench,
}

impl Desk {
    fn new() -> Self {
        let hosted = Hosted::start("small");
        hosted.sandbox.configure(Setting::Live(true)).unwrap();
        let desk = Self { bench: Bench::new().within(&hosted), hosted };
        let token = &desk.hosted.credentials.user_token;
        desk.bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], token).expect(0);
        desk
    }

    /// An address of this machine that answers as the app's server should.
    fn callback(&self) -> String {
        format!("{}/callback", self.hosted.url())
    }

    fn set(&self, object: &str, url: &str, more: &[&str]) -> Output {
        let args = ["webhooks", "set", "--json", "--object", object, "--callback-url", url, "--verify-token-stdin"];
        self.bench.run_with(&[&args[..], more].concat(), TOKEN)
    }

    fn status(&self) -> Value {
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
        assert_eq!((self.writes(), &self.status()["app"]), (0, &json!([])), "nothing was changed");
    }
}

#[test]
fn what_verify_misses_is_set_and_verify_is_clean() {
    let desk = Desk::new();
    let found = desk.bench.run(&["verify", "--json"]).expect(5).json();
    let hint = found["findings"][0]["hint"].as_str().unwrap();
    assert!(
        hint.contains("snorq webhooks set --object page --callback-url https://YOURS --verify-token-stdin"),
        "{hint}"
    );
    for object in ["page", "instagram", "whatsapp_business_account"] {
        let set = desk.set(object, &desk.callback(), &[]).expect(0).json();
        assert_eq!((&set["object"], &set["before"]), (&object.into(), &Value::Null));
        assert_eq!(set["after"]["callback_url"], desk.callback());
        assert!(set["after"]["fields"].as_array().unwrap().contains(&"messages".into()), "{set}");
    }
    desk.bench.run(&["verify"]).expect(0);
    let doctor = desk.bench.run(&["doctor", "--json"]);
    assert!(!doctor.stdout.contains("app_not_subscribed"), "{doctor}");
    let log = desk.bench.run(&["log", "--json"]).expect(0).stdout;
    assert!(log.contains("webhooks set") && !log.contains(TOKEN), "{log}");
}

#[test]
fn peers29_another_address_is_replaced_with_a_yes_only() {
    let desk = Desk::new();
    desk.set("page", &desk.callback(), &["--fields", "messages,feed"]).expect(0);
    let other = format!("{}?other", desk.callback());
    let asked = desk.set("page", &other, &["--no-input"]).expect(2);
    assert!(asked.error()["hint"].as_str().unwrap().contains("--yes"), "{asked}");
    assert_eq!(desk.status()["app"][0]["callback_url"], desk.callback());
    let replaced = desk.set("page", &other, &["--yes"]).expect(0).json();
    assert_eq!(
        (&replaced["before"]["callback_url"], &replaced["after"]["callback_url"]),
        (&desk.callback().into(), &other.as_str().into())
    );
    let fields = replaced["after"]["fields"].as_array().unwrap();
    assert!(fields.contains(&"feed".into()) && fields.contains(&"standby".into()), "what stood stays: {replaced}");
    // A field that would go is asked about as well; one that stays is not.
    let _ = desk.set("page", &other, &["--fields", "messages"]).expect(2);
    let fewer = desk.set("page", &other, &["--fields", "messages", "--yes"]).expect(0).json();
    assert_eq!(fewer["after"]["fields"], json!(["messages"]));
    desk.set("page", &other, &["--fields", "messages"]).expect(0);
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
    let desk = Desk::new();
    let answers = [
        (Response::new(200).body("text/plain", "\"1158201444\""), "not with the challenge"),
        (Response::new(403), "refuses the verify token"),
        (Response::new(404), "status 404"),
        (Response::new(500), "status 500"),
    ];
    for (answer, says) in answers {
        desk.hosted.instead("/callback", answer);
        desk.refused(&desk.set("page", &desk.callback(), &[]).expect(1), says);
        desk.hosted.mend();
    }
    desk.refused(&desk.set("page", "http://localhost:9/callback", &[]).expect(9), "--no-probe");
}

#[test]
fn metas_own_handshake_has_the_last_word() {
    let desk = Desk::new();
    desk.hosted.always(EDGE, refusal(2200, None));
    let refused = desk.set("page", &desk.callback(), &["--no-probe"]).expect(1);
    assert_eq!(refused.error()["graph"]["code"], 2200, "{refused}");
    desk.hosted.mend();
    desk.refused(&refused, "handshake");
    let unknown = desk.set("page", &desk.callback(), &["--fields", "messages,nonsense"]).expect(1);
    assert!(unknown.error()["message"].as_str().unwrap().contains("nonsense"), "{unknown}");
    let log = desk.bench.run(&["log", "--json"]).expect(0).json();
    let outcomes: Vec<_> =
        log["actions"].as_array().unwrap().iter().filter(|one| one["verb"] == "webhooks set").collect();
    assert!(outcomes.iter().any(|one| one["outcome"] == "failed"), "{log}");
}

#[test]
fn a_change_that_is_not_there_afterwards_is_a_failure() {
    let desk = Desk::new();
    let empty = Response::new(200).header("facebook-api-version", "v26.0");
    desk.hosted.instead(&format!("GET /v26.0{EDGE}"), empty.body("application/json", r#"{"data":[]}"#));
    let output = desk.set("page", &desk.callback(), &[]).expect(1);
    assert!(output.error()["message"].as_str().unwrap().contains("shows something else"), "{output}");
}

#[test]
fn unset_asks_and_reads_back() {
    let desk = Desk::new();
    desk.bench.run(&["webhooks", "unset", "--object", "page", "--yes"]).expect(7);
    desk.set("page", &desk.callback(), &[]).expect(0);
    desk.set("instagram", &desk.callback(), &[]).expect(0);
    desk.bench.run(&["webhooks", "unset", "--object", "page", "--no-input"]).expect(2);
    let ended = desk.bench.run(&["webhooks", "unset", "--object", "page", "--yes", "--json"]).expect(0).json();
    assert_eq!((&ended["before"]["object"], &ended["after"]), (&"page".into(), &Value::Null));
    assert_eq!(desk.status()["app"].as_array().unwrap().len(), 1, "instagram stays");
}

#[test]
fn status_shows_what_is_lost_at_which_layer() {
    let desk = Desk::new();
    desk.set("page", &desk.callback(), &[]).expect(0);
    desk.set("instagram", &desk.callback(), &["--fields", "messages"]).expect(0);
    let app = format!("{}|{}", desk.hosted.credentials.app_id, desk.hosted.credentials.app_secret);
    desk.hosted.call(Method::Delete, "1003/subscribed_apps", &app);
    let status = desk.status();
    let by = |reference: &str| {
        let all = status["connections"].as_array().unwrap();
        all.iter().find(|one| one["ref"] == reference).unwrap().clone()
    };
    assert_eq!(by("facebook:1001")["missing_at_app"], json!([]));
    assert_eq!(by("facebook:1001")["missing_here"], json!([]));
    assert_eq!(by("facebook:1003")["missing_here"], json!(["*"]));
    let account = by("instagram:17841400000000001");
    assert!(account["missing_at_app"].as_array().unwrap().contains(&"messaging_seen".into()), "{account}");
    let people = desk.bench.run(&["webhooks", "status"]).expect(0);
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
    let desk = Desk::new();
    let url = desk.callback();
    let args = ["-vvv", "webhooks", "set", "--object", "page", "--callback-url", &url, "--verify-token-stdin"];
    let output = desk.bench.run_with(&args, TOKEN).expect(0);
    assert!(!output.stdout.contains(TOKEN) && !output.stderr.contains(TOKEN), "{output}");
    let kept = files(&desk.bench.home());
    let found = kept.iter().find(|(_, bytes)| bytes.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()));
    assert!(found.is_none(), "{:?}", found.map(|(path, _)| path));
}

#[test]
fn what_meta_does_not_show_is_told() {
    let desk = Desk::new();
    assert!(desk.hosted.sandbox.remove_role("100000000000001", "1001").unwrap(), "its token dies");
    let output = desk.bench.run(&["webhooks", "status", "--json"]).expect(6);
    let row = output.json()["connections"][0].clone();
    assert!(row["subscribed"].is_null() && row["error"].is_string(), "{row}");
    assert!(output.error()["message"].as_str().unwrap().contains("2 of 5"), "the Page and its account: {output}");
    desk.hosted.always(EDGE, Action::HangUp { after_effect: false });
    desk.bench.run(&["webhooks", "status", "--json"]).expect(9).error();
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
