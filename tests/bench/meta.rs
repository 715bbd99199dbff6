//! Against a sandbox in this process: how many calls, and how long with time added to each.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use snorq::sandbox::wire::Host;
use snorq::sandbox::wire::{Handler, Method, Reply, Request};
use snorq::sandbox::{Sandbox, Scope, Setting};

/// What `src/graph/batch.rs` has under way at once.
const AT_ONCE: f64 = 4.0;

/// Discovers the five thousand Pages of the agency and counts the calls.
pub(crate) fn discover() {
    let run = Run::new(Duration::ZERO);
    let time = run.snorq(&["connect", "facebook", "--all", "--dry-run"]);
    println!("discover 5,000 Pages: {} calls, {:.2} s", run.sandbox.call_count(), time.as_secs_f64());
}

/// Connects `count` of them with `latency` added to each request, and compares the time after discovery with the bounds
/// that the number under way at once gives for the requests made, and for one request a call.
pub(crate) fn connect(count: usize, latency: Duration) {
    let pages: Vec<String> = (1..=count).map(|number| (500_000 + number).to_string()).collect();
    let mut args = vec!["connect", "facebook", "--no-instagram"];
    for page in &pages {
        args.extend(["--page", page]);
    }
    let found = Run::new(latency).snorq(&["connect", "facebook", "--all", "--dry-run"]);
    let run = Run::new(latency);
    let took = run.snorq(&args).saturating_sub(found).as_secs_f64();
    let calls = run.subscription_calls();
    let bound = |requests: u64| requests as f64 * latency.as_secs_f64() / AT_ONCE;
    println!(
        "connect {count} Pages, {} ms a request: discovery {:.2} s, then {took:.2} s for {calls} calls in {} requests, \
         {AT_ONCE} at once",
        latency.as_millis(),
        found.as_secs_f64(),
        calls / 50
    );
    println!("  bound of the requests: {:.2} s, ratio {:.2}", bound(calls / 50), took / bound(calls / 50));
    println!("  bound of one request a call: {:.2} s, ratio {:.2}", bound(calls), took / bound(calls));
}

/// Connects all five thousand, with their accounts, and checks them with `latency` added to each request; once more
/// while the app is near its limit of calls. The bounds are what the number under way at once gives for the requests
/// made, and for one request a call.
pub(crate) fn verify(latency: Duration) {
    let run = Run::new(latency);
    run.snorq(&["connect", "facebook", "--all"]);
    run.check("verify", latency);
    for percent in [82, 91] {
        run.use_up(percent);
        run.check(&format!("verify while {percent} % of the app's calls are used"), latency);
    }
}

/// Connects three WhatsApp accounts with fifty numbers each, all registered, and prints calls and time.
pub(crate) fn numbers(latency: Duration) {
    let run = Run::of("whatsapp-agency", latency);
    let token = run.sandbox.credentials().unwrap().system_user_token;
    let mut command = Command::new(super::SNORQ);
    run.dress(&mut command);
    command.args(["connect", "whatsapp", "--all", "--token-stdin", "--pin-stdin", "--yes", "--json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    // The seed's accounts count by hundreds.
    let number = |account: u64| (1..=50).map(move |index| 310_000_000_000_000 + account * 100 + index);
    let pins: Vec<_> = (1..=3).flat_map(number).map(|number| format!("{number} 111111")).collect();
    child.stdin.take().unwrap().write_all(format!("{token}\n{}", pins.join("\n")).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let took = start.elapsed().as_secs_f64();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let count = |list: &str| report[list].as_array().map_or(0, Vec::len);
    println!(
        "connect 3 WhatsApp accounts, {} ms a request: {} numbers, {} failed, {} calls, {took:.2} s",
        latency.as_millis(),
        count("connections"),
        count("failed"),
        run.sandbox.call_count()
    );
}

struct Run {
    sandbox: Arc<Sandbox>,
    /// The highest usage that was told in an answer, in percent.
    highest: Arc<AtomicU64>,
    home: tempfile::TempDir,
    base: String,
    stop: Arc<tokio::sync::Notify>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Run {
    fn new(latency: Duration) -> Self {
        Self::of("agency", latency)
    }

    fn of(seed: &str, latency: Duration) -> Self {
        let sandbox =
            Arc::new(Sandbox::in_memory_at(seed, Arc::new(jiff::Timestamp::now)).unwrap().with_latency(latency));
        let (highest, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(tokio::sync::Notify::new()));
        let served = Arc::new(Watched { sandbox: sandbox.clone(), highest: highest.clone() });
        let (tell, told) = std::sync::mpsc::channel();
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let host = Host::bind(served, 0).unwrap();
                tell.send(host.base().as_str().trim_end_matches('/').to_owned()).unwrap();
                host.run(stopped.notified()).await;
            });
        });
        Self {
            sandbox,
            highest,
            home: tempfile::tempdir().unwrap(),
            base: told.recv().unwrap(),
            stop,
            thread: Some(thread),
        }
    }

    /// Lets the app have used so much of its calls: some are made, and the limit is set to fit.
    fn use_up(&self, percent: u64) {
        self.sandbox.configure(Setting::EnforceLimits(true)).unwrap();
        self.sandbox.configure(Setting::Limit(Scope::App, 100_000)).unwrap();
        self.spend(2_000);
        self.highest.store(0, Ordering::Relaxed);
        // One percent is a thousand calls now.
        self.spend(1);
        let used = self.highest.load(Ordering::Relaxed) * 1_000;
        self.sandbox.configure(Setting::Limit(Scope::App, used * 100 / percent)).unwrap();
    }

    /// Makes so many calls that count for the app.
    fn spend(&self, calls: usize) {
        let credentials = self.sandbox.credentials().unwrap();
        let token = format!("{}|{}", credentials.app_id, credentials.app_secret);
        let url: url::Url = format!("{}/v26.0/{}", self.base, credentials.app_id).parse().unwrap();
        let watched = Watched { sandbox: self.sandbox.clone(), highest: self.highest.clone() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let call = || {
            let request = Request::new(Method::Get, url.clone()).header("host", "localhost");
            watched.answer(request.header("authorization", format!("Bearer {token}")))
        };
        runtime.block_on(async { futures_util::future::join_all((0..calls).map(|_| call())).await });
    }

    /// Checks everything and prints calls, time, memory and the highest usage.
    fn check(&self, what: &str, latency: Duration) {
        self.highest.store(0, Ordering::Relaxed);
        let before = self.sandbox.call_count();
        let mut command = Command::new("/usr/bin/time");
        self.dress(&mut command);
        command.args(["-f", "%M", super::SNORQ, "verify", "--all", "--json"]);
        let start = Instant::now();
        let Ok(output) = command.output() else {
            return println!("{what}: not measured, GNU time is not installed");
        };
        let took = start.elapsed().as_secs_f64();
        let whole: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let connections = whole["checked"].as_f64().unwrap_or(f64::NAN);
        let told = String::from_utf8_lossy(&output.stderr);
        let kib: f64 = told.lines().last().and_then(|line| line.parse().ok()).unwrap_or(f64::NAN);
        let calls = (self.sandbox.call_count() - before) as f64;
        let bound = |requests: f64| requests * latency.as_secs_f64() / AT_ONCE;
        println!(
            "{what}: {connections} connections, {took:.2} s, {:.1} MB, {calls} calls ({:.2} a connection), highest usage {} %",
            kib * 1024.0 / 1e6,
            calls / connections,
            self.highest.load(Ordering::Relaxed)
        );
        let requests = bound((calls / 50.0).ceil());
        println!("  bound of the requests: {requests:.2} s, ratio {:.2}", took / requests);
        println!("  bound of one request a call: {:.2} s, ratio {:.2}", bound(calls), took / bound(calls));
    }

    /// Calls to subscribe and to read subscriptions; each batch carries up to fifty.
    fn subscription_calls(&self) -> u64 {
        let calls = self.sandbox.calls();
        calls.iter().filter(|(shape, _)| shape.contains("subscribed_apps")).map(|(_, count)| count).sum()
    }

    /// Gives a program this run's home and app.
    fn dress(&self, command: &mut Command) {
        let credentials = self.sandbox.credentials().unwrap();
        let key = self.home.path().join("key");
        let home = self.home.path().join("home");
        std::fs::write(&key, [1; 32]).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        command.env_clear().env("SNORQ_HOME", home).env("SNORQ_SECRETS", "file").env("SNORQ_SECRETS_KEY_FILE", key);
        command.env("SNORQ_APP_ID", credentials.app_id).env("SNORQ_APP_SECRET", credentials.app_secret);
        command.env("SNORQ_GRAPH_URL", &self.base).env("SNORQ_DIALOG_URL", &self.base);
    }

    fn snorq(&self, args: &[&str]) -> Duration {
        let credentials = self.sandbox.credentials().unwrap();
        let mut command = Command::new(super::SNORQ);
        self.dress(&mut command);
        command.args(args).args(["--token-stdin", "--yes", "--quiet"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::inherit());
        let start = Instant::now();
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(credentials.user_token.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        start.elapsed()
    }
}

/// The sandbox, and what its answers tell of usage.
struct Watched {
    sandbox: Arc<Sandbox>,
    highest: Arc<AtomicU64>,
}

#[async_trait]
impl Handler for Watched {
    async fn answer(&self, request: Request) -> Reply {
        let reply = self.sandbox.answer(request).await;
        let headers = reply.response().into_iter().flat_map(|response| response.headers.iter());
        for (_, value) in headers.filter(|(name, _)| name.ends_with("-usage")) {
            self.highest.fetch_max(percent(&serde_json::from_str(value).unwrap_or_default()), Ordering::Relaxed);
        }
        reply
    }
}

/// The highest number in a usage header that is a percentage.
fn percent(usage: &serde_json::Value) -> u64 {
    let inner = usage.as_object().into_iter().flatten().map(|(name, value)| match name.as_str() {
        "call_count" | "total_time" | "total_cputime" => value.as_u64().unwrap_or(0),
        _ => percent(value),
    });
    let items = usage.as_array().into_iter().flatten().map(percent);
    inner.chain(items).max().unwrap_or(0)
}

impl Drop for Run {
    fn drop(&mut self) {
        self.stop.notify_one();
        self.thread.take().unwrap().join().unwrap();
    }
}
