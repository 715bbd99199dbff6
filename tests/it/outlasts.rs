//! What was acknowledged outlasts a listener that is killed again and again, and a target that fails, stalls, lies and
//! comes back: nothing is lost, nothing comes twice unmarked, each conversation keeps its order.
//!
//! `SNORQ_TEST_DELIVERIES` says how many; the figure that was measured is in the requirements.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use snorq::sandbox::wire::{Handler, Host, Live, Method, Reply, Request, Response, Roots, Transport as _};
use url::Url;

use crate::bench::{Bench, free_port, hmac_hex};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// Customers that write at the same time, each one message after the other.
const PEOPLE: usize = 32;

/// Chance, from a seed that is printed.
struct Chance(AtomicU64);

impl Chance {
    /// A number below `most` (splitmix64).
    fn below(&self, most: u64) -> u64 {
        let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % most
    }
}

/// How a message came to the target.
struct Seen {
    attempt: u32,
    repeat: bool,
}

/// A target that fails, stalls, lies and comes back.
struct Target {
    chance: Arc<Chance>,
    /// The messages of each customer in the order in which they first came.
    first: Mutex<BTreeMap<usize, Vec<usize>>>,
    copies: Mutex<BTreeMap<(usize, usize), Vec<Seen>>>,
    forged: AtomicUsize,
}

#[async_trait]
impl Handler for Target {
    async fn answer(&self, request: Request) -> Reply {
        let signature = format!("sha256={}", hmac_hex(SECRET, &request.body));
        if request.headers.get("x-hub-signature-256") != Some(&signature) {
            self.forged.fetch_add(1, Ordering::Relaxed);
        }
        match self.chance.below(100) {
            0..10 => return Response::new(500).into(),
            10..14 => return Reply::Cut { reset: true },
            // It keeps what it says that it does not.
            14..18 => {
                self.take(&request);
                return Reply::Cut { reset: false };
            }
            18 => tokio::time::sleep(Duration::from_millis(200)).await,
            _ => {}
        }
        self.take(&request);
        Response::new(200).into()
    }
}

impl Target {
    fn take(&self, request: &Request) {
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        let mid = body["entry"][0]["messaging"][0]["message"]["mid"].as_str().unwrap();
        let (person, number) = mid.split_once('-').unwrap();
        let (person, number): (usize, usize) = (person.parse().unwrap(), number.parse().unwrap());
        let header = |name| request.headers.get(name).unwrap();
        let copy =
            Seen { attempt: header("x-snorq-attempt").parse().unwrap(), repeat: header("x-snorq-repeat") == "true" };
        let mut copies = self.copies.lock().unwrap();
        let known = copies.entry((person, number)).or_default();
        if known.is_empty() {
            self.first.lock().unwrap().entry(person).or_default().push(number);
        }
        known.push(copy);
    }
}

/// The listener; it is killed and started anew on the same port.
struct Listener {
    bench: Bench,
    args: Vec<String>,
    child: Mutex<Child>,
    kills: AtomicUsize,
}

impl Listener {
    fn start(bench: Bench, port: &str, target: &Url) -> Arc<Self> {
        let args = ["listen", "--json", "--port", port, "--forward", target.as_str()].map(str::to_owned).to_vec();
        let child = Mutex::new(spawn(&bench, &args));
        Arc::new(Self { bench, args, child, kills: AtomicUsize::new(0) })
    }

    fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        *child = spawn(&self.bench, &self.args);
        self.kills.fetch_add(1, Ordering::Relaxed);
    }
}

/// Starts it, and waits until it says where it listens. The rest of what it says is read away.
fn spawn(bench: &Bench, args: &[String]) -> Child {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut child = bench.command(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    lines.read_line(&mut String::new()).unwrap();
    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    child
}

/// One customer's messages as Meta brings them: each until it is taken, now and then once more.
async fn write(person: usize, count: usize, to: Url, chance: Arc<Chance>) {
    let client = Live::new(Roots::Loopback).unwrap();
    for number in 0..count {
        let item = serde_json::json!({"sender": {"id": person.to_string()}, "recipient": {"id": "1001"},
            "timestamp": 1_795_000_000_000_i64, "message": {"mid": format!("{person}-{number}"), "text": "grüß Gott"}});
        let body = serde_json::json!({"object": "page", "entry": [{"id": "1001", "messaging": [item]}]}).to_string();
        let signature = format!("sha256={}", hmac_hex(SECRET, &body));
        let mut left = if chance.below(20) == 0 { 2 } else { 1 };
        while left > 0 {
            let request = Request::new(Method::Post, to.clone()).header("x-hub-signature-256", signature.as_str());
            match client.send(request.body("application/json", body.clone())).await {
                Ok(answer) if answer.status == 200 => left -= 1,
                // Meta comes again.
                _ => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a switch of the tests, not of the product")]
async fn w05_nothing_that_was_acknowledged_is_lost_and_nothing_comes_twice_unmarked() {
    let wanted: usize = std::env::var("SNORQ_TEST_DELIVERIES").map_or(512, |count| count.parse().unwrap());
    let seed = u64::from_le_bytes(std::array::from_fn(|place| uuid::Uuid::now_v7().as_bytes()[15 - place]));
    let chance = Arc::new(Chance(AtomicU64::new(seed)));
    let target = Arc::new(Target {
        chance: Arc::clone(&chance),
        first: Mutex::default(),
        copies: Mutex::default(),
        forged: AtomicUsize::new(0),
    });
    let server = Host::bind(target.clone(), 0).unwrap();
    let bench = Bench::new().with("SNORQ_APP_ID", "123456789012345").with("SNORQ_APP_SECRET", SECRET);
    let port = free_port();
    let to: Url = format!("http://localhost:{port}/").parse().unwrap();
    let listener = Listener::start(bench, &port, &server.base());
    let count = wanted.div_ceil(PEOPLE);
    let all = count * PEOPLE;
    let writing = (0..PEOPLE).map(|person| tokio::spawn(write(person, count, to.clone(), Arc::clone(&chance))));
    let writing = futures_util::future::join_all(writing.collect::<Vec<_>>());
    let arrived = || target.copies.lock().unwrap().len();
    let story = async {
        writing.await.into_iter().for_each(|one| one.unwrap());
        while arrived() < all {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let killing = async {
        loop {
            tokio::time::sleep(Duration::from_millis(500 + chance.below(1500))).await;
            let listener = Arc::clone(&listener);
            tokio::task::spawn_blocking(move || listener.kill()).await.unwrap();
        }
    };
    let most = Duration::from_secs(120 + all as u64 / 100);
    tokio::select! {
        ended = tokio::time::timeout(most, story) => assert!(ended.is_ok(), "seed {seed}: {} of {all} arrived", arrived()),
        () = killing => {}
    }
    listener.child.lock().unwrap().kill().unwrap();
    let (first, copies) = (target.first.lock().unwrap(), target.copies.lock().unwrap());
    let in_order = first.values().all(|numbers| numbers.is_sorted());
    let unmarked = |copies: &&Vec<Seen>| copies.iter().filter(|one| one.attempt == 1 && !one.repeat).count() > 1;
    let twice = copies.values().filter(unmarked).count();
    let more: usize = copies.values().map(|copies| copies.len() - 1).sum();
    let kills = listener.kills.load(Ordering::Relaxed);
    let line = format!(
        "{all} deliveries, {kills} kills: {} lost, {more} again of which {twice} unmarked, order kept: {in_order}; seed {seed}\n",
        all - copies.len()
    );
    // The harness would keep what a test that passes prints.
    std::io::stderr().write_all(line.as_bytes()).unwrap();
    assert!(in_order && twice == 0 && copies.len() == all && kills > 0, "{line}");
    assert_eq!(target.forged.load(Ordering::Relaxed), 0, "the bytes are those that came");
}
