//! What `connect` promises: repeats, losses, fields, dry runs, reasons.

use serde_json::Value;

use snorq::sandbox::Action;

use crate::bench::{Bench, Fixture, Hosted, files};

/// The main person of every seed.
const MAIN: &str = "100000000000001";

#[test]
fn connecting_again_keeps_id_and_birthday() {
    let fixture = Fixture::new("small");
    let first = fixture.connect_pages(&["--page", "1001"]).expect(0).json();
    let again = fixture.connect_pages(&["--page", "1001"]).expect(0).json();
    fixture.bench.run(&["revoke", "--all", "--yes"]).expect(0);
    assert_eq!(fixture.status("facebook:1001"), "DISCONNECTED");
    fixture.hosted.sandbox.reset().unwrap();
    let anew = fixture.connect_pages(&["--page", "1001"]).expect(0).json();
    let listed = fixture.list();
    for key in ["ref", "id", "created_at", "status"] {
        for (index, one) in listed.iter().enumerate() {
            assert_eq!(first["connections"][index][key], one[key], "{key}");
            assert_eq!(again["connections"][index][key], one[key], "{key} of the second run");
            assert_eq!(anew["connections"][index][key], one[key], "{key} after a revoke");
        }
    }
    assert_eq!(listed.len(), 2);
}

#[test]
fn a_login_that_leaves_out_a_page_names_it_and_needs_a_yes() {
    let fixture = Fixture::new("small");
    fixture.connect_pages(&["--all"]).expect(0);
    assert!(fixture.hosted.sandbox.remove_role(MAIN, "1002").unwrap());
    let refused = fixture.connect_pages(&["--page", "1001", "--no-input"]).expect(2);
    assert!(refused.stderr.contains("Bolt Bikes (facebook:1002)"), "{refused}");
    assert!(refused.error()["hint"].as_str().unwrap().contains("--yes"), "{refused}");
    assert_eq!(fixture.status("facebook:1002"), "ACTIVE");
    let dry = fixture.connect_pages(&["--page", "1001", "--dry-run"]).expect(0);
    assert!(dry.stderr.contains("facebook:1002"), "{dry}");
    fixture.connect_pages(&["--page", "1001", "--yes"]).expect(0);
    assert_eq!(fixture.status("facebook:1001"), "ACTIVE");
    for lost in ["facebook:1002", "instagram:17841400000000002"] {
        assert_eq!(fixture.status(lost), "EXPIRED");
    }
}

/// What comes with a token when it is copied is taken off; what is no token is not sent.
#[test]
fn a_token_is_read_as_people_paste_it_or_refused_before_it_is_sent() {
    let fixture = Fixture::new("small");
    let token = &fixture.hosted.credentials.user_token;
    let connect = ["connect", "facebook", "--page", "1001", "--token-stdin", "--json"];
    for given in [
        format!("\u{feff}{token}\r\n"),
        format!("\"{token}\""),
        format!("<{token}>"),
        format!("Bearer {token}"),
        format!("\x1b[200~{token}\x1b[201~\n"),
    ] {
        fixture.bench.run_with(&connect, &given).expect(0);
    }
    let before = fixture.hosted.count("");
    for (given, word) in [
        (format!("{{\"access_token\": \"{token}\"}}"), "JSON"),
        (format!("ACCESS_TOKEN={token}"), "no token"),
        (format!("{token} {token}"), "no token"),
        (token.chars().flat_map(|c| [c, '\0']).collect(), "UTF-16"),
    ] {
        let refused = fixture.bench.run_with(&connect, &given).expect(2);
        let error = refused.error();
        assert!(error["message"].as_str().unwrap().contains(word) && error["hint"].is_string(), "{refused}");
        assert!(!refused.stderr.contains(token.as_str()), "{refused}");
    }
    assert_eq!(fixture.hosted.count(""), before, "something was sent");
}

/// Fields that were chosen once stay chosen, until others are.
#[test]
fn connecting_again_keeps_the_fields_that_stand_and_says_so() {
    let fixture = Fixture::new("small");
    fixture.connect_pages(&["--page", "1001", "--fields", "feed,messages"]).expect(0);
    let again = ["connect", "facebook", "--token-stdin", "--page", "1001"];
    let said = fixture.bench.run_with(&again, &fixture.hosted.credentials.user_token).expect(0);
    assert!(
        said.stderr.contains("facebook:1001 keeps its fields: feed, messages") && said.stderr.contains("--fields"),
        "{said}"
    );
    assert_eq!(fixture.show("facebook:1001")["webhook_fields"], serde_json::json!(["feed", "messages"]));
    let planned = fixture.connect_pages(&["--all", "--dry-run"]).expect(0).json()["planned"].clone();
    let counts: Vec<_> =
        planned.as_array().unwrap().iter().map(|one| one["webhook_fields"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [2, 12, 12], "{planned}");
    fixture.connect_pages(&["--page", "1001", "--fields", "messages"]).expect(0);
    assert_eq!(fixture.show("facebook:1001")["webhook_fields"], serde_json::json!(["messages"]));
    fixture.bench.run(&["revoke", "--all", "--yes", "--keep-permissions"]).expect(0);
    fixture.connect_pages(&["--page", "1001"]).expect(0);
    assert_eq!(fixture.show("facebook:1001")["webhook_fields"].as_array().unwrap().len(), 12);
}

/// L-26: the browser may be logged in as somebody else.
#[test]
fn l26_whoever_was_not_expected_connects_nothing() {
    let fixture = Fixture::new("small");
    let before = files(&fixture.bench.home());
    let refused = fixture.connect_pages(&["--all", "--expect-user", "42"]).expect(3);
    assert!(refused.error()["message"].as_str().unwrap().contains(MAIN), "{refused}");
    let added = |home: &std::collections::BTreeMap<std::path::PathBuf, Vec<u8>>| {
        home.keys().filter(|path| !before.contains_key(*path)).cloned().collect::<Vec<_>>()
    };
    assert!(
        fixture.list().is_empty() && fixture.hosted.subscribed().is_empty(),
        "{:?}",
        added(&files(&fixture.bench.home()))
    );
    fixture.connect_pages(&["--all", "--expect-user", "4/2"]).expect(2);
    fixture.connect_pages(&["--all", "--expect-user", MAIN]).expect(0);
}

/// T-18: before the browser opens.
#[test]
fn t18_what_a_login_asks_for_is_shown_before() {
    let output = Bench::new().run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    let (asked, came) = (output.stderr.find("pages_messaging  to receive"), output.stderr.find("logged in as"));
    assert!(asked.is_some() && asked < came, "{output}");
}

#[test]
fn a_dry_run_changes_no_byte_here_and_nothing_at_meta() {
    let fixture = Fixture::new("small");
    fixture.connect_pages(&["--page", "1001"]).expect(0);
    let (home, subscribed) = (files(&fixture.bench.home()), fixture.hosted.subscribed());
    let dry = fixture.connect_pages(&["--all", "--dry-run"]).expect(0).json();
    assert_eq!(dry["planned"].as_array().unwrap().len(), 3);
    assert_eq!(files(&fixture.bench.home()), home);
    assert_eq!(fixture.hosted.subscribed(), subscribed);
}

#[test]
fn an_unknown_field_is_refused_with_those_that_there_are_and_nothing_is_sent() {
    let fixture = Fixture::new("small");
    let error = fixture.connect_pages(&["--page", "1001", "--fields", "messages,no_such_field"]).expect(2).error();
    let said = error["message"].as_str().unwrap();
    assert!(said.contains("'no_such_field'") && said.contains(", message_reads, "), "{said}");
    assert_eq!(fixture.hosted.count("/"), 0);
}

/// A field that was asked for by name and that the Graph version does not have is refused in Meta's words.
#[test]
fn a_named_field_that_the_version_lacks_is_refused_in_metas_words_and_nothing_is_subscribed() {
    let fixture = Fixture::new("small");
    let message = "(#100) Param subscribed_fields[1] must be one of {messages, mention} - got \"feed\"".to_owned();
    let action = Action::Error { status: 400, code: 100, subcode: None, message };
    fixture.hosted.always("POST /1001/subscribed_apps", action);
    let error = fixture.connect_pages(&["--page", "1001", "--fields", "messages,feed"]).expect(2).error();
    assert_eq!(error["graph"]["code"], 100);
    assert_eq!(error["message"], "a Page has no webhook field 'feed'; it has messages, mention");
    assert!(fixture.hosted.subscribed().is_empty());
    assert_eq!(fixture.list(), Vec::<Value>::new());
    let log = fixture.bench.run(&["log", "--json"]).expect(0).json();
    assert_eq!(log["actions"][0]["outcome"], "failed");
}

#[test]
fn a_field_without_its_permission_is_left_out_and_named() {
    let bench = Bench::new();
    let args = ["--sandbox", "connect", "facebook", "--page", "1001", "--fields", "messages,leadgen", "--json"];
    let output = bench.run(&args).expect(0);
    assert_eq!(output.json()["connections"][0]["webhook_fields"], serde_json::json!(["messages"]));
    let told = "facebook:1001 is not subscribed to leadgen: it needs leads_retrieval";
    assert!(output.stderr.contains(told), "{output}");
}

#[test]
fn instagram_names_on_a_page_are_refused_before_any_login() {
    let fixture = Fixture::new("small");
    for field in ["messaging_seen", "messaging_referral", "", "Messages"] {
        let args = ["connect", "facebook", "--all", "--json", "--no-browser", "--fields", field];
        let error = fixture.bench.run(&args).expect(2).error();
        assert!(error["message"].as_str().unwrap().contains("--fields"), "{error}");
    }
    assert_eq!(fixture.hosted.count("/"), 0);
}

#[test]
fn a_page_that_was_named_and_cannot_be_connected_is_a_failure() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "portfolio"]).expect(0);
    let connect = ["--sandbox", "connect", "facebook", "--json", "--page", "2005"];
    let alone = bench.run(&connect).expect(3);
    assert!(alone.error()["hint"].as_str().unwrap().contains("Page access"), "{alone}");
    assert_eq!(alone.json()["failed"][0]["id"], "2005");
    let both = bench.run(&[&connect[..], &["--page", "2001"]].concat()).expect(6);
    assert_eq!((&both.json()["failed"][0]["id"], &both.error()["kind"]), (&"2005".into(), &"partial".into()));
}

#[test]
fn what_was_declined_is_named_with_the_way_to_ask_again() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "declined"]).expect(0);
    let error = bench.run(&["--sandbox", "connect", "facebook", "--all", "--json"]).expect(3).error();
    assert!(error["message"].as_str().unwrap().contains("pages_messaging"), "{error}");
    assert!(error["hint"].as_str().unwrap().contains("--rerequest"), "{error}");
    assert!(!bench.home().join("config.toml").exists());
    let listed = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
    assert_eq!(listed["connections"], serde_json::json!([]));
}

#[test]
fn a_login_without_pages_says_so() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "empty"]).expect(0);
    let output = bench.run(&["--sandbox", "connect", "facebook", "--all", "--json"]).expect(7);
    assert_eq!(output.error()["kind"], "not_found");
    assert!(output.error()["hint"].as_str().unwrap().contains("business_management"), "{output}");
}

#[test]
fn of_five_thousand_pages_one_is_found_by_name() {
    let bench = Bench::new();
    bench.run(&["sandbox", "seed", "agency"]).expect(0);
    let name = "Books Aachen 3";
    let output = bench.run(&["--sandbox", "connect", "facebook", "--json", "--page", name]).expect(0);
    let whole = output.json();
    assert_eq!(whole["connections"][0]["ref"], "facebook:500003");
    assert_eq!(whole["skipped"].as_array().unwrap().len(), 4_999);
    let missing = bench.run(&["--sandbox", "connect", "facebook", "--json", "--page", "Nobody"]).expect(7);
    assert!(missing.error()["hint"].as_str().unwrap().contains("and 4980 more"), "{missing}");
}

#[test]
fn tokens_that_are_not_a_persons_of_this_app_are_refused() {
    let fixture = Fixture::new("small");
    let page = {
        fixture.connect_pages(&["--page", "1001"]).expect(0);
        fixture.bench.run(&["token", "facebook:1001"]).expect(0).stdout
    };
    let foreign = fixture.hosted.sandbox.foreign_token();
    let app = format!("{}|{}", fixture.hosted.credentials.app_id, fixture.hosted.credentials.app_secret);
    let connect = ["connect", "facebook", "--all", "--token-stdin", "--json"];
    for (token, code) in [(page.as_str(), 3), (&foreign, 3), (&app, 3), ("EAAgarbage", 3), ("", 2)] {
        let output = fixture.bench.run_with(&connect, token).expect(code);
        assert_eq!(output.stdout, "", "{output}");
        assert!(token.is_empty() || !output.stderr.contains(token.trim()), "{output}");
    }
    for token in ["IGAAgarbage", "900000000000002|0123456789abcdef0123456789abcdef"] {
        let output = fixture.bench.run_with(&connect, token);
        assert!(matches!(output.code, Some(1 | 3)) && !output.stderr.contains(token), "{output}");
    }
    fixture.hosted.sandbox.kill_tokens(MAIN, 463).unwrap();
    let expired = fixture.bench.run_with(&connect, &fixture.hosted.credentials.user_token).expect(3);
    assert_eq!(expired.stdout, "", "{expired}");
    assert_eq!(fixture.hosted.subscribed(), ["1001"]);
}

#[test]
fn a_wrong_app_secret_is_not_taken_for_a_dead_login() {
    let mut fixture = Fixture::new("small");
    fixture.bench = fixture.bench.with("SNORQ_APP_SECRET", "00000000000000000000000000000000");
    let error = fixture.connect_pages(&["--all"]).expect(3).error();
    assert!(error["hint"].as_str().unwrap().contains("App settings"), "{error}");
}

#[test]
fn a_page_that_only_a_portfolio_shows_is_skipped_with_its_reason() {
    let fixture = Fixture::new("portfolio");
    let whole = fixture.connect_pages(&["--all"]).expect(0).json();
    let skipped = whole["skipped"].as_array().unwrap();
    let west = skipped.iter().find(|one| one["id"] == "2004").unwrap();
    assert_eq!(west["reason"], "portfolio_only");
    assert!(west["hint"].as_str().unwrap().contains("Business settings"), "{west}");
}

#[test]
fn the_sandboxs_token_is_not_sent_to_meta() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().with("SNORQ_APP_ID", "900000000000001").with("SNORQ_APP_SECRET", &"0".repeat(32));
    let connect = ["connect", "facebook", "--all", "--token-stdin", "--json"];
    let error = bench.run_with(&connect, &hosted.credentials.user_token).expect(2).error();
    assert!(error["message"].as_str().unwrap().contains("token of the sandbox"), "{error}");
}
