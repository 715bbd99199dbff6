//! Every document that a command writes, against its snapshot.

use serde_json::Value;

use crate::bench::{Bench, Hosted, Server, snapshot};

/// A home in which `args` were run for the sandbox's profile.
fn sandbox(steps: &[&[&str]]) -> Bench {
    let bench = Bench::new();
    for step in steps {
        bench.run(step).expect(0);
    }
    bench
}

fn document(bench: &Bench, args: &[&str], code: i32) -> Value {
    bench.run(&[args, &["--json"]].concat()).expect(code).json()
}

#[test]
fn connect_writes_connections_skipped_and_failed() {
    snapshot("connect", document(&Bench::new(), &["--sandbox", "connect", "facebook", "--all"], 0));
}

#[test]
fn a_dry_run_says_what_it_would_do() {
    let args = ["--sandbox", "connect", "facebook", "--page", "1001", "--fields", "messages", "--dry-run"];
    snapshot("connect_dry_run", document(&Bench::new(), &args, 0));
}

#[test]
fn every_seed_gives_its_reasons_with_hints() {
    for seed in ["portfolio", "instagram"] {
        let bench = sandbox(&[&["sandbox", "seed", seed]]);
        let whole = document(&bench, &["--sandbox", "connect", "facebook", "--all"], 0);
        snapshot(&format!("skipped_{seed}"), whole["skipped"].clone());
    }
}

#[test]
fn list_and_show_write_the_same_connection_as_connect() {
    let bench = Bench::new();
    let connected = document(&bench, &["--sandbox", "connect", "facebook", "--all"], 0);
    let listed = document(&bench, &["--sandbox", "list"], 0);
    assert_eq!(connected["connections"], listed["connections"]);
    for one in listed["connections"].as_array().unwrap() {
        let shown = document(&bench, &["--sandbox", "show", one["ref"].as_str().unwrap()], 0);
        assert_eq!(shown["connection"], *one);
    }
    snapshot("show", document(&bench, &["--sandbox", "show", "instagram:17841400000000001"], 0));
}

#[test]
fn log_tells_who_did_what() {
    let bench = sandbox(&[
        &["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"],
        &["--sandbox", "revoke", "facebook:1001", "--yes"],
    ]);
    snapshot("log", document(&bench, &["--sandbox", "log"], 0));
}

#[test]
fn revoke_tells_what_was_read_back() {
    let bench = sandbox(&[&["--sandbox", "connect", "facebook", "--page", "1001"]]);
    snapshot("revoke_sibling", document(&bench, &["--sandbox", "revoke", "facebook:1001", "--yes"], 0));
    snapshot("revoke_last", document(&bench, &["--sandbox", "revoke", "--all", "--yes"], 0));
    snapshot("revoke_twice", document(&bench, &["--sandbox", "revoke", "facebook:1001", "--yes"], 0));
}

#[test]
fn plan_and_apply_write_each_change_and_what_became_of_it() {
    let bench = sandbox(&[&["--sandbox", "connect", "facebook", "--page", "1001", "--fields", "messages"]]);
    snapshot("export", document(&bench, &["--sandbox", "export"], 0));
    let file = "fields = ['feed']\n[[page]]\nref = 'facebook:1001'\n[[page]]\nref = 'facebook:1003'\n";
    std::fs::write(bench.side().join("plan.toml"), file).unwrap();
    snapshot("plan", document(&bench, &["--sandbox", "plan", "-f", "plan.toml", "--prune"], 0));
    snapshot("apply", document(&bench, &["--sandbox", "apply", "-f", "plan.toml", "--prune", "--yes"], 0));
}

#[test]
fn token_prints_the_token_and_nothing_else() {
    let bench = sandbox(&[&["--sandbox", "connect", "facebook", "--page", "1001"]]);
    let plain = bench.run(&["--sandbox", "token", "facebook:1001"]).expect(0);
    let json = document(&bench, &["--sandbox", "token", "facebook:1001"], 0);
    assert_eq!(plain.stdout.trim_end_matches('\n'), json["token"].as_str().unwrap());
    assert_eq!(plain.stdout.lines().count(), 1);
    snapshot("token", json);
}

#[test]
fn app_commands_write_profiles() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    snapshot("app_show_sandbox", document(&bench, &["--sandbox", "app", "show"], 0));
    let secret = &hosted.credentials.app_secret;
    let add = ["app", "add", "acme", "--app-id", "900000000000001", "--secret-stdin", "--json"];
    let addresses = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    let added = bench.run_with(&[&add[..], &addresses].concat(), secret).expect(0);
    snapshot("app_show", added.json());
    assert_eq!(document(&bench, &["app", "show"], 0), added.json());
    snapshot("app_list", document(&bench, &["app", "list"], 0));
    snapshot("app_use", document(&bench, &["app", "use", "sandbox"], 0));
    let set = ["app", "set", "acme", "--redirect-port", "8443", "--config-id", "1", "--fields", "messages"];
    snapshot("app_set", document(&bench, &set, 0));
    snapshot("app_remove", document(&bench, &["app", "remove", "acme", "--yes"], 0));
}

#[test]
fn sandbox_commands_write_the_world() {
    let bench = Bench::new();
    snapshot("sandbox_status", document(&bench, &["sandbox", "status"], 0));
    snapshot("sandbox_seeds", document(&bench, &["sandbox", "seed"], 0));
    assert_eq!(document(&bench, &["sandbox", "seed", "empty"], 0)["sandbox"]["seed"], "empty");
    assert_eq!(document(&bench, &["sandbox", "reset"], 0)["sandbox"]["seed"], "empty");
}

#[test]
fn sandbox_start_prints_one_line_once_it_answers() {
    let server = Server::start("small");
    let keys = ["url", "graph_url", "dialog_url", "app_id", "app_secret", "user_token", "system_user_token"];
    for key in keys {
        assert!(!server.text(key).is_empty());
    }
    assert!(server.home().join("sandbox/world.db").exists());
    let bench = Bench::new().at(&server);
    let token = server.text("user_token");
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], token).expect(0);
}

#[test]
fn every_error_is_one_document_with_every_key() {
    let bench = Bench::new();
    let cases: &[(&str, &[&str], i32)] = &[
        ("error_usage", &["list", "--no-such-flag"], 2),
        ("error_no_app", &["list"], 2),
        ("error_no_profile", &["--profile", "nobody", "list"], 7),
        ("error_no_connection", &["--sandbox", "show", "facebook:9"], 7),
        ("error_no_seed", &["sandbox", "seed", "nobody"], 7),
        ("error_no_page", &["--sandbox", "connect", "facebook", "--page", "9"], 7),
        ("error_unasked", &["--sandbox", "connect", "facebook", "--no-input"], 2),
    ];
    for (name, args, code) in cases {
        let output = bench.run(&[args, &["--json"][..]].concat()).expect(*code);
        assert_eq!(output.stdout, "", "{output}");
        snapshot(name, output.error());
    }
}

/// The environment stands beside the schema in every document, whole or streamed, on stdout or as an error.
#[test]
fn b02_every_document_says_whether_it_is_of_the_sandbox() {
    let hosted = Hosted::start("small");
    let meta = Bench::new().within(&hosted);
    meta.run_with(&["connect", "facebook", "--page", "1001", "--token-stdin"], &hosted.credentials.user_token)
        .expect(0);
    let sandbox = Bench::new().with("SNORQ_PROFILE", "sandbox");
    sandbox.run(&["connect", "facebook", "--page", "1001"]).expect(0);
    let cases: &[&[&str]] = &[
        &["list"],
        &["show", "facebook:1001"],
        &["show", "facebook:9"],
        &["verify"],
        &["export"],
        &["webhooks", "status"],
        &["doctor"],
        &["log"],
        &["list", "--no-such-flag"],
        &["explain", "190"],
    ];
    let environment = |bench: &Bench, args: &[&str]| {
        let output = bench.run(&[args, &["--json"]].concat());
        let text = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
        let document: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        assert_eq!(
            document.as_object().unwrap().keys().take(2).collect::<Vec<_>>(),
            ["schema", "environment"],
            "{output}"
        );
        document["environment"].as_str().unwrap().to_owned()
    };
    for args in cases {
        assert_eq!(environment(&meta, args), "meta", "{args:?}");
        assert_eq!(environment(&sandbox, args), "sandbox", "{args:?}");
        assert_eq!(environment(&meta, &[&["--sandbox"], *args].concat()), "sandbox", "{args:?}");
    }
    assert_eq!(environment(&meta, &["sandbox", "status"]), "sandbox");
    assert_eq!(environment(&meta, &["sandbox", "--no-such-flag"]), "sandbox");
}

/// With `--quiet` too, whatever acts says that it acts on nothing real.
#[test]
fn b02_a_quiet_command_that_acts_names_the_sandbox() {
    let bench = Bench::new();
    let quiet = |args: &[&str]| bench.run(&[&["--sandbox", "-q"], args].concat()).expect(0).stderr;
    assert_eq!(quiet(&["connect", "facebook", "--page", "1001"]), "sandbox: nothing here is real\n");
    assert_eq!(quiet(&["list"]), "");
    assert_eq!(quiet(&["revoke", "--all", "--yes"]), "sandbox: nothing here is real\n");
    let json = bench.run(&["--sandbox", "-q", "connect", "facebook", "--page", "1001", "--json"]).expect(0);
    assert_eq!(json.stderr, "");
}

#[test]
fn an_error_of_meta_keeps_its_numbers() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    hosted.always("/me", crate::bench::refusal(190, Some(463)));
    let token = &hosted.credentials.user_token;
    let output = bench.run_with(&["connect", "facebook", "--all", "--token-stdin", "--json"], token).expect(3);
    snapshot("error_graph", output.error());
}

#[test]
fn completions_are_the_files_of_the_folder() {
    for (shell, file) in [("bash", "snorq.bash"), ("zsh", "_snorq"), ("fish", "snorq.fish")] {
        let output = Bench::new().run(&["completions", shell]).expect(0);
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file);
        assert_eq!(output.stdout, std::fs::read_to_string(path).unwrap(), "{shell}");
    }
    let all = Bench::new();
    for shell in ["powershell", "elvish"] {
        assert!(all.run(&["completions", shell]).expect(0).stdout.contains("snorq"));
    }
    all.run(&["completions", "cmd"]).expect(2);
}

#[test]
fn every_schema_is_listed_and_printed() {
    let listed = document(&Bench::new(), &["schema"], 0);
    let names: Vec<_> = listed["schemas"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    for name in ["connect", "list", "verify", "finding", "error"] {
        assert!(names.contains(&name), "{names:?}");
    }
    Bench::new().run(&["schema", "connection"]).expect(7);
}

/// A document that is not what its schema says is seen.
#[test]
#[should_panic(expected = "not as the schema 'token' says")]
fn a_wrong_document_is_seen() {
    crate::bench::schema::check("token facebook:1", &serde_json::json!({"schema": "snorq/v1", "ref": "facebook:1"}));
}
