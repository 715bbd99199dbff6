//! A migration that is killed at any of its calls.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::super::open;
use super::child::variable;
use super::places::private;
use super::versions::{NEXT, NOW, with};
use super::{filled, place, raw, run};

/// Everything by which a migration changes what others see. (`?`: not every processor has all of them.)
const CALLS: [&str; 9] =
    ["pwrite64", "fsync", "?fdatasync", "ftruncate", "?rename", "?renameat2", "?unlink", "?unlinkat", "flock"];

/// The child. It is a test, because that is the only way into this program.
#[test]
fn migrating() {
    let Some(path) = variable("SNORQ_TEST_MIGRATE") else { return };
    drop(open::open(Path::new(&path), with(NEXT)).unwrap());
}

/// Whether the `nth` `call` of a child that migrates `path` killed it.
fn killed(path: &Path, call: &str, nth: u32) -> bool {
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:signal=SIGKILL:when={nth}"));
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject]).arg(std::env::current_exe().unwrap());
    strace.args(["--exact", "store::sqlite::tests::migration::migrating", "--test-threads=1"]);
    !strace.env("SNORQ_TEST_MIGRATE", path).output().unwrap().status.success()
}

#[test]
fn d10_a_migration_killed_at_any_call_is_old_or_new_and_taken_up() {
    if Command::new("strace").arg("-V").output().is_err() {
        assert!(variable("SNORQ_TEST_ALL").is_none(), "no strace");
        return;
    }
    let (_folder, prepared) = place();
    run(filled(&prepared, 20));
    let mut kills = 0;
    for call in CALLS {
        for nth in 1.. {
            let (_folder, path) = place();
            fs::copy(&prepared, &path).unwrap();
            private(&path);
            if !killed(&path, call, nth) {
                break;
            }
            kills += 1;
            let ask = |sql: &str| raw(&path).query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
            let version = ask("PRAGMA user_version");
            assert!([NOW, NOW + 1].contains(&version), "{call} {nth}: version {version}");
            drop(open::open(&path, with(NEXT)).unwrap());
            assert_eq!(ask("PRAGMA user_version"), NOW + 1, "{call} {nth}");
            assert_eq!(ask("SELECT count(*) FROM connections"), 20, "{call} {nth}");
            assert_eq!(ask("SELECT count(*) FROM later"), 0, "{call} {nth}");
            let sound: String = raw(&path).query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
            assert_eq!(sound, "ok", "{call} {nth}");
        }
    }
    assert!(kills >= 10, "{kills} kills");
}
