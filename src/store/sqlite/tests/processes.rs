//! Several processes on one file.

use std::io::{BufRead as _, BufReader};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::child::{said, shell};
use super::{listed, made, place, raw, run};
use crate::store::ConnectionStore as _;
use crate::store::sqlite::Sqlite;

/// Starts all, waits for all.
fn together(commands: Vec<Command>) -> Vec<String> {
    let threads: Vec<_> =
        commands.into_iter().map(|mut command| std::thread::spawn(move || said(&mut command))).collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

#[test]
fn d03_sixteen_processes_write_a_hundred_times_each() {
    let (_folder, path) = place();
    let said = together((0..16).map(|writer| shell(":", &format!("write {writer}"), &path)).collect());
    assert_eq!(said, vec!["done"; 16]);
    run(async {
        assert_eq!(listed(&path).await.unwrap().len(), 1600);
        let store = Sqlite::open(&path).await.unwrap();
        assert_eq!(store.history(Some("race"), usize::MAX).await.unwrap().len(), 1600);
    });
}

/// D-05: the journal that files on shared file systems get; whoever opens one leaves it at that.
#[test]
fn d05_the_rollback_journal_stands_the_same() {
    let (_folder, path) = place();
    run(made(&path)).unwrap();
    let mode = |sql: &str| raw(&path).query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(mode("PRAGMA journal_mode = DELETE"), "delete");
    let said = together((0..4).map(|writer| shell(":", &format!("write {writer}"), &path)).collect());
    assert_eq!(said, vec!["done"; 4]);
    assert_eq!(run(listed(&path)).unwrap().len(), 400);
    assert_eq!(mode("PRAGMA journal_mode"), "delete");
}

#[test]
fn d10_eight_processes_make_one_file() {
    for _ in 0..5 {
        let (folder, path) = place();
        let said = together((0..8).map(|_| shell(":", "make", &path)).collect());
        assert_eq!(said, vec!["done"; 8]);
        let keys: i64 = raw(&path).query_row("SELECT count(*) FROM meta", [], |row| row.get(0)).unwrap();
        assert_eq!(keys, 1);
        let mut left: Vec<_> = folder.path().read_dir().unwrap().map(|file| file.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["snorq.db", "snorq.db.lock"]);
    }
}

#[test]
fn the_lock_excludes_another_process_until_that_is_killed() {
    let (_folder, path) = place();
    let mut holder = shell(":", "hold", &path).spawn().unwrap();
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("holding")));
    run(async {
        let store = Sqlite::open(&path).await.unwrap();
        let called = AtomicUsize::new(0);
        let waiting = || {
            called.fetch_add(1, Ordering::Relaxed);
            holder_must_die(&holder);
        };
        let lock = store.lock(&waiting).await.unwrap();
        assert_eq!(called.load(Ordering::Relaxed), 1);
        drop(lock);
        let free = store.lock(&|| panic!("nobody holds it")).await.unwrap();
        drop(free);
    });
    assert!(!holder.wait().unwrap().success());
}

/// By id: waiting is called from a place that cannot own the child.
fn holder_must_die(holder: &std::process::Child) {
    let id = holder.id().to_string();
    assert!(Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
}

/// The waiting future is dropped; when the lock comes free it must not be taken by a ghost for good.
#[test]
fn a_lock_that_nobody_waits_for_any_more_is_given_back() {
    let (_folder, path) = place();
    run(async {
        let store = Sqlite::open(&path).await.unwrap();
        let held = store.lock(&|| {}).await.unwrap();
        {
            let mut again = std::pin::pin!(store.lock(&|| {}));
            let polled = std::future::poll_fn(|context| std::task::Poll::Ready(again.as_mut().poll(context))).await;
            assert!(polled.is_pending());
        }
        drop(held);
        drop(store.lock(&|| {}).await.unwrap());
    });
}

/// The runtime works on while somebody waits for the lock.
#[test]
fn waiting_for_the_lock_does_not_stop_the_program() {
    let (_folder, path) = place();
    run(async {
        let store = Sqlite::open(&path).await.unwrap();
        let held = store.lock(&|| {}).await.unwrap();
        let free_it = async {
            store.keys().await.unwrap();
            drop(held);
        };
        let (taken, ()) = tokio::join!(store.lock(&|| {}), free_it);
        drop(taken.unwrap());
    });
}
