//! Against a sandbox in this process: how many calls, and how long with time added to each.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use snorq::clock::{Clock as _, System};
use snorq::http::host::Host;
use snorq::sandbox::Sandbox;

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

/// Connects all five thousand and checks them, with `latency` added to each request; the bound is what the number under
/// way at once gives for the requests.
pub(crate) fn verify(latency: Duration) {
    let run = Run::new(latency);
    run.snorq(&["connect", "facebook", "--all", "--no-instagram"]);
    let before = run.sandbox.call_count();
    let mut command = Command::new("/usr/bin/time");
    run.dress(&mut command);
    command.args(["-f", "%M", super::SNORQ, "verify", "--all", "--json"]).stdout(Stdio::null());
    let start = Instant::now();
    let Ok(output) = command.output() else {
        return println!("verify 5,000 connections: not measured, GNU time is not installed");
    };
    let took = start.elapsed().as_secs_f64();
    let told = String::from_utf8_lossy(&output.stderr);
    let kib: f64 = told.lines().last().and_then(|line| line.parse().ok()).unwrap_or(f64::NAN);
    let calls = run.sandbox.call_count() - before;
    let bound = (calls as f64 / 50.0).ceil() * latency.as_secs_f64() / AT_ONCE;
    println!(
        "verify 5,000 connections, {} ms a request: {took:.2} s for {calls} calls, bound {bound:.2} s, ratio {:.2}, {:.1} MB",
        latency.as_millis(),
        took / bound,
        kib * 1024.0 / 1e6
    );
    println!("  bound of one request a call: {:.2} s", calls as f64 * latency.as_secs_f64() / AT_ONCE);
}

struct Run {
    sandbox: Arc<Sandbox>,
    home: tempfile::TempDir,
    base: String,
    stop: Arc<tokio::sync::Notify>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Run {
    fn new(latency: Duration) -> Self {
        let clock = Arc::new(|| System.now());
        let sandbox = Arc::new(Sandbox::in_memory_at("agency", clock).unwrap().with_latency(latency));
        let (served, stop) = (sandbox.clone(), Arc::new(tokio::sync::Notify::new()));
        let (tell, told) = std::sync::mpsc::channel();
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let host = Host::bind(served, 0).await.unwrap();
                tell.send(host.base().as_str().trim_end_matches('/').to_owned()).unwrap();
                host.run(stopped.notified()).await;
            });
        });
        Self { sandbox, home: tempfile::tempdir().unwrap(), base: told.recv().unwrap(), stop, thread: Some(thread) }
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

impl Drop for Run {
    fn drop(&mut self) {
        self.stop.notify_one();
        self.thread.take().unwrap().join().unwrap();
    }
}
