//! What `plan`, `apply` and `export` promise.

use serde_json::{Value, json};
use snorq::sandbox::wire::{Method, Response};

use crate::bench::{Bench, Fixture, Output, examples, refusal, schema};

/// The Instagram account behind the Page 1001.
const ACCOUNT: &str = "instagram:17841400000000001";
/// A WhatsApp account with a number that is registered and one that is not.
const KIOSK: &str = "210000000000001";
const REGISTERED: &str = "whatsapp:310000000000002";
const FRESH: &str = "whatsapp:310000000000001";

impl Fixture {
    /// The Page 1001 and its Instagram account are connected.
    fn with_page() -> Self {
        let fixture = Self::new("small");
        let token = &fixture.hosted.credentials.user_token;
        fixture.bench.run_with(&["connect", "facebook", "--token-stdin", "--page", "1001"], token).expect(0);
        fixture
    }

    /// A registered number is connected.
    fn with_number() -> Self {
        let fixture = Self::new("whatsapp");
        let id = REGISTERED.trim_start_matches("whatsapp:");
        let token = &fixture.hosted.credentials.system_user_token;
        fixture.bench.run_with(&["connect", "whatsapp", "--token-stdin", "--phone", id], token).expect(0);
        fixture
    }

    fn file(&self, text: &str) {
        std::fs::write(self.bench.side().join("plan.toml"), text).unwrap();
    }

    fn run(&self, verb: &str, more: &[&str]) -> Output {
        self.bench.run(&[&[verb, "-f", "plan.toml"], more].concat())
    }

    fn changes(&self, more: &[&str]) -> Vec<Value> {
        self.run("plan", &[&["--json"], more].concat()).expect(0).json()["changes"].as_array().unwrap().clone()
    }

    /// Ends a Page's subscription behind snorq's back.
    fn unsubscribe(&self, page: &str) {
        let app = format!("{}|{}", self.hosted.credentials.app_id, self.hosted.credentials.app_secret);
        self.hosted.call(Method::Delete, &format!("{page}/subscribed_apps"), &app);
    }

    /// Nothing is left to do, and doing that changes nothing at Meta.
    fn nothing_is_left(&self, more: &[&str]) {
        assert_eq!(self.changes(more), Vec::<Value>::new());
        let before = self.hosted.writes();
        let again = self.run("apply", &[&["--json"], more].concat()).expect(0).json();
        assert_eq!((&again["changes"], &again["connected"]), (&json!([]), &json!([])), "{again}");
        assert_eq!(self.hosted.writes(), before, "a second apply changes nothing at Meta");
    }
}

#[test]
fn what_is_exported_needs_no_change() {
    let fixture = Fixture::with_page();
    let exported = fixture.bench.run(&["export"]).expect(0).stdout;
    let piped = fixture.bench.run_with(&["plan", "-f", "-", "--prune", "--exit-code"], &exported).expect(0);
    assert!(piped.stdout.starts_with("nothing to do"), "{piped}");
    let json = fixture.bench.run(&["export", "--json"]).expect(0);
    assert_eq!(json.json()["page"][0]["instagram"], ACCOUNT);
    fixture.bench.run_with(&["plan", "-f", "-", "--prune", "--exit-code"], &json.stdout).expect(0);
    // JSON is YAML.
    fixture.bench.run_with(&["plan", "-f", "-", "--format", "yaml", "--prune", "--exit-code"], &json.stdout).expect(0);
    fixture.file(&exported);
    fixture.nothing_is_left(&["--prune"]);
}

#[test]
fn a_plan_reads_like_a_diff_and_apply_makes_it_true_once() {
    let fixture = Fixture::with_page();
    fixture.file(&format!(
        "[[page]]\nref = 'facebook:1003'\nname = 'Third'\nfields = ['messages', 'message_reads']\n\n\
         [[page]]\nref = 'facebook:1001'\ninstagram = '{ACCOUNT}'\nfields = ['messages', 'feed']\n"
    ));
    let before = fixture.hosted.writes();
    let plan = fixture.run("plan", &["--exit-code"]).expect(5);
    let diff =
        "+ facebook:1003 Third\n    + fields message_reads, messages\n~ facebook:1001 Acme Coffee\n    + fields feed\n";
    assert!(plan.stdout.starts_with(diff), "{plan}");
    assert!(plan.stdout.contains("    - fields message_deliveries, "), "{plan}");
    assert!(plan.stdout.ends_with("1 to connect, 1 to change, 0 to disconnect\n"), "{plan}");
    assert_eq!(fixture.hosted.writes(), before, "a plan changes nothing");
    let applied = fixture.run("apply", &["--json"]).expect(0).json();
    assert_eq!(applied["changes"].as_array().unwrap().len(), 2, "{applied}");
    assert_ne!(fixture.hosted.writes(), before, "what changes something is seen");
    assert_eq!(fixture.hosted.subscribed(), ["1001", "1003"]);
    let shown = fixture.bench.run(&["show", ACCOUNT, "--json"]).expect(0).json();
    assert_eq!(shown["connection"]["webhook_fields"].as_array().unwrap().len(), 2, "the Page's fields are its own");
    fixture.nothing_is_left(&[]);
}

#[test]
fn fields_change_without_a_login() {
    let fixture = Fixture::with_page();
    fixture.file("[[page]]\nref = 'facebook:1001'\nfields = ['messages']\n");
    // Nobody's login can be looked at any more; the Page's own token is enough.
    fixture.hosted.always("/debug_token", refusal(190, None));
    fixture.run("apply", &[]).expect(0);
    fixture.hosted.mend();
    fixture.nothing_is_left(&[]);
}

#[test]
fn what_a_check_found_broken_is_mended_without_a_login() {
    let fixture = Fixture::with_page();
    fixture.unsubscribe("1001");
    fixture.bench.run(&["verify", "--json"]).expect(5);
    fixture.file(&format!("[[page]]\nref = 'facebook:1001'\ninstagram = '{ACCOUNT}'\n"));
    let plan = fixture.run("plan", &[]).expect(0);
    let diff = format!("~ facebook:1001 Acme Coffee: connect again\n~ {ACCOUNT} @acme.coffee: connect again\n");
    assert!(plan.stdout.starts_with(&diff), "{plan}");
    fixture.hosted.always("/debug_token", refusal(190, None));
    fixture.run("apply", &[]).expect(0);
    fixture.hosted.mend();
    fixture.nothing_is_left(&[]);
}

#[test]
fn an_instagram_account_is_added_with_the_stored_login() {
    let fixture = Fixture::new("small");
    let token = &fixture.hosted.credentials.user_token;
    let connect = ["connect", "facebook", "--token-stdin", "--page", "1001", "--no-instagram"];
    fixture.bench.run_with(&connect, token).expect(0);
    fixture.file(&format!("[[page]]\nref = 'facebook:1001'\ninstagram = '{ACCOUNT}'\n"));
    assert_eq!(fixture.changes(&[])[0]["ref"], ACCOUNT);
    fixture.run("apply", &[]).expect(0);
    fixture.nothing_is_left(&[]);
}

#[test]
fn another_instagram_account_than_the_one_behind_the_page_is_refused() {
    let fixture = Fixture::with_page();
    fixture.file("[[page]]\nref = 'facebook:1001'\ninstagram = 'instagram:17841400000000002'\n");
    for verb in ["plan", "apply"] {
        let refused = fixture.run(verb, &[]).expect(7);
        assert!(refused.stderr.contains(&format!("Meta shows {ACCOUNT} there")), "{refused}");
    }
    // Of a Page that is not connected yet, it shows when it is to be.
    fixture.file("[[page]]\nref = 'facebook:1003'\ninstagram = 'instagram:17841400000000002'\n");
    let refused = fixture.run("apply", &[]).expect(7);
    assert!(refused.stderr.contains("Meta shows none there"), "{refused}");
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
}

#[test]
fn only_prune_removes() {
    let fixture = Fixture::with_page();
    fixture.file("");
    fixture.nothing_is_left(&[]);
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
    let plan = fixture.run("plan", &["--prune", "--exit-code"]).expect(5);
    assert!(plan.stdout.starts_with(&format!("- facebook:1001 Acme Coffee\n- {ACCOUNT} @acme.coffee\n")), "{plan}");
    assert!(plan.stderr.contains("the file names no connection, so that --prune disconnects all 2"), "{plan}");
    fixture.run("apply", &["--prune", "--yes"]).expect(0);
    assert!(fixture.hosted.subscribed().is_empty());
    fixture.nothing_is_left(&["--prune"]);
}

#[test]
fn what_prune_disconnects_needs_a_yes() {
    let fixture = Fixture::with_page();
    fixture.file("[[page]]\nref = 'facebook:1003'\n");
    let before = fixture.hosted.writes();
    for more in [&["--prune"][..], &["--prune", "--no-input"]] {
        let refused = fixture.run("apply", &[more, &["--json"]].concat()).expect(2);
        let hint = refused.error()["hint"].as_str().unwrap().to_owned();
        for part in ["--yes", "--as-planned", "Acme Coffee (facebook:1001)"] {
            assert!(hint.contains(part), "{part}: {refused}");
        }
    }
    assert_eq!(fixture.hosted.writes(), before, "nothing is done before the yes");
    fixture.file("");
    let plan = fixture.run("plan", &["--prune", "--json"]).expect(0);
    std::fs::write(fixture.bench.side().join("plan.json"), &plan.stdout).unwrap();
    fixture.run("apply", &["--prune", "--as-planned", "plan.json"]).expect(0);
    assert!(fixture.hosted.subscribed().is_empty());
    // Where nothing would go, nothing is asked.
    fixture.run("apply", &["--prune"]).expect(0);
}

#[test]
fn an_empty_home_is_filled_with_a_token_from_stdin() {
    let fixture = Fixture::new("small");
    fixture.file("[[page]]\nref = 'facebook:1001'\n[[page]]\nref = 'facebook:9'\n");
    let refused = fixture.run("apply", &["--json"]).expect(7);
    assert!(refused.error()["hint"].as_str().unwrap().contains("--token-stdin"), "{refused}");
    let args = ["apply", "-f", "plan.toml", "--token-stdin", "--json"];
    let partly = fixture.bench.run_with(&args, &fixture.hosted.credentials.user_token).expect(6);
    assert_eq!(partly.json()["connected"], json!(["facebook:1001"]));
    assert_eq!(partly.json()["failed"][0]["id"], "9");
    fixture.file("[[page]]\nref = 'facebook:1001'\n");
    fixture.nothing_is_left(&[]);
}

#[test]
fn a_given_token_that_orphans_what_stands_needs_a_yes() {
    let fixture = Fixture::with_page();
    // The person's new login leaves the Page 1001 out.
    let gone = json!({"error": {"message": "gone", "type": "x", "code": 100, "error_subcode": 33}}).to_string();
    fixture.hosted.instead("GET /v27.0/1001", Response::new(400).body("application/json", gone));
    fixture.file("[[page]]\nref = 'facebook:1003'\n");
    let args = ["apply", "-f", "plan.toml", "--token-stdin", "--json"];
    let refused = fixture.bench.run_with(&args, &fixture.hosted.credentials.user_token).expect(2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("--yes"), "{refused}");
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
    fixture.bench.run_with(&[&args[..], &["--yes"]].concat(), &fixture.hosted.credentials.user_token).expect(0);
    let shown = fixture.bench.run(&["show", "facebook:1001", "--json"]).expect(0).json();
    assert_eq!(shown["connection"]["status"], "EXPIRED");
}

#[test]
fn a_sandbox_token_never_goes_to_meta() {
    let bench = Bench::new().with("SNORQ_APP_ID", "123456").with("SNORQ_APP_SECRET", &"0".repeat(32));
    std::fs::write(bench.side().join("plan.toml"), "[[page]]\nref = 'facebook:1'\n").unwrap();
    let refused = bench.run_with(&["apply", "-f", "plan.toml", "--token-stdin"], "SNORQSANDBOXUSER").expect(2);
    assert!(refused.stderr.contains("a token of the sandbox"), "{refused}");
}

#[test]
fn apply_does_only_what_the_plan_said() {
    let fixture = Fixture::with_page();
    fixture.file("[[page]]\nref = 'facebook:1001'\n[[page]]\nref = 'facebook:1003'\n");
    let plan = fixture.run("plan", &["--json"]).expect(0).stdout;
    std::fs::write(fixture.bench.side().join("plan.json"), plan).unwrap();
    // The world moves: the Page 1001 loses its subscription, which nobody has looked at yet.
    fixture.unsubscribe("1001");
    let refused = fixture.run("apply", &["--as-planned", "plan.json"]).expect(1);
    assert!(refused.stderr.contains("has changed since the plan was made: 1 of its changes"), "{refused}");
    assert!(fixture.hosted.subscribed().is_empty());
    // What was planned and is done meanwhile is no reason to refuse.
    let plan = fixture.run("plan", &["--json"]).expect(0).stdout;
    std::fs::write(fixture.bench.side().join("plan.json"), plan).unwrap();
    let token = &fixture.hosted.credentials.user_token;
    fixture.bench.run_with(&["connect", "facebook", "--token-stdin", "--page", "1003"], token).expect(0);
    fixture.run("apply", &["--as-planned", "plan.json"]).expect(0);
    assert_eq!(fixture.hosted.subscribed(), ["1001", "1003"]);
    let refused = fixture.run("apply", &["--as-planned", "plan.toml"]).expect(2);
    assert!(refused.stderr.contains("plan.toml is no plan"), "{refused}");
}

#[test]
fn a_number_is_connected_with_its_own_callback_and_its_verify_token_stands_in_no_file() {
    let fixture = Fixture::new("whatsapp");
    let url = format!("{}/callback", fixture.hosted.url());
    fixture.file(&format!("[[waba]]\nid = '{KIOSK}'\ncallback_url = '{url}'\nnumbers = ['{REGISTERED}', '{FRESH}']\n"));
    let plan = fixture.run("plan", &[]).expect(0);
    let diff = format!("+ {REGISTERED}\n+ {FRESH}\n~ waba {KIOSK}\n    + callback_url {url}\n");
    assert!(plan.stdout.starts_with(&diff), "{plan}");
    let token = &fixture.hosted.credentials.system_user_token;
    let args = ["apply", "-f", "plan.toml", "--token-stdin", "--json"];
    let unasked = fixture.bench.run_with(&args, token).expect(2).error();
    assert!(unasked["hint"].as_str().unwrap().contains("--verify-token-stdin"), "{unasked}");
    let args = [&args[..], &["--verify-token-stdin"]].concat();
    let applied = fixture.bench.run_with(&args, &format!("{token}\n{KIOSK} verify-me")).expect(0).json();
    assert_eq!(applied["connected"], json!([REGISTERED, FRESH]));
    assert_eq!((&applied["redirected"], &applied["waiting"][0]["ref"]), (&json!([KIOSK]), &json!(FRESH)));
    assert_eq!(fixture.hosted.count("/register"), 0, "a PIN is nothing for a file");
    fixture.nothing_is_left(&["--prune"]);
    let exported = fixture.bench.run(&["export"]).expect(0).stdout;
    assert!(exported.contains(&format!("callback_url = \"{url}\"")) && !exported.contains("verify-me"), "{exported}");
    fixture.bench.run_with(&["plan", "-f", "-", "--prune", "--exit-code"], &exported).expect(0);
}

#[test]
fn a_callback_moves_back_by_what_is_remembered_and_only_prune_takes_it_away() {
    let fixture = Fixture::with_number();
    let wish = |path: &str| {
        let callback =
            if path.is_empty() { String::new() } else { format!("callback_url = '{}/{path}'\n", fixture.hosted.url()) };
        fixture.file(&format!("[[waba]]\nid = '{KIOSK}'\n{callback}numbers = ['{REGISTERED}']\n"));
    };
    wish("callback");
    let apply = |token: &str| {
        let mut command = fixture.bench.command(&["apply", "-f", "plan.toml"]);
        fixture.bench.heard(command.env("SNORQ_VERIFY_TOKEN", token).output().unwrap(), &["apply"])
    };
    apply("verify-me").expect(0);
    fixture.nothing_is_left(&[]);
    // Somebody subscribes the account plainly, which takes its callback away.
    let token = &fixture.hosted.credentials.system_user_token;
    fixture.hosted.call(Method::Post, &format!("{KIOSK}/subscribed_apps"), token);
    assert_eq!(fixture.changes(&[])[0]["callback"]["from"], Value::Null);
    fixture.run("apply", &[]).expect(0);
    fixture.nothing_is_left(&[]);
    // An address that Meta refuses is not remembered; the present one stays.
    wish("nowhere");
    fixture.hosted.once(&format!("POST /v27.0/{KIOSK}/subscribed_apps"), refusal(2200, None));
    apply("verify-me").expect(1);
    wish("callback");
    fixture.nothing_is_left(&[]);
    wish("");
    fixture.nothing_is_left(&[]);
    let plan = fixture.run("plan", &["--prune"]).expect(0);
    assert!(plan.stdout.contains(&format!("    - callback_url {}/callback\n", fixture.hosted.url())), "{plan}");
    fixture.run("apply", &["--prune"]).expect(0);
    fixture.nothing_is_left(&["--prune"]);
}

#[test]
fn thousand_pages_are_planned_in_batches_and_connected_with_one_look_at_the_login() {
    let fixture = Fixture::new("agency");
    let pages = |count: usize| {
        let page = |at| format!("[[page]]\nref = 'facebook:{}'\n", 500_001 + at);
        (0..count).map(page).collect::<Vec<_>>().concat()
    };
    fixture.file(&pages(1_000));
    let args = ["apply", "-f", "plan.toml", "--token-stdin"];
    fixture.bench.run_with(&args, &fixture.hosted.credentials.user_token).expect(0);
    let (requests, looks) = (fixture.hosted.count(""), fixture.hosted.count("debug_token"));
    fixture.run("plan", &["--exit-code"]).expect(0);
    assert!(fixture.hosted.count("") - requests <= 25, "{} requests", fixture.hosted.count("") - requests);
    assert_eq!((looks, fixture.hosted.count("debug_token")), (1, 1));
}

#[test]
fn a_wrong_file_names_the_line() {
    let fixture = Fixture::with_page();
    fixture.file("[[page]]\nref = 'whatsapp:1'\n");
    let refused = fixture.run("plan", &[]).expect(2);
    let expected = "plan.toml:2:7: 'whatsapp:1' is on whatsapp; expected facebook:ID";
    assert!(refused.stderr.contains(expected), "{refused}");
    assert!(fixture.run("plan", &["--format", "json"]).expect(2).stderr.contains("plan.toml:1:"));
    fixture.bench.run(&["plan", "-f", "absent.toml"]).expect(2);
    fixture.bench.run_with(&["apply", "-f", "-", "--token-stdin"], "").expect(2);
}

/// As `webhooks set` asks.
#[test]
fn another_callback_of_the_app_needs_a_yes() {
    let fixture = Fixture::with_pages("small", &["--page", "1001"]);
    let file = |path: &str| {
        let url = format!("{}{path}", fixture.callback());
        fixture.file(&format!("[[webhook]]\nobject = 'page'\ncallback_url = '{url}'\n"));
    };
    let apply = ["apply", "-f", "plan.toml", "--verify-token-stdin", "--json"];
    file("?a");
    fixture.bench.run_with(&apply, "one").expect(0);
    file("?b");
    let refused = fixture.bench.run_with(&apply, "one").expect(2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("--yes"), "{refused}");
    assert!(refused.stderr.contains("no longer go to"), "{refused}");
    fixture.bench.run_with(&[&apply[..], &["--yes"]].concat(), "one").expect(0);
}

#[test]
fn the_apps_webhooks_are_planned_set_exported_and_not_set_again() {
    let fixture = Fixture::with_page();
    let callback = format!("{}/callback", fixture.hosted.url());
    let page = "[[page]]\nref = 'facebook:1001'\n";
    let webhook = format!("[[webhook]]\nobject = 'page'\ncallback_url = '{callback}'\n");
    fixture.file(&format!("{page}{webhook}"));
    let plan = fixture.run("plan", &[]).expect(0).stdout;
    assert!(plan.starts_with(&format!("~ webhook page\n    + callback_url {callback}\n    + fields ")), "{plan}");
    let lacking = fixture.run("apply", &["--no-input"]).expect(2);
    assert!(lacking.stderr.contains("SNORQ_VERIFY_TOKEN"), "{lacking}");
    let args = ["apply", "-f", "plan.toml", "--verify-token-stdin", "--json"];
    let applied = fixture.bench.run_with(&args, "page sesame\n").expect(0).json();
    assert_eq!((&applied["webhooks"], &applied["webhooks_failed"]), (&json!(["page"]), &json!([])));
    fixture.run("plan", &["--exit-code", "--prune"]).expect(5);
    fixture.run("plan", &["--exit-code"]).expect(0);
    let before = fixture.hosted.writes();
    fixture.run("apply", &["--no-input"]).expect(0);
    assert_eq!(fixture.hosted.writes(), before, "a second run writes nothing");
    let exported = fixture.bench.run(&["export"]).expect(0).stdout;
    assert!(exported.contains(&format!("callback_url = \"{callback}\"")), "{exported}");
    std::fs::write(fixture.bench.side().join("plan.toml"), exported).unwrap();
    fixture.run("plan", &["--exit-code", "--prune"]).expect(0);

    fixture.hosted.always("/subscriptions", refusal(2200, None));
    fixture.file(&format!("{page}{}", webhook.replace("/callback'", "/callback?other'")));
    let stuck = fixture.run("plan", &[]);
    assert_ne!(stuck.code, Some(0), "what stands could not be read: {stuck}");
    fixture.hosted.mend();
    fixture.hosted.always("POST /v27.0/900000000000001/subscriptions", refusal(2200, None));
    let failed = fixture.bench.run_with(&[&args[..], &["--yes"]].concat(), "sesame").expect(1).json();
    assert_eq!(failed["webhooks_failed"][0]["object"], "page");
}

const README: &str = "The wished state as a file";

#[test]
fn the_readme_shows_what_works() {
    let bench = Bench::new().with("SNORQ_PROFILE", "sandbox");
    bench.run(&["connect", "facebook", "--page", "1001"]).expect(0);
    let lines: Vec<_> = examples(README, "sh")[0].lines().collect();
    bench.shell(lines[0]).expect(0);
    bench.shell(lines[4]).expect(0);
    std::fs::write(bench.side().join("connections.toml"), examples(README, "toml")[0]).unwrap();
    bench.shell(lines[4]).expect(5);
    for line in &lines[1..] {
        bench.shell(line).expect(0);
    }
}

#[test]
fn the_files_of_the_readme_are_as_the_schema_says() {
    let files = examples(README, "toml");
    for file in &files {
        schema::check_as("plan-file", &toml::from_str(file).unwrap());
    }
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "whatsapp"]).expect(0);
    std::fs::write(bench.side().join("waba.toml"), files[1]).unwrap();
    let plan = bench.run(&["--sandbox", "plan", "-f", "waba.toml"]).expect(0);
    assert!(plan.stdout.starts_with(&format!("+ {REGISTERED}\n~ waba {KIOSK}\n")), "{plan}");
}

/// What apply would fail at is told by plan: a Page that no stored login reaches.
#[test]
fn a_plan_tells_what_no_login_reaches() {
    let fixture = Fixture::with_pages("small", &["--page", "1001"]);
    fixture.file("[[page]]\nref = '1002'\n[[page]]\nref = 'facebook:9999'\n");
    let plan = fixture.bench.run(&["plan", "-f", "plan.toml", "--json"]).expect(0);
    let unreached = &plan.json()["unreached"];
    assert_eq!((unreached.as_array().unwrap().len(), &unreached[0]["id"]), (1, &"9999".into()), "{plan}");
    let told = fixture.bench.run(&["plan", "-f", "plan.toml"]).expect(0);
    assert!(told.stderr.contains("warning: no stored login reaches facebook:9999"), "{told}");
    assert!(told.stderr.contains("snorq apply -f plan.toml"), "{told}");
}

/// The same standard input is not read twice.
#[test]
fn a_plan_from_standard_input_names_no_command_that_reads_it_again() {
    let fixture = Fixture::with_pages("small", &["--page", "1001"]);
    let plan = fixture.bench.run_with(&["plan", "-f", "-"], "[[page]]\nref = 'facebook:1002'\n").expect(0);
    assert!(!plan.stderr.contains("apply -f") && plan.stderr.contains("into a file"), "{plan}");
}
