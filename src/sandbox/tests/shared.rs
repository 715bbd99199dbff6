//! One world on disk, several sandboxes over it.

use std::sync::Arc;

use super::{Fixture, Walk};
use crate::http::Method;
use crate::sandbox::{Now, Sandbox, SandboxError};

fn noon() -> Now {
    let noon = jiff::Timestamp::from_second(1_795_435_200).unwrap();
    Arc::new(move || noon)
}

fn open(folder: &std::path::Path) -> Fixture {
    Fixture { sandbox: Sandbox::open(folder, noon()).unwrap() }
}

#[tokio::test]
async fn what_one_sandbox_writes_another_reads_and_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("deep/world");
    let (one, two) = (open(&place), open(&place));
    let token = one.login(&Walk::default()).await;
    let page = two.page_token("1001", &token).await;
    two.call(Method::Post, "/1001/subscribed_apps?subscribed_fields=messages", &page).await;
    assert_eq!(one.sandbox.subscriptions().unwrap().len(), 1);
    drop((one, two));
    let again = open(&place);
    assert_eq!(again.sandbox.subscriptions().unwrap().len(), 1);
    assert_eq!(again.get("/me", &token).await["name"], "Ada Admin");
    assert!(again.sandbox.status().unwrap().calls >= 5, "the calls of the others are counted");
    again.sandbox.seed("empty").unwrap();
    assert_eq!(again.fails(Method::Get, "/me", &token).await, (190, None, 400));
    assert_eq!(open(&place).sandbox.status().unwrap().seed, "empty");
}

#[test]
fn many_open_a_new_world_at_once_and_log_in_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let fixture = open(folder.path());
                let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
                for _ in 0..4 {
                    runtime.block_on(fixture.login(&Walk::default()));
                }
            });
        }
    });
    let status = open(folder.path()).sandbox.status().unwrap();
    assert_eq!((status.tokens_alive, status.pages), (2 + 32, 3));
}

#[cfg(unix)]
#[test]
fn folder_and_files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("world");
    let _open = open(&place);
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place), 0o700);
    for file in std::fs::read_dir(&place).unwrap() {
        let file = file.unwrap().path();
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn an_unknown_seed_is_refused_and_changes_nothing() {
    let sandbox = Sandbox::in_memory("small").unwrap();
    assert!(matches!(sandbox.seed("smal"), Err(SandboxError::NoSuchSeed(name)) if name == "smal"));
    assert_eq!(sandbox.status().unwrap().pages, 3);
    for seed in crate::sandbox::SEEDS.iter().map(|seed| seed.name) {
        sandbox.seed(seed).unwrap();
        assert_eq!(sandbox.status().unwrap().seed, *seed);
    }
}
