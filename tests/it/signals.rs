//! Asked to end: in the middle of connecting, and right after the first word.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use snorq::sandbox::Sandbox;

use crate::bench::{Bench, Output, machine_time};

const CONNECT: &[&str] = &["--sandbox", "connect", "facebook", "--no-instagram", "--yes", "--all"];

const START: &[&str] = &["sandbox", "start", "--json"];

/// Sends `signal` and answers how the process ended.
fn end(bench: &Bench, args: &[&str], child: Child, signal: Signal) -> Output {
    kill_process(Pid::from_child(&child), signal).unwrap();
    bench.heard(child.wait_with_output().unwrap(), args)
}

fn subscribed(bench: &Bench) -> Vec<String> {
    let world = Sandbox::open(&bench.home().join("sandbox"), machine_time()).unwrap();
    world.subscriptions().unwrap().into_iter().map(|(page, _)| page).collect()
}

/// The first of 5,000 Pages are subscribed and the last ones are far.
#[test]
fn interrupted_while_it_connects_the_next_run_mends() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let bench = Bench::new();
        bench.run(&["sandbox", "seed", "agency"]).expect(0);
        let mut child = bench.command(CONNECT).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        while subscribed(&bench).is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "it ended before anything was subscribed");
            std::thread::yield_now();
        }
        let ended = end(&bench, CONNECT, child, signal).expect(code);
        assert!(ended.stdout.is_empty() && ended.stderr.contains("interrupted"), "{ended}");
        let mut begun = subscribed(&bench);
        assert!(begun.len() < 5000, "it was not interrupted");

        bench.run(&["--sandbox", "connect", "facebook", "--no-instagram", "--yes", "--page", &begun[0]]).expect(0);
        let list = bench.run(&["--sandbox", "list", "--json"]).expect(0).json();
        let active = list["connections"].as_array().unwrap().iter().filter(|one| one["status"] == "ACTIVE");
        let mut active: Vec<_> = active.map(|one| one["platform_user_id"].as_str().unwrap().to_owned()).collect();
        begun = subscribed(&bench);
        active.sort();
        begun.sort();
        assert_eq!(active, begun, "records and subscriptions differ");
    }
}

/// Whoever has read its first word may end it at once, and it ends in good order.
#[test]
fn a_server_that_has_spoken_ends_when_asked() {
    for signal in [Signal::INT, Signal::TERM] {
        let bench = Bench::new();
        let mut child = bench.command(START).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("snorq/v1"), "{line}");
        let _ = end(&bench, START, child, signal).expect(0);
    }
}

/// Six commands, asked to end at 17 moments each, which the lines of their logs tell.
#[test]
fn c02_a_command_ends_in_order_whenever_it_is_asked_to() {
    let commands: [&[&str]; 6] = [
        CONNECT,
        &["--sandbox", "connect", "facebook", "--yes", "--page", "1001"],
        &["--sandbox", "refresh", "--all"],
        &["--sandbox", "verify", "--all", "--fix", "--yes"],
        &["--sandbox", "apply", "-f", "plan.toml", "--prune", "--yes"],
        &["--sandbox", "revoke", "--all", "--yes"],
    ];
    let next = AtomicUsize::new(0);
    let worker = || loop {
        let turn = next.fetch_add(1, Ordering::Relaxed);
        if turn >= 102 {
            return;
        }
        let signal = if turn.is_multiple_of(2) { Signal::INT } else { Signal::TERM };
        asked_after(turn / 6 * 12, commands[turn % 6], signal);
    };
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(worker);
        }
    });
}

fn asked_after(lines: usize, args: &[&str], signal: Signal) {
    let bench = Bench::new();
    bench.run(CONNECT).expect(0);
    std::fs::write(bench.side().join("plan.toml"), "[[page]]\nref = 'facebook:1001'\nfields = ['messages']\n").unwrap();
    let mut child = bench.command(args).arg("-vvv").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
    log.by_ref().take(lines).for_each(drop);
    kill_process(Pid::from_child(&child), signal).unwrap();
    let begun = Instant::now();
    log.for_each(drop);
    let code = child.wait().unwrap().code();
    assert!(begun.elapsed() < Duration::from_secs(3), "{args:?} after {lines} lines: {:?}", begun.elapsed());
    // Before it listens for signals the system ends it; and it may have been done.
    assert!(matches!(code, None | Some(0 | 5 | 130 | 143)), "{args:?} after {lines} lines: {code:?}");

    bench.run(CONNECT).expect(0);
    let list = bench.run(&["--sandbox", "list", "--json", "--platform", "facebook"]).expect(0).json();
    let active = list["connections"].as_array().unwrap().iter().filter(|one| one["status"] == "ACTIVE");
    let mut active: Vec<_> = active.map(|one| one["platform_user_id"].as_str().unwrap().to_owned()).collect();
    let mut begun = subscribed(&bench);
    active.sort();
    begun.sort();
    assert_eq!(active, begun, "{args:?} after {lines} lines: records and subscriptions differ");
    assert_eq!(active.len(), 3, "{args:?} after {lines} lines");
}
