//! Figures, printed and never judged: `cargo bench`.
//!
//! Start-up, listing thousands of records, discovering five thousand Pages, connecting a thousand of them and checking
//! all of them with fifty milliseconds added to each call; and the sandbox by itself. A word after `--` picks:
//! `cargo bench -- sandbox`, `-- verify`, `-- numbers`.

#![expect(clippy::print_stdout, reason = "printing is what a bench is for")]
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench, not the product"
)]

mod meta;
mod records;
mod served;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SNORQ: &str = env!("CARGO_BIN_EXE_snorq");
const RUNS: usize = 25;

fn main() {
    let size = std::fs::metadata(SNORQ).unwrap().len();
    println!("binary: {:.1} MB ({size} bytes)", size as f64 / 1e6);
    let picked = |word: &str| std::env::args().any(|arg| arg == word);
    if picked("verify") {
        return meta::verify(Duration::from_millis(50));
    }
    if picked("numbers") {
        return meta::numbers(Duration::from_millis(50));
    }
    served::figures();
    if picked("sandbox") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    figure("snorq --version", || snorq(home.path(), &["--version"]));
    figure("snorq --help", || snorq(home.path(), &["--help"]));
    let records = records::fill(home.path());
    figure(&format!("snorq list --json, {records} records"), || {
        snorq(home.path(), &["--profile", "sandbox", "list", "--json"])
    });
    figure(&format!("snorq list, {records} records"), || snorq(home.path(), &["--profile", "sandbox", "list"]));
    let csv = ["--profile", "sandbox", "list", "--csv", "--sort", "-updated_at"];
    figure(&format!("snorq list --csv --sort, {records} records"), || snorq(home.path(), &csv));
    memory(home.path(), &["list", "--json"]);
    memory(home.path(), &["list", "--csv", "--sort", "-updated_at"]);
    meta::discover();
    meta::connect(1_000, Duration::from_millis(50));
    meta::verify(Duration::from_millis(50));
    meta::numbers(Duration::from_millis(50));
}

fn snorq(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(SNORQ);
    command.env_clear().env("SNORQ_HOME", home).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs a command many times and prints least, middle and most.
fn figure(what: &str, command: impl Fn() -> Command) {
    let mut times: Vec<Duration> = (0..RUNS).map(|_| timed(&mut command())).collect();
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (least, middle, most) = (ms(times[0]), ms(times[RUNS / 2]), ms(times[RUNS - 1]));
    println!("{what}: {middle:.1} ms (least {least:.1}, most {most:.1}, {RUNS} runs)");
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    assert!(command.status().unwrap().success(), "{command:?}");
    start.elapsed()
}

/// The most memory that listing takes, as GNU time tells it.
fn memory(home: &Path, args: &[&str]) {
    let mut command = Command::new("/usr/bin/time");
    command.env_clear().env("SNORQ_HOME", home).args(["-f", "%M", SNORQ, "--profile", "sandbox"]);
    let what = args.join(" ");
    match command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).output() {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stderr);
            let kib: f64 = text.lines().last().and_then(|line| line.parse().ok()).unwrap_or(f64::NAN);
            println!("memory of {what}, 10,000 records: {:.1} MB", kib * 1024.0 / 1e6);
        }
        Err(_) => println!("memory of {what}: not measured, GNU time is not installed"),
    }
}
