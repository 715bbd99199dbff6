//! What a person at the controls does to a sandbox that runs in another process.

use snorq::sandbox::wire::{Live, Method, Request, Response, Roots, Transport as _};

use crate::bench::{Bench, Output, Server, free_port};

/// What `snorq sandbox` with `args` does to the world of `server`.
fn sandbox(server: &Server, args: &[&str]) -> Output {
    server.bench().run(&[&["sandbox"], args].concat())
}

async fn status(server: &Server, path: &str) -> u16 {
    server.get(path).await.status
}

#[tokio::test]
async fn faults_of_the_command_line_strike_a_running_sandbox_and_are_cleared() {
    let server = Server::start("small");
    assert_eq!(status(&server, "/me").await, 200);
    let args = ["fault", "add", "html", "status=503", "--matching", "GET /me", "--skip", "1", "--times", "2", "--json"];
    let set = sandbox(&server, &args).expect(0).json();
    let wanted = serde_json::json!([{
        "number": 1, "kind": "html", "params": {"status": "503"}, "matching": "GET /me", "skip": 1, "times": 2
    }]);
    assert_eq!(set["faults"], wanted);
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(status(&server, "/v27.0/me/accounts").await);
    }
    assert_eq!(seen, [200, 503, 503]);
    assert_eq!(status(&server, "/v27.0/me/accounts").await, 200, "it is used up");

    let _ = sandbox(&server, &["fault", "add", "empty"]).expect(0);
    let _ = sandbox(&server, &["fault", "add", "latency", "seconds=9"]).expect(0);
    assert_eq!(status(&server, "/me").await, 502);
    let list = sandbox(&server, &["fault", "list"]).expect(0);
    assert!(list.stdout.contains("latency seconds=9") && list.stdout.contains("always"), "{list}");
    let _ = sandbox(&server, &["fault", "clear", "2"]).expect(0);
    assert_eq!(sandbox(&server, &["fault", "list", "--json"]).expect(0).json()["faults"].as_array().unwrap().len(), 1);
    let _ = sandbox(&server, &["fault", "clear"]).expect(0);
    assert_eq!(status(&server, "/me").await, 200);
}

#[test]
fn a_wrong_fault_is_answered_with_what_there_is() {
    let bench = Bench::new();
    let kind = bench.run(&["sandbox", "fault", "add", "htm"]).expect(2);
    assert!(kind.stderr.contains("html") && kind.stderr.contains("throttled"), "{kind}");
    let param = bench.run(&["sandbox", "fault", "add", "html", "code=4"]).expect(2);
    assert!(param.stderr.contains("cannot be told 'code'; it takes status=502"), "{param}");
    let number = bench.run(&["sandbox", "fault", "clear", "9"]).expect(7);
    assert!(number.stderr.contains("snorq sandbox fault list"), "{number}");
}

#[tokio::test]
async fn controls_of_the_command_line_move_a_running_sandbox() {
    let server = Server::start("small");
    let clock = sandbox(&server, &["clock", "--ahead", "61d", "--json"]).expect(0).json();
    assert_eq!(clock["clock"]["ahead_seconds"], 61 * 86_400);
    let dead = server.get("/me").await;
    assert!(dead.status == 400 && String::from_utf8(dead.body).unwrap().contains("\"error_subcode\":463"));
    let _ = sandbox(&server, &["clock", "--reset"]).expect(0);
    assert_eq!(status(&server, "/me").await, 200);

    let set =
        sandbox(&server, &["set", "--enforce-limits", "on", "--limit", "app=2", "--mode", "live", "--json"]).expect(0);
    let settings = &set.json()["settings"];
    assert_eq!((&settings["mode"], &settings["limits"]["app"]), (&"live".into(), &2.into()));
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(status(&server, "/me").await);
    }
    assert_eq!(seen, [200, 403, 403], "the call before counts");
    let _ = sandbox(&server, &["set", "--enforce-limits", "off", "--require-proof", "on"]).expect(0);
    let unproven = server.get("/me").await;
    assert!(String::from_utf8(unproven.body).unwrap().contains("appsecret_proof"));
    let shown = sandbox(&server, &["set", "--require-proof", "off"]).expect(0);
    assert!(shown.stdout.contains("live") && shown.stdout.contains("app=2"), "{shown}");
    let callbacks = ["set", "--deauthorize-url", "http://localhost:9/gone", "--withheld", "pages_messaging", "--json"];
    let settings = sandbox(&server, &callbacks).expect(0).json()["settings"].clone();
    assert_eq!((&settings["deauthorize_url"], &settings["withheld"][0]), (&callbacks[2].into(), &callbacks[4].into()));
    let settings = sandbox(&server, &["set", "--deauthorize-url", "none", "--login", "off", "--json"]).expect(0).json();
    assert_eq!(
        (&settings["settings"]["deauthorize_url"], &settings["settings"]["login"]),
        (&serde_json::Value::Null, &false.into())
    );
    assert!(
        sandbox(&server, &["set", "--data-deletion-url", "http://evil.example/"]).expect(2).stderr.contains("https")
    );

    let people = sandbox(&server, &["person", "--json"]).expect(0).json();
    assert_eq!(people["people"][0]["id"], "100000000000001");
    let _ = sandbox(&server, &["person", "lose-role", "--page", "1001"]).expect(0);
    let _ = sandbox(&server, &["person", "lose-role", "--page", "1001"]).expect(7);
    assert!(!String::from_utf8(server.get("/me/accounts").await.body).unwrap().contains("1001"));
    for (what, subcode) in [("new-password", 460), ("log-out", 467), ("checkpoint", 459), ("remove-app", 458)] {
        let _ = sandbox(&server, &["reset"]).expect(0);
        let _ = sandbox(&server, &["person", what]).expect(0);
        let dead = String::from_utf8(server.get("/me").await.body).unwrap();
        assert!(dead.contains(&format!("\"error_subcode\":{subcode}")), "{what}: {dead}");
    }
}

#[test]
fn controls_say_what_they_take() {
    let bench = Bench::new();
    for (args, word) in [
        (&["sandbox", "clock", "--ahead", "soon"][..], "61d"),
        (&["sandbox", "clock", "--ahead", "99999d"], "3650d"),
        (&["sandbox", "set", "--limit", "nobody=4"], "page-by-user"),
        (&["sandbox", "set", "--limit", "app=0"], "at least one call"),
        (&["sandbox", "person", "lose-role"], "--page"),
    ] {
        let output = bench.run(args).expect(2);
        assert!(output.stderr.contains(word), "{output}");
    }
    let nobody = bench.run(&["sandbox", "person", "log-out", "--person", "7"]).expect(7);
    assert!(nobody.stderr.contains("snorq sandbox person"), "{nobody}");
}

#[tokio::test]
async fn what_is_not_imitated_is_told_once_for_each_kind_of_call() {
    let bench = Bench::new();
    let mut child = Running::start(&bench, &[]);
    for path in ["/me/taggable_friends", "/1001/insights", "/1002/insights", "/search?q=secret", "/me/taggable_friends"]
    {
        let answer = child.ask("GET", path, "localhost").await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(String::from_utf8(answer.body).unwrap().contains("fbtrace_id"), "Meta's own envelope");
    }
    let told = child.end();
    let wanted = ["GET /me/taggable_friends", "GET /{id}/insights", "GET /search"];
    let lines: Vec<_> = told.lines().filter(|line| line.contains("does not imitate")).collect();
    assert_eq!(lines, wanted.map(|shape| format!("the sandbox does not imitate {shape}")), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[tokio::test]
async fn only_names_that_were_told_are_answered_and_the_widening_is_warned_of() {
    let bench = Bench::new();
    let mut narrow = Running::start(&bench, &[]);
    assert_eq!(narrow.ask("GET", "/me", "meta.test").await.status, 421);
    assert!(!narrow.end().contains("warning"));
    let mut wide = Running::start(&bench, &["--public", "meta.test", "10.0.0.7"]);
    for (host, wanted) in [("meta.test", 200), ("META.test:80", 200), ("10.0.0.7", 200), ("evil.test", 421)] {
        let answer = wide.ask("GET", "/me", host).await;
        assert_eq!(answer.status, wanted, "{host}");
        assert_eq!(answer.headers.get("x-snorq-sandbox"), Some("1"));
    }
    let dialog = wide.ask("GET", "/dialog/oauth?client_id=900000000000001", "meta.test").await;
    assert_eq!(dialog.status, 401, "its pages ask for the password");
    let secret = wide.started["page_secret"].as_str().unwrap().to_owned();
    assert!(wide.started["control_url"].as_str().unwrap().ends_with(&secret));
    let told = wide.end();
    assert!(told.contains("warning: whoever reaches http://meta.test:"), "{told}");
    let mut again = Running::start(&bench, &["--public", "meta.test"]);
    assert_ne!(again.started["page_secret"], secret.as_str(), "each run has its own");
    assert_eq!(again.ask("GET", "/me", "meta.test").await.status, 200);
    again.end();
    let _ = bench.run(&["sandbox", "start", "--public", "http://x:80"]).expect(2);
}

/// D7 of the attack: what a page that somebody looks at may do to a sandbox that runs.
#[tokio::test]
async fn b06_pages_of_other_sites_are_refused_unless_their_origin_was_named() {
    let bench = Bench::new();
    let mut served = Running::start(&bench, &["--cors", "http://localhost:3000"]);
    for (origin, status, readable) in
        [("https://evil.example", 403, None), ("http://localhost:3000", 200, Some("http://localhost:3000"))]
    {
        let answer = served.send("GET", "/me", &[("origin", origin)]).await;
        let allowed = answer.headers.get("access-control-allow-origin");
        assert_eq!((answer.status, allowed), (status, readable), "{origin}");
    }
    served.end();
    let other = Bench::new();
    let mut next = Running::start(&other, &[]);
    next.started["user_token"] = "another home's".into();
    assert_eq!(next.ask("GET", "/me", "localhost").await.status, 400);
    next.end();
    for wrong in [&["--cors", "localhost:3000"][..], &["--cors", "any"], &["--secret-stdin"]] {
        let _ = bench.run(&[&["sandbox", "start"], wrong].concat()).expect(2);
    }
}

/// A `sandbox start` whose words on stderr are read.
struct Running {
    child: std::process::Child,
    started: serde_json::Value,
}

impl Running {
    fn start(bench: &Bench, more: &[&str]) -> Self {
        use std::io::BufRead as _;
        use std::process::Stdio;
        let mut command = bench.command(&[&["sandbox", "start", "--json"], more].concat());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        std::io::BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, started: serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}")) }
    }

    async fn ask(&mut self, method: &str, path: &str, host: &str) -> Response {
        self.send(method, path, &[("host", host)]).await
    }

    async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let text = |key: &str| self.started[key].as_str().unwrap();
        let mut request = Request::new(Method::named(method), format!("{}{path}", text("url")).parse().unwrap())
            .header("authorization", format!("Bearer {}", text("user_token")));
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        Live::new(Roots::Loopback).unwrap().send(request).await.unwrap()
    }

    /// Ends it; what it said on stderr.
    fn end(mut self) -> String {
        use std::io::Read as _;
        self.child.kill().unwrap();
        let mut told = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        let _ = self.child.wait();
        told
    }
}

#[tokio::test]
async fn a_new_secret_ends_all_tokens_and_brings_new_ones() {
    let server = Server::start("small");
    let shown = sandbox(&server, &["credentials", "--json"]).expect(0).json();
    assert_eq!(shown["user_token"], server.text("user_token"));
    let renewed = sandbox(&server, &["credentials", "--new-secret", "--json"]).expect(0).json();
    assert_eq!(renewed["app_id"], shown["app_id"]);
    for key in ["app_secret", "user_token", "system_user_token"] {
        assert_ne!(renewed[key], shown[key], "{key}");
    }
    assert_eq!(status(&server, "/me").await, 400, "the old token is dead");
    assert_eq!(sandbox(&server, &["credentials", "--json"]).expect(0).json(), renewed);
    let lines = sandbox(&server, &["credentials"]).expect(0).stdout;
    assert!(lines.contains(&format!("SNORQ_APP_SECRET={}\n", renewed["app_secret"].as_str().unwrap())), "{lines}");
}

#[test]
fn a_live_app_is_logged_in_to_over_https_and_says_so() {
    let bench = Bench::new();
    bench.run(&["sandbox", "set", "--mode", "live"]).expect(0);
    let connect = ["--sandbox", "connect", "facebook", "--all"];
    let blocked = bench.run(&connect).expect(3);
    assert!(blocked.stderr.contains("URL Blocked") && blocked.stderr.contains("--https"), "{blocked}");
    bench.run(&[&connect[..], &["--https", "--port", &free_port()]].concat()).expect(0);
    bench.run(&["--sandbox", "show", "@acme.coffee"]).expect(0);
}

/// `--sandbox` commands live on the world's clock: what ends can be rehearsed.
#[test]
fn dates_can_be_rehearsed() {
    let bench = Bench::new();
    bench.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--no-instagram"]).expect(0);
    bench.run(&["sandbox", "clock", "--ahead", "85d"]).expect(0);
    let soon = bench.run(&["--sandbox", "verify", "--all", "--json"]);
    assert!(soon.stdout.contains("Meta ends the app's access"), "{soon}");
    bench.run(&["sandbox", "clock", "--ahead", "10d"]).expect(0);
    let over = bench.run(&["--sandbox", "verify", "--all", "--json"]);
    assert!(over.stdout.contains("Meta ended the app's access"), "{over}");
}
