//! The real `sandbox start` with ten thousand Pages from a file: start, reads a second, memory.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const PAGES: usize = 10_000;
const READS: usize = 20_000;

/// Measures it and prints.
pub(crate) fn figures() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("world.json");
    std::fs::write(&file, world()).unwrap();
    let start = Instant::now();
    let load = ["sandbox", "load", file.to_str().unwrap()];
    assert!(super::snorq(home.path(), &load).status().unwrap().success());
    println!("sandbox load, {PAGES} Pages: {:.2} s", start.elapsed().as_secs_f64());
    let mut starts: Vec<Duration> = (0..9).map(|_| Served::start(home.path()).1).collect();
    starts.sort();
    println!("sandbox start to first answer: {:.1} ms (most {:.1})", ms(starts[4]), ms(starts[8]));
    let (mut served, _) = Served::start(home.path());
    for path in
        ["/v26.0/me?fields=id,name", "/v26.0/500777?fields=id,name,access_token", "/v26.0/me/accounts?limit=100"]
    {
        let reads = if path.contains("accounts") { READS / 20 } else { READS };
        served.reads(path, reads);
    }
    println!(
        "memory of sandbox start, {PAGES} Pages: {:.1} MB, at most {:.1} MB",
        served.memory("VmRSS"),
        served.memory("VmHWM")
    );
}

/// A world in the shape that people write.
fn world() -> String {
    let (mut pages, mut roles) = (String::new(), String::new());
    for number in 0..PAGES {
        let comma = if number == 0 { "" } else { "," };
        let id = 500_000 + number;
        write!(pages, "{comma}\n{{\"id\": \"{id}\", \"name\": \"Page {number}\"}}").unwrap();
        write!(roles, "{comma}\n{{\"page\": \"{id}\"}}").unwrap();
    }
    format!("{{\"people\": [{{\"name\": \"Agnes Agency\"}}], \"pages\": [{pages}], \"roles\": [{roles}]}}")
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

struct Served {
    child: Child,
    wire: BufReader<TcpStream>,
    token: String,
}

impl Served {
    /// Starts it; says how long it took until it had answered.
    fn start(home: &std::path::Path) -> (Self, Duration) {
        let begin = Instant::now();
        let mut command = super::snorq(home, &["sandbox", "start", "--json"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let started: Value = serde_json::from_str(&line).unwrap();
        let port = started["url"].as_str().unwrap().rsplit_once(':').unwrap().1.parse().unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_nodelay(true).unwrap();
        let token = started["user_token"].as_str().unwrap().to_owned();
        let mut served = Self { child, wire: BufReader::new(stream), token };
        served.read("/v26.0/me");
        (served, begin.elapsed())
    }

    fn read(&mut self, path: &str) {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\r\n", self.token);
        self.wire.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut line, mut length) = (String::new(), 0);
        self.wire.read_line(&mut line).unwrap();
        assert!(line.contains(" 200 "), "{line}");
        while line != "\r\n" {
            line.clear();
            self.wire.read_line(&mut line).unwrap();
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        self.wire.read_exact(&mut vec![0; length]).unwrap();
    }

    /// Reads one after the other; one core of the server answers, and what it took of the processor is counted.
    fn reads(&mut self, path: &str, count: usize) {
        let (clock, busy) = (Instant::now(), self.busy());
        for _ in 0..count {
            self.read(path);
        }
        let (wall, busy) = (clock.elapsed().as_secs_f64(), self.busy() - busy);
        let (count, short) = (count as f64, path.trim_start_matches("/v26.0"));
        println!("sandbox GET {short}: {:.0} a second, {:.0} a second of processor", count / wall, count / busy);
    }

    /// Seconds of processor so far, in user and system; Linux counts hundredths.
    fn busy(&self) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<&str> = text.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap() / 100.0).sum()
    }

    fn memory(&self, name: &str) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim_matches(|sign: char| !sign.is_ascii_digit()).parse::<f64>().unwrap() * 1024.0 / 1e6
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
