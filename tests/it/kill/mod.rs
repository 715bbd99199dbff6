//! Killed at every step, over the real binary: the next run finishes or undoes.
//!
//! Nothing in the product knows of this. `strace` tells every step of the unmodified binary as it ends (each commit and
//! each file that is synced, renamed or removed, each request that is sent and each answer that is read) and holds the
//! next one back for a moment; the n-th is the last that the binary lives to see, for n = 1, 2, 3 … until a run comes
//! through untouched, so that no step can be forgotten. The whole state, the sandbox's world included, is one folder,
//! which is prepared once and copied for each kill.

/// `verify --fix`.
mod repair;

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::{Connection as Db, OpenFlags};
use serde_json::Value;
use snorq::sandbox::Sandbox;

use crate::bench::{Bench, Hosted, left_out, machine_time, program};

/// The calls at which a step ends: commits and files on disk, requests and answers on the wire.
const STEPS: &str = "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,writev,sendto,recvfrom";
/// How long the next step is held back, in microseconds: time enough to kill before it.
const HELD_BACK: &str = "2000";

const CONNECT: &[&str] = &["--sandbox", "connect", "facebook", "--all", "--yes", "--quiet"];
const REFRESH: &[&str] = &["--sandbox", "refresh", "--all", "--quiet"];
const REVOKE: &[&str] = &["--sandbox", "revoke", "--all", "--yes", "--quiet"];

#[test]
fn connect_killed_at_every_step_is_finished_or_undone() {
    let fresh = Bench::new();
    fresh.run(&["sandbox", "seed", "small"]).expect(0);
    matrix("connect", &fresh, CONNECT, |bench, when| {
        nothing_false(bench, when);
        bench.run(CONNECT).expect(0);
        whole(bench, when, 5, "ACTIVE");
    });
}

#[test]
fn revoke_killed_at_every_step_is_finished() {
    let connected = Bench::new();
    connected.run(CONNECT).expect(0);
    matrix("revoke", &connected, REVOKE, |bench, when| {
        nothing_false(bench, when);
        bench.run(REVOKE).expect(0);
        whole(bench, when, 0, "ACTIVE");
    });
}

/// The old tokens stay until the new ones are proven, so that at no point a connection is lost.
#[test]
fn refresh_killed_at_every_step_keeps_every_connection() {
    let connected = Bench::new();
    connected.run(CONNECT).expect(0);
    matrix("refresh", &connected, REFRESH, |bench, when| {
        nothing_false(bench, when);
        assert!(records(bench).iter().all(|one| one["status"] == "ACTIVE"), "{when}");
        bench.run(REFRESH).expect(0);
        whole(bench, when, 5, "ACTIVE");
    });
}

/// A second kill, in the run that mends the first.
#[test]
fn a_killed_recovery_is_recovered_from() {
    let half = Bench::new();
    half.run(&["sandbox", "seed", "small"]).expect(0);
    if program(&["strace"]).is_none() {
        return left_out("no strace");
    }
    // After the intent and the tokens, before all is proven: what comes next has something to mend.
    let found = (1..).find_map(|n| {
        let trial = copy(&half);
        assert!(kill(&trial, CONNECT, n), "no kill left an open change");
        (open_changes(&trial) > 0).then_some(trial)
    });
    replace(&half, &found.unwrap());
    matrix("recovery", &half, CONNECT, |bench, when| {
        nothing_false(bench, when);
        bench.run(CONNECT).expect(0);
        whole(bench, when, 5, "ACTIVE");
    });
}

/// The number is registered at most once, whatever was lost on the way, and the code of a signup is traded once.
#[test]
fn connect_whatsapp_killed_at_every_step_is_finished_or_undone() {
    let fresh = Bench::new();
    fresh.run(&["sandbox", "seed", "signup"]).expect(0);
    std::fs::write(fresh.home().join("input"), "111111").unwrap();
    matrix("connect whatsapp", &fresh, WHATSAPP, |bench, when| {
        no_false_number(bench, when);
        bench.run_with(WHATSAPP, "111111").expect(0);
        whole_number(bench, when, "ACTIVE");
        assert_eq!(count(bench, "json_array_length(doc, '$.attempts')", "number"), 1, "{when}: registrations");
    });
}

#[test]
fn revoke_of_a_number_killed_at_every_step_is_finished() {
    let connected = Bench::new();
    connected.run(&["sandbox", "seed", "signup"]).expect(0);
    connected.run_with(WHATSAPP, "111111").expect(0);
    matrix(
        "revoke of a number",
        &connected,
        &["--sandbox", "revoke", "--all", "--deregister", "--yes", "--quiet"],
        |bench, when| {
            no_false_number(bench, when);
            bench.run(REVOKE).expect(0);
            whole_number(bench, when, "DISCONNECTED");
            // One to register and, if the run got that far, one to deregister.
            assert!(count(bench, "json_array_length(doc, '$.attempts')", "number") <= 2, "{when}");
        },
    );
}

const WHATSAPP: &[&str] =
    &["--sandbox", "connect", "whatsapp", "--redirect", "--all", "--pin-stdin", "--yes", "--quiet"];

/// A Page comes, one changes its fields, one goes with its account.
#[test]
fn apply_killed_at_every_step_is_finished_by_the_next() {
    let connected = Bench::new();
    connected.run(&["--sandbox", "connect", "facebook", "--page", "1001", "--page", "1002"]).expect(0);
    let text = "[[page]]\nref = 'facebook:1003'\n\n[[page]]\nref = 'facebook:1001'\nfields = ['messages']\n\
                instagram = 'instagram:17841400000000001'\n";
    std::fs::write(connected.home().join("plan.toml"), text).unwrap();
    matrix("apply", &connected, APPLY, |bench, when| {
        nothing_false(bench, when);
        bench.run(APPLY).expect(0);
        bench.run(&["--sandbox", "plan", "-f", "home/plan.toml", "--prune", "--exit-code"]).expect(0);
        whole(bench, when, 3, "ACTIVE");
    });
}

/// A number comes, and its account's webhooks go elsewhere.
#[test]
fn apply_of_a_number_killed_at_every_step_is_finished_by_the_next() {
    let hosted = Hosted::start("empty");
    let connected = Bench::new();
    connected.run(&["sandbox", "seed", "whatsapp"]).expect(0);
    let world = Sandbox::open(&connected.home().join("sandbox"), machine_time()).unwrap();
    let token = world.credentials().unwrap().system_user_token;
    drop(world);
    let connect = ["--sandbox", "connect", "whatsapp", "--token-stdin", "--phone", "310000000000004"];
    connected.run_with(&connect, &token).expect(0);
    let numbers = "numbers = ['whatsapp:310000000000002', 'whatsapp:310000000000004']";
    let text = format!("[[waba]]\nid = '210000000000001'\ncallback_url = '{}/callback'\n{numbers}\n", hosted.url());
    std::fs::write(connected.home().join("plan.toml"), text).unwrap();
    std::fs::write(connected.home().join("input"), "verify-me").unwrap();
    let apply = [APPLY, &["--verify-token-stdin"]].concat();
    matrix("apply of a number", &connected, &apply, |bench, when| {
        for one in records(bench).iter().filter(|one| one["status"] == "ACTIVE") {
            assert!(token_is_there(bench, one["ref"].as_str().unwrap()), "{when}: ACTIVE without a secret");
        }
        bench.run_with(&apply, "verify-me").expect(0);
        bench.run(&["--sandbox", "plan", "-f", "home/plan.toml", "--prune", "--exit-code"]).expect(0);
        assert!(records(bench).iter().all(|one| one["status"] == "ACTIVE"), "{when}");
        assert_eq!((records(bench).len(), open_changes(bench)), (2, 0), "{when}");
        nothing_left_over(bench, when);
    });
}

/// One call leads to the same state however often it is made: what was cut off is made again.
#[test]
fn webhooks_set_killed_at_every_step_is_set_by_the_next() {
    let hosted = Hosted::start("empty");
    let fresh = Bench::new();
    fresh.run(&["sandbox", "seed", "small"]).expect(0);
    std::fs::write(fresh.home().join("input"), "sesame").unwrap();
    let url = format!("{}/callback", hosted.url());
    let set =
        ["--sandbox", "webhooks", "set", "--object", "page", "--callback-url", &url, "--verify-token-stdin", "--quiet"];
    matrix("webhooks set", &fresh, &set, |bench, when| {
        bench.run_with(&set, "sesame").expect(0);
        let status = bench.run(&["--sandbox", "webhooks", "status", "--json"]).expect(0).json();
        assert_eq!((&status["app"][0]["callback_url"], open_changes(bench)), (&url.as_str().into(), 0), "{when}");
        let log = bench.run(&["--sandbox", "log", "--json"]).expect(0).json();
        assert_eq!(log["actions"].as_array().unwrap().last().unwrap()["outcome"], "done", "{when}");
    });
}

const APPLY: &[&str] = &["--sandbox", "apply", "-f", "home/plan.toml", "--prune", "--yes", "--quiet"];

/// An `ACTIVE` number has its token, its account's subscription and its registration.
#[track_caller]
fn no_false_number(bench: &Bench, when: &str) {
    for one in records(bench).iter().filter(|one| one["status"] == "ACTIVE") {
        assert!(token_is_there(bench, one["ref"].as_str().unwrap()), "{when}: ACTIVE without a secret");
        assert_eq!(count(bench, "1", "waba_subscription"), 1, "{when}: ACTIVE without a subscription");
        assert_eq!(count(bench, "doc->>'$.registered'", "number"), 1, "{when}: ACTIVE without a registration");
    }
}

/// After the next run: the one number in `status`, nothing open, nothing orphaned.
#[track_caller]
fn whole_number(bench: &Bench, when: &str, status: &str) {
    no_false_number(bench, when);
    let records = records(bench);
    // A revoke of nothing leaves what it found: nothing.
    assert!(records.iter().all(|one| one["status"] == status), "{when}: {records:#?}");
    assert_eq!(open_changes(bench), 0, "{when}: a change stays open");
    nothing_left_over(bench, when);
    let subscribed = i64::from(status == "ACTIVE");
    assert_eq!(count(bench, "1", "waba_subscription"), subscribed, "{when}: subscriptions");
}

/// The sum of `what` over the world's documents of a kind.
#[expect(clippy::disallowed_methods, reason = "a look from outside")]
fn count(bench: &Bench, what: &str, kind: &str) -> i64 {
    let world = Db::open_with_flags(bench.home().join("sandbox/world.db"), OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let sql = format!("SELECT coalesce(sum({what}), 0) FROM thing WHERE kind = ?1");
    world.query_row(&sql, [kind], |row| row.get(0)).unwrap()
}

/// Kills `args` after every step, each time in a copy of `prepared`, and hands the copy to `check`.
#[expect(clippy::print_stdout, reason = "a figure to be read")]
fn matrix(what: &str, prepared: &Bench, args: &[&str], check: impl Fn(&Bench, &str) + Sync) {
    if program(&["strace"]).is_none() {
        return left_out("no strace");
    }
    let (next, through) = (AtomicUsize::new(1), AtomicUsize::new(usize::MAX));
    let worker = || loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let bench = copy(prepared);
        if n > through.load(Ordering::Relaxed) || !kill(&bench, args, n) {
            through.fetch_min(n, Ordering::Relaxed);
            return;
        }
        check(&bench, &format!("{what} killed after step {n}"));
    };
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(worker);
        }
    });
    let points = through.into_inner() - 1;
    assert!(points > 20, "{what}: only {points} kill points, so the kills did not work");
    println!("{what}: {points} kill points, 0 lost, 0 orphaned");
}

/// Runs snorq until its `n`-th step has ended, and kills it there. False if it came through.
fn kill(bench: &Bench, args: &[&str], n: usize) -> bool {
    let mut strace = Command::new("strace");
    bench.dress(&mut strace);
    let (trace, hold) = (format!("trace={STEPS}"), format!("inject={STEPS}:delay_enter={HELD_BACK}"));
    let shell = "[ -f \"$SNORQ_HOME/input\" ] && exec < \"$SNORQ_HOME/input\"; exec \"$0\" \"$@\" 2>/dev/null";
    strace.args(["-f", "-qq", "-e", &trace, "-e", &hold, "sh", "-c", shell]);
    strace.arg(crate::bench::SNORQ).args(args).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = strace.process_group(0).spawn().unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
    // A call that is told in two parts has ended with the second.
    let mut ended = told.by_ref().map_while(Result::ok).filter(|line| !line.contains("<unfinished"));
    let killed = ended.nth(n - 1).is_some();
    if killed {
        let group = rustix::process::Pid::from_child(&child);
        // It may have ended by itself meanwhile.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        told.for_each(drop);
    }
    let status = child.wait().unwrap();
    assert!(killed || status.success(), "{status}");
    killed
}

fn copy(prepared: &Bench) -> Bench {
    let bench = Bench::new();
    replace(&bench, prepared);
    bench
}

fn replace(to: &Bench, from: &Bench) {
    if to.home().exists() {
        std::fs::remove_dir_all(to.home()).unwrap();
    }
    let status = Command::new("cp").arg("-a").args([from.home(), to.home()]).status().unwrap();
    assert!(status.success());
}

/// What must hold at once, before anything is mended: an `ACTIVE` record has its secret and its subscription.
#[track_caller]
fn nothing_false(bench: &Bench, when: &str) {
    let subscribed = subscriptions(bench);
    for one in records(bench) {
        if one["status"] == "ACTIVE" {
            let reference = one["ref"].as_str().unwrap();
            assert!(token_is_there(bench, reference), "{when}: {reference} is ACTIVE without a secret");
            let page = one["parent"].as_str().unwrap_or(reference).trim_start_matches("facebook:").to_owned();
            assert!(subscribed.contains(&page), "{when}: {reference} is ACTIVE without a subscription");
        }
    }
}

/// What must hold after the next run: so many records in `status`, and nothing else anywhere.
#[track_caller]
fn whole(bench: &Bench, when: &str, active: usize, status: &str) {
    nothing_false(bench, when);
    let records = records(bench);
    let good = records.iter().filter(|one| one["status"] == status).count();
    let rest = records.iter().filter(|one| one["status"] != status && one["status"] != "DISCONNECTED").count();
    assert_eq!((good, rest), (active, 0), "{when}: {records:#?}");
    assert_eq!(open_changes(bench), 0, "{when}: a change stays open");
    nothing_left_over(bench, when);
    let pages = records.iter().filter(|one| one["status"] == "ACTIVE" && one["platform"] == "FACEBOOK").count();
    assert_eq!(subscriptions(bench).len(), pages, "{when}: subscriptions that nobody owns");
}

fn records(bench: &Bench) -> Vec<Value> {
    bench.run(&["--sandbox", "list", "--json"]).expect(0).json()["connections"].as_array().unwrap().clone()
}

fn token_is_there(bench: &Bench, reference: &str) -> bool {
    bench.run(&["--sandbox", "token", reference]).code == Some(0)
}

fn subscriptions(bench: &Bench) -> Vec<String> {
    let world = Sandbox::open(&bench.home().join("sandbox"), machine_time()).unwrap();
    world.subscriptions().unwrap().into_iter().map(|(page, _)| page).collect()
}

/// After the next run: no secret that nothing uses, no key but the one in use, no file of a run that was cut off.
#[track_caller]
fn nothing_left_over(bench: &Bench, when: &str) {
    let unused = "SELECT (SELECT count(*) FROM connections WHERE status = 'DISCONNECTED' AND sealed IS NOT NULL)
        + (SELECT count(*) FROM grants WHERE id NOT IN
            (SELECT grant_id FROM connections WHERE status <> 'DISCONNECTED' AND grant_id IS NOT NULL))
        + (SELECT count(*) FROM keys WHERE NOT current)";
    let count = |db: &Db| db.query_row(unused, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(database(bench, count).unwrap_or(0), 0, "{when}: secrets or keys without use");
    let is_stray = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("tmp-") || name.contains(".new") || name.contains(".before")
    };
    let strays: Vec<_> = crate::bench::files(&bench.home()).into_keys().filter(is_stray).collect();
    assert!(strays.is_empty(), "{when}: {strays:?}");
}

fn open_changes(bench: &Bench) -> i64 {
    let count = |db: &Db| db.query_row("SELECT count(*) FROM changes", [], |row| row.get(0)).unwrap();
    database(bench, count).unwrap_or(0)
}

#[expect(clippy::disallowed_methods, reason = "a look from outside")]
fn database<T>(bench: &Bench, look: impl Fn(&Db) -> T) -> Option<T> {
    let path = bench.home().join("snorq.db");
    path.exists().then(|| look(&Db::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()))
}
