//! Exit codes, flags and variables, naming a connection, and asking.

use rexpect::session::spawn_command;

use crate::bench::{Bench, Hosted, files, rename_page};

fn connected() -> Bench {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    bench
}

#[test]
fn a_flag_beats_a_variable_beats_the_file() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    for name in ["one", "two", "three"] {
        let args = ["app", "add", name, "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
        let addresses = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
        bench.run_with(&[&args[..], &addresses].concat(), &hosted.credentials.app_secret).expect(0);
    }
    let name = |bench: &Bench, args: &[&str]| {
        bench.run(&[args, &["app", "show", "--json"]].concat()).expect(0).json()["profile"]["name"].clone()
    };
    assert_eq!(name(&bench, &[]), "one");
    bench.run(&["app", "use", "two"]).expect(0);
    assert_eq!(name(&bench, &[]), "two");
    let bench = bench.with("SNORQ_PROFILE", "three");
    assert_eq!(name(&bench, &[]), "three");
    assert_eq!(name(&bench, &["--profile", "one"]), "one");
    assert_eq!(name(&bench, &["--sandbox"]), "sandbox");
    bench.run(&["--sandbox", "--profile", "one", "app", "show"]).expect(2);
}

#[test]
fn the_variable_asks_for_json_as_the_flag_does() {
    let bench = connected().with("SNORQ_JSON", "1");
    assert_eq!(bench.run(&["--sandbox", "list"]).expect(0).json()["connections"].as_array().unwrap().len(), 5);
    assert_eq!(bench.run(&["--sandbox", "show", "nobody"]).expect(7).error()["kind"], "not_found");
    let bench = bench.with("SNORQ_JSON", "0");
    assert!(bench.run(&["--sandbox", "list"]).expect(0).stdout.starts_with("active\tAcme Coffee\t"));
}

#[test]
fn whoever_may_not_be_asked_is_told_flag_and_candidates() {
    for (name, value, flag) in [("CI", "true", None), ("SNORQ_NO_INPUT", "1", None), ("X", "", Some("--no-input"))] {
        let bench = Bench::new().with(name, value);
        let args: Vec<_> = ["--sandbox", "connect", "facebook", "--json"].into_iter().chain(flag).collect();
        let error = bench.run(&args).expect(2).error();
        let hint = error["hint"].as_str().unwrap();
        for part in ["--page", "Acme Coffee (1001)", "1003"] {
            assert!(hint.contains(part), "{name}: {hint}");
        }
    }
}

#[test]
fn a_confirmation_that_nobody_can_give_names_yes() {
    let bench = connected();
    for args in [&["--sandbox", "revoke", "--all", "--json"][..], &["--sandbox", "revoke", "facebook:1001", "--json"]] {
        let error = bench.run(args).expect(2).error();
        assert!(error["hint"].as_str().unwrap().contains("--yes"), "{error}");
    }
    let listed = bench.run(&["--sandbox", "list", "--json", "--status", "active"]).expect(0).json();
    assert_eq!(listed["connections"].as_array().unwrap().len(), 5);
}

/// One way to name things holds wherever one is named: as it is read, decomposed or in another case.
#[test]
fn a_name_is_taken_as_it_is_read_wherever_one_is_named() {
    let bench = Bench::new();
    let names: &[&str] = &["CARA'S CRÊPES", "cara's cre\u{302}pes", "Cara\u{2019}s", "facebook:1003", "1003"];
    for name in names {
        let code = if *name == names[2] { 7 } else { 0 };
        bench.run(&["--sandbox", "connect", "facebook", "--page", name]).expect(code);
        bench.run(&["--sandbox", "show", name]).expect(code);
        bench.run(&["sandbox", "event", "message", "--to", name, "--text", "x"]).expect(code);
    }
    bench.run(&["--sandbox", "connect", "instagram", "--account", "@ACME.Coffee", "--dry-run"]).expect(0);
    bench.run(&["sandbox", "seed", "whatsapp"]).expect(0);
    let token = bench.run(&["sandbox", "credentials", "--json"]).expect(0).json()["system_user_token"].clone();
    for name in ["whatsapp:310000000000002", "310000000000002", "+1 631-555-0102", "+16315550102", "kiosk registered"] {
        let args = ["--sandbox", "connect", "whatsapp", "--token-stdin", "--no-register", "--phone", name];
        bench.run_with(&args, token.as_str().unwrap()).expect(0);
    }
}

/// What is no id becomes no part of an address.
#[test]
fn an_id_that_is_no_number_is_refused() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], &hosted.credentials.user_token).expect(0);
    let before = hosted.count("");
    for id in ["../me", "1001/../me", "1001%2fme", "1001?x=1", "abc", "1 0", "waba-x"] {
        let reference = format!("facebook:{id}");
        for args in [&["show"][..], &["verify"], &["revoke", "--yes"], &["refresh"], &["token"]] {
            bench.run(&[args, &[&reference]].concat()).expect(2);
        }
        let file = format!("[[page]]\nref = '{reference}'\n");
        bench.run_with(&["plan", "-f", "-"], &file).expect(2);
    }
    assert_eq!(hosted.count(""), before, "something was asked");
    bench.run_with(&["plan", "-f", "-"], "[[page]]\nref = '1001'\ninstagram = '17841400000000001'\n").expect(0);
}

#[test]
fn a_connection_is_named_by_ref_bare_id_or_name() {
    let bench = connected();
    for typed in ["facebook:1003", "1003", "Cara's Crêpes"] {
        let shown = bench.run(&["--sandbox", "show", typed, "--json"]).expect(0).json();
        assert_eq!(shown["connection"]["ref"], "facebook:1003");
    }
    for typed in ["acme.coffee", "17841400000000001", "instagram:17841400000000001"] {
        let shown = bench.run(&["--sandbox", "show", typed, "--json"]).expect(0).json();
        assert_eq!(shown["connection"]["ref"], "instagram:17841400000000001");
    }
    for typed in ["cara's crepes", "Cara", "100", "whatsapp:1003", ""] {
        bench.run(&["--sandbox", "show", typed]).expect(7);
    }
}

#[test]
fn two_matches_are_both_named() {
    let bench = Bench::new();
    bench.run(&["sandbox", "reset"]).expect(0);
    for page in ["1001", "1002"] {
        rename_page(&bench.home(), page, "Twins");
    }
    let error = bench.run(&["--sandbox", "connect", "facebook", "--page", "Twins", "--json"]).expect(2).error();
    assert!(error["hint"].as_str().unwrap().contains("--page 1001 or --page 1002"), "{error}");
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    for command in [&["show"][..], &["token"], &["revoke", "--yes"]] {
        let args = [&["--sandbox", "--json"], command, &["Twins"]].concat();
        let error = bench.run(&args).expect(2).error();
        assert!(error["hint"].as_str().unwrap().contains("facebook:1001 or facebook:1002"), "{error}");
    }
}

#[test]
fn a_token_is_shown_on_a_terminal_with_yes_only() {
    let bench = connected();
    for (yes, wanted) in [(None, "--yes"), (Some("--yes"), "SNORQSANDBOXP")] {
        let args: Vec<_> = ["--sandbox", "token", "facebook:1001"].into_iter().chain(yes).collect();
        let mut command = std::process::Command::new(crate::bench::SNORQ);
        bench.dress(&mut command);
        command.args(args);
        let mut terminal = spawn_command(command, Some(20_000)).unwrap();
        let seen = terminal.exp_eof().unwrap();
        assert!(seen.contains(wanted), "{seen}");
        assert_eq!(seen.contains("SNORQSANDBOXP"), yes.is_some(), "{seen}");
    }
}

#[test]
fn the_built_in_profile_stays_as_it_is() {
    let bench = Bench::new();
    for args in [
        &["app", "remove", "sandbox", "--yes"][..],
        &["app", "set", "sandbox", "--graph-url", "https://graph.facebook.com"],
        &["app", "add", "sandbox", "--app-id", "123456"],
    ] {
        let output = bench.run(args).expect(2);
        assert!(output.stderr.contains("built in"), "{output}");
    }
    let elsewhere = Bench::new().with("SNORQ_GRAPH_URL", "http://localhost:1").with("SNORQ_APP_ID", "1");
    let elsewhere = elsewhere.with("SNORQ_DIALOG_URL", "http://localhost:1").with("SNORQ_APP_SECRET", "x");
    elsewhere.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
}

#[test]
fn the_sandbox_needs_no_secret_store_and_never_uses_the_real_one() {
    let bench = Bench::new().without("SNORQ_SECRETS_KEY_FILE");
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    bench.run(&["--sandbox", "token", "facebook:1001"]).expect(0);
    let others = "SELECT count(*) FROM keys WHERE keeper <> 'sandbox'";
    assert_eq!(crate::bench::counted(&bench.home(), others), 0);
}

#[test]
fn the_environments_app_alone_suffices() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let token = &hosted.credentials.system_user_token;
    let output = bench.run_with(&["connect", "facebook", "--all", "--token-stdin", "--json"], token).expect(0);
    assert_eq!(output.json()["connections"].as_array().unwrap().len(), 5);
    assert!(output.stderr.contains(&format!("talking to {}, which is not Meta", hosted.url())), "{output}");
    assert!(!bench.home().join("config.toml").exists());
}

#[test]
fn records_of_one_place_are_not_used_at_another() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], &hosted.credentials.user_token).expect(0);
    let bench = bench.with("SNORQ_GRAPH_URL", "https://graph.example.invalid");
    bench.run(&["revoke", "--all", "--yes"]).expect(2);
    assert_eq!(hosted.subscribed().len(), 3);
}

#[test]
fn stdout_carries_data_only() {
    let bench = connected();
    let quiet = bench.run(&["--sandbox", "-q", "list"]).expect(0);
    assert_eq!(quiet.stderr, "");
    assert_eq!(quiet.stdout, bench.run(&["--sandbox", "list"]).expect(0).stdout);
    for args in [&["--sandbox", "list", "--json"][..], &["--sandbox", "log", "--json"], &["app", "list", "--json"]] {
        assert_eq!(bench.run(args).expect(0).stdout.lines().count(), 1);
    }
    for args in [&["--help"][..], &["--version"], &["connect", "facebook", "--help"]] {
        let output = bench.run(args).expect(0);
        assert!(output.stderr.is_empty() && !output.stdout.is_empty(), "{output}");
    }
}

#[test]
fn a_pipe_gets_no_colours_unless_they_are_forced() {
    let bench = connected();
    let coloured = |bench: &Bench, args: &[&str]| {
        let output = bench.run(&[&["--sandbox", "show", "1001"], args].concat()).expect(0);
        output.stdout.contains('\x1b')
    };
    assert!(!coloured(&bench, &[]));
    assert!(coloured(&bench, &["--color", "always"]));
    let forced = bench.with("CLICOLOR_FORCE", "1");
    assert!(coloured(&forced, &[]));
    assert!(!coloured(&forced, &["--color", "never"]));
    let refused = forced.without("CLICOLOR_FORCE").with("NO_COLOR", "1");
    assert!(!coloured(&refused, &[]));
    assert!(coloured(&refused, &["--color", "always"]));
}

#[test]
fn what_only_reads_changes_nothing() {
    let bench = connected();
    let before = files(&bench.home().join("sandbox/secrets"));
    for args in [&["list"][..], &["show", "1001"], &["log"], &["token", "1001"], &["revoke", "1001"]] {
        let _ = bench.run(&[&["--sandbox"], args].concat());
    }
    assert_eq!(files(&bench.home().join("sandbox/secrets")), before);
}

#[test]
fn a_secret_store_that_cannot_be_opened_is_told_before_any_login() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted).without("SNORQ_SECRETS_KEY_FILE");
    let error = bench.run(&["connect", "facebook", "--all", "--no-browser", "--json"]).expect(8).error();
    assert_eq!(error["kind"], "secret_store");
    assert!(error["hint"].as_str().unwrap().contains("SNORQ_SECRETS_KEY_FILE"), "{error}");
    assert_eq!(hosted.count("/"), 0);
}

/// Whatever else holds the file: it is noticed before anybody logs in.
#[test]
#[expect(clippy::disallowed_methods, reason = "the other program")]
fn a_database_that_another_program_holds_is_told_before_any_login() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let connect = ["connect", "facebook", "--page", "1001", "--token-stdin", "--json"];
    bench.run_with(&connect, &hosted.credentials.user_token).expect(0);
    let path = files(&bench.home()).into_keys().find(|path| path.ends_with("snorq.db")).unwrap();
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let before = hosted.count("");
    let error = bench.run_with(&connect, &hosted.credentials.user_token).expect(8).error();
    assert_eq!((error["kind"].as_str(), hosted.count("")), (Some("database"), before), "{error}");
}

#[test]
fn a_damaged_database_is_exit_eight_and_stays_as_it_is() {
    let bench = connected();
    let path = bench.home().join("snorq.db");
    std::fs::write(&path, b"this is no database, however long one looks at it").unwrap();
    let error = bench.run(&["--sandbox", "list", "--json"]).expect(8).error();
    assert_eq!(error["kind"], "database");
    assert!(std::fs::read(&path).unwrap().starts_with(b"this is no database"));
}

/// Everything but when something was looked at.
fn state(bench: &Bench, hosted: &Hosted) -> (String, Vec<String>) {
    let mut listed = bench.run(&["list", "--json"]).expect(0).json();
    for one in listed["connections"].as_array_mut().unwrap() {
        one.as_object_mut().unwrap().retain(|key, _| !key.ends_with("_at"));
    }
    let profile = bench.run(&["app", "show", "--json"]).expect(0).stdout;
    let mut subscribed = hosted.subscribed();
    subscribed.sort();
    (format!("{profile}{listed}"), subscribed)
}

#[test]
fn c07_every_command_twice_is_as_good_as_once() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
    let place = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    bench.run_with(&[&add[..], &place].concat(), &hosted.credentials.app_secret).expect(0);
    let callback = format!("{}/callback", hosted.url());
    let set = ["webhooks", "set", "--object", "page", "--callback-url", &callback, "--verify-token-stdin", "--yes"];
    let plan = bench.side().join("plan.toml");
    std::fs::write(&plan, "[[page]]\nref = 'facebook:1001'\n\n[[page]]\nref = 'facebook:1003'\n").unwrap();
    let apply = ["apply", "-f", plan.to_str().unwrap(), "--prune", "--yes"];
    let user = hosted.credentials.user_token.clone();
    let commands: &[(&[&str], &str)] = &[
        (&["app", "use", "acme"], ""),
        (&["app", "set", "acme", "--redirect-port", "8443"], ""),
        (&["app", "set", "acme", "--secret-stdin"], &hosted.credentials.app_secret),
        (&["connect", "facebook", "--all", "--token-stdin", "--yes"], &user),
        (&set, "sesame"),
        (&["verify", "--all", "--fix", "--yes"], ""),
        (&["refresh", "--all"], ""),
        (&apply, ""),
        (&["revoke", "facebook:1003", "--yes", "--keep-permissions"], ""),
        (&["revoke", "--all", "--yes"], ""),
    ];
    for (args, input) in commands {
        let first = bench.run_with(args, input);
        assert!(matches!(first.code, Some(0 | 5)), "{first}");
        let once = state(&bench, &hosted);
        let again = bench.run_with(args, input);
        assert_eq!(again.code, first.code, "{again}");
        assert_eq!(state(&bench, &hosted), once, "{args:?}");
    }
}
