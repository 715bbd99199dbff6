//! Variables, limits and signals.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::bench::{Bench, Hosted, Server};

/// Starts snorq and waits until its stderr has said `words`.
fn started(bench: &Bench, args: &[&str], words: &str) -> (Child, BufReader<std::process::ChildStderr>) {
    let mut command = bench.command(args);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut talk = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains(words) {
        line.clear();
        assert_ne!(talk.read_line(&mut line).unwrap(), 0, "it ended without '{words}'");
    }
    (child, talk)
}

fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
}

#[test]
fn an_interrupted_login_is_exit_130_and_leaves_nothing() {
    for (name, code, kind) in [("-INT", 130, "interrupted"), ("-TERM", 143, "terminated")] {
        let bench = Bench::new();
        let args = ["--sandbox", "connect", "facebook", "--consent", "ask", "--no-browser", "--json"];
        let (mut child, mut talk) = started(&bench, &args, "/dialog/oauth");
        signal(&child, name);
        let mut rest = String::new();
        talk.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(code), "{rest}");
        assert!(rest.contains(&format!(r#""kind":"{kind}""#)), "{rest}");
        let listed = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
        assert_eq!(listed["connections"], serde_json::json!([]));
    }
}

#[test]
fn a_served_sandbox_ends_well_when_it_is_asked_to() {
    for name in ["-INT", "-TERM"] {
        let bench = Bench::new();
        let (mut child, _talk) = started(&bench, &["sandbox", "start"], "serving until interrupted");
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(0), "{name}");
    }
}

#[test]
fn a_login_that_nobody_finishes_ends_in_time_and_says_why() {
    let args = ["--sandbox", "connect", "facebook", "--consent", "ask", "--no-browser", "--timeout", "1s", "--json"];
    let output = Bench::new().run(&args).expect(3);
    assert!(
        output.error()["hint"].as_str().unwrap().contains("if Facebook showed \"URL Blocked\": add the whole address"),
        "{output}"
    );
}

/// Each way of logging in that waits for a person.
const WAITING: &[&[&str]] = &[
    &["connect", "facebook", "--all"],
    &["connect", "facebook", "--all", "--dry-run"],
    &["connect", "instagram", "--all", "--https"],
    &["connect", "whatsapp", "--all"],
    &["connect", "whatsapp", "--all", "--redirect"],
    &["connect", "whatsapp", "--all", "--popup"],
    &["connect", "whatsapp", "--all", "--hosted"],
];

#[test]
fn a_login_that_nobody_could_walk_through_does_not_wait() {
    let hosted = Hosted::start("small");
    let base = || Bench::new().within(&hosted);
    let quiet = [base(), base().with("CI", "true"), base().with("SNORQ_NO_INPUT", "1").with("BROWSER", "/bin/true")];
    for (bench, args) in quiet.iter().flat_map(|bench| WAITING.iter().map(move |args| (bench, *args))) {
        let begun = Instant::now();
        let error = bench.run(&[args, &["--json"]].concat()).expect(2).error();
        assert!(begun.elapsed() < Duration::from_secs(30), "{args:?}");
        assert!(error["message"].as_str().unwrap().contains("a login needs a person"), "{args:?}: {error}");
        let wanted = format!("snorq connect {} --token-stdin", args[1]);
        assert!(error["hint"].as_str().unwrap().contains(&wanted), "{args:?}: {error}");
    }
    for flag in ["--no-browser", "--paste"] {
        let ci = base().with("CI", "true").run(&["connect", "facebook", "--all", flag, "--json"]).expect(2).error();
        assert!(ci["hint"].as_str().unwrap().contains("--token-stdin"), "{flag}: {ci}");
    }
    let nothing = base().run(&["connect", "facebook", "--all", "--paste", "--json"]).expect(2).error();
    assert!(nothing["hint"].as_str().unwrap().contains("--token-stdin"), "{nothing}");
    let ask = ["--sandbox", "connect", "facebook", "--all", "--consent", "ask", "--no-input", "--json"];
    let asked = Bench::new().run(&ask).expect(2).error();
    assert!(asked["hint"].as_str().unwrap().contains("--consent auto"), "{asked}");
}

#[test]
fn consent_exists_in_the_sandbox_only() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let error = bench.run(&["connect", "facebook", "--all", "--consent", "auto", "--json"]).expect(2).error();
    assert!(error["message"].as_str().unwrap().contains("--consent"), "{error}");
    assert_eq!(hosted.count("/"), 0);
}

#[test]
fn the_graph_version_can_be_chosen() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted).with("SNORQ_GRAPH_VERSION", "v25.0");
    let connect = ["connect", "facebook", "--all", "--token-stdin"];
    bench.run_with(&connect, &hosted.credentials.user_token).expect(0);
    assert_eq!(hosted.count("/v25.0/"), hosted.count("/"));
    let bench = bench.with("SNORQ_GRAPH_VERSION", "../../x");
    bench.run_with(&connect, &hosted.credentials.user_token).expect(2);
}

#[test]
fn addresses_that_could_leak_a_token_are_refused() {
    for address in ["http://graph.facebook.com", "https://a:b@graph.facebook.com", "https://x/y", "ftp://x", "x"] {
        let bench = Bench::new().with("SNORQ_APP_ID", "123456").with("SNORQ_APP_SECRET", "x");
        let bench = bench.with("SNORQ_GRAPH_URL", address);
        let error = bench.run(&["list", "--json"]).expect(2).error();
        assert!(error["message"].as_str().unwrap().contains("address"), "{error}");
    }
}

#[test]
fn records_are_where_the_variable_says() {
    let bench = Bench::new();
    let path = bench.side().join("elsewhere.db");
    let bench = bench.with("SNORQ_DATABASE_URL", &format!("sqlite:{}", path.display()));
    bench.run(&["--sandbox", "connect", "facebook", "--page", "1001"]).expect(0);
    assert!(path.exists() && !bench.home().join("snorq.db").exists());
    for address in ["postgres://localhost/snorq", "mysql://x", "sqlite:"] {
        let bench = Bench::new().with("SNORQ_DATABASE_URL", address);
        bench.run(&["--sandbox", "list"]).expect(2);
    }
}

/// Case 31: a folder that is not mounted is no empty database, and reading does not make it one.
#[test]
fn what_only_reads_makes_nothing() {
    let hosted = Hosted::start("small");
    let bench = Bench::new().within(&hosted);
    let folder = bench.side().join("not-mounted");
    let bench = bench.with("SNORQ_DATABASE_URL", &format!("sqlite:{}", folder.join("snorq.db").display()));
    let plan = bench.side().join("plan.toml");
    std::fs::write(&plan, "").unwrap();
    let plan = plan.to_str().unwrap();
    let reading: &[(&[&str], i32)] = &[
        (&["list"], 0),
        (&["list", "--all-profiles", "--csv"], 0),
        (&["show", "facebook:1001"], 7),
        (&["token", "facebook:1001"], 7),
        (&["log"], 0),
        (&["log", "--all-profiles"], 0),
        (&["verify", "--all"], 5),
        (&["verify", "facebook:1001"], 7),
        (&["export"], 5),
        (&["plan", "-f", plan], 0),
        (&["permissions"], 0),
        (&["webhooks", "status"], 0),
        (&["doctor", "--offline"], 5),
        (&["app", "list"], 0),
        (&["completions", "bash", "--", "snorq", "show", ""], 0),
    ];
    for (args, code) in reading {
        let output = bench.run(args).expect(*code);
        assert!(!folder.exists() && !bench.home().exists(), "{output}");
    }
    let found = bench.run(&["doctor", "--offline", "--json"]).expect(5).json();
    let codes: Vec<_> = found["findings"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert!(codes.contains(&&"nothing_connected".into()), "{found}");
    let connect = ["connect", "facebook", "--page", "1001", "--token-stdin"];
    bench.run_with(&connect, &hosted.credentials.user_token).expect(0);
    let names = || {
        let mut names: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(), ["snorq.db", "snorq.db.lock"]);
    for (args, _) in reading {
        let output = bench.run(args);
        assert_eq!(names(), ["snorq.db", "snorq.db.lock"], "{output}");
    }
}

/// Case 31: a registered profile had a database, so one that is not there is gone.
#[test]
fn a_database_that_is_gone_is_told_and_not_made_anew() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
    let add = [&add[..], &["--graph-url", hosted.url(), "--dialog-url", hosted.url()]].concat();
    bench.run_with(&add, &hosted.credentials.app_secret).expect(0);
    let database = bench.home().join("snorq.db");
    for name in ["snorq.db", "snorq.db.lock"] {
        std::fs::rename(bench.home().join(name), bench.side().join(name)).unwrap();
    }
    let connect = ["connect", "facebook", "--all", "--token-stdin", "--json"];
    for args in [&["list", "--json"][..], &["verify", "--json"], &["export", "--json"], &["log", "--json"], &connect] {
        let error = bench.run_with(args, &hosted.credentials.user_token).expect(8).error();
        assert!(error["message"].as_str().unwrap().contains("there is no database"), "{error}");
    }
    bench.run(&["app", "set", "acme", "--redirect-port", "8443"]).expect(8);
    bench.run(&["doctor", "--offline"]).expect(5);
    assert!(!database.exists() && !bench.home().join("snorq.db.lock").exists());
    std::fs::rename(bench.side().join("snorq.db"), &database).unwrap();
    bench.run(&["list"]).expect(0);
    std::fs::remove_file(&database).unwrap();
    bench.run_with(&add, &hosted.credentials.app_secret).expect(0);
    bench.run_with(&connect, &hosted.credentials.user_token).expect(0);
}

/// Case 32: other programs read these as a host, as memory, as an option.
#[test]
fn an_address_that_could_mean_two_places_is_refused_with_the_form_that_is_meant() {
    for (address, meant) in [
        ("sqlite://rel.db", "sqlite:rel.db"),
        ("sqlite::memory:", "sqlite:PATH"),
        ("sqlite:x.db?mode=ro", "sqlite:x.db"),
        ("postgres://snorq:hunter2@db.example/snorq", "sqlite:PATH"),
    ] {
        let bench = Bench::new().with("SNORQ_DATABASE_URL", address);
        for args in [["--sandbox", "list", "--json"], ["--sandbox", "verify", "--json"]] {
            let output = bench.run(&args).expect(2);
            assert!(output.error()["hint"].as_str().unwrap().contains(meant), "{output}");
            assert!(!output.stderr.contains("hunter2"), "{output}");
        }
    }
}

/// Case 33: a variable from a file ends its line; what it is checked for is what `app add` checks.
#[test]
fn a_line_end_behind_a_variable_does_not_matter_and_another_paste_is_refused_at_once() {
    let hosted = Hosted::start("small");
    for end in ["\n", "\r\n"] {
        let secret = format!("{}{end}", hosted.credentials.app_secret);
        let id = format!("{}{end}", hosted.credentials.app_id);
        let bench = Bench::new().within(&hosted).with("SNORQ_APP_SECRET", &secret).with("SNORQ_APP_ID", &id);
        bench.run(&["webhooks", "status"]).expect(0);
    }
    let asked = hosted.count("/");
    for (name, value, words) in [
        ("SNORQ_APP_SECRET", "<paste the secret here>", "not an app secret"),
        ("SNORQ_APP_ID", "my-app", "not an app id"),
    ] {
        let refused = Bench::new().within(&hosted).with(name, value).run(&["webhooks", "status"]).expect(2);
        assert!(refused.stderr.contains(words), "{refused}");
    }
    assert_eq!(hosted.count("/"), asked);
}

/// Case 39: a proxy that cannot be used is not passed by.
#[test]
fn a_proxy_that_cannot_be_used_is_refused_by_name() {
    let bench = || Bench::new().with("SNORQ_APP_ID", "123456").with("SNORQ_APP_SECRET", &"0".repeat(32));
    for (name, value) in [("HTTPS_PROXY", "ftp://me:hunter2@proxy.example:21"), ("ALL_PROXY", "socks://proxy.example")]
    {
        let refused = bench().with(name, value).run(&["webhooks", "status"]).expect(2);
        assert!(refused.stderr.contains(name) && !refused.stderr.contains("hunter2"), "{refused}");
    }
    // Nothing listens there; what counts is that the client asks it.
    let asked = bench().with("ALL_PROXY", "socks5h://127.0.0.1:9").run(&["webhooks", "status", "--json"]).expect(9);
    assert!(!asked.stderr.contains("unknown proxy scheme"), "{asked}");
}

/// Case 41: a container sets no USER.
#[test]
fn the_log_names_the_actor_without_a_user_variable() {
    for (name, value, actor) in [("GITHUB_ACTOR", "ada", "ada"), ("LOGNAME", "bob", "bob"), ("CI", "1", "uid ")] {
        let bench = Bench::new().with("USER", "").with(name, value);
        bench.run(&["--sandbox", "connect", "facebook", "--page", "1001"]).expect(0);
        let log = bench.run(&["--sandbox", "log", "--json"]).expect(0).json();
        assert!(log["actions"][0]["actor"].as_str().unwrap().starts_with(actor), "{log}");
    }
}

/// Case 42: a container may have no hosts file; `localhost` is the loopback all the same.
#[cfg(target_os = "linux")]
#[test]
fn the_sandbox_reaches_itself_where_no_file_names_localhost() {
    let hidden = ["-m", "mount", "--bind", "/dev/null", "/etc/hosts"];
    let may = std::process::Command::new("unshare").args(hidden).output();
    if !may.is_ok_and(|tried| tried.status.success()) {
        return crate::bench::left_out("no right to hide the hosts file");
    }
    let line = "mount --bind /dev/null /etc/hosts && exec snorq --sandbox connect facebook --all";
    let _ = Bench::new().shell(&format!("unshare -m sh -c '{line}'")).expect(0);
}

#[test]
fn a_wrong_word_is_a_wrong_command_line() {
    let cases: &[&[&str]] = &[
        &["list", "--platform", "myspace"],
        &["list", "--status", "fine"],
        &["connect", "facebook", "--all", "--page", "1001"],
        &["connect", "facebook", "--port", "0"],
        &["connect", "facebook", "--timeout", "never"],
        &["connect", "facebook", "--paste", "--https"],
        &["connect", "facebook", "--token-stdin", "--paste"],
        &["revoke"],
        &["revoke", "--all", "facebook:1001"],
        &["token"],
        &["completions", "cmd"],
        &["no-such-command"],
    ];
    for args in cases {
        let output = Bench::new().run(&[&["--sandbox"], *args].concat()).expect(2);
        assert_eq!(output.stdout, "", "{output}");
        assert!(!output.stderr.is_empty(), "{output}");
    }
}

#[test]
fn what_app_add_needs_is_named() {
    let bench = Bench::new();
    let error = bench.run(&["app", "add", "acme", "--no-input", "--json"]).expect(2).error();
    assert!(error["hint"].as_str().unwrap().contains("--app-id"), "{error}");
    let add = ["app", "add", "acme", "--app-id", "123456", "--json"];
    let error = bench.run(&[&add[..], &["--no-input"]].concat()).expect(2).error();
    assert!(error["hint"].as_str().unwrap().contains("--secret-stdin"), "{error}");
    let add = [&add[..], &["--secret-stdin"]].concat();
    bench.run_with(&add, "").expect(2);
    bench.run_with(&add, "not a secret").expect(2);
    assert!(!bench.home().join("config.toml").exists());
}

#[test]
fn an_app_with_a_wrong_secret_is_not_registered() {
    let server = Server::start("small");
    let bench = Bench::new();
    let place = ["--graph-url", server.text("url"), "--dialog-url", server.text("url")];
    let add = ["app", "add", "acme", "--app-id", server.text("app_id"), "--secret-stdin", "--json"];
    let add = [&add[..], &place].concat();
    let error = bench.run_with(&add, "00000000000000000000000000000000").expect(3).error();
    assert!(error["hint"].as_str().unwrap().contains("App settings"), "{error}");
    assert!(!bench.home().join("config.toml").exists());
    bench.run_with(&add, server.text("app_secret")).expect(0);
    let twice = bench.run_with(&add, server.text("app_secret")).expect(2);
    assert!(twice.stderr.contains("already"), "{twice}");
}

#[test]
fn a_profile_with_connections_is_not_removed() {
    let hosted = Hosted::start("small");
    let bench = Bench::new();
    let add = ["app", "add", "acme", "--app-id", &hosted.credentials.app_id, "--secret-stdin"];
    let place = ["--graph-url", hosted.url(), "--dialog-url", hosted.url()];
    bench.run_with(&[&add[..], &place].concat(), &hosted.credentials.app_secret).expect(0);
    bench.run_with(&["connect", "facebook", "--all", "--token-stdin"], &hosted.credentials.user_token).expect(0);
    let error = bench.run(&["app", "remove", "acme", "--yes", "--json"]).expect(2).error();
    assert!(error["hint"].as_str().unwrap().contains("revoke --all"), "{error}");
    bench.run(&["revoke", "--all", "--yes"]).expect(0);
    bench.run(&["app", "remove", "acme", "--yes"]).expect(0);
    bench.run(&["app", "show", "acme"]).expect(7);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    for args in [&["list"][..], &["list", "--json"], &["log"], &["show", "1001"], &["completions", "bash"]] {
        let args = [&["--sandbox"], args].concat();
        let mut command = bench.command(&args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = bench.heard(child.wait_with_output().unwrap(), &args);
        assert!(!output.stderr.contains("fault") && !output.stderr.contains("panic"), "{output}");
    }
}

/// What a shell does before it starts snorq.
const HOSTILE: &[&str] = &[
    "unset HOME SNORQ_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME",
    "export SNORQ_HOME=/proc/nothing HOME=/proc/nothing",
    "export TMPDIR=/nowhere/at/all",
    "export SNORQ_HOME=a/relative/home HOME=.",
    "export LC_ALL=tlh_QS.KOI8-R LANG= LANGUAGE=xx",
    "export USER=$(printf '\\377') LOGNAME=$(printf '\\377') SNORQ_NO_INPUT=$(printf '\\377') PAGER=$(printf '\\377')",
    "export TERM= COLUMNS=-1 LINES=0 TZ=Nowhere/At_All",
    "umask 000",
    "ulimit -n 20",
];

#[test]
fn c06_a_hostile_environment_is_an_answer_and_no_fault() {
    let commands = [
        "--sandbox connect facebook --all --yes",
        "--sandbox list",
        "--sandbox show facebook:1001",
        "--sandbox verify --all",
        "--sandbox log",
        "--sandbox revoke --all --yes",
        "app list",
        "doctor --offline",
    ];
    for hostile in HOSTILE {
        let bench = Bench::new();
        for command in commands {
            let output = bench.shell(&format!("{hostile}; exec snorq {command}"));
            assert!(matches!(output.code, Some(0..=9)), "{hostile}; {command}: {output}");
            assert!(
                !output.stderr.contains("fault of snorq") && !output.stderr.contains("snorq has a fault"),
                "{output}"
            );
            assert!(output.code == Some(0) || output.stderr.contains("error:") || output.code == Some(5), "{output}");
        }
    }
}

/// As another user than root, whom rights stop: a file of `/proc` that belongs to root is closed to the user's debugger.
#[cfg(target_os = "linux")]
#[test]
fn t13_nothing_of_the_memory_is_dumped_or_read() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    use std::os::unix::process::CommandExt as _;

    let bench = Bench::new();
    let mut command =
        bench.command(&["--sandbox", "connect", "facebook", "--consent", "ask", "--no-browser", "--timeout", "1m"]);
    if rustix::process::geteuid().is_root() {
        for path in [bench.side().to_owned(), bench.side().join("test.key")] {
            chown(path, Some(65_534), Some(65_534)).unwrap();
        }
        command.uid(65_534).gid(65_534);
    }
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut talk = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(talk.any(|line| line.unwrap().contains("/dialog/oauth")), "it ended before it waited");
    let of = |file: &str| format!("/proc/{}/{file}", child.id());
    for file in ["environ", "mem", "maps"] {
        assert_eq!(std::fs::metadata(of(file)).unwrap().uid(), 0, "{file}");
    }
    let limits = std::fs::read_to_string(of("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    child.kill().unwrap();
    child.wait().unwrap();
}
