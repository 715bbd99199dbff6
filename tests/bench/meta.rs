//! Against a sandbox in this process: how many calls, and how long with time added to each.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use snorq::clock::{Clock as _, System};
use snorq::http::host::Host;
use snorq::sandbox::Sandbox;

/// What `src/graph/batch.rs` has under way at once.
const AT_ONCE: u32 = 4;

/// Discovers the five thousand Pages of the agency and counts the calls.
pub fn discover() {
    let run = Run::new(Duration::ZERO);
    let time = run.snorq(&["connect", "facebook", "--all", "--dry-run"]);
    println!("discover 5,000 Pages: {} calls, {:.2} s", run.sandbox.call_count(), time.as_secs_f64());
}

/// Connects `count` of them with `latency` added to each request, and compares with the bound that the number of
/// requests and the number under way at once give.
pub fn connect(count: usize, latency: Duration) {
    let pages: Vec<String> = (1..=count).map(|number| (500_000 + number).to_string()).collect();
    let mut args = vec!["connect", "facebook", "--no-instagram"];
    pages.iter().for_each(|page| args.extend(["--page", page]));
    let before = Run::new(latency);
    let found = before.snorq(&["connect", "facebook", "--all", "--dry-run"]);
    let alone = before.requests();
    let run = Run::new(latency);
    let time = run.snorq(&args);
    let attach = run.requests() - alone;
    let bound = f64::from(attach) * latency.as_secs_f64() / f64::from(AT_ONCE);
    let took = (time - found).as_secs_f64();
    println!(
        "connect {count} Pages, {} ms a request: {attach} requests after discovery, {took:.2} s; \
         bound {bound:.2} s with {AT_ONCE} at once; ratio {:.2}",
        latency.as_millis(),
        took / bound
    );
    println!(
        "  one request a call would be {} requests, {:.2} s",
        count * 2,
        count as f64 * 2.0 * 0.05 / f64::from(AT_ONCE)
    );
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

    /// HTTP requests: the operations of a batch are calls, but travel in one.
    fn requests(&self) -> u32 {
        let calls = self.sandbox.calls();
        let batches = |shape: &str| matches!(shape, "POST /" | "POST /batch");
        let single: u64 = calls
            .iter()
            .filter(|(shape, _)| !batches(shape) && !shape.contains("subscribed_apps"))
            .map(|(_, n)| n)
            .sum();
        let batch: u64 = calls.iter().filter(|(shape, _)| batches(shape)).map(|(_, n)| n).sum();
        u32::try_from(single + batch).unwrap()
    }

    fn snorq(&self, args: &[&str]) -> Duration {
        let credentials = self.sandbox.credentials().unwrap();
        let key = self.home.path().join("key");
        let home = self.home.path().join("home");
        std::fs::write(&key, [1; 32]).unwrap();
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        let mut command = Command::new(super::SNORQ);
        command.env_clear().env("SNORQ_HOME", home).env("SNORQ_SECRETS", "file").env("SNORQ_SECRETS_KEY_FILE", key);
        command.env("SNORQ_APP_ID", credentials.app_id).env("SNORQ_APP_SECRET", credentials.app_secret);
        command.env("SNORQ_GRAPH_URL", &self.base).env("SNORQ_DIALOG_URL", &self.base);
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
